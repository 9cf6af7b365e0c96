"""Public holidays against the `holidays` package, and the rules of a year's plan."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.domain.calendar_rules import (
    DaysOff,
    Holiday,
    days_off,
    easter,
    holidays_on,
    last_weekday_of_month,
    monthly_weekday,
    proposals,
    public_holidays,
)

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def test_every_public_holiday_from_1950_to_2100_is_the_one_others_reckon() -> None:
    for year in range(1950, 2101):
        assert set(public_holidays(year)) == set(holidays.country_holidays("NO", years=year)), year


def test_the_holidays_of_2027() -> None:
    assert [(day.isoformat()[5:], *named) for day, named in public_holidays(2027).items()] == [
        ("01-01", Holiday.NEW_YEAR),
        ("03-25", Holiday.MAUNDY_THURSDAY),
        ("03-26", Holiday.GOOD_FRIDAY),
        ("03-28", Holiday.EASTER_SUNDAY),
        ("03-29", Holiday.EASTER_MONDAY),
        ("05-01", Holiday.LABOUR_DAY),
        ("05-06", Holiday.ASCENSION),
        ("05-16", Holiday.WHIT_SUNDAY),
        ("05-17", Holiday.CONSTITUTION_DAY, Holiday.WHIT_MONDAY),
        ("12-25", Holiday.CHRISTMAS_DAY),
        ("12-26", Holiday.SECOND_CHRISTMAS_DAY),
    ]


@pytest.mark.parametrize("year", [1954, 1981, 2000, 2008, 2011, 2038, 2049, 2076, 2100])
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_two_holidays_can_fall_on_one_day() -> None:
    assert set(holidays_on(date(2008, 5, 1))) == {Holiday.LABOUR_DAY, Holiday.ASCENSION}


def test_an_ordinary_day_is_no_holiday() -> None:
    assert holidays_on(date(2026, 11, 25)) == ()
    assert holidays_on(date(2026, 11, 29)) == ()  # a Sunday


@pytest.mark.parametrize(
    ("year", "month", "expected"),
    [
        (2022, 9, date(2022, 9, 28)),
        (2022, 10, date(2022, 10, 26)),
        (2022, 11, date(2022, 11, 30)),
        (2023, 2, date(2023, 2, 22)),
        (2026, 12, date(2026, 12, 30)),
    ],
)
def test_the_last_wednesday_of_the_month(year: int, month: int, expected: date) -> None:
    """The plan of btr-beskriving.txt, and December 2026, which falls in the Christmas holiday."""
    assert last_weekday_of_month(year, month, 2) == expected


@given(DAYS, st.integers(0, 6))
def test_the_last_weekday_is_that_weekday_in_the_last_week_of_the_month(day: date, weekday: int) -> None:
    found = last_weekday_of_month(day.year, day.month, weekday)
    assert (found.year, found.month, found.weekday()) == (day.year, day.month, weekday)
    assert found.day > monthrange(day.year, day.month)[1] - 7


@given(st.lists(DAYS), DAYS)
def test_the_dates_that_are_set_aside_are_proposed_nearest_first(dates: list[date], today: date) -> None:
    found = proposals(dates, "siste onsdag i månaden", today)
    later = sorted({day for day in dates if day > today})
    assert later == [] or found == tuple(later[:3])


def test_the_meeting_of_today_is_not_the_next_one() -> None:
    today = date(2026, 11, 25)
    dates = [today, today + timedelta(days=48), today - timedelta(days=7)]
    assert proposals(dates, "", today) == (date(2027, 1, 12),)


@pytest.mark.parametrize(
    ("rule", "weekday"),
    [
        ("siste onsdag i månaden kl. 09.30", 2),
        ("Siste tirsdag i hver måned", 1),
        ("the last Thursday of each month", 3),
        ("neste avtalte BTI-møte (eitt av 6 BTI-møte per år)", None),
        ("", None),
    ],
)
def test_a_rule_of_the_agenda_is_read_in_every_language(rule: str, weekday: int | None) -> None:
    assert monthly_weekday(rule) == weekday


def test_the_season_2026_27_has_no_meeting_round_christmas_easter_or_in_summer() -> None:
    assert proposals((), "siste onsdag i månaden", date(2026, 8, 31), most=9) == (
        date(2026, 9, 30),
        date(2026, 10, 28),
        date(2026, 11, 25),
        date(2027, 1, 27),  # not 30 December
        date(2027, 2, 24),
        date(2027, 3, 31),  # Easter Monday is the 29th
        date(2027, 4, 28),
        date(2027, 5, 26),
        date(2027, 6, 30),
    )


@pytest.mark.parametrize(
    ("first", "last", "which"),
    [
        (date(2026, 12, 22), date(2027, 1, 2), DaysOff.CHRISTMAS),
        (date(2027, 3, 21), date(2027, 3, 29), DaysOff.EASTER),
    ],
)
def test_days_off_have_a_first_and_a_last_day(first: date, last: date, which: DaysOff) -> None:
    days = [first + timedelta(days=n) for n in range(-1, (last - first).days + 2)]
    assert [days_off(day) for day in days] == [None, *[which] * (len(days) - 2), None]


def test_a_date_that_is_set_aside_is_proposed_whenever_it_is() -> None:
    assert proposals([date(2026, 12, 30)], "siste onsdag i månaden", date(2026, 12, 1)) == (date(2026, 12, 30),)


def test_without_dates_the_agendas_rule_proposes_and_passes_over_summer_and_holidays() -> None:
    rule = "siste onsdag i månaden"
    assert proposals((), rule, date(2026, 11, 24))[:2] == (date(2026, 11, 25), date(2027, 1, 27))
    assert proposals((), rule, date(2027, 6, 30)) == (date(2027, 9, 29), date(2027, 10, 27), date(2027, 11, 24))
    assert proposals((), "siste måndag", date(2027, 2, 22))[0] == date(2027, 4, 26)  # 29 March is Easter Monday
    assert proposals((), "neste avtalte møte", date(2026, 11, 25)) == ()
