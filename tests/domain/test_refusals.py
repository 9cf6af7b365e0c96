"""Every way a wish can be refused, in one table; and that nothing happens when it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from btimeeting.domain import wishes as w
from btimeeting.domain.agenda import Role
from btimeeting.domain.events import BreakIn, ConsentWay, Prompt, PromptAnswer, WallStyle
from btimeeting.domain.meeting import Stage
from btimeeting.domain.refusals import Refusal, Why
from btimeeting.domain.seats import Presence, Seat
from tests.builders import Play, bti_agenda, closed, opened, running, seats

Situation = Callable[[], Play]
NEW = w.Open(bti_agenda(), seats())
TWICE = w.Open(bti_agenda(), (*seats(), *seats()))
T9 = Seat(id="t9", role=Role.SERVICE, group="t9")


def at_clarify() -> Play:
    """In the question round; the first service has the word."""
    return running().until("clarify")


def gated() -> Play:
    """In the question round; the first service has no consent."""
    return running(consent_missing=("t1",)).until("clarify")


def thanked() -> Play:
    """The timed part is over."""
    return running().until(Stage.THANKED)


def fresh() -> Play:
    """A meeting that does not exist yet."""
    return Play()


TABLE: list[tuple[Why, Situation, w.Wish, dict[str, str]]] = [
    (Why.ALREADY_MOVED, at_clarify, w.Next("welcome.1"), {}),
    (Why.ALREADY_MOVED, at_clarify, w.GoToPhase("welcome.1", "offer"), {}),
    (Why.ALREADY_MOVED, at_clarify, w.MoreTime("welcome.1"), {}),
    (Why.ALREADY_MOVED, at_clarify, w.MoreTime("clarify.1", loans=1), {}),
    (Why.ALREADY_MOVED, at_clarify, w.EndHere("welcome.1"), {}),
    (Why.ALREADY_MOVED, at_clarify, w.Skip("welcome.1", "t1"), {}),
    (Why.ALREADY_MOVED, at_clarify, w.Pass("welcome.1", "t1"), {}),
    (Why.ALREADY_MOVED, at_clarify, w.Undo("event-0001"), {}),
    (Why.NOT_OPENED, fresh, w.Start(), {}),
    (Why.NOT_OPENED, fresh, w.Next("waiting"), {}),
    (Why.ALREADY_OPENED, opened, NEW, {}),
    (Why.NOT_STARTED, opened, w.GoToPhase("waiting", "offer"), {}),
    (Why.NOT_STARTED, opened, w.EndHere("waiting"), {}),
    (Why.NOT_STARTED, opened, w.Skip("waiting", "t1"), {}),
    (Why.ALREADY_STARTED, at_clarify, w.Start(), {}),
    (Why.NOT_RUNNING, opened, w.Pause(), {}),
    (Why.NOT_RUNNING, thanked, w.Pause(), {}),
    (Why.NOT_RUNNING, opened, w.DoBreakIn(BreakIn.TIME), {}),
    (Why.NOT_PAUSED, opened, w.Resume(), {}),
    (Why.TIMED_PART_OVER, thanked, w.GoToPhase("thanked", "offer"), {}),
    (Why.TIMED_PART_OVER, thanked, w.EndHere("thanked"), {}),
    (Why.TIMED_PART_OVER, thanked, w.GiveWord("thanked", "t1"), {}),
    (Why.MEETING_CLOSED, closed, w.Next("closed"), {}),
    (Why.MEETING_CLOSED, closed, w.Undo("event-0002"), {}),
    (Why.NO_SUCH_PHASE, at_clarify, w.GoToPhase("clarify.1", "tull"), {"phase": "tull"}),
    (Why.NO_SUCH_GROUP, at_clarify, w.GiveWord("clarify.1", "t9"), {"group": "t9"}),
    (Why.NO_SUCH_GROUP, at_clarify, w.Skip("clarify.1", "f"), {"group": "f"}),
    (Why.NO_SUCH_GROUP, at_clarify, w.Pass("clarify.1", "e"), {"group": "e"}),
    (Why.NO_SUCH_GROUP, at_clarify, w.Reorder(("t2", "f")), {"group": "f"}),
    (Why.NO_SUCH_GROUP, at_clarify, w.SettleConsent("t9", ConsentWay.ORAL), {"group": "t9"}),
    (Why.NO_SUCH_GROUP, at_clarify, w.WithdrawConsent(()), {"group": ""}),
    (Why.NO_SUCH_GROUP, at_clarify, w.Decide("ref-1", "t9"), {"group": "t9"}),
    (Why.NO_SUCH_SEAT, at_clarify, w.SetPresence("t9", Presence.LEFT), {"seat": "t9"}),
    (Why.SEAT_TAKEN, at_clarify, w.AddSeat(T9.but(id="t1")), {"seat": "t1"}),
    (Why.SEAT_TAKEN, fresh, TWICE, {"seat": "h1"}),
    (Why.NOBODY_ELSE_WAITS, lambda: running(1).until("clarify"), w.Pass("clarify.1", "t1"), {}),
    (Why.CONSENT_MISSING, gated, w.GiveWord("clarify.1", "t1"), {"group": "t1"}),
    (Why.FAMILY_IN_ROOM, thanked, w.Evaluate("ref-1"), {}),
    (Why.FAMILY_IN_ROOM, at_clarify, w.Approve("ref-1", 1), {}),
    (Why.FAMILY_HAS_WORD, lambda: running().until("describe"), w.DoBreakIn(BreakIn.TIME), {}),
    (Why.NOTHING_TO_UNDO, opened, w.Undo("event-0001"), {}),
    (Why.NO_GAP, at_clarify, w.JudgeGap("drop"), {}),
    (Why.NO_SUCH_PROMPT, at_clarify, w.AnswerPrompt(Prompt.TURN_OVER, "tull.1", PromptAnswer.SAID), {"key": "tull.1"}),
    (Why.BAD_VALUE, opened, w.Start(backdated_s=-1), {"seconds": "-1"}),
    (Why.BAD_VALUE, at_clarify, w.MoreTime("clarify.1", 0), {"seconds": "0"}),
    (Why.BAD_VALUE, at_clarify, w.SetInterpreter(99), {"percent": "99"}),
    (Why.BAD_VALUE, fresh, w.Open(bti_agenda(), seats(), interpreter_percent=301), {"percent": "301"}),
    (Why.BAD_VALUE, fresh, w.Open(bti_agenda(), seats(), speed=0), {"speed": "0"}),
]


@pytest.mark.parametrize(
    ("why", "situation", "wish", "values"),
    TABLE,
    ids=[f"{nth}-{why}-{type(wish).__name__}" for nth, (why, _, wish, _) in enumerate(TABLE)],
)
def test_a_wish_that_cannot_be_met_is_refused_with_a_reason_and_nothing_happens(
    why: Why, situation: Situation, wish: w.Wish, values: dict[str, str]
) -> None:
    play = situation()
    before = play.meeting
    assert play.do(wish) == Refusal(why, values)
    assert play.meeting is before


def test_the_table_has_every_reason_there_is() -> None:
    of_another_window = {Why.NEXT_IS_ELSEWHERE}  # tests/domain/test_two_controllers.py
    assert {why for why, *_ in TABLE} == set(Why) - of_another_window


NOTHING: list[tuple[Situation, w.Wish]] = [
    (at_clarify, w.Resume()),
    (at_clarify, w.GoToPhase("clarify.1", "clarify")),
    (at_clarify, w.GiveWord("clarify.1", "t1")),
    (at_clarify, w.Reorder(("t1", "t2"))),
    (at_clarify, w.Reorder(())),
    (at_clarify, w.SetPresence("t1", Presence.PRESENT)),
    (at_clarify, w.SetInterpreter(100)),
    (at_clarify, w.SetWall(hidden=False)),
    (at_clarify, w.SetWall()),
]


@pytest.mark.parametrize(
    ("situation", "wish"), NOTHING, ids=[f"{n}-{type(x).__name__}" for n, (_, x) in enumerate(NOTHING)]
)
def test_a_wish_for_what_is_so_already_changes_nothing_and_is_no_fault(situation: Situation, wish: w.Wish) -> None:
    play = situation()
    assert play.do(wish) == ()


@pytest.mark.parametrize(
    "wish",
    [
        w.Decide("ref-1", "t1"),
        w.NoteTiltak("ref-2"),
        w.AnswerPrompt(Prompt.TURN_OVER, "clarify.1", PromptAnswer.SAID),
        w.Pause(),
        w.Stop(),
        w.SetWall(hidden=True),
        w.SetWall(style=WallStyle.CALM),
    ],
    ids=lambda wish: f"{type(wish).__name__}-{getattr(wish, 'style', '')}",
)
def test_a_wish_met_once_changes_nothing_the_second_time(wish: w.Wish) -> None:
    play = at_clarify()
    play.must(wish)
    assert play.do(wish) == ()
