"""Behind the questions: words while the family is in the room, a thank you when they have been answered."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from btimeeting.domain.meeting import Meeting
from btimeeting.i18n import N_, tr
from btimeeting.ui import refused
from btimeeting.ui.after.answers import by_itself
from btimeeting.ui.after.evaluation import EvaluationScreen
from btimeeting.ui.bridge import Bridge
from btimeeting.ui.command import Command, bindings
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.look import Look
from btimeeting.ui.messages import MeetingChanged, Unreadable
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.notice import Notice
from btimeeting.ui.widgets.split import EMPTY, Text


class AnswerQuestions(Command["EvaluateScreen"]):
    """The questions once more."""

    id = "evaluate"
    keys = ("e", "enter")
    name = N_("Answer the questions")
    help = N_("The five questions about the meeting, together or one by one; now, or later today.")

    def possible(self, at: EvaluateScreen) -> bool:
        """When the family has gone, and until the minutes are approved."""
        return at.open

    def do(self, at: EvaluateScreen) -> None:
        """Answer them."""
        at.ask_questions()


class EvaluateScreen(CommandScreen):
    """It opens the questions when the family has gone, and hides them when that turns out to be a mistake."""

    CSS_PATH = "../styles/pad_window.tcss"
    commands = (AnswerQuestions(), *HOUSE)
    footer = ("evaluate", "quit", "help")
    opened_by = "evaluate"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, bridge: Bridge, look: Look) -> None:
        """`bridge` has a book and no record; it is started when the screen is there, and stopped with it."""
        super().__init__()
        self._bridge = bridge
        self._look = look
        self._answers = by_itself(bridge)
        self._asking: EvaluationScreen | None = None
        self._asked = False
        self.meeting: Meeting = Meeting()

    def compose(self) -> ComposeResult:
        """Words, a line, the footer."""
        yield Text(id="evaluate-words")
        yield Notice(id="notice")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Open the meeting."""
        self._bridge.start(self)

    def on_unmount(self) -> None:
        """Finish writing, close the stores."""
        if self._asking is not None:
            self._asking.finish()
        self._bridge.stop()

    @property
    def open(self) -> bool:
        """Whether the questions can be answered now."""
        return self.meeting.agenda is not None and not self.meeting.family_in_room and not self.meeting.approved

    # --- what arrives ----------------------------------------------------------------------------------------

    def on_meeting_changed(self, message: MeetingChanged) -> None:
        """Open or hide the questions, by who is in the room."""
        before, self.meeting = self.open, message.meeting
        self.notice("")
        if self.open and not before:
            self.ask_questions()
        elif self._asking is not None and not self.open:
            while self.app.screen is not self._asking and len(self.app.screen_stack) > 1:
                self.app.pop_screen()  # a help page, or a question about closing
            self._asking.leave()
        self.paint()

    def on_unreadable(self, _message: Unreadable) -> None:
        """Say it; the bridge tries again."""
        self.notice(refused.unreadable())

    def ask_questions(self) -> None:
        """The questions."""
        if self._asking is None:
            asking = self._asking = EvaluationScreen(self._answers, self.meeting, self._look, apart=True)
            self.app.push_screen(asking, self._answered)

    def _answered(self, _: None) -> None:
        self._asking, self._asked = None, True
        self.paint()

    # --- painting --------------------------------------------------------------------------------------------

    def paint(self) -> None:
        """What stands behind the questions."""
        if not self.is_attached:
            return
        if self.meeting.family_in_room:
            words = told(
                (tr("The family is in the room."), "bold"), "\n\n", tr("The questions come here when they have gone.")
            )
        elif self.meeting.approved:
            words = said(tr("The minutes are approved, so the questions are closed."), "bold")
        elif self._asked:
            words = told((tr("Thank you. Your answers are saved."), "bold $now"))
        else:
            words = EMPTY
        self.query_one("#evaluate-words", Text).show(words)
        self.show_keys()

    def notice(self, text: str) -> None:
        """One line above the footer until something happens."""
        self.query_one(Notice).say(text, loud=True)

    # --- help ------------------------------------------------------------------------------------------------

    def help_here(self) -> list[str]:
        """What this window is for."""
        return [tr("This window has the five questions and nothing else: the case cannot be reached from here.")]

    def quit_question(self) -> tuple[str, str]:
        """Closing this window ends nothing."""
        return tr("Close this window?"), tr("What is answered is saved. Open it again with: btimeeting evaluate")
