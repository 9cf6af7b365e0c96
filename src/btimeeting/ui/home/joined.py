"""A second window in a home says so on the screen, in one line that takes nothing else's place and no focus.

When the window that led is gone, killed perhaps, this one takes the lead over by itself and says that too.
"""

from __future__ import annotations

from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from btimeeting.i18n import tr
from btimeeting.ui.look import Look
from btimeeting.ui.messages import TookOver
from btimeeting.ui.said import said

LOOK_S = 2.0
"""How often it is looked whether the other window is still there: one lock asked for, a few microseconds."""
SAID_S = 60.0
"""How long the line stands after that."""


class Joined(Static):
    """The line."""

    DEFAULT_CSS = """
    Joined { dock: top; height: 1; padding: 0 1; background: $footer; color: $footer-text; }
    """

    def __init__(self, look: Look) -> None:
        super().__init__(said(tr("Another window leads in this home already. This one joins it.")), id="joined")
        self._look = look
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Look from time to time."""
        self._timer = self.set_interval(LOOK_S, self.look)

    def look(self) -> None:
        """Lead, when nobody else does."""
        if self._timer is not None and self._look.lead():
            self._timer.stop()
            self._timer = None
            self.update(said(tr("The window that led is gone. This one leads now."), "bold"))
            self.screen.post_message(TookOver())
            self.set_timer(SAID_S, self.remove)


def say_joined(screen: Screen[None], look: Look) -> None:
    """Say it, when it is so."""
    if look.joined and not look.lead():
        screen.call_after_refresh(screen.mount, Joined(look))
