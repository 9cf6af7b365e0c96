"""What the referent writes during the meeting. The record first, then the event that refers to it.

A crash in between leaves a draft in the record, never a reference to nothing.
"""

from __future__ import annotations

from btimeeting.domain.consent import Consent
from btimeeting.domain.events import ConsentWay, Event, ReadBack
from btimeeting.domain.record import (
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
from btimeeting.service.ports import Records
from btimeeting.service.session import Session

Done = tuple[Event, ...] | Refusal


class Pad:
    """The referent's hand: one running meeting and its record."""

    def __init__(self, session: Session, records: Records) -> None:
        self.session = session
        self.records = records

    def write(self, *values: Stored) -> None:
        """Keep values that no event refers to (notes, offers, tiltak tried, the next meeting …)."""
        self.records.save_all(values, self.session.clock.now())

    def note(self, phase: str, speaker: str, field: NoteField, text: str) -> Note:
        """Keep a note: one row for each phase, speaker and field."""
        record = self.records.meeting(self.session.id)
        same = [n for n in record.notes if (n.phase, n.speaker, n.field, n.copy_no) == (phase, speaker, field, 0)]
        note_id = same[0].id if same else new_id()
        note = Note(id=note_id, meeting_id=self.session.id, phase=phase, speaker=speaker, field=field, text=text)
        self.write(note)
        return note

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
