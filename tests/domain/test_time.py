"""What the clocks of a machine do to a meeting: sleep, a changed wall clock, a restart, midnight (design.md 4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.domain import clock
from btimeeting.domain import wishes as w
from btimeeting.domain.events import BreakIn, GapJudged, Paused, Started
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.moment import Moment, elapsed, slept
from btimeeting.domain.onward import undoable
from btimeeting.domain.refusals import Refusal, Why
from tests.builders import HandClock, Play, opened, running


def left_s(play: Play) -> float:
    """Seconds left in the phase."""
    return clock.remaining(play.meeting, play.now).total_seconds()


def accounted(meeting: Meeting) -> timedelta:
    """All time that is booked somewhere since the start: on a phase or on a pause."""
    return sum((run.spent for run in meeting.runs), meeting.paused_for)


@pytest.mark.parametrize("seconds", [-3600, 3600, -86400 * 365])
def test_a_changed_wall_clock_has_no_effect_on_the_same_boot(seconds: float) -> None:
    play = running().wait(60)
    play.clock.set_wall(seconds)
    assert left_s(play) == 240
    assert clock.source(play.meeting, play.now) is clock.Source.BOOT
    play.must(w.Pause())
    play.wait(10)
    play.must(w.Resume())
    play.wait(60)
    assert left_s(play) == 180


def test_midnight_is_a_second_like_any_other() -> None:
    play = running(clock=HandClock(datetime(2026, 12, 31, 23, 58, tzinfo=UTC))).wait(180)
    assert left_s(play) == 120


@pytest.mark.parametrize("start", [datetime(2026, 3, 29, 0, 58, tzinfo=UTC), datetime(2026, 10, 25, 0, 58, tzinfo=UTC)])
def test_summer_time_begins_and_ends_without_a_trace(start: datetime) -> None:
    play = running(clock=HandClock(start, boot_id=None)).wait(240)
    assert left_s(play) == 60


def test_after_a_restart_the_wall_clock_is_trusted_and_that_is_told() -> None:
    play = running().wait(60)
    play.clock.reboot(off=90)
    assert left_s(play) == 150
    assert clock.source(play.meeting, play.now) is clock.Source.WALL
    play.must(w.Pause())
    assert clock.source(play.meeting, play.now) is clock.Source.BOOT


def test_after_a_restart_with_a_wall_clock_set_back_no_time_has_passed() -> None:
    play = running().wait(60)
    play.must(w.DoBreakIn(BreakIn.TIME))
    play.clock.reboot(off=-3600)
    assert left_s(play) == 240
    play.must(w.Pause())
    assert play.events[-1].moment.at == play.events[-2].moment.at  # now is never earlier than the last event
    play.must(w.Resume())
    play.wait(60)
    assert left_s(play) == 180


def test_a_machine_without_a_boot_clock_goes_by_the_wall() -> None:
    play = running(clock=HandClock(boot_id=None)).wait(60)
    assert left_s(play) == 240
    assert clock.source(play.meeting, play.now) is clock.Source.WALL


def test_sleep_counts_until_somebody_has_judged_it_and_is_asked_about() -> None:
    play = running().wait(60)
    play.clock.sleep(120)
    assert left_s(play) == 120
    assert clock.gap(play.meeting, play.now) == timedelta(seconds=120)


def test_sleep_that_counts_is_asked_about_once() -> None:
    play = running().wait(60)
    play.clock.sleep(120)
    judged = play.must(w.JudgeGap("count"))
    assert isinstance(judged, GapJudged)
    assert judged.seconds == 120
    assert left_s(play) == 120
    assert clock.gap(play.meeting, play.now) == timedelta(0)
    assert play.do(w.JudgeGap("count")) == Refusal(Why.NO_GAP)


def test_sleep_that_is_dropped_never_was() -> None:
    play = running().wait(60)
    play.clock.sleep(1200)
    play.must(w.JudgeGap("drop"))
    assert left_s(play) == 240
    play.next(30)
    assert play.meeting.run is not None
    assert play.meeting.runs[0].spent == timedelta(seconds=90)


def test_sleep_judged_after_the_next_step_is_taken_from_the_turn_it_was_in() -> None:
    play = running(3).until("clarify").wait(60)
    play.clock.sleep(3000)
    play.next()
    run = play.meeting.run
    assert run is not None
    assert run.turn is not None
    assert run.turn.budget == timedelta(seconds=50)  # so far the sleep has eaten the phase
    play.must(w.JudgeGap("drop"))
    run = play.meeting.run
    assert run is not None
    assert run.turn is not None
    assert run.done[0].spent == run.spent == timedelta(seconds=60)
    assert run.turn.budget == timedelta(seconds=270)  # the next turn is as if nobody had slept


def test_sleep_during_a_pause_is_pause() -> None:
    play = running().wait(60)
    play.must(w.Pause())
    play.clock.sleep(1200)
    assert play.do(w.JudgeGap("drop")) == Refusal(Why.NO_GAP)
    play.must(w.Resume())
    assert left_s(play) == 240
    assert play.meeting.paused_for == timedelta(seconds=1200)


def test_sleep_before_a_step_that_is_undone_can_still_be_dropped() -> None:
    play = running(3).until("clarify").wait(60)
    play.clock.sleep(1200)
    play.must(w.Undo(play.next().id))
    assert clock.gap(play.meeting, play.now) == timedelta(seconds=1200)
    play.must(w.JudgeGap("drop"))
    assert left_s(play) == 540
    assert play.word == "t1"


def test_sleep_in_a_pause_that_is_undone_is_sleep_while_the_clock_ran() -> None:
    play = running(3).until("clarify").wait(60)
    play.must(w.Pause())
    play.clock.sleep(1200)
    play.must(w.Undo(play.must(w.Resume()).id))
    play.must(w.Undo(next(event.id for event in play.events if isinstance(event, Paused))))
    assert play.meeting.stage is Stage.RUNNING
    assert clock.gap(play.meeting, play.now) == timedelta(seconds=1200)


def test_the_gap_of_a_program_that_was_killed_is_counted() -> None:
    """The machine was awake: nothing to ask about."""
    play = running().wait(200)
    assert left_s(play) == 100
    assert clock.gap(play.meeting, play.now) == timedelta(0)


def test_a_standstill_under_two_seconds_is_not_worth_a_question() -> None:
    play = running()
    play.clock.sleep(1.9)
    assert clock.gap(play.meeting, play.now) == timedelta(0)


def test_a_machine_that_cannot_tell_sleep_from_waking_is_not_asked_about_it() -> None:
    first, later = (m.but(mono_ns=None) for m in (HandClock().now(), HandClock().now()))
    later = later.but(boot_ns=(first.boot_ns or 0) + 600 * 10**9)
    assert (elapsed(first, later), slept(first, later)) == (timedelta(seconds=600), timedelta(0))


def test_a_rehearsal_goes_so_many_times_faster() -> None:
    play = running(speed=60).wait(2)
    assert left_s(play) == 180
    assert clock.planned_end(play.meeting, play.now) == play.now.at + timedelta(seconds=(45 * 60 - 120) / 60)
    assert clock.to_next_second(timedelta(seconds=3), speed=60) == timedelta(seconds=1) / 60


def test_a_meeting_can_have_started_a_minute_and_a_half_ago() -> None:
    play = opened().wait(300)
    started = play.must(w.Start(backdated_s=90))
    assert isinstance(started, Started)
    meeting = play.meeting
    assert left_s(play) == 210
    assert meeting.started_at == started.moment.at - timedelta(seconds=90)
    assert meeting.run is not None
    assert meeting.run.turn is not None
    assert meeting.run.turn.spent == timedelta(seconds=90)
    assert meeting.run.began == meeting.run.turn.began == meeting.started_t == meeting.t - timedelta(seconds=90)


@pytest.mark.parametrize("seconds", [-1, 3601])
def test_a_start_in_the_future_or_more_than_an_hour_ago_is_refused(seconds: int) -> None:
    assert opened().do(w.Start(backdated_s=seconds)) == Refusal(Why.BAD_VALUE, {"seconds": str(seconds)})


# --- properties -------------------------------------------------------------------------------------------------

ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["go", "sleep", "wall", "next", "pause", "resume", "undo", "count", "drop", "back", "break_in"]
        ),
        st.integers(0, 400),
    ),
    max_size=25,
)


def act(play: Play, what: str, seconds: int) -> None:
    """Something happens to the meeting or to its machine."""
    match what:
        case "go":
            play.wait(seconds)
        case "sleep":
            play.clock.sleep(seconds)
        case "wall":
            play.clock.set_wall(3600 if seconds % 2 else -3600)
        case "next":
            play.do(w.Next(play.meeting.step))
        case "pause":
            play.do(w.Pause())
        case "resume":
            play.do(w.Resume())
        case "undo":
            if newest := undoable(play.meeting):
                play.do(w.Undo(newest.id))
        case "count" | "drop":
            play.do(w.JudgeGap("count" if what == "count" else "drop"))
        case "back":
            play.do(w.GoToPhase(play.meeting.step, play.meeting.runs[seconds % 7].phase))
        case _:
            play.do(w.DoBreakIn(BreakIn.TIME))


@given(ACTS, st.sampled_from([1, 60]), st.integers(0, 200))
def test_no_time_is_lost_or_made(acts: list[tuple[str, int]], speed: int, backdated: int) -> None:
    """The phases and the pauses together are the meeting's own time since the start, whatever happens."""
    play = opened(speed=speed)
    play.must(w.Start(backdated_s=backdated))
    for what, seconds in acts:
        act(play, what, seconds)
        meeting = play.meeting
        if meeting.stage in (Stage.RUNNING, Stage.PAUSED):
            assert accounted(meeting) == meeting.t - meeting.started_t
            assert meeting.run is not None
            turns = (*meeting.run.before, *meeting.run.done, *((meeting.run.turn,) if meeting.run.turn else ()))
            assert sum((turn.spent for turn in turns), timedelta()) <= meeting.run.spent
        elif meeting.ended_t is not None:
            assert accounted(meeting) == meeting.ended_t - meeting.started_t


@given(ACTS, st.lists(st.integers(0, 5000), min_size=2, max_size=5))
def test_what_is_left_never_rises_while_nothing_happens(acts: list[tuple[str, int]], waits: list[int]) -> None:
    play = running()
    for what, seconds in acts:
        act(play, what, seconds)
    seen = []
    for seconds in waits:
        play.wait(seconds)
        seen.append((clock.remaining(play.meeting, play.now), clock.turn_remaining(play.meeting, play.now)))
    assert seen == sorted(seen, key=lambda pair: (pair[0], pair[1] or timedelta()), reverse=True)


@given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6), st.sampled_from(["boot-1", "boot-2", None]))
def test_time_between_two_moments_is_never_negative(wall_s: int, boot_s: int, boot_id: str | None) -> None:
    first = HandClock().now()
    later = Moment(
        at=first.at + timedelta(seconds=wall_s),
        boot_ns=(first.boot_ns or 0) + boot_s * 10**9,
        mono_ns=first.mono_ns,
        boot_id=boot_id,
    )
    same = boot_id == "boot-1"
    assert elapsed(first, later) == timedelta(seconds=max(0, boot_s if same else wall_s))
    assert slept(first, later) == timedelta(seconds=boot_s if same and boot_s >= 2 else 0)
