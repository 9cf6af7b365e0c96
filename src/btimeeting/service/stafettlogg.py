"""The stafettlogg and the baton between meetings: entries are added and corrected, the baton offered and answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from btimeeting.domain import baton
from btimeeting.domain.baton import Carrier, carrier
from btimeeting.domain.record import Acceptance, Stafettholdar, StafettloggEntry
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.service.ids import new_id
from btimeeting.service.ports import Clock, NotFound, NotUnique, Records


class NoReason(Exception):
    """A correction without a reason: what was written stands."""


class NothingOffered(Exception):
    """The baton is not on offer to anybody."""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody writes in the stafettlogg."""

    kind: EntryKind
    text: str
    author: str = ""
    owner: str = ""
    start_on: date | None = None
    review_on: date | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Stafettlogg:
    """All of it: the entries and the batons in the order they were written, and who carries it now."""

    entries: tuple[StafettloggEntry, ...]
    batons: tuple[Stafettholdar, ...]
    carrier: Carrier
    waiting: Stafettholdar | None


def read(records: Records, case_id: str, school: str) -> Stafettlogg:
    """The stafettlogg of a case. Raises NotFound, Locked."""
    batons = records.of_case(Stafettholdar, case_id)
    entries = records.of_case(StafettloggEntry, case_id)
    return Stafettlogg(entries, batons, carrier(batons, school), baton.waiting(batons))


def write(records: Records, clock: Clock, case_id: str, what: Written, by: str) -> StafettloggEntry:
    """Add an entry, dated today. Raises NotFound, Locked, NotStorable."""
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
        about=what.about,
    )
    records.save(entry, clock.now())
    return entry


def correct(records: Records, clock: Clock, entry_id: str, text: str, reason: str) -> StafettloggEntry:
    """A new version of an entry; the old one is kept with the reason. Raises NoReason, NotFound."""
    if not reason.strip():
        raise NoReason
    entry = records.get(StafettloggEntry, entry_id)
    new = StafettloggEntry.model_validate(entry.model_dump() | {"text": text})
    records.save(new, clock.now(), reason=reason.strip())
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
) -> Stafettholdar:
    """What the one it was offered to said: taken by the service, taken by a person, declined. Raises NothingOffered.

    A stafettholdar outside the school has no access to this home: `told_by` is who told the school, today.
    """
    there = baton.waiting(records.of_case(Stafettholdar, case_id))
    if there is None:
        raise NothingOffered
    today = clock.today()
    told_on = today if told_by.strip() else None
    new = baton.answered(there, acceptance, today, person=person, told_by=told_by.strip(), told_on=told_on)
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
