"""What can be done at the wall itself: how it looks, and nothing about the meeting."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Protocol

from btimeeting.domain.events import WallStyle
from btimeeting.i18n import N_, tr
from btimeeting.ui.command import Command, Entry

STYLES = {
    WallStyle.AUTO: N_("Wall: digits for the services, calm for the family"),
    WallStyle.DIGITS: N_("Wall: digits all the time"),
    WallStyle.CALM: N_("Wall: calm all the time"),
}


class Wall(Protocol):
    """What these commands ask of the wall."""

    @property
    def style(self) -> WallStyle:
        """How it shows time now."""

    @property
    def dark(self) -> bool:
        """Whether it is black by its own key."""

    def choose_style(self, style: WallStyle) -> None:
        """Show time so, on this wall only."""

    def make_dark(self, *, dark: bool) -> None:
        """Make this wall black, or light it."""


class Style(Command[Wall]):
    """Another style of time, on this wall only."""

    id = "wall-style"
    keys = ("s",)
    name = N_("The wall's clock")
    help = N_("How this wall shows the time. When the leader chooses, that counts again.")

    def entries(self, at: Wall) -> Iterable[Entry]:
        """The styles that are not in use."""
        for style, text in STYLES.items():
            if style is not at.style:
                yield Entry(tr(text), tr(self.help), partial(at.choose_style, style))

    def do(self, at: Wall) -> None:
        """The next one."""
        order = list(STYLES)
        at.choose_style(order[(order.index(at.style) + 1) % len(order)])


class Dark(Command[Wall]):
    """A black wall."""

    id = "wall-dark"
    keys = ("b", "full_stop")
    typing_keys = ("f5",)
    name = N_("Black wall")
    help = N_("Only this wall goes black. The same key lights it again.")

    def label(self, at: Wall) -> str:
        """What it would do."""
        return tr("Light the wall") if at.dark else tr(self.name)

    def do(self, at: Wall) -> None:
        """Black, or lit again."""
        at.make_dark(dark=not at.dark)


WALL = (Style(), Dark())
