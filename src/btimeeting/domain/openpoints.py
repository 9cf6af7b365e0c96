"""What is missing for an honest referat: a quiet list with a name to do it, never a stop in the room.

A pure function of the meeting's course and its record (domain.md 5.7). The sentences are made in
`documents.open_points_text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import ConsentForm, ConsentState
from btimeeting.domain.events import ConsentWay, ConsentWithdrawn, ReadBack, Started
from btimeeting.domain.followup import unevaluated
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.moment import ZERO
from btimeeting.domain.record import Acceptance, Answer, MeetingRecord, NoteField, PreparedKind
from btimeeting.domain.seats import Presence


class OpenPointCode(StrEnum):
    """What is missing, or happened and must be told."""

    CONSENT_MISSING = "consent_missing"
    """A service without valid consent, and nobody met it. values: service"""
    CONSENT_ORAL = "consent_oral"
    """An oral consent given in the room should be put in writing. values: service"""
    CONSENT_GENERAL = "consent_general"
    """The meeting was general guidance while this service was there. values: service"""
    CONSENT_POSTPONED = "consent_postponed"
    """values: service"""
    CONSENT_WITHDRAWN = "consent_withdrawn"
    """values: service"""
    NO_DECISION = "no_decision"
    """values: who, by"""
    DECISION_UNCONFIRMED = "decision_unconfirmed"
    """The parents, or nobody of the family, were asked whether it is as they want it."""
    YOUTH_UNCONFIRMED = "youth_unconfirmed"
    """The youth was not, though the parents were."""
    """Nobody wrote down what the family said to the decision."""
    FAMILY_THINKS = "family_thinks"
    """Somebody in the family wants to think about it, or change it."""
    VIEWS_DIFFER = "views_differ"
    EDUCATOR_VIEW = "educator_view"
    """Whether the teacher agrees was not noted."""
    CHILD_VIEW = "child_view"
    """Neither the child's view nor who asks for it, and when."""
    CHILD_VIEW_PLANNED = "child_view_planned"
    """values: who, by"""
    NO_STAFETTHOLDAR = "no_stafettholdar"
    STAFETTHOLDAR_PERSON = "stafettholdar_person"
    """The service is named, the person is not. values: service, by"""
    STAFETTHOLDAR_ACCEPT = "stafettholdar_accept"
    """Named but not accepted. values: service, person, by"""
    NO_ENTRY = "no_entry"
    """Nothing was written in the stafettlogg."""
    NOT_READ_BACK = "not_read_back"
    TILTAK_OWNER = "tiltak_owner"
    """values: tiltak"""
    TILTAK_START = "tiltak_start"
    """values: tiltak"""
    TILTAK_REVIEW = "tiltak_review"
    """values: tiltak"""
    TILTAK_AFTER_MEETING = "tiltak_after_meeting"
    """Evaluated only after the next meeting. values: tiltak, review, next"""
    NO_TILTAK = "no_tiltak"
    NO_NEXT_MEETING = "no_next_meeting"
    NEXT_MEETING_CALLED = "next_meeting_called"
    """Somebody calls about it. values: who"""
    EARLIER_TILTAK = "earlier_tiltak"
    """A tiltak of an earlier meeting has not been evaluated. values: tiltak"""
    PHASE_SKIPPED = "phase_skipped"
    """values: phase, title"""
    ENDED_EARLY = "ended_early"
    """The meeting was stopped and ended where it stood: does the family want to go on another time?"""
    NO_REFERENT = "no_referent"
    NO_VIDDEVAKT = "no_viddevakt"
    VIDDEVAKT_CLASH = "viddevakt_clash"
    """The viddevakt leads, writes or is a parent: allowed, and told. values: role"""
    NO_EVALUATION = "no_evaluation"
    SLEEP = "sleep"
    """The machine slept and nobody said whether it counts. values: seconds"""
    WALL_CLOCK = "wall_clock"
    """Part of the time comes from the wall clock: the machine was restarted, or has no clock that cannot be set."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something missing, and whose it is. `values` fill in the sentence; dates are ISO."""

    code: OpenPointCode
    who: Role
    values: Mapping[str, str] = field(default_factory=dict, repr=False)


