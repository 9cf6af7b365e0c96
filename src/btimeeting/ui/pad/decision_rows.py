"""The rows under the decision: a new tiltak, the child's view, a person, who decides later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from btimeeting.domain.record import LONG, ChildView
from btimeeting.domain.whendates import parse_when
from btimeeting.i18n import tr
from btimeeting.i18n.dates import long_date
from btimeeting.ui.pad.decision_draft import Draft
from btimeeting.ui.pad.rows import Blank, FormRow, Reading, Values
from btimeeting.ui.pad.tiltak_row import People, blanks, read_tiltak
from btimeeting.ui.pad.when_words import as_written, problem_words, too_long


@dataclass(frozen=True, slots=True)
class Person:
    """Who in the service carries the baton."""

    name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Later:
    """Who decides, when nothing was decided, and by when."""

    who: str
    by: date | None


def decision_rows(
    people: People, draft: Callable[[], Draft | None], proposed: Callable[[], date | None] = lambda: None
) -> Iterator[FormRow]:
    """The rows, in the order they are needed. `proposed` is the day the next meeting may be on."""

    def today() -> date:
        now = draft()
        return now.today if now is not None else date.min

    def following() -> date | None:
        now = draft()
        return now.record.next_meeting.on if now is not None and now.record.next_meeting is not None else None

    child = (Blank("text", tr("The child's view")), Blank("who", tr("or who asks the child"), 28), _when())
    later = (Blank("who", tr("Who decides")), _when())
    yield FormRow(
        (Blank("name", tr("Baton holder: who in the service")),),
        lambda values: _person(values, people),
        people,
        id="decide-person",
    )
    yield FormRow(child, lambda values: _child(values, today(), following()), people, id="decide-child")
    yield FormRow(
        blanks(),
        lambda values: read_tiltak(values, today(), following(), proposed(), whole=people.whole),
        people,
        id="decide-new",
    )
    yield FormRow(later, lambda values: _later(values, today(), following()), people, id="decide-later")


def _when() -> Blank:
    return Blank("when", tr("by when"), 14)


def _person(values: Values, people: People) -> Reading:
    problem = too_long(values["name"])
    return Reading(None if problem else Person(people.whole(values["name"])), "", problem)


def _day(values: Values, today: date, following: date | None) -> tuple[date | None, str]:
    if not values["when"]:
        return None, ""
    found = parse_when(values["when"], today, following)
    return (found, "") if isinstance(found, date) else (None, problem_words(found))


def _child(values: Values, today: date, following: date | None) -> Reading:
    """The view, or who asks for it; where both stand, both are kept."""
    day, problem = _day(values, today, following)
    who, text = values["who"], values["text"]
    told = _with_day(tr("not asked yet; {who} talks with the child", who=who) if who and not text else "", day)
    left = {tr("by when"): values["when"]} if problem else {}
    if text:
        text = as_written(text, left)
    elif who:
        who = as_written(who, left)
    if long := too_long(who) or too_long(text, most=LONG):
        return Reading(None, told, long)
    seen = ChildView(obtained=bool(text), text=text, who_asks=who, when=day) if text or who or not problem else None
    return Reading(seen, told, problem, seen if problem else None)


def _later(values: Values, today: date, following: date | None) -> Reading:
    day, problem = _day(values, today, following)
    told = tr("{who} decides", who=values["who"]) if values["who"] else ""
    who = as_written(values["who"], {tr("by when"): values["when"]}) if problem and values["who"] else values["who"]
    if long := too_long(who):
        return Reading(None, _with_day(told, day), long)
    later = Later(who, day) if who or not problem else None
    return Reading(later, _with_day(told, day), problem, later if problem else None)


def _with_day(text: str, day: date | None) -> str:
    return " · ".join(part for part in (text, long_date(day) if day is not None else "") if part)
