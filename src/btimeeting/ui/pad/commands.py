"""What the referent can do: write, go where the meeting is, strike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from btimeeting.i18n import N_
from btimeeting.ui.command import Command, Entry

if TYPE_CHECKING:
    from btimeeting.ui.pad.notes_pad import NotesPad


class Writing(Protocol):
    """What these commands ask of the screen they are pressed on."""

    pad: NotesPad

    @property
    def typing(self) -> bool:
        """Whether somebody types."""

    @property
    def in_room(self) -> bool:
        """Whether the room face is shown."""

    def turn_face(self) -> None:
        """The other face."""


class Write(Command[Writing]):
    """Into the pad."""

    id = "write"
    keys = ("n",)
    typing_keys = ("f6",)
    name = N_("Write a note")
    help = N_("The note belongs to whoever has the word; every key is saved at once. Tab goes to the next field.")

    def possible(self, at: Writing) -> bool:
        """While there is a record to write in."""
        return at.pad.record is not None

    def do(self, at: Writing) -> None:
        """Write."""
        if at.in_room:
            at.turn_face()
        at.pad.write_or_step()


class GoAlong(Command[Writing]):
    """To where the meeting is."""

    id = "along"
    typing_keys = ("ctrl+g",)
    name = N_("The note of now")
    help = N_("The meeting has moved on while you wrote: go to where it is. What you wrote is saved.")

    def possible(self, at: Writing) -> bool:
        """When the pad has stayed behind."""
        return at.pad.behind and at.pad.record is not None

    def do(self, at: Writing) -> None:
        """Go."""
        at.pad.go_along()


class Strike(Command[Writing]):
    """A note is gone for real."""

    id = "strike"
    typing_keys = ("ctrl+t",)
    name = N_("Strike the note")
    help = N_("Press it twice: the note is gone for good. It cannot be undone, and no version of it is kept.")

    def possible(self, at: Writing) -> bool:
        """While the cursor stands in one."""
        return at.typing and at.pad.record is not None

    def entries(self, at: Writing) -> Iterable[Entry]:  # noqa: ARG002 - a list is no place for a key pressed twice
        """None: the list takes the cursor out of the note."""
        return ()

    def do(self, at: Writing) -> None:
        """Ask with a line; the second time, do it."""
        at.pad.strike()


PAD: tuple[Command[Writing], ...] = (Write(), GoAlong(), Strike())
