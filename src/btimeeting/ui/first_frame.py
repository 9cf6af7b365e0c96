"""The first picture: a title and the time of day, before anything heavy is loaded.

Nothing of `domain`, `service` or `documents` is imported here. When this frame is on the screen, `enter` is called,
and only then the meeting's own screens are loaded.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from btimeeting.ui.crash import crash_text
from btimeeting.ui.said import said, told


class FirstFrame(App[None], inherit_bindings=False):
    """An app that shows a title and the time of day, and fails without telling anybody's name."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "btimeeting"
    CSS = """
    Screen { background: $background; color: $foreground; }
    #first-frame { padding: 1 2; }
    """

    def __init__(self, title: str, time_of_day: Callable[[], str]) -> None:
        """`time_of_day` gives the clock as it is shown («09.48»)."""
        super().__init__()
        self._heading = title
        self._time_of_day = time_of_day

    def compose(self) -> ComposeResult:
        """Title and time."""
        yield Static(told((self._heading, "bold"), "    ", self._time_of_day()), id="first-frame")

    def on_ready(self) -> None:
        """The first frame is there: go on to the rest after it has been painted."""
        self.call_after_refresh(self.enter)

    @property
    def back(self) -> str:
        """The line that opens the window again, where it fails."""
        return "btimeeting"

    @property
    def under_way(self) -> bool:
        """Whether it shows a meeting, which goes on when the window fails."""
        return False

    def enter(self) -> None:
        """Load what comes after the first frame."""

    def _fatal_error(self) -> None:
        """Leave the terminal with what happened and where, and none of the values (Textual 8.2.8 prints locals)."""
        self.bell()
        text: Content = said(crash_text(self.back, under_way=self.under_way))
        self._exit_renderables.append(text.plain)
        self._close_messages_no_wait()
