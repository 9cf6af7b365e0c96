"""Who came and went, and what the family said yes or no to: record and journal say the same."""

from __future__ import annotations

from datetime import date

import pytest

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, ConsentForm, ConsentState, Giver, service_state
from btimeeting.domain.events import ConsentWay
from btimeeting.domain.meeting import Stage
from btimeeting.domain.record import Case, Child, MeetingInfo, Participant
from btimeeting.domain.seats import Presence
from btimeeting.service.in_room import (
    Newcomer,
    OralYes,
    add,
    come,
    come_oneself,
    go_out,
    leave,
    put_off,
    say_yes,
    stand_in,
    stay_away,
    takers,
    talk_in_general,
    tell_who,
    untold,
    withdraw,
)
from btimeeting.service.pad import Pad
from btimeeting.service.prepare import Person, Plan, open_meeting, prepare
from btimeeting.service.session import Session
from tests.builders import bti_agenda
from tests.fakes import DictRecords, ListJournal, StandingClock

PEOPLE = (
    Person(Role.HEAD, "Rolf Oppdikta", duties=(Role.LEADER,)),
    Person(Role.FORESETTE, "Eli Eksempel", "mor"),
    Person(Role.EDUCATOR, "Liv Prøve", duties=(Role.REFERENT,)),
    Person(Role.SERVICE, "Ola Døme", service="PPT"),
    Person(Role.SERVICE, "Kari Demo", service="Helsestasjonen"),
)
TODAY = date(2026, 11, 25)
GIVEN = Consent(
    id="yes", case_id="case", services=("PPT", "Helsestasjonen"), givers=(Giver(name="Eli Eksempel"),), given_on=TODAY
)


def _running(*consents: Consent) -> Pad:
    clock, records = StandingClock(), DictRecords()
    session = Session(ListJournal(), clock, "m")
    info = MeetingInfo(id="m", case_id="case")
    plan = Plan(info, Case(id="case", number="14", child_id="c"), Child(id="c", name="Nor Eksempel"), PEOPLE, consents)
    record = prepare(records, clock, plan)
    open_meeting(session, records, record, bti_agenda())
    session.next()
    return Pad(session, records)


def _person(pad: Pad, seat: str) -> Participant:
    return next(p for p in pad.records.meeting("m").participants if p.seat == seat)


def _in_both(pad: Pad, seat: str) -> Presence:
    """How it stands with a seat, where record and journal agree."""
    journal = next(each.presence for each in pad.session.meeting.seats if each.id == seat)
    assert _person(pad, seat).presence is journal
    return journal


def _state(pad: Pad, service: str) -> ConsentState:
    return service_state(pad.records.meeting("m").consents, service, TODAY)


def test_an_oral_yes_is_kept_with_who_gave_and_who_heard_it_and_opens_the_turn() -> None:
    pad = _running()
    say_yes(pad, "t1", OralYes(("Eli Eksempel",), "Rolf Oppdikta"))
    kept = pad.records.meeting("m").consents[0]
    assert kept.form is ConsentForm.ORAL
    assert kept.givers == (Giver(name="Eli Eksempel", relation="mor"),)
    assert kept.heard_by == "Rolf Oppdikta"
    assert _state(pad, "PPT") is ConsentState.VALID
    assert pad.session.meeting.gated == {"t2"}


def test_a_service_that_goes_out_is_gone_in_record_and_journal() -> None:
    pad = _running()
    go_out(pad, "t2")
    assert _in_both(pad, "t2") is Presence.LEFT
    assert dict(pad.session.meeting.consent_ways) == {"t2": ConsentWay.LEAVES}


def test_a_service_put_off_hears_nothing_until_another_time() -> None:
    pad = _running()
    put_off(pad, "t2")
    assert _in_both(pad, "t2") is Presence.LEFT
    assert not pad.session.meeting.takes_part("t2")
    assert dict(pad.session.meeting.consent_ways) == {"t2": ConsentWay.POSTPONED}


def test_general_guidance_opens_the_turn_without_a_consent() -> None:
    pad = _running()
    talk_in_general(pad, "t1")
    assert pad.session.meeting.gated == {"t2"}
    assert _state(pad, "PPT") is ConsentState.MISSING


def test_consent_taken_back_for_one_service_goes_on_reaching_the_other() -> None:
    pad = _running(GIVEN)
    withdraw(pad, ("t2",), "Eli Eksempel")
    assert _state(pad, "Helsestasjonen") is ConsentState.WITHDRAWN
    assert _state(pad, "PPT") is ConsentState.VALID
    assert _in_both(pad, "t2") is Presence.LEFT
    assert _in_both(pad, "t1") is Presence.PRESENT
    assert pad.session.meeting.stage is Stage.PAUSED
    assert pad.session.meeting.stopped


