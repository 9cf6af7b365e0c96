"""The journal: what is acknowledged stays, in order, once."""

from __future__ import annotations

import json

import pytest

from btimeeting.domain.events import Undone
from btimeeting.domain.evolve import fold
from btimeeting.domain.frozen import plain
from btimeeting.service.ports import Conflict, Journal, NotFound, NotUnique
from btimeeting.store.database import integrity, open_plain, rows, write
from btimeeting.store.driver import DriverError, IntegrityError
from btimeeting.store.errors import (
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
from tests.builders import START, HandClock, bti_agenda, closed, opened, running
from tests.store.journals import M, hidden


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
    assert body["agenda"] == plain(bti_agenda())


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
