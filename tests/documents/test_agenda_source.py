"""The agendas that come with the program hold what the source says (bti-mote-individniva.txt), in three languages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from btimeeting.documents.agenda_files import find, shipped
from btimeeting.documents.agenda_reader import check, read
from btimeeting.documents.agenda_words import Placeholder
from btimeeting.domain.agenda import PHASE_IDS, Agenda, Entry, Form, Role
from btimeeting.i18n import LANGUAGES

MINUTES = {"welcome": 5, "describe": 5, "clarify": 10, "reflect": 5, "offer": 10, "decide": 5, "close": 5}
FAMILY_FIRST = (Role.FORESETTE, Role.EDUCATOR)


@lru_cache
def _agenda(language: str) -> Agenda:
    return read(find("bti-individ", None, language))


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.name)
def test_every_agenda_that_comes_with_the_program_is_right(path: Path) -> None:
    assert check(path)[1] == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_phases_are_the_sources_in_its_order_and_with_its_minutes(language: str) -> None:
    agenda = _agenda(language)
    assert {phase.id: phase.planned_s // 60 for phase in agenda.phases} == MINUTES
    assert [phase.id for phase in agenda.phases] == list(MINUTES)
    assert [part.id for part in agenda.after] == ["evaluate", "referat"]
    assert tuple(each.id for each in (*agenda.phases, *agenda.after)) == PHASE_IDS
    assert (agenda.total_s, agenda.language, agenda.id) == (45 * 60, language, "bti-individ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_goes_as_the_source_says(language: str) -> None:
    agenda = _agenda(language)
    assert agenda.phase("welcome").speakers == (Role.LEADER,)
    for phase_id in ("describe", "reflect", "decide"):
        assert agenda.phase(phase_id).speakers == FAMILY_FIRST
    clarify, offer = agenda.phase("clarify"), agenda.phase("offer")
    assert (clarify.forms, clarify.round_over, clarify.answers) == ((Form.ROUND,), Role.SERVICE, FAMILY_FIRST)
    assert (offer.forms, offer.round_over, offer.answers) == ((Form.ROUND,), Role.SERVICE, ())
    decide = agenda.phase("decide")
    assert (decide.forms, decide.read_aloud_by) == ((Form.DECISION, Form.READ_ALOUD), Role.STAFETTHOLDAR)
    assert agenda.phase("close").speakers == (Role.HEAD,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_role_of_the_source_is_named(language: str) -> None:
    roles = {role.role for role in _agenda(language).roles}
    assert roles == {
        Role.LEADER, Role.HEAD, Role.FORESETTE, Role.CHILD, Role.EDUCATOR, Role.SERVICE, Role.VIDDEVAKT,
        Role.REFERENT, Role.STAFETTHOLDAR,
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_filled_in_has_its_phase_once(language: str) -> None:
    agenda = _agenda(language)
    entries = [entry for each in (*agenda.phases, *agenda.after) for entry in each.entries]
    assert sorted(entries) == sorted(Entry)
    assert agenda.phase("decide").entries == (
        Entry.CHOSEN_SERVICES,
        Entry.TILTAK,
        Entry.STAFETTHOLDAR,
        Entry.STAFETTLOGG,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phase_has_what_is_permitted_and_the_prohibitions_are_marked_as_ours(language: str) -> None:
    for phase in _agenda(language).phases:
        assert phase.permitted
        assert not phase.permitted_is_ours
        assert phase.not_permitted
        assert phase.not_permitted_is_ours


def test_the_five_questions_are_the_sources_word_for_word() -> None:
    part = _agenda("nn").part("evaluate")
    assert part is not None
    assert part.prompts == (
        "Kva fungerte bra i møtet?",
        "Kva kunne fungert betre?",
        "Greidde me å halda oss til møtestrukturen?",
        "Var møtet nyttig – kom me eit steg vidare/blei ting avklart?",
        "Kva kan me gjer betre/læra til neste møte?",
    )


def test_the_titles_are_the_sources() -> None:
    assert [phase.title for phase in _agenda("nn").phases] == [
        "Velkommen",
        "Beskriving av utfordring",
        "Oppklarande runde 1",
        "Status quo",
        "Oppklarande runde og tilbod om tiltak",
        "Beslutning og dokumentasjon",
        "Avslutning",
    ]


@pytest.mark.parametrize(
    ("phase_id", "words"),
    [
        ("welcome", "Informasjon om samtykke gitt"),
        ("welcome", "fordeling av taletid"),
        ("welcome", "Føresette, barn/ungdom vil ha avgjerande mynde gjennom heile møtet."),
        ("welcome", "er det for å hjelpa alle til å jobba målretta mot mål/tiltak"),
        ("welcome", "kontaktlærar/pedagog eller rektor/styrar"),
        ("describe", "beskriv utfordringa, slik dei opplever denne. Føresette først."),
        ("describe", "effekt av desse"),
        ("clarify", "stiller spørsmål som gjer at dei får saka meir belyst"),
        ("reflect", "er saka belyst frå nye område som dei ikkje har tenkt over før?"),
        ("offer", "kjem med konkrete innspel til kva tiltak dei kan bidra med"),
        ("decide", "besluttar kva teneste dei ønskjer hjelp frå i første runde"),
        ("decide", "les opp det som er skrive i Stafettloggen"),
        ("close", "kva utfordring BTI-gruppa saman skal prøva å løysa"),
        ("close", "av 6 BTI-møte per år, neste avtalte BTI-møte"),
        ("close", "støttetenestene blir igjen for å evaluera"),
        ("close", "Takk for møtet til barn/ungdom og føresette."),
    ],
)
def test_the_prompts_keep_the_sources_own_words(phase_id: str, words: str) -> None:
    assert words in " ".join(_agenda("nn").phase(phase_id).prompts)


def test_the_referat_is_the_heads_and_goes_to_everyone() -> None:
    part = _agenda("nn").part("referat")
    assert part is not None
    assert (part.responsible, part.storage) == (Role.HEAD, "mappa til barnet/ungdomen")
    assert part.recipients == "alle deltakarar, til orientering"
    assert part.text[-1] == "Ingen arkivplikt for andre enn barnehage/skule."


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_twin_has_the_same_bones(language: str) -> None:
    nn, twin = _agenda("nn"), _agenda(language)
    for one, other in zip(nn.phases, twin.phases, strict=True):
        kept = {"id", "planned_s", "forms", "speakers", "round_over", "answers", "read_aloud_by", "entries"}
        assert [getattr(one, name) for name in sorted(kept)] == [getattr(other, name) for name in sorted(kept)]
        assert len(one.prompts) == len(other.prompts)
        assert [(cue.at_s, cue.to) for cue in one.cues] == [(cue.at_s, cue.to) for cue in other.cues]
        assert [_open(cue.text) for cue in one.cues] == [_open(cue.text) for cue in other.cues]
    assert [role.role for role in nn.roles] == [role.role for role in twin.roles]
    assert [len(part.prompts) for part in nn.after] == [len(part.prompts) for part in twin.after]


def _open(text: str) -> set[str]:
    return {each.value for each in Placeholder if f"{{{each.value}}}" in text}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cues_come_at_the_moments_of_the_cue_sheet(language: str) -> None:
    on_the_meeting, begins = [], 0
    for phase in _agenda(language).phases:
        on_the_meeting += [begins + cue.at_s for cue in phase.cues if cue.at_s is not None]
        begins += phase.planned_s
    assert sorted(set(on_the_meeting)) == [
        0, 30, 120, 165, 195, 255, 300, 450, 600, 1200, 1500, 2100, 2220, 2310, 2370, 2400, 2520, 2580, 2640,
    ]  # fmt: skip
    every_turn = {(phase.id, cue.to) for phase in _agenda(language).phases for cue in phase.cues if cue.at_s is None}
    assert every_turn == {("clarify", Role.VIDDEVAKT), ("offer", Role.VIDDEVAKT), ("offer", Role.REFERENT)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cue_is_ready_to_be_filled_in(language: str) -> None:
    values = {each.value: "x" for each in Placeholder}
    filled = [cue.text.format(**values) for phase in _agenda(language).phases for cue in phase.cues]
    assert len(filled) == 24
    assert not any("{" in text for text in filled)
