"""The clocks of a meeting: what is left, how it stands, when it ends, what was borrowed (design.md 4)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from btimeeting.domain import clock
from btimeeting.domain import wishes as w
from btimeeting.domain.agenda import Agenda, Form, Role
from btimeeting.domain.clock import Heat
from btimeeting.domain.events import Lent
from btimeeting.domain.meeting import Meeting, Stage, family_speaks
from btimeeting.domain.onward import lender, loans
from btimeeting.domain.refusals import Refusal, Why
from tests.builders import START, Play, bti_agenda, opened, phase, running

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def planned(meeting: Meeting) -> dict[str, float]:
    """Minutes each phase may take now."""
    return {run.phase: run.planned / MINUTE for run in meeting.runs}


# --- what is left, pace and end ---------------------------------------------------------------------------------


def test_before_the_start_the_whole_meeting_is_left() -> None:
    play = opened().wait(600)
    assert clock.left_in_meeting(play.meeting, play.now) == 45 * MINUTE
    assert clock.remaining(play.meeting, play.now) == clock.pace(play.meeting, play.now) == timedelta(0)
    assert clock.planned_end(play.meeting, play.now) == play.now.at + 45 * MINUTE


def test_a_phase_runs_below_zero_and_the_meeting_is_behind() -> None:
    play = running().wait(330)
    assert clock.remaining(play.meeting, play.now) == -30 * SECOND
    assert clock.pace(play.meeting, play.now) == 30 * SECOND
    assert clock.planned_end(play.meeting, play.now) == START + 45 * MINUTE + 30 * SECOND


def test_a_phase_done_early_makes_the_meeting_ahead_and_it_ends_sooner() -> None:
    play = running().wait(240)
    play.next()
    assert clock.pace(play.meeting, play.now) == -MINUTE
    assert clock.planned_end(play.meeting, play.now) == START + 44 * MINUTE


def test_a_pause_moves_the_end_and_not_the_pace() -> None:
    play = running().wait(60)
    play.must(w.Pause())
    play.wait(600)
    assert clock.remaining(play.meeting, play.now) == 4 * MINUTE
    play.must(w.Resume())
    assert clock.pace(play.meeting, play.now) == timedelta(0)
    assert clock.planned_end(play.meeting, play.now) == START + 55 * MINUTE
    assert play.meeting.paused_for == 10 * MINUTE


def test_going_back_is_neither_ahead_nor_behind_until_time_is_used() -> None:
    play = running().until("clarify", every=150).wait(30)
    before = clock.pace(play.meeting, play.now), clock.left_in_meeting(play.meeting, play.now)
    play.must(w.GoToPhase(play.meeting.step, "describe"))
    assert (clock.pace(play.meeting, play.now), clock.left_in_meeting(play.meeting, play.now)) == before
    play.wait(60)
    assert clock.pace(play.meeting, play.now) == before[0] + MINUTE


def test_phases_that_were_jumped_over_stay_ahead_after_the_thanks() -> None:
    play = running()
    play.must(w.GoToPhase(play.meeting.step, "close"))
    play.must(w.Next(play.meeting.step))
    assert play.meeting.stage is Stage.THANKED
    assert clock.pace(play.meeting, play.now) == -45 * MINUTE
    assert clock.left_in_meeting(play.meeting, play.now) == timedelta(0)


STEPS = st.lists(
    st.tuples(st.sampled_from(["next", "goto", "more", "interpreter", "pause", "resume"]), st.integers(0, 500)),
    max_size=20,
)


@given(STEPS)
def test_what_is_used_and_what_is_left_are_the_plan_and_the_pace(steps: list[tuple[str, int]]) -> None:
    play = running()
    for what, number in steps:
        play.wait(number)
        step = play.meeting.step
        wishes: dict[str, w.Wish] = {
            "next": w.Next(step),
            "goto": w.GoToPhase(step, play.meeting.runs[number % 7].phase),
            "more": w.MoreTime(step, 60),
            "interpreter": w.SetInterpreter(100 + number % 201),
            "pause": w.Pause(),
            "resume": w.Resume(),
        }
        play.do(wishes[what])
        ended = (run.spent for index, run in enumerate(play.meeting.runs) if index != play.meeting.current)
        used = sum(ended, clock.spent(play.meeting, play.now))
        left = clock.left_in_meeting(play.meeting, play.now)
        plan = sum((run.planned for run in play.meeting.runs), timedelta())
        assert used + left == plan + clock.pace(play.meeting, play.now)


def test_actual_tells_the_agendas_time_and_the_time_taken() -> None:
    play = running()
    play.next(200)
    assert clock.actual(play.meeting)[:2] == (
        ("welcome", 5 * MINUTE, 200 * SECOND),
        ("describe", 5 * MINUTE, timedelta(0)),
    )


# --- how it stands ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("used", "expected"), [(0, Heat.QUIET), (239, Heat.QUIET), (240, Heat.SOON), (300, Heat.SOON), (301, Heat.OVER)]
)
def test_a_phase_is_soon_over_from_four_fifths_and_over_below_zero(used: int, expected: Heat) -> None:
    play = running().wait(used)
    face = clock.face(play.meeting, play.now)
    assert (face.heat, face.turn_heat) == (expected, expected)
    assert face.remaining == face.turn_remaining == timedelta(seconds=300 - used)


def test_the_warning_can_come_earlier() -> None:
    play = running().wait(210)
    assert clock.face(play.meeting, play.now, 70).heat is Heat.SOON


def test_outside_the_timed_part_the_face_is_quiet() -> None:
    play = running().until(Stage.THANKED)
    face = clock.face(play.meeting, play.now)
    assert (face.heat, face.turn_heat, face.turn_remaining, face.planned) == (
        Heat.QUIET, Heat.QUIET, None, timedelta(0),
    )  # fmt: skip


@given(st.integers(-(10**9), 10**9), st.sampled_from([1, 10, 60]))
@example(1, 10)
def test_the_next_second_is_always_ahead_and_at_most_a_second_away(left_us: int, speed: int) -> None:
    left = timedelta(microseconds=left_us)
    wait = clock.to_next_second(left, speed) * speed
    assert timedelta(0) < wait <= SECOND + timedelta(microseconds=speed)
    if speed == 1:
        assert (left - wait) % SECOND == timedelta(0)


# --- loans ------------------------------------------------------------------------------------------------------


def test_a_minute_more_is_taken_from_the_longest_round_to_come_and_shown() -> None:
    play = running()
    lent = play.must(w.MoreTime(play.meeting.step))
    assert isinstance(lent, Lent)
    assert (lent.phase, lent.from_phase) == ("welcome", "offer")
    assert planned(play.meeting)["welcome"] == 6
    assert planned(play.meeting)["offer"] == 9
    assert loans(play.meeting) == (("welcome", "offer", MINUTE),)
    assert clock.left_in_meeting(play.meeting, play.now) == 45 * MINUTE


def test_whoever_has_the_word_gets_the_minute() -> None:
    play = running().until("clarify")
    before = clock.turn_remaining(play.meeting, play.now)
    assert before is not None
    play.must(w.MoreTime(play.meeting.step))
    assert clock.turn_remaining(play.meeting, play.now) == before + MINUTE


def test_a_loan_nobody_can_give_makes_the_meeting_end_later() -> None:
    play = running().until("close")
    lent = play.must(w.MoreTime(play.meeting.step))
    assert isinstance(lent, Lent)
    assert lent.from_phase is None
    assert sum(planned(play.meeting).values()) == 46


@pytest.mark.parametrize("seconds", [0, -60, 3601])
def test_a_loan_is_between_a_second_and_an_hour(seconds: int) -> None:
    play = running()
    assert play.do(w.MoreTime(play.meeting.step, seconds)) == Refusal(Why.BAD_VALUE, {"seconds": str(seconds)})


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 600), st.integers(0, 6)), max_size=30))
def test_loans_never_come_from_the_decision_or_the_family_and_nothing_is_lost(
    acts: list[tuple[bool, int, int]],
) -> None:
    play = running()
    for more, seconds, index in acts:
        step = play.meeting.step
        play.do(w.MoreTime(step, seconds) if more else w.GoToPhase(step, play.meeting.runs[index].phase))
    for _, giver, _ in loans(play.meeting):
        if giver is not None:
            lends = bti_agenda().phase(giver)
            assert not family_speaks(lends)
            assert Form.DECISION not in lends.forms
    later = sum((time for _, giver, time in loans(play.meeting) if giver is None), timedelta())
    assert sum((run.planned for run in play.meeting.runs), timedelta()) == 45 * MINUTE + later
    assert all(run.planned >= MINUTE for run in play.meeting.runs)


def test_a_decision_lends_nothing_even_where_the_family_does_not_speak_in_it() -> None:
    decision = phase("decide", 20, forms=(Form.DECISION,), speakers=(Role.HEAD,))
    own = Agenda(id="own", title="Own", total_s=1800, phases=(phase("talk", 5), decision, phase("end", 5)))
    assert lender(running(agenda=own).meeting) == "end"


def test_a_phase_that_is_over_or_was_jumped_over_lends_nothing() -> None:
    play = running().until("close")
    play.must(w.GoToPhase(play.meeting.step, "describe"))
    assert lender(play.meeting) is None


# --- interpreter ------------------------------------------------------------------------------------------------


def test_an_interpreter_from_the_beginning_makes_every_phase_longer() -> None:
    play = running(interpreter_percent=200)
    assert planned(play.meeting) == {phase.id: phase.planned_s / 30 for phase in bti_agenda().phases}


def test_an_interpreter_who_comes_retimes_what_is_left_and_whoever_has_the_word() -> None:
    play = running().until("describe", every=300).wait(50)
    play.must(w.SetInterpreter(200))
    assert clock.remaining(play.meeting, play.now) == 500 * SECOND
    assert clock.turn_remaining(play.meeting, play.now) == 200 * SECOND
    assert planned(play.meeting) | {"describe": 0} == {
        "welcome": 5, "describe": 0, "clarify": 20, "reflect": 10, "offer": 20, "decide": 10, "close": 10,
    }  # fmt: skip
    play.must(w.SetInterpreter(100))
    assert clock.remaining(play.meeting, play.now) == 250 * SECOND
    assert clock.turn_remaining(play.meeting, play.now) == 100 * SECOND
    assert planned(play.meeting)["clarify"] == 10


def test_an_interpreter_who_comes_when_the_meeting_has_gone_back_retimes_what_it_returns_to() -> None:
    play = running().until("clarify", every=150).wait(100)
    play.must(w.GoToPhase(play.meeting.step, "describe"))
    play.must(w.SetInterpreter(200))
    assert planned(play.meeting)["clarify"] * 60 == 100 + 2 * 500


def test_an_interpreter_who_comes_changes_nothing_about_phases_that_are_done() -> None:
    play = running().until("clarify", every=100)
    play.must(w.SetInterpreter(200))
    assert (planned(play.meeting)["welcome"], planned(play.meeting)["describe"]) == (5, 5)


def test_a_turn_that_is_over_is_not_given_time_by_an_interpreter() -> None:
    play = running().wait(320)
    play.must(w.SetInterpreter(150))
    assert clock.remaining(play.meeting, play.now) == clock.turn_remaining(play.meeting, play.now) == -20 * SECOND


@given(st.lists(st.tuples(st.integers(100, 300), st.integers(0, 90), st.integers(0, 999)), max_size=12))
def test_an_interpreter_who_comes_and_goes_never_makes_a_fraction_of_a_second(
    acts: list[tuple[int, int, int]],
) -> None:
    play = running()
    for percent, seconds, thousandths in acts:
        play.wait(seconds + thousandths / 1000)
        play.do(w.SetInterpreter(percent))
        play.do(w.Next(play.meeting.step))
    play.do(w.SetInterpreter(100))
    assert all(run.planned % SECOND == timedelta(0) for run in play.meeting.runs)
    assert all(run.planned == timedelta(seconds=bti_agenda().phases[n].planned_s)
               for n, run in enumerate(play.meeting.runs) if not run.visits)  # fmt: skip


@pytest.mark.parametrize("percent", [99, 301])
def test_talk_through_an_interpreter_takes_one_to_three_times_as_long(percent: int) -> None:
    assert running().do(w.SetInterpreter(percent)) == Refusal(Why.BAD_VALUE, {"percent": str(percent)})


def test_coming_turns_are_none_outside_the_timed_part() -> None:
    assert clock.coming(opened().meeting, Play().now) == ()
