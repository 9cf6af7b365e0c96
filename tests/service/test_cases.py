"""A case is opened: about nobody its words give away, or about a named child on a level that may name one."""

from __future__ import annotations

from datetime import timedelta

from btimeeting.documents.profile_files import find
from btimeeting.documents.profile_reader import read
from btimeeting.domain.anonymity import Tells
from btimeeting.domain.consent import Consent, ConsentState
from btimeeting.domain.level_guards import MoveRefused
from btimeeting.domain.levels import Guard, LevelMove, Profile
from btimeeting.domain.record import Case, CaseKind, Child
from btimeeting.service import cases, consents, plan
from btimeeting.service.followup import following
from tests.builders import CASE, CHILD, TODAY, consent
from tests.fakes import DictRecords, StandingClock

OLA = Child(id="ola", name="Ola Døme")


def _profile(name: str = "bti-mappe") -> Profile:
    return read(find(name, None))


def test_names_of_children_here_are_found_however_they_are_written_and_nothing_is_saved() -> None:
    records, clock = DictRecords(), StandingClock()
    records.save_all([OLA, Case(id="c", number="4", child_id="ola")], clock.now())
    told = cases.open_case(records, clock, CaseKind.ANONYMOUS, "uro når ola er inne")
    assert isinstance(told, cases.TellsWho)
    assert [(each.tells, each.text) for each in told.traces] == [(Tells.NAME, "ola")]
    assert records.highest_number() == 4
    meant = cases.open_case(records, clock, CaseKind.SYSTEM, "uro når ola er inne", meant=True)
    assert isinstance(meant, Case)
    assert (meant.number, meant.kind, meant.child_id) == ("5", CaseKind.SYSTEM, None)


def test_an_identity_number_is_never_kept() -> None:
    told = cases.open_case(DictRecords(), StandingClock(), CaseKind.ANONYMOUS, "gut 040316 12345", meant=True)
    assert isinstance(told, cases.TellsWho)
    assert told.never


def test_a_named_childs_case_begins_on_the_first_level_that_names_one_and_says_what_is_lacking() -> None:
    records, clock, profile = DictRecords(), StandingClock(), _profile()
    asked = [each.guard for each in cases.asked_first(profile, TODAY)]
    assert asked == [Guard.LEADER_INFORMED, Guard.PARENTS_INFORMED]
    half = cases.NamedCase(OLA, {Guard.LEADER_INFORMED: "rektor i dag"}, "kari", "Uro over tid")
    refused = cases.open_named(records, clock, profile, half)
    assert isinstance(refused, MoveRefused)
    assert [each.guard for each in refused.lacking] == [Guard.PARENTS_INFORMED]
    assert records.values == {}
    both = {**half.told, Guard.PARENTS_INFORMED: "mor i møte"}
    made = cases.open_named(records, clock, profile, cases.NamedCase(OLA, both, "kari", "Uro over tid"))
    assert isinstance(made, Case)
    (first,) = records.of_case(LevelMove, made.id)
    assert (first.level, first.by, first.why) == ("1", "kari", "Uro over tid")
    assert records.get(Child, made.child_id or "") == OLA


def test_a_case_of_the_other_guide_begins_on_its_level_1_too() -> None:
    profile = _profile("ressursteam")
    level = profile.level_at(cases.way_in(profile).to)
    assert level is not None
    assert (level.id, level.named) == ("1", True)


# --- the consents of a case ---------------------------------------------------------------------------------------


def test_a_new_consent_replaces_the_old_one_only_where_it_reaches() -> None:
    records, clock = DictRecords(), StandingClock()
    old = consent("PPT", "Helsestasjonen", id="old")
    records.save_all([CHILD, CASE, old], clock.now())
    consents.give(records, clock, consent("PPT", id="new", given_on=TODAY), old)
    page = consents.consent_page(records, _profile(), CASE.id, TODAY)
    states = {each.service: [one.state(TODAY) for one in each.all] for each in page.services}
    assert states == {
        "Helsestasjonen": [ConsentState.VALID],
        "PPT": [ConsentState.VALID, ConsentState.REPLACED],
    }
    assert [each.replaced_by for each in records.of_case(Consent, CASE.id)] == [None, "new", None]


