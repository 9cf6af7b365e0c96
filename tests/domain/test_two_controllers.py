"""Two people at two windows press the same key: the meeting moves once (design.md 4)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from btimeeting.domain import wishes as w
from btimeeting.domain.decide import decide
from btimeeting.domain.evolve import evolve
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.onward import loans
from btimeeting.domain.refusals import Refusal, Why
from tests.builders import HandClock, opened, running

PRESSES = 3


def every_interleaving(start: Meeting, presses: int = PRESSES) -> tuple[int, list[str]]:
    """Let two controllers each look and press `presses` times, in every order there is.

    Returns how many orders were tried and what went wrong: a step that was left twice, or a press of what was seen
    that neither moved the meeting nor had been overtaken.
    """
    faults: list[str] = []
    now = HandClock().now()

    def play(meeting: Meeting, seen: tuple[str, str], left: tuple[int, int], gone: tuple[str, ...]) -> int:
        if not any(left):
            return 1
        tried = 0
        for who in (0, 1):
            if not left[who]:
                continue
            still = (left[0] - (who == 0), left[1] - (who == 1))
            if left[who] % 2 == 0:  # look
                saw = (meeting.step, seen[1]) if who == 0 else (seen[0], meeting.step)
                tried += play(meeting, saw, still, gone)
                continue
            answer = decide(meeting, w.Next(seen[who]), now, "event-0001")
            if isinstance(answer, Refusal):
                if answer.why is not Why.MEETING_CLOSED and seen[who] not in gone:
                    faults.append(f"{seen[who]} refused: {answer.why}")
                tried += play(meeting, seen, still, gone)
                continue
            if seen[who] in gone:
                faults.append(f"{seen[who]} left twice")
            tried += play(evolve(meeting, answer[0]), seen, still, (*gone, seen[who]))
        return tried

    return play(start, ("", ""), (2 * presses, 2 * presses), ()), faults


def test_two_controllers_never_make_a_double_step_in_ten_thousand_interleavings() -> None:
    play = opened(3)
    tried, faults = 0, []
    while play.meeting.stage is not Stage.CLOSED:
        number, wrong = every_interleaving(play.meeting)
        tried += number
        faults += wrong
        play.next(20)
    assert faults == []
    assert tried > 10_000


def test_two_who_resume_at_the_same_time_resume_once_and_do_not_move_on() -> None:
    play = running().until("clarify")
    play.must(w.Pause())
    seen = play.meeting.step
    play.must(w.Next(seen))
    assert play.do(w.Next(seen)) == Refusal(Why.ALREADY_MOVED)
    assert play.word == "t1"


def test_who_presses_next_as_another_pauses_does_not_start_the_clock_again() -> None:
    play = running().until("clarify")
    seen = play.meeting.step
    play.must(w.Pause())
    assert play.do(w.Next(seen)) == Refusal(Why.ALREADY_MOVED)
    assert play.meeting.stage is Stage.PAUSED


@pytest.mark.parametrize("group", ["t1", "t3"])
def test_who_presses_next_as_consent_is_withdrawn_does_not_light_the_walls_again(group: str) -> None:
    play = running().until("clarify")
    seen = play.meeting.step
    play.must(w.WithdrawConsent((group,)))
    assert play.do(w.Next(seen)) == Refusal(Why.ALREADY_MOVED)
    assert (play.meeting.stage, play.meeting.wall_hidden) == (Stage.PAUSED, True)


def test_who_would_resume_as_another_stops_does_not_light_the_walls_again() -> None:
    play = running()
    play.must(w.Pause())
    seen = play.meeting.step
    play.must(w.Stop())
    assert play.do(w.Next(seen)) == Refusal(Why.ALREADY_MOVED)
    assert play.meeting.stopped


@pytest.mark.parametrize(
    ("kind", "what"), [(w.GoToPhase, "reflect"), (w.GiveWord, "t3"), (w.Skip, "t2"), (w.Pass, "t1")]
)
def test_next_meant_for_a_step_that_another_has_left_does_nothing(kind: Callable[..., w.Wish], what: str) -> None:
    play = running().until("clarify").wait(60)
    seen = play.meeting.step
    play.must(kind(seen, what))
    assert play.do(w.Next(seen)) == Refusal(Why.ALREADY_MOVED)


def test_two_who_ask_for_a_minute_more_at_the_same_time_borrow_one_and_a_second_look_borrows_another() -> None:
    play = running().until("clarify")
    seen = w.MoreTime(play.meeting.step, loans=len(loans(play.meeting)))
    play.must(seen)
    assert play.do(seen) == Refusal(Why.ALREADY_MOVED)
    assert sum(lent.total_seconds() for _, _, lent in loans(play.meeting)) == 60
    play.must(w.MoreTime(play.meeting.step, loans=len(loans(play.meeting))))
    assert sum(lent.total_seconds() for _, _, lent in loans(play.meeting)) == 120
    assert play.do(w.Next(play.meeting.step)) != Refusal(Why.ALREADY_MOVED)


def test_undo_pressed_by_two_takes_back_one_step() -> None:
    play = running().until("reflect")
    newest = play.events[-1].id
    play.must(w.Undo(newest))
    assert play.do(w.Undo(newest)) == Refusal(Why.ALREADY_MOVED)
    assert play.meeting.run is not None
    assert play.meeting.run.phase == "clarify"


def test_the_main_key_works_in_another_window_only_while_the_leader_has_lent_it() -> None:
    play = opened(3)
    now = HandClock().now()

    def presses(by: str, wish: w.Wish) -> str:
        answer = decide(play.meeting, wish, now, "event-0009", by)
        return answer.why.value if isinstance(answer, Refusal) else ",".join(event.kind for event in answer)

    step = w.Next(play.meeting.step)
    elsewhere = Why.NEXT_IS_ELSEWHERE.value
    assert [presses(by, step) for by in ("console", "viddevakt", "pad")] == ["started", elsewhere, elsewhere]
    assert presses("viddevakt", w.GiveNext("viddevakt")) == elsewhere
    assert presses("console", w.GiveNext(None)) == ""
    play.meeting = evolve(play.meeting, decide(play.meeting, w.GiveNext("viddevakt"), now, "event-0002", "console")[0])  # type: ignore[index]
    assert [presses(by, step) for by in ("console", "viddevakt", "pad")] == ["started", "started", elsewhere]
    assert presses("viddevakt", w.GiveNext(None)) == elsewhere
    assert presses("console", w.GiveNext("viddevakt")) == ""
    assert presses("console", w.GiveNext(None)) == "next_given"
