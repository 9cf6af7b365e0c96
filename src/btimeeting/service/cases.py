"""Opening a case without a child, and naming the child of one: a step of its own, never an edit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from btimeeting.domain.child import Case, CaseKind, Child
from btimeeting.domain.levels import LevelMove, Profile
from btimeeting.service.ids import new_id
from btimeeting.service.ports import Clock, Records


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


def open_case(records: Records, clock: Clock, kind: CaseKind, topic: str) -> Case:
    """A case about no child, with the next free number."""
    case = Case(id=new_id(), number=str(records.highest_number() + 1), kind=kind, topic=topic, opened_on=clock.today())
    records.save(case, clock.now())
    return case


def name_child(records: Records, clock: Clock, profile: Profile, case_id: str, naming: Naming) -> Case:
    """From anonymous to named. Who said yes is kept with the change, for ever.

    Raises NotAnonymous, NamedTooEarly (no child is named on the case's level), NoYes, NotFound, Locked; then nothing
    is written.
    """
    case = records.get(Case, case_id)
    if case.kind is not CaseKind.ANONYMOUS or case.child_id is not None:
        raise NotAnonymous
    moves = records.of_case(LevelMove, case_id)
    level = profile.level_at(moves[-1].to_step) if moves else None
    if level is not None and not level.named:
        raise NamedTooEarly(level.id)
    if not naming.yes.strip() or not naming.child.name.strip():
        raise NoYes
    fields: dict[str, Any] = {"kind": CaseKind.INDIVIDUAL, "child_id": naming.child.id}
    named = Case.model_validate(case.model_dump() | fields)
    records.save_all([naming.child, named], clock.now(), reason=naming.yes.strip())
    return named
