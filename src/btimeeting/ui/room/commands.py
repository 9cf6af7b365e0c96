"""What the leader can do in the room besides the clock. Whatever shows a name works on the work page only."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from btimeeting.i18n import N_, tr
from btimeeting.ui.choices import Choosing
from btimeeting.ui.command import Command, Entry
from btimeeting.ui.commands import TIMED
from btimeeting.ui.room import keys

if TYPE_CHECKING:
    from btimeeting.ui.room.now import RoomNow


class InRoom(Choosing, Protocol):
    """What these commands ask of the screen they are pressed on."""

    room: RoomNow

    def open_points(self) -> tuple[str, ...]:
        """What is missing now."""


class Consent(Command[InRoom]):
    """A consent is missing: four ways to meet it."""

    id = "consent"
    keys = (keys.CONSENT,)
    name = N_("Consent …")
    help = N_(
        "A service's consent is missing: it goes out, the family says yes now, general guidance, or another time."
    )

    def possible(self, at: InRoom) -> bool:
        """On the work page, while one is missing: it is nobody else's business which."""
        return not at.in_room and bool(at.room.missing)

    def entries(self, at: InRoom) -> Iterable[Entry]:
        """One for each service."""
        if self.possible(at):
            for group in at.room.missing:
                text = tr("Consent: {who} …", who=at.labels.get(group, group))
                yield Entry(text, tr(self.help), partial(at.room.ask_consent, group), self.keys_text())

    def do(self, at: InRoom) -> None:
        """Ask what to do."""
        at.room.ask_consent()


class TakeBack(Command[InRoom]):
    """The family takes consent back."""

    id = "take-back"
    keys = (keys.TAKE_BACK,)
    name = N_("Consent is taken back …")
    help = N_("Stops and hides everything at once; then you mark which services go out. The time is noted.")

    def possible(self, at: InRoom) -> bool:
        """While the clock can run; at any face, since it hides everything first."""
        return at.meeting.stage in TIMED and at.room.known is not None

    def do(self, at: InRoom) -> None:
        """Stop, then ask who goes out."""
        at.room.take_back()


class WhoSaid(Command[InRoom]):
    """A consent was taken back: by whom."""

    id = "who-took-back"
    keys = (keys.WHO_SAID,)
    name = N_("Who took the consent back …")
    help = N_("Notes in the record who said it, when there is a quiet moment. Nobody needs to explain why.")

    def possible(self, at: InRoom) -> bool:
        """On the work page, until it is noted: it is nobody else's business who."""
        return not at.in_room and at.room.untold

    def do(self, at: InRoom) -> None:
        """Ask."""
        at.room.ask_who_said()


class EndHere(Command[InRoom]):
    """The meeting was stopped, and does not go on."""

    id = "end-here"
    keys = (keys.END_HERE,)
    name = N_("End the meeting here …")
    help = N_("The family does not go on: you say goodbye, and the minutes say when the meeting was stopped, not why.")

    def possible(self, at: InRoom) -> bool:
        """While everything is stopped, at any face: the other act beside going on."""
        return at.meeting.stage in TIMED and at.meeting.stopped

    def short(self, at: InRoom) -> str:  # noqa: ARG002 - always the same
        """In fewer words."""
        return tr("End here …")

    def do(self, at: InRoom) -> None:
        """Ask once."""
        at.room.ask_to_end()


class WhoIsHere(Command[InRoom]):
    """Somebody came, went, did not come, sent another, or was not counted on."""

    id = "presence"
    keys = (keys.PRESENCE,)
    name = N_("Who is here …")
    help = N_("Somebody came, left, sent a substitute or was not counted on; the time is shared anew.")

    def possible(self, at: InRoom) -> bool:
        """On the work page, where names may be seen."""
        return not at.in_room and at.room.known is not None

    def entries(self, at: InRoom) -> Iterable[Entry]:
        """Every line of the list; told by role where the room may read it."""
        yield from at.room.presence_entries(named=not at.in_room)

    def do(self, at: InRoom) -> None:
        """The list."""
        at.room.who_is_here()


class OpenPoints(Command[InRoom]):
    """All that is missing, on one page."""

    id = "points"
    keys = (keys.POINTS,)
    name = N_("Open points")
    help = N_("All that is missing now, and who does something about it. Nothing of it stops the meeting.")

    def possible(self, at: InRoom) -> bool:
        """On the work page, while something is missing."""
        return not at.in_room and bool(at.open_points())

    def do(self, at: InRoom) -> None:
        """Show them."""
        at.room.show_points(at.open_points())


ROOM: tuple[Command[InRoom], ...] = (Consent(), TakeBack(), WhoSaid(), EndHere(), WhoIsHere(), OpenPoints())
