"""Rows that were begun and never kept: they are on disk, and in no list of what was offered or decided."""

from __future__ import annotations

from collections.abc import Iterator

from btimeeting.documents.labels import group_name, phase_title
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.record import MeetingRecord, NoteField
from btimeeting.domain.seats import LEADER_GROUP
from btimeeting.i18n import tr
from btimeeting.ui.pad.places import Place


def written_places(meeting: Meeting, record: MeetingRecord) -> Iterator[tuple[Place, str]]:
    """Every place something is written in, and what it is called: «Tilbod om tiltak · PPT»."""
    labels = {p.group: p.service for p in record.participants if p.service}
    for place in dict.fromkeys(Place(n.phase, n.speaker, n.field) for n in record.notes if n.text.strip()):
        title = phase_title(meeting, place.phase)
        yield place, title if place.speaker == LEADER_GROUP else f"{title} · {group_name(place.speaker, labels)}"


def rows_begun(meeting: Meeting, record: MeetingRecord) -> Iterator[tuple[Place, str]]:
    """The places of those rows, and what is to be done about each."""
    for place, where in written_places(meeting, record):
        if place.field is NoteField.ROW:
            yield place, tr("Add the row that was begun, or strike it – {where}", where=where)
