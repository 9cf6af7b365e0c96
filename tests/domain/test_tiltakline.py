"""A tiltak in one line: read while people talk, nothing lost, written back as it was (issue 2, section 4)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from btimeeting.domain.record import Tiltak
from btimeeting.domain.tiltakline import LONGEST, SIGNS, WORDS, LineCode, TiltakLine, parse_tiltak
from tests.builders import LATER, TODAY

JAN = date(2027, 1, 12)


def read(line: str) -> TiltakLine:
    """Read on 25 November 2026; the next meeting is 12 January 2027."""
    return parse_tiltak(line, TODAY, LATER)


def codes(line: str) -> list[LineCode]:
    """What is doubtful about the line."""
    return [problem.code for problem in read(line).problems]


@pytest.mark.parametrize(
    "line",
    [
        "Søvnrettleiing heime @Kari Demo !12.1 mål: sov heile natta",
        "Søvnrettleiing heime @Kari Demo !12.1 > sov heile natta",
        "Søvnrettleiing heime !neste møte @Kari Demo, mål: sov heile natta",
        "mål: sov heile natta @Kari Demo !12.1.27 Søvnrettleiing heime",
        "Søvnrettleiing heime ansvarleg: Kari Demo frist: 12.1 mål: sov heile natta",
        "Søvnrettleiing heime kven: Kari Demo når: 12. januar mål: sov heile natta",
        "Søvnrettleiing heime hvem: Kari Demo frist: 12.1 mål: sov heile natta",
        "Søvnrettleiing heime who: Kari Demo when: 12 January goal: sov heile natta",
        "Søvnrettleiing heime OWNER : Kari Demo DUE : next meeting Goal : sov heile natta",
        "  Søvnrettleiing\u00a0heime\t@Kari  Demo   !2027-01-12 \n mål:sov heile natta ",
    ],
)
def test_a_line_holds_what_who_when_and_what_for(line: str) -> None:
    assert read(line) == TiltakLine("Søvnrettleiing heime", "Kari Demo", None, JAN, "sov heile natta")


def test_a_start_can_be_given_in_words() -> None:
    assert read("Fast vaksen start: i dag @Liv Prøve !12.1").start_on == TODAY
    assert read("Fast vaksen frå: 1.12 frist: 12.1").start_on == date(2026, 12, 1)


@pytest.mark.parametrize(
    "line",
    [
        "Observasjon i klassen",
        "Ring heim (mor ønskjer det)!",
        "Send til kari@demo.example",
        "Møte på måndag: rom 3",
        "Bra! Veldig bra",
        "Startar måndag, når ho vil",
    ],
)
def test_an_ordinary_sentence_is_only_text(line: str) -> None:
    assert read(line) == TiltakLine(line)


def test_what_stands_behind_a_date_is_text() -> None:
    found = read("Lesing @Kari Demo !12.1. 10 minutt kvar dag")
    assert (found.text, found.review_on, found.owner) == ("Lesing 10 minutt kvar dag", JAN, "Kari Demo")
    assert found.problems == ()


def test_a_date_that_cannot_be_read_stays_in_the_text_and_is_told() -> None:
    found = read("Lesing @Kari Demo !31.2 heime")
    assert (found.text, found.review_on) == ("Lesing !31.2 heime", None)
    (problem,) = found.problems
    assert (problem.code, problem.at) == (LineCode.BAD_DATE, 18)
    assert problem.values["field"] == "review_on"
    assert (problem.values["why"], problem.values["day"]) == ("no_such_day", "31")


def test_a_wrong_weekday_is_not_taken_for_the_weekday_alone() -> None:
    found = read("Lesing !onsdag 12.1 heime")
    assert (found.text, found.review_on) == ("Lesing !onsdag 12.1 heime", None)
    assert found.problems[0].values["why"] == "wrong_weekday"


def test_the_next_meeting_that_nobody_has_agreed_on_is_told() -> None:
    found = parse_tiltak("Lesing !neste møte", TODAY, None)
    assert (found.text, found.review_on) == ("Lesing !neste møte", None)
    assert found.problems[0].values["why"] == "no_next_meeting"


def test_a_second_of_anything_stays_in_the_text() -> None:
    found = read("Lesing @Kari Demo @Ola Døme !12.1 !13.1 mål: les mål: skriv")
    assert found == read("Lesing @Kari Demo @Ola Døme !12.1 !13.1 mål: les mål: skriv")
    assert (found.text, found.owner, found.goal) == ("Lesing @Ola Døme !13.1 mål: skriv", "Kari Demo", "les")
    assert [(p.code, p.values["field"]) for p in found.problems] == [
        (LineCode.TWICE, "owner"), (LineCode.TWICE, "review_on"), (LineCode.TWICE, "goal"),
    ]  # fmt: skip


def test_a_mark_with_nothing_behind_it_stays_in_the_text() -> None:
    assert read("Lesing mål:").text == "Lesing mål:"
    assert codes("Lesing mål:") == [LineCode.EMPTY]
    assert codes("Lesing ansvarleg: !12.1") == [LineCode.EMPTY]
    assert codes("Lesing frist:") == [LineCode.BAD_DATE]
    assert read("Lesing @ !").text == "Lesing @ !"


def test_a_line_without_a_tiltak_is_told() -> None:
    assert codes("") == codes("@Kari Demo !12.1") == [LineCode.NO_TEXT]


def test_an_evaluation_before_the_start_is_told() -> None:
    (problem,) = read("Lesing start: 20.1.2027 !12.1").problems
    assert problem.code is LineCode.REVIEW_BEFORE_START
    assert problem.values == {"start": "2027-01-20", "review": "2027-01-12"}


def test_a_backslash_makes_a_mark_plain_text() -> None:
    assert read(r"Bruk \@-teiknet og \mål: dei vi har @Kari Demo") == TiltakLine(
        "Bruk @-teiknet og mål: dei vi har", "Kari Demo"
    )


@pytest.mark.parametrize("name", ["text", "owner", "goal"])
def test_what_is_longer_than_the_record_takes_is_kept_and_told(name: str) -> None:
    long = "x" * (LONGEST + 1)
    line = {"text": long, "owner": f"les @{long}", "goal": f"les > {long}"}[name]
    found = read(line)
    assert getattr(found, name) == long
    assert [(p.code, p.values["field"]) for p in found.problems] == [(LineCode.TOO_LONG, name)]


def test_the_record_takes_what_is_not_told_to_be_too_long() -> None:
    Tiltak(id="t", case_id="c", meeting_id="m", text="x" * LONGEST, owner="y" * LONGEST, goal="z" * LONGEST)


def test_what_people_wrote_is_not_shown_in_a_log() -> None:
    assert "Kari" not in repr(read("Lesing @Kari Demo !31.2 Kari > Kari @Kari"))


# --- properties -------------------------------------------------------------------------------------------------

MARKS = [*SIGNS, *(f"{word}:" for word in WORDS)]
PIECES = st.lists(
    st.one_of(
        st.sampled_from([*MARKS, "\\", "\\@", "\\mål:", ",", "mål", "fredag", "12.1", "31.2", "neste", "møte", "om"]),
        st.text(alphabet="abæøå@!>:\\ .,;1", max_size=6),
    ),
    max_size=8,
)


@given(st.one_of(st.text(max_size=60), PIECES.map(" ".join), PIECES.map("".join)), st.dates())
@example("@ , ! > mål:", TODAY)
def test_reading_a_line_never_crashes(line: str, today: date) -> None:
    found = parse_tiltak(line, today)
    assert all(0 <= problem.at <= len(line) * 4 for problem in found.problems)


@given(st.lists(st.sampled_from([*MARKS, "12.1", "fredag", "31.2", "word"]), max_size=12))
def test_no_word_is_ever_lost(kinds: list[str]) -> None:
    pieces = [f"{kind}w{nth}" if kind in SIGNS else f"{kind} w{nth}" for nth, kind in enumerate(kinds)]
    found = read(" ".join(pieces))
    kept = f"{found.text} {found.owner} {found.goal}"
    assert all(kept.count(f"w{nth}") >= 1 for nth in range(len(kinds)))
