"""What is missing for an honest referat: every guard of domain.md 5.7 that is a line on a list and not a stop."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from btimeeting.domain import wishes as w
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Giver
from btimeeting.domain.events import ConsentWay, ReadBack
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.openpoints import (
    OpenPoint,
    OpenPointCode,
    consent_missing_groups,
    open_points,
    viddevakt_clashes,
)
from btimeeting.domain.record import (
    Acceptance,
    Answer,
    ChildView,
    Confirmation,
    MeetingRecord,
    NextMeeting,
    Note,
    NoteField,
    Prepared,
    PreparedKind,
    TiltakState,
)
from btimeeting.domain.seats import Presence
from tests.builders import (
    CHILD,
    LATER,
    TODAY,
    VOICES,
    HandClock,
    Play,
    baton,
    closed,
    consent,
    decision,
    entry,
    opened,
    people,
    record,
    running,
    tiltak,
    whole,
    with_duties,
)

Code = OpenPointCode
MEETING = closed().meeting


def points(found: MeetingRecord, meeting: Meeting = MEETING) -> list[OpenPoint]:
    """The open points of a record and a meeting."""
    return list(open_points(meeting, found, TODAY))


def codes(found: MeetingRecord, meeting: Meeting = MEETING) -> list[OpenPointCode]:
    """What they are about."""
    return [point.code for point in points(found, meeting)]


def test_a_meeting_with_everything_in_place_has_no_open_points() -> None:
    assert points(whole()) == []


def test_a_meeting_walked_with_the_main_key_alone_has_an_honest_list() -> None:
    assert codes(record()) == [Code.NO_DECISION, Code.NO_NEXT_MEETING, Code.CHILD_VIEW, Code.NO_EVALUATION]


# --- consent ----------------------------------------------------------------------------------------------------


def consented(play: Play) -> list[OpenPoint]:
    """The open points about consent when PPT's is missing in the record too."""
    play.until(Stage.CLOSED)
    return points(whole(consents=(consent("Helsestasjonen", "Barnevernstenesta"),)), play.meeting)


def test_a_consent_nobody_met_is_an_open_point_for_the_head() -> None:
    play = opened(consent_missing=("t1",))
    assert consented(play) == [OpenPoint(Code.CONSENT_MISSING, Role.HEAD, {"service": "PPT"})]


@pytest.mark.parametrize(
    ("way", "code"),
    [
        (ConsentWay.ORAL, Code.CONSENT_ORAL),
        (ConsentWay.GENERAL, Code.CONSENT_GENERAL),
        (ConsentWay.POSTPONED, Code.CONSENT_POSTPONED),
    ],
)
def test_how_a_missing_consent_was_met_is_told(way: ConsentWay, code: OpenPointCode) -> None:
    play = opened(consent_missing=("t1",))
    play.must(w.SettleConsent("t1", way))
    assert consented(play) == [OpenPoint(code, Role.HEAD, {"service": "PPT"})]


def test_a_service_that_left_heard_nothing_and_leaves_nothing_open() -> None:
    play = opened(consent_missing=("t1",))
    play.must(w.SettleConsent("t1", ConsentWay.LEAVES))
    assert consented(play) == []


def test_a_service_that_never_came_leaves_nothing_open() -> None:
    play = opened(consent_missing=("t1",))
    play.must(w.SetPresence("t1", Presence.ABSENT))
    assert consented(play) == []


def test_a_consent_that_came_into_the_record_later_is_no_longer_missing() -> None:
    meeting = closed(consent_missing=("t1",)).meeting
    assert points(whole(), meeting) == []


def test_a_consent_withdrawn_in_the_room_is_told_whether_or_not_the_record_has_it() -> None:
    play = running()
    play.must(w.WithdrawConsent(("t1",)))
    play.until(Stage.CLOSED)
    point = OpenPoint(Code.CONSENT_WITHDRAWN, Role.HEAD, {"service": "PPT"})
    assert points(whole(), play.meeting) == [point]
    withdrawn = consent("PPT", id="consent-2", withdrawn_on=TODAY)
    rest = consent("Helsestasjonen", "Barnevernstenesta")
    assert points(whole(consents=(withdrawn, rest)), play.meeting) == [point]


def test_a_prepared_meeting_tells_which_consents_are_missing() -> None:
    found = open_points(Meeting(), record(consents=(consent("PPT"),)), TODAY)
    assert [point.values for point in found if point.code is Code.CONSENT_MISSING] == [
        {"service": "Helsestasjonen"},
        {"service": "Barnevernstenesta"},
    ]


