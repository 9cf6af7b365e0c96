"""The app: colours, the crash policy, nothing of Textual's own that speaks English or writes to disk."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.screen import Screen

from btimeeting.ui.first_frame import FirstFrame
from btimeeting.ui.look import Look
from btimeeting.ui.themes import PALETTES, theme

if TYPE_CHECKING:
    from btimeeting.ui.messages import DoorShut

STYLES = tuple(Path(__file__).with_name("styles") / f"{name}.tcss" for name in ("base", "meeting", "pad", "after"))
"""What more than one screen is painted by; a screen of its own kind names its own file (`CSS_PATH`)."""

SETTLED_S = 3.0
"""So long after the door was opened the first screens stand, on a slow machine too."""


ENDED_BY_SIGNAL = 128 + signal.SIGTERM
"""What a shell says of a program that was asked to end."""


class BtiApp(FirstFrame, inherit_bindings=False):
    """The console and every other window. `door` pushes the first real screen once the first frame is painted."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-huge")]  # noqa: RUF012 - Textual's own declaration

    def __init__(self, look: Look, door: Callable[[BtiApp], None]) -> None:
        """Nothing is opened here: `door` is called after the first frame."""
        super().__init__(look.title, look.time_of_day)
        self.look = look
        self._door = door
        self.failure: BaseException | None = None
        """Why the home could not be opened: the caller tells it."""
        self.settled: Callable[[], None] | None = None
        """Called once, when the screens that are opened first have had time to be painted."""
        self.register_theme(theme(look.theme))
        self.theme = f"bti-{look.theme}"

    @property
    def back(self) -> str:
        """The line for the window that stands there, and for this very home as soon as the door has told it."""
        named = (getattr(screen, "opened_by", "") for screen in reversed(self.screen_stack))
        return self.look.how(next(filter(None, named), "home"))

    @property
    def under_way(self) -> bool:
        """Whether one of the screens shows a meeting that is under way."""
        return any(getattr(screen, "under_way", False) for screen in self.screen_stack)

    def enter(self) -> None:
        """Open the door, once the screens behind it have their styles and every theme can be chosen.

        Asked by the system to end, it ends as by its own key: the case must not stay standing on a dead screen.
        """
        if sys.platform != "win32":
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.exit, None, ENDED_BY_SIGNAL)
        for name in PALETTES:
            self.register_theme(theme(name))
        self.stylesheet.read_all(STYLES)
        self.stylesheet.parse()
        if self.settled is not None:
            self.set_timer(SETTLED_S, self.settled)
        self._door(self)

    def on_door_shut(self, message: DoorShut) -> None:
        """The home could not be opened: end, and let the caller say why."""
        self.failure = message.failure
        self.exit(return_code=1)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual's signature
        """None of Textual's own: one of them writes the screen to disk."""
        return ()
