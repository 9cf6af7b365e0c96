"""The room's own part of the work face: consents that are missing, the list while everything is stopped.

It reads the record when something happened in the meeting, or when the record's bell rang, on the stores' thread; a
second that passes reads nothing. What it learns is handed on as `Learnt`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from btimeeting.domain.meeting import Meeting
from btimeeting.i18n import tr
from btimeeting.ui.command import key_name
from btimeeting.ui.known import Known, read
from btimeeting.ui.open_points import consent_line
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.room import keys
from btimeeting.ui.room.asking import Asking
from btimeeting.ui.room.stop import stopped_lines
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.split import EMPTY, GAP, Split, Text

SETTLE_S = 0.5
"""The record's bell rings for every key in the pad: it is listened to no oftener than this."""


class RoomNow(Asking):
    """Stands above the pad. The screen tells it how the meeting stands (`follow`) and that the record rang."""

    DEFAULT_CSS = "RoomNow { height: auto; padding: 0 1; }"

    class Learnt(Message):
        """The record has been read anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._later: Timer | None = None
        self._points = 0

    def compose(self) -> ComposeResult:
        """The page while everything is stopped, and the row of the consents."""
        yield Text(id="room-now")
        yield Split(id="room-consent")

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
        self.display = stopped or bool(self.missing)
        for beside in self.parent.children if self.parent is not None else ():  # a query would look at every widget
            if beside.id == "work-open":
                beside.display = not self.display  # one row for both, so that a consent that is settled moves nothing
            elif beside.id == "pad":
                beside.display = not stopped
        lines = self.query_one("#room-now", Text)
        lines.display = stopped
        lines.show(stopped_lines(self._meeting, self._labels, self.known) if stopped else EMPTY)
        row = self.query_one("#room-consent", Split)
        row.display = not stopped
        row.show(*self._waiting())

    def beside(self, points: int) -> None:
        """So many open points stand behind the row of the consents, which has their place meanwhile."""
        if points != self._points:
            self._points = points
            self._show()

    def on_resize(self) -> None:
        """In a wider window there is room for more words."""
        self._show()

    def _waiting(self) -> tuple[Content, Content]:
        """Whose consent is missing, in one quiet row however many they are; the key; how many open points more."""
        if not self.missing:
            return EMPTY, EMPTY
        who = ", ".join(self._called(group) for group in self.missing)
        key = told("   ", (key_name(keys.CONSENT), "bold $now"), " ", (tr("Consent …"), "$quiet"))
        more = said(f"(+{self._points})", "$quiet") if self._points else EMPTY
        room = self.content_size.width - key.cell_length - (more.cell_length + GAP if self._points else 0)
        text = said(consent_line(self._meeting, who))
        if text.cell_length > room:
            text = said(tr("{who}: consent is missing", who=who)).truncate(max(0, room), ellipsis=True)
        return text + key, more

    def on_click(self, _event: events.Click) -> None:
        """A click on the line is the key."""
        if not self._meeting.stopped:
            self.ask_consent()
