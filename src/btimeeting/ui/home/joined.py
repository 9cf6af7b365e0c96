"""A second window in a home says so on the screen, in one line that takes nothing else's place and no focus."""

from __future__ import annotations

from textual.screen import Screen
from textual.widgets import Static

from btimeeting.i18n import tr
from btimeeting.ui.look import Look
from btimeeting.ui.said import said


class Joined(Static):
    """The line."""

    DEFAULT_CSS = """
    Joined { dock: top; height: 1; padding: 0 1; background: $footer; color: $footer-text; }
    """


def say_joined(screen: Screen[None], look: Look) -> None:
    """Say it, when it is so."""
    if look.joined:
        line = Joined(said(tr("Another window leads in this home already. This one joins it.")), id="joined")
        screen.call_after_refresh(screen.mount, line)
