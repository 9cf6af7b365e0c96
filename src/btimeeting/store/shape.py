"""Whether a database is made of what this program makes: tables, columns, and the guards on what was written."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import sqlcipher3.dbapi2 as dbapi

from btimeeting.store.driver import Connection, utils_database
from btimeeting.store.migrations import History

MEMORY = ":memory:"
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def shape(conn: Connection) -> dict[str, tuple[str, ...]]:
    """Every table with its columns, and every trigger with the table it guards; read through sqlite-utils."""
    database = utils_database(conn)
    tables = [table for table in database.tables if not table.name.startswith("sqlite_")]  # SQLite's own statistics
    made: dict[str, tuple[str, ...]] = {table.name: tuple(table.columns_dict) for table in tables}
    return made | {trigger.name: (trigger.table,) for trigger in database.triggers}


def strange(conn: Connection, steps: History) -> tuple[str, ...]:
    """Names of tables and guards that are missing, that are otherwise, or that nobody of us made, in order.

    Compared with an empty database in memory that has taken the same steps.
    """
    fresh: Connection = dbapi.connect(MEMORY, isolation_level=None, factory=Connection)
    fresh.path, fresh.read_only = Path(MEMORY), False
    try:
        steps.apply(fresh, _ANY_TIME)
        wanted = shape(fresh)
    finally:
        fresh.close()
    found = shape(conn)
    return tuple(sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)))
