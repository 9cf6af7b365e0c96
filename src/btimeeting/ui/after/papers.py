"""The referat as it would be now, what is missing in it, and its approval. Runs on the stores' thread."""

from __future__ import annotations

from dataclasses import dataclass, field

from btimeeting import i18n
from btimeeting.documents.evaluering import compose_evaluering
from btimeeting.documents.model import Choices
from btimeeting.documents.open_points_text import sentence
from btimeeting.documents.referat import compose_referat
from btimeeting.domain.agenda import Role
from btimeeting.domain.openpoints import OpenPointCode, open_points
from btimeeting.domain.record import Document, DocumentKind, MeetingRecord
from btimeeting.service.finish import Paper, file_document
from btimeeting.service.pad import Pad


@dataclass(frozen=True, slots=True)
class Desktop:
    """How things stand with the referat."""

    points: tuple[tuple[OpenPointCode, str], ...] = field(repr=False)
    """What is missing: its code, and the line with what is to be done and by whom."""
    approver: str = field(repr=False)
    """Who is to approve it, as far as known."""
    approved: tuple[int, str] | None
    """The newest approved version and who approved it."""
    record: MeetingRecord = field(repr=False)


def look(pad: Pad) -> Desktop:
    """Read how things stand."""
    record = pad.records.meeting(pad.session.id)
    points = open_points(pad.session.meeting, record, pad.session.clock.today())
    told = tuple((point.code, sentence(point, record)) for point in points)
    done = [d for d in record.documents if d.kind is DocumentKind.REFERAT and d.approved_at is not None]
    newest = max(done, key=lambda d: d.version, default=None)
    return Desktop(told, _approver(record), (newest.version, newest.approved_by) if newest else None, record)


def _approver(record: MeetingRecord) -> str:
    heads = record.people(Role.HEAD)
    leader = record.with_duty(Role.LEADER)
    return heads[0].name if heads else leader.name if leader is not None else ""


def referat(pad: Pad, options: Choices) -> str:
    """The referat as Markdown, as it would be approved now, with what the house has chosen to have in it."""
    record, today = pad.records.meeting(pad.session.id), pad.session.clock.today()
    points = open_points(pad.session.meeting, record, today)
    head = pad.session.journal.head(pad.session.id)
    return compose_referat(pad.session.meeting, record, points, on=today, head=head, options=options)


def approve(pad: Pad, options: Choices, name: str, reason: str) -> Document:
    """Referat and evaluation become approved versions in the record; the notes as they stood are kept with them."""
    records, session = pad.records, pad.session
    records.freeze_notes(session.id, session.clock.now())
    language = i18n.language()
    text = referat(pad, options)
    record, today = records.meeting(session.id), session.clock.today()
    if record.answers:
        evaluering = compose_evaluering(session.meeting, record, on=today, zone=options.zone)
        paper = Paper(DocumentKind.EVALUERING, evaluering, language)
        file_document(session, records, paper, approved_by=name, reason=reason)
    return file_document(session, records, Paper(DocumentKind.REFERAT, text, language), approved_by=name, reason=reason)
