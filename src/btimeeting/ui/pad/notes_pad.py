"""The notes pad: it follows the meeting, but never takes a note away from somebody who is writing in it.

When the meeting moves on while the cursor stands in a written note, the pad stays there and says where the meeting
is: text that jumps away under one's fingers lands in the wrong place, and a line can wait. It moves along when the
one who writes pressed Next themselves, when nothing was written yet, and when nobody is writing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, tzinfo

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Input, TextArea

from btimeeting.documents.labels import group_name, phase_title
from btimeeting.documents.stafettlogg_text import summary_text
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.record import MeetingRecord, NoteField
from btimeeting.i18n import tr
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.facts import facts
from btimeeting.ui.pad.pad_keys import shown
from btimeeting.ui.pad.pad_telling import PadTelling
from btimeeting.ui.pad.places import OF_NOBODY, Spot, decides_next, spot_of


class NotesPad(PadTelling):
    """The pad of one window. The screen tells it how the meeting stands (`follow`) and that it closes (`finish`)."""

    class Read(Message):
        """The record was read: other things may be possible now."""

    def __init__(self, desk: Desk, zone: tzinfo) -> None:
        super().__init__(desk, zone)
        self._meeting = Meeting()
        self._labels: Mapping[str, str] = {}
        self._live: Spot | None = None
        self._mine = False
        self._arrived = False
        """Whether the place one sees is a new one: then the keys go where one begins there."""
        self.has_record = False
        """Whether this window can open the record at all."""
        self.today = date.min

    def compose(self) -> ComposeResult:
        """Head, what can wait, what is known, the notes, the rows. The decision stands when it is near (`_stand`)."""
        yield self.head
        yield self.notes
        yield self.forms

    def on_mount(self) -> None:
        """Nothing is seen until there is a record to write in."""
        self.display = False

    # --- the meeting moves ---------------------------------------------------------------------------------------

    def follow(self, meeting: Meeting, labels: Mapping[str, str]) -> None:
        """The meeting stands like this now."""
        self._meeting, self._labels = meeting, labels
        before, self._live = self._live, spot_of(meeting, self._live)
        if self._live is None:
            self._lock()
            if not self.has_record:
                self.reread()
        elif self._live != before:
            self.notes.flush()
            self.begun.flush()
            self.decision.flush()
            if before is not None and before.phase != self._live.phase:
                self.desk.freeze()
            stays, self._mine = not self._mine and self._writing(), False
            if stays:
                where, self.head.display = self._where(self._live), True
                self.head.say(tr("The meeting is now at: {where} – Ctrl+G goes there", where=where), "bold $now")
            else:
                self.go_along()

    def visit(self, spot: Spot, meeting: Meeting, labels: Mapping[str, str]) -> None:
        """Go to a place, wherever the meeting is (it is over)."""
        self._meeting, self._labels = meeting, labels
        self.notes.flush()
        self._live = spot
        self.go_along()

    def moves_along(self) -> None:
        """Whoever writes here pressed Next: the pad goes with the meeting."""
        self._mine = True

    @property
    def behind(self) -> bool:
        """Whether the meeting is somewhere else than the note one sees."""
        return self._live is not None and self.spot != self._live

    def go_along(self) -> None:
        """To where the meeting is."""
        typing = self.inside and isinstance(self.screen.focused, (TextArea, Input))  # in a list, Space is «Next»
        inside, self.spot, self._beside = self.inside, self._live, ""
        if self.spot is None:
            return
        self.head.show_where(self._where(self.spot))
        if not self.spot.decides:
            self.decision.leave()
        self.notes.show(self.spot.places)
        self.forms.show(self.spot)
        self.head.display = not self.spot.decides
        self.decision.display = self.spot.decides
        if self.spot.decides:
            self._stand()
        elif decides_next(self._meeting, self.spot.phase):
            self.call_after_refresh(self._stand)
        self._arrived = True
        self.reread()
        if typing and not self.spot.decides:
            self.write()
        elif inside:
            self.screen.set_focus(None)

    def _stand(self) -> None:
        """Mount the decision, half of the pad's fields: in the phase before it, so that nobody waits for it."""
        if self.is_attached and not self.decision.is_attached:
            self.mount(self.decision)

    def _writing(self) -> bool:
        focused = self.screen.focused
        if not self.inside:
            return False
        return bool(focused.text if isinstance(focused, TextArea) else isinstance(focused, Input) and focused.value)

    def _where(self, spot: Spot) -> str:
        title = phase_title(self._meeting, spot.phase)
        if OF_NOBODY.issuperset(spot.fields):
            return title
        return f"{title} · {group_name(spot.speaker, self._labels)}"

    def _lock(self) -> None:
        """The family has gone: what is written here goes to disk and out of sight."""
        if self.spot is not None:
            self.notes.clear()
            self.forms.show(None)
            if self.decision.is_attached:
                self.decision.clear()
            self.begun.forget()
            self.head.show_where("")
        self.spot = self.record = None
        self.display = False

    def finish(self) -> None:
        """The window closes: everything that was typed is handed to the disk."""
        self.notes.last()
        self.forms.sync()
        self.decision.last()
        self.begun.last()

    @property
    def decides(self) -> bool:
        """Whether the family decides now, and there is a record to write it in and fields to write it with."""
        here = self.spot is not None and self.spot.decides
        return here and self.record is not None and self.decision.is_mounted

    def ready(self) -> None:
        """The work page is shown: while the family decides, the number keys choose a service."""
        if self.decides and shown(self) and not self.inside:
            self.decision.ready()

    # --- what is shown -------------------------------------------------------------------------------------------

    def reread(self) -> None:
        """Read the record anew, and show what it has."""
        asyncio.wrap_future(self.desk.read()).add_done_callback(self._has_read)

    def _has_read(self, answer: asyncio.Future[tuple[MeetingRecord, date]]) -> None:
        if answer.cancelled() or not self.is_attached or answer.exception() is not None:
            return
        self.has_record = True
        self.post_message(self.Read())
        if self.spot is None:
            return
        self.record, self.today = answer.result()
        self.display = True
        self.notes.take_in(self.record.notes)
        self.begun.know(self.record.notes)
        if self._arrived and self.spot.fields == (NoteField.SUMMARY,):
            self.notes.fill(self.spot.places[0], summary_text(self.record))
        self.head.show_facts(facts(self.spot, self._meeting, self.record, self.today))
        self.forms.know(self.record, self.today, self.spot)
        self.tell_of_versions()
        if self.spot.decides and self.decision.is_mounted:
            self._decide(arrived=self._arrived)
        elif self.spot.decides:
            self.decision.call_later(self._decide, arrived=self._arrived)  # when its fields stand
        self._arrived = False

    def _decide(self, *, arrived: bool) -> None:
        if self.record is None or self.spot is None or not self.spot.decides:
            return  # the meeting has gone on meanwhile
        self.decision.know(self.record, self.today, self._meeting.order, self.spot.phase)
        if arrived:
            self.call_after_refresh(self.ready)
