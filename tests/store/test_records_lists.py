"""What comes from earlier meetings of a case, and the lists: in which order, and with how much in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from btimeeting.domain.consent import Consent
from btimeeting.domain.record import (
    Acceptance,
    LevelMove,
    MeetingInfo,
    MeetingRecord,
    NextMeeting,
    Stafettholdar,
    StafettloggEntry,
    Tiltak,
    TiltakState,
)
from btimeeting.service.ports import NotFound, NotUnique
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey
from tests.store.record_values import (
    CASE,
    CHILD,
    DOCUMENT,
    EVERYTHING,
    HOLDER,
    MEETING,
    MOTHER,
    NOON,
    NURSE,
    TILTAK,
    TODAY,
    all_cases,
    all_meetings,
    changed,
    moment,
    opened,
)


@pytest.fixture
def store(home: Home, key: DatabaseKey) -> Iterator[RecordsStore]:
    with opened(home, key) as records:
        yield records


@pytest.fixture
def full(store: RecordsStore) -> RecordsStore:
    store.save_all(EVERYTHING, moment())
    return store


# --- earlier meetings of the case


def _earlier(store: RecordsStore, days: int, meeting_id: str) -> MeetingInfo:
    start = NOON - timedelta(days=days)
    info = changed(MEETING, id=meeting_id, planned_start=start, held_on=start.date())
    store.save(info, moment(1))
    return info


def test_earlier_tiltak_are_those_still_to_be_evaluated_or_evaluated_here(full: RecordsStore) -> None:
    _earlier(full, 90, "long-ago")
    _earlier(full, 45, "before")
    _earlier(full, -45, "after")

    def tiltak(value_id: str, meeting: str, state: TiltakState, evaluated: date | None = None) -> Tiltak:
        return changed(TILTAK, id=value_id, meeting_id=meeting, state=state, evaluated_on=evaluated)

    full.save_all(
        [
            tiltak("open", "before", TiltakState.PLANNED),
            tiltak("goes on", "long-ago", TiltakState.GOES_ON, TODAY - timedelta(days=45)),
            tiltak("done here", "before", TiltakState.DONE, TODAY),
            tiltak("done before", "long-ago", TiltakState.DONE, TODAY - timedelta(days=45)),
            tiltak("done, not evaluated", "long-ago", TiltakState.DONE),
            tiltak("of a later meeting", "after", TiltakState.PLANNED),
        ],
        moment(2),
    )
    earlier = [t.id for t in full.meeting("meeting-1").earlier_tiltak]
    assert earlier == ["goes on", "done, not evaluated", "open", "done here"]


def test_tiltak_of_another_case_are_not_earlier_ones(full: RecordsStore) -> None:
    other = changed(CASE, id="case-2", number="Sak 15", child_id=None)
    full.save_all(
        [
            other,
            changed(MEETING, id="other", case_id="case-2", planned_start=NOON - timedelta(days=9)),
            changed(TILTAK, id="t2", case_id="case-2", meeting_id="other"),
        ],
        moment(1),
    )
    assert full.meeting("meeting-1").earlier_tiltak == ()


def test_the_baton_stays_with_the_last_who_took_it(full: RecordsStore) -> None:
    _earlier(full, 90, "first")
    _earlier(full, 45, "second")
    took = changed(HOLDER, id="took", meeting_id="first", person="Liv Prøve", acceptance=Acceptance.ACCEPTED)
    asked = changed(HOLDER, id="asked", meeting_id="second", acceptance=Acceptance.OFFERED)
    full.save_all([took, asked], moment(1))
    assert full.meeting("meeting-1").earlier_stafettholdar == took
    full.save(changed(took, acceptance=Acceptance.DECLINED), moment(2))
    assert full.meeting("meeting-1").earlier_stafettholdar == asked
    full.save(changed(asked, acceptance=Acceptance.DECLINED), moment(3))
    assert full.meeting("meeting-1").earlier_stafettholdar is None


def test_of_two_stafettholdarar_in_one_meeting_the_last_counts(full: RecordsStore) -> None:
    second = changed(HOLDER, id="holder-2", service="PPT")
    full.save(second, moment(1))
    assert full.meeting("meeting-1").stafettholdar == second
    full.save(changed(HOLDER, person="Liv Prøve"), moment(2))
    found = full.meeting("meeting-1").stafettholdar
    assert isinstance(found, Stafettholdar)
    assert found.id == "holder-1"


# --- lists


def test_meetings_are_listed_newest_first_without_what_was_said(full: RecordsStore) -> None:
    _earlier(full, 45, "before")
    _earlier(full, -45, "after")
    full.save(changed(MEETING, id="undated", planned_start=None), moment(-60 * 24))  # counted from when it was made
    found = all_meetings(full)
    assert [record.info.id for record in found] == ["after", "meeting-1", "undated", "before"]
    assert found[1] == MeetingRecord(info=MEETING, case=CASE, child=CHILD, participants=(MOTHER, NURSE))


def test_cases_are_listed_by_name_with_aa_last(full: RecordsStore) -> None:
    names = ("Ærlend Prøve", "Adam Døme", "Øyvind Prøve", "Zara Demo", "Aage Døme")
    for n, name in enumerate(names):
        child = changed(CHILD, id=f"k{n}", name=name)
        full.save_all([changed(CASE, id=f"c{n}", number=f"Sak {n}", child_id=child.id), child], moment(1))
    full.save(changed(CASE, id="none", number="Sak 99", child_id=None), moment(1))
    approved = changed(DOCUMENT, version=2, approved_at=NOON, approved_by="Rektor Døme")
    full.save(approved, moment(2))
    lines = all_cases(full)
    assert [line.child_name for line in lines] == [
        "Adam Døme",
        "Zara Demo",
        "Ærlend Prøve",
        "Øyvind Prøve",
        "Aage Døme",
        "Åse Døme",
        "",
    ]
    (line,) = (line for line in lines if line.id == "case-1")
    assert (line.number, line.level) == ("Sak 14", "1")
    assert [(d.id, d.kind, d.version, d.approved_at) for d in line.documents] == [
        ("document-1", DOCUMENT.kind, 1, None),
        ("document-1", DOCUMENT.kind, 2, NOON),
    ]


def test_a_case_is_found_as_people_write_its_number(full: RecordsStore) -> None:
    assert full.case_by_number("  sak   14 ") == "case-1"
    with pytest.raises(NotFound):
        full.case_by_number("14")
    full.save(changed(CASE, id="case-2", number="SAK 14"), moment(1))
    with pytest.raises(NotUnique) as several:
        full.case_by_number("Sak 14")
    assert several.value.found == 2


def test_a_meeting_is_found_by_the_beginning_of_its_id(full: RecordsStore) -> None:
    full.save_all([changed(MEETING, id="meet-2"), changed(MEETING, id="meeting-10")], moment(1))
    assert full.find_meeting("meet-") == "meet-2"
    assert full.find_meeting("meeting-1") == "meeting-1"  # its whole id, though another's begins so
    with pytest.raises(NotUnique):
        full.find_meeting("meet")
    for wanted in ("mee", "", "meeting-3", "%eet", "_eeting-1"):
        with pytest.raises(NotFound):
            full.find_meeting(wanted)


def test_agreed_days_are_told_once_each_in_order(full: RecordsStore) -> None:
    for n, on in enumerate((date(2027, 3, 2), None, date(2026, 12, 1), date(2027, 1, 12))):
        full.save(NextMeeting(id=f"n{n}", meeting_id="meeting-1", on=on), moment(1))
    assert full.dates() == (date(2026, 12, 1), date(2027, 1, 12), date(2027, 3, 2))


def test_a_case_is_read_whole_of_one_moment(home: Home, key: DatabaseKey, full: RecordsStore) -> None:
    full.save(NextMeeting(id="n1", meeting_id="meeting-1", on=date(2026, 12, 1)), moment(1))
    kinds = (MeetingInfo, LevelMove, StafettloggEntry, Stafettholdar, Tiltak, Consent)
    one_by_one = [full.of_case(kind, "case-1") for kind in kinds]
    whole = full.case_parts("case-1")
    assert whole.case == CASE
    assert whole.child == CHILD
    assert [whole.meetings, whole.moves, whole.entries, whole.batons, whole.tiltak, whole.consents] == one_by_one
    assert all(one_by_one)
    assert whole.documents == full.documents("case-1")
    assert whole.agreed == full.agreed("case-1")
    with opened(home, key) as other, full.one_moment():
        assert full.case_parts("case-1") == whole
        other.save(changed(TILTAK, text="Noko anna"), moment(5))
        assert full.case_parts("case-1") == whole
    assert full.case_parts("case-1").tiltak[0].text == "Noko anna"
    with pytest.raises(NotFound):
        full.case_parts("case-9")
