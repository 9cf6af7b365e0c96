"""The child's record, as much as a meeting needs: values, no formatting.

Everything a person has written is `repr=False`: no log and no crash page shows it.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from pydantic import Field

from btimeeting.domain.agenda import Role
from btimeeting.domain.child import Case, CaseKind, Child
from btimeeting.domain.consent import Consent, ConsentState, givers_needed, service_state
from btimeeting.domain.events import WallStyle
from btimeeting.domain.levels import LevelMove
from btimeeting.domain.seats import Presence
from btimeeting.domain.stafettlogg import Acceptance, Stafettholdar, StafettloggEntry
from btimeeting.domain.values import LONG, Line, Lines, Text, Utc, Value

__all__ = [
    "LONG",
    "Acceptance",
    "AccessLine",
    "Answer",
    "Case",
    "CaseKind",
    "Child",
    "ChildView",
    "Confirmation",
    "DecisionRecord",
    "Document",
    "DocumentKind",
    "EvaluationAnswer",
    "LevelMove",
    "Line",
    "Lines",
    "MeetingInfo",
    "MeetingRecord",
    "MeetingState",
    "NextMeeting",
    "Note",
    "NoteField",
    "Offer",
    "Participant",
    "Prepared",
    "PreparedKind",
    "Stafettholdar",
    "StafettloggEntry",
    "Stored",
    "Text",
    "Tiltak",
    "TiltakState",
    "Tried",
]


class Participant(Value):
    """Somebody in the meeting. `seat` ties the person to the journal's nameless seat."""

    id: str
    meeting_id: str
    seat: str
    group: str
    role: Role
    name: Line
    title: Line = ""
    """«PP-rådgjevar», «mor», «klasse 4b»."""
    service: Line = ""
    presence: Presence = Presence.PRESENT
    substitute_for: Line = ""
    duties: tuple[Role, ...] = ()
    """Leader, referent, viddevakt."""
    order: int = 0


class PreparedKind(StrEnum):
    """What was prepared before the meeting."""

    CHILD_WORDS = "child_words"
    FAMILY_VIEW = "family_view"
    EDUCATOR_VIEW = "educator_view"
    NOT_TO_BE_RAISED = "not_to_be_raised"
    SERVICE_DRAFT = "service_draft"
    """Hidden until the service says it."""
    UNREAD = "unread"
    """What stands in a field of the form and has not been read, or could not be; `group` is the field."""


class Prepared(Value):
    """Words prepared before the meeting, and who reads them."""

    id: str
    meeting_id: str
    kind: PreparedKind
    text: Text
    read_by: Role | None = None
    group: str | None = None


class NoteField(StrEnum):
    """What a note is: the headings of the pad (domain.md 5.6)."""

    NOTE = "note"
    CHALLENGE = "challenge"
    QUESTION = "question"
    ANSWER = "answer"
    THOUGHT = "thought"
    VIEW = "view"
    SUMMARY = "summary"
    ROW = "row"
    """Lines of a form that were begun and not kept yet, as they were typed; in no document, version or search."""


class Note(Value):
    """One note: a row for each phase, speaker (seat group) and field; `copy_no` > 0 is kept from a conflict."""

    id: str
    meeting_id: str
    phase: str
    speaker: str
    field: NoteField
    text: Text
    copy_no: int = 0


class Tried(Value):
    """A tiltak that has been tried, and its effect."""

    id: str
    meeting_id: str
    text: Line
    period: Line = ""
    effect: Line = ""
    told_by: Role | None = None


class Offer(Value):
    """What a service offered: concrete tiltak, who, when (bti-mote-individniva.txt, Oppklarande runde og tilbod)."""

    id: str
    meeting_id: str
    group: str
    service: Line = ""
    text: Line
    owner: Line = ""
    start_on: date | None = None
    review_on: date | None = None
    goal: Line = ""


class TiltakState(StrEnum):
    """How a tiltak stands."""

    PLANNED = "planned"
    GOES_ON = "goes_on"
    CHANGED = "changed"
    STOPPED = "stopped"
    DONE = "done"


class Tiltak(Value):
    """A tiltak that was decided: what, who, from when, evaluated when, towards what."""

    id: str
    case_id: str
    meeting_id: str | None = None
    """None: agreed on between meetings, in the stafettlogg."""
    text: Line
    owner: Line = ""
    service: Line = ""
    start_on: date | None = None
    review_on: date | None = None
    goal: Line = ""
    offer_id: str | None = None
    state: TiltakState = TiltakState.PLANNED
    effect: Line = ""
    evaluated_on: date | None = None


class Answer(StrEnum):
    """What somebody said to the decision."""

    YES = "yes"
    CHANGED = "changed"
    THINK = "think"
    NO = "no"


class Confirmation(Value):
    """One voice on the decision: a parent, the youth, the educator. `text` keeps a different view."""

    role: Role
    answer: Answer
    who: Line = ""
    text: Line = ""


class ChildView(Value):
    """The child's view, or an honest «ikkje innhenta»: who talks with the child, and when."""

    obtained: bool
    text: Text = ""
    who_asks: Line = ""
    when: date | None = None


