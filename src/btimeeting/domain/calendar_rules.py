"""Days of the calendar: public holidays in Norway, days off, the last Wednesday of a month, days to propose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from btimeeting.domain.whenwords import WEEKDAY_NAMES

DAYS_A_WEEK = 7
DECEMBER = 12
SUMMER = (7, 8)
"""No meetings in July and August."""


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


class DaysOff(StrEnum):
    """Days on which schools and services are away, public holiday or not (domain.md 6.1)."""

    CHRISTMAS = "christmas"
    EASTER = "easter"


CHRISTMAS_FROM, CHRISTMAS_TO = (12, 22), (1, 2)
"""(month, day), both included."""
EASTER_FROM, EASTER_TO = -7, 1
"""Days from Easter Sunday: Palm Sunday to Easter Monday, both included."""


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


def days_off(day: date) -> DaysOff | None:
    """Whether a day lies in the days round Christmas or Easter, when nobody calls a meeting."""
    month_day = (day.month, day.day)
    if month_day >= CHRISTMAS_FROM or month_day <= CHRISTMAS_TO:
        return DaysOff.CHRISTMAS
    return DaysOff.EASTER if EASTER_FROM <= (day - easter(day.year)).days <= EASTER_TO else None


def last_weekday_of_month(year: int, month: int, weekday: int) -> date:
    """The last such weekday of a month (Monday is 0): the last Wednesday of each month is `weekday` 2."""
    next_month = date(year, month, 28) + timedelta(days=4)
    last = next_month - timedelta(days=next_month.day)
    return last - timedelta(days=(last.weekday() - weekday) % DAYS_A_WEEK)


def monthly_weekday(rule: str) -> int | None:
    """The weekday of «siste onsdag i månaden», as an agenda's setting «Neste møte» may say it; None for other words."""
    found = re.search(r"\b(?:siste|last)\s+(\w+)", rule.casefold())
    return WEEKDAY_NAMES.get(found[1]) if found is not None else None


def monthly(weekday: int, today: date, most: int) -> tuple[date, ...]:
    """The next last such weekdays of a month: not in July or August, on a holiday or in days off (domain.md 6.1)."""
    found: list[date] = []
    year, month = today.year, today.month
    while len(found) < most:
        day = last_weekday_of_month(year, month, weekday)
        if day > today and month not in SUMMER and not holidays_on(day) and days_off(day) is None:
            found.append(day)
        year, month = (year, month + 1) if month < DECEMBER else (year + 1, 1)
    return tuple(found)


def proposals(set_aside: Iterable[date], rule: str, today: date, most: int = 3) -> tuple[date, ...]:
    """Days to propose for the next meeting, the nearest first: those the unit has set aside, else by the agenda's rule.

    `rule` is the agenda's setting «Neste møte» in its own words. Today's own meeting is never the next one.
    """
    ahead = sorted({day for day in set_aside if day > today})[:most]
    weekday = monthly_weekday(rule)
    if ahead or weekday is None:
        return tuple(ahead)
    return monthly(weekday, today, most)
