"""The notes pad: it follows the meeting, but never takes a note away from somebody who is writing in it.

When the meeting moves on while the cursor stands in a written note, the pad stays there and says where the meeting
is: text that jumps away under one's fingers lands in the wrong place, and a line can wait. It moves along when the
one who writes pressed Next themselves, when nothing was written yet, and when nobody is writing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, tzinfo
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from btimeeting.documents.labels import group_name
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.record import LONG, MeetingRecord
from btimeeting.i18n import tr
from btimeeting.ui.pad.desk import Desk, NoRecord
from btimeeting.ui.pad.drafts import Drafts, Failed, Saved
from btimeeting.ui.pad.facts import facts
from btimeeting.ui.pad.forms import Forms
from btimeeting.ui.pad.note_area import NoteArea
from btimeeting.ui.pad.places import FIELD_HINTS, FIELD_NAMES, OF_NOBODY, Place, Spot, phase_title, spot_of
from btimeeting.ui.pad.rows import FormRow
from btimeeting.ui.pad.when_words import saved_at
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.split import EMPTY, Split, Text

FIELDS = 2
"""No phase has more notes than that for one speaker."""


class NotesPad(Vertical):
    """The pad of one window. The screen tells it how the meeting stands (`follow`) and that it closes (`finish`)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "step(1)", show=False),
        Binding("shift+tab", "step(-1)", show=False),
    ]

    def __init__(self, desk: Desk, zone: tzinfo, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._desk = desk
        self._zone = zone
        self._drafts: Drafts[Place] = Drafts(desk.save_notes, self._told)
        self._texts: dict[Place, str] = {}
        self._places: list[Place | None] = [None] * FIELDS
        self._meeting = Meeting()
        self._labels: Mapping[str, str] = {}
        self._live: Spot | None = None
        self._mine = False
        self._strikes: Place | None = None
        self._locked = False
        self.spot: Spot | None = None
        """Where one writes now; not always where the meeting is."""
        self.record: MeetingRecord | None = None
        self.today = date.min
        self.forms = Forms(self, desk)

    def compose(self) -> ComposeResult:
        """Head, what can wait, what is known, the notes, the rows."""
        yield Split(id="pad-head")
        yield Text(id="pad-line", classes="-empty")
        yield Text(id="pad-facts")
        for number in range(FIELDS):
            with Horizontal(classes="pad-row", id=f"pad-row-{number}"):
                yield Static("", classes="pad-label", markup=False)
                yield NoteArea(id=f"pad-note-{number}")
        yield from self.forms.rows()

    def on_mount(self) -> None:
        """Nothing is seen until there is a record to write in."""
        self.display = False

    # --- the meeting moves ---------------------------------------------------------------------------------------

    def follow(self, meeting: Meeting, labels: Mapping[str, str]) -> None:
        """The meeting stands like this now."""
        self._meeting, self._labels = meeting, labels
        spot = spot_of(meeting, self._live)
        if spot is None or self._locked:
            self._lock()
            return
        before, self._live = self._live, spot
        if spot == before:
            return
        self._sync()
        self._drafts.flush()
        if before is not None and before.phase != spot.phase:
            self._heed(self._desk.freeze())
        stays = not self._mine and self._writing()
        self._mine = False
        if stays:
            self._show_line(self._away(), "bold $now")
        else:
            self.go_along()

    def moves_along(self) -> None:
        """Whoever writes here pressed Next: the pad goes with the meeting."""
        self._mine = True

    @property
    def behind(self) -> bool:
        """Whether the meeting is somewhere else."""
        return self._live is not None and self.spot != self._live

    def go_along(self) -> None:
        """To where the meeting is."""
        focused = self._inside()
        self._sync()
        self.forms.commit()
        self.spot = self._live
        self._show_line("")
        if self.spot is not None:
            self._show_spot(self.spot)
            self._read()
        if focused and self.spot is not None and not self.spot.decides:
            self.write()

    def _writing(self) -> bool:
        focused = self.screen.focused
        if not self._inside():
            return False
        return bool(focused.text if isinstance(focused, TextArea) else isinstance(focused, Input) and focused.value)

    def _inside(self) -> bool:
        focused = self.screen.focused
        return focused is not None and self in focused.ancestors

    def _away(self) -> str:
        assert self._live is not None  # noqa: S101 - only asked when the meeting moved
        return tr("The meeting is now at: {where} – Ctrl+G goes there", where=self._where(self._live))

    def _where(self, spot: Spot) -> str:
        title = phase_title(self._meeting, spot.phase)
        if OF_NOBODY.issuperset(spot.fields):
            return title
        return f"{title} · {group_name(spot.speaker, self._labels)}"

    def _lock(self) -> None:
        """The family has gone: what is written here goes to disk and out of sight."""
        self._sync()
        self._drafts.flush()
        self.spot = self._live = self.record = None
        self._texts.clear()
        for number in range(FIELDS):
            self._load(number, None)
        self.forms.clear()
        self.query_one("#pad-facts", Text).show(EMPTY)
        self.display = False

    def finish(self) -> None:
        """The window closes: everything that was typed is handed to the disk."""
        if self.is_mounted:
            self._sync()
        self._drafts.last()

    # --- what is shown -------------------------------------------------------------------------------------------

    def _show_spot(self, spot: Spot) -> None:
        self.query_one("#pad-head", Split).show(told((tr("Note"), "bold $quiet"), "  ", (self._where(spot), "bold")))
        for number in range(FIELDS):
            place = spot.places[number] if number < len(spot.places) else None
            self._load(number, place)
        self.query_one("#pad-facts", Text).show(EMPTY)
        self.forms.show(spot)

    def _load(self, number: int, place: Place | None) -> None:
        row = self.query_one(f"#pad-row-{number}")
        row.display = place is not None
        area = row.query_one(NoteArea)
        self._places[number] = place
        if place is not None:
            row.query_one(Static).update(said(tr(FIELD_NAMES[place.field]), "$quiet"))
            area.placeholder = said(tr(FIELD_HINTS[place.field]))
        text = self._texts.get(place, "") if place is not None else ""
        if area.text != text:
            area.load_text(text)
            area.move_cursor(area.document.end)

    def _read(self) -> None:
        """Read the record anew; what is here and not written in gets the text that lies there."""
        future = asyncio.wrap_future(self._desk.read())
        future.add_done_callback(self._has_read)

    def _has_read(self, answer: asyncio.Future[tuple[MeetingRecord, date]]) -> None:
        if answer.cancelled() or not self.is_attached:
            return
        failure = answer.exception()
        if failure is not None:
            self._locked = isinstance(failure, NoRecord)
            self.display = self.display and not self._locked
            return
        self.record, self.today = answer.result()
        if self.spot is None:
            self.record = None
            return
        self.display = True
        for note in self.record.notes:
            place = Place(note.phase, note.speaker, note.field)
            if not note.copy_no and place not in self._texts:
                self._texts[place] = note.text
        for number, place in enumerate(self._places):
            area = self.query_one(f"#pad-note-{number}", NoteArea)
            if place is not None and not area.text and self._texts.get(place):
                self._load(number, place)
        self.query_one("#pad-facts", Text).show(facts(self.spot, self._meeting, self.record, self.today))
        self.forms.know(self.record, self.today, self.spot)

    def reread(self) -> None:
        """Something was written: show it as the record has it."""
        self._read()

    def _show_line(self, text: str, style: str = "$soon") -> None:
        line = self.query_one("#pad-line", Text)
        line.display = bool(text)
        line.show(said(text, style) if text else EMPTY)

    # --- what is typed -------------------------------------------------------------------------------------------

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """A key."""
        if isinstance(event.text_area, NoteArea):
            event.stop()
            self._sync()

    def _sync(self) -> None:
        """Take what stands in the fields; what differs from what is known is on its way to disk."""
        for number, place in enumerate(self._places):
            text = self.query_one(f"#pad-note-{number}", NoteArea).text
            if place is not None and text != self._texts.get(place, ""):
                self.put(place, text)

    def put(self, place: Place, text: str) -> None:
        """The note at that place is this now."""
        self._texts[place] = text
        self._drafts.typed(place, text)
        self._strikes = None
        if len(text) > LONG:
            too_many = len(text) - LONG
            self._show_line(tr("The note is {n} characters too long; the last of it is NOT SAVED.", n=too_many))
        elif not self.behind:
            self._show_line("")

    def _told(self, answer: Saved | Failed) -> None:
        """How a write went."""
        if not self.is_attached or self.spot is None:
            return
        if isinstance(answer, Failed):
            self._show_state(tr("NOT SAVED ({kind}) – the text stands here and is tried again", kind=answer.kind), "bold $soon")
            return
        self._show_state(saved_at(answer.at, self._zone), "$quiet")
        if answer.conflict:
            self._show_line(tr("Another window wrote in this note too. Both texts are kept."))

    def _show_state(self, text: str, style: str) -> None:
        spot = self.spot
        assert spot is not None  # noqa: S101 - asked only then
        head = told((tr("Note"), "bold $quiet"), "  ", (self._where(spot), "bold"))
        self.query_one("#pad-head", Split).show(head, said(text, style))

    def _heed(self, future: object) -> None:
        """What nobody waits for: a failure there is told by the next write."""
        del future

    # --- what commands ask ---------------------------------------------------------------------------------------

    def _stops(self) -> list[Widget]:
        return [w for w in self.query("NoteArea, Input") if w.focusable and w.is_on_screen_path]

    def write(self) -> None:
        """Put the cursor in the first note or row."""
        stops = self.stops
        if stops:
            stops[0].focus()

    @property
    def stops(self) -> list[Widget]:
        """Everything one can write in here, in order."""
        return [w for w in self.query("NoteArea, Input") if all(p.display for p in (w, *w.ancestors) if isinstance(p, Widget))]

    def action_step(self, step: int) -> None:
        """The next field."""
        stops = self.stops
        focused = self.screen.focused
        if stops:
            at = stops.index(focused) + step if focused in stops else 0
            stops[at % len(stops)].focus()

    def strike(self) -> None:
        """The strike key: asked once by a line, done the second time. It cannot be undone."""
        focused = self.screen.focused
        row = next((a for a in focused.ancestors if isinstance(a, FormRow)), None) if focused is not None else None
        place = next((p for n, p in enumerate(self._places) if focused is self.query_one(f"#pad-note-{n}")), None)
        if row is not None:
            self.forms.strike(row)
        elif place is not None and self._strikes != place:
            self._strikes = place
            self._show_line(tr("Ctrl+T once more strikes this note for good. That cannot be undone."))
        elif place is not None:
            self._strikes = None
            self._drafts.forget(place)
            self._texts[place] = ""
            self._load(self._places.index(place), place)
            self._desk.strike(place)
            self._show_line(tr("Struck. No version of it is kept."))


__all__ = ["NotesPad"]
