"""What the referent can do: write, go where the meeting is, strike."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App

from btimeeting.i18n import N_, tr
from btimeeting.ui.command import Command, Entry
from btimeeting.ui.pad.read_aloud import ReadAloud

if TYPE_CHECKING:
    from btimeeting.ui.pad.notes_pad import NotesPad


class Writing(Protocol):
    """What these commands ask of the screen they are pressed on."""

    pad: NotesPad

    @property
    def app(self) -> App[Any]:
        """The app."""

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

    def short(self, at: Writing) -> str:  # noqa: ARG002 - always the same
        """Fewer words."""
        return tr("Note")

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


class ChooseService(Command[Writing]):
    """Which service the family wants help from first."""

    id = "choose-service"
    name = N_("Choose a service")
    help = N_("Which service the family wants help from first; what it offered comes along.")

    def possible(self, at: Writing) -> bool:
        """While the decision is on the work page."""
        return not at.in_room and at.pad.decides

    def key(self, *, typing: bool) -> str:
        """The numbers before the services."""
        return "" if typing else self.keys_text()

    def keys_text(self) -> str:
        """The numbers before the services."""
        return "1–9"

    def entries(self, at: Writing) -> Iterable[Entry]:
        """One for each answer."""
        if at.pad.decides:
            for number, (_, text) in enumerate(at.pad.decision.options(), 1):
                choose = partial(at.pad.decision.action_choose, number)
                yield Entry(tr("Help first from: {who}", who=text), tr(self.help), choose, str(number))

    def do(self, at: Writing) -> None:
        """The number keys work where the services stand."""
        at.pad.ready()


class ReadItAloud(Command[Writing]):
    """The text in large letters."""

    id = "read-aloud"
    keys = ("r",)
    typing_keys = ("f3",)
    name = N_("Read aloud")
    help = N_("The text of the baton log alone on the screen, in large letters, and the family's answer to it.")

    def possible(self, at: Writing) -> bool:
        """When there is a text."""
        return at.pad.decides and at.pad.decision.text != ""

    def do(self, at: Writing) -> None:
        """Show it; behind it stands the room page."""
        if not at.in_room:
            at.turn_face()
        at.app.push_screen(ReadAloud(at.pad.decision.text), at.pad.decision.heard)


PAD: tuple[Command[Writing], ...] = (Write(), GoAlong(), Strike(), ChooseService(), ReadItAloud())
