"""The console of a running meeting, joined: app, bridge, screen. This is what the door calls.

The one lazy seam of `ui` is here: the meeting's screen, and with it the domain, is loaded when the first frame has
been painted.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from btimeeting.ui.app import BtiApp
from btimeeting.ui.look import Look

if TYPE_CHECKING:
    from btimeeting.ui.bridge import Bridge, Stores
    from btimeeting.ui.messages import MeetingChanged

OpenStores = Callable[[], "Stores"]
"""Opens the home and one meeting of it; called once, on the thread the stores then live on."""
Enter = Callable[[BtiApp], None]
"""Pushes the first real screen."""


def console_app(open_stores: OpenStores, look: Look) -> BtiApp:
    """The console, not yet running."""
    return BtiApp(look, partial(enter_meeting, open_stores))


def run_console(open_stores: OpenStores, look: Look) -> int:
    """Run the console until the person closes it: 0, or 1 when the window failed.

    Raises what `open_stores` raised, after the terminal is as it was.
    """
    return run_app(console_app(open_stores, look))


def run_behind(first: Look, begin: Callable[[], tuple[Look, Enter]]) -> int:
    """Show a first frame that looks like `first`; behind it let `begin` find what to enter. Returns like run_console.

    `begin` runs on the event loop: there is nothing on the screen yet that could wait for it.
    """
    return run_app(BtiApp(first, partial(_begun, begin)))


def run_app(app: BtiApp) -> int:
    """Run any window until the person closes it: 0, or 1 when it failed. Raises why the home could not be opened."""
    gc.disable()  # what is loaded now stays: looking through it for what is gone takes a seventh of the time
    app.settled = _collect_again
    try:
        app.run()
    finally:
        gc.enable()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def _collect_again() -> None:
    """Once the first screens stand: what is there now is not looked through again."""
    gc.freeze()
    gc.enable()


def _begun(begin: Callable[[], tuple[Look, Enter]], app: BtiApp) -> None:
    try:
        app.look, enter = begin()
    except Exception as failure:  # noqa: BLE001 - told to the door, which has the sentence for it
        app.failure = failure
        app.exit(return_code=1)
    else:
        app.theme = f"bti-{app.look.theme}"
        enter(app)


def enter_meeting(open_stores: OpenStores, app: BtiApp) -> None:
    """The console on a meeting: first its clock, then all one can do."""
    from btimeeting.ui.bridge import Bridge  # noqa: PLC0415 - the lazy seam
    from btimeeting.ui.glimpse import GlimpseScreen  # noqa: PLC0415 - likewise

    bridge = Bridge(open_stores)
    app.push_screen(GlimpseScreen(bridge, app.look, partial(_enter_screen, bridge, app)))


def _enter_screen(bridge: Bridge, app: BtiApp, heard: MeetingChanged) -> None:
    from btimeeting.ui.home.joined import say_joined  # noqa: PLC0415 - the lazy seam
    from btimeeting.ui.screens.meeting import MeetingScreen  # noqa: PLC0415 - likewise

    screen = MeetingScreen(bridge, app.look, heard)
    app.switch_screen(screen)
    say_joined(screen, app.look)
