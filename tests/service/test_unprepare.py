"""A prepared meeting is taken away: with its case when that was its own, without it when others need it."""

from __future__ import annotations

from datetime import date

import pytest

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent
from btimeeting.domain.record import Case, Child, MeetingInfo, MeetingState, PreparedKind, StafettloggEntry, Stored
from btimeeting.service import plan
from btimeeting.service.ports import NotFound
from btimeeting.service.record_ports import StillInUse
from btimeeting.service.unprepare import MeetingBegun, goes_with_it, take_away
from tests.fakes import DictRecords, ListJournal, StandingClock


class Needed(DictRecords):
    """A record in which something else still belongs to every case."""

    def strike(self, kind: type[Stored], value_id: str) -> None:
        if kind is Case:
            raise StillInUse
        super().strike(kind, value_id)


def _home(records: DictRecords, *ids: str) -> DictRecords:
    """Meetings of one case, each with people, words and a consent."""
    at = StandingClock().now()
    records.save_all([Child(id="child", name="Nor Eksempel"), Case(id="case", number="7", child_id="child")], at)
    records.save(Consent(id="consent", case_id="case", services=("PPT",), given_on=date(2026, 11, 1)), at)
    for meeting_id in ids:
        records.save(MeetingInfo(id=meeting_id, case_id="case"), at)
        made = plan.add_person(records.meeting(meeting_id), Role.HEAD)
        made = plan.with_prepared(made, PreparedKind.CHILD_WORDS, text="Eg vil gå på skulen.")
        made = plan.add_tried(made)
        records.save_all([*made.participants, *made.prepared, *made.tried], at)
    return records


def _take(records: DictRecords, meeting_id: str) -> None:
    take_away(records, ListJournal(), StandingClock(), meeting_id, "kari")


def test_the_only_meeting_of_a_case_takes_everything_with_it() -> None:
    records = _home(DictRecords(), "one")
    assert goes_with_it(records, records.meeting("one"))
    _take(records, "one")
    assert records.values == {}
    assert [(line.action, line.object_id, line.user) for line in records.log] == [("remove", "one", "kari")]


def test_a_case_with_another_meeting_stays_with_child_and_consents() -> None:
    records = _home(DictRecords(), "one", "two")
    assert not goes_with_it(records, records.meeting("one"))
    before = records.meeting("two")
    _take(records, "one")
    assert records.meeting("two") == before
    with pytest.raises(NotFound):
        records.meeting("one")


def test_a_case_that_something_else_needs_keeps_its_consents() -> None:
    records = _home(Needed(), "one")
    _take(records, "one")
    assert {kind for kind, _ in records.values} == {Case, Child, Consent}


def test_a_meeting_that_is_over_stays() -> None:
    records = _home(DictRecords(), "one")
    info = records.meeting("one").info.model_copy(update={"state": MeetingState.HELD})
    records.save(info, StandingClock().now())
    with pytest.raises(MeetingBegun):
        _take(records, "one")
    assert records.meeting("one").info == info
    assert records.log == []


def test_a_case_in_which_something_was_written_between_meetings_stays() -> None:
    records = _home(DictRecords(), "one")
    records.save(StafettloggEntry(id="entry", case_id="case", text="Ringt heim"), StandingClock().now())
    assert not goes_with_it(records, records.meeting("one"))
    _take(records, "one")
    assert {kind for kind, _ in records.values} == {Case, Child, Consent, StafettloggEntry}


def test_what_was_removed_in_another_window_does_not_come_back_by_writing_on() -> None:
    records = _home(DictRecords(), "one")
    there = records.meeting("one")
    _take(records, "one")
    with pytest.raises(NotFound):
        plan.keep(records, StandingClock(), there, plan.with_child(there, name="Nor Eksempel Ny"))
    assert records.values == {}
