"""The journal: what is acknowledged stays, in order, once; and what was changed afterwards is seen."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator

import pytest

from btimeeting.domain.events import Event, Undone, WallHidden, WallShown
from btimeeting.domain.evolve import fold
from btimeeting.domain.refusals import Refusal
from btimeeting.domain.wishes import Open
from btimeeting.service.ports import Conflict, Journal, NotFound, NotUnique
from btimeeting.service.session import Session
from btimeeting.store.database import integrity, open_plain, read, rows, write
from btimeeting.store.driver import Connection, DriverError, IntegrityError
from btimeeting.store.errors import (
    Damage,
    DiskFull,
    ReadOnly,
    StoreBusy,
    StoreDamaged,
    StoreMissing,
    StoreTooNew,
    StoreTooOld,
)
from btimeeting.store.home import Home
from btimeeting.store.journal import FileJournal
from tests.builders import START, HandClock, bti_agenda, closed, opened, running, seats
from tests.store.processes import finish, start

M = "4f1d0c2ab37e9955"
CLOCK = HandClock()
MOMENT = CLOCK.now()


def hidden(number: int) -> Event:
    return (WallHidden if number % 2 else WallShown)(id=f"event-{number:05}", moment=MOMENT)


@pytest.fixture
def journal(home: Home) -> Iterator[FileJournal]:
    with FileJournal.open(home, START) as made:
        yield made


@pytest.fixture
def other(home: Home, journal: FileJournal) -> Iterator[FileJournal]:
    """Another window's connection to the same file."""
    del journal  # made first
    with FileJournal.open(home, START) as made:
        yield made