def test_a_consent_is_taken_back_for_one_service_on_the_day_and_by_whom() -> None:
    records, clock = DictRecords(), StandingClock()
    records.save_all([CHILD, CASE, consent("PPT", "Helsestasjonen", id="old")], clock.now())
    consents.take_back(records, clock, CASE.id, consents.TakenBack(("ppt",), TODAY, " Mor Døme "))
    page = consents.consent_page(records, _profile(), CASE.id, TODAY)
    assert [(each.service, each.state) for each in page.services] == [
        ("Helsestasjonen", ConsentState.VALID),
        ("PPT", ConsentState.WITHDRAWN),
    ]
    gone = page.services[1].counts
    assert gone is not None
    assert (gone.withdrawn_on, gone.withdrawn_by) == (TODAY, "Mor Døme")


def test_a_meeting_prepared_on_a_case_without_one_has_the_consents_of_the_case_and_an_over_one_hides_no_other() -> None:
    records, clock = DictRecords(), StandingClock()
    old = consent("PPT", "Helsestasjonen", id="old")
    records.save_all([CHILD, CASE, old, consent("PPT", id="new", given_on=TODAY)], clock.now())
    consents.take_back(records, clock, CASE.id, consents.TakenBack(("PPT",), TODAY - timedelta(days=1), "Mor Døme"))
    prepared = plan.adopt_case(records, plan.fresh(records, plan.House()), CASE.number)
    assert prepared.child == CHILD
    assert len(prepared.consents) == 3  # the part that was taken back is the last one
    counts = plan.consent_for(prepared, "ppt")
    assert counts is not None
    assert counts.id == "new"


def test_when_it_is_taken_back_no_other_consent_of_that_day_goes_on_for_the_service() -> None:
    records, clock = DictRecords(), StandingClock()
    again = consent("PPT", id="again", given_on=TODAY - timedelta(days=3))
    records.save_all([CHILD, CASE, consent("PPT", "NAV", id="old"), again], clock.now())
    consents.take_back(records, clock, CASE.id, consents.TakenBack(("PPT",), TODAY, "Mor Døme"))
    page = consents.consent_page(records, _profile(), CASE.id, TODAY)
    assert {each.service: each.state for each in page.services} == {
        "NAV": ConsentState.VALID,
        "PPT": ConsentState.WITHDRAWN,
    }
    assert [out.services for out in following(records, CASE.id, TODAY).consents_out] == [("PPT",)]
    consents.give(records, clock, consent("PPT", id="new", given_on=TODAY))
    assert following(records, CASE.id, TODAY).consents_out == ()  # the case is whole again


def test_the_case_tells_once_for_each_service_who_took_it_back_and_a_no_only_where_it_still_stands() -> None:
    records, clock = DictRecords(), StandingClock()
    no = consent("PPT", "NAV", id="no", refused=True)
    yes = consent("ppt", id="yes", given_on=TODAY)
    old = consent("PPT", id="old", valid_until=TODAY - timedelta(days=2))
    records.save_all([CHILD, CASE, no, yes, old], clock.now())
    assert [each.services for each in following(records, CASE.id, TODAY).refusals] == [("NAV",)]
    assert following(records, CASE.id, TODAY).consents_out == ()
    consents.take_back(records, clock, CASE.id, consents.TakenBack(("PPT",), TODAY, "Far Døme"))
    found = following(records, CASE.id, TODAY)
    assert [(each.services, each.withdrawn_by) for each in found.consents_out] == [(("ppt",), "Far Døme")]
    assert [each.services for each in found.refusals] == [("NAV",)]
