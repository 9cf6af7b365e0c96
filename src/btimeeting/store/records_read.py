"""What lies in the record, read whole: always a fixed number of queries, however much there is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from btimeeting.domain.case_page import CaseParts
from btimeeting.domain.consent import Consent
from btimeeting.domain.record import (
    Acceptance,
    Case,
    Child,
    DecisionRecord,
    Document,
    DocumentKind,
    EvaluationAnswer,
    LevelMove,
    MeetingInfo,
    MeetingRecord,
    NextMeeting,
    Note,
    Offer,
    Participant,
    Prepared,
    Stafettholdar,
    StafettloggEntry,
    Tiltak,
    TiltakState,
    Tried,
)
from btimeeting.domain.versions import Version
from btimeeting.service.ports import NotFound
from btimeeting.service.record_ports import DocumentLine
from btimeeting.store.driver import Connection
from btimeeting.store.locks import OPEN
from btimeeting.store.records_rows import kind_of, load

V = TypeVar("V", bound=BaseModel)

_CLOSED = (TiltakState.DONE, TiltakState.STOPPED)
_CARRIED = (Acceptance.ACCEPTED, Acceptance.SERVICE)
_HEAD = """SELECT m.body, c.body, k.body, m.case_id, coalesce(m.starts, m.created_at), m.rowid
FROM meetings m JOIN cases c ON c.id = m.case_id LEFT JOIN children k ON k.id = c.child_id"""
# A meeting is earlier when it began earlier; of two that begin at once, the one that was written down first.
_EARLIER = """SELECT v.body FROM {table} v INDEXED BY {table}_of_case
LEFT JOIN meetings m ON m.id = v.meeting_id
WHERE v.case_id = ? AND v.meeting_id IS NOT ? AND CASE WHEN m.id IS NULL THEN v.created_at < ?
  ELSE (coalesce(m.starts, m.created_at), m.rowid) < (?, ?) END
ORDER BY coalesce(m.starts, m.created_at, v.created_at), m.rowid, v.rowid"""
LEVEL = "(SELECT l.level FROM level_moves l WHERE l.case_id = c.id ORDER BY l.rowid DESC LIMIT 1)"

_CASE = "SELECT c.body, k.body, c.revision FROM cases c LEFT JOIN children k ON k.id = c.child_id WHERE c.id = ?"
_AGREED = """SELECT v.body FROM meetings m JOIN next_meetings v ON v.meeting_id = m.id WHERE m.case_id = ?
ORDER BY coalesce(m.starts, m.created_at) DESC, m.rowid DESC, v.changed_at DESC LIMIT 1"""


class _Reader:
    """Reads the values of one table inside a transaction that is open."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self.written: dict[str, tuple[str, str]] = {}
        """When what was read of a case was first and last written, by its id."""

    def of_case(self, model: type[V], case_id: str) -> tuple[V, ...]:
        kind = kind_of(model)
        ask = f"SELECT body, id, created_at, changed_at FROM {kind.table} WHERE case_id = ? ORDER BY rowid"  # noqa: S608 - ours
        found = self._conn.execute(ask, (case_id,)).fetchall()
        self.written |= {value_id: (first, last) for _, value_id, first, last in found}
        return tuple(load(kind, body, self._conn.path) for body, *_ in found)

    def of(self, model: type[V], column: str, wanted: str, order: str = "rowid") -> tuple[V, ...]:
        kind = kind_of(model)
        ask = f"SELECT body FROM {kind.table} WHERE {column} = ? ORDER BY {order}"  # noqa: S608 - names of ours
        return tuple(load(kind, body, self._conn.path) for (body,) in self._conn.execute(ask, (wanted,)).fetchall())

    def last(self, model: type[V], meeting_id: str) -> V | None:
        """Return the value of which a meeting has one: should two windows have made one each, the latest."""
        found = self.of(model, "meeting_id", meeting_id, "changed_at, rowid")
        return found[-1] if found else None

    def before(self, model: type[V], meeting_id: str, case_id: str, starts: str, rowid: int) -> tuple[V, ...]:
        """Return what is of earlier meetings, and what was written between meetings before this one begins."""
        kind = kind_of(model)
        ask = _EARLIER.format(table=kind.table)
        found = self._conn.execute(ask, (case_id, meeting_id, starts, starts, rowid)).fetchall()
        return tuple(load(kind, body, self._conn.path) for (body,) in found)


def meeting(conn: Connection, meeting_id: str) -> MeetingRecord:
    """Return everything about one meeting; inside the caller's read transaction. Raises `NotFound`."""
    found = conn.execute(f"{_HEAD} WHERE m.id = ?", (meeting_id,)).fetchall()
    if not found:
        raise NotFound("meeting", meeting_id)
    *bodies, case_id, starts, rowid = found[0]
    info, case, child = head(bodies, conn.path)
    read = _Reader(conn)
    tiltak = read.before(Tiltak, meeting_id, case_id, starts, rowid)
    return MeetingRecord(
        info=info,
        case=case,
        child=child,
        participants=read.of(Participant, "meeting_id", meeting_id, "position, rowid"),
        consents=read.of(Consent, "case_id", case_id),
        prepared=read.of(Prepared, "meeting_id", meeting_id),
        notes=read.of(Note, "meeting_id", meeting_id),
        tried=read.of(Tried, "meeting_id", meeting_id),
        offers=read.of(Offer, "meeting_id", meeting_id),
        tiltak=read.of(Tiltak, "meeting_id", meeting_id),
        earlier_tiltak=tuple(each for each in tiltak if _concerns(each, info)),
        decision=read.last(DecisionRecord, meeting_id),
        stafettholdar=read.last(Stafettholdar, meeting_id),
        earlier_stafettholdar=_carrier(read.before(Stafettholdar, meeting_id, case_id, starts, rowid)),
        entries=read.of(StafettloggEntry, "meeting_id", meeting_id),
        next_meeting=read.last(NextMeeting, meeting_id),
        answers=read.of(EvaluationAnswer, "meeting_id", meeting_id, "question, voice, rowid"),
        documents=read.of(Document, "meeting_id", meeting_id, "made_at, version"),
    )


