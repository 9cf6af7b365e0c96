"""The home screen's content, what a prepared meeting lacks, and which meeting is meant when none is named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from btimeeting.domain.agenda import Role
from btimeeting.domain.meeting import Stage
from btimeeting.domain.record import MeetingInfo, MeetingState, TiltakState
from btimeeting.service import plan, which
from btimeeting.service.overview import MOST, overview
from btimeeting.service.prepare import open_meeting
from btimeeting.service.readiness import Lack, lacks, turn_seconds
from btimeeting.service.session import Session
from tests.fakes import WEDNESDAY
from tests.ui.home_scenes import OSLO, TODAY, HomeScene, a_prepared_meeting, an_earlier_meeting
from tests.ui.scenes import MEETING, agenda

TOMORROW = WEDNESDAY + timedelta(days=1)


def _opened(scene: HomeScene, meeting_id: str = MEETING) -> Session:
    session = Session(scene.journal, scene.clock, meeting_id)
    open_meeting(session, scene.records, scene.records.meeting(meeting_id), agenda())
    return session


def test_a_prepared_meeting_of_today_tells_how_many_consents_are_in_place() -> None:
    scene = HomeScene(*a_prepared_meeting(), *a_prepared_meeting("beefbeefbeef", "15", TOMORROW))
    seen = overview(scene.records, scene.journal, TODAY)
    [today] = seen.on(TODAY, OSLO)
    assert (today.number, today.consents, today.services) == ("14", 1, 2)
    assert [m.number for m in seen.prepared] == ["14", "15"]


def test_a_meeting_that_is_opened_is_under_way_and_no_longer_prepared() -> None:
    scene = HomeScene(*a_prepared_meeting())
    session = _opened(scene)
    session.next()
    session.next()
    seen = overview(scene.records, scene.journal, TODAY)
    assert seen.prepared == ()
    [going] = seen.under_way
    assert (going.number, going.started, going.nth, going.phase) == ("14", True, 2, "Beskriving av utfordringa")


def test_a_locked_home_knows_that_a_meeting_goes_on_and_nothing_else() -> None:
    scene = HomeScene(*a_prepared_meeting(), *an_earlier_meeting())
    _opened(scene).next()
    seen = overview(None, scene.journal, TODAY)
    assert seen.locked
    assert (seen.prepared, seen.due, seen.recent) == ((), (), ())
    [going] = seen.under_way
    assert (going.number, going.phase, going.started) == ("", "", True)


def test_a_tiltak_is_shown_when_it_is_due_within_two_weeks_until_it_is_closed() -> None:
    scene = HomeScene(*a_prepared_meeting(), *an_earlier_meeting())
    assert [d.text for d in overview(scene.records, scene.journal, TODAY).due] == ["Fast vaksen ved skulestart"]
    assert overview(scene.records, scene.journal, date(2026, 10, 1)).due == ()
    record = scene.records.meeting(MEETING)
    tiltak = record.earlier_tiltak[0].model_copy(update={"state": TiltakState.DONE})
    scene.records.save(tiltak, scene.clock.now())
    assert overview(scene.records, scene.journal, TODAY).due == ()


def test_a_meeting_that_is_over_is_shown_with_what_is_still_open() -> None:
    scene = HomeScene(*a_prepared_meeting())
    session = _opened(scene)
    while session.meeting.stage is not Stage.CLOSED:
        session.next()
        scene.clock.go(60)
    [recent] = overview(scene.records, scene.journal, TODAY).recent
    assert (recent.number, recent.approved) == ("14", False)
    assert recent.points > 0


def test_minutes_that_wait_for_approval_are_not_pushed_out_by_newer_ones_that_are_approved() -> None:
    ids = ["01d0beef", *(f"{n:04x}beef" for n in range(1, MOST + 2))]
    scene = HomeScene(*[v for n, meeting_id in enumerate(ids) for v in a_prepared_meeting(meeting_id, str(n + 1))])
    for meeting_id in ids:
        session = _opened(scene, meeting_id)
        while session.meeting.stage is not Stage.CLOSED:
            session.next()
            scene.clock.go(60)
        if meeting_id != ids[0]:
            info = scene.records.meeting(meeting_id).info
            approved = info.model_copy(update={"state": MeetingState.APPROVED})
            scene.records.save(approved, scene.clock.now())
    recent = overview(scene.records, scene.journal, TODAY).recent
    assert [(r.number, r.approved) for r in recent][-1] == ("1", False)
    assert len(recent) <= MOST


def test_the_number_of_look_ups_does_not_grow_with_the_number_of_meetings() -> None:
    many = [v for n in range(30) for v in a_prepared_meeting(f"{n:04x}beef", str(n + 1), TOMORROW)]
    scene = HomeScene(*many)
    asked = []
    whole = scene.records.meeting
    scene.records.meeting = lambda wanted: asked.append(wanted) or whole(wanted)  # type: ignore[method-assign, func-returns-value]
    overview(scene.records, scene.journal, TODAY)
    heads = 2 * 30  # the fake reads each of its heads so, twice; the store takes two queries a time for all
    assert len(asked) - heads == MOST


# --- what is missing ------------------------------------------------------------------------------------------------


def _lacks(scene: HomeScene) -> list[Lack]:
    return [p.lack for p in lacks(scene.records.meeting(MEETING), agenda(), TODAY, OSLO)]


def test_a_prepared_meeting_lacks_what_it_lacks() -> None:
    assert _lacks(HomeScene(*a_prepared_meeting())) == [Lack.CONSENT]


def test_an_empty_meeting_lacks_nearly_everything_and_says_so_in_the_screens_order() -> None:
    record = plan.fresh(HomeScene().records, plan.House())
    found = [p.lack for p in lacks(record, agenda(), TODAY, OSLO)]
    assert found == [
        Lack.CHILD,
        Lack.WHEN,
        Lack.HEAD,
        Lack.FORESETTE,
        Lack.EDUCATOR,
        Lack.SERVICES,
        Lack.VIDDEVAKT,
        Lack.CHILD_WORDS,
    ]


def test_a_viddevakt_who_leads_is_a_line_and_so_is_a_referent_the_source_does_not_name() -> None:
    record = HomeScene(*a_prepared_meeting()).records.meeting(MEETING)
    service = record.people(Role.SERVICE)[0].id
    record = plan.with_duty(plan.with_duty(record, Role.LEADER, service), Role.REFERENT, service)
    found = [(p.lack, p.values.get("role")) for p in lacks(record, agenda(), TODAY, OSLO)]
    assert (Lack.REFERENT_OTHER, None) in found
    assert (Lack.CLASH, "leader") in found
    assert (Lack.CLASH, "referent") in found


@pytest.mark.parametrize("role", [Role.EDUCATOR, Role.HEAD])
def test_no_word_is_said_about_a_referent_the_source_names(role: Role) -> None:
    record = HomeScene(*a_prepared_meeting()).records.meeting(MEETING)
    record = plan.with_duty(record, Role.REFERENT, record.people(role)[0].id)
    assert Lack.REFERENT_OTHER not in [p.lack for p in lacks(record, agenda(), TODAY, OSLO)]


def test_five_services_get_two_minutes_each_and_that_is_worth_a_line() -> None:
    assert turn_seconds(agenda(), 3) == (("Oppklarande runde 1", 200), ("Tilbod om tiltak", 200))
    record = HomeScene(*a_prepared_meeting()).records.meeting(MEETING)
    for n in range(3):
        record = plan.add_person(record, Role.SERVICE)
        record = plan.change_person(record, record.participants[-1].id, service=f"Teneste {n}")
    short = [p for p in lacks(record, agenda(), TODAY, OSLO) if p.lack is Lack.SHORT]
    assert [p.values["seconds"] for p in short] == ["120"]


# --- which meeting --------------------------------------------------------------------------------------------------


def test_run_means_todays_prepared_meeting_nearest_to_now() -> None:
    noon = WEDNESDAY + timedelta(hours=3)
    scene = HomeScene(*a_prepared_meeting(), *a_prepared_meeting("beefbeefbeef", "15", noon))
    now = scene.clock.now().at
    assert which.to_run(scene.records, scene.journal, None, now, OSLO) == MEETING
    late = now + timedelta(hours=3)
    assert which.to_run(scene.records, scene.journal, None, late, OSLO) == "beefbeefbeef"
    assert which.to_run(scene.records, scene.journal, "beef", now, OSLO) == "beefbeefbeef"


def test_run_without_a_meeting_today_says_whether_one_is_under_way() -> None:
    scene = HomeScene(*a_prepared_meeting(start=TOMORROW))
    with pytest.raises(which.NonePreparedToday) as none:
        which.to_run(scene.records, scene.journal, None, scene.clock.now().at, OSLO)
    assert not none.value.under_way
    _opened(scene)
    with pytest.raises(which.NonePreparedToday) as one:
        which.to_run(scene.records, scene.journal, None, scene.clock.now().at, OSLO)
    assert one.value.under_way


def test_a_meeting_speaks_the_language_of_its_agenda_and_a_prepared_one_that_of_its_plan() -> None:
    scene = HomeScene(*a_prepared_meeting())
    prepared = scene.records.meeting(MEETING).info.model_copy(update={"language": "nb"})
    scene.records.save(prepared, scene.clock.now())
    assert which.language_of(scene.journal, scene.records, MEETING) == "nb"
    assert which.language_of(scene.journal, None, MEETING) == ""
    _opened(scene)  # with the agenda in nynorsk
    assert which.language_of(scene.journal, scene.records, MEETING) == "nn"
    assert which.language_of(scene.journal, None, MEETING) == "nn"


def test_resume_means_the_meeting_under_way_and_none_that_is_over() -> None:
    scene = HomeScene(*a_prepared_meeting())
    with pytest.raises(which.NoneUnderWay):
        which.to_resume(scene.journal, None)
    session = _opened(scene)
    assert which.to_resume(scene.journal, None) == MEETING
    assert which.to_resume(scene.journal, MEETING[:4]) == MEETING
    while session.meeting.stage is not Stage.CLOSED:
        session.next()
        scene.clock.go(60)
    with pytest.raises(which.NoneUnderWay):
        which.to_resume(scene.journal, None)
    with pytest.raises(which.MeetingOver):
        which.to_resume(scene.journal, MEETING)


def test_prepare_takes_up_the_newest_prepared_one() -> None:
    scene = HomeScene(*a_prepared_meeting(start=TOMORROW))
    assert which.to_prepare(scene.records, None) == MEETING
    assert which.to_prepare(scene.records, MEETING[:4]) == MEETING
    over = scene.records.meeting(MEETING).info.model_copy(update={"state": MeetingState.HELD})
    scene.records.save(over, scene.clock.now())
    with pytest.raises(which.MeetingOver):
        which.to_prepare(scene.records, MEETING)
    scene.records.values.pop((MeetingInfo, MEETING))
    with pytest.raises(which.NothingPrepared):
        which.to_prepare(scene.records, None)
