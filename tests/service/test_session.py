"""A session: what a window can ask for, and what happens when two ask at once."""

from __future__ import annotations

from itertools import count

import pytest

from btimeeting.domain import events as e
from btimeeting.domain import wishes as w
from btimeeting.domain.meeting import Stage
from btimeeting.domain.refusals import Refusal, Why
from btimeeting.service.session import Session
from tests.builders import bti_agenda, seats
from tests.fakes import ListJournal, StandingClock


def opened(journal: ListJournal, clock: StandingClock, window: str = "console") -> Session:
    session = Session(journal, clock, "meeting-1", window=window)
    if session.meeting.agenda is None:
        session.do(w.Open(bti_agenda(), seats()))
    return session


def test_a_wish_becomes_an_event_with_the_window_it_came_from() -> None:
    journal, clock = ListJournal(), StandingClock()
    session = opened(journal, clock, window="console")

    events = session.next()

    assert isinstance(events, tuple)
    assert [(event.kind, event.by) for event in events] == [("started", "console")]
    assert session.meeting.stage is Stage.RUNNING


def test_two_windows_that_press_next_on_the_same_step_move_the_meeting_once() -> None:
    journal, clock = ListJournal(), StandingClock()
    console, pad = opened(journal, clock), opened(journal, clock, "console")
    pad.catch_up()
    console.next()
    pad.catch_up()
    step = pad.meeting.step

    first = console.do(w.Next(step))
    second = pad.do(w.Next(step))

    assert isinstance(first, tuple)
    assert second == Refusal(Why.ALREADY_MOVED)
    assert len(journal.events["meeting-1"]) == 3
    assert pad.meeting == console.meeting


def test_a_fact_from_a_window_that_lags_behind_is_decided_anew_and_kept() -> None:
    journal, clock = ListJournal(), StandingClock()
    console, viddevakt = opened(journal, clock), opened(journal, clock, "viddevakt")
    console.next()

    events = viddevakt.do(w.SetWall(hidden=True))

    assert isinstance(events, tuple)
    assert viddevakt.meeting.wall_hidden
    assert viddevakt.meeting.stage is Stage.RUNNING


def test_a_retry_brings_the_same_event_id() -> None:
    clock = StandingClock()
    made: list[str] = []

    class Rival(ListJournal):
        """Another window writes between every look and every write, twice."""

        intrusions = 2

        def append(self, meeting_id: str, expected: int, events: object) -> None:
            fresh = tuple(events)  # type: ignore[call-overload]
            made.append(fresh[0].id)
            if self.intrusions and expected:
                self.intrusions -= 1
                other = e.WallStyled(id=f"rival-{self.intrusions:04d}", moment=clock.now(), style=e.WallStyle.CALM)
                super().append(meeting_id, len(self.events[meeting_id]), [other])
            super().append(meeting_id, expected, fresh)

    journal = Rival()
    numbers = count()
    session = Session(journal, clock, "meeting-1", ids=lambda: f"event-{next(numbers):04d}")
    session.do(w.Open(bti_agenda(), seats()))
    session.next()

    assert made == ["event-0000", "event-0001", "event-0001", "event-0001"]
    assert session.meeting.stage is Stage.RUNNING


def test_undo_takes_the_newest_step_back_with_its_clock() -> None:
    journal, clock = ListJournal(), StandingClock()
    session = opened(journal, clock)
    session.next()
    clock.go(minutes=2)
    before = session.face().remaining
    session.next()
    clock.go(3)

    session.undo()

    assert session.meeting.run is not None
    assert session.meeting.run.phase == "welcome"
    assert (before - session.face().remaining).total_seconds() == pytest.approx(3)


def test_nothing_to_undo_is_a_refusal() -> None:
    session = opened(ListJournal(), StandingClock())

    assert session.undo() == Refusal(Why.NOTHING_TO_UNDO)


def test_a_failed_write_leaves_the_meeting_where_it_was() -> None:
    journal, clock = ListJournal(), StandingClock()
    session = opened(journal, clock)
    journal.fail_with = OSError("no room")

    with pytest.raises(OSError, match="no room"):
        session.next()

    assert session.meeting.stage is Stage.WAITING
    journal.fail_with = None
    session.next()
    assert session.meeting.stage is Stage.RUNNING


def test_whoever_sees_the_meeting_closed_deletes_the_labels() -> None:
    journal, clock = ListJournal(), StandingClock()
    session = opened(journal, clock)
    journal.set_labels("meeting-1", {"t1": "PPT"})
    while session.meeting.stage is not Stage.CLOSED:
        session.next()

    assert journal.labels("meeting-1") == {}


def test_a_window_that_only_looks_deletes_nothing() -> None:
    journal, clock = ListJournal(), StandingClock()
    session = opened(journal, clock)
    while session.meeting.stage is not Stage.CLOSED:
        session.next()
    journal.set_labels("meeting-1", {"t1": "PPT"})

    Session(journal, clock, "meeting-1", window="wall", read_only=True)

    assert journal.labels("meeting-1") == {"t1": "PPT"}
