"""A meeting the family stopped ends where it stood: told honestly, taken back like any step, lent and read on."""

from __future__ import annotations

from datetime import timedelta

from btimeeting.domain import wishes as w
from btimeeting.domain.meeting import Stage
from btimeeting.domain.openpoints import OpenPointCode, open_points
from btimeeting.domain.refusals import Refusal, Why
from tests.builders import TODAY, Play, record, running


def stopped_in(phase: str) -> Play:
    """Stopped twenty seconds into the phase, five minutes ago."""
    play = running().until(phase).wait(20)
    play.must(w.Stop())
    return play.wait(300)


def test_a_stopped_meeting_ends_where_it_stood_and_says_when_and_where() -> None:
    play = stopped_in("reflect")
    stopped_t = play.meeting.t
    end = play.must(w.EndHere(play.meeting.step))
    meeting = play.meeting
    assert end.kind == "thanked"
    assert (meeting.stage, meeting.ended_in, meeting.stopped_t) == (Stage.THANKED, "reflect", stopped_t)
    assert (meeting.stopped, meeting.wall_hidden, meeting.run) == (False, False, None)
    assert meeting.ended_t == stopped_t + timedelta(seconds=300)
    assert meeting.paused_for == timedelta(seconds=300)
    assert [play.next(30).kind for _ in range(2)] == ["family_left", "closed"]


def test_ending_here_names_the_step_and_undo_leaves_everything_stopped_again() -> None:
    play = stopped_in("clarify")
    seen, before = play.meeting.step, play.meeting
    end = play.must(w.EndHere(seen))
    assert play.do(w.EndHere(seen)) == Refusal(Why.ALREADY_MOVED)
    play.must(w.Undo(end.id))
    after = play.meeting
    assert (after.stage, after.stopped, after.wall_hidden, after.ended_in) == (Stage.PAUSED, True, True, None)
    assert after.run == before.run


def test_the_moment_it_was_stopped_is_the_first_of_two_and_a_later_stop_counts_anew() -> None:
    play = running().until("clarify").wait(20)
    play.must(w.Stop())
    first = play.meeting.t
    play.wait(60).must(w.WithdrawConsent(("t1",)))
    assert play.meeting.stopped_t == first
    play.wait(60).must(w.Resume())
    play.wait(60).must(w.Stop())
    play.wait(60).must(w.EndHere(play.meeting.step))
    assert play.meeting.stopped_t == first + timedelta(seconds=180)


def test_what_was_not_talked_about_is_one_kind_point_and_not_a_list_of_phases() -> None:
    play = stopped_in("describe")
    play.must(w.Resume())
    play.must(w.GoToPhase(play.meeting.step, "reflect"))
    play.must(w.Stop())
    play.must(w.EndHere(play.meeting.step))
    points = open_points(play.meeting, record(), TODAY)
    codes = [point.code for point in points]
    leapt = [p.values["phase"] for p in points if p.code is OpenPointCode.PHASE_SKIPPED]
    assert codes.count(OpenPointCode.ENDED_EARLY) == 1
    assert leapt == ["clarify"]
    assert OpenPointCode.NO_DECISION in codes
    assert OpenPointCode.NO_NEXT_MEETING in codes


def test_a_meeting_walked_to_its_end_has_not_ended_early() -> None:
    play = running().until(Stage.THANKED)
    assert (play.meeting.ended_in, play.meeting.stopped_t) == (None, None)
    codes = {point.code for point in open_points(play.meeting, record(), TODAY)}
    assert OpenPointCode.ENDED_EARLY not in codes
