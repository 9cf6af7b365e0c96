"""Opening a database file, writing to it, and asking whether it is sound.

Order and choice of the PRAGMAs follow the measurements: WAL with `synchronous=FULL` (one sync per commit: what is
acknowledged survives a power cut), deleted content overwritten, nothing temporary on disk.

Nobody may open a database file with `open()` while the program runs, not even to look at its header: closing any
descriptor drops the locks that SQLite holds on the file for the whole process, and another window may then remove the
-wal under us.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as dbapi

from btimeeting.store import driver
from btimeeting.store.driver import Connection, DriverError, translated
from btimeeting.store.errors import (
    CipherMissing,
    Damage,
    DiskFailed,
    HomeNotWritable,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreMissing,
)
from btimeeting.store.files import make_private, translated_os
from btimeeting.store.secret import DatabaseKey

BUSY_TIMEOUT_S = 5.0

# recursive_triggers: without it INSERT OR REPLACE deletes a row past the trigger that forbids deleting.
_ALWAYS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
)
_SWITCHES = 20
_VERSION = "PRAGMA data_version"


def open_plain(
    path: Path, *, read_only: bool = False, timeout_s: float = BUSY_TIMEOUT_S, any_thread: bool = False
) -> Connection:
    """Open a plain file, created (0600) when it does not exist.

    `read_only` opens with `mode=ro`: the file must exist (`StoreMissing`) and no statement can change it. `timeout_s`
    is how long a writer waits for another. `any_thread` lets the connection be handed to another thread; never use it
    in two at once.
    """
    conn = _connect(path, read_only=read_only, timeout_s=timeout_s, any_thread=any_thread)
    with _closing_on_error(conn), translated(path):
        conn.encrypted = False
        _prepare(conn)
    return conn


def open_encrypted(
    path: Path,
    key: DatabaseKey,
    *,
    read_only: bool = False,
    timeout_s: float = BUSY_TIMEOUT_S,
    any_thread: bool = False,
) -> Connection:
    """Open a SQLCipher file with its raw key, created (0600) when it does not exist; parameters as `open_plain`.

    The key is expected to have passed its check value (`keys.unlock`): a file that it does not open is therefore
    damaged, `StoreDamaged(NOT_A_DATABASE)`. A plain file where an encrypted one belongs is refused, never read.
    """
    with translated_os(path):
        was_empty = not path.exists() or not path.stat().st_size
    try:
        return _open_encrypted(path, key, read_only=read_only, timeout_s=timeout_s, any_thread=any_thread)
    except StoreDamaged:
        if not was_empty or not path.stat().st_size:
            raise
        # Another window made the file meanwhile, with another salt than the one SQLCipher had just thrown for us.
        return _open_encrypted(path, key, read_only=read_only, timeout_s=timeout_s, any_thread=any_thread)


def _open_encrypted(path: Path, key: DatabaseKey, *, read_only: bool, timeout_s: float, any_thread: bool) -> Connection:
    conn = _connect(path, read_only=read_only, timeout_s=timeout_s, any_thread=any_thread)
    with _closing_on_error(conn), translated(path):
        conn.encrypted = True
        # First of all: SQLCipher would otherwise write about a failure on stderr, across the screen.
        conn.execute("PRAGMA cipher_log_level = NONE")
        conn.execute(f"PRAGMA key = \"x'{key.raw.hex()}'\"")
        conn.execute("PRAGMA cipher_compatibility = 4")  # the file's format must not drift with the library
        # A SQLite without encryption takes the key, says nothing and writes plain text.
        if not conn.execute("PRAGMA cipher_version").fetchall() or conn.execute("PRAGMA cipher_status").fetchone() != (
            "1",
        ):
            raise CipherMissing
        try:
            _prepare(conn)
        except DriverError:
            if _is_plain(path):
                raise StoreDamaged(path, Damage.NOT_ENCRYPTED) from None
            raise
    return conn


def require_readable(path: Path) -> None:
    """Raise as `open_plain` when a plain file cannot be opened and read any more; nothing is set up for reading on."""
    conn = _connect(path, read_only=True, timeout_s=BUSY_TIMEOUT_S, any_thread=False)
    with translated(path), closing(conn):
        conn.execute("PRAGMA schema_version").fetchone()  # on its first page


def _connect(path: Path, *, read_only: bool, timeout_s: float, any_thread: bool) -> Connection:
    driver.require_safe_library()
    if not path.exists():
        if read_only:
            raise StoreMissing(path)
        # Made before SQLite makes it: -wal and -shm inherit the mode, and no umask has to be set for the whole process.
        with translated_os(path), suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    if not read_only:
        make_private(path, 0o600)
    mode = "ro" if read_only else "rw"
    try:
        with translated(path):
            conn: Connection = dbapi.connect(
                f"{path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=timeout_s,
                isolation_level=None,  # transactions are begun and ended by write() and read() alone
                check_same_thread=not any_thread,
                factory=Connection,
            )
    except DiskFailed as failed:  # the driver does not say that it may not; the system does
        wanted = os.R_OK if read_only else os.R_OK | os.W_OK
        if os.access(path, wanted, effective_ids=os.access in os.supports_effective_ids):
            raise
        raise HomeNotWritable(path, "EACCES") from failed
    conn.path, conn.read_only = path, read_only
    return conn


def _prepare(conn: Connection) -> None:
    # Fails here and now when this is no database, or not ours.
    conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    for pragma in _ALWAYS:
        conn.execute(pragma).fetchall()
    if conn.read_only:
        conn.execute("PRAGMA query_only = ON")
    else:
        _switch_to_wal(conn)
        conn.execute("PRAGMA synchronous = FULL")
        if conn.encrypted:  # 8 MB at most, not 2: a page that is read again is deciphered again
            conn.execute("PRAGMA cache_size = -8000")


def _switch_to_wal(conn: Connection) -> None:
    """Two windows that switch a new file at once do not wait as writers do: one is told "busy"; let it wait as one."""
    for attempt in range(1, _SWITCHES + 1):
        try:
            conn.execute("PRAGMA journal_mode = WAL").fetchall()
        except DriverError as error:
            if attempt == _SWITCHES or not isinstance(driver.translate(error, conn.path), StoreBusy):
                raise
            conn.execute("BEGIN IMMEDIATE")
            conn.execute("ROLLBACK")
        else:
            return


def _is_plain(path: Path) -> bool:
    """Tell whether a file that our key does not open opens without one. Asked of SQLite, see the top of this file."""
    try:
        open_plain(path, read_only=True).close()
    except StoreError:
        return False
    return True


@contextmanager
def _closing_on_error(conn: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        conn.close()
        raise


@contextmanager
def write(conn: Connection) -> Iterator[Connection]:
    """One transaction: everything in the block is durable when it ends, or nothing is.

    BEGIN IMMEDIATE, because a deferred one that reads first fails at once with "locked", whatever the timeout. Only
    after the block may a screen say "saved". Raises `StoreBusy`, `DiskFull`, `ReadOnly` …; after each of them the
    connection is usable.
    """
    with translated(conn.path):
        conn.execute("BEGIN IMMEDIATE")
        try:
            yield conn
            conn.execute("COMMIT")
        except BaseException:
            if conn.in_transaction:  # some failures (a full disk) have rolled back already
                conn.execute("ROLLBACK")
            raise


@contextmanager
def read(conn: Connection) -> Iterator[Connection]:
    """Several reads of one and the same moment. Read everything inside: a half-read cursor pins the moment for all.

    Inside another `read` or `write` it is part of that one's moment.
    """
    with translated(conn.path):
        if conn.in_transaction:
            yield conn
            return
        conn.execute("BEGIN DEFERRED")
        try:
            yield conn
        finally:
            if conn.in_transaction:
                conn.execute("ROLLBACK")


def rows(conn: Connection, sql: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return all rows of one query, read to the end."""
    with translated(conn.path):
        found: list[tuple[Any, ...]] = conn.execute(sql, parameters).fetchall()
    return found


