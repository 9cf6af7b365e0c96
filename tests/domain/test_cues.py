"""The line somebody may need just now (domain.md 5.4)."""

from __future__ import annotations

import pytest

from btimeeting.domain import wishes as w
from btimeeting.domain.agenda import Role
from btimeeting.domain.cues import ActiveCue, cues, turn_cue
from btimeeting.domain.meeting import Stage
from btimeeting.domain.seats import Presence
from tests.builders import Play, opened, running


def said(play: Play, to: Role | None = None) -> str | None:
    """The newest timed cue."""
    return next((found.text for found in cues(play.meeting, play.now, to)), None)


@pytest.mark.parametrize(
    ("seconds", "begins"), [(0, "Velkomen."), (29, "Velkomen."), (30, "Namn og rolle"), (164, "Namn"), (165, "{ref")]
)
def test_the_newest_cue_of_the_phase_is_due_by_the_time_it_has_used(seconds: int, begins: str) -> None:
    assert (said(running().wait(seconds)) or "").startswith(begins)


def test_a_cue_tells_to_whom_it_is_and_which_values_it_needs() -> None:
    play = running()
    assert cues(play.meeting, play.now) == (ActiveCue(Role.LEADER, "Velkomen. Me sluttar kl. {end}.", ("end",)),)


def test_a_pause_holds_the_cue() -> None:
    play = running().wait(20)
    play.must(w.Pause())
    assert (said(play.wait(500)) or "").startswith("Velkomen")


def test_a_phase_begins_with_its_own_cues() -> None:
    play = running().wait(290)
    play.next()
    assert (said(play) or "").startswith("De først")


def test_two_cues_of_one_moment_are_both_due() -> None:
    play = running().until("describe")
    assert [c.needs for c in cues(play.meeting, play.now)] == [(), ("youth",)]
    play.wait(150)
    assert [c.needs for c in cues(play.meeting, play.now)] == [("educator",)]


def test_a_cue_can_be_asked_for_by_role() -> None:
    play = running().until("clarify")
    assert said(play, Role.VIDDEVAKT) is None
    assert (said(play, Role.LEADER) or "").startswith("No tek me")


NAMED = {"youth": "c", "educator": "e", "first_service": "t1"}


def needed(play: Play) -> list[tuple[str, ...]]:
    """Which values the cues due now need, where the names of groups are known."""
    return [c.needs for c in cues(play.meeting, play.now, None, NAMED)]


def test_a_cue_that_names_the_first_service_is_gone_when_it_has_had_the_word() -> None:
    play = running().until("clarify").wait(30)
    assert needed(play) == [("first_service",)]
    play.next()
    assert needed(play) == []
    play.next(400)
    assert needed(play) == []


def test_whoever_has_the_word_is_the_one_the_cue_speaks_to_also_before_its_time() -> None:
    play = running(child_turns=("describe",)).until("describe")
    assert needed(play) == [(), ("youth",)]
    play.next(20)
    assert (play.word, needed(play)) == ("c", [("youth",)])
    play.next(20)
    assert (play.word, needed(play)) == ("e", [("educator",)])
    play.wait(200)
    assert needed(play) == [("educator",)]


def test_nobody_is_called_while_the_family_still_speaks_however_long_it_takes() -> None:
    play = running(child_turns=("describe",)).until("describe").wait(200)
    assert (play.word, needed(play)) == ("f", [(), ("youth",)])
    play.next(20)
    play.next(20)
    assert (play.word, needed(play)) == ("e", [("educator",)])


def test_a_cue_for_somebody_who_is_not_there_is_left_out() -> None:
    play = running()
    play.must(w.SetPresence("c1", Presence.ABSENT))
    play.must(w.SetPresence("e1", Presence.ABSENT))
    play.until("describe")
    assert needed(play) == [()]
    assert needed(play.wait(160)) == [()]


def test_with_an_interpreter_cues_come_later_and_a_loan_moves_none() -> None:
    play = running(interpreter_percent=200).wait(59)
    play.must(w.MoreTime(play.meeting.step))
    assert (said(play) or "").startswith("Velkomen")
    assert (said(play.wait(1)) or "").startswith("Namn")


def test_every_turn_has_its_cue_for_the_one_it_is_to() -> None:
    play = running().until("clarify")
    found = turn_cue(play.meeting, Role.VIDDEVAKT)
    assert found is not None
    assert found.needs == ("service", "time", "next_service")
    assert turn_cue(play.meeting, Role.REFERENT) is None
    play.until("offer")
    assert turn_cue(play.meeting, Role.REFERENT) is not None


def test_outside_the_timed_part_nobody_needs_a_line() -> None:
    for play in (opened(), running().until(Stage.THANKED), Play()):
        assert cues(play.meeting, play.now) == ()
        assert turn_cue(play.meeting) is None
