"""Commands every screen has: help, the list of everything, the keys, the colours, quitting."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Protocol

from btimeeting.i18n import N_, tr
from btimeeting.ui.command import Command, Entry
from btimeeting.ui.themes import PALETTES

_THEMES = {"dark": N_("Dark colours"), "light": N_("Light colours"), "contrast": N_("Strong contrast")}


class House(Protocol):
    """What these commands ask of the screen they are pressed on."""

    def show_help(self) -> None:
        """F1."""

    def show_everything(self) -> None:
        """Ctrl+P."""

    def show_keys_page(self) -> None:
        """All keys."""

    def ask_quit(self) -> None:
        """Ctrl+Q."""

    def choose_theme(self, name: str) -> None:
        """Other colours."""


class Help(Command[House]):
    """Where one stands, in a few lines."""

    id = "help"
    keys = ("question_mark",)
    typing_keys = ("f1",)
    name = N_("Help")
    help = N_("Where you stand and what you can press now.")

    def key(self, *, typing: bool) -> str:  # noqa: ARG002 - F1 is what keyboards have written on them
        """F1 always."""
        return "F1"

    def do(self, at: House) -> None:
        """Show it."""
        at.show_help()


class Everything(Command[House]):
    """The list of all that can be done now."""

    id = "everything"
    typing_keys = ("ctrl+p",)
    name = N_("Everything")
    help = N_("A list of all that can be done now; write a few letters to find it.")

    def entries(self, at: House) -> Iterable[Entry]:  # noqa: ARG002 - it does not list itself
        """None: one is there already."""
        return ()

    def do(self, at: House) -> None:
        """Show it."""
        at.show_everything()


class Keys(Command[House]):
    """All keys on one page."""

    id = "keys"
    typing_keys = ("f2",)
    name = N_("All keys")
    help = N_("Every key of this screen on one page.")

    def do(self, at: House) -> None:
        """Show them."""
        at.show_keys_page()


class Colours(Command[House]):
    """Other colours."""

    id = "colours"
    name = N_("Colours")
    help = N_("Dark, light, or strong contrast.")

    def entries(self, at: House) -> Iterable[Entry]:
        """One line for each theme."""
        return [Entry(tr(_THEMES[name]), tr(self.help), partial(at.choose_theme, name)) for name in PALETTES]

    def do(self, at: House) -> None:
        """The first of them: the others are reached through the list of everything."""
        at.choose_theme(next(iter(PALETTES)))


class Quit(Command[House]):
    """End this window; the meeting goes on."""

    id = "quit"
    typing_keys = ("ctrl+q",)
    name = N_("Close this window")
    help = N_("The meeting goes on and can be taken up again.")

    def do(self, at: House) -> None:
        """Ask first."""
        at.ask_quit()


HOUSE = (Help(), Everything(), Keys(), Colours(), Quit())
