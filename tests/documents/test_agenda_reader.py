"""A right file becomes an agenda: settings, roles, prompts, text, cues, ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from btimeeting.documents.agenda_phases import default_after_id, default_phase_id, slug
from btimeeting.documents.agenda_problems import AgendaError, Code
from btimeeting.documents.agenda_reader import check, read
from btimeeting.documents.agenda_words import (
    ENTRIES,
    FORMS,
    HEADINGS,
    KEYS,
    PLACEHOLDERS,
    ROLES,
    SPOKEN,
    Key,
    Vocabulary,
)
from btimeeting.domain.agenda import Agenda, Cue, Entry, Form, Role
from btimeeting.i18n import LANGUAGES
from tests.documents.agenda_text import RIGHT, file_of, with_line


def _read(folder: Path, text: str | bytes = RIGHT) -> Agenda:
    agenda, problems = check(file_of(folder, text))
    assert problems == ()
    assert agenda is not None
    return agenda


def test_the_top_gives_id_language_total_and_text(tmp_path: Path) -> None:
    agenda = _read(tmp_path)
    assert (agenda.id, agenda.language, agenda.total_s, agenda.title) == ("lite-mote", "nn", 1200, "Lite møte")
    assert agenda.text == ("Alle er velkomne.",)


def test_the_roles_keep_their_label_and_what_they_do(tmp_path: Path) -> None:
    found = {role.role: (role.label, role.duty) for role in _read(tmp_path).roles}
    assert found[Role.HEAD] == ("Rektor/styrar", "opnar")
    assert list(found) == [Role.HEAD, Role.FORESETTE, Role.SERVICE, Role.VIDDEVAKT]


def test_a_phase_has_its_time_rules_prompts_and_what_is_filled_in(tmp_path: Path) -> None:
    phase = _read(tmp_path).phases[0]
    assert (phase.id, phase.title, phase.planned_s) == ("welcome", "Velkommen", 300)
    assert phase.speakers == (Role.HEAD,)
    assert phase.entries == (Entry.PARTICIPANTS, Entry.CONSENT)
    assert (phase.permitted, phase.permitted_is_ours) == ("informasjon", False)
    assert (phase.not_permitted, phase.not_permitted_is_ours) == ("saka", True)
    assert phase.prompts == ("Ønsk velkommen.", "Fortel om samtykket.")


def test_a_round_has_who_it_goes_over_who_answers_and_its_cues_by_time_with_english_placeholders(
    tmp_path: Path,
) -> None:
    shuffled = with_line("- 0:00 rektor: {første teneste} først.\n", "").replace(
        "- kvar tur", "- 0:00 rektor: {teneste 1} først.\n- kvar tur"
    )
    for text in (RIGHT, shuffled):
        phase = _read(tmp_path, text).phase("clarify")
        assert (phase.forms, phase.round_over, phase.answers) == ((Form.ROUND,), Role.SERVICE, (Role.FORESETTE,))
        assert phase.cues == (
            Cue(at_s=0, to=Role.HEAD, text="{first_service} først."),
            Cue(at_s=570, to=Role.HEAD, text="Me rundar av."),
            Cue(at_s=None, to=Role.VIDDEVAKT, text="{service} har {time}."),
        )


def test_a_part_after_the_meeting_has_no_clock(tmp_path: Path) -> None:
    (part,) = _read(tmp_path).after
    assert (part.id, part.participants, part.entries) == (
        "evaluate",
        (Role.HEAD, Role.SERVICE),
        (Entry.EVALUATION,),
    )
    assert part.prompts == ("Kva fungerte bra?",)


def test_an_id_in_the_file_wins_over_the_default(tmp_path: Path) -> None:
    agenda = _read(tmp_path, with_line("- Form: plenum\n", "- Form: plenum\n- Id: apning\n"))
    assert agenda.phases[0].id == "apning"


@pytest.mark.parametrize(
    "change",
    [
        ("- Form: plenum\n", ""),
        ("- Form: plenum", "- form:plenum"),
        ("- Form: plenum", "* **Form:** plenum"),
        ("- Ordet: rektor/styrar", "- Ordet: styrar / rektor"),
        ("- Ordet: rektor/styrar", "- Speakers: HEAD"),
        ("- Svar: føresette", "- Answers: foreldre"),
        ("## Velkommen (5 min)", "##   Velkommen   (5\u00a0min) ##"),
        ("## Velkommen (5 min)", "## Velkommen (5 minutt)"),
        ("## Velkommen (5 min)", "Velkommen (5 min)\n---"),
        ("## Roller", "## Roles:"),
        ("## Etter møtet: Evaluering", "## Etter møtet – Evaluering"),
        ("- Samla tid: 20 min", "- Samla tid: 20"),
        ("- Språk: nn", "- Språk: Nynorsk"),
        ("- Skjema: deltakarar, samtykke", "- Skjema: deltakarar,\n  samtykke"),
        ("Éi teneste om gongen.", "---\n\nÉi teneste **om** gongen.\n\n***"),
        ("### Replikkar", "### Cues"),
        ("- kvar tur", "- every turn"),
        ("9:30 rektor", "09:30 Rektor"),
        ("1. Ønsk velkommen.\n2.", "1) Ønsk velkommen.\n2)"),
        ("(vårt framlegg)", "(Vårt framlegg)."),
    ],
)
def test_what_means_the_same_is_read_the_same(tmp_path: Path, change: tuple[str, str]) -> None:
    assert _read(tmp_path, with_line(*change)) == _read(tmp_path)


def test_text_that_is_not_prompts_or_settings_is_kept_in_order(tmp_path: Path) -> None:
    text = with_line("1. Ønsk velkommen.\n", "Først kaffi,\nså møtet.\n\n- Ta med koppar\n\n1. Ønsk velkommen.\n")
    assert _read(tmp_path, text).phases[0].text == ("Først kaffi, så møtet.", "– Ta med koppar")


def test_links_entities_and_signs_that_are_no_html_stay_text(tmp_path: Path) -> None:
    plain = "2 < 3 > 1 <3 &amp; [a](http://b) <5 min"
    assert _read(tmp_path, with_line("Éi teneste om gongen.", plain)).phases[1].text == (plain,)
    escaped = _read(tmp_path, with_line("Éi teneste om gongen.", r"Skriv \<b> slik"))
    assert escaped.phases[1].text == ("Skriv <b> slik",)
    link = "[ei lenkje]: http://example.invalid"
    assert _read(tmp_path, with_line("Éi teneste om gongen.", link)).phases[1].text == (link,)


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + RIGHT.encode(),
        RIGHT.replace("\n", "\r\n").encode(),
        RIGHT.replace("\n", "\r").encode(),
        RIGHT.replace(" min)", "\u00a0min)").encode(),
        RIGHT.replace("å", "a\u030a").encode(),
        RIGHT.replace("(", "\u200b(").encode(),
        RIGHT.rstrip().encode(),
    ],
    ids=["bom", "crlf", "cr", "nbsp", "decomposed", "zero-width", "no-last-line-end"],
)
def test_any_editor_will_do(tmp_path: Path, raw: bytes) -> None:
    assert _read(tmp_path, raw) == _read(tmp_path)


def test_read_raises_every_problem_at_once(tmp_path: Path) -> None:
    path = file_of(tmp_path, with_line("- Form: plenum", "- From: plenum").replace("Over:", "Ovr:"))
    with pytest.raises(AgendaError) as caught:
        read(path)
    assert [problem.code for problem in caught.value.problems] == [Code.UNKNOWN_KEY, Code.NEEDS_KEY, Code.UNKNOWN_KEY]
    assert {problem.file for problem in caught.value.problems} == {str(path)}


@pytest.mark.parametrize(
    ("forms", "entries", "expected"),
    [
        ((Form.DECISION, Form.READ_ALOUD), (), "decide"),
        ((Form.ROUND,), (Entry.QUESTIONS,), "clarify"),
        ((Form.ROUND,), (Entry.OFFERS,), "offer"),
        ((Form.TURNS,), (Entry.TRIED,), "describe"),
        ((Form.TURNS,), (Entry.THOUGHTS,), "reflect"),
        ((Form.PLENUM,), (Entry.VIDDEVAKT,), "welcome"),
        ((), (Entry.NEXT_MEETING,), "close"),
        ((Form.PLENUM,), (), "kaffi-og-prat"),
        ((Form.ROUND,), (Entry.CONSENT,), "kaffi-og-prat"),
    ],
)
def test_a_phase_without_an_id_is_known_by_its_form_and_what_is_filled_in(
    forms: tuple[Form, ...], entries: tuple[Entry, ...], expected: str
) -> None:
    assert default_phase_id("Kaffi og prat", forms, entries) == expected


def test_a_part_without_an_id_is_known_by_what_it_says() -> None:
    assert default_after_id("X", (), (Entry.EVALUATION,)) == "evaluate"
    assert default_after_id("X", (Key.STORAGE,), ()) == "referat"
    assert default_after_id("Øving på åa", (), ()) == "oving-pa-aa"


@pytest.mark.parametrize(
    ("name", "expected"), [("3 ting", "phase-3-ting"), ("!!!", "phase"), ("Ærleg Ø", "aerleg-o"), ("x" * 99, "x" * 40)]
)
def test_any_name_has_an_id(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize("words", [KEYS, HEADINGS, ROLES, FORMS, ENTRIES, PLACEHOLDERS, SPOKEN])
def test_no_word_of_a_table_means_two_things_and_each_is_written_as_it_is_read(words: Vocabulary[Key]) -> None:
    for value in dict.fromkeys(words._found.values()):
        for language in LANGUAGES:
            assert words.find(words.word(value, language)) is value
