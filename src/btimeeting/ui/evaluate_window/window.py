"""The window for the questions, joined: app, bridge, screen. Like `ui/console.py` a lazy seam."""

from __future__ import annotations

from functools import partial

from btimeeting.ui.app import BtiApp
from btimeeting.ui.console import OpenStores, run_app
from btimeeting.ui.look import Look


def evaluate_app(open_stores: OpenStores, look: Look) -> BtiApp:
    """The window, not yet running."""
    return BtiApp(look, partial(_enter, open_stores))


def run_evaluate(open_stores: OpenStores, look: Look) -> int:
    """Run it until the person closes it: 0, or 1 when the window failed. Raises what `open_stores` raised."""
    return run_app(evaluate_app(open_stores, look))


def _enter(open_stores: OpenStores, app: BtiApp) -> None:
    from btimeeting.ui.bridge import Bridge  # noqa: PLC0415 - the lazy seam
    from btimeeting.ui.evaluate_window.screen import EvaluateScreen  # noqa: PLC0415 - likewise

    app.push_screen(EvaluateScreen(Bridge(open_stores), app.look))
