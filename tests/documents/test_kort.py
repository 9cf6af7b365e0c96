"""The cue cards: a page each, the agenda's own lines, never a name."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from btimeeting import i18n
from btimeeting.documents.agenda_files import find
from btimeeting.documents.agenda_reader import read
from btimeeting.documents.blocks import Heading, Table, parse, text_of
from btimeeting.documents.kort import compose_kort
from btimeeting.documents.render import Paper, render_text
from btimeeting.domain.agenda import Agenda, Cue, Phase, Role
from tests.documents.golden import agrees

MADE = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
NASTY = "[/x] *Åse* | <b> `[b]`"


def _shipped(language: str) -> Agenda:
    i18n.use(language)
    return read(find("bti-individ", None, language))


def _one_phase(**fields: object) -> Agenda:
    phase = Phase.of({"id": "open", "title": "Opning", "planned_s": 600, **fields})
    later = Phase(id="later", title="Seinare", planned_s=300, cues=(Cue(at_s=30, to=Role.LEADER, text="No."),))
    return Agenda(id="own", title="Eige møte", total_s=900, phases=(phase, later))


@pytest.mark.parametrize("language", ["nn", "nb", "en"])
def test_the_shipped_agendas_cards(language: str) -> None:
    assert agrees(f"kort.{language}.md", compose_kort(_shipped(language)))


@pytest.mark.parametrize("language", ["nn", "nb", "en"])
def test_each_card_is_one_page_on_paper(language: str) -> None:
    text = compose_kort(_shipped(language))
    made = render_text(Paper(text, language, MADE), "pdf")
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert len(pdf.pages) == 2
    assert made.replaced == ()


def test_html_and_word_begin_the_second_card_on_a_page_of_its_own() -> None:
    text = compose_kort(_shipped("nn"))
    page = render_text(Paper(text, "nn", MADE), "html").data.decode()
    assert page.count("<h1>") == 2
    assert "h1:not(:first-child) { break-before: page" in page
    docx = pytest.importorskip("docx")
    document = docx.Document(io.BytesIO(render_text(Paper(text, "nn", MADE), "docx").data))
    titles = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [bool(p.paragraph_format.page_break_before) for p in titles] == [False, True]


def test_every_line_of_leader_and_head_stands_at_its_time_in_the_meeting() -> None:
    agenda = _shipped("nn")
    table = next(block for block in parse(compose_kort(agenda)) if isinstance(block, Table))
    rows = [[text_of(cell) for cell in row] for row in table.rows]
    lines = [cue for phase in agenda.phases for cue in phase.cues if cue.at_s is not None]
    assert len(rows) == len(lines)
    assert rows[0][0] == "0:00"
    assert rows[-2:] == [["44:00", "", "Takk for møtet, ungdom."], ["44:00", "", "Takk til dykk føresette."]]


def test_the_viddevakt_has_every_phase_with_its_rule_and_seven_lines() -> None:
    i18n.use("nn")
    agenda = _shipped("nn")
    blocks = parse(compose_kort(agenda))
    second = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1][1]
    rules, kinds = [block for block in blocks[second:] if isinstance(block, Table)]
    assert len(rules.rows) == len(agenda.phases)
    assert text_of(rules.rows[0][3]) == "sjølve saka °"
    assert [text_of(row[0]) for row in kinds.rows] == list("1234567")


def test_an_open_place_is_set_in_italics_and_begins_with_a_capital() -> None:
    i18n.use("nn")
    cue = Cue(at_s=0, to=Role.LEADER, text="{referent} skriv, {next_service} ventar.")
    text = compose_kort(_one_phase(cues=(cue,)))
    assert "*Referent* skriv, *neste teneste* ventar." in text
    assert "{" not in text


def test_a_phase_without_lines_has_its_prompts_and_what_is_ours_is_said_only_where_something_is() -> None:
    i18n.use("nn")
    text = compose_kort(_one_phase(prompts=("Sei hei.", "Set dykk.")))
    assert "| 0:00 | **Opning** (10 minutt) | Sei hei. Set dykk. |" in text
    assert "| 10:30 | **Seinare** (5 minutt) | No. |" in text
    assert "°" not in text


def test_a_houses_own_words_never_become_markup() -> None:
    i18n.use("nn")
    cue = Cue(at_s=0, to=Role.HEAD, text=f"{NASTY} {{youth}} {NASTY}")
    agenda = _one_phase(title=NASTY, permitted=NASTY, not_permitted=NASTY, cues=(cue,))
    tables = [block for block in parse(compose_kort(agenda)) if isinstance(block, Table)]
    cells = [text_of(cell) for row in tables[0].rows for cell in row]
    assert cells[1] == f"{NASTY} (10 minutt)"
    assert cells[2] == f"Rektor/styrar: {NASTY} ungdom {NASTY}"
    assert [text_of(cell) for cell in tables[1].rows[0]][2:] == [NASTY, NASTY]
