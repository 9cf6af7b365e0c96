"""Take a prepared meeting away again: its rows are gone from the file, and the access log says that it was done."""

from __future__ import annotations

from btimeeting.domain.consent import Consent
from btimeeting.domain.record import (
    AccessLine,
    Case,
    Child,
    MeetingInfo,
    MeetingRecord,
    MeetingState,
    Note,
    Participant,
    Prepared,
    Stored,
    Tried,
)
from btimeeting.service.ports import Clock, Journal, Records, StillInUse


class MeetingBegun(Exception):
    """The meeting has begun or is over: its record stays, and only erasure by law takes it away."""


def goes_with_it(records: Records, record: MeetingRecord) -> bool:
    """Whether the case was made for this meeting alone, so that child and consents would go with it."""
    others = any(info.id != record.info.id for info in records.of_case(MeetingInfo, record.case.id))
    return not others and not records.documents(record.case.id)


def prepared(records: Records, journal: Journal, meeting_id: str) -> MeetingRecord:
    """The meeting, when it is only prepared. Raises NotFound, MeetingBegun."""
    record = records.meeting(meeting_id)
    begun = any(line.id == meeting_id for line in journal.meetings())
    if begun or record.info.state is not MeetingState.PREPARED:
        raise MeetingBegun
    return record


def take_away(records: Records, journal: Journal, clock: Clock, meeting_id: str, user: str) -> None:
    """Remove a prepared meeting for good. A case that nothing else belongs to goes with its child and consents.

    The meeting itself goes last: broken off half-way it still stands in the list, and can be taken away again.
    Raises NotFound, MeetingBegun.
    """
    record = prepared(records, journal, meeting_id)
    alone = goes_with_it(records, record)
    at = clock.now().at
    records.looked(AccessLine(at=at, user=user, action="remove", kind="meeting", object_id=meeting_id))
    of_meeting: tuple[tuple[type[Stored], str], ...] = (
        *((Note, note.id) for note in record.notes),
        *((Prepared, words.id) for words in record.prepared),
        *((Tried, tried.id) for tried in record.tried),
        *((Participant, person.id) for person in record.participants),
        (MeetingInfo, meeting_id),
    )
    for kind, value_id in of_meeting:
        records.strike(kind, value_id)
    if alone:
        _case_too(records, clock, record)


def _case_too(records: Records, clock: Clock, record: MeetingRecord) -> None:
    """The case with what was written in it; something else that still needs it keeps it as it was."""
    for consent in record.consents:
        records.strike(Consent, consent.id)
    try:
        records.strike(Case, record.case.id)
    except StillInUse:
        records.save_all(record.consents, clock.now())
        return
    if record.child is not None:
        try:
            records.strike(Child, record.child.id)
        except StillInUse:
            return  # a child of another case too
