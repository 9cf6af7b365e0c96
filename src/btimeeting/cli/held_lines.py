"""One line of an answer → a value, or `NotUnderstood` with a sentence. No input, no output, no clock.

Fields of a line are parted by `;`. Words may be nynorsk, bokmål or English (`held_words`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, time

from btimeeting.cli import held_words as words
from btimeeting.cli.held_complaints import NotUnderstood, about_date, about_line, too_long
from btimeeting.documents.agenda_words import ROLES, fold
from btimeeting.documents.anonymity_words import never_kept
from btimeeting.domain.agenda import MAX_MINUTES, Role
from btimeeting.domain.anonymity import identity_number
from btimeeting.domain.record import LONG, Tried
from btimeeting.domain.seats import Presence
from btimeeting.domain.tiltakline import TiltakLine, parse_tiltak
from btimeeting.domain.whendates import NEXT_TIME, nearest_when, parse_when, past_when
from btimeeting.i18n import language, ntr, tr
from btimeeting.service.prepare import Person

LINE = 500
"""What the record takes in a field of one line."""
DUTIES = (Role.LEADER, Role.REFERENT, Role.VIDDEVAKT)
_CLOCK = re.compile(r"(?:kl\.? ?)?(\d{1,2})(?:[.: ]?(\d{2}))?")


def line(answer: str, most: int = LINE) -> str:
    """An answer that is kept as it is. A national identity number never is (domain.md 9.7)."""
    if identity_number(answer):
        raise NotUnderstood(never_kept())
    if len(answer) > most:
        raise NotUnderstood(too_long(most))
    return answer


def text(answer: str) -> str:
    """A longer answer that is kept as it is."""
    return line(answer, LONG)


def fields(answer: str, most: int) -> list[str]:
    """The fields of a line, always `most` of them; those that were left out are empty."""
    found = [line(part.strip()) for part in answer.split(";")]
    if len(found) > most:
        raise NotUnderstood(ntr("There is room for {n} field here.", "There is room for {n} fields here.", most))
    return found + [""] * (most - len(found))


# --- days, times --------------------------------------------------------------------------------------------------


def past_day(answer: str, today: date) -> date:
    """A day that has been: `25.11`, `onsdag`, `i går`. Without a year the latest such day."""
    found = past_when(answer, today)
    if not isinstance(found, date):
        raise NotUnderstood(about_date(found))
    if found > today:
        raise NotUnderstood(tr("That day has not been yet."))
    return found


def coming_day(answer: str, today: date, meeting: date | None = NEXT_TIME) -> date:
    """A day seen from the meeting's: `12.1`, `om 3 veker`, `neste møte` (which is NEXT_TIME until it is known)."""
    found = parse_when(answer, today, meeting)
    if not isinstance(found, date):
        raise NotUnderstood(about_date(found))
    return found


def near_day(answer: str, today: date, meeting: date | None) -> date:
    """A day that has been or is to come; without its year the nearer one."""
    found = nearest_when(answer, today, meeting)
    if not isinstance(found, date):
        raise NotUnderstood(about_date(found))
    return found


def clock_time(answer: str) -> time:
    """A time of the day: `9`, `9.30`, `09:30`, `kl. 9.30`, `0930`."""
    found = _CLOCK.fullmatch(fold(answer))
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:  # noqa: PLR2004 - a clock
        raise NotUnderstood(tr("«{text}» is not a time. Write for example 9.30.", text=answer[:60]))
    return time(int(found[1]), int(found[2] or 0))


def phase_minutes(answer: str, phases: int) -> tuple[int | None, ...]:
    """Seconds each phase took: `5 6 10 5 11 5 5`, also `5:30`; `-` where nobody knows, 0 where it was left out."""
    found = [_seconds(word) for word in re.split(r"[\s,;+]+", answer.strip())]
    if len(found) != phases:
        text_ = ntr("Write {n} number, one for each phase.", "Write {n} numbers, one for each phase.", phases)
        raise NotUnderstood(text_)
    return tuple(found)


