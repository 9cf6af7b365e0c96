"""One driver under everything, and its failures as our own types."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from btimeeting.store import driver
from btimeeting.store.database import open_encrypted, open_plain, write
from btimeeting.store.errors import (
    Damage,
    DiskFailed,
    DiskFull,
    PathError,
    ReadOnly,
    StoreBusy,
    StoreDamaged,
    UnsafeLibrary,
)
from btimeeting.store.secret import DatabaseKey


def run_fresh(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_sqlite_utils_catches_the_exceptions_of_our_driver() -> None:
    assert driver.utils().db.OperationalError is dbapi.OperationalError
    assert "pysqlite3" not in sys.modules


def test_sqlite_utils_that_was_imported_over_another_driver_is_refused() -> None:
    done = run_fresh(
        "import sqlite_utils\n"
        "from btimeeting.store import driver, errors\n"
        "try: driver.utils()\n"
        "except errors.DriverMismatch: print('refused')"
    )
    assert done.stdout == "refused\n", done.stderr


def test_opening_a_database_does_not_load_sqlite_utils(tmp_path: Path) -> None:
    done = run_fresh(
        "import sys; from pathlib import Path\n"
        "from btimeeting.store.database import open_plain\n"
        f"open_plain(Path({str(tmp_path / 'journal.db')!r})).execute('CREATE TABLE t(a)')\n"
        "print([m for m in ('sqlite_utils', 'sqlite3', 'cryptography', 'pydantic', 'textual') if m in sys.modules])"
    )
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_query_that_writes_leaves_no_phantom_transaction(tmp_path: Path, key: DatabaseKey, encrypted: bool) -> None:
    path = tmp_path / "x.db"
    conn = open_encrypted(path, key) if encrypted else open_plain(path)
    database = driver.utils_database(conn)
    database["word"].create({"id": int, "text": str}, pk="id", strict=True)

    assert list(database.query("INSERT INTO word(text) VALUES ('ein') RETURNING id")) == [{"id": 1}]
    assert not conn.in_transaction

    with write(conn):
        database["word"].insert({"text": "to"})
        with database.atomic():
            database["word"].insert({"text": "tre"})
    other = open_encrypted(path, key) if encrypted else open_plain(path)
    assert other.execute("SELECT count(*) FROM word").fetchone() == (3,)
    assert database["word"].exists()
    database["nothing"].drop(ignore=True)
    conn.close()
    other.close()


def test_an_sqlite_utils_transaction_inside_write_is_undone_with_it(tmp_path: Path) -> None:
    conn = open_plain(tmp_path / "x.db")
    database = driver.utils_database(conn)
    database["word"].create({"text": str})

    def interrupted() -> None:
        with write(conn):
            with database.atomic():
                database["word"].insert({"text": "ein"})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(database["word"].rows) == []
    conn.close()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 9), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
        ((4, 0, 0), True),
    ],
)
def test_a_library_that_can_damage_files_in_wal_mode_is_known(version: tuple[int, int, int], safe: bool) -> None:
    assert driver.wal_is_safe(version) is safe


def test_no_file_is_opened_with_an_unsafe_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dbapi, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(UnsafeLibrary):
        open_plain(tmp_path / "journal.db")
    assert not (tmp_path / "journal.db").exists()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (13, DiskFull),
        (5, StoreBusy),
        (5 | 2 << 8, StoreBusy),  # SQLITE_BUSY_SNAPSHOT
        (6, StoreBusy),
        (8, ReadOnly),
        (11, StoreDamaged),
        (26, StoreDamaged),
        (10, DiskFailed),
        (14, DiskFailed),
    ],
)
def test_every_failure_of_the_disk_or_the_file_becomes_ours(code: int, expected: type[PathError]) -> None:
    error = dbapi.OperationalError("text that is never shown")
    error.sqlite_errorcode = code
    path = Path("records.db")
    with pytest.raises(expected) as caught, driver.translated(path):
        raise error
    assert caught.value.path == path


def test_damage_says_what_kind() -> None:
    error = dbapi.DatabaseError("x")
    error.sqlite_errorcode = 11
    found = driver.translate(error, Path("records.db"))
    assert isinstance(found, StoreDamaged)
    assert found.detail is Damage.CORRUPT


def test_a_mistake_of_the_program_is_not_dressed_up(tmp_path: Path) -> None:
    conn = open_plain(tmp_path / "x.db")
    with pytest.raises(dbapi.OperationalError, match="no such table"), driver.translated(conn.path):
        conn.execute("SELECT 1 FROM evnet")
    conn.execute("CREATE TABLE t(a PRIMARY KEY)")
    conn.execute("INSERT INTO t VALUES (1)")
    with pytest.raises(driver.IntegrityError), write(conn):
        conn.execute("INSERT INTO t VALUES (1)")
    conn.close()
