"""Dates in words, as they were understood, and what is wrong with one that could not be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from btimeeting.domain.moment import Moment
from btimeeting.domain.tiltakline import LONGEST
from btimeeting.domain.whendates import WhenCode, WhenProblem, been_lately, parse_when
from btimeeting.i18n import N_, language, tr
from btimeeting.i18n.dates import MONTHS, clock_time, long_date

_PROBLEMS = {
    WhenCode.EMPTY: N_("A day is missing here."),
    WhenCode.NOT_UNDERSTOOD: N_("«{text}» is not a day I know. Write 12.1., Friday or in 3 weeks."),
    WhenCode.NO_SUCH_DAY: N_("There is no such day as {text}."),
    WhenCode.WRONG_WEEKDAY: N_("«{text}» is another weekday: {date}."),
    WhenCode.NO_NEXT_MEETING: N_("The next meeting has no day yet."),
    WhenCode.WHOLE_WEEK: N_("«{text}» is a whole week. Write which day: next Monday, or 12.1."),
    WhenCode.FAR_AWAY: N_("«{text}» is too far away."),
}
TOO_LONG = N_("This is longer than {most} characters; write it as a note instead.")
_TIME = re.compile(r"[,\s]+(?:kl\.?|klokka|at)\s*([0-9]{1,2})(?:[.:]([0-9]{2}))?\s*$", re.IGNORECASE)
_TIMELY = re.compile(
    r"\b(?:neste|next|om|in|over|etter|after|til|før|before|jul|påske|christmas|easter|morgon|morgen|tomorrow"
    r"|vek(?:e|a|er)|uk(?:e|a|er)|weeks?|dag(?:ar|er)?|days?|månad(?:er)?|måned(?:er)?|months?)\b",
    re.IGNORECASE,
)
"""Who writes one of these means a day and nobody's name."""
_HOURS, _MINUTES = 24, 60


def problem_words(problem: WhenProblem) -> str:
    """What is wrong with a date, in a sentence."""
    values = dict(problem.values)
    if "date" in values:
        values["date"] = long_date(date.fromisoformat(values["date"]))
    return tr(_PROBLEMS[problem.code]).format(**{"text": "", "date": "", **values})


def been_words(day: date) -> str:
    """What is doubtful about a day that has just been, and was read as next year's."""
    return tr("That day has just been; without a year it is read as {date}. Write the year.", date=long_date(day))


def as_written(text: str, left: Mapping[str, str]) -> str:
    """`text` with what could not be read put in as it was typed: «Observasjon (vurdering: over jul)»."""
    told = ", ".join(f"{label}: {typed}" for label, typed in left.items())
    return f"{text} ({told})" if told else text


def too_long(*texts: str, most: int = LONGEST) -> str:
    """What is wrong when one of these is longer than the record takes (a line of it): nothing is ever cut."""
    return tr(TOO_LONG, most=most) if any(len(text) > most for text in texts) else ""


def day_month(day: date) -> str:
    """A day for a narrow line: «12.1.», in English «12 Jan» (numbers alone can be read two ways)."""
    if language() == "en":
        return f"{day.day} {MONTHS['en'][day.month - 1][:3]}"
    return f"{day.day}.{day.month}."


def saved_at(moment: Moment, zone: tzinfo) -> str:
    """«lagra 10.03.22»."""
    local = moment.at.astimezone(zone)
    clock = clock_time(local)
    return tr("saved {time}", time=f"{clock}{clock[2]}{local.second:02}")


@dataclass(frozen=True, slots=True)
class MeetingTime:
    """When they meet again: a day and perhaps an hour, or who calls; or what is wrong."""

    on: date | None = None
    at: time | None = None
    who_calls: str = ""
    problem: str = ""


def read_meeting_time(text: str, today: date) -> MeetingTime:
    """«12.1. kl. 9.30», «om 6 veker», or a name: then that person calls the meeting."""
    at, said = None, text.strip()
    if match := _TIME.search(said):
        hours, mins = int(match[1]), int(match[2] or 0)
        if hours >= _HOURS or mins >= _MINUTES:
            return MeetingTime(problem=tr("There is no such hour as {text}.", text=match[0].strip(" ,")))
        at, said = time(hours, mins), said[: match.start()]
    found = parse_when(said, today)
    if isinstance(found, date) and been_lately(said, found, today):
        return MeetingTime(problem=been_words(found))
    if isinstance(found, date):
        return MeetingTime(on=found, at=at)
    timely = any(sign.isdigit() for sign in said) or _TIMELY.search(said) is not None
    if found.code is WhenCode.NOT_UNDERSTOOD and not timely:
        return MeetingTime(who_calls=said)
    return MeetingTime(problem=problem_words(found))


def meeting_time_words(on: date | None, at: time | None, who_calls: str) -> str:
    """«tysdag 12. januar 2027 kl. 09.30», or «Rolf kallar inn»."""
    if on is None:
        return tr("{who} calls the next meeting", who=who_calls) if who_calls else ""
    if at is None:
        return long_date(on)
    return tr("{date} at {time}", date=long_date(on), time=clock_time(datetime.combine(on, at)))
