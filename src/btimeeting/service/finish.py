"""After the meeting: the evaluation's answers, the documents, the approval."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from btimeeting.domain.events import Event
from btimeeting.domain.record import (
    Document,
    DocumentKind,
    EvaluationAnswer,
    MeetingInfo,
    MeetingState,
)
from btimeeting.domain.refusals import Refusal, Why
from btimeeting.domain.wishes import Approve, Evaluate
from btimeeting.service.ids import new_id
from btimeeting.service.record_ports import MeetingRecords
from btimeeting.service.session import Session

Done = tuple[Event, ...] | Refusal


@dataclass(frozen=True, slots=True)
class Paper:
    """A composed document, ready to be filed."""

    kind: DocumentKind
    markdown: str
    language: str


def evaluate(session: Session, records: MeetingRecords, answers: Iterable[EvaluationAnswer]) -> Done:
    """Keep the employees' answers. Refused while the family is in the room (nothing is written then)."""
    if session.meeting.family_in_room:
        return Refusal(Why.FAMILY_IN_ROOM)
    records.save_all(answers, session.clock.now())
    return session.do(Evaluate(new_id()))


def file_document(
    session: Session, records: MeetingRecords, paper: Paper, *, approved_by: str = "", reason: str = ""
) -> Document:
    """A new version of a document in the child's record; with `approved_by` it is approved at once.

    The head of the meeting's journal as it stands is kept with it. Raises the record's own errors.
    """
    record = records.meeting(session.id)
    earlier = [d for d in record.documents if d.kind is paper.kind]
    now = session.clock.now()
    document = Document(
        id=earlier[-1].id if earlier else new_id(),
        case_id=record.case.id,
        meeting_id=session.id,
        kind=paper.kind,
        version=max((d.version for d in earlier), default=0) + 1,
        language=paper.language,
        markdown=paper.markdown,
        made_at=now.at,
        approved_at=now.at if approved_by else None,
        approved_by=approved_by,
        reason=reason,
        journal_head=session.journal.head(session.id),
    )
    records.save(document, now)
    if approved_by:
        session.do(Approve(document.id, document.version))
        _mark(records, record.info, session, paper.kind)
    return document


def _mark(records: MeetingRecords, info: MeetingInfo, session: Session, kind: DocumentKind) -> None:
    if kind is DocumentKind.REFERAT:
        records.save(info.model_copy(update={"state": MeetingState.APPROVED}), session.clock.now())
