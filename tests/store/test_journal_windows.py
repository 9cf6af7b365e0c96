"""Two windows, two processes, one journal."""

from __future__ import annotations

import random

from btimeeting.domain.refusals import Refusal
from btimeeting.domain.wishes import Open
from btimeeting.service.session import Session
from btimeeting.store.home import Home
from btimeeting.store.journal import FileJournal
from tests.builders import HandClock, bti_agenda, seats
from tests.store.journals import M, hidden
from tests.store.processes import finish, start


def test_two_sessions_that_press_next_at_once_move_once(home: Home, journal: FileJournal, other: FileJournal) -> None:
    clock = HandClock()
    console, pad = Session(journal, clock, M), Session(other, clock, M, window="console")
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
