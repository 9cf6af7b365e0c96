"""`btimeeting follow`, and windows that become it where none can be shown: true whenever one began to listen."""

from __future__ import annotations

import threading
from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from btimeeting import i18n
from btimeeting.cli import demo, follow
from btimeeting.cli.follow import Follower
from btimeeting.cli.windows import agenda_of
from btimeeting.cli.wiring import House, settings_of
from btimeeting.domain import wishes as w
from btimeeting.domain.meeting import Stage
from btimeeting.service.prepare import open_meeting
from btimeeting.service.session import Session
from btimeeting.service.system_clock import GivenClock
from btimeeting.store import home as homes
from tests.cli.door import Door, door_with

START = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)

door = pytest.fixture(door_with("meet", "follow"), name="door")


def _house(path: Path) -> House:
    return House(homes.open_home(path), settings_of(Namespace(home=path)), GivenClock(START, "Europe/Oslo"))


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[House, Session]]:
    """The invented meeting, started: the leader has the word in the five minutes of the first phase."""
    i18n.use("en")
    demo.demo_home(tmp_path / "home")
    with _house(tmp_path / "home") as house:
        meeting_id = demo.prepared(house, demo.load_script("en"), START, house.clock.today())
        session = house.session(meeting_id)
        record = house.records.meeting(meeting_id)
        open_meeting(session, house.records, record, agenda_of(house, "bti-individ", "en"), demo=True)
        session.next()
        yield house, session


def _wait(house: House, minutes: float) -> None:
    clock = house.clock
    assert isinstance(clock, GivenClock)
    clock.put(clock.now().at + timedelta(minutes=minutes))


def _told(house: House, session: Session) -> list[str]:
    lines: list[str] = []
    Follower(house, session.id, as_json=False, out=lines.append).catch_up()
    return [line.strip() for line in lines]


def test_after_a_pause_it_tells_what_is_left_of_the_turn_and_not_the_whole_of_it(
    running: tuple[House, Session],
) -> None:
    house, session = running
    for minutes in (1.5, 25):
        _wait(house, minutes)
        session.do(w.Pause())
        _wait(house, 2)
        session.do(w.Resume())
    goes_on = [line for line in _told(house, session) if "goes on" in line]
    assert goes_on[0].endswith("The word goes to: Meeting leader, 3:30 left.")
    assert goes_on[1].endswith("The word goes to: Meeting leader, 21:30 over the time.")


def test_a_time_that_passed_before_one_began_to_listen_is_told_with_the_minute_it_passed(
    running: tuple[House, Session],
) -> None:
    house, session = running
    _wait(house, 4.5)
    session.do(w.Pause())
    _wait(house, 5)
    session.do(w.Resume())
    _wait(house, 9)
    lines = _told(house, session)
    marks = [line for line in lines if line.endswith(("left.", "time is up.")) and "word" not in line]
    assert [line[:5] for line in marks] == ["09:33", "09:34", "09:40"]
    assert marks[-1].endswith("the time is up.")
    assert lines.index(marks[1]) < next(n for n, line in enumerate(lines) if line.endswith("Pause."))


@pytest.mark.parametrize("words", [(), ("meet", "run"), ("meet", "resume")])
def test_without_a_terminal_the_meeting_under_way_comes_as_lines_and_is_said_to_be_only_to_read(
    words: tuple[str, ...], door: Door, running: tuple[House, Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, session = running
    listening = threading.Event()
    tell = follow.tell

    def told(*given: object, **more: object) -> int:
        listening.set()
        return tell(*given, **more)  # type: ignore[arg-type] - passed on as it came

    def lead() -> None:
        listening.wait(20)
        with _house(door.home) as house:
            mine = house.session(session.id)
            while mine.meeting.stage is not Stage.CLOSED:
                mine.next()

    monkeypatch.setattr(follow, "tell", told)
    leader = threading.Thread(target=lead)
    leader.start()
    ran = door.run(*words)
    leader.join()
    assert ran.code == 0
    assert ran.out.strip().endswith("The meeting is closed.")
    assert ran.err == "No window can be shown here: the meeting under way comes as lines, only to read.\n"


def test_with_no_meeting_under_way_it_is_a_sentence(door: Door, tmp_path: Path) -> None:
    demo.demo_home(tmp_path / "home")
    for words in ((), ("meet", "run"), ("meet", "run", "abcd"), ("meet", "resume"), ("meet", "prepare")):
        ran = door.run(*words)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("This needs a terminal window of its own.")
