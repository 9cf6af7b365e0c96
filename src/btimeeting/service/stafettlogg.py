"""The stafettlogg and the baton between meetings: entries are added and corrected, the baton offered and answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from btimeeting.domain import baton
from btimeeting.domain.baton import Carrier, carrier
from btimeeting.domain.record import (
    Acceptance,
    Case,
    Child,
    MeetingInfo,
    Stafettholdar,
    StafettloggEntry,
    Stored,
    Tiltak,
)
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.domain.versions import Version
from btimeeting.service.ids import new_id
from btimeeting.service.ports import Clock, NotFound, NotUnique
from btimeeting.service.record_ports import Records


class NoReason(Exception):
    """A correction without a reason: what was written stands."""


class NothingOffered(Exception):
    """The baton is not on offer to anybody."""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody writes in the stafettlogg."""

    kind: EntryKind
    text: str = field(repr=False)
    author: str = field(default="", repr=False)
    owner: str = field(default="", repr=False)
    start_on: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stafettlogg:
    """All of it: the entries and the batons in the order they were written, and who carries it now.

    `versions`: of an entry that has been corrected, its id → every version, the oldest first.
    """

    case: Case
    child: Child | None
    entries: tuple[StafettloggEntry, ...]
    versions: Mapping[str, tuple[Version, ...]] = field(repr=False)
    batons: tuple[Stafettholdar, ...]
    carrier: Carrier
    waiting: Stafettholdar | None
    held: Mapping[str, date]
    """The day of each meeting: an entry of one has no day of its own."""

    def day(self, entry: StafettloggEntry) -> date | None:
        """The day of an entry."""
        return entry.on or self.held.get(entry.meeting_id or "")

    @property
    def newest_first(self) -> tuple[StafettloggEntry, ...]:
        """The entries, the newest day first; of one day what was written last comes first."""
        dated = sorted((self.day(each) or date.min, nth) for nth, each in enumerate(self.entries))
        return tuple(self.entries[nth] for _, nth in reversed(dated))


def read(records: Records, case_id: str, school: str) -> Stafettlogg:
    """The stafettlogg of a case. Raises NotFound, Locked."""
    case = records.get(Case, case_id)
    batons = records.of_case(Stafettholdar, case_id)
    entries = records.of_case(StafettloggEntry, case_id)
    meetings = records.of_case(MeetingInfo, case_id)
    child = records.get(Child, case.child_id) if case.child_id is not None else None
    versions = {each.id: records.history(StafettloggEntry, each.id) for each in entries}
    return Stafettlogg(
        case=case,
        child=child,
        entries=entries,
        versions={entry_id: found for entry_id, found in versions.items() if len(found) > 1},
        batons=batons,
        carrier=carrier(batons, "" if child is not None and child.hidden_address else school),
        waiting=baton.waiting(batons),
        held={info.id: info.held_on for info in meetings if info.held_on is not None},
    )


def write(records: Records, clock: Clock, case_id: str, what: Written, by: str) -> StafettloggEntry:
    """Add an entry, dated today. A tiltak is due, evaluated and taken to the next meeting like one of a meeting.

    Raises NotFound, Locked, NotStorable.
    """
    tiltak = None
    if what.kind is EntryKind.TILTAK:
        tiltak = Tiltak(
            id=new_id(),
            case_id=case_id,
            text=what.text,
            owner=what.owner,
            start_on=what.start_on,
            review_on=what.review_on,
        )
    entry = StafettloggEntry(
        id=new_id(),
        case_id=case_id,
        kind=what.kind,
        on=clock.today(),
        text=what.text,
        author=what.author,
        written_by=by,
        owner=what.owner,
        start_on=what.start_on,
        review_on=what.review_on,
        about=tiltak.id if tiltak is not None else None,
    )
    records.save_all([entry] if tiltak is None else [tiltak, entry], clock.now())
    return entry


def correct(records: Records, clock: Clock, entry_id: str, text: str, reason: str) -> StafettloggEntry:
    """A new version of an entry; the old one is kept with the reason. Raises NoReason, NotFound.

    The tiltak an entry is about is called by the new words too.
    """
    if not reason.strip():
        raise NoReason
    entry = records.get(StafettloggEntry, entry_id)
    new = StafettloggEntry.model_validate(entry.model_dump() | {"text": text})
    values: list[Stored] = [new]
    if entry.kind is EntryKind.TILTAK and entry.about is not None:
        tiltak = records.get(Tiltak, entry.about)
        values.append(Tiltak.model_validate(tiltak.model_dump() | {"text": text}))
    records.save_all(values, clock.now(), reason=reason.strip())
    return new


def offer(
    records: Records,
    clock: Clock,
    case_id: str,
    *,
    service: str,
    person: str = "",
    answer_by: date | None = None,
) -> Stafettholdar:
    """Offer the baton. Whoever carries it keeps it until this one has accepted; an older open offer is taken back."""
    new = Stafettholdar(
        id=new_id(), case_id=case_id, service=service, person=person, answer_by=answer_by, offered_on=clock.today()
    )
    values = baton.offered(records.of_case(Stafettholdar, case_id), new)
    records.save_all(values, clock.now())
    return new


def answer(
    records: Records,
    clock: Clock,
    case_id: str,
    acceptance: Acceptance,
    *,
    person: str = "",
    told_by: str = "",
    told_on: date | None = None,
) -> Stafettholdar:
    """What the one it was offered to said: taken by the service, taken by a person, declined. Raises NothingOffered.

    A stafettholdar outside the school has no access to this home: `told_by` is who told the school, `told_on` when
    (None: today). Whoever takes it carries it from today, so that there is one at any time.
    """
    there = baton.waiting(records.of_case(Stafettholdar, case_id))
    if there is None:
        raise NothingOffered
    today = clock.today()
    told = (told_on or today) if told_by.strip() else None
    new = baton.answered(there, acceptance, today, person=person, told_by=told_by.strip(), told_on=told)
    records.save(new, clock.now())
    return new


def entry_of_case(records: Records, case_id: str, prefix: str) -> StafettloggEntry:
    """The entry of a case whose id begins so. Raises NotFound, NotUnique."""
    found = [e for e in records.of_case(StafettloggEntry, case_id) if prefix and e.id.startswith(prefix)]
    if not found:
        raise NotFound("entry", prefix)
    if len(found) > 1:
        raise NotUnique("entry", prefix, len(found))
    return found[0]
