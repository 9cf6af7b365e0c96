"""The notes of one spot: a label and a field each, every key on its way to disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static, TextArea

from btimeeting.domain.moment import Moment
from btimeeting.domain.record import LONG, Note, NoteField
from btimeeting.i18n import tr
from btimeeting.ui.pad.desk import Desk, SavedNotes
from btimeeting.ui.pad.drafts import Drafts, Failed, Saved
from btimeeting.ui.pad.note_area import NoteArea
from btimeeting.ui.pad.places import FIELD_NAMES, Place, hint
from btimeeting.ui.said import said

FIELDS = 2
"""No phase has more notes than that for one speaker."""


class Notes(Vertical):
    """The fields. What is typed belongs to the place the field showed when it was typed."""

    DEFAULT_CSS = """
    Notes { height: 1fr; }
    Notes .pad-row { height: 1fr; min-height: 1; }
    Notes .pad-label { width: 13; padding-right: 1; }
    """

    class Typed(Message):
        """A note is another one now."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Told(Message):
        """How a write went."""

        def __init__(self, answer: Saved | Failed) -> None:
            super().__init__()
            self.answer = answer

    class Left(Message):
        """The cursor left a note."""

    class Beside(Message):
        """Another window wrote in a note that is shown here; `text` is what it wrote, "" when it is not to be shown."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.in_referat: frozenset[str] = frozenset()
        """What the house has chosen for its referat (`Look.in_referat`): the hints say what comes into it."""
        self._copied: set[Place] = set()
        """Where this window goes on beside another window's text: what the other one writes is not shown here."""
        self._drafts: Drafts[Place, str] = Drafts(desk.save_notes, self._tell)
        self._texts: dict[Place, str] = {}
        self._places: list[Place | None] = [None] * FIELDS
        self._areas = [NoteArea(id=f"pad-note-{number}") for number in range(FIELDS)]
        """Held here: their text is still asked for when the window has been taken apart."""

    def compose(self) -> ComposeResult:
        """Two fields, shown as the spot needs them."""
        for number in range(FIELDS):
            with Horizontal(classes="pad-row", id=f"pad-row-{number}"):
                yield Static("", classes="pad-label", markup=False)
                yield self._areas[number]

    def _tell(self, answer: Saved | Failed) -> None:
        if isinstance(answer, SavedNotes):
            self._copied |= answer.copied
        self.post_message(self.Told(answer))

    # --- places ----------------------------------------------------------------------------------------------

    def show(self, places: Sequence[Place]) -> None:
        """Show these notes; what stood in the fields is taken first."""
        self.sync()
        for number in range(FIELDS):
            self._load(number, places[number] if number < len(places) else None)
        self.display = bool(places)

    def _load(self, number: int, place: Place | None) -> None:
        row, area = self.query_one(f"#pad-row-{number}"), self._areas[number]
        row.display = place is not None
        self._places[number] = place
        if place is not None:
            row.query_one(Static).update(said(tr(FIELD_NAMES[place.field]), "$quiet"))
            area.placeholder = said(tr(hint(place.field, self.in_referat)))
        text = self._texts.get(place, "") if place is not None else ""
        if area.text != text:
            area.load_text(text)
            area.move_cursor(area.document.end)

    def take_in(self, notes: Iterable[Note]) -> None:
        """Notes as the record has them: what another window wrote is shown, but never under the cursor."""
        if not self._drafts.quiet:
            return  # what is typed here is on its way; the record rings again when it is there
        shown, places = [], set()
        for note in notes:
            place = Place(note.phase, note.speaker, note.field)
            places.add(place)
            if place in self._copied or note.field is NoteField.ROW:
                continue
            if not note.copy_no and self._show_as(place, note.text):
                shown.append(note)
        for place in [place for place, text in self._texts.items() if text and place not in places]:
            self._show_as(place, "")  # it was struck
        if shown:
            self._desk.take_up(shown)

    def _show_as(self, place: Place, text: str) -> bool:
        """Show a note as another window left it; False when it stands so already, or the cursor is in it."""
        if place in self._texts and self._texts[place][:LONG] == text:
            return False
        if place in self._places:
            number = self._places.index(place)
            if self._areas[number].text and self._areas[number].has_focus:
                self.post_message(self.Beside(text))
                return False
            self._texts[place] = text
            self._load(number, place)
        self._texts[place] = text
        return True

    def on_descendant_blur(self) -> None:
        """What was not shown under the cursor can be shown now."""
        self.post_message(self.Left())

    def has(self, place: Place) -> bool:
        """Whether anything is written there."""
        return bool(self._texts.get(place))

    def clear(self) -> None:
        """To disk, and out of sight."""
        self.sync()
        self._drafts.flush()
        self._texts.clear()
        self.show(())

    # --- typing ----------------------------------------------------------------------------------------------

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """A key."""
        event.stop()
        self.sync()

    def sync(self) -> None:
        """Take what stands in the fields; what differs from what is known is on its way to disk."""
        for number, place in enumerate(self._places):
            text = self._areas[number].text if place is not None else ""
            if place is not None and text != self._texts.get(place, ""):
                self._texts[place] = text
                self._drafts.typed(place, text)
                self.post_message(self.Typed(text))

    def fill(self, place: Place, text: str) -> None:
        """Write a proposal into a note that is empty."""
        if place in self._places and not self._texts.get(place):
            self._areas[self._places.index(place)].text = text

    def flush(self) -> None:
        """The meeting moves on: everything typed is written now."""
        self.sync()
        self._drafts.flush()

    def last(self) -> None:
        """The window closes."""
        self.sync()
        self._drafts.last()

    @property
    def place(self) -> Place | None:
        """The note the cursor stands in."""
        focused = self.screen.focused
        return next((p for n, p in enumerate(self._places) if focused is self._areas[n]), None)

    def settle(self, place: Place, text: str) -> Future[Moment]:
        """Of several versions this one stands, here and on disk."""
        self.sync()
        self._drafts.forget(place)
        self._copied.discard(place)
        self._texts[place] = text
        if place in self._places:
            self._load(self._places.index(place), place)
        return self._desk.settle(place, text)

    def strike(self, place: Place) -> None:
        """The note is gone for real: not on the screen, not on disk, not on its way there."""
        self._drafts.forget(place)
        self._texts[place] = ""
        if place in self._places:
            self._load(self._places.index(place), place)
        self._desk.strike(place)