def _seconds(word: str) -> int | None:
    if word in {"-", "–", "?"}:
        return None
    found = re.fullmatch(r"(\d{1,3})(?::(\d\d))?", word)
    if found is None or int(found[1]) > MAX_MINUTES:
        raise NotUnderstood(tr("«{text}» is not a number of minutes.", text=word[:60]))
    return int(found[1]) * 60 + int(found[2] or 0)


# --- people -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GivenChild:
    """The child as it was told."""

    name: str = field(repr=False)
    alias: bool = False
    born: date | None = field(default=None, repr=False)
    unit: str = field(default="", repr=False)
    youth: bool = False


def child(answer: str, today: date) -> GivenChild:
    """`name; born; school or kindergarten; ungdom`; `alias Rev` where the name is not to be told."""
    name, born, unit, youth = fields(answer, 4)
    alias = words.ALIAS.fullmatch(name)
    if not name:
        raise NotUnderstood(tr("The name comes first; write «alias» and a made-up name if it is not to be told."))
    if youth and fold(youth) not in words.YOUTH:
        raise NotUnderstood(tr("«{text}» is not understood; only «youth» can stand there.", text=youth[:60]))
    return GivenChild(
        name=alias["name"] if alias else name,
        alias=alias is not None,
        born=_birthday(born, today) if born else None,
        unit=unit,
        youth=bool(youth),
    )


def _birthday(said: str, today: date) -> date:
    found = parse_when(said, today)
    if not isinstance(found, date):
        raise NotUnderstood(about_date(found))
    if found > today:
        raise NotUnderstood(tr("The day of birth needs its year: 4.3.2012."))
    return found


def person(answer: str) -> Person:
    """`role, duties; name; title; service`, where duties are leader, minute taker, viddevakt, absent, substitute."""
    said, name, title, service = fields(answer, 4)
    role: Role | None = None
    duties: list[Role] = []
    presence = Presence.PRESENT
    for word in filter(None, (part.strip() for part in said.split(","))):
        found, there = words.role(word), words.find(words.PRESENCES, word)
        if there is not None:
            presence = there
        elif found in DUTIES:
            duties.append(found)
        elif found is not None and role is None:
            role = found
        else:
            raise NotUnderstood(_unknown_role(word))
    if role is None:
        role = Role.SERVICE if service else Role.OTHER
    if role is Role.SERVICE and not service:
        raise NotUnderstood(tr("Which service? Write: service; name; title; the service's name."))
    if not said or not (name or title):
        raise NotUnderstood(tr("Role and name are needed, for example: teacher; Liv Prøve; contact teacher."))
    return Person(role, name, title, service, presence, duties=tuple(duties))


def _unknown_role(word: str) -> str:
    guess = ROLES.guess(word, language())
    if guess:
        return tr("«{word}» is no role. Did you mean «{guess}»?", word=word[:60], guess=guess)
    return tr("«{word}» is no role. The roles are: {roles}.", word=word[:60], roles=ROLES.words(language()))


def tried(answer: str) -> Tried:
    """`what; when; effect; who told it`. The ids are given when it is kept."""
    what, period, effect, who = fields(answer, 4)
    told_by = words.role(who) if who else None
    if not what:
        raise NotUnderstood(tr("What was tried comes first: what; when; effect."))
    if who and told_by is None:
        raise NotUnderstood(_unknown_role(who))
    return Tried(id="", meeting_id="", text=what, period=period, effect=effect, told_by=told_by)


# --- tiltak -------------------------------------------------------------------------------------------------------


def tiltak(answer: str, today: date) -> TiltakLine:
    """`tiltak @who !date`, as `domain.tiltakline` reads it; what is doubtful is asked for again."""
    found = parse_tiltak(line(answer, LONG), today, NEXT_TIME)
    if found.problems:
        raise NotUnderstood(about_line(found.problems[0]))
    return found


def settled(found: TiltakLine, next_meeting: date | None) -> TiltakLine:
    """The line once it is known when the next meeting is; «neste møte» without one is no date."""
    start, review = (next_meeting if day == NEXT_TIME else day for day in (found.start_on, found.review_on))
    return replace(found, start_on=start, review_on=review)
