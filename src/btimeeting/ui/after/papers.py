"""The referat as it would be now, what is missing in it, and its approval. Runs on the stores' thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from btimeeting import i18n
from btimeeting.documents.evaluering import compose_evaluering
from btimeeting.documents.model import Approval, Choices
from btimeeting.documents.open_points_text import sentence
from btimeeting.documents.referat import compose_referat
from btimeeting.domain.agenda import Role
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.openpoints import OpenPoint, OpenPointCode, open_points
from btimeeting.domain.record import Document, DocumentKind, MeetingRecord, NoteField
from btimeeting.i18n import tr
from btimeeting.service.finish import Paper, file_document
from btimeeting.service.pad import Pad
from btimeeting.ui.half_written import rows_begun, written_places
from btimeeting.ui.pad.places import Place
from btimeeting.ui.pad.versions import versions_of


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that is open: a code of the domain's, or something that stands half-written at a place."""

    text: str = field(repr=False)
    """What is to be done, and by whom."""
    point: OpenPoint | None = None
    place: Place | None = None

    @property
    def code(self) -> OpenPointCode | None:
        """What kind it is."""
        return self.point.code if self.point is not None else None


@dataclass(frozen=True, slots=True)
class Desktop:
    """How things stand with the referat."""

    points: tuple[Task, ...]
    """What is missing."""
    approver: str = field(repr=False)
    """Who is to approve it, as far as known."""
    approved: tuple[int, str] | None
    """The newest approved version and who approved it."""
    record: MeetingRecord = field(repr=False)
    today: date


def look(pad: Pad) -> Desktop:
    """Read how things stand."""
    meeting, record = pad.session.meeting, pad.records.meeting(pad.session.id)
    today = pad.session.clock.today()
    points = [Task(sentence(point, record), point) for point in open_points(meeting, record, today)]
    done = [d for d in record.documents if d.kind is DocumentKind.REFERAT and d.approved_at is not None]
    newest = max(done, key=lambda d: d.version, default=None)
    approved = (newest.version, newest.approved_by) if newest else None
    return Desktop((*_half_written(meeting, record), *points), _approver(record), approved, record, today)


def _half_written(meeting: Meeting, record: MeetingRecord) -> Iterator[Task]:
    """Rows that nobody has kept, notes that two windows wrote: neither is in the referat as somebody meant it."""
    yield from (Task(text, place=place) for place, text in rows_begun(meeting, record))
    for place, where in written_places(meeting, record):
        if place.field is not NoteField.ROW and len(versions_of(record.notes, place)) > 1:
            yield Task(tr("Choose between two versions of a note – {where}", where=where), place=place)


def _approver(record: MeetingRecord) -> str:
    heads = record.people(Role.HEAD)
    leader = record.with_duty(Role.LEADER)
    return heads[0].name if heads else leader.name if leader is not None else ""


def referat(pad: Pad, options: Choices, approval: Approval | None = None) -> str:
    """The referat as Markdown as things stand, with what the house has chosen to have in it; a draft until approved."""
    record, today = pad.records.meeting(pad.session.id), pad.session.clock.today()
    points = open_points(pad.session.meeting, record, today)
    head = pad.session.journal.head(pad.session.id)
    meeting = pad.session.meeting
    return compose_referat(meeting, record, points, on=today, head=head, options=options, approval=approval)


def approve(pad: Pad, options: Choices, name: str, reason: str, *, evaluation: bool = True) -> Document:
    """Referat and evaluation become approved versions in the record; the notes as they stood are kept with them.

    `evaluation`: whether the house keeps the evaluation beside the referat (domain.md 9).
    """
    records, session = pad.records, pad.session
    records.freeze_notes(session.id, session.clock.now())
    language = i18n.language()
    text = referat(pad, options, Approval(name, session.clock.now().at))
    record, today = records.meeting(session.id), session.clock.today()
    if record.answers and evaluation:
        evaluering = compose_evaluering(session.meeting, record, on=today, zone=options.zone)
        paper = Paper(DocumentKind.EVALUERING, evaluering, language)
        file_document(session, records, paper, approved_by=name, reason=reason)
    return file_document(session, records, Paper(DocumentKind.REFERAT, text, language), approved_by=name, reason=reason)