Code = OpenPointCode
CLASHES = (Role.LEADER, Role.REFERENT)


def open_points(meeting: Meeting, record: MeetingRecord, today: date) -> tuple[OpenPoint, ...]:
    """Everything missing for an honest referat, the weightiest first, nothing twice.

    `today` decides whether a consent is valid when the day of the meeting is not known.
    """
    found = (
        *_consents(meeting, record, today),
        *_decision(record),
        *_baton(record),
        *_tiltak(record),
        *_next(record),
        *_child(record),
        *_earlier(record, today),
        *_course(meeting, record),
    )
    return tuple(point for nth, point in enumerate(found) if point not in found[:nth])


def consent_missing_groups(record: MeetingRecord, on: date) -> tuple[str, ...]:
    """Groups of invited services whose consent is not valid on the day, also of those who may still come."""
    services = {p.group: p.service for p in record.people(Role.SERVICE)}
    return tuple(
        group for group, service in services.items() if record.consent_state(service, on) is not ConsentState.VALID
    )


def viddevakt_clashes(record: MeetingRecord) -> tuple[Role, ...]:
    """What else the viddevakt is that makes it hard to keep the structure: leader, referent or a parent."""
    keeper = record.with_duty(Role.VIDDEVAKT)
    if keeper is None:
        return ()
    leads = keeper.role is Role.HEAD and record.with_duty(Role.LEADER) is None
    duties = tuple(duty for duty in CLASHES if duty in keeper.duties or (leads and duty is Role.LEADER))
    return (*duties, Role.FORESETTE) if keeper.role is Role.FORESETTE else duties


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _consents(meeting: Meeting, record: MeetingRecord, today: date) -> Iterator[OpenPoint]:
    ways = dict(meeting.consent_ways)
    codes = {
        ConsentWay.ORAL: Code.CONSENT_ORAL,
        ConsentWay.GENERAL: Code.CONSENT_GENERAL,
        ConsentWay.POSTPONED: Code.CONSENT_POSTPONED,
    }
    on = record.info.held_on or today
    withdrawn = {group for _, _, event in meeting.log if isinstance(event, ConsentWithdrawn) for group in event.groups}
    missing = meeting.consent_missing if meeting.agenda is not None else consent_missing_groups(record, on)
    for group in dict.fromkeys(missing):
        service = {"service": record.label(group)}
        way = ways.get(group)
        state = record.consent_state(record.label(group), on)
        gone = group in withdrawn or way is ConsentWay.POSTPONED
        if not gone and _in_writing(record, record.label(group), today):
            continue  # it came afterwards: there is nothing left to do about it
        if way in codes:
            yield OpenPoint(codes[way], Role.HEAD, service)
        elif group in withdrawn or (way is None and state is ConsentState.WITHDRAWN):
            yield OpenPoint(Code.CONSENT_WITHDRAWN, Role.HEAD, service)
        elif way is None and state is not ConsentState.VALID and _took_part(meeting, record, group):
            yield OpenPoint(Code.CONSENT_MISSING, Role.HEAD, service)


def _in_writing(record: MeetingRecord, service: str, today: date) -> bool:
    """Whether a written consent reaches the service by now."""
    written = tuple(consent for consent in record.consents if consent.form is ConsentForm.WRITTEN)
    return record.model_copy(update={"consents": written}).consent_state(service, today) is ConsentState.VALID


def _took_part(meeting: Meeting, record: MeetingRecord, group: str) -> bool:
    """Whether somebody of the group is there; before the meeting, whether anybody is expected."""
    if meeting.agenda is not None:
        return meeting.takes_part(group)
    return any(p.group == group and p.presence is not Presence.ABSENT for p in record.participants)