def test_consent_taken_back_for_all_is_the_same_consent_withdrawn() -> None:
    pad = _running(GIVEN)
    withdraw(pad, ("t1", "t2"))
    assert [(c.id, c.withdrawn_on) for c in pad.records.meeting("m").consents] == [("yes", TODAY)]


def test_who_took_a_consent_back_is_known_where_only_one_can_have_said_it() -> None:
    pad = _running(GIVEN)
    withdraw(pad, ("t2",))
    gone = next(c for c in pad.records.meeting("m").consents if c.withdrawn_on is not None)
    assert gone.withdrawn_by == "Eli Eksempel"
    assert untold(pad.records.meeting("m"), pad.session.meeting) == ()


def test_where_two_can_have_said_it_it_waits_until_somebody_notes_it_and_no_other_consent_is_touched() -> None:
    before = GIVEN.model_copy(update={"id": "old", "withdrawn_on": date(2026, 1, 2)})
    pad = _running(GIVEN, before)
    add(pad, Newcomer(Role.FORESETTE, "Per Eksempel"))
    assert [p.name for p in takers(pad.records.meeting("m"))] == ["Eli Eksempel", "Per Eksempel"]
    withdraw(pad, ("t2",))
    found = untold(pad.records.meeting("m"), pad.session.meeting)
    assert [(c.services, c.withdrawn_by) for c in found] == [(("Helsestasjonen",), "")]
    tell_who(pad, "Per Eksempel")
    by = {c.id: c.withdrawn_by for c in pad.records.meeting("m").consents if c.withdrawn_on is not None}
    assert by == {found[0].id: "Per Eksempel", "old": ""}
    assert untold(pad.records.meeting("m"), pad.session.meeting) == ()


def test_a_child_takes_no_consent_back_and_a_youth_does() -> None:
    pad = _running(GIVEN)
    add(pad, Newcomer(Role.CHILD, "Nor Eksempel"))
    assert [p.name for p in takers(pad.records.meeting("m"))] == ["Eli Eksempel"]
    pad.write(Child(id="c", name="Nor Eksempel", youth=True))
    assert [p.name for p in takers(pad.records.meeting("m"))] == ["Eli Eksempel", "Nor Eksempel"]


def test_a_substitute_keeps_whose_place_it_is_and_gives_it_back() -> None:
    pad = _running(GIVEN)
    stay_away(pad, "t1")
    assert _in_both(pad, "t1") is Presence.ABSENT
    stand_in(pad, "t1", "Vidar Vikar")
    assert _in_both(pad, "t1") is Presence.SUBSTITUTE
    assert (_person(pad, "t1").name, _person(pad, "t1").substitute_for) == ("Vidar Vikar", "Ola Døme")
    leave(pad, "t1")
    come(pad, "t1")
    assert _in_both(pad, "t1") is Presence.SUBSTITUTE
    come_oneself(pad, "t1")
    assert _in_both(pad, "t1") is Presence.PRESENT
    assert (_person(pad, "t1").name, _person(pad, "t1").substitute_for) == ("Ola Døme", "")


@pytest.mark.parametrize(
    ("who", "seat", "group"),
    [
        (Newcomer(Role.SERVICE, "Nils Test", "Barnevernstenesta"), "t3", "t3"),
        (Newcomer(Role.SERVICE, "Mia Demo", " ppt "), "t1b", "t1"),
        (Newcomer(Role.FORESETTE, "Per Eksempel", title="far"), "f2", "f"),
        (Newcomer(Role.INTERPRETER, "Tone Tolk"), "i1", "i"),
        (Newcomer(Role.STAFETTHOLDAR, "Stian Stafett"), "o1", "o"),
    ],
)
def test_somebody_nobody_had_counted_on_gets_a_seat(who: Newcomer, seat: str, group: str) -> None:
    pad = _running(GIVEN)
    add(pad, who)
    assert _in_both(pad, seat) is Presence.PRESENT
    assert (_person(pad, seat).name, _person(pad, seat).group) == (who.name, group)


def test_a_service_nobody_consented_to_waits_for_the_word_and_has_its_name_on_the_wall() -> None:
    pad = _running(GIVEN)
    add(pad, Newcomer(Role.SERVICE, "Nils Test", "Barnevernstenesta"))
    assert pad.session.meeting.gated == {"t3"}
    assert pad.session.journal.labels("m")["t3"] == "Barnevernstenesta"


def test_a_colleague_of_a_service_with_consent_may_speak_and_does_not_rename_it() -> None:
    pad = _running(GIVEN)
    add(pad, Newcomer(Role.SERVICE, "Mia Demo", " ppt "))
    assert pad.session.meeting.gated == frozenset()
    assert pad.session.journal.labels("m")["t1"] == "PPT"
