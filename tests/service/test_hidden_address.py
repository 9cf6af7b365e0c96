"""A child whose address is secret: nothing about place on a wall or a page (exports: tests/documents/test_referat)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from btimeeting.documents.case_page_text import lines
from btimeeting.documents.evaluering import compose_evaluering
from btimeeting.documents.profile_files import find
from btimeeting.documents.profile_reader import read
from btimeeting.domain import event_text
from btimeeting.service.case_page import case_page
from btimeeting.service.prepare import open_meeting
from btimeeting.service.session import Session
from tests.builders import CASE, CHILD, TODAY, bti_agenda, record
from tests.fakes import DictRecords, ListJournal, StandingClock

OSLO = ZoneInfo("Europe/Oslo")
PLACES = ("Løynde skule", "Løynd rom")
SCHOOL = "Demo barneskule"


def _stored() -> DictRecords:
    records = DictRecords()
    prepared = record()
    child = CHILD.model_copy(update={"hidden_address": True, "unit": PLACES[0]})
    info = prepared.info.model_copy(update={"place": PLACES[1]})
    records.save_all([child, CASE, info, *prepared.participants, *prepared.consents], StandingClock().now())
    return records


def test_the_wall_holds_no_place_for_its_journal_and_labels_have_none() -> None:
    records, journal, clock = _stored(), ListJournal(), StandingClock()
    session = Session(journal, clock, "meeting-1")
    open_meeting(session, records, records.meeting("meeting-1"), bti_agenda())
    for _ in range(60):
        session.next()
    told = "".join(event_text.written(event) for event in journal.since("meeting-1"))
    told += "".join(journal.labels("meeting-1").values())
    assert len(journal.since("meeting-1")) > len(bti_agenda().phases)
    assert [place for place in PLACES if place in told] == []


def test_the_evaluation_and_the_page_of_the_case_tell_no_place_and_not_the_school() -> None:
    records, clock = _stored(), StandingClock()
    session = Session(ListJournal(), clock, "meeting-1")
    open_meeting(session, records, records.meeting("meeting-1"), bti_agenda())
    paper = compose_evaluering(session.meeting, records.meeting("meeting-1"), on=TODAY, zone=OSLO)
    page = "\n".join(lines(case_page(records, read(find("bti-mappe", None)), CASE.id, SCHOOL, TODAY, note_days=30)))
    assert [place for place in (*PLACES, SCHOOL) if place in paper + page] == []
    records.save(CHILD, clock.now())  # not secret any more: then the page names the school that carries the baton
    assert SCHOOL in "\n".join(
        lines(case_page(records, read(find("bti-mappe", None)), CASE.id, SCHOOL, TODAY, note_days=30))
    )
