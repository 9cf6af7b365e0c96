"""What groups are called on the wall ("Helsestasjonen"): lives only while the meeting does."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from btimeeting.store.database import checkpoint_truncate, rows, write
from btimeeting.store.driver import Connection
from btimeeting.store.errors import StoreBusy, StoreError


class Labels:
    """The table of labels, through the journal's connection."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._unclean = False  # something was deleted that may still stand in the log

    def replace(self, meeting_id: str, labels: Mapping[str, str]) -> None:
        """Write a meeting's labels in place of what was said before."""
        with write(self._conn):
            self._conn.execute("DELETE FROM label WHERE meeting = ?", (meeting_id,))
            self._conn.executemany(
                "INSERT INTO label(meeting, seat_group, text) VALUES (?, ?, ?)",
                [(meeting_id, group, text) for group, text in labels.items()],
            )

    def of(self, meeting_id: str) -> dict[str, str]:
        """Return group → label."""
        found = rows(
            self._conn, "SELECT seat_group, text FROM label WHERE meeting = ? ORDER BY seat_group", (meeting_id,)
        )
        return {str(group): str(text) for group, text in found}

    def forget(self, meeting_id: str) -> None:
        """Delete a meeting's labels from the file and its log.

        When another window is reading just then, the log is emptied later: by the next call (every window that sees a
        closed meeting makes it), or when the journal is closed.
        """
        if self.of(meeting_id):
            with write(self._conn):
                self._conn.execute("DELETE FROM label WHERE meeting = ?", (meeting_id,))
            self._unclean = True
        elif not self._log_is_empty():
            self._unclean = True  # somebody else may have deleted them, and died before emptying the log
        self.empty_log()

    def forget_closed(self) -> None:
        """Delete what was left by a window that died, or whose disk was full, when its meeting closed.

        What cannot be deleted now either stays for the next who opens the journal to write.
        """
        with suppress(StoreError):
            for (meeting_id,) in rows(
                self._conn, "SELECT DISTINCT meeting FROM label JOIN meeting ON meeting.id = label.meeting WHERE closed"
            ):
                self.forget(str(meeting_id))

    def empty_log(self) -> None:
        """Empty the log if something deleted may stand in it; not now, when somebody is reading."""
        if self._unclean and not self._conn.read_only:
            with suppress(StoreBusy):
                checkpoint_truncate(self._conn, attempts=1)
                self._unclean = False

    def _log_is_empty(self) -> bool:
        log = self._conn.path.with_name(self._conn.path.name + "-wal")
        return not log.exists() or not log.stat().st_size
