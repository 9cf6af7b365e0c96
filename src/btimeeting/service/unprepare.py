"""Take a prepared meeting away again: its rows are gone from the file, and the access log says that it was done."""

from __future__ import annotations

from contextlib import suppress

from btimeeting.domain.consent import Consent
from btimeeting.domain.record import (
    AccessLine,
    Case,
    Child,
    LevelMove,
    MeetingInfo,
    MeetingRecord,
    MeetingState,
    Note,
    Participant,
    Prepared,
    Stafettholdar,
    StafettloggEntry,
    Stored,
    Tiltak,
    Tried,
)
from btimeeting.service.ports import Clock, Journal
from btimeeting.service.record_ports import Records, StillInUse

Gone = tuple[tuple[type[Stored], str], ...]


class MeetingBegun(Exception):
    """The meeting has begun or is over: its record stays, and only erasure by law takes it away."""


_CASES_OWN: tuple[type[Stored], ...] = (Tiltak, Stafettholdar, StafettloggEntry, LevelMove)
"""What is written in a case between meetings."""


def goes_with_it(records: Records, record: MeetingRecord) -> bool:
    """Whether the case was made for this meeting alone, so that child and consents would go with it."""
    case_id = record.case.id
    others = any(info.id != record.info.id for info in records.of_case(MeetingInfo, case_id))
    return not (others or records.documents(case_id) or any(records.of_case(kind, case_id) for kind in _CASES_OWN))


def prepared(records: Records, journal: Journal, meeting_id: str) -> MeetingRecord:
    """The meeting, when it is only prepared. Raises NotFound, MeetingBegun."""
    record = records.meeting(meeting_id)
    begun = any(line.id == meeting_id for line in journal.meetings())
    if begun or record.info.state is not MeetingState.PREPARED:
        raise MeetingBegun
    return record


def take_away(records: Records, journal: Journal, clock: Clock, meeting_id: str, user: str) -> None:
    """Remove a prepared meeting for good, all of it or nothing. A case of its own goes with its child and consents.

    Raises NotFound, MeetingBegun.
    """
    record = prepared(records, journal, meeting_id)
    alone = goes_with_it(records, record)
    at = clock.now().at
    records.looked(AccessLine(at=at, user=user, action="remove", kind="meeting", object_id=meeting_id))
    of_meeting: Gone = (
        *((Note, note.id) for note in record.notes),
        *((Prepared, words.id) for words in record.prepared),
        *((Tried, tried.id) for tried in record.tried),
        *((Participant, person.id) for person in record.participants),
        (MeetingInfo, meeting_id),
    )
    for of_case in _case_too(record) if alone else ():
        with suppress(StillInUse):
            records.strike_all((*of_meeting, *of_case))
            return
    records.strike_all(of_meeting)


def _case_too(record: MeetingRecord) -> tuple[Gone, ...]:
    """The case with what was written in it: with its child, else without one that another case is about too."""
    case: Gone = (*((Consent, consent.id) for consent in record.consents), (Case, record.case.id))
    return (case,) if record.child is None else ((*case, (Child, record.child.id)), case)