def test_consent_is_checked_per_service_on_the_day_and_for_those_who_may_still_come() -> None:
    found = record(
        consents=(
            consent("ppt "),
            consent("Helsestasjonen", id="consent-2", valid_until=TODAY - timedelta(days=1)),
            consent("Barnevernstenesta", id="consent-3", givers=()),
        )
    )
    absent = tuple(p.model_copy(update={"presence": Presence.ABSENT}) for p in found.participants)
    assert consent_missing_groups(found, TODAY) == ("t2", "t3")
    assert consent_missing_groups(found, TODAY - timedelta(days=1)) == ("t3",)
    assert consent_missing_groups(found, TODAY - timedelta(days=30)) == ("t1", "t2", "t3")
    assert consent_missing_groups(found.model_copy(update={"participants": absent}), TODAY) == ("t2", "t3")


def test_an_oral_consent_with_a_giver_is_a_consent() -> None:
    oral = consent("PPT", form="oral", heard_by="Rita Rektor", givers=(Giver(name="Mor Døme"),), given_on=TODAY)
    assert consent_missing_groups(record(consents=(oral,)), TODAY) == ("t2", "t3")


# --- the decision -----------------------------------------------------------------------------------------------


def test_no_decision_stands_with_who_decides_and_by_when() -> None:
    undecided = decision(undecided=True, decides="Mor Døme", decide_by=LATER)
    assert points(whole(decision=undecided)) == [
        OpenPoint(Code.NO_DECISION, Role.LEADER, {"who": "Mor Døme", "by": "2027-01-12"})
    ]
    assert codes(whole(decision=None)) == [Code.NO_DECISION, Code.CHILD_VIEW]


def test_a_decision_nobody_in_the_family_answered_is_not_confirmed() -> None:
    assert codes(whole(decision=decision(confirmations=VOICES[1:]))) == [Code.DECISION_UNCONFIRMED]


def test_a_youth_is_asked_too_there_or_not() -> None:
    youth = CHILD.model_copy(update={"youth": True})
    assert points(whole(child=youth)) == [OpenPoint(Code.YOUTH_UNCONFIRMED, Role.REFERENT)]
    without = tuple(p for p in people() if p.role is not Role.CHILD)
    assert points(whole(child=youth, participants=without)) == [OpenPoint(Code.YOUTH_UNCONFIRMED, Role.STAFETTHOLDAR)]
    own = Confirmation(role=Role.CHILD, answer=Answer.YES)
    assert codes(whole(child=youth, decision=decision(confirmations=(*VOICES, own)))) == []
    assert codes(whole(child=youth, decision=decision(confirmations=VOICES[1:]))) == [Code.DECISION_UNCONFIRMED]


def test_the_yes_of_a_youth_is_not_the_parents_yes_where_there_are_parents() -> None:
    youth = CHILD.model_copy(update={"youth": True})
    own = decision(confirmations=(Confirmation(role=Role.CHILD, answer=Answer.YES), *VOICES[1:]))
    assert codes(whole(child=youth, decision=own)) == [Code.DECISION_UNCONFIRMED]
    alone = tuple(p for p in people() if p.role is not Role.FORESETTE)
    assert codes(whole(child=youth, decision=own, participants=alone)) == []


@pytest.mark.parametrize(
    ("answer", "code"),
    [(Answer.THINK, Code.FAMILY_THINKS), (Answer.CHANGED, Code.FAMILY_THINKS), (Answer.NO, Code.VIEWS_DIFFER)],
)
def test_what_the_family_has_not_said_yes_to_is_open(answer: Answer, code: OpenPointCode) -> None:
    voices = (*VOICES, Confirmation(role=Role.FORESETTE, answer=answer))
    assert codes(whole(decision=decision(confirmations=voices))) == [code]


def test_the_teachers_view_that_was_not_noted_is_open_when_there_is_a_teacher() -> None:
    alone = decision(confirmations=VOICES[:1])
    assert codes(whole(decision=alone)) == [Code.EDUCATOR_VIEW]
    without = tuple(p for p in people() if p.role is not Role.EDUCATOR)
    assert Code.EDUCATOR_VIEW not in codes(whole(decision=alone, participants=without))


def test_we_try_ourselves_needs_no_stafettholdar() -> None:
    found = whole(decision=decision(services=(), none_now=True), stafettholdar=None, entries=())
    assert codes(found) == []


# --- stafettholdar and stafettlogg ------------------------------------------------------------------------------


def test_a_decision_without_a_stafettholdar_is_open() -> None:
    assert codes(whole(stafettholdar=None)) == [Code.NO_STAFETTHOLDAR]


