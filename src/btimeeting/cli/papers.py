"""Composing the documents of a meeting from what was captured, and filing them in the child's record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from btimeeting import i18n

if TYPE_CHECKING:
    from btimeeting.cli.wiring import House
    from btimeeting.domain.record import Document
    from btimeeting.service.session import Session


def file_papers(house: House, session: Session, *, approved_by: str = "", reason: str = "") -> tuple[Document, ...]:
    """Compose and file the referat, and the evaluering where the house keeps it, in the language spoken now."""
    from btimeeting.documents.evaluering import compose_evaluering  # noqa: PLC0415 - heavy
    from btimeeting.documents.model import Approval, Choices  # noqa: PLC0415 - heavy
    from btimeeting.documents.referat import compose_referat  # noqa: PLC0415 - heavy
    from btimeeting.domain.openpoints import open_points  # noqa: PLC0415 - with the documents
    from btimeeting.domain.record import DocumentKind  # noqa: PLC0415 - likewise
    from btimeeting.service.finish import Paper, file_document  # noqa: PLC0415 - likewise

    records = house.records
    record = records.meeting(session.id)
    today = house.clock.today()
    head = session.journal.head(session.id)
    points = open_points(session.meeting, record, today)
    zone = house.settings.zone
    options = Choices.of(zone, house.settings.in_referat)
    approval = Approval(approved_by, house.clock.now().at) if approved_by else None
    referat = compose_referat(session.meeting, record, points, on=today, head=head, options=options, approval=approval)
    composed = [(DocumentKind.REFERAT, referat)]
    if house.settings.evaluation_in_record:
        composed.append((DocumentKind.EVALUERING, compose_evaluering(session.meeting, record, on=today, zone=zone)))
    language = i18n.language()
    return tuple(
        file_document(session, records, Paper(kind, text, language), approved_by=approved_by, reason=reason)
        for kind, text in composed
    )
