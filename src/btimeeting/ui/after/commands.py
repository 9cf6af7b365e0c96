"""What can be done while the referat is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from btimeeting.i18n import N_
from btimeeting.ui.command import Command

if TYPE_CHECKING:
    from btimeeting.ui.after.after_screen import AfterScreen


class ReadMinutes(Command["AfterScreen"]):
    """The referat."""

    id = "read-minutes"
    keys = ("f",)
    typing_keys = ("f3",)
    name = N_("Read and approve")
    help = N_("The minutes as they would be now, to read through and approve.")

    def do(self, at: AfterScreen) -> None:
        """Read them."""
        at.read_minutes()


class NextPlace(Command["AfterScreen"]):
    """The notes after these."""

    id = "next-place"
    keys = ("space", "pagedown")
    typing_keys = ("ctrl+n",)
    name = N_("Next notes")
    help = N_("The notes of whoever spoke next.")

    def do(self, at: AfterScreen) -> None:
        """Go there."""
        at.step_place(1)


class PlaceBefore(Command["AfterScreen"]):
    """The notes before these."""

    id = "place-before"
    keys = ("backspace", "pageup")
    name = N_("The notes before")
    help = N_("The notes of whoever spoke before.")

    def do(self, at: AfterScreen) -> None:
        """Go there."""
        at.step_place(-1)


class LeaveMinutes(Command["AfterScreen"]):
    """Out of the note, then out of the case."""

    id = "leave-minutes"
    typing_keys = ("escape",)
    name = N_("Hide the case")
    help = N_("Out of the note first; then the case is hidden again. Everything is saved.")

    def do(self, at: AfterScreen) -> None:
        """One step out."""
        if at.typing:
            at.set_focus(None)
        else:
            at.dismiss(None)


AFTER: tuple[Command[AfterScreen], ...] = (ReadMinutes(), NextPlace(), PlaceBefore(), LeaveMinutes())
