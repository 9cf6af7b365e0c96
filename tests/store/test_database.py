"""Opening files, and writing so that it is whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from btimeeting.store import database
from btimeeting.store.database import (
    checkpoint_truncate,
    data_version,
    integrity,
    open_encrypted,
    open_plain,
    read,
    rows,
    script,
    write,
)
from btimeeting.store.driver import Connection, DriverError
from btimeeting.store.errors import (
    CipherMissing,
    Damage,
    DiskFull,
    HomeNotWritable,
    ReadOnly,
    StoreBusy,
    StoreDamaged,
    StoreMissing,
)
from btimeeting.store.secret import DatabaseKey, new_key
from tests.store.processes import folder_of_somebody_else, forbidden

SECRET = "Liv Prøve likar klatring"


@pytest.fixture(params=["plain", "encrypted"])
def conn(request: pytest.FixtureRequest, tmp_path: Path, key: DatabaseKey) -> Iterator[Connection]:
    path = tmp_path / "a.db"
    opened = open_plain(path) if request.param == "plain" else open_encrypted(path, key)
    opened.execute("CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT) STRICT")
    yield opened
    opened.close()


def again(conn: Connection, key: DatabaseKey, *, timeout_s: float = 5.0, read_only: bool = False) -> Connection:
    if conn.encrypted:
        return open_encrypted(conn.path, key, timeout_s=timeout_s, read_only=read_only)
    return open_plain(conn.path, timeout_s=timeout_s, read_only=read_only)


def setting(conn: Connection, name: str) -> object:
    return rows(conn, f"PRAGMA {name}")[0][0]


def test_every_connection_is_durable_strict_and_tidy(conn: Connection) -> None:
    assert setting(conn, "journal_mode") == "wal"
    assert setting(conn, "synchronous") == 2  # FULL
    assert setting(conn, "foreign_keys") == 1
    assert setting(conn, "recursive_triggers") == 1
    assert setting(conn, "secure_delete") == 1
    assert setting(conn, "trusted_schema") == 0
    assert setting(conn, "cell_size_check") == 1
    assert setting(conn, "temp_store") == 2  # memory
    assert setting(conn, "query_only") == 0


def test_files_are_private_whatever_the_umask(tmp_path: Path, key: DatabaseKey) -> None:
    before = os.umask(0)
    try:
        for opened in (open_plain(tmp_path / "a.db"), open_encrypted(tmp_path / "b.db", key)):
            opened.execute("CREATE TABLE t(a)")
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob(f"{opened.path.name}*")}
            assert len(modes) == 3  # the file, -wal and -shm
            assert set(modes.values()) == {0o600}, modes
            opened.close()
    finally:
        os.umask(before)


def test_a_file_that_others_could_read_is_made_private_again(conn: Connection, key: DatabaseKey) -> None:
    conn.path.chmod(0o644)
    again(conn, key).close()
    assert stat.S_IMODE(conn.path.stat().st_mode) == 0o600


def test_a_folder_with_odd_characters_in_its_name_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "Åse #1? 20% [b]"
    folder.mkdir()
    opened = open_plain(folder / "journal.db")
    opened.execute("CREATE TABLE t(a)")
    opened.close()
    assert (folder / "journal.db").stat().st_size > 0


def test_an_encrypted_file_shows_nothing_of_what_it_holds(tmp_path: Path, key: DatabaseKey) -> None:
    opened = open_encrypted(tmp_path / "records.db", key)
    opened.execute("CREATE TABLE note(text)")
    opened.execute("INSERT INTO note VALUES (?)", (SECRET,))
    seen = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert SECRET.encode() not in seen
    assert b"CREATE TABLE" not in seen
    assert b"SQLite format 3" not in seen
    opened.close()
    opened = open_encrypted(tmp_path / "records.db", key)
    assert rows(opened, "SELECT text FROM note") == [(SECRET,)]
    opened.close()


def test_another_key_does_not_open_the_file_and_says_nothing_on_the_screen(
    tmp_path: Path, key: DatabaseKey, capfd: pytest.CaptureFixture[str]
) -> None:
    opened = open_encrypted(tmp_path / "records.db", key)
    opened.execute("CREATE TABLE t(a)")
    opened.close()
    with pytest.raises(StoreDamaged) as caught:
        open_encrypted(tmp_path / "records.db", new_key())
    assert caught.value.detail is Damage.NOT_A_DATABASE
    assert capfd.readouterr() == ("", "")


def test_a_plain_file_is_never_taken_for_the_encrypted_one(tmp_path: Path, key: DatabaseKey) -> None:
    opened = open_plain(tmp_path / "records.db")
    opened.execute("CREATE TABLE t(a)")
    opened.close()
    with pytest.raises(StoreDamaged) as caught:
        open_encrypted(tmp_path / "records.db", key)
    assert caught.value.detail is Damage.NOT_ENCRYPTED


def test_a_library_that_cannot_encrypt_is_found_out_before_anything_is_written(
    tmp_path: Path, key: DatabaseKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Plain(Connection):
        def execute(self, sql: str, *rest: object) -> object:
            hidden = ("PRAGMA cipher", "PRAGMA key")
            return super().execute("SELECT 1 WHERE 0" if sql.startswith(hidden) else sql, *rest)

    monkeypatch.setattr(database, "Connection", Plain)
    with pytest.raises(CipherMissing):
        open_encrypted(tmp_path / "records.db", key)
    assert (tmp_path / "records.db").read_bytes() == b""


@pytest.mark.parametrize("content", [b"", b"not a database, only some words" * 40])
def test_opening_what_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(content)
    if content:
        with pytest.raises(StoreDamaged):
            open_plain(path)
        assert path.read_bytes() == content
    else:
        open_plain(path).close()


def test_a_damaged_page_of_an_encrypted_file_is_named(tmp_path: Path, key: DatabaseKey) -> None:
    path = tmp_path / "records.db"
    opened = open_encrypted(path, key)
    opened.execute("CREATE TABLE note(text)")
    with write(opened):
        opened.executemany("INSERT INTO note VALUES (?)", [(SECRET * 20,)] * 200)
    checkpoint_truncate(opened)
    assert integrity(opened) == ()
    opened.close()
    with path.open("r+b") as file:
        file.seek(4096 * 3 + 100)
        file.write(b"\x00" * 32)
    opened = open_encrypted(path, key)
    assert any("page 4" in line for line in integrity(opened))
    with pytest.raises(StoreDamaged) as caught:
        rows(opened, "SELECT text FROM note")
    assert caught.value.detail is Damage.CORRUPT
    opened.close()


def test_a_sound_file_and_one_with_a_dangling_reference(conn: Connection) -> None:
    script(conn, "CREATE TABLE child(id INTEGER PRIMARY KEY); CREATE TABLE entry(child REFERENCES child(id));")
    assert integrity(conn) == integrity(conn, quick=True) == ()
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("INSERT INTO entry VALUES (7)")
    assert integrity(conn) == ("foreign key: entry -> child",)


def test_a_write_is_seen_by_others_only_when_it_is_whole(conn: Connection, key: DatabaseKey) -> None:
    other = again(conn, key)
    with write(conn):
        conn.execute("INSERT INTO note(text) VALUES ('ein')")
        assert rows(other, "SELECT count(*) FROM note") == [(0,)]
    assert rows(other, "SELECT count(*) FROM note") == [(1,)]
    other.close()


def test_a_write_that_fails_leaves_nothing_and_the_connection_usable(conn: Connection) -> None:
    def interrupted() -> None:
        with write(conn):
            conn.execute("INSERT INTO note(text) VALUES ('ein')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not conn.in_transaction
    with write(conn):
        conn.execute("INSERT INTO note(text) VALUES ('to')")
    assert rows(conn, "SELECT text FROM note") == [("to",)]


def test_two_windows_that_read_before_they_write_see_each_other_s_rows(conn: Connection, key: DatabaseKey) -> None:
    other = again(conn, key)
    with write(conn):
        seen = rows(conn, "SELECT count(*) FROM note")[0][0]
        conn.execute("INSERT INTO note(text) VALUES (?)", (str(seen),))
    with write(other):
        seen = rows(other, "SELECT count(*) FROM note")[0][0]
        other.execute("INSERT INTO note(text) VALUES (?)", (str(seen),))
    assert rows(conn, "SELECT text FROM note") == [("0",), ("1",)]
    other.close()


def test_waiting_for_another_window_ends(conn: Connection, key: DatabaseKey) -> None:
    other = again(conn, key, timeout_s=0.05)
    with write(conn), pytest.raises(StoreBusy), write(other):
        pass
    with write(other):
        other.execute("INSERT INTO note(text) VALUES ('etterpå')")
    other.close()


def test_a_full_disk_loses_nothing_that_was_saved(conn: Connection) -> None:
    with write(conn):
        conn.execute("INSERT INTO note(text) VALUES ('trygt')")
    limit = setting(conn, "page_count")
    conn.execute(f"PRAGMA max_page_count = {limit}")
    with pytest.raises(DiskFull) as caught, write(conn):
        conn.execute("INSERT INTO note(text) VALUES (?)", ("x" * 100_000,))
    assert caught.value.path == conn.path
    assert not conn.in_transaction
    assert rows(conn, "SELECT text FROM note") == [("trygt",)]
    conn.execute("PRAGMA max_page_count = 1000000")
    with write(conn):
        conn.execute("INSERT INTO note(text) VALUES (?)", ("x" * 100_000,))
    assert integrity(conn) == ()


def test_several_reads_are_of_one_moment(conn: Connection, key: DatabaseKey) -> None:
    other = again(conn, key)
    with read(other):
        first = rows(other, "SELECT count(*) FROM note")
        with write(conn):
            conn.execute("INSERT INTO note(text) VALUES ('ein')")
        assert rows(other, "SELECT count(*) FROM note") == first
    assert rows(other, "SELECT count(*) FROM note") == [(1,)]
    other.close()


@pytest.mark.parametrize(
    "statement", ["INSERT INTO note(text) VALUES ('x')", "CREATE TABLE more(a)", "DROP TABLE note"]
)
def test_a_read_only_window_sees_everything_and_changes_nothing(
    conn: Connection, key: DatabaseKey, statement: str
) -> None:
    wall = again(conn, key, read_only=True)
    with write(conn):
        conn.execute("INSERT INTO note(text) VALUES ('ein')")
    assert rows(wall, "SELECT text FROM note") == [("ein",)]
    with pytest.raises(ReadOnly), write(wall):
        wall.execute(statement)
    wall.execute("PRAGMA query_only = OFF")  # the second lock is the file's own mode
    with pytest.raises(ReadOnly), write(wall):
        wall.execute(statement)
    assert rows(conn, "SELECT text FROM note") == [("ein",)]
    wall.close()


def test_a_read_only_window_can_be_first_and_last(conn: Connection, key: DatabaseKey) -> None:
    conn.close()
    wall = again(conn, key, read_only=True)
    assert rows(wall, "SELECT count(*) FROM note") == [(0,)]
    wall.close()


def test_a_read_only_window_makes_no_file(tmp_path: Path, key: DatabaseKey) -> None:
    with pytest.raises(StoreMissing):
        open_plain(tmp_path / "journal.db", read_only=True)
    with pytest.raises(StoreMissing):
        open_encrypted(tmp_path / "records.db", key, read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_somebody_else_is_refused_in_words_we_know(key: DatabaseKey) -> None:
    with folder_of_somebody_else() as folder:
        open_plain(folder / "journal.db").close()
        (folder / "journal.db").chmod(0o400)
        with forbidden(folder), pytest.raises(HomeNotWritable):
            open_plain(folder / "journal.db")
        with forbidden(folder), pytest.raises(HomeNotWritable):
            open_encrypted(folder / "records.db", key)


def test_the_version_changes_when_somebody_else_writes_and_only_then(conn: Connection, key: DatabaseKey) -> None:
    other = again(conn, key)
    first = data_version(other)
    assert data_version(other) == first
    with write(conn):
        conn.execute("INSERT INTO note(text) VALUES ('ein')")
    second = data_version(other)
    assert second != first
    with write(other):
        other.execute("INSERT INTO note(text) VALUES ('to')")
    assert data_version(other) == second
    other.close()


def test_what_is_deleted_is_gone_from_every_file(tmp_path: Path) -> None:
    conn = open_plain(tmp_path / "journal.db")
    conn.execute("CREATE TABLE label(text)")
    with write(conn):
        conn.execute("INSERT INTO label VALUES ('Helsestasjonen')")
    with write(conn):
        conn.execute("DELETE FROM label")
    checkpoint_truncate(conn)
    assert b"Helsestasjonen" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    conn.close()


def test_emptying_the_log_says_when_somebody_still_reads_an_old_moment(conn: Connection, key: DatabaseKey) -> None:
    impatient, reader = again(conn, key, timeout_s=0.01), again(conn, key)
    with read(reader):
        rows(reader, "SELECT count(*) FROM note")
        with write(conn):
            conn.execute("INSERT INTO note(text) VALUES ('ein')")
        with pytest.raises(StoreBusy):
            checkpoint_truncate(impatient, attempts=2)
    checkpoint_truncate(impatient)
    assert Path(f"{conn.path}-wal").stat().st_size == 0
    impatient.close()
    reader.close()


def test_a_script_stays_inside_its_transaction_and_knows_triggers(conn: Connection) -> None:
    schema = """
        CREATE TABLE event(seq INTEGER PRIMARY KEY) STRICT;
        CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN
            SELECT raise(ABORT, 'append only; for ever');
        END;
        INSERT INTO event VALUES (1);
    """

    def interrupted() -> None:
        with write(conn):
            script(conn, schema)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert rows(conn, "SELECT count(*) FROM sqlite_schema WHERE name = 'event'") == [(0,)]
    with write(conn):
        script(conn, schema)
    with pytest.raises(DriverError, match="append only"), write(conn):
        conn.execute("DELETE FROM event")
    with pytest.raises(DriverError, match="append only"), write(conn):
        conn.execute("INSERT OR REPLACE INTO event VALUES (1)")
    with pytest.raises(ValueError, match="whole statement"), write(conn):
        script(conn, "CREATE TABLE t(a); CREATE TABLE u(")
    assert rows(conn, "SELECT count(*) FROM sqlite_schema WHERE name = 't'") == [(0,)]
