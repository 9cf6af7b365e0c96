"""The referent's window, joined: app, bridge, screen. Like `ui/console.py` a lazy seam."""

from __future__ import annotations

from functools import partial

from btimeeting.ui.app import BtiApp
from btimeeting.ui.console import OpenStores, run_app
from btimeeting.ui.look import Look


def pad_app(open_stores: OpenStores, look: Look) -> BtiApp:
    """The window, not yet running."""
    return BtiApp(look, partial(_enter, open_stores))


def run_pad(open_stores: OpenStores, look: Look) -> int:
    """Run it until the person closes it: 0, or 1 when the window failed. Raises what `open_stores` raised."""
    return run_app(pad_app(open_stores, look))


def _enter(open_stores: OpenStores, app: BtiApp) -> None:
    from btimeeting.ui.bridge import Bridge  # noqa: PLC0415 - the lazy seam
    from btimeeting.ui.pad_window.screen import PadScreen  # noqa: PLC0415 - likewise

    app.push_screen(PadScreen(Bridge(open_stores), app.look))
