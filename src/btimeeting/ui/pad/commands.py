"""What the referent can do: write, go where the meeting is, strike."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App
from textual.widget import Widget

from btimeeting.domain.events import ReadBack
from btimeeting.i18n import N_, tr
from btimeeting.ui.command import Command, Entry, key_name
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.pad.read_aloud import ReadAloud
from btimeeting.ui.pad.versions import Versions

if TYPE_CHECKING:
    from btimeeting.ui.pad.notes_pad import NotesPad

FEW = 9
"""Letters of what Enter does that have room in the footer of the smallest window."""


class Writing(Protocol):
    """What these commands ask of the screen they are pressed on."""

    pad: NotesPad

    @property
    def app(self) -> App[Any]:
        """The app."""

    @property
    def focused(self) -> Widget | None:
        """Where the keys go."""

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
    name = N_("Strike")
    help = N_("Press it twice: the note, the row or the view is gone for good. No version of it is kept.")

    def possible(self, at: Writing) -> bool:
        """While there is something to strike where the cursor stands."""
        return at.typing and at.pad.record is not None and at.pad.target is not None

    def entries(self, at: Writing) -> Iterable[Entry]:  # noqa: ARG002 - a list is no place for a key pressed twice
        """None: the list takes the cursor out of the note."""
        return ()

    def do(self, at: Writing) -> None:
        """Ask with a line; the second time, do it."""
        at.pad.strike()


class BothVersions(Command[Writing]):
    """What two windows wrote in one note."""

    id = "versions"
    typing_keys = ("ctrl+r",)
    name = N_("Both versions")
    help = N_("Two windows wrote in the same note: read both, keep one, or put them after each other.")
    stays = True

    def short(self, at: Writing) -> str:  # noqa: ARG002 - always the same
        """One word."""
        return tr("Versions")

    def possible(self, at: Writing) -> bool:
        """Where a note has more than one."""
        return bool(at.pad.versions)

    def do(self, at: Writing) -> None:
        """Show them."""
        found = at.pad.versions
        if found:
            place, texts = found
            at.app.push_screen(Versions(texts), lambda text: at.pad.settle(place, text))


class Hint(Command[Writing]):
    """A key of the field one stands in: the field hears it; here it is named, and can be clicked."""

    widget_keys: tuple[str, ...]

    def key(self, *, typing: bool) -> str:  # noqa: ARG002 - it is the field's own
        """As it is read on a keyboard."""
        return self.keys_text()

    def keys_text(self) -> str:
        """The field's keys."""
        return " ".join(key_name(key) for key in self.widget_keys)

    def entries(self, at: Writing) -> Iterable[Entry]:  # noqa: ARG002 - a list takes the cursor out of the field
        """None."""
        return ()


class Pick(Hint):
    """What Enter does with the marked line."""

    id = "pick"
    widget_keys = ("enter",)
    name = N_("Choose the marked line")
    help = N_("Enter or → goes forward, ← goes back among the answers.")

    def possible(self, at: Writing) -> bool:
        """In a list that can be picked from."""
        return isinstance(at.focused, PickList) and at.focused.act != ""

    def label(self, at: Writing) -> str:
        """What it does here."""
        return at.focused.act if isinstance(at.focused, PickList) else tr(self.name)

    def short(self, at: Writing) -> str:
        """One word, where it has many."""
        told = self.label(at)
        return told if len(told) <= FEW else tr("Choose")

    def do(self, at: Writing) -> None:
        """Pick."""
        if isinstance(at.focused, PickList):
            at.focused.action_pick(1)


class Move(Hint):
    """From line to line."""

    id = "move"
    widget_keys = ("up", "down")
    name = N_("Up and down")
    help = N_("The line or field before and after. Tab does the same.")

    def possible(self, at: Writing) -> bool:
        """In a list."""
        return isinstance(at.focused, PickList)

    def short(self, at: Writing) -> str:  # noqa: ARG002 - always the same
        """One word."""
        return tr("Move")

    def do(self, at: Writing) -> None:
        """Down."""
        if isinstance(at.focused, PickList):
            at.focused.action_mark(1)


class KeepRow(Hint):
    """Enter in a row."""

    id = "keep-row"
    widget_keys = ("enter",)
    name = N_("Add it")
    help = N_("What stands in the row is kept, and the row is empty for the next one.")

    def possible(self, at: Writing) -> bool:
        """In a row with blanks."""
        return at.pad.row is not None

    def do(self, at: Writing) -> None:
        """Keep it."""
        if at.pad.row is not None:
            at.pad.row.enter()


class NextField(Hint):
    """Tab."""

    id = "next-field"
    widget_keys = ("tab",)
    name = N_("Next field")
    help = N_("The next field one can write in; Shift+Tab goes back.")

    def possible(self, at: Writing) -> bool:
        """While one writes where there are more fields."""
        return at.typing and at.pad.inside and len(at.pad.stops) > 1

    def do(self, at: Writing) -> None:
        """Go on."""
        at.pad.action_step(1)


class ChooseService(Command[Writing]):
    """Which service the family wants help from first."""

    id = "choose-service"
    name = N_("Choose a service")
    help = N_("Which service the family wants help from first; what it offered comes along.")

    def short(self, at: Writing) -> str:  # noqa: ARG002 - always the same
        """One word."""
        return tr("Choose")

    def possible(self, at: Writing) -> bool:
        """While the decision is on the work page; its key stands in the footer where the services are marked."""
        there = not isinstance(at.focused, PickList) or at.focused.act == ""
        return not at.in_room and at.pad.decides and there

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
        """Show it; behind it stands the room page. Whoever came from their work goes back to it for a change."""
        worked = not at.in_room
        if worked:
            at.turn_face()

        def answered(answer: ReadBack | None) -> None:
            at.pad.decision.heard(answer)
            if answer is ReadBack.CHANGED and worked and at.pad.decides:
                if at.in_room:
                    at.turn_face()
                at.pad.decision.change_text()

        at.app.push_screen(ReadAloud(at.pad.decision.text), answered)


PAD: tuple[Command[Writing], ...] = (
    Write(),
    GoAlong(),
    BothVersions(),
    Pick(),
    Move(),
    KeepRow(),
    NextField(),
    Strike(),
    ChooseService(),
    ReadItAloud(),
)
