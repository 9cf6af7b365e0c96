"""The console as it is entered from the home screen: closing it goes back home; the meeting goes on."""

from __future__ import annotations

from btimeeting.i18n import tr
from btimeeting.ui.kit.ask import Ask
from btimeeting.ui.screens.meeting import MeetingScreen


class EnteredMeeting(MeetingScreen):
    """A meeting with a home behind it."""

    def quit_question(self) -> tuple[str, str]:
        """The way is back home."""
        return tr("Back to the home page?"), tr("The meeting goes on. Enter it again from there.")

    def ask_quit(self) -> None:
        """Ask; Enter stays."""
        question, consequence = self.quit_question()

        def answered(index: int | None) -> None:
            if index == 1:
                self.dismiss()

        self.app.push_screen(Ask(question, consequence, (tr("Stay here"), tr("Home page"))), answered)
