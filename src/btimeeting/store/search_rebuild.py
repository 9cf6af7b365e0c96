"""The search index is made from the values, so it can be made anew: when a newer program finds them by more words."""

from __future__ import annotations

from typing import Any, Final

from btimeeting.store import search
from btimeeting.store.database import rows, write
from btimeeting.store.driver import Connection
from btimeeting.store.records_rows import KINDS, Kind, entry_of, load

MADE_BY: Final = 3
"""Raised whenever values that may lie in a record already are to be found by other words (1: the first index)."""
_HELPING = 500


def bring_up_to_date(conn: Connection) -> bool:
    """Make the index anew when another choice of words made it; returns whether it did. Raises `StoreDamaged`.

    One transaction: a search in another window finds by the old words until it is done.
    """
    if _made_by(conn) == MADE_BY:
        return False
    with write(conn):
        if _made_by(conn) == MADE_BY:  # another window was first
            return False
        _rebuild(conn)
        conn.execute("DELETE FROM search_made")
        conn.execute("INSERT INTO search_made(by) VALUES (?)", (MADE_BY,))
    return True


def _made_by(conn: Connection) -> int:
    found = rows(conn, "SELECT by FROM search_made")
    return int(found[0][0]) if found else 0


def _rebuild(conn: Connection) -> None:
    """Newest first means: written last. So the values go in again in the order in which they were first written."""
    conn.execute("DELETE FROM search_text")  # its triggers empty the index with it, securely
    conn.execute("CREATE TEMP TABLE in_order(kind INTEGER, id TEXT, at TEXT)")
    try:
        for number, kind in enumerate(KINDS):
            first = (
                "min(created_at) FROM documents GROUP BY id"
                if kind.name == "document"
                else f"created_at FROM {kind.table}"
            )
            conn.execute(f"INSERT INTO in_order SELECT {number}, id, {first}")
        last = 0
        conn.execute("CREATE TEMP TABLE ordered AS SELECT kind, id FROM in_order ORDER BY at, kind, rowid")
        while found := conn.execute(
            "SELECT rowid, kind, id FROM ordered WHERE rowid > ? ORDER BY rowid LIMIT ?", (last, _HELPING)
        ).fetchall():
            last = found[-1][0]
            for _, number, value_id in found:
                _index(conn, KINDS[number], value_id)
    finally:
        for table in ("in_order", "ordered"):
            conn.execute(f"DROP TABLE IF EXISTS temp.{table}")


def _index(conn: Connection, kind: Kind[Any], value_id: str) -> None:
    newest = "ORDER BY version DESC LIMIT 1" if kind.name == "document" else ""
    ask = f"SELECT body FROM {kind.table} WHERE id = ? {newest}"  # noqa: S608 - names of ours
    value = load(kind, conn.execute(ask, (value_id,)).fetchall()[0][0], conn.path)
    search.index(conn, entry_of(kind, value), kind.words(value))
