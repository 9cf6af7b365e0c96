"""The access log: who looked at or changed what, and when. Append only, and never any content."""

from __future__ import annotations

from btimeeting.domain.record import AccessLine
from btimeeting.store.database import rows, write
from btimeeting.store.driver import Connection
from btimeeting.store.records_errors import NotStorable
from btimeeting.store.records_rows import utc


def looked(conn: Connection, line: AccessLine) -> None:
    """Write one line. Raises `NotStorable` for an instant without a time zone: nobody could say when that was."""
    if line.at.tzinfo is None:
        raise NotStorable("access", ("at",))
    with write(conn):
        conn.execute(
            "INSERT INTO access_log(at, user, action, kind, object_id) VALUES (?, ?, ?, ?, ?)",
            (utc(line.at), line.user, line.action, line.kind, line.object_id),
        )


def lines(conn: Connection, object_id: str | None = None) -> tuple[AccessLine, ...]:
    """Return the whole log, or the lines about one object, oldest first."""
    ask = "SELECT at, user, action, kind, object_id FROM access_log"
    found = (
        rows(conn, f"{ask} ORDER BY n")
        if object_id is None
        else rows(conn, f"{ask} WHERE object_id = ? ORDER BY n", (object_id,))
    )
    return tuple(
        AccessLine.model_validate({"at": at, "user": user, "action": action, "kind": kind, "object_id": wanted})
        for at, user, action, kind, wanted in found
    )
