"""Where a case stands among its levels, and moving it: facts from the record, the rule from the domain, one write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, givers_needed
from btimeeting.domain.level_guards import Checked, Facts, MoveRefused, Planned, checked, move
from btimeeting.domain.levels import Guard, LevelMove, Option, Profile, round_began
from btimeeting.domain.record import (
    Case,
    CaseKind,
    Child,
    DocumentKind,
    MeetingInfo,
    MeetingRecord,
    MeetingState,
    StafettloggEntry,
    Tiltak,
    TiltakState,
)
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.service.ids import new_id
from btimeeting.service.ports import Clock
from btimeeting.service.record_ports import Records

_OVER = (TiltakState.DONE, TiltakState.STOPPED)
_HELD = (MeetingState.HELD, MeetingState.APPROVED)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody says when a case is to move: who is asked to help, and the guards that are told."""

    services: tuple[str, ...] = ()
    told: Mapping[Guard, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case is. `at` None: it has no level yet. `ways`: every option with its guards as they are now."""

    case: Case
    profile: Profile
    moves: tuple[LevelMove, ...]
    ways: tuple[tuple[Option, tuple[Checked, ...]], ...]
    on: date
    """The day it was looked at."""

    @property
    def at(self) -> str | None:
        """The id of the step."""
        return self.moves[-1].to_step if self.moves else None


def standing(records: Records, profile: Profile, case_id: str, on: date, asked: Asked | None = None) -> Standing:
    """Where the case is and where it may go. Raises NotFound."""
    case, moves = records.get(Case, case_id), records.of_case(LevelMove, case_id)
    at = moves[-1].to_step if moves else None
    found = facts(records, profile, case, on, asked or Asked())
    ways = tuple((option, checked(profile, at, option, found)) for option in profile.options_at(at))
    return Standing(case, profile, moves, ways, on)


def move_case(
    records: Records, clock: Clock, profile: Profile, case_id: str, *, option: str, asked: Asked, by: str, why: str
) -> LevelMove | MoveRefused:
    """Move the case and write it down, or say what is lacking; then nothing is written. Raises NotFound."""
    case, moves = records.get(Case, case_id), records.of_case(LevelMove, case_id)
    at = moves[-1].to_step if moves else None
    found = facts(records, profile, case, clock.today(), asked)
    answer = move(profile, at, option, found, move_id=new_id(), case_id=case_id, by=by, why=why)
    if isinstance(answer, LevelMove):
        records.save(answer, clock.now())
    return answer


def facts(records: Records, profile: Profile, case: Case, on: date, asked: Asked) -> Facts:
    """All that the guards ask about."""
    moves = records.of_case(LevelMove, case.id)
    child = records.get(Child, case.child_id) if case.child_id is not None else None
    meetings = [records.meeting(info.id) for info in records.of_case(MeetingInfo, case.id)]
    held = [meeting for meeting in meetings if meeting.info.state in _HELD]
    ages = profile.ages
    return Facts(
        on=on,
        kind=case.kind,
        named=case.kind is CaseKind.INDIVIDUAL and child is not None and bool(child.name.strip()) and not child.alias,
        consents=records.of_case(Consent, case.id),
        services=asked.services,
        needed=givers_needed(child, ages.youth_consents, ages.youth_decides_alone, on),
        tiltak=_planned(records, case.id, round_began(profile, moves)),
        referat=any(
            document.kind is DocumentKind.REFERAT and document.approved_at is not None
            for document in records.documents(case.id)
        ),
        met=tuple(p.service for m in held for p in m.people(Role.SERVICE) if p.presence.in_room and p.service),
        next_on=_next(meetings, on),
        told=asked.told,
        told_before=_told_here(moves),
        scope=next((made.scope for made in reversed(moves) if made.scope is not None), None),
        family=_reached(case, moves) or bool(records.of_case(Consent, case.id)),
    )


def _planned(records: Records, case_id: str, began: LevelMove | None) -> tuple[Planned, ...]:
    """The tiltak of the case, from meetings and from the stafettlogg; evaluated since `began`, by day and order."""
    entries = records.of_case(StafettloggEntry, case_id)
    judged = {e.about: e for e in entries if e.kind is EntryKind.EVALUATION and e.about is not None}
    since = (began.on, records.history(LevelMove, began.id)[0].nth) if began is not None else (date.min, 0)
    found = []
    for tiltak in records.of_case(Tiltak, case_id):
        over, evaluated = tiltak.state in _OVER, tiltak.evaluated_on is not None
        here = evaluated and _judged(records, tiltak, judged.get(tiltak.id)) > since
        if here or not (over and evaluated):
            found.append(Planned(tiltak.review_on, here, over, tiltak.text, tiltak.id))
    for entry in entries:
        if entry.kind is EntryKind.TILTAK and entry.about is None:  # one of before: now a tiltak is a value of its own
            told = judged.get(entry.id)
            here = told is not None and (told.on or date.max, records.history(StafettloggEntry, told.id)[0].nth) > since
            found.append(Planned(entry.review_on, here, text=entry.text))
    return tuple(found)


def _judged(records: Records, tiltak: Tiltak, entry: StafettloggEntry | None) -> tuple[date, int]:
    """The day a tiltak was evaluated, and the place of that among all that was written: of one day the order counts.

    `entry`: the newest evaluation of it in the stafettlogg; one made in a meeting has none.
    """
    told: tuple[object, ...] = ()
    nth = records.history(StafettloggEntry, entry.id)[0].nth if entry is not None else 0
    for version in records.history(Tiltak, tiltak.id):
        value = version.value
        said = (value.evaluated_on, value.effect, value.state) if isinstance(value, Tiltak) else ()
        if said != told:
            told, nth = said, max(nth, version.nth)
    return tiltak.evaluated_on or date.max, nth


def _reached(case: Case, moves: tuple[LevelMove, ...]) -> bool:
    """Whether føresette know of the case: it is about a named child, or it has been told what part they had."""
    told = {each.guard for made in moves for each in made.told}
    return case.child_id is not None or not told.isdisjoint({Guard.PARENTS_INFORMED, Guard.PARENTS_TAKE_PART})


def _next(meetings: list[MeetingRecord], on: date) -> date | None:
    """The next day they meet: one that is prepared, or agreed on."""
    agreed = [m.next_meeting.on for m in meetings if m.next_meeting is not None and m.next_meeting.on is not None]
    planned = [
        m.info.planned_start.date()
        for m in meetings
        if m.info.planned_start is not None and m.info.state is MeetingState.PREPARED
    ]
    return min((day for day in (*agreed, *planned) if day >= on), default=None)


def _told_here(moves: tuple[LevelMove, ...]) -> frozenset[Guard]:
    """What was told since the case came to the level it is on."""
    told: set[Guard] = set()
    for made in reversed(moves):
        if made.level != moves[-1].level:
            break
        told.update(each.guard for each in made.told)
    return frozenset(told - {Guard.OUTCOME, Guard.FOLLOW_UP})
