"""Dates as people write them, in three languages; a slip gets a readable complaint and never a crash."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from btimeeting.domain.whendates import WhenCode, WhenProblem, been_lately, nearest_when, parse_when, past_when
from btimeeting.i18n.dates import MONTHS, WEEKDAYS
from tests.builders import LATER, TODAY

DAYS = st.dates(date(2000, 1, 1), date(2199, 12, 31))


def read(text: str, today: date = TODAY) -> date | WhenCode:
    """The date, or why not. Today is Wednesday 25 November 2026, the next meeting Tuesday 12 January 2027."""
    found = parse_when(text, today, LATER)
    return found.code if isinstance(found, WhenProblem) else found


@pytest.mark.parametrize(
    "text",
    [
        "12.1", "!12.1", "12.1.", "12.01", "!12.1.27", "12.1.2027", "12.01.2027.", "12. 1. 2027", "12.1 2027", "12/1",
        "12/1/27", "2027-01-12", "2027-1-12", "! 12.1", "12. januar", "12 januar 2027", "12. jan.", "12 January",
        "January 12", "Jan 12, 2027", "TYSDAG 12. JANUAR", "tirsdag 12.1.", "Tuesday, 12 January", "innan 12.1",
        "til 12. januar", "by 12 January", "neste møte", "!neste BTI-møte", "Next meeting", "på neste møte",
        "\u00a012.1\u00a0", "12.1,", "tys 12.1", "tir. 12.1.", "Tue 12 January", "12. januar 27", "neste bti møte",
    ],
)  # fmt: skip
def test_the_twelfth_of_january_can_be_written_in_many_ways(text: str) -> None:
    assert read(text) == date(2027, 1, 12)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("i dag", 0), ("idag", 0), ("today", 0),
        ("i morgon", 1), ("i morgen", 1), ("tomorrow", 1),
        ("overmorgon", 2), ("i overmorgen", 2), ("day after tomorrow", 2),
        ("om 3 veker", 21), ("om 3 uker", 21), ("in 3 weeks", 21), ("3 veker", 21), ("om tre veker", 21),
        ("om ei veke", 7), ("om en uke", 7), ("in a week", 7),
        ("om 10 dagar", 10), ("om ti dager", 10), ("in ten days", 10), ("om ein dag", 1), ("om 0 dagar", 0),
        ("om fjorten dagar", 14), ("in fourteen days", 14),
        ("fredag", 2), ("på fredag", 2), ("on Friday", 2), ("laurdag", 3), ("lørdag", 3), ("søndag", 4),
        ("måndag", 5), ("mandag", 5), ("tysdag", 6), ("onsdag", 7), ("torsdag", 1),
        ("neste onsdag", 7), ("neste fredag", 9), ("next Monday", 5), ("neste søndag", 11),
    ],
)  # fmt: skip
def test_days_reckoned_from_today(text: str, days: int) -> None:
    assert read(text) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        (date(2026, 11, 25), "om ein månad", date(2026, 12, 25)),
        (date(2026, 11, 25), "om en måned", date(2026, 12, 25)),
        (date(2027, 1, 31), "in a month", date(2027, 2, 28)),
        (date(2026, 11, 25), "om 3 månader", date(2027, 2, 25)),
        (date(2026, 11, 25), "om 3 mnd.", date(2027, 2, 25)),
        (date(2026, 11, 25), "om eit halvt år", date(2027, 5, 25)),
        (date(2026, 11, 25), "om eit år", date(2027, 11, 25)),
        (date(2028, 2, 29), "om eit år", date(2029, 2, 28)),
    ],
)
def test_months_from_today_end_on_the_last_day_of_a_shorter_month(today: date, text: str, expected: date) -> None:
    assert read(text, today) == expected


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        (date(2026, 11, 25), "25.11", date(2026, 11, 25)),
        (date(2026, 11, 25), "24.11", date(2027, 11, 24)),
        (date(2026, 11, 25), "31.12", date(2026, 12, 31)),
        (date(2026, 12, 1), "29.2", date(2028, 2, 29)),
        (date(2027, 3, 1), "29.2", date(2028, 2, 29)),
        (date(2096, 3, 1), "29.2", date(2104, 2, 29)),
        (date(2026, 11, 25), "24.11.2026", date(2026, 11, 24)),
        (date(2026, 11, 25), "24.11.25", date(2025, 11, 24)),
    ],
)
def test_a_day_without_a_year_is_never_past_and_a_written_year_stands(today: date, text: str, expected: date) -> None:
    assert read(text, today) == expected


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("31.2", WhenCode.NO_SUCH_DAY, {"day": "31", "month": "2"}),
        ("29.2.2027", WhenCode.NO_SUCH_DAY, {"day": "29", "month": "2"}),
        ("1.13", WhenCode.NO_SUCH_DAY, {"day": "1", "month": "13"}),
        ("0.1", WhenCode.NO_SUCH_DAY, {"day": "0", "month": "1"}),
        ("31. juni", WhenCode.NO_SUCH_DAY, {"day": "31", "month": "6"}),
        ("onsdag 12.1", WhenCode.WRONG_WEEKDAY, {"date": "2027-01-12"}),
        ("12.1.1875", WhenCode.FAR_AWAY, {}),
        ("om 99999 år", WhenCode.FAR_AWAY, {}),
        ("om 99999 dagar", WhenCode.FAR_AWAY, {}),
        ("neste veke", WhenCode.WHOLE_WEEK, {}),
        ("uke 3", WhenCode.WHOLE_WEEK, {}),
        ("tor", WhenCode.NOT_UNDERSTOOD, {}),
        ("snart", WhenCode.NOT_UNDERSTOOD, {}),
        ("om nokre veker", WhenCode.NOT_UNDERSTOOD, {}),
        ("om ² dagar", WhenCode.NOT_UNDERSTOOD, {}),
        ("12.1.275", WhenCode.NOT_UNDERSTOOD, {}),
        ("12.1 kl. 9", WhenCode.NOT_UNDERSTOOD, {}),
        ("12.1. 10 minutt", WhenCode.NOT_UNDERSTOOD, {}),
        ("12.1. 10", WhenCode.NOT_UNDERSTOOD, {}),
    ],
)
def test_a_slip_is_told_with_what_was_written(text: str, code: WhenCode, values: dict[str, str]) -> None:
    found = parse_when(f"!{text}", TODAY, LATER)
    assert isinstance(found, WhenProblem)
    assert (found.code, found.values) == (code, {"text": f"!{text}", **values})


@pytest.mark.parametrize(
    ("text", "lately"),
    [
        ("24.11", True),
        ("!1. oktober", True),
        ("24.11.2027", False),
        ("24.9", False),
        ("26.11", False),
        ("25.11", False),
    ],
)
def test_a_day_that_has_just_been_is_doubtful_when_it_is_read_as_next_years(text: str, lately: bool) -> None:
    found = parse_when(text, TODAY)
    assert isinstance(found, date)
    assert been_lately(text, found, TODAY) is lately


@pytest.mark.parametrize("text", ["", "!", "  ! ", ","])
def test_nothing_written_is_a_complaint_of_its_own(text: str) -> None:
    assert read(text) is WhenCode.EMPTY


def test_the_next_meeting_is_a_complaint_when_none_is_agreed() -> None:
    found = parse_when("neste møte", TODAY, None)
    assert isinstance(found, WhenProblem)
    assert found.code is WhenCode.NO_NEXT_MEETING


def test_what_was_written_is_quoted_in_short_and_not_in_a_log() -> None:
    found = parse_when("mor sa at " * 50, TODAY, None)
    assert isinstance(found, WhenProblem)
    assert len(found.values["text"]) <= 60
    assert "mor" not in repr(found)


@given(st.text(max_size=40), st.dates(), st.none() | st.dates())
@example("om ² dagar", date.max, None)
@example("i morgon", date.max, None)
@example("søndag", date.max, None)
@example("31.12", date.max, None)
@example("29.2", date(2096, 3, 1), None)
@example("29.2", date(2198, 3, 1), None)
@example("12.1.2027" * 50, TODAY, None)
def test_reading_a_date_never_crashes(text: str, today: date, next_meeting: date | None) -> None:
    found = parse_when(text, today, next_meeting)
    assert isinstance(found, date | WhenProblem)


WORDS = st.sampled_from(
    [
        "om",
        "in",
        "neste",
        "next",
        "på",
        "3",
        "12",
        "31",
        "99999",
        ".",
        "/",
        "!",
        "ein",
        "a",
        "veker",
        "month",
        "år",
        "dagar",
        "fredag",
        "januar",
        "møte",
        "2.2",
        "29.2",
        "1.1.30",
    ]
)


@given(st.lists(WORDS, max_size=5), DAYS)
def test_reading_words_of_dates_in_any_order_never_crashes_and_never_goes_far(words: list[str], today: date) -> None:
    found = parse_when(" ".join(words), today, LATER)
    assert isinstance(found, WhenProblem) or 2000 <= found.year <= 2199


@given(DAYS, DAYS)
def test_what_we_write_ourselves_is_read_back(day: date, today: date) -> None:
    names = MONTHS["nn"][day.month - 1], WEEKDAYS["nn"][day.weekday()]
    for written in (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d.%m.%Y}",
        f"{names[1]} {day.day}. {names[0]} {day.year}",
        f"{WEEKDAYS['en'][day.weekday()]} {day.day} {MONTHS['en'][day.month - 1]} {day.year}",
        f"{day.day} {MONTHS['en'][day.month - 1][:3]} {day.year}",
    ):
        assert read(written, today) == day


@given(DAYS, st.integers(0, 364))
def test_a_day_of_the_coming_year_needs_no_year(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    if day.year <= 2199:
        assert read(f"{day.day}.{day.month}", today) == day


@pytest.mark.parametrize(
    ("text", "past", "nearest"),
    [
        ("i går", date(2026, 11, 24), date(2026, 11, 24)),
        ("i dag", TODAY, TODAY),
        ("måndag", date(2026, 11, 23), date(2026, 11, 30)),
        ("20.11.", date(2026, 11, 20), date(2026, 11, 20)),
        ("20. november", date(2026, 11, 20), date(2026, 11, 20)),
        ("12.1.", date(2026, 1, 12), date(2027, 1, 12)),
        ("tysdag 24.11", date(2026, 11, 24), date(2026, 11, 24)),
        ("om 8 månader", date(2027, 7, 25), date(2027, 7, 25)),  # read, and whoever asks says that it has not been
        ("neste møte", WhenCode.NO_NEXT_MEETING, LATER),
        ("31.2", WhenCode.NO_SUCH_DAY, WhenCode.NO_SUCH_DAY),
    ],
)
def test_a_day_that_has_been_is_the_last_of_its_name_and_one_that_may_be_either_the_nearer(
    text: str, past: date | WhenCode, nearest: date | WhenCode
) -> None:
    found = past_when(text, TODAY), nearest_when(text, TODAY, LATER)
    assert tuple(each.code if isinstance(each, WhenProblem) else each for each in found) == (past, nearest)
