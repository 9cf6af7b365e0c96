"""The home, joined: app, stores, first screen. This is what the command line calls.

Like `ui/console.py` a lazy seam: the screens, and with them the domain, are loaded after the first frame.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from btimeeting.ui.app import BtiApp
from btimeeting.ui.look import Look

if TYPE_CHECKING:
    from btimeeting.ui.home_thread import Door

MakeDoor = Callable[[], "Door"]


def home_app(make_door: MakeDoor, look: Look) -> BtiApp:
    """The home, not yet running."""
    return BtiApp(look, partial(enter_home, make_door))


def prepare_app(make_door: MakeDoor, look: Look, meeting_id: str | None) -> BtiApp:
    """The form alone, not yet running; closing it ends the app."""
    return BtiApp(look, partial(_prepare, make_door, meeting_id))


def enter_home(make_door: MakeDoor, app: BtiApp) -> None:
    """The home, as the first screen."""
    from btimeeting.ui.home.screen import HomeScreen  # noqa: PLC0415 - the lazy seam

    app.push_screen(HomeScreen(make_door(), app.look))


def _prepare(make_door: MakeDoor, meeting_id: str | None, app: BtiApp) -> None:
    from btimeeting.ui.home.joined import say_joined  # noqa: PLC0415 - the lazy seam
    from btimeeting.ui.home_thread import StoreThread  # noqa: PLC0415 - likewise
    from btimeeting.ui.prepare.screen import PrepareScreen  # noqa: PLC0415 - likewise

    door = make_door()
    thread = StoreThread(door.open_home)
    screen = PrepareScreen(thread, door, app.look, meeting_id, alone=True)
    app.push_screen(screen, lambda _: app.exit())
    say_joined(screen, app.look)
