"""An invented meeting as a script: people, words and steps, and the preparation it stands for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from pydantic import Field

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, ConsentForm, Giver
from btimeeting.domain.events import BreakIn
from btimeeting.domain.record import (
    Answer,
    Case,
    Child,
    MeetingInfo,
    MeetingState,
    NoteField,
    Prepared,
    PreparedKind,
    Tiltak,
    TiltakState,
)
from btimeeting.domain.seats import Presence
from btimeeting.domain.values import Value
from btimeeting.service.ids import new_id
from btimeeting.service.prepare import Person, Plan

FRIDAY = 4


class ScriptPerson(Value):
    """Somebody invented."""

    role: Role
    name: str
    title: str = ""
    service: str = ""
    presence: Presence = Presence.PRESENT
    substitute_for: str = ""
    duties: tuple[Role, ...] = ()


class ScriptTiltak(Value):
    """A tiltak with dates as days from the meeting (negative: before it)."""

    text: str
    owner: str = ""
    service: str = ""
    start: int = 0
    review: int | None = None
    goal: str = ""
    effect: str = ""
    state: TiltakState = TiltakState.PLANNED


class ScriptPrepared(Value):
    """Words prepared before the meeting."""

    kind: PreparedKind
    text: str
    read_by: Role | None = None


class ScriptNote(Value):
    """What the referent writes."""

    field: NoteField
    text: str


class ScriptTried(Value):
    """A tiltak that was tried."""

    text: str
    period: str = ""
    effect: str = ""
    told_by: Role | None = None


class ScriptStep(Value):
    """What happens while somebody has the word. `service` names the group when it is a service's turn."""

    phase: str
    role: Role | None = None
    service: str = ""
    seconds: int = Field(ge=0)
    notes: tuple[ScriptNote, ...] = ()
    tried: tuple[ScriptTried, ...] = ()
    offers: tuple[ScriptTiltak, ...] = ()
    break_in: BreakIn | None = None
    more_s: int = 0


class ScriptDecision(Value):
    """What the family decides."""

    service: str
    stafettholdar: str
    entry: str
    services: tuple[str, ...] = ()
    tiltak: tuple[ScriptTiltak, ...] = ()
    voices: tuple[tuple[Role, Answer], ...] = ()
    child_view: str = ""


class Script(Value):
    """A whole invented meeting, in one language."""

    language: str
    number: str
    place: str
    child_name: str
    child_born: date
    unit: str
    youth: bool = True
    people: tuple[ScriptPerson, ...]
    consent_givers: tuple[tuple[str, str], ...]
    consent_services: tuple[str, ...]
    consent_information: str = ""
    oral_consent_heard_by: str = ""
    prepared: tuple[ScriptPrepared, ...] = ()
    earlier: tuple[ScriptTiltak, ...] = ()
    last_answer_e: str = ""
    steps: tuple[ScriptStep, ...]
    decision: ScriptDecision
    summary: str
    next_in_days: int
    next_at: time
    answers: tuple[tuple[str, str], ...]


def plan(script: Script, meeting_id: str, start: datetime, today: date) -> Plan:
    """The prepared meeting of a script, as somebody would have prepared it the day before."""
    case_id, child_id, before = new_id(), new_id(), new_id()
    info = MeetingInfo(
        id=meeting_id,
        case_id=case_id,
        planned_start=start,
        place=script.place,
        language=script.language,
        last_answer_e=script.last_answer_e,
    )
    held = _held_before(script, before, case_id, start, today)
    prepared = [
        Prepared(id=new_id(), meeting_id=meeting_id, kind=words.kind, text=words.text, read_by=words.read_by)
        for words in script.prepared
    ]
    earlier = [tiltak_of(each, case_id, before, today) for each in script.earlier]
    return Plan(
        info=info,
        case=Case(id=case_id, number=script.number, child_id=child_id, opened_on=today - timedelta(days=60)),
        child=Child(
            id=child_id,
            name=script.child_name,
            born=script.child_born,
            unit=script.unit,
            language=script.language,
            youth=script.youth,
        ),
        people=tuple(Person(**dict(person)) for person in script.people),
        also=(_consent(script, case_id, today), *([held] if earlier else []), *earlier, *prepared),
    )


def _consent(script: Script, case_id: str, today: date) -> Consent:
    return Consent(
        id=new_id(),
        case_id=case_id,
        services=script.consent_services,
        givers=tuple(Giver(name=name, relation=relation) for name, relation in script.consent_givers),
        form=ConsentForm.WRITTEN,
        information=script.consent_information,
        given_on=today - timedelta(days=14),
        valid_until=today + timedelta(days=350),
    )


def _held_before(script: Script, before: str, case_id: str, start: datetime, today: date) -> MeetingInfo:
    return MeetingInfo(
        id=before,
        case_id=case_id,
        state=MeetingState.APPROVED,
        planned_start=start - timedelta(days=49),
        held_on=today - timedelta(days=49),
        language=script.language,
    )


def workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > FRIDAY else 0)


def tiltak_of(each: ScriptTiltak, case_id: str, meeting_id: str, today: date) -> Tiltak:
    """A tiltak of the script on real days."""
    return Tiltak(
        id=new_id(),
        case_id=case_id,
        meeting_id=meeting_id,
        text=each.text,
        owner=each.owner,
        service=each.service,
        start_on=today + timedelta(days=each.start),
        review_on=None if each.review is None else workday(today + timedelta(days=each.review)),
        goal=each.goal,
        effect=each.effect,
        state=each.state,
        evaluated_on=today if each.effect else None,
    )
