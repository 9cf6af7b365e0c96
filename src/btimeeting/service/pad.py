"""What the referent writes during the meeting. The record first, then the event that refers to it.

A crash in between leaves a draft in the record, never a reference to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from btimeeting.domain.consent import Consent
from btimeeting.domain.events import ConsentWay, Event, ReadBack
from btimeeting.domain.record import (
    Confirmation,
    DecisionRecord,
    Note,
    NoteField,
    Offer,
    Participant,
    Prepared,
    Stafettholdar,
    StafettloggEntry,
    Stored,
    Tiltak,
)
from btimeeting.domain.refusals import Refusal
from btimeeting.domain.seats import Presence, Seat
from btimeeting.domain.wishes import AddSeat, AnswerReadBack, Decide, NoteTiltak, SetPresence, SettleConsent
from btimeeting.service.ids import new_id
from btimeeting.service.ports import NotFound
from btimeeting.service.record_ports import MeetingRecords, SavedNote
from btimeeting.service.session import Session

_Place = tuple[str, str, NoteField]
"""Phase, speaker, field."""
Done = tuple[Event, ...] | Refusal


class Pad:
    """The referent's hand: one running meeting and its record."""

    def __init__(self, session: Session, records: MeetingRecords) -> None:
        self.session = session
        self.records = records
        self._seen: dict[_Place, SavedNote] = {}
        self._along: tuple[_Place, str] | None = None

    def write(self, *values: Stored) -> None:
        """Keep values that no event refers to (notes, offers, tiltak tried, the next meeting …)."""
        now, along, self._along = self.session.clock.now(), self._along, None
        if along is not None:
            place, text = along
            seen = self._seen.get(place) or self._fresh(*place)
            note = seen.note.model_copy(update={"text": text})
            with suppress(NotFound):  # it was struck meanwhile: then there is nothing to take it out of
                self._seen[place] = self.records.save_with_note(values, note, seen.revision, now)
                return
        self.records.save_all(values, now)

    @contextmanager
    def along(self, phase: str, speaker: str, field: NoteField, text: str) -> Iterator[None]:
        """What is written first in the block was taken out of a note, which reads `text` now: both are kept, or none.

        A window that is killed in between then shows nothing twice.
        """
        self._along = (phase, speaker, field), text
        try:
            yield
        finally:
            self._along = None

    def typed(self, value: DecisionRecord | StafettloggEntry) -> None:
        """Keep a text that is being typed; a version of it is kept when the phase is over, as of a note."""
        self.records.save_typed(value, self.session.clock.now())

    def note(self, phase: str, speaker: str, field: NoteField, text: str) -> SavedNote:
        """Keep a note: one row for each phase, speaker and field. Nothing is ever overwritten.

        When another window has changed the same note since this one saw it, both texts are kept: `conflict` is true
        and this window goes on in the copy. Raises NotFound when the note was struck meanwhile.
        """
        place = (phase, speaker, field)
        seen = self._seen.get(place) or self._fresh(phase, speaker, field)
        note = seen.note.model_copy(update={"text": text})
        saved = self.records.save_note(note, seen.revision, self.session.clock.now())
        if text or not saved.conflict:  # an emptied note that another window changed is not ours to go on in
            self._seen[place] = saved
        return saved

    def _fresh(self, phase: str, speaker: str, field: NoteField) -> SavedNote:
        """A note this window has not written in yet: a fresh one (revision 0); one that is there is met by a copy."""
        empty = Note(id=new_id(), meeting_id=self.session.id, phase=phase, speaker=speaker, field=field, text="")
        return SavedNote(0, conflict=False, note=empty)

    def take_up(self, saved: SavedNote) -> None:
        """Go on in a note that is there already, from the revision this window saw."""
        self._seen[saved.note.phase, saved.note.speaker, saved.note.field] = saved

    def strike(self, note: Note) -> None:
        """The strike key: the note is gone for real, no version is kept."""
        self.records.strike(Note, note.id)
        self._seen.pop((note.phase, note.speaker, note.field), None)

    def strike_view(self, decision: DecisionRecord, voice: Confirmation) -> None:
        """The strike key on somebody's own view: `decision` is without it, and no version keeps it."""
        self.records.strike_view(decision, voice.role, voice.who, self.session.clock.now())

    def offer(self, offer: Offer) -> Done:
        """Keep what a service offered, and tell the journal that a tiltak was written (it notices one too early)."""
        self.write(offer)
        return self.session.do(NoteTiltak(offer.id))

    def decide(
        self,
        decision: DecisionRecord,
        tiltak: tuple[Tiltak, ...],
        stafettholdar: Stafettholdar | None,
        entry: StafettloggEntry | None,
        group: str | None,
    ) -> Done:
        """Keep the family's decision with its tiltak, stafettholdar and the text to be read aloud, all at once."""
        extra = [value for value in (stafettholdar, entry) if value is not None]
        self.write(decision, *tiltak, *extra)
        return self.session.do(Decide(decision.id, group))

    def read_back(self, entry: StafettloggEntry, answer: ReadBack) -> Done:
        """What the family said when the text had been read aloud."""
        self.write(entry.model_copy(update={"read_back": answer}))
        return self.session.do(AnswerReadBack(answer))

    def arrive(self, participant: Participant, presence: Presence = Presence.PRESENT) -> Done:
        """Somebody known arrived, left, or sent a substitute."""
        self.write(participant.model_copy(update={"presence": presence}))
        return self.session.do(SetPresence(participant.seat, presence))

    def add(self, participant: Participant, *, consent_missing: bool = False) -> Done:
        """Somebody nobody had counted on came."""
        self.write(participant)
        seat = Seat(id=participant.seat, role=participant.role, group=participant.group, presence=participant.presence)
        if participant.service:
            labels = self.session.journal.labels(self.session.id)
            self.session.journal.set_labels(self.session.id, labels | {participant.group: participant.service})
        return self.session.do(AddSeat(seat, consent_missing))

    def settle_consent(
        self, group: str, way: ConsentWay, consent: Consent | None = None, said: Prepared | None = None
    ) -> Done:
        """Meet a missing consent: an oral one is kept with who heard it."""
        kept = [value for value in (consent, said) if value is not None]
        if kept:
            self.write(*kept)
        return self.session.do(SettleConsent(group, way, kept[0].id if kept else None))
