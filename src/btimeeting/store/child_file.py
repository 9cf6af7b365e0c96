"""Reading all that is held on one child: every kind of value, its earlier versions, and who has looked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from btimeeting.domain.child_file import ChildFile, Earlier, Held
from btimeeting.service.ports import NotFound
from btimeeting.store import access
from btimeeting.store.driver import Connection
from btimeeting.store.erase import belongs
from btimeeting.store.records_rows import KINDS, Kind, load


def read(conn: Connection, case_id: str) -> ChildFile:
    """Return everything on the child of a case, in all its cases, in the order it was written. Raises `NotFound`.

    Also of a locked case: the family's right to see what is held does not end when it is locked.
    """
    found = conn.execute("SELECT child_id FROM cases WHERE id = ?", (case_id,)).fetchall()
    if not found:
        raise NotFound("case", case_id)
    child_id = found[0][0]
    ask = "SELECT id FROM cases WHERE child_id = ? ORDER BY created_at, rowid"
    cases = [row[0] for row in conn.execute(ask, (child_id,)).fetchall()] or [case_id]
    held: dict[str, Held] = {}
    for each in cases:
        for kind in KINDS:
            held |= {value.key: value for value in _of_kind(conn, kind, {"case": each, "child": child_id})}
    log = sorted((line for each in cases for line in access.of_case(conn, each)), key=lambda line: line.at)
    return ChildFile(tuple(held.values()), tuple(log))


def _of_kind(conn: Connection, kind: Kind[Any], wanted: dict[str, str | None]) -> Iterator[Held]:
    where = " OR ".join(belongs(kind))
    ask = f"SELECT id, body, created_at FROM {kind.table} WHERE {where} ORDER BY created_at, rowid"  # noqa: S608 - ours
    for value_id, body, created in conn.execute(ask, wanted).fetchall():
        value = load(kind, body, conn.path)
        yield Held(kind.name, value, datetime.fromisoformat(created), tuple(_earlier(conn, kind, value_id, body)))


def _earlier(conn: Connection, kind: Kind[Any], value_id: str, now: str) -> Iterator[Earlier]:
    ask = "SELECT at, body FROM versions WHERE kind = ? AND id = ? AND body <> ? ORDER BY revision"
    for at, body in conn.execute(ask, (kind.name, value_id, now)).fetchall():
        yield Earlier(datetime.fromisoformat(at), load(kind, body, conn.path))