@pytest.mark.parametrize("acceptance", [Acceptance.OFFERED, Acceptance.DECLINED])
def test_a_baton_nobody_has_accepted_is_open(acceptance: Acceptance) -> None:
    (point,) = points(whole(stafettholdar=baton(acceptance=acceptance, answer_by=LATER)))
    assert point.code is Code.STAFETTHOLDAR_ACCEPT
    assert point.values == {"service": "PPT", "person": "Kari Demo", "by": "2027-01-12"}


def test_a_service_that_has_accepted_still_has_to_say_who() -> None:
    (point,) = points(whole(stafettholdar=baton(person="", acceptance=Acceptance.SERVICE)))
    assert (point.code, point.values["service"]) == (Code.STAFETTHOLDAR_PERSON, "PPT")


def test_nothing_in_the_stafettlogg_is_open_with_and_without_a_stafettholdar() -> None:
    assert codes(whole(entries=())) == [Code.NO_ENTRY]
    assert codes(whole(entries=(), stafettholdar=None)) == [Code.NO_STAFETTHOLDAR, Code.NO_ENTRY]


def test_a_text_that_was_not_read_aloud_is_open() -> None:
    assert codes(whole(entries=(entry(None),))) == [Code.NOT_READ_BACK]


@pytest.mark.parametrize("answer", [ReadBack.CHANGED, ReadBack.THINK])
def test_a_text_the_family_would_change_or_think_about_is_open_once(answer: ReadBack) -> None:
    assert codes(whole(entries=(entry(answer),))) == [Code.FAMILY_THINKS]
    thinking = decision(confirmations=(*VOICES, Confirmation(role=Role.FORESETTE, answer=Answer.THINK)))
    assert codes(whole(decision=thinking, entries=(entry(answer),))) == [Code.FAMILY_THINKS]


# --- tiltak -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"owner": ""}, Code.TILTAK_OWNER),
        ({"start_on": None}, Code.TILTAK_START),
        ({"review_on": None}, Code.TILTAK_REVIEW),
    ],
)
def test_what_a_tiltak_lacks_is_open(fields: dict[str, Any], code: OpenPointCode) -> None:
    assert points(whole(tiltak=(tiltak(**fields),))) == [
        OpenPoint(code, Role.STAFETTHOLDAR, {"tiltak": "Søvnrettleiing"})
    ]


def test_a_tiltak_that_lacks_everything_is_told_everything() -> None:
    bare = tiltak(owner="", start_on=None, review_on=None)
    assert codes(whole(tiltak=(bare,))) == [Code.TILTAK_OWNER, Code.TILTAK_START, Code.TILTAK_REVIEW]


def test_an_evaluation_after_the_next_meeting_is_told_with_both_dates() -> None:
    (point,) = points(whole(tiltak=(tiltak(review_on=LATER + timedelta(days=1)),)))
    assert point.code is Code.TILTAK_AFTER_MEETING
    assert point.values == {"tiltak": "Søvnrettleiing", "review": "2027-01-13", "next": "2027-01-12"}


def test_a_decision_without_a_tiltak_is_told() -> None:
    assert codes(whole(tiltak=())) == [Code.NO_TILTAK]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"review_on": TODAY}, True),
        ({"review_on": None}, True),
        ({"review_on": TODAY + timedelta(days=1)}, False),
        ({"review_on": TODAY, "effect": "Søv betre"}, False),
        ({"review_on": TODAY, "state": TiltakState.STOPPED}, False),
        ({"review_on": TODAY, "evaluated_on": TODAY}, False),
    ],
)
def test_an_earlier_tiltak_that_is_due_and_not_evaluated_is_told(fields: dict[str, Any], told: bool) -> None:
    assert codes(whole(earlier_tiltak=(tiltak(**fields),))) == ([Code.EARLIER_TILTAK] if told else [])


# --- the next meeting, the child, the course ----------------------------------------------------------------------


def test_no_next_meeting_is_open_and_who_calls_is_told() -> None:
    assert codes(whole(next_meeting=None)) == [Code.NO_NEXT_MEETING]
    calls = NextMeeting(id="next-1", meeting_id="meeting-1", who_calls="Rita Rektor")
    assert points(whole(next_meeting=calls)) == [OpenPoint(Code.NEXT_MEETING_CALLED, Role.HEAD, {"who": "Rita Rektor"})]


def test_a_child_who_was_not_heard_is_open_unless_somebody_will_ask() -> None:
    assert codes(whole(decision=decision(child_view=None))) == [Code.CHILD_VIEW]
    assert codes(whole(decision=decision(child_view=ChildView(obtained=False)))) == [Code.CHILD_VIEW]
    planned = ChildView(obtained=False, who_asks="Per Pedagog", when=LATER)
    assert points(whole(decision=decision(child_view=planned))) == [
        OpenPoint(Code.CHILD_VIEW_PLANNED, Role.STAFETTHOLDAR, {"who": "Per Pedagog", "by": "2027-01-12"})
    ]


