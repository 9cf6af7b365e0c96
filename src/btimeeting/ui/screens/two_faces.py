"""The two faces of the console: the room's, which is there first, and the leader's, furnished behind it."""

from __future__ import annotations

from collections.abc import Mapping

from textual.containers import Container

from btimeeting.domain.meeting import Meeting
from btimeeting.domain.moment import Moment
from btimeeting.domain.wishes import Wish
from btimeeting.ui.bridge import Bridge
from btimeeting.ui.farewell import Farewell
from btimeeting.ui.guests.hosting import Hosting
from btimeeting.ui.look import Look
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.notes_pad import NotesPad
from btimeeting.ui.room.now import RoomNow
from btimeeting.ui.widgets.room_face import RoomFace
from btimeeting.ui.widgets.work_face import WorkFace


class TwoFaces(Hosting):
    """It starts in the room face. The work face, the pad and the record come once the clock stands."""

    def __init__(self, bridge: Bridge, look: Look) -> None:
        super().__init__()
        self._bridge = bridge
        self.look = look
        self.pad = NotesPad(Desk(bridge), look.zone)
        self.pad.notes.in_referat = look.in_referat
        self.room = RoomNow(self.pad.desk)
        self.work = WorkFace(id="work")
        self.furnished = False
        """Whether the work face stands, and the record is being opened."""
        self.meeting: Meeting = Meeting()
        self.labels: Mapping[str, str] = {}
        self.in_room = True
        self.farewell = Farewell(self)
        self._turning = False
        """Whether the other face was asked for before it stood."""

    def paint(self) -> None:
        """Paint what changed."""

    # --- what the two last steps ask of it (farewell.Leaving) --------------------------------------------

    def now(self) -> Moment:
        """Now."""
        return self._bridge.now()

    def wish(self, wish: Wish) -> None:
        """Ask the meeting."""
        raise NotImplementedError

    def notice(self, text: str, *, loud: bool = False) -> None:
        """A line that can wait."""
        raise NotImplementedError

    async def furnish(self) -> None:
        """The clock stands: now the record, and the work face behind the room's."""
        if not self.is_attached:
            return
        self._bridge.open_rest()
        self.work.display = False
        await self.mount(self.work, after="#room")
        if not self.work.query("#pad"):
            return  # the window was closed meanwhile
        await self.work.query_one("#pad", Container).mount(self.pad)
        await self.work.mount(self.room, before="#pad")
        self.furnished = True
        self.follow()
        if self._turning:
            self.turn_face()

    def follow(self) -> None:
        """The meeting stands like this now, for all that stands."""
        if self.furnished:
            self.pad.follow(self.meeting, self.labels)
            self.room.follow(self.meeting, self.labels)
        self.paint()

    def show_face(self, *, in_room: bool, small: bool = False) -> None:
        """Show one of the two; none in a window that is too small."""
        self.in_room = in_room
        self.pad.turned(in_room=in_room)
        self.query_one(RoomFace).display = in_room and not small
        self.work.display = not in_room and not small

    def turn_face(self) -> None:
        """The other face, as soon as there are two."""
        if not self.furnished:
            self._turning = not self._turning
            return
        self.show_face(in_room=not self.in_room)
        self.call_after_refresh(self.paint)
