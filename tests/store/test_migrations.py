"""The schema's history: every step once, all or none, and no file of a newer program touched."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from btimeeting.store.database import open_encrypted, open_plain, rows, write
from btimeeting.store.driver import Connection, DriverError
from btimeeting.store.errors import Damage, StoreDamaged, StoreTooNew, StoreTooOld
from btimeeting.store.migrations import History
from btimeeting.store.secret import DatabaseKey
from tests.store.processes import finish, start

AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def first_release() -> History:
    history = History()

    @history.step("0001 notes")
    def notes(conn: Connection) -> None:
        conn.execute("CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT) STRICT")

    return history


def second_release() -> History:
    history = first_release()

    @history.step("0002 colours")
    def colours(conn: Connection) -> None:
        conn.execute("ALTER TABLE note ADD COLUMN colour TEXT")
        conn.execute("UPDATE note SET colour = 'raud'")

    return history


def tables(conn: Connection) -> set[str]:
    return {row[0] for row in rows(conn, "SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_steps_are_taken_once_and_recorded_with_their_instant(tmp_path: Path) -> None:
    conn = open_plain(tmp_path / "a.db")
    oslo = AT.astimezone(timezone(timedelta(hours=1)))
    assert second_release().apply(conn, oslo) == ("0001 notes", "0002 colours")
    assert second_release().apply(conn, AT + timedelta(days=1)) == ()
    assert rows(conn, "SELECT name, at FROM schema_step ORDER BY name") == [
        ("0001 notes", "2026-11-22T08:00:00+00:00"),
        ("0002 colours", "2026-11-22T08:00:00+00:00"),
    ]
    conn.close()


def test_last_release_s_file_is_carried_over_with_what_it_holds(tmp_path: Path, key: DatabaseKey) -> None:
    conn = open_encrypted(tmp_path / "a.db", key)
    first_release().apply(conn, AT)
    conn.execute("INSERT INTO note(text) VALUES ('ein')")
    assert second_release().apply(conn, AT) == ("0002 colours",)
    assert rows(conn, "SELECT text, colour FROM note") == [("ein", "raud")]
    conn.close()


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    conn = open_plain(tmp_path / "a.db")
    first_release().apply(conn, AT)
    history = second_release()

    @history.step("0003 broken")
    def broken(conn: Connection) -> None:
        conn.execute("CREATE TABLE half(a)")
        conn.execute("ALTER TABLE missing ADD COLUMN b")

    with pytest.raises(DriverError):
        history.apply(conn, AT)
    assert tables(conn) == {"schema_step", "note"}
    assert history.pending(conn) == ("0002 colours", "0003 broken")
    assert [row[1] for row in rows(conn, "PRAGMA table_info(note)")] == ["id", "text"]
    conn.close()


def test_a_file_of_a_newer_program_is_refused_untouched(tmp_path: Path) -> None:
    conn = open_plain(tmp_path / "a.db")
    second_release().apply(conn, AT)
    with pytest.raises(StoreTooNew) as caught:
        first_release().apply(conn, AT)
    assert (caught.value.found, caught.value.known) == ("0002 colours", "0001 notes")
    with pytest.raises(StoreTooNew):
        first_release().require(conn)
    conn.close()


def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    conn = open_plain(tmp_path / "a.db")
    conn.execute("CREATE TABLE moz_places(url)")
    with pytest.raises(StoreDamaged) as caught:
        first_release().apply(conn, AT)
    assert caught.value.detail is Damage.FOREIGN
    assert tables(conn) == {"moz_places"}
    conn.close()


def test_a_window_that_only_reads_says_that_the_file_is_behind(tmp_path: Path) -> None:
    conn = open_plain(tmp_path / "a.db")
    first_release().apply(conn, AT)
    wall = open_plain(tmp_path / "a.db", read_only=True)
    first_release().require(wall)
    with pytest.raises(StoreTooOld) as caught:
        second_release().require(wall)
    assert caught.value.missing == "0002 colours"
    wall.close()
    conn.close()


def test_a_file_that_is_up_to_date_is_opened_while_somebody_writes(tmp_path: Path) -> None:
    conn = open_plain(tmp_path / "a.db")
    first_release().apply(conn, AT)
    other = open_plain(tmp_path / "a.db", timeout_s=0.01)
    with write(conn):
        assert first_release().apply(other, AT) == ()
    conn.close()
    other.close()


@pytest.mark.parametrize("name", ["0001 notes", "0000 earlier"])
def test_a_step_that_is_not_the_next_one_is_a_mistake_of_the_program(name: str) -> None:
    with pytest.raises(ValueError, match="not the next one"):
        first_release().step(name)(lambda _: None)


OPENER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from btimeeting.store.database import open_encrypted, open_plain
from btimeeting.store.migrations import History
from btimeeting.store.secret import DatabaseKey
history = History()
@history.step("0001 notes")
def notes(conn): conn.execute("CREATE TABLE note(id INTEGER PRIMARY KEY) STRICT")
print("ready", flush=True)
sys.stdin.readline()
path = Path(sys.argv[1])
conn = open_plain(path) if sys.argv[2] == "plain" else open_encrypted(path, DatabaseKey(b"k" * 32))
print(len(history.apply(conn, datetime(2026, 1, 1, tzinfo=UTC))))
"""


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_windows_that_open_a_new_file_at_once_do_not_fall_over_each_other(tmp_path: Path, kind: str) -> None:
    processes = [start(OPENER, tmp_path / "a.db", kind) for _ in range(5)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert sorted(finish(process).strip() for process in processes) == ["0", "0", "0", "0", "1"]
