"""What people write in the form, read: days and hours, birth dates, givers of a consent."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo

from btimeeting.domain.calendar_rules import DaysOff, days_off, holidays_on
from btimeeting.domain.consent import Giver
from btimeeting.domain.whendates import When, WhenCode, WhenProblem, parse_when, past_when
from btimeeting.i18n import tr
from btimeeting.i18n.dates import clock_time, long_date, short_date
from btimeeting.ui.pad.when_words import problem_words
from btimeeting.ui.prepare.fields import NotUnderstood

_HOUR = re.compile(r"^(.*?)[,\s]*(?:\b(?:kl\.?|klokka|at)\s*)?\b([0-9]{1,2})[.:]([0-9]{2})\s*$", re.IGNORECASE)
_WHOLE_HOUR = re.compile(r"^(.*?)[,\s]*\b(?:kl\.?|klokka|at)\s*([0-9]{1,2})\s*$", re.IGNORECASE)
_GIVER = re.compile(r"\s*([^(),;]+?)\s*(?:\(([^()]*)\))?\s*")
_HOURS, _MINUTES = 24, 60
SATURDAY = 5


def read_start(text: str, today: date, before: datetime | None, zone: tzinfo) -> datetime | None:
    """«fredag 9.30», «25.11. kl. 9.30»; an hour alone keeps the day there was. UTC; None for nothing written."""
    said = text.strip()
    if not said:
        return None
    match = _HOUR.match(said) if not isinstance(parse_when(said, today), date) else None
    match = match or _WHOLE_HOUR.match(said)
    if match is None:
        day = _day(said, today)
        raise NotUnderstood(tr("{date}: at what time? Write for example Friday 9.30.", date=long_date(day)))
    hours, mins = int(match[2]), int(match[3]) if match.re is _HOUR else 0
    if hours >= _HOURS or mins >= _MINUTES:
        raise NotUnderstood(tr("There is no such hour as {text}.", text=said[match.end(1) :].strip(" ,")))
    rest = match[1].strip(" ,")
    if rest:
        day = _day(rest, today)
    elif before is not None:
        day = before.astimezone(zone).date()
    else:
        raise NotUnderstood(tr("On which day? Write for example Friday 9.30."))
    return datetime.combine(day, time(hours, mins), zone).astimezone(UTC)


def _day(text: str, today: date) -> date:
    return _understood(parse_when(text, today))


def _understood(found: When) -> date:
    if isinstance(found, date):
        return found
    raise NotUnderstood(problem_words(found))


def start_words(start: datetime | None, zone: tzinfo) -> str:
    """«fredag 27. november 2026 kl. 09.30»."""
    if start is None:
        return ""
    local = start.astimezone(zone)
    return tr("{date} at {time}", date=long_date(local.date()), time=clock_time(local))


def start_doubt(start: datetime | None, zone: tzinfo) -> str:
    """A day on which schools are closed. It is taken as it is written."""
    if start is None:
        return ""
    day = start.astimezone(zone).date()
    if holidays_on(day):
        return tr("That is a public holiday.")
    match days_off(day):
        case DaysOff.CHRISTMAS:
            return tr("That is in the Christmas holiday.")
        case DaysOff.EASTER:
            return tr("That is in the Easter week.")
    return tr("That is a weekend.") if day.weekday() >= SATURDAY else ""


def read_day(text: str, today: date, *, past: bool = False) -> date | None:
    """A day; None for nothing written. With `past` it must not lie ahead."""
    if not text.strip():
        return None
    day = _understood(past_when(text, today)) if past else _day(text, today)
    if past and day > today:
        raise NotUnderstood(_not_yet(day))
    return day


def _not_yet(day: date) -> str:
    return tr("{date} has not been yet. Write a day that has been, with its year.", date=short_date(day))


def read_days(text: str, today: date) -> tuple[date, ...]:
    """Days, one on each line or parted by a semicolon, in order and each once."""
    return tuple(sorted({_day(part, today) for part in re.split(r"[;\n]", text) if part.strip()}))


def read_born(text: str, today: date) -> date | None:
    """A birth date with its year: «4.3.2012»."""
    said = text.strip()
    found = parse_when(said, today) if said else None
    if isinstance(found, WhenProblem) and found.code is WhenCode.NOT_UNDERSTOOD:
        raise NotUnderstood(tr("«{text}» is no birth date I know. Write it like 4.3.2012.", text=said))
    if isinstance(found, date) and found > today:
        raise NotUnderstood(_not_yet(found))  # a year is never guessed here
    day = read_day(text, today)
    if day is not None and today.year - day.year > 25:  # noqa: PLR2004 - a child or youth
        raise NotUnderstood(tr("{date}: is the year right?", date=short_date(day)))
    return day


def day_text(day: date | None) -> str:
    """A day as it stands in a field, so that it is read as the same day again."""
    return f"{day.day}.{day.month}.{day.year}" if day is not None else ""


def read_givers(text: str) -> tuple[Giver, ...]:
    """«Eli Eksempel (mor), Per Eksempel (far)»."""
    found = []
    for part in re.split(r"[,;](?![^()]*\))", text):
        if not part.strip():
            continue
        match = _GIVER.fullmatch(part)
        if match is None:
            raise NotUnderstood(tr("Write it like this: Kari Demo (mother), Ola Demo (father)."))
        found.append(Giver(name=match[1], relation=(match[2] or "").strip()))
    return tuple(found)


def givers_text(givers: tuple[Giver, ...]) -> str:
    """The same, written."""
    return ", ".join(f"{g.name} ({g.relation})" if g.relation else g.name for g in givers)


def read_percent(text: str) -> int:
    """How much longer everything takes with an interpreter: «150» or «150 %»; 100 to 300."""
    digits = text.strip().rstrip("% ")
    if not digits.isdecimal() or not 100 <= int(digits) <= 300:  # noqa: PLR2004 - said in the sentence
        raise NotUnderstood(tr("Write a number from 100 to 300: with 150, five minutes of talk take seven and a half."))
    return int(digits)
