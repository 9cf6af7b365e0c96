"""The record as the screens reach it: work for the pad, done on the stores' thread in the order it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from btimeeting.domain.calendar_rules import proposals
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import LONG, MeetingRecord, Note, NoteField, Stored
from btimeeting.service.ids import new_id
from btimeeting.service.pad import Pad
from btimeeting.service.ports import NotFound
from btimeeting.service.record_ports import SavedNote
from btimeeting.ui.bridge import Bridge, Stores
from btimeeting.ui.pad.drafts import Saved
from btimeeting.ui.pad.places import Place

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SavedNotes(Saved):
    """A saved batch of notes, and the places in which this window goes on in a copy beside another window's text."""

    copied: frozenset[Place] = frozenset()


class NoRecord(Exception):
    """This window has a meeting but no record (the home is locked)."""


class Desk:
    """The pad's own way to the stores. Whatever is asked is a future; its failure is the asker's to tell."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._pad: Pad | None = None
        self._notes: dict[Place, SavedNote] = {}
        """As the disk has them; touched on the stores' thread only."""
        self.dates: tuple[date, ...] = ()
        """Days to propose for the next meeting; known when the record has been read."""

    def now(self) -> Moment:
        """The time."""
        return self._bridge.now()

    def run(self, work: Callable[[Pad], T]) -> Future[T]:
        """Let `work` use the pad. The future raises NoRecord where there is no record."""
        return self._bridge.ask(lambda stores: work(self._take(stores)))

    def _take(self, stores: Stores) -> Pad:
        if stores.records is None:
            raise NoRecord
        if self._pad is None:
            self._pad = Pad(stores.session, stores.records)
            agenda = stores.session.meeting.agenda
            rule = agenda.next_meeting if agenda is not None else ""
            self.dates = proposals(stores.dates, rule, stores.session.clock.today())
        return self._pad

    def read(self) -> Future[tuple[MeetingRecord, date]]:
        """The meeting's record and the local date."""
        return self.run(lambda pad: (pad.records.meeting(pad.session.id), pad.session.clock.today()))

    def take_up(self, notes: Iterable[Note]) -> Future[None]:
        """Write on in these notes: this window shows them as they were read. One that has changed since is left."""
        shown = {Place(note.phase, note.speaker, note.field): note for note in notes}

        def work(pad: Pad) -> None:
            for note in pad.records.meeting(pad.session.id).notes:
                place = Place(note.phase, note.speaker, note.field)
                if not note.copy_no and place in shown and shown[place].text == note.text:
                    self._notes[place] = pad.note(*_key(place), note.text)

        return self.run(work)

    def write(self, *values: Stored) -> Future[None]:
        """Keep values that no event refers to."""
        return self.run(lambda pad: pad.write(*values))

    def save_notes(self, batch: Mapping[Place, str]) -> Future[Saved]:
        """Save what was typed. A note that another window struck does not come back by itself."""

        def work(pad: Pad) -> Saved:
            copied = frozenset(place for place, text in batch.items() if self.put(pad, place, text))
            return SavedNotes(pad.session.clock.now(), bool(copied), copied)

        return self.run(work)

    def put(self, pad: Pad, place: Place, text: str) -> bool:
        """Save one text, on the stores' thread; whether another window wrote there too."""
        try:
            saved = pad.note(*_key(place), text[:LONG])
        except NotFound as gone:
            if gone.kind != "note":  # the meeting itself is not there: nothing was kept
                raise
            self._begin_anew(pad, place)
            return False
        self._notes[place] = saved
        return saved.conflict

    @contextmanager
    def along(self, pad: Pad, place: Place, text: str) -> Iterator[None]:
        """On the stores' thread: what is written in the block came out of a row, of which `text` is left."""
        with pad.along(*_key(place), text[:LONG]):
            yield
        self.put(pad, place, text)

    def _begin_anew(self, pad: Pad, place: Place) -> None:
        fresh = Note(
            id=new_id(),
            meeting_id=pad.session.id,
            phase=place.phase,
            speaker=place.speaker,
            field=place.field,
            text="",
        )
        pad.take_up(SavedNote(0, conflict=False, note=fresh))
        self._notes.pop(place, None)

    def settle(self, place: Place, text: str) -> Future[Moment]:
        """Of several versions of a note this text is to stand. The others are kept as versions, no longer as notes."""

        def work(pad: Pad) -> Moment:
            now, records = pad.session.clock.now(), pad.records
            records.freeze_notes(pad.session.id, now)
            for note in records.meeting(pad.session.id).notes:
                if Place(note.phase, note.speaker, note.field) != place:
                    continue
                there = records.save_note(note, 0, now)  # the same text again: it tells the revision
                if note.copy_no:
                    records.save_note(note.model_copy(update={"text": ""}), there.revision, now)
                else:
                    pad.take_up(there)
            self._notes[place] = pad.note(*_key(place), text[:LONG])
            return pad.session.clock.now()

        return self.run(work)

    def strike(self, place: Place) -> Future[None]:
        """The note is gone for real."""

        def work(pad: Pad) -> None:
            saved = self._notes.pop(place, None)
            if saved is not None:
                pad.strike(saved.note)

        return self.run(work)

    def strike_value(self, kind: type[Stored], value_id: str) -> Future[None]:
        """A value that was written here is gone for real."""
        return self.run(lambda pad: pad.records.strike(kind, value_id))

    def freeze(self) -> Future[None]:
        """Keep a version of the notes as they stand (the phase is over)."""
        return self.run(lambda pad: pad.records.freeze_notes(pad.session.id, pad.session.clock.now()))


def _key(place: Place) -> tuple[str, str, NoteField]:
    return place.phase, place.speaker, place.field
