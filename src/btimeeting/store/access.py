"""The access log: who looked at or changed what, and when. Append only, and never any content."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from btimeeting.domain.record import AccessLine
from btimeeting.store.database import rows, write
from btimeeting.store.driver import Connection
from btimeeting.store.records_errors import NotStorable
from btimeeting.store.records_rows import BY_NAME, utc

_COLUMNS = "at, user, action, kind, object_id, reason"
_LATEST_CASE = "SELECT id FROM cases WHERE child_id = ? ORDER BY rowid DESC LIMIT 1"


def looked(conn: Connection, lines_: Iterable[AccessLine]) -> None:
    """Write lines, all or none. Raises `NotStorable` for an instant without a time zone: nobody could say when."""
    told = tuple(lines_)
    if any(line.at.tzinfo is None for line in told):
        raise NotStorable("access", ("at",))
    if not told:
        return
    with write(conn):
        for line in told:
            write_down(conn, line)


def write_down(conn: Connection, line: AccessLine, case_id: str | None = None) -> None:
    """Write one line inside the caller's transaction; `case_id` of what is gone already."""
    case_id = case_id or case_of(conn, line.kind, line.object_id)
    conn.execute(
        f"INSERT INTO access_log({_COLUMNS}, case_id) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - columns of ours
        (utc(line.at), line.user, line.action, line.kind, line.object_id, line.reason, case_id),
    )


def case_of(conn: Connection, kind: str, object_id: str) -> str | None:
    """Return the case a value belongs to, of a child its latest; None for what is not there or belongs to none."""
    if kind == "case":
        return object_id
    name = kind if kind in BY_NAME else "document"  # a document is also told by what it is: «referat»
    keys, table = BY_NAME[name].keys, BY_NAME[name].table
    if "case_id" in keys:
        ask = f"SELECT case_id FROM {table} WHERE id = ? LIMIT 1"  # noqa: S608 - names of ours
    elif "meeting_id" in keys:
        ask = f"SELECT m.case_id FROM {table} v JOIN meetings m ON m.id = v.meeting_id WHERE v.id = ?"  # noqa: S608 - likewise
    elif name == "child":
        ask = _LATEST_CASE
    else:
        return None
    found = conn.execute(ask, (object_id,)).fetchall()
    return None if not found else str(found[0][0])


def lines(conn: Connection, object_id: str | None = None, since: datetime | None = None) -> tuple[AccessLine, ...]:
    """Return the whole log, or the lines about one object, or those from an instant on; oldest first."""
    conditions = {"object_id = ?": object_id, "at >= ?": None if since is None else utc(since)}
    given = {condition: value for condition, value in conditions.items() if value is not None}
    where = f"WHERE {' AND '.join(given)}" if given else ""
    return _lines(rows(conn, f"SELECT {_COLUMNS} FROM access_log {where} ORDER BY n", tuple(given.values())))  # noqa: S608 - ours


def of_case(conn: Connection, case_id: str) -> tuple[AccessLine, ...]:
    """Return the lines about a case and all that belongs or belonged to it, oldest first."""
    ask = f"SELECT {_COLUMNS} FROM access_log WHERE case_id = ? ORDER BY n"  # noqa: S608 - columns of ours
    return _lines(rows(conn, ask, (case_id,)))


def days(conn: Connection, most: int) -> tuple[date, ...]:
    """Return the newest days (UTC) there are lines of, newest first: each is found from the one after it."""
    found: list[date] = []
    line = conn.execute("SELECT at FROM access_log ORDER BY n DESC LIMIT 1").fetchone()
    while line is not None and len(found) < most:
        found.append(date.fromisoformat(line[0][:10]))
        ask = "SELECT at FROM access_log WHERE at < ? ORDER BY n DESC LIMIT 1"
        line = conn.execute(ask, (found[-1].isoformat(),)).fetchone()
    return tuple(found)


def _lines(found: list[Any]) -> tuple[AccessLine, ...]:
    names = _COLUMNS.split(", ")
    return tuple(AccessLine.model_validate(dict(zip(names, row, strict=True))) for row in found)
