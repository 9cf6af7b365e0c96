"""What can be done on the prepare screen, apart from writing."""

from __future__ import annotations

from typing import Protocol

from btimeeting.i18n import N_, tr
from btimeeting.ui.command import Command, key_name


class Form(Protocol):
    """What these commands ask of the screen."""

    def step(self, by: int) -> None:
        """To the next field, or back."""

    def go_to_section(self, by: int) -> None:
        """To the next part, or back."""

    @property
    def next_part(self) -> str:
        """The title of the next part, "" in the last one."""

    def leave(self) -> None:
        """Save, and out."""

    @property
    def row_owner(self) -> str:
        """The person or thing the focused row is about, "" for none."""

    def move_up(self) -> None:
        """One earlier in the order."""

    def take_away(self) -> None:
        """Take the focused row away."""

    @property
    def on_pick(self) -> bool:
        """Whether the cursor is on a choice."""

    def turn(self) -> None:
        """The next choice."""


class NextField(Command[Form]):
    """On."""

    id = "field-next"
    typing_keys: tuple[str, ...] = ("tab",)
    name = N_("Next field")
    help = N_("Tab and the arrow down go to the next field; what you write is kept as you leave it.")
    by = 1

    def do(self, at: Form) -> None:
        """Go."""
        at.step(self.by)


class FieldBefore(NextField):
    """Back."""

    id = "field-before"
    typing_keys: tuple[str, ...] = ("shift+tab",)
    name = N_("The field before")
    help = N_("Shift+Tab and the arrow up go back.")
    by = -1


class Down(NextField):
    """On, with the arrow (not in a text of several lines, where it moves the cursor)."""

    id = "field-down"
    keys = ("down",)
    typing_keys = ()

    def key(self, *, typing: bool) -> str:  # noqa: ARG002 - Tab is named
        """None."""
        return ""


class Up(FieldBefore):
    """Back, with the arrow."""

    id = "field-up"
    keys = ("up",)
    typing_keys = ()


class NextSection(Command[Form]):
    """The next part."""

    id = "section-next"
    typing_keys = ("pagedown",)
    name = N_("Next part")
    help = N_("Page Down and Page Up go from part to part. They can be filled in any order, on any day.")
    by = 1

    def possible(self, at: Form) -> bool:
        """Until the last part."""
        return bool(at.next_part)

    def label(self, at: Form) -> str:
        """Where it goes."""
        return tr("Next part: {title}", title=at.next_part)

    def do(self, at: Form) -> None:
        """Go."""
        at.go_to_section(self.by)

    def short(self, at: Form) -> str:  # noqa: ARG002 - always the same
        """Without which."""
        return tr("Next part")


class SectionBefore(NextSection):
    """The part before."""

    id = "section-before"
    typing_keys = ("pageup",)
    name = N_("The part before")
    by = -1

    def possible(self, at: Form) -> bool:  # noqa: ARG002 - does nothing in the first
        """Always."""
        return True

    def label(self, at: Form) -> str:  # noqa: ARG002 - always the same
        """Its name."""
        return tr(self.name)


class MoveUp(Command[Form]):
    """Earlier in the order."""

    id = "move-up"
    typing_keys = ("f6",)
    name = N_("Move up")
    help = N_("This person comes one earlier: services speak in this order.")

    def possible(self, at: Form) -> bool:
        """In a row about somebody."""
        return bool(at.row_owner)

    def do(self, at: Form) -> None:
        """Move."""
        at.move_up()


class TakeAway(Command[Form]):
    """Take a row away."""

    id = "take-away"
    typing_keys = ("f7",)
    name = N_("Take away")
    help = N_("Takes this row away, for good.")

    def possible(self, at: Form) -> bool:
        """In a row about somebody or something."""
        return bool(at.row_owner)

    def do(self, at: Form) -> None:
        """Take it away."""
        at.take_away()


class Leave(Command[Form]):
    """Out, with everything saved."""

    id = "leave"
    typing_keys = ("escape",)
    name = N_("Done for now")
    help = N_("Everything is saved; go on any day.")

    def short(self, at: Form) -> str:  # noqa: ARG002 - always the same
        """One word."""
        return tr("Done")

    def key(self, *, typing: bool) -> str:  # noqa: ARG002 - one name for it everywhere
        """Esc."""
        return key_name("escape")

    def do(self, at: Form) -> None:
        """Leave."""
        at.leave()


class Turn(Command[Form]):
    """Another choice."""

    id = "turn"
    keys = ("right",)
    name = N_("Choose another")
    help = N_("The arrows left and right, or Space, go through the choices.")

    def possible(self, at: Form) -> bool:
        """On a choice."""
        return at.on_pick

    def key(self, *, typing: bool) -> str:  # noqa: ARG002 - nobody types on a choice
        """Both arrows."""
        return "←→"

    def do(self, at: Form) -> None:
        """The next one."""
        at.turn()


PREPARE: tuple[Command[Form], ...] = (
    NextField(),
    FieldBefore(),
    Down(),
    Up(),
    NextSection(),
    SectionBefore(),
    MoveUp(),
    TakeAway(),
    Turn(),
    Leave(),
)