def _decision(record: MeetingRecord) -> Iterator[OpenPoint]:
    decision = record.decision
    if decision is None or decision.undecided:
        values = {"who": decision.decides, "by": _iso(decision.decide_by)} if decision is not None else {}
        yield OpenPoint(Code.NO_DECISION, Role.LEADER, values)
        return
    family = [c for c in decision.confirmations if c.role in (Role.FORESETTE, Role.CHILD)]
    yield from _unasked(record, {c.role for c in family})
    if any(c.answer in (Answer.THINK, Answer.CHANGED) for c in family):
        yield OpenPoint(Code.FAMILY_THINKS, Role.STAFETTHOLDAR)
    if any(c.answer is Answer.NO for c in family):
        yield OpenPoint(Code.VIEWS_DIFFER, Role.LEADER)
    if record.people(Role.EDUCATOR) and not any(c.role is Role.EDUCATOR for c in decision.confirmations):
        yield OpenPoint(Code.EDUCATOR_VIEW, Role.REFERENT)


def _unasked(record: MeetingRecord, asked: set[Role]) -> Iterator[OpenPoint]:
    """A decision is confirmed by føresette, and by a youth for themselves, there or not (domain.md 9.4)."""
    if not asked or (record.people(Role.FORESETTE) and Role.FORESETTE not in asked):
        yield OpenPoint(Code.DECISION_UNCONFIRMED, Role.REFERENT)
    if asked and record.child is not None and record.child.youth and Role.CHILD not in asked:
        here = any(p.presence.in_room for p in record.people(Role.CHILD))
        yield OpenPoint(Code.YOUTH_UNCONFIRMED, Role.REFERENT if here else Role.STAFETTHOLDAR)


def _baton(record: MeetingRecord) -> Iterator[OpenPoint]:
    decision, baton = record.decision, record.stafettholdar
    if baton is None:
        if decision is not None and not decision.undecided and not decision.none_now:
            yield OpenPoint(Code.NO_STAFETTHOLDAR, Role.LEADER)
            yield from _entry(record)
        return
    values = {"service": baton.service, "person": baton.person, "by": _iso(baton.answer_by)}
    if baton.acceptance in (Acceptance.OFFERED, Acceptance.DECLINED):
        yield OpenPoint(Code.STAFETTHOLDAR_ACCEPT, Role.STAFETTHOLDAR, values)
    elif not baton.person:
        yield OpenPoint(Code.STAFETTHOLDAR_PERSON, Role.STAFETTHOLDAR, values)
    yield from _entry(record)


def _entry(record: MeetingRecord) -> Iterator[OpenPoint]:
    """What was written in the stafettlogg, and whether the family has heard it."""
    if not record.entries:
        yield OpenPoint(Code.NO_ENTRY, Role.STAFETTHOLDAR)
    elif record.entries[-1].read_back is None:
        yield OpenPoint(Code.NOT_READ_BACK, Role.STAFETTHOLDAR)
    elif record.entries[-1].read_back is not ReadBack.YES:
        yield OpenPoint(Code.FAMILY_THINKS, Role.STAFETTHOLDAR)


def _tiltak(record: MeetingRecord) -> Iterator[OpenPoint]:
    decision = record.decision
    if not record.tiltak and decision is not None and not decision.undecided:
        yield OpenPoint(Code.NO_TILTAK, Role.REFERENT)
    following = record.next_meeting.on if record.next_meeting is not None else None
    for tiltak in record.tiltak:
        text = {"tiltak": tiltak.text}
        if not tiltak.owner:
            yield OpenPoint(Code.TILTAK_OWNER, Role.STAFETTHOLDAR, text)
        if tiltak.start_on is None:
            yield OpenPoint(Code.TILTAK_START, Role.STAFETTHOLDAR, text)
        if tiltak.review_on is None:
            yield OpenPoint(Code.TILTAK_REVIEW, Role.STAFETTHOLDAR, text)
        elif following is not None and tiltak.review_on > following:
            dates = {"review": _iso(tiltak.review_on), "next": _iso(following)}
            yield OpenPoint(Code.TILTAK_AFTER_MEETING, Role.STAFETTHOLDAR, text | dates)


