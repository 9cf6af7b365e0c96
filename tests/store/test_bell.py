"""The bell rings for others' writes, in the file they were made in, and never for our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.hung_bell import JOURNAL, RECORDS, Bell
from btimeeting.store.database import open_encrypted, open_plain, rows, write
from btimeeting.store.errors import ReadOnly, StoreDamaged, StoreMissing
from btimeeting.store.home import Home
from btimeeting.store.secret import DatabaseKey, new_key
from tests.store.processes import finish, start

WRITER = """
import sys
from pathlib import Path
from btimeeting.store.database import open_plain, write
conn = open_plain(Path(sys.argv[1]))
with write(conn):
    conn.execute("INSERT INTO t VALUES (1)")
"""


def test_it_rings_once_for_each_file_that_somebody_wrote(home: Home, key: DatabaseKey) -> None:
    journal, records = open_plain(home.journal), open_encrypted(home.records, key)
    for conn in (journal, records):
        conn.execute("CREATE TABLE t(a)")
    with Bell.hang(home, key) as bell:
        assert bell.changed() == frozenset()
        with write(journal):
            journal.execute("INSERT INTO t VALUES (1)")
            assert bell.changed() == frozenset()  # not yet
        assert bell.changed() == {JOURNAL}
        assert bell.changed() == frozenset()
        with write(records):
            records.execute("INSERT INTO t VALUES (1)")
        assert bell.changed() == {RECORDS}
        for conn in (journal, records):
            with write(conn):
                conn.execute("INSERT INTO t VALUES (2)")
        assert bell.changed() == {JOURNAL, RECORDS}
    journal.close()
    records.close()


def test_a_write_that_was_taken_back_does_not_ring(home: Home) -> None:
    journal = open_plain(home.journal)
    journal.execute("CREATE TABLE t(a)")

    def interrupted() -> None:
        with write(journal):
            journal.execute("INSERT INTO t VALUES (1)")
            raise KeyboardInterrupt

    with Bell.hang(home) as bell:
        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert bell.changed() == frozenset()
    journal.close()


def test_another_process_rings_it(home: Home) -> None:
    journal = open_plain(home.journal)
    journal.execute("CREATE TABLE t(a)")
    journal.close()
    with Bell.hang(home, read_only=True) as bell:
        finish(start(WRITER, home.journal))
        assert bell.changed() == {JOURNAL}


def test_the_wall_s_bell_cannot_write_and_makes_no_file(home: Home) -> None:
    with pytest.raises(StoreMissing):
        Bell.hang(home, read_only=True)
    assert not home.journal.exists()
    open_plain(home.journal).close()
    wall = open_plain(home.journal, read_only=True)
    with Bell({JOURNAL: wall}) as bell:
        assert bell.changed() == frozenset()
        with pytest.raises(ReadOnly), write(wall):
            wall.execute("CREATE TABLE t(a)")


def test_a_bell_that_does_not_hang_leaves_nothing_open(home: Home, key: DatabaseKey) -> None:
    conn = open_encrypted(home.records, key)
    conn.execute("CREATE TABLE t(a)")
    conn.close()
    with pytest.raises(StoreDamaged):
        Bell.hang(home, new_key())
    conn = open_plain(home.journal)
    assert rows(conn, "PRAGMA wal_checkpoint(TRUNCATE)")[0][0] == 0
    conn.close()
    assert not Path(f"{home.journal}-wal").exists()  # the last to close takes it away
