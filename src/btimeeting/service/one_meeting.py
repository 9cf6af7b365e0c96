"""The record as a window beside the console may see it: the running meeting, and nothing of any other.

The key opens the whole file; what is handed to the pad's screens is this, and it answers for one meeting only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeVar

from btimeeting.domain.agenda import Role
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import (
    AccessLine,
    DecisionRecord,
    MeetingRecord,
    NextMeeting,
    Note,
    Offer,
    Stafettholdar,
    StafettloggEntry,
    Stored,
    Tiltak,
    Tried,
)
from btimeeting.service.ports import NotFound
from btimeeting.service.record_ports import MeetingRecords, SavedNote

S = TypeVar("S", bound="Stored")
WRITTEN: Final = (Note, Tried, Offer, Tiltak, Stafettholdar, StafettloggEntry, DecisionRecord, NextMeeting)
"""What a referent writes. Who takes part, consents, the case and its documents are the console's."""


class OneMeeting:
    """`MeetingRecords`, for one. Whatever belongs to another is not found, and cannot be written."""

    def __init__(self, records: MeetingRecords, meeting_id: str) -> None:
        self._records = records
        self._id = meeting_id

    def save(self, value: Stored, at: Moment, *, reason: str = "") -> None:
        """Insert or replace. Raises NotFound for what is not this meeting's."""
        self._records.save(self._mine(value), at, reason=reason)

    def save_all(self, values: Iterable[Stored], at: Moment, *, reason: str = "") -> None:
        """Several at once."""
        self._records.save_all([self._mine(value) for value in values], at, reason=reason)

    def save_note(self, note: Note, expected_revision: int, at: Moment) -> SavedNote:
        """Write a note; never over another window's text."""
        self._mine(note)
        return self._records.save_note(note, expected_revision, at)

    def get(self, kind: type[S], value_id: str) -> S:
        """One value of this meeting."""
        value = self._records.get(kind, value_id)
        self._mine(value)
        return value

    def strike(self, kind: type[Stored], value_id: str) -> None:
        """Gone for real. What is not there is gone already."""
        try:
            value = self._records.get(kind, value_id)
        except NotFound:
            return
        self._mine(value)
        self._records.strike(kind, value_id)

    def save_with_note(self, values: Iterable[Stored], note: Note, expected_revision: int, at: Moment) -> SavedNote:
        """Write what a note has become, and the note without it."""
        mine = [self._mine(value) for value in (*values, note)]
        return self._records.save_with_note(mine[:-1], note, expected_revision, at)

    def save_typed(self, value: DecisionRecord | StafettloggEntry, at: Moment) -> None:
        """Write a text that is being typed."""
        self._mine(value)
        self._records.save_typed(value, at)

    def strike_view(self, decision: DecisionRecord, role: Role, who: str, at: Moment) -> None:
        """Somebody's own view is gone for real."""
        self._mine(decision)
        self._records.strike_view(decision, role, who, at)

    def freeze_notes(self, meeting_id: str, at: Moment) -> None:
        """Keep a version of all that is typed as it stands."""
        self._only(meeting_id)
        self._records.freeze_notes(meeting_id, at)

    def meeting(self, meeting_id: str) -> MeetingRecord:
        """The running meeting; documents and answers stay where they are."""
        self._only(meeting_id)
        return self._records.meeting(meeting_id).model_copy(update={"documents": (), "answers": ()})

    def changed(self) -> bool:
        """The bell of the record."""
        return self._records.changed()

    def looked(self, line: AccessLine) -> None:
        """Write a line in the access log."""
        self._records.looked(line)

    # --- whose it is -------------------------------------------------------------------------------------------------

    def _only(self, meeting_id: str) -> None:
        if meeting_id != self._id:
            raise NotFound("meeting", meeting_id)

    def _mine(self, value: Stored) -> Stored:
        """The value, when a referent writes such and it is this meeting's (a tiltak: its case's). Raises NotFound."""
        mine = isinstance(value, WRITTEN) and value.meeting_id == self._id
        if not mine and isinstance(value, Tiltak):
            mine = value.case_id == self._records.meeting(self._id).case.id
        if not mine:
            raise NotFound(type(value).__name__.lower(), value.id)
        return value
