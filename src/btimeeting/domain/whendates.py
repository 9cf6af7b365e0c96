"""Dates as people write them: `12.1`, `12. januar`, `om 3 veker`, `fredag`, `neste møte` (nynorsk, bokmål, English).

A leading `!` (the mark of a date in the one-line grammar of tiltak) may stand or not.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from btimeeting.domain.whenwords import (
    DAY_AFTER_TOMORROW,
    DAYS,
    FILLERS,
    HALF_YEAR,
    MONTH_NAMES,
    NEXT,
    NEXT_MEETING,
    NUMBERS,
    TODAY,
    TOMORROW,
    UNITS,
    WEEKDAY_BEGINNINGS,
    WEEKDAY_NAMES,
    WEEKS,
    YESTERDAY,
)

FIRST_YEAR, LAST_YEAR = 2000, 2199
"""A year outside these is a slip of the hand."""
NEXT_TIME = date(2199, 12, 31)
"""Given as the day of the next meeting while that has none: what is meant for it gets its day when one is agreed."""
SHORT_YEAR = 2
"""Digits of a year written without its century."""
_NEARLY_A_YEAR = timedelta(days=364)
_LATELY = timedelta(days=60)
_LEAP_YEARS = 8
"""29 February comes again within so many years, also over 2100."""
SHOWN = 60
"""A complaint quotes this many characters of what was written."""


class WhenCode(StrEnum):
    """Why a date cannot be read."""

    EMPTY = "empty"
    NOT_UNDERSTOOD = "not_understood"
    """values: text"""
    NO_SUCH_DAY = "no_such_day"
    """The calendar has no such day (31.2). values: text, day, month"""
    WRONG_WEEKDAY = "wrong_weekday"
    """«onsdag 12.1.» when the twelfth is no Wednesday. values: text, date (ISO)"""
    NO_NEXT_MEETING = "no_next_meeting"
    """«neste møte», but none has been agreed."""
    WHOLE_WEEK = "whole_week"
    """«neste veke», «veke 3»: seven days, and nobody knows which. values: text"""
    FAR_AWAY = "far_away"
    """Outside the years 2000-2199. values: text"""


@dataclass(frozen=True, slots=True)
class WhenProblem:
    """What is wrong with a date, and the values a sentence needs."""

    code: WhenCode
    values: dict[str, str] = field(default_factory=dict, repr=False)


When = date | WhenProblem

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2}) ?[./] ?([0-9]{1,2})(?:[./]([0-9]{2})|(?: ?[./] ?| )([0-9]{4}))?")
_DAY_NAME = re.compile(r"([0-9]{1,2})\.? ?([^\W\d_]+)\.?(?: ([0-9]{4}|[0-9]{2}))?")
_NAME_DAY = re.compile(r"([^\W\d_]+)\.? ([0-9]{1,2})(?:,? ([0-9]{4}))?")
_WEEK = re.compile(rf"(?:(?:{'|'.join(NEXT)}) )?(?:{'|'.join(WEEKS)})(?: ?[0-9]{{1,2}})?")
_AHEAD = re.compile(r"(?:om |in )?([0-9]{1,5}|[^\W\d_]+) ([^\W\d_]+)")


def parse_when(text: str, today: date, next_meeting: date | None = None) -> When:
    """The date somebody wrote, or what is wrong with it. Never raises.

    - A day without a year is the first such day that is not past: today's year, or else the next one (29 February:
      the next leap year). A year that is written is taken as it is (two digits are 20xx), also when the day is past.
    - A weekday («fredag») is the first one after today; «neste fredag» is the one of next week (from Monday).
    - «om ein månad» from the 31st is the last day of a shorter month.
    - «neste møte» is `next_meeting`; without one that is a complaint.
    """
    words = _clean(text)
    said = {"text": " ".join(text.split())[:SHOWN]}
    if not words:
        return WhenProblem(WhenCode.EMPTY)
    if words in NEXT_MEETING:
        return WhenProblem(WhenCode.NO_NEXT_MEETING, said) if next_meeting is None else next_meeting
    if _WEEK.fullmatch(words):
        return WhenProblem(WhenCode.WHOLE_WEEK, said)
    for read in (_near, _ahead, _weekday, _calendar):
        found = read(words, today)
        if found is not None:
            return found if isinstance(found, date) else WhenProblem(found.code, said | found.values)
    return WhenProblem(WhenCode.NOT_UNDERSTOOD, said)


def past_when(text: str, today: date) -> When:
    """The same of a day that has been: «i går», «onsdag» is the latest one, a day without its year the last such day.

    A day that is to come is still read («om 3 veker», one with its year): whoever asks says that it has not been.
    """
    words = _clean(text)
    if words in YESTERDAY:
        return today - timedelta(days=1)
    if words in WEEKDAY_NAMES:
        return today - timedelta(days=(today.weekday() - WEEKDAY_NAMES[words]) % DAYS)
    return _before(parse_when(text, today), text, today)


def nearest_when(text: str, today: date, next_meeting: date | None = None) -> When:
    """The same where the day may have been or be to come: one without its year is the nearer of the two."""
    if _clean(text) in YESTERDAY:
        return today - timedelta(days=1)
    ahead = parse_when(text, today, next_meeting)
    behind = _before(ahead, text, today)
    if isinstance(ahead, date) and isinstance(behind, date):
        return behind if today - behind < ahead - today else ahead
    return behind


def been_lately(text: str, found: date, today: date) -> bool:
    """Whether a day to come was read from one that has just been: «30.11.» on 1 December is nearly a year ahead."""
    behind = _before(found, text, today)
    return isinstance(behind, date) and behind < today <= found and today - behind <= _LATELY


def _before(ahead: When, text: str, today: date) -> When:
    """The last day of the same name when there is one: not of «om 3 veker», which is counted from today."""
    behind = parse_when(text, today - _NEARLY_A_YEAR)
    if not isinstance(behind, date):
        return ahead
    if not isinstance(ahead, date):
        return behind  # «tysdag 24.11.», and next year's is no Tuesday
    return behind if (ahead.month, ahead.day) == (behind.month, behind.day) else ahead


def _clean(text: str) -> str:
    """Lower case, single spaces, no `!` in front, no full stop or comma behind, no «innan» or «på»."""
    words = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    words = words.lstrip("! ").rstrip(".,;:!? ")
    first, _, rest = words.partition(" ")
    return rest if rest and first in FILLERS else words


def _near(words: str, today: date) -> When | None:
    days = 0 if words in TODAY else 1 if words in TOMORROW else 2 if words in DAY_AFTER_TOMORROW else None
    return None if days is None else _later(today, days=days)


def _ahead(words: str, today: date) -> When | None:
    """«om 3 veker», «in a month», «om eit halvt år»."""
    if words in HALF_YEAR:
        return _later(today, months=6)
    match = _AHEAD.fullmatch(words)
    if match is None or match[2] not in UNITS:
        return None
    number = int(match[1]) if match[1].isdecimal() else NUMBERS.get(match[1])
    if number is None:
        return None
    days, months = UNITS[match[2]]
    return _later(today, days=number * days, months=number * months)


def _later(today: date, *, days: int = 0, months: int = 0) -> When:
    if days > (LAST_YEAR - FIRST_YEAR) * 366 or months > (LAST_YEAR - FIRST_YEAR) * 12:
        return WhenProblem(WhenCode.FAR_AWAY)
    years, month = divmod(today.month - 1 + months, 12)
    year = today.year + years
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return WhenProblem(WhenCode.FAR_AWAY)
    day = date(year, month + 1, min(today.day, monthrange(year, month + 1)[1])) + timedelta(days=days)
    return day if day.year <= LAST_YEAR else WhenProblem(WhenCode.FAR_AWAY)


def _weekday(words: str, today: date) -> When | None:
    first, _, rest = words.partition(" ")
    following = first in NEXT and bool(rest)
    weekday = WEEKDAY_NAMES.get(rest if following else words)
    if weekday is None:
        return None
    if following:
        return _later(today, days=DAYS - today.weekday() + weekday)
    return _later(today, days=(weekday - today.weekday() - 1) % DAYS + 1)


def _calendar(words: str, today: date) -> When | None:
    """A day of the calendar, with its weekday in front or not."""
    first, _, rest = words.partition(" ")
    named = first.rstrip(",.")
    weekday = WEEKDAY_NAMES.get(named, WEEKDAY_BEGINNINGS.get(named) if rest else None)
    found = _day(rest if weekday is not None else words, today)
    if isinstance(found, date) and weekday is not None and found.weekday() != weekday:
        return WhenProblem(WhenCode.WRONG_WEEKDAY, {"date": found.isoformat()})
    return found


def _day(words: str, today: date) -> When | None:
    if match := _ISO.fullmatch(words):
        return _in_year(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(words):
        return _with_year(int(match[1]), int(match[2]), match[3] or match[4], today)
    if (match := _DAY_NAME.fullmatch(words)) and match[2] in MONTH_NAMES:
        return _with_year(int(match[1]), MONTH_NAMES[match[2]], match[3], today)
    if (match := _NAME_DAY.fullmatch(words)) and match[1] in MONTH_NAMES:
        return _with_year(int(match[2]), MONTH_NAMES[match[1]], match[3], today)
    return None


def _with_year(day: int, month: int, year: str | None, today: date) -> When:
    if year is not None:
        return _in_year(int(year) + (FIRST_YEAR if len(year) == SHORT_YEAR else 0), month, day)
    ahead = [_in_year(candidate, month, day) for candidate in range(today.year, today.year + _LEAP_YEARS + 1)]
    return next((found for found in ahead if isinstance(found, date) and found >= today), ahead[0])


def _in_year(year: int, month: int, day: int) -> When:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return WhenProblem(WhenCode.FAR_AWAY)
    try:
        return date(year, month, day)
    except ValueError:
        return WhenProblem(WhenCode.NO_SUCH_DAY, {"day": str(day), "month": str(month)})