class DecisionRecord(Value):
    """The family's decision. `service` empty and `none_now`: «ingen no, me prøver sjølve»."""

    id: str
    meeting_id: str
    services: Lines = Field((), repr=False)
    none_now: bool = False
    confirmations: tuple[Confirmation, ...] = ()
    child_view: ChildView | None = None
    undecided: bool = False
    decides: Line = ""
    """Who decides, when nothing was decided."""
    decide_by: date | None = None


class NextMeeting(Value):
    """When they meet again, or who calls to agree on it."""

    id: str
    meeting_id: str
    on: date | None = None
    at: time | None = None
    who_calls: Line = ""
    note: Line = ""


class EvaluationAnswer(Value):
    """An answer to one of the five questions (a–e); together, or by one employee without a name."""

    id: str
    meeting_id: str
    question: str = Field(pattern=r"^[a-z]$")
    text: Text
    voice: int = 0
    """0: answered together; 1, 2, …: one employee each, told apart by number only."""


class MeetingState(StrEnum):
    """How far the meeting is, seen from the record."""

    PREPARED = "prepared"
    UNDER_WAY = "under_way"
    HELD = "held"
    APPROVED = "approved"


class MeetingInfo(Value):
    """What is known about the meeting apart from its course."""

    id: str
    case_id: str
    agenda_id: str = "bti-individ"
    state: MeetingState = MeetingState.PREPARED
    planned_start: Utc | None = None
    held_on: date | None = None
    place: Line = ""
    language: str = "nn"
    wall_style: WallStyle = WallStyle.AUTO
    interpreter: str = ""
    interpreter_percent: int = 100
    questions_apart: bool = False
    shared_screen: bool = True
    """«Ser andre denne skjermen?»"""
    last_answer_e: Line = ""
    """What the last evaluation said to do better (question e)."""
    on_paper: bool = False
    """Entered afterwards: the meeting was run on paper."""
    absent_recipients: Lines = Field((), repr=False)
    youth_consents_at: int | None = None
    """From this age the youth gives consent too: the profile's, as it was when the meeting was prepared.

    None: a meeting prepared without a profile; then one giver is enough.
    """
    youth_alone_from: int = 18


class DocumentKind(StrEnum):
    """Kinds of documents in the record."""

    REFERAT = "referat"
    EVALUERING = "evaluering"


class Document(Value):
    """One version of a document. A correction is a new version with a reason."""

    id: str
    case_id: str
    meeting_id: str
    kind: DocumentKind
    version: int = 1
    language: str = "nn"
    markdown: str = Field(repr=False)
    made_at: Utc
    approved_at: Utc | None = None
    approved_by: Line = ""
    reason: Line = ""
    journal_head: str = ""


class MeetingRecord(Value):
    """Everything the record holds about one meeting, read at once."""

    info: MeetingInfo
    case: Case
    child: Child | None = None
    participants: tuple[Participant, ...] = ()
    consents: tuple[Consent, ...] = ()
    prepared: tuple[Prepared, ...] = ()
    notes: tuple[Note, ...] = ()
    tried: tuple[Tried, ...] = ()
    offers: tuple[Offer, ...] = ()
    tiltak: tuple[Tiltak, ...] = ()
    earlier_tiltak: tuple[Tiltak, ...] = ()
    """Tiltak of earlier meetings on the same case, still to be evaluated or evaluated here."""
    decision: DecisionRecord | None = None
    stafettholdar: Stafettholdar | None = None
    earlier_stafettholdar: Stafettholdar | None = None
    entries: tuple[StafettloggEntry, ...] = ()
    next_meeting: NextMeeting | None = None
    answers: tuple[EvaluationAnswer, ...] = ()
    documents: tuple[Document, ...] = ()

    def givers_needed(self, on: date) -> tuple[str, ...]:
        """Who all have to consent: with parental responsibility, and the youth by the profile's age."""
        return givers_needed(self.child, self.info.youth_consents_at, self.info.youth_alone_from, on)

    def consent_state(self, service: str, on: date) -> ConsentState:
        """How consent stands for a service on a day."""
        return service_state(self.consents, service, on, self.givers_needed(on))

    def label(self, group: str) -> str:
        """What a seat group is called without a person's name: the service, or nothing for the other roles."""
        return next((p.service for p in self.participants if p.group == group and p.service), "")

    def people(self, *roles: Role) -> tuple[Participant, ...]:
        """The participants with one of these roles, in order."""
        return tuple(sorted((p for p in self.participants if p.role in roles), key=lambda p: p.order))

    def with_duty(self, duty: Role) -> Participant | None:
        """Who leads, writes or keeps the structure."""
        return next((p for p in self.participants if duty in p.duties), None)


Stored = (
    Child
    | Case
    | MeetingInfo
    | Participant
    | Consent
    | Prepared
    | Note
    | Tried
    | Offer
    | Tiltak
    | Stafettholdar
    | StafettloggEntry
    | DecisionRecord
    | NextMeeting
    | EvaluationAnswer
    | Document
    | LevelMove
)
"""Every kind of value the record stores; each has an `id`."""


class AccessLine(Value):
    """One look into, or change of, the record: who, when, what object. Never content."""

    at: datetime
    user: str
    action: str
    kind: str
    object_id: str
    reason: str = ""
    """A code: why, where the unit asks for it, or on whose behalf. Never anything somebody typed."""