def script(conn: Connection, sql: str) -> None:
    """Run several statements inside the transaction that is open (the driver's own `executescript` would commit it)."""
    statement = ""
    for piece in sql.split(";")[:-1]:
        statement += piece + ";"
        if dbapi.complete_statement(statement):  # a trigger's body holds semicolons of its own
            conn.execute(statement)
            statement = ""
    if (statement + sql.rpartition(";")[2]).strip():
        raise ValueError("the script does not end with a whole statement")


def data_version(conn: Connection) -> int:
    """Return a number that changes when *another* connection has committed to this file; about 5 µs.

    Twenty times a second in every window: so it goes the straight way, and the other only to say what is wrong.
    """
    try:
        return int(conn.execute(_VERSION).fetchone()[0])
    except DriverError:
        return int(rows(conn, _VERSION)[0][0])


def checkpoint_truncate(conn: Connection, *, attempts: int = 5) -> None:
    """Move everything from the -wal file into the database and empty it, so that erased content is in neither.

    Waits for readers as long as the connection's timeout, `attempts` times; `StoreBusy` when somebody still reads an
    old moment.
    """
    for _ in range(attempts):
        busy = rows(conn, "PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        if not busy:
            return
    raise StoreBusy(conn.path)


def integrity(conn: Connection, *, quick: bool = False) -> tuple[str, ...]:
    """Return what SQLite (and, encrypted, SQLCipher's page check) finds wrong; empty when all is sound.

    `quick` leaves out comparing indexes with tables. The lines are the library's technical English, for a log or
    `doctor`.
    """
    found: list[str] = []
    if conn.encrypted:
        found += [str(row[0]) for row in rows(conn, "PRAGMA cipher_integrity_check")]
    try:
        check = "PRAGMA quick_check" if quick else "PRAGMA integrity_check"
        found += [str(row[0]) for row in rows(conn, check) if row[0] != "ok"]
        found += [f"foreign key: {row[0]} -> {row[2]}" for row in rows(conn, "PRAGMA foreign_key_check")]
    except StoreDamaged as damaged:  # a page so broken that the check itself stops
        found.append(damaged.detail.value)
    return tuple(found)


def close(conn: Connection) -> None:
    """Close; a writer first lets SQLite refresh its statistics, and closes also when that fails."""
    if not conn.read_only:
        with suppress(DriverError):
            conn.execute("PRAGMA optimize")
    conn.close()
