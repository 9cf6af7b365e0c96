"""The questions about a meeting on paper: their order, what passes them, what asks them again."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from btimeeting import i18n
from btimeeting.cli import held_lines as lines
from btimeeting.cli.held_answers import Held, Room
from btimeeting.cli.held_ask import Typist
from btimeeting.cli.held_questions import KnownCase, OtherChild, Setting, ask_all
from btimeeting.domain.agenda import Role
from btimeeting.domain.events import ReadBack
from btimeeting.domain.record import Acceptance, Answer
from btimeeting.i18n import LANGUAGES
from tests.builders import bti_agenda
from tests.cli.door import Typed

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=OSLO)
PASSED_TO_STAFETTLOGG = [""] * 14
"""Empty lines for the questions before it; each list takes one."""
PASSED_TO_EVALUATION = [""] * 18


# --- the flow, with nobody at the other end -------------------------------------------------------------------------


class Script:
    """Somebody who answers from a list and remembers what was asked and complained of."""

    def __init__(self, *answers: str, again: bool = True) -> None:
        self.again = again
        self._answers = iter(answers)
        self.questions: list[str] = []
        self.complaints: list[str] = []

    def ask(self, question: str) -> str | None:
        self.questions.append(question)
        return next(self._answers, None)

    def complain(self, sentence: str) -> bool:
        self.complaints.append(sentence)
        return self.again

    def tell(self, sentence: str) -> None:
        raise AssertionError(sentence)


def setting(known: dict[str, KnownCase] | None = None) -> Setting:
    return Setting(bti_agenda(), NOW, OSLO, (known or {}).get, "2026-7")


def answered(*answers: str, known: dict[str, KnownCase] | None = None) -> tuple[Held, Script]:
    script = Script(*answers)
    return ask_all(script, setting(known)), script


def test_passing_every_question_ends_with_nothing_but_the_free_number_and_today() -> None:
    held, script = answered(*[""] * 40)
    assert held == Held("2026-7", date(2026, 11, 25))
    assert script.complaints == []


def test_the_end_of_input_passes_the_rest() -> None:
    held, _ = answered("14", "Rev Eksempel", "20.11", "9.30")
    assert (held.case_number, held.day, held.start) == ("14", date(2026, 11, 20), time(9, 30))
    assert held.child is not None
    assert (held.people, held.decision, held.answers) == ((), None, ())


def test_a_date_or_tiltak_that_is_not_understood_is_told_and_asked_for_again() -> None:
    held, script = answered("14", "", "32.13", "20.11", *[""] * 9, "Søvn !tull", "Søvn !12.1", "")
    assert held.day == date(2026, 11, 20)
    assert [line.text for line in held.tiltak] == ["Søvn"]
    assert len(script.complaints) == 2
    days = [question for question in script.questions if question.startswith("Day of the meeting")]
    assert len(days) == 2


def test_a_list_goes_on_after_a_line_that_was_not_understood() -> None:
    held, script = answered("14", "", "", "", "", "mor; Eli", "rektr; Rolf", "rektor; Rolf", "")
    assert [person.name for person in held.people] == ["Eli", "Rolf"]
    assert len(script.complaints) == 1


def test_a_refused_line_of_a_pipe_uses_up_its_own_question() -> None:
    refused = Script(
        *("14", "", "32.13", "tull", "fem", "mor; Eli", "rektr; Rolf", "", "", "", "", "", ""),
        *("PPT", "Søvn !tull", "Søvn !12.1", "", "", "å" * 50_000, "endra", "", "", "ikkje avtalt; Rolf"),
        again=False,
    )
    held = ask_all(refused, setting())
    assert len(refused.complaints) == 6
    assert [person.name for person in held.people] == ["Eli"]
    assert held.decision is not None
    assert held.decision.services == ("PPT",)
    assert [line.text for line in held.tiltak] == ["Søvn"]
    assert held.read_back is ReadBack.CHANGED
    assert held.next_meeting is not None
    assert held.next_meeting.who_calls == "Rolf"


def test_the_questions_of_the_evaluation_are_the_agendas_own_and_each_answer_keeps_its_letter() -> None:
    held, script = answered(*PASSED_TO_EVALUATION, "godt", "", "", "", "betre")
    assert [question for question in script.questions if question[1:2] == ")"] == [
        *("a) a?", "b) b?", "c) c?", "d) d?", "e) e?"),
    ]
    assert held.answers == (("a", "godt"), ("e", "betre"))


def test_what_was_read_aloud_is_asked_only_where_something_was_written() -> None:
    _, without = answered(*PASSED_TO_EVALUATION)
    held, written = answered(*PASSED_TO_STAFETTLOGG, "Me prøver søvnrettleiing.", "endra")
    aloud = "It was read aloud"
    assert not any(question.startswith(aloud) for question in without.questions)
    assert any(question.startswith(aloud) for question in written.questions)
    assert (held.entry, held.read_back) == ("Me prøver søvnrettleiing.", ReadBack.CHANGED)


def test_a_known_case_asks_whether_it_is_the_right_child_and_no_name_again() -> None:
    known = {"14": KnownCase("case-1", "Rev Eksempel")}
    for yes in ("", "ja", "rev  eksempel", "Rev Eksempel; 4.3.2012"):
        held, script = answered("14", yes, known=known)
        assert (held.case_id, held.child) == ("case-1", None)
        assert "Rev Eksempel" in script.questions[1]


@pytest.mark.parametrize("no", ["nei", "no", "Nor Eksempel", "25.11"])
def test_another_child_in_the_case_ends_it(no: str) -> None:
    with pytest.raises(OtherChild):
        answered("14", no, known={"14": KnownCase("case-1", "Rev Eksempel")})


def test_a_known_case_without_a_child_gets_one() -> None:
    held, _ = answered("14", "Rev Eksempel", known={"14": KnownCase("case-1", "")})
    assert held.case_id == "case-1"
    assert held.child is not None


def test_a_start_later_than_now_is_told() -> None:
    held, script = answered("14", "", "25.11", "12.01", "12.00")
    assert held.start == time(12)
    assert len(script.complaints) == 1


def test_minutes_that_would_not_be_over_are_told() -> None:
    held, script = answered("14", "", "25.11", "11.00", "5 6 10 5 11 5 60", "5 6 10 5 11 5 5")
    assert sum(seconds or 0 for seconds in held.seconds) == 47 * 60
    assert len(script.complaints) == 1


# --- typed and piped ------------------------------------------------------------------------------------------------


def typist(text: str | bytes, *, tty: bool) -> tuple[Typist, io.StringIO]:
    err = io.StringIO()
    return Typist(Typed(text, tty=tty), err), err


def test_at_a_terminal_every_question_is_shown_and_complaints_stand_alone() -> None:
    asker, err = typist("svar\n", tty=True)
    assert asker.ask("Spørsmål?") == "svar"
    asker.complain("Nei.")
    assert err.getvalue().splitlines() == ["Spørsmål?", "Nei."]


def test_a_pipe_is_asked_nothing_and_told_the_line() -> None:
    asker, err = typist("ein\nto\n", tty=False)
    assert (asker.ask("?"), asker.ask("?")) == ("ein", "to")
    asker.complain("Nei.")
    assert err.getvalue() == "Line 2: Nei.\n"


@pytest.mark.parametrize(
    "unfit", [b"\xe5\n", b"\xff\xfe1\x004\x00\n\x00", b"1\x004\x00\n", b"a" * 50_000, b"a" * 50_000 + b"\n"]
)
def test_a_strict_pipe_that_is_no_text_is_refused_at_its_line_and_read_no_further(unfit: bytes) -> None:
    err = io.StringIO()
    asker = Typist(Typed(b"\xef\xbb\xbf\xc3\xa5\r\n" + unfit + b"\nlast\n", tty=False), err, strict=True)
    assert [asker.ask("?") for _ in range(3)] == ["å", None, None]
    assert asker.refused == 1
    assert err.getvalue().startswith("Line 2: ")
    assert err.getvalue().count("\n") == 1


def test_a_strict_pipe_that_never_makes_sense_comes_to_an_end() -> None:
    asker = Typist(Typed("y\n" * 1000, tty=False), io.StringIO(), strict=True)
    while asker.ask("?"):
        asker.complain("Nei.")
    assert asker.refused < 1000


def test_a_pipe_of_any_bytes_is_read() -> None:
    asker, _ = typist(b"\xef\xbb\xbf\xc3\xa5\r\n\xe5\x00\nlast", tty=False)
    assert [asker.ask("?") for _ in range(5)] == ["å", "\ufffd", "last", None, None]
    assert asker.answered == 3


# --- the hints ------------------------------------------------------------------------------------------------------


def hint(start: str, language: str) -> str:
    """The question that begins so in English, as it is put in another language."""
    i18n.use("en")
    _, script = answered(*PASSED_TO_STAFETTLOGG, "text")
    at = next(n for n, question in enumerate(script.questions) if question.startswith(start))
    i18n.use(language)
    _, script = answered(*PASSED_TO_STAFETTLOGG, "text")
    return script.questions[at]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_hint_gives_as_an_example_is_understood(language: str) -> None:
    room = Room((), NOW.date())
    assert lines.person(hint("Who was invited", language).rpartition(": ")[2]).duties == (Role.REFERENT,)
    consent = hint("Consent", language)
    assert room.consent(consent[consent.index("PPT") :]).services[0] == "PPT"
    voices = room.voices(hint("What each said", language).partition(": ")[2])
    assert [(c.role, c.answer) for c in voices] == [(Role.FORESETTE, Answer.YES), (Role.CHILD, Answer.THINK)]
    following = room.next_meeting(hint("Next meeting", language).partition(": ")[2].partition(";")[0])
    assert (following.on, following.at) == (date(2027, 1, 13), time(9, 30))
    assert lines.child(hint("Name of the child", language).rpartition(": ")[2], NOW.date()).alias


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_a_hint_gives_to_choose_from_are_understood(language: str) -> None:
    room = Room((), NOW.date())
    undecided = quoted(hint("Which service", language))
    assert room.decision(undecided[0]).none_now
    assert room.decision(undecided[1].partition(";")[0]).undecided
    assert not room.view(quoted(hint("The child's view", language))[0].partition(";")[0]).obtained
    assert room.next_meeting(quoted(hint("Next meeting", language))[0].partition(";")[0] + "; Rolf").who_calls == "Rolf"
    baton = hint("Baton holder", language).split(";")[2].replace(" or ", ", ").replace(" eller ", ", ")
    told = [room.baton(f"PPT; Kari; {word}").acceptance for word in baton.split(", ")]
    assert told == [Acceptance.ACCEPTED, Acceptance.SERVICE, Acceptance.OFFERED, Acceptance.DECLINED]
    aloud = hint("It was read aloud", language).partition(": ")[2].partition(" (")[0]
    answers = aloud.replace(" or ", ", ").replace(" eller ", ", ").split(", ")
    assert [room.read_back(word) for word in answers] == [ReadBack.YES, ReadBack.CHANGED, ReadBack.THINK]


def quoted(text: str) -> list[str]:
    return re.findall("«([^»]*)»", text)
