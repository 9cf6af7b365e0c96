"""A locked case (its processing is restricted): kept, and neither read nor changed until it is unlocked."""

from __future__ import annotations

from collections.abc import Iterable

from btimeeting.domain.record import AccessLine, Stored
from btimeeting.service.record_ports import Locked
from btimeeting.store import access
from btimeeting.store.driver import Connection
from btimeeting.store.records_rows import kind_of, utc

OPEN = "NOT EXISTS (SELECT 1 FROM locks l WHERE l.case_id = {column} AND l.until_at IS NULL)"
"""A condition on a column that holds a case's id."""


def any_locked(conn: Connection) -> bool:
    """Tell whether any case is locked at all."""
    return bool(conn.execute("SELECT 1 FROM locks WHERE case_id >= '' AND until_at IS NULL LIMIT 1").fetchall())


def is_locked(conn: Connection, case_id: str | None) -> bool:
    """Tell whether a case is locked."""
    ask = "SELECT 1 FROM locks WHERE case_id = ? AND until_at IS NULL"
    return case_id is not None and bool(conn.execute(ask, (case_id,)).fetchall())


def require_open(conn: Connection, kind: str, value_id: str) -> None:
    """Raise `Locked` when a value belongs to a locked case."""
    if any_locked(conn):
        case_id = access.case_of(conn, kind, value_id)
        if case_id is not None and is_locked(conn, case_id):
            raise Locked(case_id, _number(conn, case_id))


def require_open_for(conn: Connection, values: Iterable[Stored]) -> None:
    """Raise `Locked` when one of these values, new or changed, would be written into a locked case."""
    if not any_locked(conn):
        return
    for value in values:
        require_open(conn, kind_of(type(value)).name, value.id)
        for kind, field in (("case", "case_id"), ("meeting", "meeting_id")):
            where = getattr(value, field, None)
            if where is not None:
                require_open(conn, kind, where)


def lock(conn: Connection, case_id: str, why: str, line: AccessLine) -> bool:
    """Lock a case, inside the caller's transaction; False when it was locked already."""
    if is_locked(conn, case_id):
        return False
    conn.execute(
        "INSERT INTO locks(case_id, at, user, why) VALUES (?, ?, ?, ?)", (case_id, utc(line.at), line.user, why)
    )
    return True


def unlock(conn: Connection, case_id: str, why: str, line: AccessLine) -> bool:
    """Unlock a case, inside the caller's transaction; False when it was not locked."""
    done = conn.execute(
        "UPDATE locks SET until_at = ?, until_user = ?, until_why = ?"
        " WHERE case_id = ? AND until_at IS NULL RETURNING n",
        (utc(line.at), line.user, why, case_id),
    ).fetchall()
    return bool(done)


def _number(conn: Connection, case_id: str) -> str:
    found = conn.execute("SELECT json_extract(body, '$.number') FROM cases WHERE id = ?", (case_id,)).fetchall()
    return str(found[0][0]) if found else ""
