"""Opening a case, named or not, and naming the child of one: a step of its own, never an edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from btimeeting.domain.anonymity import Tells, Trace, traces
from btimeeting.domain.child import Case, CaseKind, Child
from btimeeting.domain.level_guards import Checked, Facts, MoveRefused, checked, move
from btimeeting.domain.levels import Guard, LevelMove, Option, Profile
from btimeeting.service.ids import new_id
from btimeeting.service.ports import Clock
from btimeeting.service.record_ports import Records


class NotAnonymous(Exception):
    """A case that has a child already, or is about a group, gets no name."""


class NamedTooEarly(Exception):
    """On this level no child is named: the case has to be moved first. Carries the level."""

    def __init__(self, level: str) -> None:
        super().__init__(level)
        self.level = level


class NoYes(Exception):
    """Nobody has said yes to the child being named, or it was not written who."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The child, and who said yes to naming it, how and when."""

    child: Child
    yes: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TellsWho:
    """What in a text may tell who it is about; nothing was written."""

    traces: tuple[Trace, ...]

    @property
    def never(self) -> bool:
        """An identity number is never kept, whatever somebody means by it."""
        return any(each.tells is Tells.ID_NUMBER for each in self.traces)


def found_in(records: Records, text: str) -> TellsWho:
    """Names, birth dates and numbers in a text; the names of the children here count however they are written."""
    return TellsWho(traces(text, records.names_in(text)))


def open_case(records: Records, clock: Clock, kind: CaseKind, topic: str, *, meant: bool = False) -> Case | TellsWho:
    """A case about no child, with the next free number; or what in its topic may tell who it is about.

    `meant`: somebody has seen that, and says that nobody can be known by it.
    """
    found = found_in(records, topic)
    if found.traces and (found.never or not meant):
        return found
    case = new_case(records, clock, kind=kind, topic=topic)
    records.save(case, clock.now())
    return case


def new_case(records: Records, clock: Clock, **fields: Any) -> Case:
    """A case with the next free number, not saved yet."""
    return Case(id=new_id(), number=str(records.highest_number() + 1), opened_on=clock.today(), **fields)


# --- a case about a named child -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NamedCase:
    """The child, what was said of the guards of the level the case begins on, who opens it and why."""

    child: Child
    told: Mapping[Guard, str] = field(repr=False)
    by: str = field(repr=False)
    why: str = field(repr=False)


def way_in(profile: Profile) -> Option:
    """Where the case of a named child begins: on the first level that may name one (domain.md 3.8)."""
    ways = profile.options_at(None)
    levels = {level.id: level for level in profile.levels}
    named = (way for way in ways if levels[(profile.step(way.to) or profile.start).level].named)
    return next(named, ways[-1])


def asked_first(profile: Profile, today: date) -> tuple[Checked, ...]:
    """What has to be said before a named child's case is opened there."""
    return checked(profile, None, way_in(profile), Facts(on=today))


def open_named(records: Records, clock: Clock, profile: Profile, new: NamedCase) -> Case | MoveRefused:
    """A case about a named child, on its level; or what is lacking, and then nothing is written."""
    case = new_case(records, clock, child_id=new.child.id)
    facts = Facts(on=clock.today(), told=new.told)
    way = way_in(profile).id
    first = move(profile, None, way, facts, move_id=new_id(), case_id=case.id, by=new.by or "?", why=new.why)
    if isinstance(first, MoveRefused):
        return first
    records.save_all([new.child, case, first], clock.now())
    return case


# --- from anonymous to named --------------------------------------------------------------------------------------


def name_child(records: Records, clock: Clock, profile: Profile, case_id: str, naming: Naming) -> Case:
    """From anonymous to named. Who said yes is kept with the change, for ever.

    Raises NotAnonymous, NamedTooEarly (no child is named on the case's level), NoYes, NotFound, Locked; then nothing
    is written.
    """
    case = may_be_named(records, profile, case_id)
    if not naming.yes.strip() or not naming.child.name.strip():
        raise NoYes
    fields: dict[str, Any] = {"kind": CaseKind.INDIVIDUAL, "child_id": naming.child.id}
    named = Case.model_validate(case.model_dump() | fields)
    records.save_all([naming.child, named], clock.now(), reason=naming.yes.strip())
    return named


def may_be_named(records: Records, profile: Profile, case_id: str) -> Case:
    """The case, when its child may be named now. Raises NotAnonymous, NamedTooEarly, NotFound, Locked."""
    case = records.get(Case, case_id)
    if case.kind is not CaseKind.ANONYMOUS or case.child_id is not None:
        raise NotAnonymous
    moves = records.of_case(LevelMove, case_id)
    level = profile.level_at(moves[-1].to_step) if moves else None
    if level is not None and not level.named:
        raise NamedTooEarly(level.id)
    return case
