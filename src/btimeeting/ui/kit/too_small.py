"""A window that is too small says what it needs, instead of showing half of everything."""

from __future__ import annotations

from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from btimeeting.i18n import tr
from btimeeting.ui.said import said

SMALLEST = (60, 18)
"""Columns and rows below which a screen is not shown."""


class TooSmall(Static):
    """The sentence; seen only on a screen of the class `-small`, and then alone."""

    def __init__(self) -> None:
        super().__init__(said(sentence()))


def sentence() -> str:
    """What to do about it."""
    return tr("This window is too small. Make it at least 80 × 24 characters, or the letters smaller.")


def tell_size(screen: Screen[None], size: Size) -> None:
    """Show the sentence, or what the screen is for; nothing that is typed is lost meanwhile."""
    screen.set_class(size.width < SMALLEST[0] or size.height < SMALLEST[1], "-small")
