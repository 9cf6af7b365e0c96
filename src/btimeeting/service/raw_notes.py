"""Raw notes live for a set time after the referat is approved (domain.md 3.8): what the referat is made from stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from btimeeting.domain.record import AccessLine, NoteField
from btimeeting.service.ports import Clock
from btimeeting.service.record_ports import Ends

RAW: Final = frozenset({NoteField.NOTE, NoteField.QUESTION, NoteField.ANSWER, NoteField.VIEW, NoteField.ROW})
"""No referat holds these unless the unit has chosen it. The challenge, the thoughts and the summary stay."""


def forget(records: Ends, clock: Clock, days: int, user: str, *, questions: bool = False, views: bool = False) -> int:
    """Delete the raw notes of meetings whose referat was approved more than `days` days ago; returns how many went.

    `questions`, `views`: the unit has these in its referat, so that a corrected version needs them. Logged.
    """
    kept = {NoteField.QUESTION, NoteField.ANSWER} if questions else set()
    kept |= {NoteField.VIEW} if views else set()
    at = clock.now().at
    line = AccessLine(at=at, user=user, action="forget", kind="meeting", object_id="")
    return records.forget_notes(at - timedelta(days=days), RAW - kept, line)