@pytest.fixture
def vandal(home: Home, journal: FileJournal) -> Iterator[Connection]:
    """Somebody with a database tool who has taken the triggers away."""
    del journal
    conn = open_plain(home.journal)
    for (name,) in rows(conn, "SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
        conn.execute(f"DROP TRIGGER {name}")
    yield conn
    conn.close()


# --- what is written is what is read ---------------------------------------------------------------------------------


def test_a_whole_meeting_is_read_back_as_it_happened(journal: FileJournal, other: FileJournal) -> None:
    play = closed()
    port: Journal = journal
    for number, event in enumerate(play.events):
        port.append(M, number, [event])
    assert other.since(M) == tuple(play.events)
    assert fold(other.since(M)) == play.meeting
    assert other.since(M, 10) == tuple(play.events[10:])
    assert other.since(M, len(play.events)) == ()
    assert other.since("another") == ()


def test_the_agenda_lies_inside_the_opening_event(home: Home, journal: FileJournal) -> None:
    journal.append(M, 0, opened().events)
    body = json.loads(rows(open_plain(home.journal), "SELECT body FROM event")[0][0])
    assert body["agenda"] == bti_agenda().model_dump(mode="json")


def test_meetings_do_not_mix(journal: FileJournal) -> None:
    journal.append(M, 0, [hidden(1), hidden(2)])
    journal.append("b" * 16, 0, [hidden(1)])
    assert [len(journal.since(m)) for m in (M, "b" * 16)] == [2, 1]
    assert journal.head(M) != journal.head("b" * 16)


def test_the_tables_are_the_schema_and_nothing_else(home: Home, journal: FileJournal) -> None:
    journal.append(M, 0, opened().events)
    conn = open_plain(home.journal)
    tables = {row[0] for row in rows(conn, "SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert tables == {"event", "meeting", "label", "schema_step"}
    strict = {row[0] for row in rows(conn, "SELECT name FROM pragma_table_list WHERE strict AND schema = 'main'")}
    assert strict == tables
    assert integrity(conn) == ()
    conn.close()


# --- append only -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = '{}'",
        "UPDATE event SET seq = 7 WHERE seq = 2",
        "DELETE FROM event",
        "DELETE FROM event WHERE seq = 2",
        "INSERT OR REPLACE INTO event SELECT meeting, seq, id, '{}', hash FROM event WHERE seq = 2",
        "INSERT INTO event SELECT meeting, 9, 'new-event', body, hash FROM event WHERE seq = 2",
    ],
)
def test_no_statement_changes_what_has_happened(home: Home, journal: FileJournal, statement: str) -> None:
    journal.append(M, 0, [hidden(1), hidden(2)])
    conn = open_plain(home.journal)
    with pytest.raises(IntegrityError, match=r"append only|not the next"), write(conn):
        conn.execute(statement)
    conn.close()
    assert journal.since(M) == (hidden(1), hidden(2))
    assert journal.verify(M).ok


def test_a_retry_of_what_was_written_is_success(journal: FileJournal, other: FileJournal) -> None:
    journal.append(M, 0, [hidden(1), hidden(2)])
    journal.append(M, 0, [hidden(1), hidden(2)])
    other.append(M, 0, [hidden(1)])
    journal.append(M, 2, [])
    assert journal.since(M) == (hidden(1), hidden(2))


def test_the_second_window_is_told_that_it_was_not_first(journal: FileJournal, other: FileJournal) -> None:
    journal.append(M, 0, [hidden(1)])
    with pytest.raises(Conflict):
        other.append(M, 0, [hidden(2)])
    with pytest.raises(Conflict):
        other.append(M, 5, [hidden(2)])
    with pytest.raises(Conflict):
        other.append(M, 1, [hidden(2), hidden(1)])
    assert other.since(M) == (hidden(1),)
    other.append(M, 1, [hidden(2)])
    assert journal.since(M) == (hidden(1), hidden(2))


def test_several_events_are_written_all_or_none(home: Home, journal: FileJournal) -> None:
    conn = open_plain(home.journal)
    conn.execute("CREATE TRIGGER third BEFORE INSERT ON event WHEN NEW.seq = 3 BEGIN SELECT raise(FAIL, 'x'); END")
    conn.close()
    with pytest.raises(StoreDamaged):
        journal.append(M, 0, [hidden(1), hidden(2), hidden(3)])
    assert journal.since(M) == ()
    assert journal.meetings() == ()


def test_a_full_disk_loses_nothing_and_the_same_call_works_afterwards(home: Home) -> None:
    conn = open_plain(home.journal)
    FileJournal.open(home, START).close()
    journal = FileJournal(conn)
    journal.append(M, 0, [hidden(1)])
    conn.execute(f"PRAGMA max_page_count = {rows(conn, 'PRAGMA page_count')[0][0]}")
    play = opened()
    with pytest.raises(DiskFull):
        journal.append("b" * 16, 0, play.events)
    assert journal.since(M) == (hidden(1),)
    assert journal.since("b" * 16) == ()
    conn.execute("PRAGMA max_page_count = 100000")
    journal.append("b" * 16, 0, play.events)
    assert journal.verify("b" * 16).ok
    assert journal.verify(M).ok
    journal.close()


def test_a_window_that_holds_the_file_too_long_is_not_waited_for_for_ever(home: Home, journal: FileJournal) -> None:
    impatient = FileJournal(open_plain(home.journal, timeout_s=0.02))
    holder = open_plain(home.journal)
    with write(holder), pytest.raises(StoreBusy):
        impatient.append(M, 0, [hidden(1)])
    impatient.append(M, 0, [hidden(1)])
    assert journal.since(M) == (hidden(1),)
    holder.close()
    impatient.close()


# --- two windows ------------------------------------------------------------------------------------------------------


def test_two_sessions_that_press_next_at_once_move_once(home: Home, journal: FileJournal, other: FileJournal) -> None:
    clock = HandClock()
    console, pad = Session(journal, clock, M), Session(other, clock, M, window="pad")
    console.do(Open(agenda=bti_agenda(), seats=seats()))
    pad.catch_up()
    for _ in range(12):
        clock.go(20)
        first, second = random.choice([(console, pad), (pad, console)])  # noqa: S311 - any order must do
        pressed = first.next()
        assert not isinstance(pressed, Refusal)
        before = first.meeting.step
        answer = second.next()  # it has not caught up: it names the step that was left
        assert isinstance(answer, Refusal) or answer == ()
        first.catch_up()
        assert first.meeting.step == before
        assert second.meeting == first.meeting
    assert journal.verify(M).ok
    assert home.journal.exists()


RACER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from btimeeting.domain.events import WallHidden
from btimeeting.domain.moment import Moment
from btimeeting.service.ports import Conflict
from btimeeting.store import home as homes
from btimeeting.store.journal import FileJournal
at = datetime(2026, 11, 25, tzinfo=UTC)
meeting, name, count = sys.argv[2], sys.argv[3], int(sys.argv[4])
with FileJournal.open(homes.open_home(Path(sys.argv[1])), at) as journal:
    print("ready", flush=True)
    sys.stdin.readline()
    seen = conflicts = 0
    for number in range(count):
        event = WallHidden(id=f"{name}-{number:05}", moment=Moment(at=at))
        while True:
            try:
                journal.append(meeting, seen, [event])
            except Conflict:
                conflicts += 1
                seen += len(journal.since(meeting, seen))
            else:
                break
print(conflicts)
"""


def test_two_processes_write_one_meeting_without_losing_or_doubling_an_event(home: Home, journal: FileJournal) -> None:
    processes = [start(RACER, home.path, M, name, 150) for name in ("console", "the-pad")]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    conflicts = sum(int(finish(process)) for process in processes)
    assert conflicts > 0  # else they did not race
    ids = [event.id for event in journal.since(M)]
    for name in ("console", "the-pad"):
        assert [event_id for event_id in ids if event_id.startswith(name)] == [f"{name}-{n:05}" for n in range(150)]
    assert len(ids) == 300
    assert journal.verify(M).ok
    assert journal.changed()


def test_the_bell_rings_for_the_other_window_only(journal: FileJournal, other: FileJournal) -> None:
    assert not journal.changed()
    journal.append(M, 0, [hidden(1)])
    assert not journal.changed()
    assert other.changed()
    assert not other.changed()
    other.append(M, 1, [hidden(2)])
    assert journal.changed()


# --- the chain --------------------------------------------------------------------------------------------------------


def test_the_head_can_be_reckoned_by_anybody(home: Home, journal: FileJournal) -> None:
    play = running()
    journal.append(M, 0, play.events)
    value = hashlib.sha256(f"btimeeting journal 1\n{M}".encode()).digest()
    for (body,) in rows(open_plain(home.journal), "SELECT body FROM event ORDER BY seq"):
        value = hashlib.sha256(value + body.encode()).digest()
    assert journal.head(M) == value.hex()
    verdict = journal.verify(M)
    assert (verdict.ok, verdict.events, verdict.head) == (True, len(play.events), value.hex())


def test_a_meeting_without_events_has_an_empty_chain(journal: FileJournal) -> None:
    assert journal.head(M) == "0" * 64
    verdict = journal.verify(M)
    assert (verdict.ok, verdict.events, verdict.head) == (True, 0, "0" * 64)


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ('UPDATE event SET body = replace(body, \'"by":null\', \'"by":"pad"\') WHERE seq = 3', 3),
        ("UPDATE event SET body = 'no JSON' WHERE seq = 3", 3),
        ("UPDATE event SET id = 'another-id' WHERE seq = 3", 3),
        ("UPDATE event SET hash = zeroblob(32) WHERE seq = 4", 4),
        ("DELETE FROM event WHERE seq = 2", 2),
        ("DELETE FROM event WHERE seq = 1", 1),
        ("DELETE FROM event WHERE seq >= 4", 4),
        ("DELETE FROM event", 1),
        ("UPDATE event SET seq = seq + 1 WHERE seq = 5", 5),
        ("UPDATE event SET meeting = 'another' WHERE seq = 5", 5),
        ("UPDATE meeting SET events = 4", 5),
        ("UPDATE meeting SET head = zeroblob(32)", 6),
        ("DELETE FROM meeting", 1),
    ],
)
def test_tampering_is_found_at_its_event(
    journal: FileJournal, vandal: Connection, statement: str, broken_at: int
) -> None:
    journal.append(M, 0, [hidden(n) for n in range(1, 6)])
    assert journal.verify(M).ok
    with write(vandal):
        vandal.execute(statement)
    verdict = journal.verify(M)
    assert (verdict.ok, verdict.broken_at) == (False, broken_at)


def test_a_journal_whose_rows_do_not_fit_together_takes_no_more_events(journal: FileJournal, home: Home) -> None:
    journal.append(M, 0, [hidden(1), hidden(2)])
    conn = open_plain(home.journal)
    conn.execute("UPDATE meeting SET events = 1")
    conn.close()
    with pytest.raises(StoreDamaged) as caught:
        journal.append(M, 1, [hidden(3)])
    assert caught.value.detail is Damage.CORRUPT
    assert len(journal.since(M)) == 2


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"kind": "danced", "id": "event-00001"}', StoreTooNew),
        ('{"kind": "paused", "id": "event-00001"}', StoreDamaged),
        ('{"id": "event-00001"}', StoreDamaged),
        ("[]", StoreDamaged),
        ("no JSON", StoreDamaged),
    ],
)
def test_an_event_that_cannot_be_read_is_said(
    journal: FileJournal, vandal: Connection, body: str, expected: type[Exception]
) -> None:
    journal.append(M, 0, [hidden(1)])
    vandal.execute("UPDATE event SET body = ?", (body,))
    with pytest.raises(expected):
        journal.since(M)


# --- meetings ---------------------------------------------------------------------------------------------------------


def test_meetings_are_listed_newest_first_with_how_far_they_are(journal: FileJournal) -> None:
    clock = HandClock()
    plays = {"aaaa1111": opened(clock=clock)}
    clock.go(3600)
    plays["bbbb2222"] = running(clock=clock)
    clock.go(3600)
    plays["aaab3333"] = closed(clock=clock)
    for name, play in plays.items():
        journal.append(name, 0, play.events)
    journal.append("cccc4444", 0, [hidden(1)])  # never opened
    found = journal.meetings()
    assert [line.id for line in found] == ["aaab3333", "bbbb2222", "aaaa1111"]
    assert [(line.started, line.closed) for line in found] == [(True, True), (True, False), (False, False)]
    assert [line.opened_at for line in found] == [play.events[0].moment.at for play in reversed(plays.values())]
    assert [line.events for line in found] == [len(play.events) for play in reversed(plays.values())]


def test_a_meeting_is_found_by_the_beginning_of_its_id(journal: FileJournal) -> None:
    for name in ("aaaa1111", "aaaa1122", "bbbb2222", "m1", "aaaa"):
        journal.append(name, 0, [hidden(1)])
    assert journal.find("bbbb") == "bbbb2222"
    assert journal.find("aaaa1122") == "aaaa1122"
    assert journal.find("aaaa") == "aaaa"  # a whole id, though others begin so
    assert journal.find("m1") == "m1"
    with pytest.raises(NotUnique) as several:
        journal.find("aaaa11")
    assert several.value.found == 2
    for unknown in ("bbb", "cccc", "", "%%%%", "____", "bbbb22223", "BBBB", "bbbb'--", "\x00\x00\x00\x00"):
        with pytest.raises(NotFound):
            journal.find(unknown)


# --- labels -----------------------------------------------------------------------------------------------------------


def test_labels_are_shared_and_replaced(journal: FileJournal, other: FileJournal) -> None:
    journal.set_labels(M, {"t1": "Helsestasjonen", "t2": "PPT [/x] 😀"})
    assert other.labels(M) == {"t1": "Helsestasjonen", "t2": "PPT [/x] 😀"}
    other.set_labels(M, {"t1": "BUP"})
    other.set_labels("another", {"t1": "Barnevernet"})
    assert journal.labels(M) == {"t1": "BUP"}
    assert journal.labels("unknown") == {}


def everything(home: Home) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.path.rglob("*")) if path.is_file())


def test_forgotten_labels_are_gone_from_every_byte_of_the_home(home: Home, journal: FileJournal) -> None:
    labels = {f"t{number}": f"Helsestasjonen nummer {number}" for number in range(200)}
    journal.append(M, 0, opened().events)
    journal.set_labels(M, dict.fromkeys(labels, "Helsestasjonen, tidlegare namn"))
    journal.set_labels(M, labels)
    assert b"Helsestasjonen" in everything(home)
    journal.forget_labels(M)
    assert b"Helsestasjonen" not in everything(home)
    assert journal.labels(M) == {}
    assert journal.verify(M).ok


def test_labels_forgotten_while_somebody_reads_are_gone_a_little_later(home: Home) -> None:
    journal = FileJournal(open_plain(home.journal, timeout_s=0.01))
    FileJournal.open(home, START).close()
    journal.set_labels(M, {"t1": "Helsestasjonen"})
    reader = open_plain(home.journal, read_only=True)
    with read(reader):
        rows(reader, "SELECT * FROM label")
        journal.forget_labels(M)
        assert b"Helsestasjonen" in everything(home)
    journal.forget_labels(M)
    assert b"Helsestasjonen" not in everything(home)
    reader.close()
    journal.close()


def test_labels_whose_window_died_before_it_had_emptied_the_log_are_gone_at_the_next_look(
    home: Home, journal: FileJournal
) -> None:
    journal.set_labels(M, {"t1": "Helsestasjonen"})
    died = open_plain(home.journal)
    with write(died):
        died.execute("DELETE FROM label")
    assert b"Helsestasjonen" in everything(home)
    journal.forget_labels(M)
    assert b"Helsestasjonen" not in everything(home)
    died.close()


def test_a_session_that_sees_the_meeting_closed_forgets_its_labels(home: Home, journal: FileJournal) -> None:
    journal.set_labels(M, {"t1": "Helsestasjonen"})
    journal.append(M, 0, closed().events)
    Session(journal, HandClock(), M)
    assert b"Helsestasjonen" not in everything(home)


# --- opening ----------------------------------------------------------------------------------------------------------


def test_the_wall_reads_and_cannot_write(home: Home, journal: FileJournal) -> None:
    with FileJournal.open_read_only(home) as wall:
        journal.set_labels(M, {"t1": "PPT"})
        journal.append(M, 0, opened().events)
        assert wall.changed()
        assert wall.since(M) == journal.since(M)
        assert wall.labels(M) == {"t1": "PPT"}
        assert wall.verify(M).ok
        for attempt in (lambda: wall.append(M, 1, [hidden(1)]), lambda: wall.set_labels(M, {})):
            with pytest.raises(ReadOnly):
                attempt()


def test_the_wall_makes_no_journal_and_waits_for_one_that_is_ready(home: Home) -> None:
    with pytest.raises(StoreMissing):
        FileJournal.open_read_only(home)
    open_plain(home.journal).close()
    with pytest.raises(StoreTooOld):
        FileJournal.open_read_only(home)


def test_a_journal_of_a_newer_program_is_left_alone(home: Home, journal: FileJournal) -> None:
    journal.append(M, 0, [hidden(1)])
    conn = open_plain(home.journal)
    conn.execute("INSERT INTO schema_step VALUES ('0002 what nobody knows yet', '2030-01-01')")
    conn.close()
    for attempt in (lambda: FileJournal.open(home, START), lambda: FileJournal.open_read_only(home)):
        with pytest.raises(StoreTooNew) as caught:
            attempt()
        assert caught.value.found == "0002 what nobody knows yet"


def test_a_damaged_journal_is_said_and_left_alone(home: Home) -> None:
    home.journal.write_bytes(b"x" * 8192)
    with pytest.raises(StoreDamaged):
        FileJournal.open(home, START)
    assert home.journal.read_bytes() == b"x" * 8192


def test_a_closed_journal_leaves_one_file_and_nothing_open(home: Home) -> None:
    with FileJournal.open(home, START) as journal:
        journal.append(M, 0, [hidden(1)])
    assert [path.name for path in home.path.glob("journal*")] == ["journal.db"]
    with pytest.raises(DriverError):
        journal.since(M)


def test_an_undo_and_every_other_kind_survive_the_file(journal: FileJournal) -> None:
    play = running()
    step = play.next(30)
    play.take(Undone(id="event-undo", moment=play.now, target=step.id))
    journal.append(M, 0, play.events)
    assert fold(journal.since(M)) == play.meeting
