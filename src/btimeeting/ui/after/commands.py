"""What can be done while the referat is finished."""

from __future__ import annotations

from typing import Protocol

from btimeeting.i18n import N_, tr
from btimeeting.ui.command import Command


class Finishing(Protocol):
    """What these commands ask of the screen."""

    @property
    def typing(self) -> bool:
        """Whether somebody types."""

    def read_minutes(self) -> None:
        """Show the referat."""

    @property
    def approved(self) -> bool:
        """Whether a version is approved, and can be handed over."""

    def hand_over(self) -> None:
        """Show how it is written to a file."""

    def step_place(self, step: int) -> None:
        """Go to other notes."""

    @property
    def inside(self) -> bool:
        """Whether the keys go into the notes."""

    def to_the_list(self) -> None:
        """Out of the notes."""

    def dismiss(self, result: None) -> object:
        """Close the screen."""


class ReadMinutes(Command[Finishing]):
    """The referat."""

    id = "read-minutes"
    keys = ("f",)
    typing_keys = ("f3",)
    name = N_("Read and approve")
    help = N_("The minutes as they would be now, to read through and approve.")

    def label(self, at: Finishing) -> str:
        """Once it is approved, another version."""
        return tr("Read and approve anew") if at.approved else tr(self.name)

    def short(self, at: Finishing) -> str:
        """One word."""
        return tr("Read") if at.approved else tr("Approve")

    def do(self, at: Finishing) -> None:
        """Read them."""
        at.read_minutes()


class HandOver(Command[Finishing]):
    """The approved referat, out of the program."""

    id = "hand-over"
    keys = ("p",)
    name = N_("Print and hand over …")
    help = N_("The lines that write the approved minutes and the family's copy to a file, ready to copy.")

    def possible(self, at: Finishing) -> bool:
        """Once it is approved, where the door has told how it is written."""
        return at.approved

    def do(self, at: Finishing) -> None:
        """Show them."""
        at.hand_over()


class NextPlace(Command[Finishing]):
    """The notes after these."""

    id = "next-place"
    keys = ("space", "pagedown")
    typing_keys = ("ctrl+n",)
    name = N_("Next notes")
    help = N_("The notes of whoever spoke next.")

    def short(self, at: Finishing) -> str:  # noqa: ARG002 - always the same
        """One word."""
        return tr("Next")

    def do(self, at: Finishing) -> None:
        """Go there."""
        at.step_place(1)


class PlaceBefore(Command[Finishing]):
    """The notes before these."""

    id = "place-before"
    keys = ("backspace", "pageup")
    name = N_("The notes before")
    help = N_("The notes of whoever spoke before.")

    def do(self, at: Finishing) -> None:
        """Go there."""
        at.step_place(-1)


class LeaveMinutes(Command[Finishing]):
    """Out of the note, then out of the case."""

    id = "leave-minutes"
    typing_keys = ("escape",)
    name = N_("Hide the case")
    help = N_("Out of the note first; then the case is hidden again. Everything is saved.")

    def label(self, at: Finishing) -> str:
        """What it would do."""
        if at.inside:
            return tr("Out of the note") if at.typing else tr("Back to the list")
        return tr(self.name)

    def short(self, at: Finishing) -> str:
        """One word."""
        return tr("Out") if at.inside else tr("Hide")

    def do(self, at: Finishing) -> None:
        """One step out: to the list, where there is one; then the case is hidden."""
        if at.inside:
            at.to_the_list()
        else:
            at.dismiss(None)


AFTER: tuple[Command[Finishing], ...] = (ReadMinutes(), HandOver(), NextPlace(), PlaceBefore(), LeaveMinutes())
