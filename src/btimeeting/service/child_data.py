"""What is held on a child apart from meetings: read for its form, and written as it is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from btimeeting.domain.agenda import Role
from btimeeting.domain.child import Child, Parent
from btimeeting.domain.consent import service_key
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import Case, MeetingInfo, MeetingRecord, Prepared, PreparedKind
from btimeeting.service.plan import add_person, change_person, changed, prepared_for, with_prepared
from btimeeting.service.ports import Clock
from btimeeting.service.record_ports import Records

_SHOWN = 3
_KINDS = (PreparedKind.CHILD_WORDS, PreparedKind.NOT_TO_BE_RAISED)


@dataclass(frozen=True, slots=True)
class ChildPage:
    """The child of a case, and what the newest meetings know: who came for it, and what words it had ready."""

    case: Case
    child: Child
    met: tuple[Parent, ...] = field(default=(), repr=False)
    words: tuple[tuple[date | None, Prepared], ...] = field(default=(), repr=False)


def child_page(records: Records, case_id: str) -> ChildPage | None:
    """Read it; None for a case about no child. Raises NotFound, Locked."""
    with records.one_moment():
        case = records.get(Case, case_id)
        if case.child_id is None:
            return None
        child = records.get(Child, case.child_id)
        newest = sorted(records.of_case(MeetingInfo, case_id), key=_day, reverse=True)[:_SHOWN]
        meetings = [records.meeting(info.id) for info in newest]
    words = tuple(
        (_day(m.info) if _day(m.info) != date.min else None, each)
        for m in meetings
        for each in m.prepared
        if each.kind in _KINDS and each.text.strip()
    )
    came = (p for m in meetings for p in m.people(Role.FORESETTE) if p.name.strip())
    met = {service_key(p.name): Parent(name=p.name, relation=p.title) for p in came}
    return ChildPage(case, child, tuple(met.values()), words)


def _day(info: MeetingInfo) -> date:
    return info.held_on or (info.planned_start.date() if info.planned_start is not None else date.min)


def keep(records: Records, clock: Clock, before: Child | None, after: Child) -> Moment:
    """Write what was changed here over the child as it lies in the record now; rows nothing stands in are left out.

    Raises NotFound when the child has been erased meanwhile: nothing of it comes back.
    """
    now, there = clock.now(), records.get(Child, after.id)
    old = _values(before) if before is not None else {}
    mine = {name: value for name, value in _values(after).items() if name not in old or old[name] != value}
    new = changed(there, mine)
    if new != there:
        records.save(new, now)
    return now


def _values(child: Child) -> Mapping[str, Any]:
    parents = tuple(p for p in child.parents if p.name.strip() or p.relation.strip())
    around = tuple(a for a in child.around if a.service.strip() or a.name.strip() or a.task.strip())
    return dict(child.model_copy(update={"parents": parents, "around": around}))


def with_words(before: MeetingRecord, after: MeetingRecord) -> MeetingRecord:
    """A meeting that was moved to another case, with the words that child has ready, where none are written yet.

    The words of the child it was about before go with that child; what somebody wrote for this meeting stays.
    """
    old, new = _ready(before.child), _ready(after.child)
    for kind in _KINDS:
        there = prepared_for(after, kind)
        if there is None or there.text == old[kind] != "":
            after = with_prepared(after, kind, text=new[kind])
    return after


def with_people(record: MeetingRecord) -> MeetingRecord:
    """A new meeting in a case, with the parents and services the case knows in the rows nobody has written in yet."""
    child = record.child
    if child is None:
        return record
    for parent in child.parents:
        record = _seated(record, Role.FORESETTE, "name", parent.name, title=parent.relation)
    asked = (name for consent in record.consents if not consent.refused for name in consent.services)
    for service in (*(each.service for each in child.around), *asked):
        record = _seated(record, Role.SERVICE, "service", service)
    return record


def _seated(record: MeetingRecord, role: Role, by: str, called: str, **more: str) -> MeetingRecord:
    there = {service_key(getattr(person, by)): person.id for person in record.people(role)}
    if not called.strip() or service_key(called) in there:
        return record
    free = next((p.id for p in record.people(role) if not p.name.strip() and not p.service.strip()), None)
    if free is None:
        record = add_person(record, role)
        free = record.participants[-1].id
    return change_person(record, free, **{by: called}, **more)


def _ready(child: Child | None) -> Mapping[PreparedKind, str]:
    texts = ("", "") if child is None else (child.voice.statement, child.voice.not_to_be_raised)
    return dict(zip(_KINDS, texts, strict=True))


def with_voice(child: Child, **fields: Any) -> Child:
    """Change something about the child's own voice."""
    return changed(child, {"voice": changed(child.voice, fields)})


def with_row(child: Child, rows_of: str, nth: int, /, **fields: Any) -> Child:
    """Change a row of `parents` or `around`; a field may itself be called `name`."""
    rows = getattr(child, rows_of)
    new = tuple(changed(row, fields) if at == nth else row for at, row in enumerate(rows))
    return changed(child, {rows_of: new})


def without_row(child: Child, name: str, nth: int) -> Child:
    """Take such a row away."""
    return changed(child, {name: tuple(row for at, row in enumerate(getattr(child, name)) if at != nth)})
