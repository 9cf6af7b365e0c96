"""From the meeting to what comes after it: the five questions, and the referat."""

from __future__ import annotations

from typing import Any, Protocol

from textual.app import App

from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.i18n import N_, tr
from btimeeting.ui.after.later import after_screen, evaluation_screen
from btimeeting.ui.command import Command
from btimeeting.ui.kit.ask import Ask
from btimeeting.ui.look import Look
from btimeeting.ui.pad.notes_pad import NotesPad


class Afterwards(Protocol):
    """What these commands ask of the meeting screen."""

    pad: NotesPad

    @property
    def app(self) -> App[Any]:
        """The app."""

    @property
    def look(self) -> Look:
        """How windows look."""

    @property
    def meeting(self) -> Meeting:
        """The meeting."""


GONE = (Stage.EVALUATING, Stage.CLOSED)


class Evaluate(Command[Afterwards]):
    """The five questions."""

    id = "evaluate"
    keys = ("e",)
    name = N_("Answer the questions")
    help = N_("The five questions about the meeting, together or one by one; now, or later today.")

    def possible(self, at: Afterwards) -> bool:
        """When the family has gone."""
        return at.meeting.stage in GONE and at.pad.has_record

    def do(self, at: Afterwards) -> None:
        """Answer them."""
        at.app.push_screen(evaluation_screen(at.pad.desk, at.meeting, at.look))


class Minutes(Command[Afterwards]):
    """The referent returns to the notes."""

    id = "minutes"
    keys = ("m",)
    name = N_("Finish the minutes")
    help = N_("What is open, the notes and the decision, then the minutes to read and approve.")

    def label(self, at: Afterwards) -> str:
        """Whether there is something to finish."""
        return tr("The minutes") if at.meeting.approved else tr(self.name)

    def possible(self, at: Afterwards) -> bool:
        """When the meeting is over: until then the case is hidden."""
        return at.meeting.stage is Stage.CLOSED and at.pad.has_record

    def do(self, at: Afterwards) -> None:
        """Ask first: others may see the screen."""

        def answered(index: int | None) -> None:
            if index == 1:
                at.app.push_screen(after_screen(at.pad.desk, at.meeting, at.look))

        question = tr("Show the case again?")
        text = tr("Only those who write and approve the minutes should see this screen now.")
        at.app.push_screen(Ask(question, text, (tr("Not now"), tr("Show it"))), answered)


DOORS: tuple[Command[Afterwards], ...] = (Evaluate(), Minutes())
