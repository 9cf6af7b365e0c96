"""Undo: the clock is as if the step had never been pressed, and what was done since is kept (design.md 4)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.domain import clock
from btimeeting.domain import wishes as w
from btimeeting.domain.events import STEPS, BreakIn, ConsentWay, Event, Undone
from btimeeting.domain.evolve import fold
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.onward import undoable
from btimeeting.domain.refusals import Refusal, Why
from btimeeting.domain.seats import Presence
from tests.builders import Play, opened, running
from tests.domain.strategies import WISHES, made_at


def undo(play: Play) -> Event:
    """Take the newest step back; returns it."""
    newest = undoable(play.meeting)
    assert newest is not None
    play.must(w.Undo(newest.id))
    return newest


def bare(meeting: Meeting) -> Meeting:
    """The meeting without its count of events and its log: all that a screen or a document can see."""
    return replace(meeting, seq=0, log=())


def never_pressed(play: Play, step: Event) -> Meeting:
    """The meeting in which the step was not pressed, up to the last event of this one."""
    return fold(event for event in play.events if event is not step and not isinstance(event, Undone))


def about_to(kind: str) -> Play:
    """A meeting in which such a step has just been pressed, fifty seconds after whatever was before it."""
    play = opened()
    if kind != "started":
        play.next(10)
        play.until({"thanked": "close", "family_left": Stage.THANKED}.get(kind, "clarify"))
    step = play.meeting.step
    wishes: dict[str, w.Wish] = {
        "started": w.Start(backdated_s=30),
        "turn_entered": w.Next(step),
        "phase_entered": w.GoToPhase(step, "describe"),
        "turn_skipped": w.Skip(step, "t1"),
        "turn_passed": w.Pass(step, "t2"),
        "order_changed": w.Reorder(("t3", "t1")),
        "paused": w.Pause(),
        "resumed": w.Resume(),
        "lent": w.MoreTime(step),
        "thanked": w.Next(step),
        "family_left": w.Next(step),
    }
    if kind == "resumed":
        play.must(w.Pause())
    play.wait(50)
    assert play.must(wishes[kind]).kind == kind
    return play


@pytest.mark.parametrize("kind", [step.defaults["kind"] for step in STEPS])
def test_every_step_can_be_undone_and_nobody_can_see_that_it_was_pressed(kind: str) -> None:
    play = about_to(kind)
    play.wait(40)
    if play.meeting.run is not None:
        play.must(w.DoBreakIn(BreakIn.INTERRUPTION))
    play.must(w.SetPresence("t1", Presence.LEFT))
    play.must(w.NoteTiltak("ref-1"))
    step = undo(play.wait(20))
    play.wait(15).must(w.SetWall(hidden=not play.meeting.wall_hidden))
    assert step.kind == kind
    assert bare(play.meeting) == bare(never_pressed(play, step))


@given(st.lists(st.tuples(st.integers(0, 90), WISHES), max_size=14), st.integers(0, 200))
def test_undo_is_as_if_never_pressed_after_any_meeting(acts: list[tuple[int, w.Wish]], later: int) -> None:
    play = running(3)
    for seconds, wish in acts:
        if not isinstance(wish, w.Undo | w.JudgeGap):
            play.wait(seconds).do(made_at(wish, play.meeting.step))
    newest = undoable(play.meeting)
    if newest is None:
        return
    play.wait(later).must(w.Undo(newest.id))
    never = fold(event for event in play.events[:-1] if event is not newest)
    play.wait(17)
    assert clock.face(play.meeting, play.now) == clock.face(never, play.now)
    assert clock.coming(play.meeting, play.now) == clock.coming(never, play.now)
    assert (play.meeting.step, play.meeting.stage) == (never.step, never.stage)
    assert bare(play.meeting).break_ins == never.break_ins
    assert play.meeting.seats == never.seats


def test_facts_after_the_undone_step_are_kept() -> None:
    play = running().until("clarify").wait(60)
    play.must(w.Next(play.meeting.step))
    play.must(w.SetPresence("t3", Presence.LEFT))
    play.must(w.NoteTiltak("ref-1"))
    play.must(w.SettleConsent("t2", ConsentWay.ORAL, "ref-2"))
    undo(play)
    meeting = play.meeting
    assert play.word == "t1"
    assert [ref for _, _, ref in meeting.tiltak_noted] == ["ref-1"]
    assert dict(meeting.consent_ways) == {"t2": ConsentWay.ORAL}
    assert not meeting.takes_part("t3")


def test_steps_are_undone_one_by_one_from_the_newest() -> None:
    play = running().until("clarify")
    play.must(w.Next(play.meeting.step))
    play.must(w.Next(play.meeting.step))
    assert [undo(play).kind for _ in range(3)] == ["turn_entered", "turn_entered", "phase_entered"]
    assert play.meeting.run is not None
    assert play.meeting.run.phase == "describe"


def test_everything_can_be_undone_down_to_the_start_and_then_nothing() -> None:
    play = running().until(Stage.EVALUATING)
    while undoable(play.meeting) is not None:
        undo(play)
    assert play.meeting.stage is Stage.WAITING
    assert play.do(w.Undo("event-0002")) == Refusal(Why.NOTHING_TO_UNDO)
    play.next()
    assert play.meeting.stage is Stage.RUNNING


def test_the_time_of_an_undone_pause_is_meeting_time_again() -> None:
    play = running().wait(60)
    play.must(w.Pause())
    play.wait(60)
    undo(play)
    assert clock.remaining(play.meeting, play.now).total_seconds() == 180


def test_the_time_after_an_undone_resume_is_pause() -> None:
    play = running().wait(60)
    play.must(w.Pause())
    play.wait(30).must(w.Resume())
    play.wait(30)
    undo(play)
    assert clock.remaining(play.meeting, play.now).total_seconds() == 240
    assert play.meeting.stage is Stage.PAUSED


def test_an_undone_family_left_locks_the_evaluation_again() -> None:
    play = running().until(Stage.EVALUATING)
    undo(play)
    assert play.meeting.family_in_room
    assert play.do(w.Evaluate("ref-1")) == Refusal(Why.FAMILY_IN_ROOM)


def test_only_the_newest_step_can_be_undone() -> None:
    play = running().until("clarify")
    older = play.events[1]
    assert play.do(w.Undo(older.id)) == Refusal(Why.ALREADY_MOVED)


def test_facts_are_corrected_and_never_undone() -> None:
    play = running()
    fact = play.must(w.SetPresence("t1", Presence.LEFT))
    assert undoable(play.meeting) is play.events[1]
    assert play.do(w.Undo(fact.id)) == Refusal(Why.ALREADY_MOVED)
    forged = Undone(id="forged-00", moment=play.now, target=fact.id)
    play.take(forged)
    assert not play.meeting.takes_part("t1")  # and if it stood in a journal, it would undo nothing
