"""The fold and the file format: halves, JSON, any order; and that no sequence of wishes crashes the meeting."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from btimeeting.domain import clock, event_text
from btimeeting.domain import wishes as w
from btimeeting.domain.cues import cues, turn_cue
from btimeeting.domain.events import Event
from btimeeting.domain.evolve import _FOLDS, evolve, fold
from btimeeting.domain.facts import FACTS
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.onward import lender, undoable
from btimeeting.domain.openpoints import open_points
from btimeeting.domain.refusals import Refusal
from btimeeting.domain.seats import Seat
from btimeeting.domain.viddevakt import prompt
from tests.builders import START, TODAY, HandClock, Play, bti_agenda, closed, record
from tests.domain.strategies import EVENT_OF, EVENTS, KINDS, ROOMS, WISHES, made_at


def test_every_kind_of_event_is_folded() -> None:
    assert {*_FOLDS, *FACTS} == set(KINDS)


@settings(max_examples=15)
@given(st.data())
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_is_written_is_what_is_read(kind: type[Any], data: st.DataObject) -> None:
    event = data.draw(EVENT_OF[kind])
    written = event_text.written(event)
    assert event_text.read(written) == event
    assert json.loads(written)["kind"] == event.kind


def test_an_event_with_a_field_nobody_knows_is_an_error_and_not_a_silent_loss() -> None:
    written = json.loads(event_text.written(closed().events[1]))
    with pytest.raises(ValueError, match="extra"):
        event_text.read(json.dumps(written | {"extra": 1}))


@given(st.lists(EVENTS, max_size=14))
def test_any_events_in_any_order_can_be_folded_and_looked_at(events: list[Event]) -> None:
    meeting = fold(events)
    assert meeting.seq == len(events)
    look(meeting, HandClock())


@given(st.lists(EVENTS, max_size=14), st.integers(0, 14))
def test_folding_in_halves_is_folding_at_once(events: list[Event], cut: int) -> None:
    assert fold(events[cut:], fold(events[:cut])) == fold(events)


def look(meeting: Meeting, machine: HandClock) -> None:
    """Everything a screen asks for. It must have an answer at any time."""
    now = machine.now()
    face = clock.face(meeting, now)
    assert face.remaining == clock.remaining(meeting, now)
    assert all(left >= timedelta(0) for _, left in clock.coming(meeting, now))
    for ask in (clock.actual, lender, undoable):
        ask(meeting)  # type: ignore[operator]
    prompt(meeting, now)
    cues(meeting, now)
    turn_cue(meeting)
    open_points(meeting, record(), TODAY)
    assert isinstance(meeting.step, str)


HAPPENINGS = st.sampled_from(
    [("go", 0), ("go", 5), ("go", 60), ("go", 200), ("sleep", 30), ("reboot", -600), ("wall", 3600)]
)


@given(st.booleans(), ROOMS, st.booleans(), st.lists(st.tuples(HAPPENINGS, WISHES), max_size=30))
def test_no_sequence_of_wishes_crashes_anything(
    is_open: bool, room: tuple[Seat, ...], apart: bool, acts: list[tuple[tuple[str, int], w.Wish]]
) -> None:
    play = Play()
    if is_open:
        play.must(w.Open(bti_agenda(), room, questions_apart=apart, child_turns=("describe", "decide")))
    for (what, seconds), wish in acts:
        match what:
            case "go":
                play.clock.go(seconds)
            case "sleep":
                play.clock.sleep(seconds)
            case "reboot":
                play.clock.reboot(f"boot-{len(play.events)}", off=seconds)
            case _:
                play.clock.set_wall(seconds)
        answer = play.do(made_at(wish, play.meeting.step))
        assert isinstance(answer, Refusal | tuple)
        look(play.meeting, play.clock)
    written = [event_text.written(event) for event in play.events]
    assert fold(event_text.read(line) for line in written) == play.meeting


def test_events_before_the_opening_and_a_second_opening_change_nothing_that_matters() -> None:
    events = closed().events
    assert fold(events[1:]).agenda is None
    twice = fold([*events[:5], closed(1).events[0]])
    assert twice.seats == fold(events[:5]).seats


def test_a_wall_clock_set_back_on_another_boot_is_no_time_and_the_next_second_counts() -> None:
    play = Play(HandClock(START, boot_id=None))
    play.must(w.Open(bti_agenda(), ()))
    play.must(w.Start())
    play.clock.set_wall(-600)
    play.must(w.Pause())
    assert play.meeting.runs[0].spent == timedelta(0)
    play.must(w.Resume())
    play.clock.set_wall(660)
    assert clock.remaining(play.meeting, play.now) == timedelta(seconds=240)


def test_an_event_from_elsewhere_that_is_earlier_than_the_last_does_not_turn_the_clock_back() -> None:
    play = closed()
    assert play.meeting.stage is Stage.CLOSED
    late = play.events[-1]
    early = late.but(moment=HandClock(START - timedelta(days=1), boot_id=None).now())
    meeting = evolve(fold(play.events[:-1]), early)
    assert meeting.t == fold(play.events[:-1]).t
    assert meeting.last == play.events[-2].moment
