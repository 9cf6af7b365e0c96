"""Walking through a meeting: the main key, going back, order, skipping, arriving and leaving (design.md 1 and 4)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.domain import clock
from btimeeting.domain import wishes as w
from btimeeting.domain.agenda import Agenda, Role
from btimeeting.domain.events import Part, PhaseEntered
from btimeeting.domain.meeting import Stage
from btimeeting.domain.onward import undoable
from btimeeting.domain.refusals import Refusal, Why
from btimeeting.domain.seats import Presence, Seat, give_seats
from tests.builders import Play, closed, opened, phase, running, seats

PHASES = ["welcome", "describe", "clarify", "reflect", "offer", "decide", "close"]


def phase_of(play: Play) -> str | None:
    """The phase under way."""
    return None if play.meeting.run is None else play.meeting.run.phase


def phases_walked(play: Play) -> list[str]:
    """The phases in the order they were entered; the first is entered by the start."""
    return ["welcome", *(event.phase for event in play.events if isinstance(event, PhaseEntered))]


# --- the main key -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("services", [0, 1, 3, 12])
def test_the_main_key_alone_walks_from_opened_to_closed(services: int) -> None:
    play = closed(services)
    assert play.meeting.stage is Stage.CLOSED
    assert phases_walked(play) == PHASES


def test_the_main_key_alone_walks_through_a_meeting_nobody_came_to() -> None:
    assert phases_walked(closed(seats=())) == PHASES


def test_the_main_key_alone_walks_past_those_who_are_absent_and_those_without_consent() -> None:
    play = opened(3, consent_missing=("t1",))
    for seat in ("f1", "f2", "h1", "t2"):
        play.must(w.SetPresence(seat, Presence.ABSENT))
    play.next()
    words = set()
    while play.meeting.stage is not Stage.CLOSED:
        words.add(play.word)
        play.next(5)
    assert words == {"h", "e", "t3", None}


@given(
    st.lists(st.tuples(st.sampled_from(list(Role)), st.sampled_from(["A", "B", "C", None]), st.sampled_from(Presence))),
    st.booleans(),
    st.sets(st.sampled_from(PHASES)),
    st.sets(st.sampled_from(["t1", "t2", "f", "h"])),
)
def test_the_main_key_alone_ends_any_meeting(
    people: list[tuple[Role, str | None, Presence]], apart: bool, child_turns: set[str], missing: set[str]
) -> None:
    room = give_seats(tuple(people))
    play = closed(
        seats=room, questions_apart=apart, child_turns=tuple(child_turns), consent_missing=tuple(sorted(missing))
    )
    assert phases_walked(play) == PHASES
    assert len(play.events) <= 12 + 7 * (2 * len(room) + 2)


def test_an_agenda_of_its_own_is_walked_the_same_way() -> None:
    agenda = Agenda(id="own", title="Own", total_s=600, phases=(phase("talk", 5), phase("end", 5)))
    assert [event.kind for event in closed(agenda=agenda).events] == [
        "opened", "started", "phase_entered", "thanked", "family_left", "closed",
    ]  # fmt: skip


def test_the_stafettlogg_is_read_aloud_by_the_service_the_family_chose() -> None:
    play = running().until("decide")
    play.must(w.Decide("ref-1", "t2"))
    play.next(60)
    play.next(60)
    assert play.meeting.run is not None
    assert play.meeting.run.turn is not None
    assert play.meeting.run.turn.slot == ("t2", Part.READ)


@pytest.mark.parametrize("service", [None, "t2"])
def test_without_a_chosen_service_in_the_room_whoever_leads_reads_aloud(service: str | None) -> None:
    play = running().until("decide")
    play.must(w.SetPresence("t2", Presence.LEFT))
    play.must(w.Decide("ref-1", service))
    play.next(60)
    play.next(60)
    assert play.word == "h"


def test_the_stafettlogg_is_read_once_even_if_the_service_is_chosen_while_it_is_read() -> None:
    play = running().until("decide")
    for _ in range(2):
        play.next(60)
    assert play.word == "h"
    play.must(w.Decide("ref-1", "t2"))
    assert isinstance(play.next(60), PhaseEntered)


# --- phases out of order ----------------------------------------------------------------------------------------


def test_a_phase_can_be_finished_early_and_the_meeting_is_ahead() -> None:
    play = running().until("describe", every=300)
    play.wait(100).must(w.GoToPhase(play.meeting.step, "clarify"))
    assert phase_of(play) == "clarify"
    assert clock.pace(play.meeting, play.now) == timedelta(seconds=-200)


def test_going_back_lets_everybody_there_speak_again_and_returns_to_where_it_came_from() -> None:
    play = running().until("clarify").wait(60)
    play.next()
    assert play.word == "t2"
    play.wait(40)
    back = play.must(w.GoToPhase(play.meeting.step, "describe"))
    assert isinstance(back, PhaseEntered)
    assert (back.back, play.word) == (True, "f")
    play.next(30)
    assert play.word == "e"
    returned = play.next(30)
    assert isinstance(returned, PhaseEntered)
    assert (returned.phase, returned.back) == ("clarify", False)
    assert play.word == "t2"  # who was interrupted has the word again
    run = play.meeting.run
    assert run is not None
    assert run.spent == timedelta(seconds=100)
    assert run.turn is not None
    assert run.turn.budget == timedelta(seconds=250)  # what is left, shared by t2 and t3


def test_the_phases_between_are_not_walked_again_but_can_be_gone_to() -> None:
    play = running().until("offer")
    play.must(w.GoToPhase(play.meeting.step, "describe"))
    again = play.must(w.GoToPhase(play.meeting.step, "clarify"))
    assert isinstance(again, PhaseEntered)
    assert (again.back, play.word) == (True, "t1")
    play.until("offer")
    assert "reflect" not in phases_walked(play)[-3:]


def test_a_phase_that_was_jumped_over_can_be_gone_back_to() -> None:
    play = running().until("describe")
    play.must(w.GoToPhase(play.meeting.step, "reflect"))
    play.must(w.GoToPhase(play.meeting.step, "clarify"))
    assert play.word == "t1"
    play.until("reflect")
    assert play.word == "f"


def test_the_agendas_own_seconds_stand_in_the_event_that_enters_a_phase() -> None:
    play = running(interpreter_percent=200)
    play.must(w.MoreTime(play.meeting.step))
    play.until(Stage.THANKED)
    planned = [event.planned_s for event in play.events if isinstance(event, PhaseEntered)]
    assert planned == [300, 600, 300, 600, 300, 300]


# --- the round --------------------------------------------------------------------------------------------------


def words(play: Play, *, every: float = 30) -> list[str | None]:
    """Who has the word from now to the end of the phase, by the main key."""
    start, said = phase_of(play), []
    while phase_of(play) == start:
        said.append(play.word)
        play.next(every)
    return said


def test_the_order_of_the_services_can_be_changed_before_and_during_the_round() -> None:
    play = running().until("clarify").wait(30)
    play.must(w.Reorder(("t1", "t3")))
    assert words(play) == ["t1", "t3", "t2"]
    play.must(w.Reorder(("t2",)))
    assert play.meeting.order == ("t2", "t1", "t3")


def test_who_passes_gets_the_word_last_and_those_who_pass_again_after_them() -> None:
    play = running().until("clarify")
    play.must(w.Pass(play.meeting.step, "t1"))
    play.must(w.Pass(play.meeting.step, "t2"))
    assert words(play) == ["t3", "t1", "t2"]


def test_a_service_that_waits_can_pass_before_its_turn() -> None:
    play = running().until("clarify")
    play.must(w.Pass(play.meeting.step, "t2"))
    assert words(play) == ["t1", "t3", "t2"]


def test_the_last_who_waits_cannot_pass() -> None:
    play = running(1).until("clarify")
    assert play.do(w.Pass(play.meeting.step, "t1")) == Refusal(Why.NOBODY_ELSE_WAITS)


def test_who_has_nothing_to_add_is_skipped_and_the_time_goes_to_the_others() -> None:
    play = running().until("clarify")
    play.must(w.Skip(play.meeting.step, "t2"))
    assert words(play) == ["t1", "t3"]
    play.until("offer")
    play.must(w.Skip(play.meeting.step, "t1"))
    assert words(play) == ["t2", "t3"]


def test_who_was_skipped_can_be_given_the_word_after_all_and_pass_it_on() -> None:
    play = running().until("clarify")
    play.must(w.Skip(play.meeting.step, "t2"))
    play.wait(60)
    play.must(w.GiveWord(play.meeting.step, "t2"))
    play.must(w.Pass(play.meeting.step, "t2"))
    assert words(play) == ["t3", "t2"]


def test_a_youth_can_take_the_word_later_or_pass() -> None:
    play = running(child_turns=("describe",)).until("describe")
    play.must(w.Pass(play.meeting.step, "c"))
    assert words(play) == ["f", "e", "c"]


def test_a_child_without_a_turn_of_its_own_can_be_given_the_word_at_any_time() -> None:
    play = running().until("reflect").wait(60)
    play.must(w.GiveWord(play.meeting.step, "c"))
    assert words(play) == ["c", "e"]


def test_two_parents_share_a_turn_and_two_from_one_service_are_one_service() -> None:
    room = give_seats(
        (
            (Role.FORESETTE, None, Presence.PRESENT),
            (Role.FORESETTE, None, Presence.PRESENT),
            (Role.SERVICE, "PPT", Presence.PRESENT),
            (Role.SERVICE, "PPT", Presence.PRESENT),
            (Role.SERVICE, "BUP", Presence.PRESENT),
        )
    )
    assert [seat.id for seat in room] == ["f1", "f2", "t1", "t1b", "t2"]
    play = running(seats=room).until("clarify")
    assert words(play) == ["t1", "t2"]


# --- arriving and leaving ---------------------------------------------------------------------------------------


def test_a_service_that_comes_late_is_last_in_the_round() -> None:
    play = running(2).until("clarify")
    play.must(w.AddSeat(Seat(id="t3", role=Role.SERVICE, group="t3")))
    assert words(play) == ["t1", "t2", "t3"]


def test_a_service_that_was_expected_has_its_turn_when_it_comes() -> None:
    play = opened()
    play.must(w.SetPresence("t1", Presence.ABSENT))
    play.until("clarify")
    assert play.word == "t2"
    play.must(w.SetPresence("t1", Presence.PRESENT))
    assert words(play) == ["t2", "t1", "t3"]


@pytest.mark.parametrize("presence", [Presence.SUBSTITUTE, Presence.WRITTEN])
def test_a_substitute_and_written_words_have_a_turn(presence: Presence) -> None:
    play = opened(2)
    play.must(w.SetPresence("t1", presence))
    play.until("offer")
    assert words(play) == ["t1", "t2"]


def test_a_service_that_leaves_has_no_more_turns_and_its_colleague_keeps_them() -> None:
    room = (*seats(2), Seat(id="t1b", role=Role.SERVICE, group="t1"))
    play = running(seats=room).until("clarify")
    play.must(w.SetPresence("t1", Presence.LEFT))
    play.must(w.SetPresence("t2", Presence.LEFT))
    assert words(play) == ["t1"]
    play.must(w.SetPresence("t1b", Presence.LEFT))
    play.until("offer")
    assert play.word == "h"


def test_a_family_that_has_left_has_no_turn_and_the_meeting_goes_on() -> None:
    play = running()
    for seat in ("f1", "f2"):
        play.must(w.SetPresence(seat, Presence.LEFT))
    play.until("reflect")
    assert words(play) == ["e"]


# --- pause, stop, the end ---------------------------------------------------------------------------------------


def test_pause_and_resume_are_not_a_toggle() -> None:
    play = running()
    assert play.do(w.Resume()) == ()
    play.must(w.Pause())
    assert play.do(w.Pause()) == ()
    play.must(w.Resume())
    assert play.meeting.stage is Stage.RUNNING


def test_the_stop_key_pauses_and_hides_and_resuming_shows() -> None:
    play = running()
    play.must(w.Stop())
    assert (play.meeting.stage, play.meeting.stopped, play.meeting.wall_hidden) == (Stage.PAUSED, True, True)
    assert play.do(w.Stop()) == ()
    play.must(w.Resume())
    assert (play.meeting.stopped, play.meeting.wall_hidden) == (False, False)


def test_the_stop_key_works_during_a_pause_and_outside_the_timed_part() -> None:
    play = running()
    play.must(w.Pause())
    play.must(w.Stop())
    assert play.meeting.wall_hidden
    after = running().until(Stage.THANKED)
    assert after.must(w.Stop()).kind == "wall_hidden"
    assert after.do(w.Stop()) == ()


def test_going_to_a_phase_ends_a_pause() -> None:
    play = running()
    play.must(w.Stop())
    play.must(w.GoToPhase(play.meeting.step, "describe"))
    assert (play.meeting.stage, play.meeting.wall_hidden) == (Stage.RUNNING, False)


def test_the_evaluation_is_shut_while_the_family_is_in_the_room() -> None:
    play = running().until(Stage.THANKED)
    assert play.meeting.family_in_room
    assert play.do(w.Evaluate("ref-1")) == Refusal(Why.FAMILY_IN_ROOM)
    play.next()
    assert not play.meeting.family_in_room
    play.must(w.Evaluate("ref-1"))
    assert play.meeting.evaluation == "ref-1"


def test_a_closed_meeting_takes_an_evaluation_and_an_approval_and_nothing_else() -> None:
    play = closed()
    assert undoable(play.meeting) is None
    play.must(w.Evaluate("ref-1"))
    play.must(w.Approve("ref-2", 1))
    assert play.meeting.approved == (("ref-2", 1),)
    assert play.do(w.Pause()) == Refusal(Why.MEETING_CLOSED)
