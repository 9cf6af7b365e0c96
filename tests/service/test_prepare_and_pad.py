"""Preparation gives seats and gates; the pad writes the record first and the event after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from btimeeting.domain import event_text
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, Giver
from btimeeting.domain.events import ConsentWay
from btimeeting.domain.meeting import Stage
from btimeeting.domain.openpoints import consent_missing_groups
from btimeeting.domain.record import (
    Case,
    Child,
    DecisionRecord,
    DocumentKind,
    EvaluationAnswer,
    MeetingInfo,
    MeetingState,
    Note,
    NoteField,
    Offer,
)
from btimeeting.domain.refusals import Refusal, Why
from btimeeting.domain.seats import Presence
from btimeeting.service.finish import Paper, evaluate, file_document
from btimeeting.service.pad import Pad
from btimeeting.service.prepare import Person, Plan, open_meeting, prepare, seat_people
from btimeeting.service.session import Session
from tests.builders import bti_agenda
from tests.fakes import DictRecords, ListJournal, StandingClock

PEOPLE = (
    Person(Role.HEAD, "Rolf Oppdikta", duties=(Role.LEADER,)),
    Person(Role.FORESETTE, "Eli Eksempel", "mor"),
    Person(Role.FORESETTE, "Per Eksempel", "far"),
    Person(Role.CHILD, "Nor Eksempel"),
    Person(Role.EDUCATOR, "Liv Prøve", duties=(Role.REFERENT,)),
    Person(Role.SERVICE, "Ola Døme", service="PPT"),
    Person(Role.SERVICE, "Kari Demo", service="Helsestasjonen"),
    Person(Role.SERVICE, "Mia Demo", service=" ppt "),
)


@dataclass
class Room:
    """A prepared meeting and everything around it, without a disk."""

    clock: StandingClock
    journal: ListJournal
    records: DictRecords
    session: Session
    pad: Pad

    def walk_to(self, stage: Stage) -> None:
        while self.session.meeting.stage is not stage:
            self.session.next()


def a_room(*consented: str) -> Room:
    clock, journal, records = StandingClock(), ListJournal(), DictRecords()
    consents = tuple(
        Consent(
            id=f"consent-{service}",
            case_id="case-1",
            services=(service,),
            givers=(Giver(name="Eli Eksempel", relation="mor"),),
            given_on=date(2026, 11, 1),
        )
        for service in consented
    )
    info = MeetingInfo(id="meeting-1", case_id="case-1")
    child = Child(id="child-1", name="Nor Eksempel")
    case = Case(id="case-1", number="14", child_id="child-1")
    record = prepare(records, clock, Plan(info, case, child, PEOPLE, consents))
    session = Session(journal, clock, "meeting-1")
    open_meeting(session, records, record, bti_agenda())
    return Room(clock, journal, records, session, Pad(session, records))


def test_two_parents_share_a_turn_and_two_from_one_service_are_one_service() -> None:
    seated = seat_people("meeting-1", PEOPLE)

    assert [(p.seat, p.group) for p in seated] == [
        ("h1", "h"),
        ("f1", "f"),
        ("f2", "f"),
        ("c1", "c"),
        ("e1", "e"),
        ("t1", "t1"),
        ("t2", "t2"),
        ("t1b", "t1"),
    ]


def test_the_journal_gets_seats_and_labels_but_no_name() -> None:
    room = a_room("PPT", "Helsestasjonen")

    written = "".join(event_text.written(event) for event in room.journal.events["meeting-1"])

    assert room.journal.labels("meeting-1")["t2"] == "Helsestasjonen"
    assert not any(person.name in written for person in PEOPLE)
    assert "Helsestasjonen" not in written


def test_a_service_without_valid_consent_is_named_and_its_turn_stays_shut() -> None:
    room = a_room("PPT")

    assert consent_missing_groups(room.records.meeting("meeting-1"), room.clock.today()) == ("t2",)
    assert room.session.meeting.gated == {"t2"}


def test_an_oral_consent_is_kept_in_the_record_and_opens_the_turn() -> None:
    room = a_room("PPT")
    oral = Consent(
        id="oral-1",
        case_id="case-1",
        services=("Helsestasjonen",),
        givers=(Giver(name="Eli Eksempel", relation="mor"),),
        given_on=room.clock.today(),
        heard_by="Rolf Oppdikta",
    )

    room.pad.settle_consent("t2", ConsentWay.ORAL, oral)

    assert room.session.meeting.gated == frozenset()
    assert oral in room.records.meeting("meeting-1").consents


def test_one_note_for_each_phase_speaker_and_field_is_overwritten_as_one_types() -> None:
    room = a_room("PPT", "Helsestasjonen")

    room.pad.note("describe", "f", NoteField.CHALLENGE, "Nor søv")
    room.pad.note("describe", "f", NoteField.CHALLENGE, "Nor søv dårleg")
    room.pad.note("describe", "e", NoteField.CHALLENGE, "Nor er mykje borte")

    notes = room.records.meeting("meeting-1").notes
    assert [(n.speaker, n.text) for n in notes] == [("f", "Nor søv dårleg"), ("e", "Nor er mykje borte")]


def test_when_the_record_cannot_be_written_no_event_refers_to_nothing() -> None:
    room = a_room("PPT", "Helsestasjonen")
    room.session.next()
    before = len(room.journal.events["meeting-1"])
    room.records.fail_with = OSError("no room")

    with pytest.raises(OSError, match="no room"):
        room.pad.offer(Offer(id="offer-1", meeting_id="meeting-1", group="t1", text="Observasjon"))
    with pytest.raises(OSError, match="no room"):
        room.pad.decide(DecisionRecord(id="decision-1", meeting_id="meeting-1"), (), None, None, "t1")

    assert len(room.journal.events["meeting-1"]) == before


def test_the_referents_note_of_an_absence_changes_both_record_and_course() -> None:
    room = a_room("PPT", "Helsestasjonen")
    kari = next(p for p in room.records.meeting("meeting-1").participants if p.name == "Kari Demo")

    room.pad.arrive(kari, Presence.ABSENT)

    assert not room.session.meeting.takes_part("t2")
    again = next(p for p in room.records.meeting("meeting-1").participants if p.id == kari.id)
    assert again.presence is Presence.ABSENT


def test_the_evaluation_is_shut_while_the_family_is_in_the_room() -> None:
    room = a_room("PPT", "Helsestasjonen")
    room.walk_to(Stage.THANKED)
    answer = EvaluationAnswer(id="answer-a", meeting_id="meeting-1", question="a", text="Godt driv")

    assert evaluate(room.session, room.records, [answer]) == Refusal(Why.FAMILY_IN_ROOM)
    assert room.records.meeting("meeting-1").answers == ()

    room.session.next()
    evaluate(room.session, room.records, [answer])
    assert room.session.meeting.evaluation is not None
    assert room.records.meeting("meeting-1").answers == (answer,)


def test_an_approved_referat_is_a_version_with_the_journals_head_and_a_correction_is_a_new_one() -> None:
    room = a_room("PPT", "Helsestasjonen")
    room.walk_to(Stage.CLOSED)
    head = room.journal.head("meeting-1")
    paper = Paper(DocumentKind.REFERAT, "# Referat", "nn")

    first = file_document(room.session, room.records, paper, approved_by="Rolf Oppdikta")
    second = file_document(room.session, room.records, paper, approved_by="Rolf Oppdikta", reason="feil dato")

    assert (first.version, second.version) == (1, 2)
    assert first.id == second.id
    assert first.journal_head == head
    assert second.reason == "feil dato"
    assert room.session.meeting.approved == ((first.id, 1), (first.id, 2))
    assert room.records.meeting("meeting-1").info.state is MeetingState.APPROVED


def test_a_strange_note_is_kept_as_it_was_typed() -> None:
    room = a_room("PPT", "Helsestasjonen")
    text = "[/x] Åse [b] 😀 «sitat» \t" + "æøå" * 3000

    saved = room.pad.note("clarify", "t1", NoteField.QUESTION, text)

    assert room.records.get(Note, saved.note.id).text == text


def test_two_pads_in_one_note_keep_both_texts_and_the_second_goes_on_in_its_copy() -> None:
    room = a_room("PPT", "Helsestasjonen")
    other = Pad(room.session, room.records)

    room.pad.note("clarify", "t1", NoteField.QUESTION, "Korleis søv han?")
    first = other.note("clarify", "t1", NoteField.QUESTION, "Kva fag")
    second = other.note("clarify", "t1", NoteField.QUESTION, "Kva fag er verst?")

    assert first.conflict
    assert not second.conflict
    texts = [n.text for n in room.records.meeting("meeting-1").notes]
    assert texts == ["Korleis søv han?", "Kva fag er verst?"]


def test_a_kill_between_keeping_an_offer_and_clearing_its_row_shows_nothing_twice() -> None:
    room = a_room("PPT", "Helsestasjonen")
    row = ("offer", "t1", NoteField.ROW)
    room.pad.note(*row, '{"pad-offer": {"what": "Søvn"}}')
    offer = Offer(id="o1", meeting_id="meeting-1", group="t1", service="PPT", text="Søvn")

    def killed() -> None:
        with room.pad.along(*row, ""):
            room.pad.write(offer)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()

    assert [note.text for note in room.records.meeting("meeting-1").notes] == [""]
    assert room.records.meeting("meeting-1").offers == (offer,)
    room.pad.write(offer.model_copy(update={"text": "Anna"}))
    assert room.pad.note(*row, "ny").conflict is False


def test_what_came_out_of_a_row_that_was_struck_meanwhile_is_kept_all_the_same() -> None:
    room = a_room("PPT", "Helsestasjonen")
    row = ("offer", "t1", NoteField.ROW)
    saved = room.pad.note(*row, "Søvn")
    room.records.strike(Note, saved.note.id)
    offer = Offer(id="o1", meeting_id="meeting-1", group="t1", service="PPT", text="Søvn")

    with room.pad.along(*row, ""):
        room.pad.write(offer)

    assert room.records.meeting("meeting-1").offers == (offer,)


def test_a_struck_note_is_gone() -> None:
    room = a_room("PPT", "Helsestasjonen")
    saved = room.pad.note("clarify", "t1", NoteField.QUESTION, "Dette skulle ikkje stå")

    room.pad.strike(saved.note)

    assert room.records.meeting("meeting-1").notes == ()
