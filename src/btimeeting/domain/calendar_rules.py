"""Days of the calendar: Norwegian public holidays, the last Wednesday of a month, the unit's next fixed date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

DAYS_A_WEEK = 7


class Holiday(StrEnum):
    """A public holiday in Norway (lov om helligdager og helligdagsfred § 2, lov om 1. og 17. mai)."""

    NEW_YEAR = "new_year"
    MAUNDY_THURSDAY = "maundy_thursday"
    GOOD_FRIDAY = "good_friday"
    EASTER_SUNDAY = "easter_sunday"
    EASTER_MONDAY = "easter_monday"
    LABOUR_DAY = "labour_day"
    CONSTITUTION_DAY = "constitution_day"
    ASCENSION = "ascension"
    WHIT_SUNDAY = "whit_sunday"
    WHIT_MONDAY = "whit_monday"
    CHRISTMAS_DAY = "christmas_day"
    SECOND_CHRISTMAS_DAY = "second_christmas_day"


FIXED = {
    Holiday.NEW_YEAR: (1, 1),
    Holiday.LABOUR_DAY: (5, 1),
    Holiday.CONSTITUTION_DAY: (5, 17),
    Holiday.CHRISTMAS_DAY: (12, 25),
    Holiday.SECOND_CHRISTMAS_DAY: (12, 26),
}
"""(month, day)"""
FROM_EASTER = {
    Holiday.MAUNDY_THURSDAY: -3,
    Holiday.GOOD_FRIDAY: -2,
    Holiday.EASTER_SUNDAY: 0,
    Holiday.EASTER_MONDAY: 1,
    Holiday.ASCENSION: 39,
    Holiday.WHIT_SUNDAY: 49,
    Holiday.WHIT_MONDAY: 50,
}
"""Days from Easter Sunday."""


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar: the first Sunday after the paschal full moon."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - moon - in_century % 4) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int) -> dict[date, tuple[Holiday, ...]]:
    """The public holidays of a year, in order; now and then two fall on one day (17 May 2027 is a Whit Monday)."""
    sunday = easter(year)
    days = [(date(year, month, day), holiday) for holiday, (month, day) in FIXED.items()]
    days += [(sunday + timedelta(days=from_easter), holiday) for holiday, from_easter in FROM_EASTER.items()]
    found: dict[date, tuple[Holiday, ...]] = {}
    for day, holiday in sorted(days):
        found[day] = (*found.get(day, ()), holiday)
    return found


def holidays_on(day: date) -> tuple[Holiday, ...]:
    """The public holidays that fall on a day; an ordinary Sunday is none."""
    return public_holidays(day.year).get(day, ())


def last_weekday_of_month(year: int, month: int, weekday: int) -> date:
    """The last such weekday of a month (Monday is 0): the last Wednesday of each month is `weekday` 2."""
    next_month = date(year, month, 28) + timedelta(days=4)
    last = next_month - timedelta(days=next_month.day)
    return last - timedelta(days=(last.weekday() - weekday) % DAYS_A_WEEK)


def next_fixed(dates: Iterable[date], today: date) -> date | None:
    """The first of the agreed dates after today, or None: today's own meeting is not the next one."""
    return min((day for day in dates if day > today), default=None)