def _next(record: MeetingRecord) -> Iterator[OpenPoint]:
    following = record.next_meeting
    if following is not None and following.on is not None:
        return
    if following is not None and following.who_calls:
        yield OpenPoint(Code.NEXT_MEETING_CALLED, Role.HEAD, {"who": following.who_calls})
    else:
        yield OpenPoint(Code.NO_NEXT_MEETING, Role.HEAD)


def _child(record: MeetingRecord) -> Iterator[OpenPoint]:
    view = record.decision.child_view if record.decision is not None else None
    if view is not None and view.obtained:
        return
    if view is not None and view.who_asks:
        values = {"who": view.who_asks, "by": _iso(view.when)}
        yield OpenPoint(Code.CHILD_VIEW_PLANNED, Role.STAFETTHOLDAR, values)
        return
    prepared = any(p.kind is PreparedKind.CHILD_WORDS and p.text.strip() for p in record.prepared)
    told = [n for n in record.notes if n.speaker == "c" and n.field not in (NoteField.ANSWER, NoteField.ROW)]
    said = any(note.text.strip() for note in told)
    if not prepared and not said:
        yield OpenPoint(Code.CHILD_VIEW, Role.STAFETTHOLDAR)


def _earlier(record: MeetingRecord, today: date) -> Iterator[OpenPoint]:
    on = record.info.held_on or today
    for tiltak in record.earlier_tiltak:
        if unevaluated(tiltak, on):
            yield OpenPoint(Code.EARLIER_TILTAK, Role.STAFETTHOLDAR, {"tiltak": tiltak.text})


def _course(meeting: Meeting, record: MeetingRecord) -> Iterator[OpenPoint]:
    if record.with_duty(Role.REFERENT) is None:
        yield OpenPoint(Code.NO_REFERENT, Role.HEAD)
    if record.with_duty(Role.VIDDEVAKT) is None:
        yield OpenPoint(Code.NO_VIDDEVAKT, Role.LEADER)
    for role in viddevakt_clashes(record):
        yield OpenPoint(Code.VIDDEVAKT_CLASH, Role.LEADER, {"role": role.value})
    if meeting.agenda is not None and meeting.stage not in (Stage.WAITING, Stage.RUNNING, Stage.PAUSED):
        early = meeting.ended_in is not None
        if early:
            yield OpenPoint(Code.ENDED_EARLY, Role.HEAD)
        passed = meeting.runs[: meeting.furthest] if early else meeting.runs
        for phase, run in zip(meeting.agenda.phases, passed, strict=False):
            if not run.visits:
                yield OpenPoint(Code.PHASE_SKIPPED, Role.LEADER, {"phase": phase.id, "title": phase.title})
    if meeting.slept > ZERO:
        yield OpenPoint(Code.SLEEP, Role.LEADER, {"seconds": str(int(meeting.slept.total_seconds()))})
    if not record.info.on_paper and _wall_clock_used(meeting):
        yield OpenPoint(Code.WALL_CLOCK, Role.LEADER)
    if not record.answers:
        yield OpenPoint(Code.NO_EVALUATION, Role.HEAD)


def _wall_clock_used(meeting: Meeting) -> bool:
    """Whether some time of the timed part comes from the wall clock: a restart, or a machine without a boot clock."""
    events = [event for t, _, event in meeting.log if meeting.ended_t is None or t <= meeting.ended_t]
    start = next((nth for nth, event in enumerate(events) if isinstance(event, Started)), len(events))
    boots = {event.moment.boot_id for event in events[start:]}
    return None in boots or len(boots) > 1
