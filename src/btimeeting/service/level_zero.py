"""Level 0: a note about no named child, which deletes itself unless its case has come further (domain.md 3.8)."""

from __future__ import annotations

from datetime import date, timedelta

from btimeeting.domain.child import Case, CaseKind
from btimeeting.domain.levels import ENTER, LevelMove, Profile
from btimeeting.domain.record import AccessLine
from btimeeting.service import cases
from btimeeting.service.ids import new_id
from btimeeting.service.ports import Clock
from btimeeting.service.record_ports import Ends, Records

WHY = "level-0"
"""Why such a note was erased: a code, no sentence."""


class NoUnnamedLevel(Exception):
    """The municipality's profile has no level on which no child is named: there is no such note."""


def write_note(records: Records, clock: Clock, profile: Profile, text: str, days: int, *, by: str) -> tuple[Case, date]:
    """A note about no named child: a case on the first level that names none; and the day it deletes itself.

    Raises NoUnnamedLevel, NotStorable.
    """
    level = next((each for each in profile.levels if not each.named), None)
    if level is None:
        raise NoUnnamedLevel
    way = next(option for option in profile.options_at(None) if option.id == f"{ENTER}{level.id}")
    case = cases.new_case(records, clock, kind=CaseKind.ANONYMOUS, topic=text)
    on = clock.today()
    entered = LevelMove(
        id=new_id(),
        case_id=case.id,
        profile=profile.id,
        option=way.id,
        outcome=way.outcome,
        to_step=way.to,
        level=level.id,
        on=on,
        by=by,
        why=text,
    )
    records.save_all([case, entered], clock.now())
    return case, on + timedelta(days=days)


def forgotten_on(case: Case, level: str | None, profile: Profile, days: int) -> date | None:
    """The day a note deletes itself; None for a case that stays. `level`: the one it has come to."""
    if case.kind is not CaseKind.ANONYMOUS or case.child_id is not None or case.opened_on is None:
        return None
    unnamed = level in _unnamed(profile)
    return case.opened_on + timedelta(days=days) if unnamed else None


def forget(records: Ends, clock: Clock, profile: Profile, days: int, user: str) -> int:
    """Delete the notes whose time is over, with all traces; how many went. Logged."""
    levels = _unnamed(profile)
    if not levels:
        return 0
    line = AccessLine(at=clock.now().at, user=user, action="forget", kind="case", object_id="")
    return len(records.forget_unnamed(clock.today() - timedelta(days=days), levels, WHY, line))


def _unnamed(profile: Profile) -> tuple[str, ...]:
    return tuple(level.id for level in profile.levels if not level.named)
