"""What can be done in a list of cases or hits, and in a case."""

from __future__ import annotations

from typing import Protocol

from btimeeting.i18n import N_
from btimeeting.ui.command import Command, key_name


class Finder(Protocol):
    """What these commands ask of the screen."""

    @property
    def act(self) -> str:
        """What Enter would do now, "" for nothing."""

    def choose(self) -> None:
        """Do it."""

    def mark(self, by: int) -> None:
        """Mark another line."""

    def go_back(self) -> None:
        """Back to where one came from."""


class Open(Command[Finder]):
    """What the marked line is for."""

    id = "open"
    typing_keys = ("enter",)
    name = N_("Open")
    help = N_("Opens the marked line. That it was opened is written in the access log.")

    def possible(self, at: Finder) -> bool:
        """Where there is something to open."""
        return bool(at.act)

    def label(self, at: Finder) -> str:
        """The act itself."""
        return at.act

    def do(self, at: Finder) -> None:
        """Do it."""
        at.choose()


class MarkDown(Command[Finder]):
    """The next line."""

    id = "mark-down"
    typing_keys: tuple[str, ...] = ("down", "tab")
    name = N_("Next line")
    help = N_("Marks the line below.")
    by = 1

    def do(self, at: Finder) -> None:
        """Mark it."""
        at.mark(self.by)


class MarkUp(MarkDown):
    """The line above."""

    id = "mark-up"
    typing_keys = ("up", "shift+tab")
    name = N_("Line above")
    help = N_("Marks the line above.")
    by = -1


class PageDown(MarkDown):
    """A page on."""

    id = "page-down"
    typing_keys = ("pagedown",)
    name = N_("A page down")
    help = N_("Marks a line further down.")
    by = 10


class PageUp(MarkDown):
    """A page back."""

    id = "page-up"
    typing_keys = ("pageup",)
    name = N_("A page up")
    help = N_("Marks a line further up.")
    by = -10


class Back(Command[Finder]):
    """Back."""

    id = "back"
    typing_keys = ("escape",)
    name = N_("Back")
    help = N_("Back to where you came from.")
    few = N_("Back")

    def key(self, *, typing: bool) -> str:  # noqa: ARG002 - one name for it everywhere
        """Esc."""
        return key_name("escape")

    def do(self, at: Finder) -> None:
        """Go."""
        at.go_back()


FINDER: tuple[Command[Finder], ...] = (Open(), MarkDown(), MarkUp(), PageDown(), PageUp(), Back())
