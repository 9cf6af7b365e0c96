"""An agenda that is printed and read again is the same agenda; and no file whatever makes the reader stumble."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from btimeeting.documents.agenda_cues import in_language
from btimeeting.documents.agenda_phases import default_after_id, default_phase_id
from btimeeting.documents.agenda_problems import AgendaError, sentence
from btimeeting.documents.agenda_reader import check, read
from btimeeting.documents.agenda_sections import timed
from btimeeting.documents.agenda_words import EVERY_TURN, KEYS, OURS, PLACEHOLDERS, ROLES, Key, Placeholder, fold, norm
from btimeeting.documents.agenda_writer import write
from btimeeting.domain.agenda import AfterPart, Agenda, AgendaRole, Cue, Entry, Form, Phase, Role
from btimeeting.i18n import LANGUAGES
from tests.builders import bti_agenda
from tests.documents.agenda_text import RIGHT, file_of

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

_SIGNS = st.sampled_from([*"#*_`\\-+>=~:.()[]{}<>&|!1a Å", "(5 min)", "1. ", "Form:", "Svar: x", "– ", "Id: x"])
_LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
_TEXT = st.lists(st.one_of(_SIGNS, _LETTERS), min_size=1, max_size=12).map("".join).map(norm).filter(bool)
_TITLE = _TEXT.filter(lambda text: timed(text) is None)
_PLAIN = _TEXT.map(lambda text: norm(text.replace("{", "").replace("}", ""))).filter(bool)
_RULE = _TEXT.filter(lambda text: not text.rstrip(".").casefold().endswith(tuple(OURS.values())))
_IDS = st.from_regex(r"[a-z][a-z0-9_-]{0,10}", fullmatch=True)
_FILLED = st.sampled_from(Placeholder).map(lambda each: "{" + each.value + "}")
_CUE_TEXT = st.lists(st.one_of(_PLAIN, _FILLED), min_size=1, max_size=4).map(" ".join)


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    """Agendas a file can hold: what is used is listed, what belongs together stands together."""
    language = draw(st.sampled_from(LANGUAGES))
    listed = draw(st.lists(st.sampled_from(Role), unique=True, min_size=1))
    roles = tuple(
        AgendaRole(role=role, label=ROLES.word(role, language).upper(), duty=draw(st.just("") | _TEXT))
        for role in listed
    )
    some = st.lists(st.sampled_from(listed), unique=True, min_size=1, max_size=3).map(tuple)
    phases = draw(st.lists(_phases(some, st.sampled_from(listed)), min_size=1, max_size=4))
    after = draw(st.lists(_after(some, st.sampled_from(listed)), max_size=2))
    assume(len({fold(each.title) for each in (*phases, *after)}) == len(phases) + len(after))
    assume(len({each.id for each in (*phases, *after)}) == len(phases) + len(after))
    return Agenda(
        id=draw(_IDS),
        title=draw(_TEXT),
        language=language,
        total_s=sum(phase.planned_s for phase in phases),
        referat=draw(st.just("") | _TEXT),
        next_meeting=draw(st.just("") | _TEXT),
        text=tuple(draw(st.lists(_TEXT, max_size=3))),
        roles=roles,
        phases=tuple(phases),
        after=tuple(after),
    )


@st.composite
def _phases(draw: st.DrawFn, some: st.SearchStrategy[tuple[Role, ...]], one: st.SearchStrategy[Role]) -> Phase:
    form = draw(st.sampled_from([Form.PLENUM, Form.TURNS, Form.ROUND, Form.DECISION]))
    aloud = draw(st.booleans())
    forms = (form, Form.READ_ALOUD) if aloud else (form,)
    entries = tuple(draw(st.lists(st.sampled_from(Entry), unique=True, max_size=4)))
    title, seconds = draw(_TITLE), draw(st.integers(1, 30)) * 60
    permitted, not_permitted = draw(st.just("") | _RULE), draw(st.just("") | _RULE)
    times = draw(st.lists(st.integers(0, seconds - 1), max_size=3).map(sorted)) + [None] * draw(st.integers(0, 2))
    round_ = form is Form.ROUND
    return Phase(
        id=draw(st.one_of(_IDS, st.just(default_phase_id(title, forms, entries)))),
        title=title,
        planned_s=seconds,
        forms=forms,
        speakers=() if round_ else draw(some),
        round_over=draw(one) if round_ else None,
        answers=draw(st.just(()) | some) if round_ else (),
        read_aloud_by=draw(one) if aloud else None,
        entries=entries,
        permitted=permitted,
        permitted_is_ours=bool(permitted) and draw(st.booleans()),
        not_permitted=not_permitted,
        not_permitted_is_ours=bool(not_permitted) and draw(st.booleans()),
        prompts=tuple(draw(st.lists(_TEXT, max_size=3))),
        text=tuple(draw(st.lists(_TEXT, max_size=3))),
        cues=tuple(Cue(at_s=at, to=draw(one), text=draw(_CUE_TEXT)) for at in times),
    )


@st.composite
def _after(draw: st.DrawFn, some: st.SearchStrategy[tuple[Role, ...]], one: st.SearchStrategy[Role]) -> AfterPart:
    title = draw(_TITLE)
    entries = tuple(draw(st.lists(st.sampled_from(Entry), unique=True, max_size=2)))
    return AfterPart(
        id=draw(st.one_of(_IDS, st.just(default_after_id(title, (), entries)))),
        title=title,
        participants=draw(st.just(()) | some),
        responsible=draw(st.none() | one),
        storage=draw(st.just("") | _TEXT),
        recipients=draw(st.just("") | _TEXT),
        entries=entries,
        prompts=tuple(draw(st.lists(_TEXT, max_size=3))),
        text=tuple(draw(st.lists(_TEXT, max_size=3))),
    )


@QUICK
@given(agendas())
def test_what_is_written_is_what_is_read(tmp_path: Path, agenda: Agenda) -> None:
    assume(agenda.total_s <= 180 * 60)
    path = file_of(tmp_path, write(agenda))
    found, problems = check(path)
    assert [sentence(problem) for problem in problems] == []
    assert found == agenda
    assert write(read(path)) == write(agenda)


@QUICK
@given(st.one_of(st.text(), st.lists(_SIGNS | st.just("\n")).map("".join)), st.integers(0, len(RIGHT)))
def test_no_text_makes_the_reader_stumble(tmp_path: Path, junk: str, at: int) -> None:
    for text in (junk, RIGHT[:at] + junk + RIGHT[at:], RIGHT[:at] + RIGHT[at + len(junk) :]):
        path = file_of(tmp_path, text.encode("utf-8", "surrogatepass"))
        try:
            agenda = read(path)
        except AgendaError as error:
            assert all(sentence(problem) for problem in error.problems)  # noqa: PT017 - either way is right
        else:
            assert agenda.total_s == sum(phase.planned_s for phase in agenda.phases)


@QUICK
@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_stumble(tmp_path: Path, raw: bytes) -> None:
    agenda, problems = check(file_of(tmp_path, raw))
    assert (agenda is None) is bool(problems)


@QUICK
@given(st.integers(0, RIGHT.count("\n")), st.sampled_from(["", "x", "---", "```", "#", "- ", "> ", "   - a: b", "1. "]))
def test_a_file_with_one_line_spoiled_never_loses_a_phase_silently(tmp_path: Path, at: int, line: str) -> None:
    lines = RIGHT.split("\n")
    for text in ([*lines[:at], line, *lines[at:]], [*lines[:at], line, *lines[at + 1 :]]):
        agenda, problems = check(file_of(tmp_path, "\n".join(text)))
        assert problems or (agenda is not None and len(agenda.phases) == 3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_agenda_is_written_in_its_own_language(language: str) -> None:
    agenda = bti_agenda().but(language=language)
    text = write(agenda)
    assert f"- {KEYS.word(Key.ANSWERS, language)}: {ROLES.word(Role.FORESETTE, language)}, " in text
    assert f"- {EVERY_TURN[language]} " in text


@pytest.mark.parametrize("placeholder", Placeholder)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_placeholder_goes_to_the_files_language_and_back(placeholder: Placeholder, language: str) -> None:
    written = in_language(f"{{{placeholder}}}", language)
    assert PLACEHOLDERS.find(written.strip("{}")) is placeholder
    assert "_" not in written


def test_an_agenda_of_another_language_is_written_in_nynorsk_and_unknown_braces_are_left() -> None:
    agenda = bti_agenda().but(language="sv")
    assert "- Språk: nn\n" in write(agenda)
    assert in_language("{x} {service}", "nb") == "{x} {tjeneste}"


def test_a_label_that_is_no_role_is_written_as_the_role() -> None:
    roles = (AgendaRole(role=Role.HEAD, label="Sjefen", duty="opnar"),)
    assert "- rektor/styrar: opnar\n" in write(bti_agenda().but(roles=roles))
