"""The wall, joined: app, watcher, screen. Like `ui/console.py` a lazy seam."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from btimeeting.ui.app import BtiApp
from btimeeting.ui.console import run_app
from btimeeting.ui.look import Look

if TYPE_CHECKING:
    from btimeeting.service.watch import Watch

MakeWatch = Callable[[], "Watch"]


def wall_app(make_watch: MakeWatch, look: Look, style: str | None = None) -> BtiApp:
    """The wall, not yet running. `style` is "auto", "digits" or "calm"; None: as the meeting has it."""
    return BtiApp(look, partial(_enter, make_watch, style))


def run_wall(make_watch: MakeWatch, look: Look, style: str | None = None) -> int:
    """Run the wall until the person closes it: 0, or 1 when the window failed."""
    return run_app(wall_app(make_watch, look, style))


def _enter(make_watch: MakeWatch, style: str | None, app: BtiApp) -> None:
    from btimeeting.domain.events import WallStyle  # noqa: PLC0415 - the lazy seam
    from btimeeting.ui.wall.screen import WallScreen  # noqa: PLC0415 - likewise
    from btimeeting.ui.wall.watcher import Watcher  # noqa: PLC0415 - likewise

    app.push_screen(WallScreen(Watcher(make_watch()), app.look, WallStyle(style) if style else None))
