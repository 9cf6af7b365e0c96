"""What the prepare screen asks for: people, seats, consents, prepared words, and saving what differs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, ConsentForm, Giver
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import (
    Case,
    Child,
    EvaluationAnswer,
    MeetingInfo,
    MeetingRecord,
    MeetingState,
    PreparedKind,
    Tiltak,
    TiltakState,
)
from btimeeting.domain.seats import Presence
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.service import plan, stafettlogg
from tests.fakes import DictRecords, StandingClock

TODAY = date(2026, 11, 25)


def _fresh() -> MeetingRecord:
    return plan.fresh(DictRecords(), plan.House())


def _with_services(*names: str) -> MeetingRecord:
    record = _fresh()
    record = plan.remove_person(record, record.people(Role.SERVICE)[0].id)
    for name in names:
        record = plan.add_person(record, Role.SERVICE)
        record = plan.change_person(record, record.participants[-1].id, service=name, name=f"{name}-namn")
    return record


def test_a_fresh_meeting_stores_nothing_and_has_the_next_free_number() -> None:
    records = DictRecords()
    records.save_all([Case(id="a", number="9"), Case(id="b", number="12"), Case(id="c", number="demo 14")], _at())
    saves = records.saves
    record = plan.fresh(records, plan.House(language="nb"))
    assert record.case.number == "13"
    assert record.info.language == "nb"
    assert records.saves == saves
    assert [p.role for p in record.participants] == [Role.HEAD, Role.FORESETTE, Role.EDUCATOR, Role.SERVICE]


def test_the_head_leads_and_the_teacher_writes_unless_somebody_says_otherwise() -> None:
    record = _fresh()
    leader, referent = record.with_duty(Role.LEADER), record.with_duty(Role.REFERENT)
    assert leader is not None
    assert leader.role is Role.HEAD
    assert referent is not None
    assert referent.role is Role.EDUCATOR


def test_a_duty_lies_with_one_person_or_with_nobody() -> None:
    record = _with_services("PPT")
    service = record.people(Role.SERVICE)[0]
    record = plan.with_duty(record, Role.LEADER, service.id)
    assert [p.id for p in record.participants if Role.LEADER in p.duties] == [service.id]
    assert plan.with_duty(record, Role.LEADER, "").with_duty(Role.LEADER) is None


def test_two_from_one_service_share_a_seat_group_however_it_is_spelt() -> None:
    record = _with_services("PPT", "Helsestasjonen", " ppt ")
    groups = [p.group for p in record.people(Role.SERVICE)]
    assert groups[0] == groups[2] != groups[1]
    assert plan.services(record) == ("PPT", "Helsestasjonen")


def test_a_service_that_is_moved_up_takes_its_hidden_draft_with_it() -> None:
    record = _with_services("PPT", "Helsestasjonen")
    second = record.people(Role.SERVICE)[1]
    record = plan.with_prepared(record, PreparedKind.SERVICE_DRAFT, second.group, text="Søvnrettleiing")
    record = plan.move_earlier(record, second.id)
    assert plan.services(record) == ("Helsestasjonen", "PPT")
    group = record.people(Role.SERVICE)[0].group
    draft = plan.prepared_for(record, PreparedKind.SERVICE_DRAFT, group)
    assert draft is not None
    assert draft.text == "Søvnrettleiing"


def test_the_first_of_a_role_cannot_be_moved_further_up() -> None:
    record = _with_services("PPT", "Helsestasjonen")
    assert plan.move_earlier(record, record.people(Role.SERVICE)[0].id) == record


def test_a_consent_for_one_service_leaves_the_others_theirs() -> None:
    both = Consent(
        id="c", case_id="x", services=("PPT", "Helsestasjonen"), givers=(Giver(name="Mor Døme"),), given_on=TODAY
    )
    record = _with_services("PPT", "Helsestasjonen").model_copy(update={"consents": (both,)})
    record = plan.with_consent(record, "PPT", valid_until=date(2027, 6, 1))
    ppt, health = plan.consent_for(record, "PPT"), plan.consent_for(record, "Helsestasjonen")
    assert ppt is not None
    assert health is not None
    assert (ppt.services, ppt.valid_until, ppt.givers) == (("PPT",), date(2027, 6, 1), both.givers)
    assert (health.services, health.valid_until) == (("Helsestasjonen",), None)


def test_the_next_consent_begins_with_those_who_gave_the_last_one() -> None:
    record = _with_services("PPT", "Helsestasjonen")
    record = plan.with_consent(record, "PPT", givers=(Giver(name="Mor Døme", relation="mor"),), given_on=TODAY)
    record = plan.with_consent(record, "Helsestasjonen", form=ConsentForm.ORAL, given_on=TODAY)
    second = plan.consent_for(record, "Helsestasjonen")
    assert second is not None
    assert second.givers == (Giver(name="Mor Døme", relation="mor"),)


def test_prepared_words_that_are_emptied_are_taken_away() -> None:
    record = plan.with_prepared(_fresh(), PreparedKind.NOT_TO_BE_RAISED, text="Karakterane")
    assert len(record.prepared) == 1
    assert plan.with_prepared(record, PreparedKind.NOT_TO_BE_RAISED, text=" ").prepared == ()


def test_a_name_that_is_too_long_for_the_record_is_refused_at_once() -> None:
    with pytest.raises(ValidationError):
        plan.with_child(_fresh(), name="x" * 501)


def test_only_what_differs_is_written_and_what_was_removed_is_gone() -> None:
    records, clock = DictRecords(), StandingClock()
    record = _with_services("PPT", "Helsestasjonen")
    plan.keep(records, clock, None, record)
    stored = records.meeting(record.info.id)
    assert plan.services(stored) == ("PPT", "Helsestasjonen")
    saves = records.saves
    plan.keep(records, clock, record, record)
    assert records.saves == saves
    fewer = plan.remove_person(record, record.people(Role.SERVICE)[1].id)
    plan.keep(records, clock, record, fewer)
    assert plan.services(records.meeting(record.info.id)) == ("PPT",)


def test_what_the_meeting_did_meanwhile_stands_when_the_form_is_saved_after_it() -> None:
    records, clock = DictRecords(), StandingClock()
    record = _with_services("PPT")
    plan.keep(records, clock, None, record)
    begun = record.info.model_copy(update={"state": MeetingState.UNDER_WAY, "held_on": TODAY})
    late = record.people(Role.SERVICE)[0].model_copy(update={"presence": Presence.ABSENT})
    records.save_all([begun, late], clock.now())
    mine = plan.with_info(record, place="Møterom 2")
    mine = plan.change_person(mine, late.id, title="rådgjevar")
    plan.keep(records, clock, record, mine)
    stored = records.meeting(record.info.id)
    assert (stored.info.state, stored.info.held_on, stored.info.place) == (MeetingState.UNDER_WAY, TODAY, "Møterom 2")
    [service] = stored.people(Role.SERVICE)
    assert (service.presence, service.title) == (Presence.ABSENT, "rådgjevar")


def test_an_empty_row_is_never_stored_and_a_parent_without_a_name_is() -> None:
    records = DictRecords()
    record = _fresh()
    plan.keep(records, StandingClock(), None, record)
    stored = records.meeting(record.info.id)
    assert [p.role for p in stored.participants] == [Role.HEAD, Role.FORESETTE, Role.EDUCATOR]


def test_taking_up_a_meeting_is_written_in_the_access_log() -> None:
    records, clock = DictRecords(), StandingClock()
    record = _with_services("PPT")
    plan.keep(records, clock, None, record)
    again = plan.take_up(records, clock, record.info.id, "kari")
    assert again.participants == record.participants
    line = records.log[-1]
    assert (line.user, line.action, line.object_id) == ("kari", "prepare", record.info.id)


def _a_case_with_a_meeting(records: DictRecords) -> None:
    child = Child(id="child", name="Nor Eksempel", born=date(2012, 3, 4))
    case = Case(id="case", number="14", child_id="child")
    info = MeetingInfo(id="old", case_id="case", state=MeetingState.APPROVED)
    consent = Consent(id="c", case_id="case", services=("PPT",), givers=(Giver(name="Mor"),), given_on=TODAY)
    tiltak = Tiltak(id="t", case_id="case", meeting_id="old", text="Fast vaksen")
    answer = EvaluationAnswer(id="e", meeting_id="old", question="e", text="Ha datoen klar.")
    records.save_all([child, case, info, consent, tiltak, answer], _at())


def test_a_known_case_number_brings_child_consents_and_tiltak_of_last_time() -> None:
    records, clock = DictRecords(), StandingClock()
    _a_case_with_a_meeting(records)
    record = plan.fresh(records, plan.House())
    assert record.info.last_answer_e == "Ha datoen klar."
    plan.keep(records, clock, None, record)
    adopted = plan.adopt_case(records, record, " 14 ")
    assert adopted.child is not None
    assert adopted.child.name == "Nor Eksempel"
    assert [c.id for c in adopted.consents] == ["c"]
    assert [t.text for t in adopted.earlier_tiltak] == ["Fast vaksen"]
    plan.keep(records, clock, record, adopted)
    assert records.meeting(record.info.id).case.id == "case"
    assert [line.number for line in records.cases()] == ["14"]


def test_what_was_agreed_between_meetings_is_taken_to_the_next_one_also_where_it_is_the_first() -> None:
    records, clock = DictRecords(), StandingClock()
    records.save(Case(id="case", number="14"), _at())
    what = stafettlogg.Written(EntryKind.TILTAK, "Leik i liten gruppe", owner="Liv Prøve", review_on=TODAY)
    stafettlogg.write(records, clock, "case", what, "kari")
    done = Tiltak(id="d", case_id="case", text="Ferdig", state=TiltakState.DONE, evaluated_on=TODAY)
    records.save(done, _at())
    adopted = plan.adopt_case(records, plan.fresh(records, plan.House()), "14")
    assert [t.text for t in adopted.earlier_tiltak] == ["Leik i liten gruppe"]


def test_a_number_nobody_has_renames_the_meetings_own_case_but_never_a_shared_one() -> None:
    records, clock = DictRecords(), StandingClock()
    _a_case_with_a_meeting(records)
    record = plan.fresh(records, plan.House())
    plan.keep(records, clock, None, record)
    assert plan.adopt_case(records, record, "2026-7").case.id == record.case.id
    shared = plan.adopt_case(records, record, "14")
    plan.keep(records, clock, record, shared)
    apart = plan.adopt_case(records, shared, "99")
    assert apart.case.id != "case"
    assert apart.child is None
    plan.keep(records, clock, shared, apart)
    assert records.get(Case, "case").number == "14"
    assert records.get(Child, "child").name == "Nor Eksempel"


def test_how_last_times_tiltak_went_counts_from_the_day_of_the_meeting() -> None:
    start = datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
    tiltak = Tiltak(id="t", case_id="x", meeting_id="old", text="Fast vaksen")
    record = plan.with_info(_fresh(), planned_start=start).model_copy(update={"earlier_tiltak": (tiltak,)})
    record = plan.evaluate_earlier(record, "t", _at().at, state=TiltakState.STOPPED, effect="Hjelpte litt")
    [after] = record.earlier_tiltak
    assert (after.state, after.effect, after.evaluated_on) == (TiltakState.STOPPED, "Hjelpte litt", date(2026, 11, 27))


def test_what_was_tried_can_be_added_changed_and_taken_away() -> None:
    record = plan.add_tried(_fresh())
    record = plan.change_tried(record, record.tried[0].id, text="Møtt ved bussen", told_by=Role.EDUCATOR)
    assert record.tried[0].text == "Møtt ved bussen"
    assert plan.remove_tried(record, record.tried[0].id).tried == ()


def _at() -> Moment:
    return StandingClock().now()
