"""Who gets the word, and how much of the phase's time (bti-mote-individniva.txt; design.md 4)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.domain import clock
from btimeeting.domain import wishes as w
from btimeeting.domain.events import Part
from btimeeting.domain.meeting import Meeting, is_family
from btimeeting.domain.rounds import FLOOR_S
from tests.builders import Play, running


def budget_s(meeting: Meeting) -> float:
    """What the turn under way was promised, in seconds."""
    assert meeting.run is not None
    assert meeting.run.turn is not None
    return meeting.run.turn.budget.total_seconds()


def coming_s(play: Play) -> list[tuple[str, float]]:
    """The groups still to come and the seconds each would get now."""
    return [(slot[0], left.total_seconds()) for slot, left in clock.coming(play.meeting, play.now)]


def test_foresette_speak_first_then_the_educator_each_half_the_phase() -> None:
    play = running().until("describe")
    assert (play.word, budget_s(play.meeting)) == ("f", 150)
    assert coming_s(play) == [("e", 300)]  # what the educator would get if the word went on at once
    play.wait(150)
    assert coming_s(play) == [("e", 150)]


def test_until_a_turn_is_used_up_what_the_next_ones_are_promised_does_not_change() -> None:
    def promised(play: Play) -> list[float]:
        return [left.total_seconds() for _, left in clock.promised(play.meeting, play.now)]

    play = running(3).until("clarify")
    assert promised(play) == [200, 200]
    play.wait(200)
    assert promised(play) == [200, 200]
    play.wait(100)
    assert promised(play) == [150, 150]
    assert clock.promised(play.meeting, play.now) == clock.coming(play.meeting, play.now)


def test_every_service_gets_one_turn_in_the_order_of_the_roster() -> None:
    play = running(3).until("clarify")
    words = [play.word]
    for _ in range(2):
        play.next(30)
        words.append(play.word)
    assert words == ["t1", "t2", "t3"]


def test_a_service_that_is_done_early_gives_its_rest_to_those_who_are_left() -> None:
    play = running(3).until("clarify")
    play.next(80)
    assert (play.word, budget_s(play.meeting)) == ("t2", 260)
    play.next(260)
    assert (play.word, budget_s(play.meeting)) == ("t3", 260)


def test_a_service_that_takes_too_long_takes_it_from_those_who_are_left_down_to_the_floor() -> None:
    play = running(3).until("clarify")
    play.next(540)
    assert (play.word, budget_s(play.meeting)) == ("t2", FLOOR_S)
    assert coming_s(play) == [("t3", 60)]  # nothing of t2's turn is used yet
    play.next(50)
    assert budget_s(play.meeting) == FLOOR_S


def test_the_educator_first_does_not_cut_foresette() -> None:
    play = running().until("describe")
    play.must(w.GiveWord(play.meeting.step, "e"))
    play.next(290)
    assert (play.word, budget_s(play.meeting)) == ("f", 150)


def test_foresette_get_the_time_the_educator_did_not_need() -> None:
    play = running().until("describe")
    play.must(w.GiveWord(play.meeting.step, "e"))
    play.next(20)
    assert (play.word, budget_s(play.meeting)) == ("f", 280)


def test_a_youth_with_a_turn_of_its_own_shares_the_phase_and_is_not_cut_either() -> None:
    play = running(child_turns=("describe",)).until("describe")
    assert (play.word, budget_s(play.meeting)) == ("f", 100)
    play.next(250)
    assert (play.word, budget_s(play.meeting)) == ("c", 100)
    play.next(100)
    assert (play.word, budget_s(play.meeting)) == ("e", FLOOR_S)


def test_question_and_answer_can_be_timed_apart() -> None:
    play = running(3, questions_apart=True).until("clarify")
    turn = play.meeting.run.turn if play.meeting.run else None
    assert turn is not None
    assert (turn.slot, budget_s(play.meeting)) == (("t1", Part.ASK), 120)
    play.next(120)
    assert budget_s(play.meeting) == 80
    assert coming_s(play) == [("t2", 144), ("t2", 96), ("t3", 144), ("t3", 96)]  # as if t1's answer ended now


def test_a_whole_turn_out_of_order_is_counted_whole_where_questions_are_timed_apart() -> None:
    play = running(3, questions_apart=True).until("clarify")
    play.must(w.GiveWord(play.meeting.step, "f"))
    assert budget_s(play.meeting) == 150  # four turns of ten minutes: f, t1, t2, t3


def test_with_an_interpreter_every_phase_and_every_floor_is_longer() -> None:
    play = running(12, interpreter_percent=200).until("clarify")
    assert budget_s(play.meeting) == 2 * FLOOR_S
    assert clock.remaining(play.meeting, play.now).total_seconds() == 1200


@given(
    st.integers(1, 12),
    st.lists(st.integers(0, 900), min_size=12, max_size=12),
    st.booleans(),
    st.sampled_from(["clarify", "offer"]),
)
def test_spent_and_planned_are_the_phase_or_spent_and_floors_to_the_second(
    services: int, seconds: list[int], apart: bool, phase: str
) -> None:
    """The turn rule for 1-12 services under any over- and underrun."""
    play = running(services, questions_apart=apart).until(phase)
    for used in seconds:
        play.next(used)
        run = play.meeting.run
        if run is None or run.phase != phase:
            break
        assert run.turn is not None
        coming = clock.coming(play.meeting, play.now)
        ask_floors = sum(
            {Part.WHOLE: 50, Part.ASK: 30, Part.ANSWER: 20}[slot[1]]
            for slot in (run.turn.slot, *(s for s, _ in coming))
        )
        own_floor = {Part.WHOLE: 50, Part.ASK: 30, Part.ANSWER: 20}[run.turn.part]
        # at the moment the word is given, this turn and those to come fill the phase
        promised = run.turn.budget + _rest_after(play, run.turn.budget)
        assert run.spent + promised == max(run.planned, run.spent + timedelta(seconds=ask_floors))
        assert run.turn.budget >= timedelta(seconds=own_floor)


def _rest_after(play: Play, used: timedelta) -> timedelta:
    """What those to come get together if the turn under way takes exactly `used`."""
    seconds = used.total_seconds()
    play.clock.go(seconds)
    rest = sum((left for _, left in clock.coming(play.meeting, play.now)), timedelta())
    play.clock.go(-seconds)
    return rest


@given(st.lists(st.integers(0, 700), min_size=3, max_size=3), st.permutations(["f", "c", "e"]))
def test_the_familys_turns_are_never_cut_in_any_order(seconds: list[int], order: list[str]) -> None:
    play = running(child_turns=("describe",)).until("describe")
    for group, used in zip(order, seconds, strict=True):
        play.do(w.GiveWord(play.meeting.step, group))
        assert play.word == group
        if is_family(group):
            assert budget_s(play.meeting) >= 100
        play.wait(used)


@pytest.mark.parametrize("services", [0, 1, 12])
def test_a_round_with_nobody_in_it_belongs_to_whoever_leads(services: int) -> None:
    play = running(services).until("clarify")
    assert play.word == ("h" if services == 0 else "t1")
    assert budget_s(play.meeting) == (600 if services < 2 else 50)


def test_whoever_had_hardly_got_the_word_when_another_was_given_it_still_has_a_turn() -> None:
    play = running(3).until("clarify").wait(5)
    play.must(w.GiveWord(play.meeting.step, "t3"))
    words = [play.word]
    while play.meeting.run and play.meeting.run.phase == "clarify":
        play.next(30)
        words.append(play.word)
    assert words[:-1] == ["t3", "t1", "t2"]


def test_the_next_in_order_given_the_word_at_once_lets_the_first_speak_later() -> None:
    play = running(3).until("clarify").wait(5)
    assert play.must(w.GiveWord(play.meeting.step, "t2")).kind == "turn_passed"
    assert play.word == "t2"
    assert [group for group, _ in coming_s(play)] == ["t3", "t1"]


def test_a_turn_that_was_used_is_done_when_another_is_given_the_word() -> None:
    play = running(3).until("clarify").wait(60)
    play.must(w.GiveWord(play.meeting.step, "t3"))
    assert [group for group, _ in coming_s(play)] == ["t2"]


def test_whoever_passes_with_question_and_answer_apart_asks_and_answers_later() -> None:
    play = running(3, questions_apart=True).until("clarify").wait(5)
    play.must(w.Pass(play.meeting.step, "t1"))
    assert play.word == "t2"
    assert [group for group, _ in coming_s(play)] == ["t2", "t3", "t3", "t1", "t1"]
