"""Noticing that somebody else wrote: `PRAGMA data_version` on connections that do nothing else.

A connection does not see its own commits this way, so the bell never shares one with a writer. A poll costs about 5
µs a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Self

from btimeeting.store.database import close, data_version, open_encrypted, open_plain
from btimeeting.store.driver import Connection
from btimeeting.store.home import Home
from btimeeting.store.secret import DatabaseKey

JOURNAL = "journal"
RECORDS = "records"


class Bell:
    """Rings for the files it was given; asked about every 50 ms."""

    def __init__(self, connections: Mapping[str, Connection]) -> None:
        """Take over dedicated connections, by the name `changed` shall call them; they are closed with the bell."""
        self._connections = dict(connections)
        self._seen = {name: data_version(conn) for name, conn in self._connections.items()}

    @classmethod
    def hang(
        cls, home: Home, key: DatabaseKey | None = None, *, read_only: bool = False, any_thread: bool = False
    ) -> Self:
        """Open a bell on a home: the journal alone, or with a key the records too.

        `read_only` is for the windows that may never write (the wall): the files must exist (`StoreMissing`).
        """
        found: dict[str, Connection] = {}
        try:
            found[JOURNAL] = open_plain(home.journal, read_only=read_only, any_thread=any_thread)
            if key is not None:
                found[RECORDS] = open_encrypted(home.records, key, read_only=read_only, any_thread=any_thread)
            return cls(found)
        except BaseException:
            for conn in found.values():
                conn.close()
            raise

    def changed(self) -> frozenset[str]:
        """Return the names of the files that another connection has committed to since the last call."""
        now = {name: data_version(conn) for name, conn in self._connections.items()}
        different = frozenset(name for name, version in now.items() if version != self._seen[name])
        self._seen = now
        return different

    def close(self) -> None:
        """Close the bell's connections."""
        for conn in self._connections.values():
            close(conn)

    def __enter__(self) -> Self:
        """Return the bell."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()
