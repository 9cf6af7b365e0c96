"""Consent while the family is in the room: a turn that does not open, four ways out, withdrawal (domain.md 5.7)."""

from __future__ import annotations

import pytest

from btimeeting.domain import wishes as w
from btimeeting.domain.agenda import Role
from btimeeting.domain.events import ConsentWay
from btimeeting.domain.meeting import Stage
from btimeeting.domain.refusals import Refusal, Why
from btimeeting.domain.seats import Presence, Seat
from tests.builders import Play, opened, running


def words_in(play: Play, phase: str) -> list[str | None]:
    """Who had the word in the phase, walked with the main key."""
    play.until(phase)
    words = []
    while play.meeting.run is not None and play.meeting.run.phase == phase:
        words.append(play.word)
        play.next(60)
    return words


def presence(play: Play, seat: str) -> Presence:
    """How it is with whoever belongs in the seat."""
    return next(each.presence for each in play.meeting.seats if each.id == seat)


def test_the_turn_of_a_service_without_consent_does_not_open() -> None:
    play = running(consent_missing=("t2",))
    assert words_in(play, "clarify") == ["t1", "t3"]
    assert words_in(play, "offer") == ["t1", "t3"]


def test_the_word_cannot_be_given_to_a_service_without_consent() -> None:
    play = running(consent_missing=("t2",)).until("clarify")
    assert play.do(w.GiveWord(play.meeting.step, "t2")) == Refusal(Why.CONSENT_MISSING, {"group": "t2"})


@pytest.mark.parametrize("way", [ConsentWay.ORAL, ConsentWay.GENERAL, ConsentWay.POSTPONED])
def test_a_missing_consent_that_is_met_opens_the_turn(way: ConsentWay) -> None:
    play = running(consent_missing=("t2",))
    play.must(w.SettleConsent("t2", way, "ref-1"))
    assert play.meeting.gated == frozenset()
    assert words_in(play, "clarify") == ["t1", "t2", "t3"]


def test_a_service_that_leaves_has_no_turn() -> None:
    play = running(consent_missing=("t2",))
    play.must(w.SettleConsent("t2", ConsentWay.LEAVES))
    assert presence(play, "t2") is Presence.LEFT
    assert words_in(play, "clarify") == ["t1", "t3"]


def test_a_service_that_leaves_in_its_own_turn_hands_the_word_on() -> None:
    play = running().until("clarify")
    play.must(w.SettleConsent("t1", ConsentWay.LEAVES))
    assert play.word == "t2"


def test_consent_withdrawn_stops_the_clocks_hides_the_walls_and_lists_who_leaves() -> None:
    play = running().until("clarify").wait(30)
    play.must(w.WithdrawConsent(("t1", "t3")))
    meeting = play.meeting
    assert (meeting.stage, meeting.stopped, meeting.wall_hidden) == (Stage.PAUSED, True, True)
    assert presence(play, "t1") is presence(play, "t3") is Presence.LEFT
    assert meeting.gated == {"t1", "t3"}


def test_after_the_withdrawal_the_word_is_with_the_next_and_resuming_lights_the_walls() -> None:
    play = running().until("clarify").wait(30)
    play.must(w.WithdrawConsent(("t1",)))
    play.next(120)
    assert (play.word, play.meeting.stage, play.meeting.wall_hidden) == ("t2", Stage.RUNNING, False)
    assert words_in(play, "offer") == ["t2", "t3"]


def test_a_service_that_comes_back_has_no_turn_before_a_new_consent() -> None:
    play = running().until("clarify")
    play.must(w.WithdrawConsent(("t1",)))
    play.must(w.SetPresence("t1", Presence.PRESENT))
    assert play.meeting.gated == {"t1"}
    play.must(w.SettleConsent("t1", ConsentWay.ORAL))
    assert play.meeting.gated == frozenset()


def test_consent_withdrawn_before_the_start_does_not_leave_the_walls_black_for_the_meeting() -> None:
    play = opened()
    play.must(w.WithdrawConsent(("t1",)))
    assert play.meeting.wall_hidden
    play.next()
    assert (play.meeting.stage, play.meeting.stopped, play.meeting.wall_hidden) == (Stage.RUNNING, False, False)


def test_a_wall_somebody_blacked_out_before_the_start_stays_black() -> None:
    play = opened()
    play.must(w.SetWall(hidden=True))
    play.next()
    assert play.meeting.wall_hidden


def test_a_late_service_without_consent_is_in_the_room_but_has_no_turn_yet() -> None:
    play = running(2)
    play.must(w.AddSeat(Seat(id="t3", role=Role.SERVICE, group="t3"), consent_missing=True))
    assert words_in(play, "clarify") == ["t1", "t2"]
    play.must(w.SettleConsent("t3", ConsentWay.ORAL))
    assert words_in(play, "offer") == ["t1", "t2", "t3"]


@pytest.mark.parametrize("group", ["f", "c", "e", "h"])
def test_only_services_have_consents_to_meet_or_to_lose(group: str) -> None:
    play = running()
    assert play.do(w.SettleConsent(group, ConsentWay.LEAVES)) == Refusal(Why.NO_SUCH_GROUP, {"group": group})
    assert play.do(w.WithdrawConsent((group,))) == Refusal(Why.NO_SUCH_GROUP, {"group": group})


def test_nobody_but_a_service_is_ever_gated() -> None:
    play = running(consent_missing=("f", "c", "t1"))
    assert play.meeting.gated == {"t1"}
    assert words_in(play, "describe") == ["f", "e"]