def test_a_child_whose_words_were_prepared_or_noted_has_been_heard() -> None:
    words = Prepared(id="p", meeting_id="meeting-1", kind=PreparedKind.CHILD_WORDS, text="Eg vil sova")
    note = Note(id="n", meeting_id="meeting-1", phase="reflect", speaker="c", field=NoteField.THOUGHT, text="Eg vil")
    silent = decision(child_view=None)
    assert codes(whole(decision=silent, prepared=(words,))) == []
    assert codes(whole(decision=silent, notes=(note,))) == []
    assert codes(whole(decision=silent, prepared=(words.model_copy(update={"text": " "}),))) == [Code.CHILD_VIEW]


def test_phases_that_were_never_entered_are_told_when_the_timed_part_is_over() -> None:
    play = running()
    play.must(w.GoToPhase(play.meeting.step, "offer"))
    assert codes(whole(), play.meeting) == []
    play.until(Stage.THANKED)
    assert [(p.code, p.values["phase"]) for p in points(whole(), play.meeting)] == [
        (Code.PHASE_SKIPPED, "describe"), (Code.PHASE_SKIPPED, "clarify"), (Code.PHASE_SKIPPED, "reflect"),
    ]  # fmt: skip


def test_a_meeting_without_referent_or_viddevakt_is_told() -> None:
    assert codes(with_duties(whole(), {"h1": (Role.LEADER,)})) == [Code.NO_REFERENT, Code.NO_VIDDEVAKT]


@pytest.mark.parametrize(
    ("duties", "clash"),
    [
        ({"h1": (Role.LEADER, Role.VIDDEVAKT), "e1": (Role.REFERENT,)}, Role.LEADER),
        ({"e1": (Role.REFERENT, Role.VIDDEVAKT), "h1": (Role.LEADER,)}, Role.REFERENT),
        ({"f1": (Role.VIDDEVAKT,), "e1": (Role.REFERENT,), "h1": (Role.LEADER,)}, Role.FORESETTE),
        ({"h1": (Role.VIDDEVAKT,), "e1": (Role.REFERENT,)}, Role.LEADER),
    ],
)
def test_a_viddevakt_who_also_leads_writes_or_is_a_parent_is_allowed_and_told(
    duties: dict[str, tuple[Role, ...]], clash: Role
) -> None:
    found = with_duties(whole(), duties)
    assert viddevakt_clashes(found) == (clash,)
    assert points(found) == [OpenPoint(Code.VIDDEVAKT_CLASH, Role.LEADER, {"role": clash.value})]


def test_a_viddevakt_from_a_service_and_none_at_all_clash_with_nothing() -> None:
    assert viddevakt_clashes(whole()) == ()
    assert viddevakt_clashes(with_duties(whole(), {})) == ()


def test_sleep_nobody_judged_is_told_in_seconds() -> None:
    play = running().wait(60)
    play.clock.sleep(300)
    play.until(Stage.CLOSED)
    assert points(whole(), play.meeting) == [OpenPoint(Code.SLEEP, Role.LEADER, {"seconds": "300"})]
    judged = running().wait(60)
    judged.clock.sleep(300)
    judged.must(w.JudgeGap("count"))
    assert codes(whole(), judged.until(Stage.CLOSED).meeting) == []


def test_a_machine_without_a_boot_clock_says_that_its_times_come_from_the_wall_clock() -> None:
    play = running(clock=HandClock(boot_id=None)).until(Stage.CLOSED)
    assert points(whole(), play.meeting) == [OpenPoint(Code.WALL_CLOCK, Role.LEADER)]
    paper = whole()
    on_paper = paper.model_copy(update={"info": paper.info.model_copy(update={"on_paper": True})})
    assert codes(on_paper, play.meeting) == []


def test_time_from_the_wall_clock_is_told_for_a_restart_only_during_the_timed_part() -> None:
    during = running()
    during.clock.reboot()
    assert codes(whole(), during.until(Stage.CLOSED).meeting) == [Code.WALL_CLOCK]
    before = opened()
    before.clock.reboot()
    assert codes(whole(), before.until(Stage.CLOSED).meeting) == []
    after = running().until(Stage.THANKED)
    after.clock.reboot()
    assert codes(whole(), after.until(Stage.CLOSED).meeting) == []


def test_an_evaluation_nobody_answered_is_open() -> None:
    assert points(whole(answers=())) == [OpenPoint(Code.NO_EVALUATION, Role.HEAD)]


def test_what_stands_in_an_open_point_is_not_shown_in_a_log() -> None:
    assert "Søvn" not in repr(points(whole(tiltak=(tiltak(owner=""),))))
