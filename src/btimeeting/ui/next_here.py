"""The main key, and when it is pressed too soon; in windows that have it only while the leader has given it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from typing import Protocol

from btimeeting.domain import events as e
from btimeeting.domain import wishes as w
from btimeeting.domain.events import OtherWindow
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.moment import Moment, elapsed
from btimeeting.i18n import N_, tr
from btimeeting.ui import words
from btimeeting.ui.command import Command, Entry
from btimeeting.ui.words import Labels

STEADY = timedelta(milliseconds=350)
"""A second step sooner than this is a key held down or a clicker that bounces."""
MOVES = (e.Started, e.TurnEntered, e.PhaseEntered, e.TurnSkipped, e.TurnPassed, e.Resumed, e.Thanked, e.FamilyLeft)
"""The steps that are guarded so."""
_GIVEN = {
    "viddevakt": N_("«Next» also in the viddevakt's window"),
    "pad": N_("«Next» also in the minute taker's window"),
}


def steady(meeting: Meeting, now: Moment) -> bool:
    """Whether the newest step is long enough ago for another."""
    last = meeting.last
    if last is None or not meeting.log or not isinstance(meeting.log[-1][2], MOVES):
        return True
    return elapsed(last, now) >= STEADY


_AFTER_THANKS = (Stage.THANKED, Stage.EVALUATING, Stage.CLOSED)


class Window(Protocol):
    """What `NextHere` asks of the window it is pressed in."""

    window: OtherWindow

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is shown."""

    @property
    def labels(self) -> Labels:
        """What groups are called."""

    @property
    def may_step(self) -> bool:
        """Whether the last step is long enough ago."""

    def wish(self, wish: w.Wish) -> None:
        """Ask the meeting."""


class NextHere(Command[Window]):
    """The main key, lent by the leader."""

    id = "next"
    keys = ("space", "pagedown")
    typing_keys = ("ctrl+n",)
    name = N_("Next")
    help = N_("The next turn or phase. The leader has given you the key, and has it too.")

    def possible(self, at: Window) -> bool:
        """While it is given, until everybody is thanked: only the leader sees whether the family has gone."""
        return at.meeting.next_given == at.window and at.meeting.stage not in _AFTER_THANKS

    def label(self, at: Window) -> str:
        """What it would do now, as an act."""
        return words.next_act(at.meeting, at.labels)

    def short(self, at: Window) -> str:
        """Whose turn or which phase."""
        return words.next_act_short(at.meeting, at.labels)

    def do(self, at: Window) -> None:
        """From the step the person sees: two who press move once."""
        if at.may_step:
            at.wish(w.Next(at.meeting.step))


class Giving(Protocol):
    """What `GiveNext` asks of the leader's screen."""

    @property
    def meeting(self) -> Meeting:
        """The meeting."""

    def wish(self, wish: w.Wish) -> None:
        """Ask the meeting."""


class GiveNext(Command[Giving]):
    """Lend the main key to another window, or take it back. The leader's own works all the same."""

    id = "give-next"
    name = N_("«Next» in another window")
    help = N_("Your own key works all the same; two who press at once move once. You can take it back here.")

    def possible(self, at: Giving) -> bool:
        """Until the meeting is over."""
        return at.meeting.stage is not Stage.CLOSED

    def entries(self, at: Giving) -> Iterable[Entry]:
        """To whom; or only here again."""
        if not self.possible(at):
            return
        for to, text in _GIVEN.items():
            if at.meeting.next_given != to:
                yield Entry(tr(text), tr(self.help), partial(at.wish, w.GiveNext(to)))  # type: ignore[arg-type]
        if at.meeting.next_given is not None:
            yield Entry(tr("«Next» only here again"), tr(self.help), partial(at.wish, w.GiveNext(None)))

    def do(self, at: Giving) -> None:
        """The first of its lines."""
        for entry in self.entries(at):
            entry.do()
            return


def told_of(before: Meeting, now: Meeting, window: OtherWindow) -> str:
    """What the window says when the key comes or goes; "" otherwise."""
    had, has = before.next_given == window, now.next_given == window
    if before.agenda is None or had == has or now.stage is Stage.CLOSED:
        return ""
    return tr("The leader has given you «Next».") if has else tr("«Next» is with the leader now.")
