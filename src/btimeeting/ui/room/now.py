"""The room's own part of the work face: consents that are missing, the list while everything is stopped.

It reads the record when something happened in the meeting, or when the record's bell rang, on the stores' thread; a
second that passes reads nothing. What it learns is handed on as `Learnt`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from btimeeting.domain.meeting import Meeting
from btimeeting.i18n import tr
from btimeeting.ui.command import key_name
from btimeeting.ui.known import Known, read
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.room import keys
from btimeeting.ui.room.asking import Asking
from btimeeting.ui.room.stop import stopped_lines
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.split import EMPTY, Text

SETTLE_S = 0.5
"""The record's bell rings for every key in the pad: it is listened to no oftener than this."""
MOST_LINES = 3


class RoomNow(Asking):
    """Stands above the pad. The screen tells it how the meeting stands (`follow`) and that the record rang."""

    DEFAULT_CSS = "RoomNow { height: auto; padding: 0 1; }"

    class Learnt(Message):
        """The record has been read anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._later: Timer | None = None

    def compose(self) -> ComposeResult:
        """One text."""
        yield Text(id="room-now")

    def on_mount(self) -> None:
        """Nothing to say yet."""
        self._show()

    # --- what is known -------------------------------------------------------------------------------------------

    def follow(self, meeting: Meeting, labels: Mapping[str, str]) -> None:
        """The meeting stands like this now."""
        self._meeting, self._labels = meeting, labels
        if meeting.family_in_room:
            self._read()
        else:
            self.known = None
        self._show()

    def rang(self) -> None:
        """Somebody wrote in the record, this window perhaps: read it soon, once for many keys."""
        if self._later is None and self._meeting.family_in_room:
            self._later = self.set_timer(SETTLE_S, self._read)

    def _read(self) -> None:
        if self._later is not None:
            self._later.stop()
            self._later = None
        asyncio.wrap_future(self._desk.run(read)).add_done_callback(self._has_read)

    def _has_read(self, answer: asyncio.Future[Known]) -> None:
        if answer.cancelled() or not self.is_attached or answer.exception() is not None:
            return
        if self._meeting.family_in_room:
            self.known = answer.result()
            self._show()
            self.post_message(self.Learnt())

    # --- what is seen --------------------------------------------------------------------------------------------

    def _show(self) -> None:
        stopped = self._meeting.stopped and self._meeting.family_in_room
        lines = stopped_lines(self._meeting, self._labels, self.known) if stopped else self._missing()
        self.display = bool(lines.plain)
        for row in self.screen.query("#work-open"):
            row.set_class(self.display, "-beside")  # one row for both, so that a consent that is settled moves nothing
        self.query_one("#room-now", Text).show(lines)
        for pad in self.screen.query("#pad").results(Container):
            pad.display = not stopped

    def _missing(self) -> Content:
        """A quiet line for each service whose consent is missing."""
        groups = self.missing
        if not groups:
            return EMPTY
        shown = [self._called(group) for group in groups]
        if len(shown) > MOST_LINES:
            shown = [*shown[: MOST_LINES - 1], ", ".join(shown[MOST_LINES - 1 :])]
        lines = [said(tr("{who}: consent is not in place, so the word waits", who=who)) for who in shown]
        return Content("\n").join(
            [
                lines[0] + told("   ", (key_name(keys.CONSENT), "bold $now"), " ", (tr("Consent …"), "$quiet")),
                *lines[1:],
            ]
        )

    def on_click(self, _event: events.Click) -> None:
        """A click on the line is the key."""
        if not self._meeting.stopped:
            self.ask_consent()
