"""What can be done on the home screen."""

from __future__ import annotations

from typing import Protocol

from btimeeting.i18n import N_, tr
from btimeeting.ui.command import Command
from btimeeting.ui.home.rows import Act

_ACTS = {
    Act.ENTER: N_("Enter the meeting"),
    Act.START: N_("Start this meeting"),
    Act.PREPARE: N_("Prepare this meeting"),
    Act.NEW: N_("Prepare a new meeting"),
    Act.EVALUATE: N_("Evaluate this measure"),
    Act.CHILDREN: N_("Children"),
    Act.SEARCH: N_("Search"),
}


class AtHome(Protocol):
    """What these commands ask of the screen."""

    @property
    def act(self) -> Act:
        """What Enter would do."""

    @property
    def on_prepared(self) -> bool:
        """Whether the marked line is a prepared meeting."""

    @property
    def locked(self) -> bool:
        """Whether only the journal is open."""

    def unlock(self) -> None:
        """Ask for the passphrase, and open the home anew."""

    def mark(self, by: int) -> None:
        """Mark another line."""

    def choose(self) -> None:
        """Do what the marked line is for."""

    def prepare(self, *, new: bool) -> None:
        """Prepare the marked meeting, or a new one."""

    def start(self) -> None:
        """Start the marked meeting, whatever its day."""

    def show_children(self) -> None:
        """All cases, by the child's name."""

    def search(self) -> None:
        """Words in all records."""

    def take_away(self) -> None:
        """Ask whether the marked prepared meeting is to be removed."""


class Unlock(Command[AtHome]):
    """The passphrase, where one stands."""

    id = "unlock"
    keys = ("l",)
    name = N_("Give the passphrase")
    help = N_("You are asked for the passphrase, and come back here with the home open.")

    def possible(self, at: AtHome) -> bool:
        """While it is locked."""
        return at.locked

    def do(self, at: AtHome) -> None:
        """Ask on a quiet terminal."""
        at.unlock()


class Choose(Command[AtHome]):
    """What the marked line is for."""

    id = "choose"
    keys = ("enter", "space")
    name = N_("Enter the meeting")
    help = N_("What the marked line is for. The arrows mark another one.")

    def possible(self, at: AtHome) -> bool:
        """Where there is something to do."""
        return at.act is not Act.NOTHING

    def label(self, at: AtHome) -> str:
        """The act itself."""
        return tr(_ACTS.get(at.act, self.name))

    def do(self, at: AtHome) -> None:
        """Do it."""
        at.choose()


class MarkDown(Command[AtHome]):
    """The next line."""

    id = "mark-down"
    keys = ("down", "tab", "right")
    name = N_("Next line")
    help = N_("Marks the line below.")
    by = 1

    def do(self, at: AtHome) -> None:
        """Mark it."""
        at.mark(self.by)


class MarkUp(MarkDown):
    """The line above."""

    id = "mark-up"
    keys = ("up", "shift+tab", "left")
    name = N_("Line above")
    help = N_("Marks the line above.")
    by = -1


class PrepareThis(Command[AtHome]):
    """Go on preparing."""

    id = "prepare"
    keys = ("f",)
    name = N_("Change what is prepared")
    help = N_("Goes on preparing the marked meeting.")

    def possible(self, at: AtHome) -> bool:
        """On a prepared meeting of today (on others Enter does it)."""
        return at.on_prepared and at.act is Act.START

    def do(self, at: AtHome) -> None:
        """Open it."""
        at.prepare(new=False)


class PrepareNew(Command[AtHome]):
    """A new meeting."""

    id = "new"
    keys = ("n",)
    name = N_("Prepare a new meeting")
    help = N_("Child, people, consents, day: in any order, on any day before.")

    def possible(self, at: AtHome) -> bool:
        """Where the record is open."""
        return not at.locked

    def short(self, at: AtHome) -> str:  # noqa: ARG002 - always the same
        """Fewer words."""
        return tr("New meeting")

    def do(self, at: AtHome) -> None:
        """Open the form."""
        at.prepare(new=True)


class StartNow(Command[AtHome]):
    """Start a meeting of another day."""

    id = "start-now"
    keys = ("s",)
    name = N_("Start this meeting now")
    help = N_("Starts the marked meeting, though another day was planned.")

    def possible(self, at: AtHome) -> bool:
        """On a prepared meeting of another day."""
        return at.on_prepared and at.act is Act.PREPARE

    def do(self, at: AtHome) -> None:
        """The identity check first."""
        at.start()


class Remove(Command[AtHome]):
    """Take a prepared meeting away."""

    id = "remove"
    keys = ("delete",)
    name = N_("Remove this prepared meeting")
    help = N_("Takes away all that was prepared, for good. You are asked first. A meeting that has begun stays.")

    def possible(self, at: AtHome) -> bool:
        """On a prepared meeting."""
        return at.on_prepared

    def short(self, at: AtHome) -> str:  # noqa: ARG002 - always the same
        """One word."""
        return tr("Remove")

    def do(self, at: AtHome) -> None:
        """Ask."""
        at.take_away()


class Children(Command[AtHome]):
    """The children."""

    id = "children"
    keys = ("b",)
    name = N_("Children")
    help = N_("All cases by the child's name, with their meetings and documents.")

    def possible(self, at: AtHome) -> bool:
        """Where the record is open."""
        return not at.locked

    def do(self, at: AtHome) -> None:
        """Open the list."""
        at.show_children()


class Search(Command[AtHome]):
    """Search."""

    id = "search"
    keys = ("ctrl+f", "slash")
    name = N_("Search")
    help = N_("Words in all records, the newest first.")

    def possible(self, at: AtHome) -> bool:
        """Where the record is open."""
        return not at.locked

    def do(self, at: AtHome) -> None:
        """Open it."""
        at.search()


HOME: tuple[Command[AtHome], ...] = (
    Choose(),
    Unlock(),
    MarkDown(),
    MarkUp(),
    PrepareThis(),
    StartNow(),
    PrepareNew(),
    Remove(),
    Children(),
    Search(),
)