def head(bodies: list[Any], path: Path) -> tuple[MeetingInfo, Case, Child | None]:
    """Return meeting, case and child of one row of bodies."""
    info, case, child = bodies
    return (
        load(kind_of(MeetingInfo), info, path),
        load(kind_of(Case), case, path),
        None if child is None else load(kind_of(Child), child, path),
    )


def _concerns(tiltak: Tiltak, info: MeetingInfo) -> bool:
    """Tell whether an earlier tiltak is still to be evaluated at this meeting, or was evaluated here (or later)."""
    if tiltak.state not in _CLOSED or tiltak.evaluated_on is None:
        return True
    day = info.held_on or (info.planned_start and info.planned_start.date())
    return day is None or tiltak.evaluated_on >= day


def _carrier(earlier: tuple[Stafettholdar, ...]) -> Stafettholdar | None:
    """Return who carries the baton in to the meeting: the last who took it (offered is not taken), else who was asked.

    The baton stays with its holder until another has accepted it (domain.md 1.2).
    """
    taken = [each for each in earlier if each.acceptance in _CARRIED]
    asked = [each for each in earlier if each.acceptance is not Acceptance.DECLINED]
    carriers = taken or asked
    return carriers[-1] if carriers else None


def document_line(row: list[Any]) -> DocumentLine:
    """Return one version of a document without its text."""
    value_id, meeting_id, kind, version, language, made_at, approved_at = row
    approved = None if approved_at is None else datetime.fromisoformat(approved_at)
    made = datetime.fromisoformat(made_at)
    return DocumentLine(value_id, meeting_id, DocumentKind(kind), version, language, made, approved)


def of_case(conn: Connection, model: type[V], case_id: str) -> tuple[V, ...]:
    """Return every value of a kind with the case's id, in the order they were first written."""
    return _Reader(conn).of(model, "case_id", case_id)


def case_parts(conn: Connection, case_id: str) -> CaseParts:
    """Return a case, its child and all that belongs to the case itself. Raises `NotFound`."""
    found = conn.execute(_CASE, (case_id,)).fetchall()
    if not found:
        raise NotFound("case", case_id)
    case, child, revision = found[0]
    read, papers = _Reader(conn), documents(conn, case_id)
    return CaseParts(
        case=load(kind_of(Case), case, conn.path),
        child=None if child is None else load(kind_of(Child), child, conn.path),
        meetings=read.of_case(MeetingInfo, case_id),
        moves=read.of_case(LevelMove, case_id),
        entries=read.of_case(StafettloggEntry, case_id),
        batons=read.of_case(Stafettholdar, case_id),
        tiltak=read.of_case(Tiltak, case_id),
        consents=read.of_case(Consent, case_id),
        documents=papers,
        agreed=agreed(conn, case_id),
        written=read.written,
        named=_named(conn, case_id) if revision > 1 else (),
    )


def _named(conn: Connection, case_id: str) -> tuple[Version, ...]:
    """Return the changes of a case that were given a reason: only its naming is."""
    ask = "SELECT revision, at, reason, body, n FROM versions WHERE kind = 'case' AND id = ? AND reason <> ''"
    kind = kind_of(Case)
    return tuple(
        Version(revision, datetime.fromisoformat(at), reason, load(kind, body, conn.path), nth)
        for revision, at, reason, body, nth in conn.execute(f"{ask} ORDER BY revision", (case_id,)).fetchall()
    )


def agreed(conn: Connection, case_id: str) -> NextMeeting | None:
    """Return what the newest meeting of a case that agreed on a next one agreed on."""
    found = conn.execute(_AGREED, (case_id,)).fetchall()
    return load(kind_of(NextMeeting), found[0][0], conn.path) if found else None


def documents(conn: Connection, case_id: str) -> tuple[Document, ...]:
    """Return all versions of all documents of a case, oldest first."""
    return _Reader(conn).of(Document, "case_id", case_id, "made_at, version")


def tiltak_due(conn: Connection, until: str, most: int | None) -> tuple[tuple[str, Tiltak], ...]:
    """Return case number and tiltak for each that goes on and has its day by `until` (ISO); one query.

    Nobody is reminded of a case that is closed: what goes on there goes on in daily life.
    """
    ask = f"""SELECT c.body, v.body FROM tiltak v JOIN cases c ON c.id = v.case_id
WHERE v.review_on <= ? AND v.state NOT IN ('done', 'stopped') AND {OPEN.format(column="v.case_id")}
AND NOT coalesce((SELECT l.closed FROM level_moves l WHERE l.case_id = v.case_id ORDER BY l.rowid DESC LIMIT 1), 0)
ORDER BY v.review_on, v.rowid LIMIT ?"""  # noqa: S608 - a condition of ours; the states as the index has them
    found = conn.execute(ask, (until, -1 if most is None else most)).fetchall()
    return tuple(
        (load(kind_of(Case), case, conn.path).number, load(kind_of(Tiltak), body, conn.path)) for case, body in found
    )
