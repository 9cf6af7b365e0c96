"""The schema has a history: named steps, taken in order, each once, never edited after a release.

A runner of our own over the idea of `sqlite_utils.Migrations`, for three reasons: that one reads the clock itself, it
does not notice steps of a newer program, and it would load sqlite-utils (140 ms) in windows that only read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from btimeeting.store.database import rows, write
from btimeeting.store.driver import Connection
from btimeeting.store.errors import Damage, StoreDamaged, StoreTooNew, StoreTooOld

TABLE = "schema_step"

Step = Callable[[Connection], None]


class History:
    """The steps of one kind of file."""

    def __init__(self) -> None:
        self._steps: dict[str, Step] = {}

    def step(self, name: str) -> Callable[[Step], Step]:
        """Register a step by its name, "0001 what it does": the number is the order, also in the file."""

        def register(function: Step) -> Step:
            if name in self._steps or (self._steps and name < max(self._steps)):
                raise ValueError(f"step {name!r} is not the next one")
            self._steps[name] = function
            return function

        return register

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all steps this program knows, in order."""
        return tuple(self._steps)

    def apply(self, conn: Connection, at: datetime) -> tuple[str, ...]:
        """Take the steps this file has not taken, all in one transaction, and return their names.

        `at` is recorded with them (UTC). A file that is up to date is only read. Raises `StoreTooNew` for a file that
        a newer program has changed, `StoreDamaged(FOREIGN)` for a database that is not ours; both before anything is
        touched.
        """
        if not self.pending(conn):
            return ()
        with write(conn):
            missing = self.pending(conn)  # again: another window may have been first
            conn.execute("CREATE TABLE IF NOT EXISTS schema_step(name TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT")
            for name in missing:
                self._steps[name](conn)
                conn.execute("INSERT INTO schema_step(name, at) VALUES (?, ?)", (name, at.astimezone(UTC).isoformat()))
        return missing

    def require(self, conn: Connection) -> None:
        """Check, for a window that may not write, that every step was taken: `StoreTooOld`, else as `apply`."""
        missing = self.pending(conn)
        if missing:
            raise StoreTooOld(conn.path, missing[0])

    def pending(self, conn: Connection) -> tuple[str, ...]:
        """Return the names of the steps not yet taken. Raises as `apply`."""
        taken = self._taken(conn)
        unknown = [name for name in taken if name not in self._steps]
        if unknown:
            raise StoreTooNew(conn.path, found=unknown[-1], known=self.names[-1] if self._steps else "")
        return tuple(name for name in self._steps if name not in taken)

    @staticmethod
    def _taken(conn: Connection) -> tuple[str, ...]:
        tables = {str(row[0]) for row in rows(conn, "SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if TABLE in tables:
            return tuple(str(row[0]) for row in rows(conn, "SELECT name FROM schema_step ORDER BY name"))
        if tables:
            raise StoreDamaged(conn.path, Damage.FOREIGN)
        return ()
