"""Writing one thing durably, and opening what was written."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from benchmarks.homes import NOW, WORDS, note, played_home, prepared_record
from benchmarks.measure import Row, against, alone, timed
from benchmarks.meetings import AT, MEETING, agenda, moment, seats
from btimeeting.domain import wishes as w
from btimeeting.domain.event_text import written
from btimeeting.domain.events import BreakIn, BrokeIn
from btimeeting.domain.moment import Moment
from btimeeting.service.session import Session
from btimeeting.service.system_clock import GivenClock
from btimeeting.store import home as homes
from btimeeting.store import keys
from btimeeting.store.database import open_encrypted
from btimeeting.store.driver import Connection
from btimeeting.store.journal import FileJournal
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey, new_key
from btimeeting.store.slots import REAL


def append(folder: Path, *, quick: bool) -> list[Row]:
    """One event, one commit, one sync; and what a key press is besides."""
    times = 20 if quick else 1000
    home = homes.create(folder / "home", demo=True)
    numbers = count()
    with FileJournal.open(home, AT) as journal, _plain(folder / "plain") as descriptor:
        body = written(_event(0)).encode()

        def one() -> None:
            number = next(numbers)
            journal.append(MEETING, number, [_event(number)])

        samples, floor = against(one, lambda: _synced(descriptor, body), "fdatasync of the same bytes", times)
        found = [timed("append one event, FULL", samples, floor)]
        session = _running(journal)
        press = _presses(session)
        samples, floor = against(lambda: next(press), lambda: _synced(descriptor, body), floor.name, min(times, 200))
    return [*found, timed("a key press: decide, append, catch up", samples, floor)]


def _event(number: int) -> BrokeIn:
    return BrokeIn(id=f"{number:016x}", by="viddevakt", moment=moment(number), what=BreakIn.TIME, phase="clarify")


@contextmanager
def _plain(path: Path) -> Iterator[int]:
    """A plain file to append to."""
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    yield descriptor
    os.close(descriptor)


def _synced(descriptor: int, data: bytes) -> None:
    os.write(descriptor, data)
    # macOS has no fdatasync; there this floor is lower than it should be, as fsync does not reach the disk itself.
    getattr(os, "fdatasync", os.fsync)(descriptor)


def _running(journal: FileJournal) -> Session:
    session = Session(journal, GivenClock(AT), "4f1d0c2ab37e9956")
    session.do(w.Open(agenda=agenda(), seats=seats()))
    session.do(w.Start())
    return session


def _presses(session: Session) -> Iterator[object]:
    """Pause, resume, pause …: each is one event."""
    while True:
        yield session.do(w.Pause())
        yield session.do(w.Resume())


def save_note(folder: Path, *, quick: bool) -> list[Row]:
    """The pad's draft, a row that is overwritten; beside it a bare insert of the same words."""
    times = 20 if quick else 1000
    key = new_key()
    prepared_record(folder / "records.db", key)
    raw = _raw_table(folder / "raw.db", key)
    numbers = count(1)
    with RecordsStore.open(folder / "records.db", key, NOW) as records:

        def one() -> None:
            number = next(numbers)
            records.save_note(note("f", f"{WORDS * 5}{number}"), number - 1, Moment(at=AT))

        samples, floor = against(one, _insert(raw, WORDS * 5), "a raw SQLCipher insert of the same words", times)
    raw.close()
    return [timed("save_note, FULL, with its words for search", samples, floor)]


def _raw_table(path: Path, key: DatabaseKey) -> Connection:
    conn = open_encrypted(path, key)
    conn.execute("CREATE TABLE note(id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT")
    return conn


def _insert(conn: Connection, body: str) -> Callable[[], object]:
    def insert() -> None:
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("INSERT INTO note(body) VALUES (?)", (body,))
        conn.execute("COMMIT")

    return insert


def opening(folder: Path, *, quick: bool) -> list[Row]:
    """The record of the invented meeting, opened with its key and read; and the passphrase that gives the key."""
    home, meeting_id = played_home(folder / "home")
    key = keys.unlock_demo(home)
    plain = decrypted(home.records, key, folder / "plain.db")

    def ours() -> None:
        with RecordsStore.open(home.records, key, NOW) as records:
            records.meeting(meeting_id)

    name = "sqlite3 opens a plain copy and reads the same rows"
    samples, floor = against(ours, lambda: _read_all(plain, meeting_id), name, 5 if quick else 200)
    opened = timed("open the record with its key, read one meeting", samples, floor)
    if quick:
        return [opened]
    real = homes.create(folder / "real", demo=False)
    keys.create(real, "ei lang og oppdikta frase", hint="kontoret")
    slots = keys.read(real)
    unlocked = alone(lambda: keys.unlock(slots, "ei lang og oppdikta frase"), 5)
    cost = f"argon2id {REAL.memory_kib // 1024} MiB, {REAL.iterations} passes, {REAL.lanes} lanes"
    return [opened, timed(f"unlock by passphrase ({cost})", unlocked)]


def decrypted(path: Path, key: DatabaseKey, to: Path) -> Path:
    """A plain copy of an encrypted file."""
    conn = open_encrypted(path, key)
    conn.execute("ATTACH DATABASE ? AS plain KEY ''", (str(to),))
    conn.execute("SELECT sqlcipher_export('plain')").fetchall()
    conn.execute("DETACH DATABASE plain")
    conn.close()
    return to


def _read_all(path: Path, meeting_id: str) -> None:
    """Every row about the meeting, its case and its child, as text: nothing is made of it."""
    conn = sqlite3.connect(path)
    case_id, body = conn.execute("SELECT case_id, body FROM meetings WHERE id = ?", (meeting_id,)).fetchone()
    del body
    for table in _TABLES:
        conn.execute(f"SELECT body FROM {table} WHERE meeting_id = ?", (meeting_id,)).fetchall()  # noqa: S608 - ours
    for table in ("consents", "tiltak", "stafettholdar"):
        conn.execute(f"SELECT body FROM {table} WHERE case_id = ?", (case_id,)).fetchall()  # noqa: S608 - ours
    conn.execute("SELECT c.body, k.body FROM cases c, children k WHERE c.id = ?", (case_id,)).fetchall()
    conn.close()


_TABLES = (
    "participants",
    "prepared",
    "notes",
    "tried",
    "offers",
    "tiltak",
    "entries",
    "decisions",
    "next_meetings",
    "answers",
    "documents",
)
