"""The one driver, sqlcipher3, and the one place where its failures become our own.

sqlcipher3 opens plain and encrypted files alike, so that no file is ever touched by two SQLite libraries.
sqlite-utils is written for the standard library's driver and catches *its* exceptions; over any other it leaves
phantom transactions open. It looks for `pysqlite3` first, though, and that is where `utils()` puts ours while it is
being imported.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import sqlcipher3
import sqlcipher3.dbapi2 as dbapi

from btimeeting.store.errors import (
    Damage,
    DiskFailed,
    DiskFull,
    DriverMismatch,
    PathError,
    ReadOnly,
    StoreBusy,
    StoreDamaged,
    UnsafeLibrary,
)

if TYPE_CHECKING:
    from sqlite_utils import Database as UtilsDatabase

DriverError = dbapi.Error
IntegrityError = dbapi.IntegrityError

_FIXED = (3, 51, 3)  # SQLite's release notes: the WAL-reset bug, 3.7.0 to 3.51.2 …
_BACK_PORTS = {(3, 44): 6, (3, 50): 7}  # … and the branches that got the repair


class Connection(dbapi.Connection):  # type: ignore[misc]  # sqlcipher3 has no type information
    """A driver connection that knows its file, so that a failure can say which one."""

    path: Path
    encrypted: bool
    read_only: bool


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Tell whether this SQLite is free of the WAL-reset bug that damages files used by several connections."""
    branch = version[:2]
    return version >= _FIXED or (branch in _BACK_PORTS and version[2] >= _BACK_PORTS[branch])


def require_safe_library() -> None:
    """Raise `UnsafeLibrary` rather than risk a file in WAL mode."""
    if not wal_is_safe(dbapi.sqlite_version_info):
        raise UnsafeLibrary(dbapi.sqlite_version)


@cache
def utils() -> ModuleType:
    """Import and return `sqlite_utils`, working over sqlcipher3.

    Imported here and not at the top because it costs ~140 ms that the wall and the first frame do not have.
    Raises `DriverMismatch` where somebody imported it earlier, over the standard library's driver.
    """
    names = ("pysqlite3", "pysqlite3.dbapi2")
    before = {name: sys.modules.get(name) for name in names}
    sys.modules["pysqlite3"], sys.modules["pysqlite3.dbapi2"] = sqlcipher3, dbapi
    try:
        import sqlite_utils  # noqa: PLC0415 - see the docstring
    finally:
        for name, module in before.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module
    loaded: ModuleType = sqlite_utils
    if loaded.db.OperationalError is not dbapi.OperationalError:
        raise DriverMismatch
    return loaded


def utils_database(conn: Connection) -> UtilsDatabase:
    """Wrap an open connection for schema work, reads and exports; installed sqlite-utils plugins never see it."""
    database: UtilsDatabase = utils().Database(conn, execute_plugins=False)
    return database


_BY_CODE: dict[int, Callable[[Path], PathError]] = {
    dbapi.SQLITE_FULL: DiskFull,
    dbapi.SQLITE_BUSY: StoreBusy,
    dbapi.SQLITE_LOCKED: StoreBusy,
    dbapi.SQLITE_READONLY: ReadOnly,
    dbapi.SQLITE_PERM: ReadOnly,
    dbapi.SQLITE_CORRUPT: lambda path: StoreDamaged(path, Damage.CORRUPT),
    dbapi.SQLITE_NOTADB: lambda path: StoreDamaged(path, Damage.NOT_A_DATABASE),
    dbapi.SQLITE_IOERR: lambda path: DiskFailed(path, "SQLITE_IOERR"),
    dbapi.SQLITE_CANTOPEN: lambda path: DiskFailed(path, "SQLITE_CANTOPEN"),
}


def translate(error: Exception, path: Path) -> PathError | None:
    """Return our error for a driver's, or None for one that is the program's own mistake or a broken constraint."""
    code: Any = getattr(error, "sqlite_errorcode", None)
    if not isinstance(error, DriverError) or not isinstance(code, int):
        return None
    make = _BY_CODE.get(code & 0xFF)  # the low byte is the primary code
    return None if make is None else make(path)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Let failures of the driver inside the block out as `StoreError`; broken constraints pass as they are."""
    try:
        yield
    except DriverError as error:
        ours = translate(error, path)
        if ours is None:
            raise
        raise ours from error
