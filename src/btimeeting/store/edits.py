"""Who changed what: a line in the access log for each meeting, case or child somebody writes in, once a day and window.

What was changed lies in the versions; this says by whom. Never a line for each key that is typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from btimeeting.domain.record import AccessLine, Case, Child, MeetingInfo, Stored
from btimeeting.store import access
from btimeeting.store.driver import Connection
from btimeeting.store.records_rows import Kind, load

Told = set[tuple[str, str, date]]


class Edits:
    """What the log has been told of this window's writing. Without an editor (tests, upgrades) nothing is told."""

    def __init__(self, editor: str, at: datetime) -> None:
        """`at`: when the window was opened; a strike is told at the latest instant that is known."""
        self._editor = editor
        self._latest = at
        self._told: Told = set()

    def write_down(self, conn: Connection, values: Iterable[Stored], at: datetime) -> Told:
        """Tell of what is written to, inside the caller's transaction; give the answer to `kept` when it is durable."""
        self._latest = max(self._latest, at)
        if not self._editor:
            return set()
        fresh = {(kind, object_id, at.date()) for kind, object_id in map(place, values)} - self._told
        for kind, object_id, _ in sorted(fresh):
            line = AccessLine(at=at, user=self._editor, action="edit", kind=kind, object_id=object_id)
            access.write_down(conn, line)
        return fresh

    def struck(self, conn: Connection, kind: Kind[Any], value_id: str) -> Told:
        """Tell of a value that is about to be struck, as `write_down`; what is gone already is not told."""
        ask = f"SELECT body FROM {kind.table} WHERE id = ? LIMIT 1"  # noqa: S608 - a table of ours
        found = conn.execute(ask, (value_id,)).fetchall() if self._editor else []
        return self.write_down(conn, [load(kind, body, conn.path) for (body,) in found], self._latest)

    def kept(self, fresh: Told) -> None:
        """What was told is on disk."""
        self._told |= fresh


def place(value: Stored) -> tuple[str, str]:
    """Return where a value is written: in a meeting when it has one, else in a case, else in the child's own page."""
    own = {MeetingInfo: "meeting", Case: "case", Child: "child"}
    if type(value) in own:
        return own[type(value)], value.id
    meeting_id = getattr(value, "meeting_id", None)
    return ("meeting", meeting_id) if meeting_id else ("case", str(getattr(value, "case_id", "")))
