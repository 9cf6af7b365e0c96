"""The console as it is entered from the home screen: closing it goes back home; the meeting goes on."""

from __future__ import annotations

from btimeeting.domain.meeting import Stage
from btimeeting.i18n import tr
from btimeeting.ui.bridge import Bridge
from btimeeting.ui.kit.ask import Ask
from btimeeting.ui.kit.fresh import Fresh
from btimeeting.ui.look import Look
from btimeeting.ui.screens.meeting import MeetingScreen
from btimeeting.ui.words import left_behind


class EnteredMeeting(MeetingScreen):
    """A meeting with a home behind it."""

    def __init__(self, bridge: Bridge, look: Look) -> None:
        """As it was entered: the key that led here may still be held."""
        super().__init__(bridge, look)
        self._fresh = Fresh(look.seconds)

    def pressed_early(self) -> None:
        """As everywhere; a key that is held from then on is no fresh one."""
        self._fresh.press()
        super().pressed_early()

    @property
    def may_step(self) -> bool:
        """The clock is started by a fresh press only, never by a key still held from the silent check."""
        fresh = self.meeting.stage is not Stage.WAITING or self._fresh.press()
        if not fresh:
            self.notice(tr("Let go of the key, and press it once more when everyone sits."))
        return fresh and super().may_step

    def quit_question(self) -> tuple[str, str]:
        """The way is back home."""
        return tr("Back to the home page?"), f"{left_behind(self.meeting)} {tr('Enter it again from there.')}"

    def ask_quit(self) -> None:
        """Ask; Enter stays."""
        question, consequence = self.quit_question()

        def answered(index: int | None) -> None:
            if index == 1:
                self.dismiss()

        self.app.push_screen(Ask(question, consequence, (tr("Stay here"), tr("Home page"))), answered)
