"""Lines people type about a meeting on paper: read in three languages, or told how to write them."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from btimeeting.cli import held_lines as lines
from btimeeting.cli.held_answers import Room
from btimeeting.cli.held_ask import cleaned
from btimeeting.cli.held_complaints import NotUnderstood
from btimeeting.domain.agenda import Role
from btimeeting.domain.seats import Presence

WEDNESDAY = date(2026, 11, 25)
PEOPLE = (
    lines.person("rektor, leiar; Rolf Oppdikta; rektor"),
    lines.person("mor; Eli Eksempel; mor"),
    lines.person("kontaktlærar; Liv Prøve; kontaktlærar"),
    lines.person("teneste; Ola Døme; PP-rådgjevar; PPT"),
    lines.person("teneste; Kari Demo; helsesjukepleiar; Helsestasjonen"),
)
ROOM = Room(PEOPLE, WEDNESDAY)

LINE_READERS: dict[str, Any] = {
    "line": lines.line,
    "text": lines.text,
    "past_day": lambda said: lines.past_day(said, WEDNESDAY),
    "coming_day": lambda said: lines.coming_day(said, WEDNESDAY),
    "clock_time": lines.clock_time,
    "minutes": lambda said: lines.phase_minutes(said, 7),
    "child": lambda said: lines.child(said, WEDNESDAY),
    "person": lines.person,
    "tried": lines.tried,
    "tiltak": lambda said: lines.tiltak(said, WEDNESDAY),
    "consent": ROOM.consent,
    "offer": ROOM.offer,
    "decision": ROOM.decision,
    "baton": ROOM.baton,
    "voices": ROOM.voices,
    "read_back": ROOM.read_back,
    "view": ROOM.view,
    "next_meeting": ROOM.next_meeting,
}


def complaint(reader: str, said: str) -> str | None:
    try:
        LINE_READERS[reader](said)
    except NotUnderstood as not_understood:
        return not_understood.sentence
    return None


@settings(max_examples=60)
@given(st.text(min_size=1) | st.text(alphabet="0123456789.:;,!@ janeiPT()-", min_size=1))
@pytest.mark.parametrize("reader", LINE_READERS)
def test_whatever_is_typed_is_understood_or_told_in_a_sentence(reader: str, said: str) -> None:
    sentence = complaint(reader, cleaned(said))
    assert sentence is None or sentence.endswith((".", "?"))
    assert sentence is None or "{" in said or "{" not in sentence


def refused(reader: str, said: str) -> str:
    with pytest.raises(NotUnderstood) as caught:
        LINE_READERS[reader](said)
    return caught.value.sentence


# --- what is never kept ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["04031212345", "040312 12345", "44031212345", "04531212345"])
@pytest.mark.parametrize("reader", ["line", "text", "child", "person", "voices", "view", "tried", "tiltak"])
def test_a_national_identity_number_is_never_kept(reader: str, number: str) -> None:
    assert "identity number" in refused(reader, f"Rev Eksempel {number}")


@pytest.mark.parametrize("number", ["2026/12345", "99 88 77 66", "20261234567", "123456789012"])
def test_other_numbers_are_kept(number: str) -> None:
    assert lines.line(number) == number


def test_a_line_of_500_characters_is_kept_and_one_more_is_told() -> None:
    assert lines.line("å" * 500) == "å" * 500
    assert "500" in refused("line", "å" * 501)
    assert "500" in refused("tried", "å" * 501)


def test_a_text_takes_a_page() -> None:
    assert lines.text("å" * 20_000)
    assert "20000" in refused("text", "å" * 20_001)


def test_an_answer_is_kept_without_control_characters_and_with_whole_letters() -> None:
    assert cleaned("\x1b[31mRa\u030as\x07\u2028[b]\ud800 😀\r\n") == "[31mRås  [b]  😀"


# --- days and times -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("25.11", WEDNESDAY),
        ("24.11.", date(2026, 11, 24)),
        ("26.11", date(2025, 11, 26)),
        ("24.11.26", date(2026, 11, 24)),
        ("24.11.2025", date(2025, 11, 24)),
        ("2026-11-24", date(2026, 11, 24)),
        ("24. november", date(2026, 11, 24)),
        ("i dag", WEDNESDAY),
        ("today", WEDNESDAY),
        ("I går", date(2026, 11, 24)),
        ("onsdag", WEDNESDAY),
        ("torsdag", date(2026, 11, 19)),
        ("tysdag.", date(2026, 11, 24)),
        ("Tuesday", date(2026, 11, 24)),
        ("tysdag 24.11", date(2026, 11, 24)),
    ],
)
def test_a_day_that_has_been_is_the_latest_such_day(said: str, day: date) -> None:
    assert lines.past_day(said, WEDNESDAY) == day


@pytest.mark.parametrize(
    "said",
    ["26.11.2026", "om 3 veker", "i morgon", "neste onsdag", "32.13", "31.2", "onsdag 24.11", "tull", "neste møte"],
)
def test_a_day_that_has_not_been_or_is_none_is_told(said: str) -> None:
    assert refused("past_day", said)


def test_29_february_is_found_in_the_year_that_had_it() -> None:
    assert lines.past_day("29.2", date(2028, 3, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("9", time(9)),
        ("9.30", time(9, 30)),
        ("09:30", time(9, 30)),
        ("0930", time(9, 30)),
        ("kl. 9.30", time(9, 30)),
        ("kl 9", time(9)),
        ("0.05", time(0, 5)),
        ("23:59", time(23, 59)),
    ],
)
def test_a_time_is_read_as_people_write_it(said: str, at: time) -> None:
    assert lines.clock_time(said) == at


@pytest.mark.parametrize("said", ["24", "9.60", "halv ti", "9.3", "930a", "-1"])
def test_what_is_no_time_is_told(said: str) -> None:
    assert refused("clock_time", said)


def test_minutes_may_have_seconds_gaps_and_phases_that_were_left_out() -> None:
    assert lines.phase_minutes("5 6:30 - 0", 4) == (300, 390, None, 0)
    assert lines.phase_minutes("5, 6;7+8", 4) == (300, 360, 420, 480)


@pytest.mark.parametrize(
    "said", ["5 6 10 5 11 5", "5 6 10 5 11 5 5 5", "5 6 ti 5 11 5 5", "5 6 181 5 11 5 5", "5 -6 1 1 1 1 1"]
)
def test_minutes_that_do_not_fit_the_agenda_are_told(said: str) -> None:
    assert refused("minutes", said)


# --- people ---------------------------------------------------------------------------------------------------------


def test_a_child_is_a_name_and_what_else_is_known() -> None:
    found = lines.child("Rev Eksempel; 4.3.2012; Fjordvik skule; ungdom", WEDNESDAY)
    assert (found.name, found.alias, found.born, found.unit, found.youth) == (
        "Rev Eksempel",
        False,
        date(2012, 3, 4),
        "Fjordvik skule",
        True,
    )
    assert lines.child("Rev Eksempel", WEDNESDAY) == lines.GivenChild("Rev Eksempel")


@pytest.mark.parametrize("said", ["alias Rev", "Dekknamn: Rev", "dekknavn Rev", "ALIAS  Rev"])
def test_an_alias_is_known_as_one(said: str) -> None:
    found = lines.child(said, WEDNESDAY)
    assert (found.name, found.alias) == ("Rev", True)


def test_a_child_called_something_like_alias_is_no_alias() -> None:
    assert not lines.child("Aliasa Eksempel", WEDNESDAY).alias


@pytest.mark.parametrize(
    "said", ["; 4.3.2012", "Rev; 4.3", "Rev; 4.3.2030", "Rev; tull", "Rev; ; ; vaksen", "a;b;c;d;e"]
)
def test_a_child_that_cannot_be_read_is_told(said: str) -> None:
    assert refused("child", said)


def test_nobody_of_the_room_is_shown_by_a_value() -> None:
    assert "Rev" not in repr(lines.child("Rev; 4.3.2012; Fjordvik", WEDNESDAY))
    assert "Eksempel" not in repr(ROOM)
    assert "sovna" not in repr(ROOM.view("Vil ha sovna"))


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("rektor/styrar; A; rektor", Role.HEAD),
        ("head teacher; A", Role.HEAD),
        ("Mor; A", Role.FORESETTE),
        ("foresatte; A", Role.FORESETTE),
        ("parent; A", Role.FORESETTE),
        ("ungdom; A", Role.CHILD),
        ("kontaktlærer; A", Role.EDUCATOR),
        ("teneste; A; b; PPT", Role.SERVICE),
        ("tjeneste; A; b; PPT", Role.SERVICE),
        ("service; A; b; PPT", Role.SERVICE),
        ("tolk; A", Role.INTERPRETER),
        ("støtteperson; A", Role.SUPPORT),
        ("viddevakt; A; b; PPT", Role.SERVICE),
        ("viddevakt; A", Role.OTHER),
    ],
)
def test_a_role_is_read_in_three_languages(said: str, role: Role) -> None:
    assert lines.person(said).role is role


def test_duties_and_presence_stand_after_the_role() -> None:
    found = lines.person("teneste, viddevakt, forfall; Kari Demo; helsesjukepleiar; Helsestasjonen")
    assert (found.duties, found.presence) == ((Role.VIDDEVAKT,), Presence.ABSENT)
    assert lines.person("rektor, leiar, referent; Rolf").duties == (Role.LEADER, Role.REFERENT)
    assert lines.person("teneste, vara; Siv; b; PPT").presence is Presence.SUBSTITUTE


@pytest.mark.parametrize(
    "said", ["Rolf Oppdikta", "rektor", "; Rolf", "teneste; Ola", "rektor, mor; Rolf", "rektr; Rolf"]
)
def test_a_person_that_cannot_be_read_is_told(said: str) -> None:
    assert refused("person", said)


def test_a_misspelt_role_is_met_with_the_one_that_was_meant() -> None:
    assert "head" in refused("person", "hed; Rolf; x").casefold()
