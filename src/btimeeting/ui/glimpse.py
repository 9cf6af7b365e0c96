"""The clock before everything else: the room face alone, while the meeting's own screen is still being loaded.

It loads neither the pad nor the work face nor the record, and no key is bound in it. Before the meeting is there a key
does nothing, and that is said; one that is pressed while the next screen is being loaded waits in the terminal's queue.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from btimeeting.i18n import tr
from btimeeting.ui.bridge import Bridge
from btimeeting.ui.look import Look
from btimeeting.ui.messages import MeetingChanged
from btimeeting.ui.sight import sight
from btimeeting.ui.widgets.room_face import RoomFace

FLUSH_S = 0.02
"""So long after the clock was painted it has been written to the terminal, too."""


class GlimpseScreen(Screen[None], inherit_bindings=False):
    """Opens the meeting, paints what the room may see of it, and calls `go_on` once that is on the screen."""

    opened_by = "console"
    """What is opened again when it fails (kit.base)."""

    def __init__(self, bridge: Bridge, look: Look, go_on: Callable[[MeetingChanged], None]) -> None:
        """`bridge` is started here; whoever follows takes it over, and what was heard."""
        super().__init__()
        self._bridge, self._look, self._go_on = bridge, look, go_on
        self._heard = False

    def compose(self) -> ComposeResult:
        """The room face."""
        yield RoomFace(self._look.zone, id="room")

    def on_mount(self) -> None:
        """Open the meeting."""
        self.query_one(RoomFace).say_instead(being_opened())
        self._bridge.start(self)

    def on_key(self, event: events.Key) -> None:
        """Nothing can be done to a meeting nobody sees."""
        event.stop()
        self.query_one(RoomFace).say_instead(too_early())

    def on_meeting_changed(self, message: MeetingChanged) -> None:
        """Show it as it stands, and go on."""
        seen = sight(message.meeting, message.labels, self._bridge.now(), self._look.zone, self._look.warn_percent)
        self.query_one(RoomFace).show(seen.meeting, seen.clock, seen.labels)
        if not self._heard:
            self._heard = True
            self.set_timer(FLUSH_S, partial(self._go_on, message))


def being_opened() -> str:
    """What is said until the meeting is there."""
    return tr("The meeting is being opened …")


def too_early() -> str:
    """What is said to a key that was pressed before."""
    return tr("The meeting is being opened … Press once more when it stands here.")
