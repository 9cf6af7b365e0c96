"""What the referent can do about where the pad stands."""

from __future__ import annotations

from typing import Protocol

from btimeeting.domain.meeting import Meeting
from btimeeting.i18n import N_, tr
from btimeeting.ui.command import Command
from btimeeting.ui.pad_window.pinned import PinnedPad


class Desktop(Protocol):
    """What these commands ask of the screen they are pressed on."""

    pad: PinnedPad

    @property
    def meeting(self) -> Meeting:
        """The meeting."""

    def paint(self) -> None:
        """Show it."""


class Stay(Command[Desktop]):
    """Stay in this place, or follow the meeting again: whichever is not so."""

    id = "stay"
    keys = ("h",)
    name = N_("Stay in these notes")
    help = N_("The pad stays here when the meeting goes on, until you ask it to follow again.")

    def possible(self, at: Desktop) -> bool:
        """While there is a record to write in."""
        return at.pad.record is not None

    def label(self, at: Desktop) -> str:
        """What it would do."""
        return tr("Follow the meeting") if at.pad.pinned else tr(self.name)

    def do(self, at: Desktop) -> None:
        """Never a toggle of what is not seen: the label says which."""
        if at.pad.pinned:
            at.pad.go_along()
        else:
            at.pad.stay()
        at.paint()


class PlaceAfter(Command[Desktop]):
    """The notes of whoever comes after."""

    id = "place-after"
    keys = ("right",)
    typing_keys = ("ctrl+pagedown",)
    name = N_("The notes after")
    help = N_(
        "The notes of whoever speaks after this one, or of the next phase. Ctrl+G goes back to where the meeting is."
    )
    step = 1

    def possible(self, at: Desktop) -> bool:
        """While there is a record to write in."""
        return at.pad.record is not None

    def do(self, at: Desktop) -> None:
        """Go there."""
        at.pad.look_at(self.step)
        at.paint()


class PlaceBefore(PlaceAfter):
    """The notes of whoever came before."""

    id = "place-before"
    keys = ("left",)
    typing_keys = ("ctrl+pageup",)
    name = N_("The notes before")
    help = N_(
        "The notes of whoever spoke before this one, or of the phase before. Ctrl+G goes back to where the meeting is."
    )
    step = -1


DESKTOP: tuple[Command[Desktop], ...] = (Stay(), PlaceAfter(), PlaceBefore())
