"""The two last steps ask once: has the family gone; are the questions answered now, or later today.

The main key alone comes to the end all the same: its next press is an answer, and each has to be a press of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar, Protocol

from textual.app import App
from textual.binding import Binding, BindingType

from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.moment import Moment, elapsed
from btimeeting.domain.record import MeetingRecord
from btimeeting.domain.wishes import Next, Wish
from btimeeting.i18n import N_, tr
from btimeeting.ui.kit.ask import Ask

STILL = timedelta(seconds=1)
"""A press sooner than this after the one before is a clicker that bounces: it answers nothing."""
NOT_YET, GONE = N_("Not yet"), N_("Yes, the family has left")
LATER, NOW = N_("Later today"), N_("Answer now")


class _Pad(Protocol):
    @property
    def has_record(self) -> bool:
        """Whether the record is open here."""

    @property
    def record(self) -> MeetingRecord | None:
        """The record as it was read last."""


class Leaving(Protocol):
    """What this asks of the leader's screen."""

    @property
    def pad(self) -> _Pad:
        """The referent's pad."""

    @property
    def app(self) -> App[Any]:
        """The app."""

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is shown."""

    def now(self) -> Moment:
        """Now."""

    def wish(self, wish: Wish) -> None:
        """Ask the meeting."""

    def notice(self, text: str, *, loud: bool = False) -> None:
        """A line that can wait."""

    def action_do(self, command_id: str) -> None:
        """What a key does."""


class _Once(Ask):
    """The main key gives the marked answer too, but not when it bounces."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,pagedown", "press", show=False)]

    def __init__(self, farewell: Farewell, question: str, consequence: str, answers: tuple[str, ...]) -> None:
        super().__init__(question, consequence, answers)
        self._farewell = farewell

    def action_press(self) -> None:
        """The marked answer."""
        if self._farewell.pressed():
            self.action_choose()


class Farewell:
    """What the main key does from «Takk» on."""

    def __init__(self, screen: Leaving) -> None:
        self._screen = screen
        self._asked = False
        """Whether it was said that the family has not gone yet: then it is not asked again."""
        self._last: Moment | None = None

    @property
    def asks(self) -> bool:
        """Whether the main key asks before it does anything."""
        meeting = self._screen.meeting
        if meeting.stage is Stage.THANKED:
            return not self._asked
        return meeting.stage is Stage.EVALUATING and meeting.evaluation is None and self._screen.pad.has_record

    def pressed(self) -> bool:
        """The main key is pressed: whether it has been still for a while."""
        now, before = self._screen.now(), self._last
        self._last = now
        return before is None or elapsed(before, now) >= STILL

    def go_on(self) -> None:
        """The main key."""
        meeting = self._screen.meeting
        if meeting.stage in (Stage.THANKED, Stage.EVALUATING) and not self.pressed():
            return
        if meeting.stage is not Stage.THANKED:
            self._asked = False
        if not self.asks:
            self._screen.wish(Next(meeting.step))
        elif meeting.stage is Stage.THANKED:
            text = tr("Those who stay answer five short questions about how the meeting was run. There is no hurry.")
            self._ask(tr("Has the family left?"), text, (tr(NOT_YET), tr(GONE)), self._about_family)
        else:
            self._ask(tr("End the meeting now?"), self._unanswered(), (tr(LATER), tr(NOW)), self._about_questions)

    def _unanswered(self) -> str:
        """What is said of the five questions, when their evaluation is not written."""
        record = self._screen.pad.record
        if record is not None and record.answers:
            return tr("The answers to the five questions are not finished. They can be finished later today.")
        return tr("Nobody has answered the five questions. They can be answered later today; it is an open point.")

    def _ask(self, question: str, text: str, answers: tuple[str, ...], then: Callable[[str, int | None], None]) -> None:
        dialog = _Once(self, question, text, answers)
        self._screen.app.push_screen(dialog, partial(then, self._screen.meeting.step))

    def _about_family(self, step: str, answer: int | None) -> None:
        if answer:
            self._screen.wish(Next(step))
        else:
            self._asked = True
            self._screen.notice(tr("No hurry. When the family has left, the main key goes on."))

    def _about_questions(self, step: str, answer: int | None) -> None:
        if answer == 0:
            self._screen.wish(Next(step))
        elif answer:
            self._screen.action_do("evaluate")
