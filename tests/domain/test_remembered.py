"""What is not worked out twice: answers remembered by identity, and the fold that begins where the newest step was."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from btimeeting.domain import wishes as w
from btimeeting.domain.derived import REMEMBERED, remembered
from btimeeting.domain.evolve import evolve, fold
from btimeeting.domain.meeting import Meeting, Stage, slots
from btimeeting.domain.onward import undoable
from btimeeting.domain.seats import Presence
from tests.builders import Play, running

ROUNDING = timedelta(milliseconds=1)
"""Each of two intervals is rounded down to a microsecond, their sum only once."""


class _Value:
    def __init__(self, n: int) -> None:
        self.n = n


def test_the_same_objects_are_answered_once_and_equal_ones_anew() -> None:
    asked: list[int] = []

    @remembered(lambda value: (value,))
    def doubled(value: _Value) -> int:
        asked.append(value.n)
        return value.n * 2

    one = _Value(3)
    assert (doubled(one), doubled(one), doubled(_Value(3))) == (6, 6, 6)
    assert asked == [3, 3]


def test_a_new_object_never_gets_the_answer_of_one_that_is_gone() -> None:
    @remembered(lambda value: (value,))
    def doubled(value: _Value) -> int:
        return value.n * 2

    assert [doubled(_Value(n)) for n in range(3 * REMEMBERED)] == [2 * n for n in range(3 * REMEMBERED)]


def test_who_leaves_and_comes_back_has_a_turn_again() -> None:
    play = running().until("clarify")
    assert play.meeting.phase is not None
    everybody = slots(play.meeting, play.meeting.phase)
    play.must(w.SetPresence("t2", Presence.LEFT))
    assert len(slots(play.meeting, play.meeting.phase)) == len(everybody) - 1
    play.must(w.SetPresence("t2", Presence.PRESENT))
    assert slots(play.meeting, play.meeting.phase) == everybody


def _pressed(seed: int) -> Play:
    """A meeting in which somebody presses, pauses, and undoes one or more steps in a row."""
    chance = random.Random(seed)  # noqa: S311 - which keys are pressed
    play = running()
    while len(play.events) < 60 and play.meeting.stage is not Stage.EVALUATING:
        play.wait(chance.uniform(1, 40))
        newest = undoable(play.meeting)
        if chance.random() < 0.3 and newest is not None and len(play.meeting.log) > 2:
            play.must(w.Undo(newest.id))
        elif chance.random() < 0.2 and play.meeting.stage is Stage.RUNNING:
            play.must(w.Pause())
        else:
            play.next()
    return play


def _course(meeting: Meeting) -> object:
    """Everything but the times."""
    runs = [(r.phase, r.visits, r.step, r.turn and r.turn.slot, [t.slot for t in r.done]) for r in meeting.runs]
    return meeting.stage, meeting.current, runs


@pytest.mark.parametrize("seed", range(8))
def test_undo_is_the_same_one_event_at_a_time_at_once_and_in_halves(seed: int) -> None:
    events = _pressed(seed).events
    one_by_one = Meeting()
    for event in events:
        one_by_one = evolve(one_by_one, event)
    assert fold(events) == one_by_one
    for cut in (1, len(events) // 3, len(events) - 1):
        assert fold(events[cut:], fold(events[:cut])) == one_by_one


@pytest.mark.parametrize("seed", range(8))
def test_undoing_the_newest_step_is_folding_the_list_without_it(seed: int) -> None:
    play = _pressed(seed)
    before, newest = list(play.meeting.log), undoable(play.meeting)
    assert newest is not None
    play.must(w.Undo(newest.id))
    kept = [event for _, _, event in before if event.id != newest.id]
    again = fold([*kept, play.events[-1]])
    assert _course(play.meeting) == _course(again)
    assert abs(play.meeting.t - again.t) < ROUNDING
    assert all(abs(a.spent - b.spent) < ROUNDING for a, b in zip(play.meeting.runs, again.runs, strict=True))
