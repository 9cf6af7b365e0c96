"""One invented value of every kind the record stores, and how the tests open a record."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, ConsentForm, Giver
from btimeeting.domain.events import ReadBack
from btimeeting.domain.levels import Guard, LevelMove, Outcome, Told
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import (
    Acceptance,
    Answer,
    Case,
    Child,
    ChildView,
    Confirmation,
    DecisionRecord,
    Document,
    DocumentKind,
    EvaluationAnswer,
    MeetingInfo,
    MeetingRecord,
    NextMeeting,
    Note,
    NoteField,
    Offer,
    Participant,
    Prepared,
    PreparedKind,
    Stafettholdar,
    StafettloggEntry,
    Stored,
    Tiltak,
    Tried,
)
from btimeeting.service.record_ports import CaseLine
from btimeeting.store.database import rows
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey

V = TypeVar("V", bound=Stored)
NOON = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)


def moment(minutes: float = 0) -> Moment:
    """An instant so many minutes past noon."""
    return Moment(at=NOON + timedelta(minutes=minutes))


def opened(home: Home, key: DatabaseKey, timeout_s: float = 5.0) -> RecordsStore:
    return RecordsStore.open(home.records, key, moment(), timeout_s=timeout_s)


def all_cases(store: RecordsStore) -> tuple[CaseLine, ...]:
    """The whole list in one page."""
    return store.cases_after(None, 10_000)


def all_meetings(store: RecordsStore) -> tuple[MeetingRecord, ...]:
    """Every meeting that is told of, newest first."""
    ids = [
        row[0]
        for row in rows(store._conn, "SELECT id FROM meetings ORDER BY coalesce(starts, created_at) DESC, rowid DESC")
    ]
    heads = {record.info.id: record for record in store.heads(ids)}
    return tuple(heads[each] for each in ids if each in heads)


CHILD = Child(id="child-1", name="Åse Døme", born=date(2016, 5, 4), unit="Prøveskulen 4b")
CASE = Case(id="case-1", number="Sak 14", child_id="child-1", opened_on=date(2026, 9, 1))
MEETING = MeetingInfo(id="meeting-1", case_id="case-1", planned_start=NOON, place="Rom 3", last_answer_e="Kortare")
MOTHER = Participant(
    id="mother", meeting_id="meeting-1", seat="f1", group="f", role=Role.FORESETTE, name="Kari Demo", order=1
)
NURSE = Participant(
    id="nurse",
    meeting_id="meeting-1",
    seat="t1",
    group="t1",
    role=Role.SERVICE,
    name="Liv Prøve",
    title="helsesjukepleiar",
    service="Helsestasjonen",
    duties=(Role.REFERENT,),
    order=2,
)
CONSENT = Consent(
    id="consent-1",
    case_id="case-1",
    services=("Helsestasjonen",),
    givers=(Giver(name="Kari Demo", relation="mor"),),
    form=ConsentForm.ORAL,
    heard_by="Ola Døme",
    given_on=TODAY,
    valid_until=date(2027, 11, 25),
)
NOTE = Note(
    id="note-1", meeting_id="meeting-1", phase="describe", speaker="f", field=NoteField.CHALLENGE, text="Vanskeleg"
)
TILTAK = Tiltak(
    id="tiltak-1",
    case_id="case-1",
    meeting_id="meeting-1",
    text="Leksehjelp to dagar",
    owner="Liv Prøve",
    start_on=TODAY,
    review_on=date(2027, 1, 12),
    offer_id="offer-1",
)
PREPARED = Prepared(id="prepared-1", meeting_id="meeting-1", kind=PreparedKind.CHILD_WORDS, text="Eg vil ha fred")
HOLDER = Stafettholdar(
    id="holder-1",
    case_id="case-1",
    meeting_id="meeting-1",
    service="Helsestasjonen",
    acceptance=Acceptance.SERVICE,
    answer_by=TODAY,
)
DOCUMENT = Document(
    id="document-1",
    case_id="case-1",
    meeting_id="meeting-1",
    kind=DocumentKind.REFERAT,
    markdown="# Referat\n\nÅse får leksehjelp.\n",
    made_at=NOON,
    journal_head="0f" * 32,
)

MOVE = LevelMove(
    id="move-1",
    case_id="case-1",
    profile="bti-mappe",
    option="enter-1",
    outcome=Outcome.STEP,
    to_step="n1-define",
    level="1",
    on=TODAY,
    by="Ola Døme",
    why="Uro over lang tid",
    told=(Told(guard=Guard.PARENTS_INFORMED, text="Kari Demo, i går"),),
)

EVERYTHING: tuple[Stored, ...] = (
    MOVE,
    DOCUMENT,
    EvaluationAnswer(id="answer-1", meeting_id="meeting-1", question="a", text="Ja", voice=1),
    NextMeeting(id="next-1", meeting_id="meeting-1", on=date(2027, 1, 12), at=time(9, 30), who_calls="Ola Døme"),
    DecisionRecord(
        id="decision-1",
        meeting_id="meeting-1",
        services=("Helsestasjonen",),
        confirmations=(Confirmation(role=Role.FORESETTE, answer=Answer.YES, who="Kari Demo"),),
        child_view=ChildView(obtained=False, who_asks="Ola Døme", when=TODAY),
    ),
    StafettloggEntry(
        id="entry-1",
        case_id="case-1",
        meeting_id="meeting-1",
        text="Me prøver leksehjelp",
        author="Liv Prøve",
        read_back=ReadBack.YES,
    ),
    HOLDER,
    TILTAK,
    Offer(id="offer-1", meeting_id="meeting-1", group="t1", text="Leksehjelp", start_on=TODAY),
    Tried(id="tried-1", meeting_id="meeting-1", text="Faste plassar", effect="Litt", told_by=Role.EDUCATOR),
    NOTE,
    PREPARED,
    CONSENT,
    NURSE,
    MOTHER,
    MEETING,
    CASE,
    CHILD,
)
"""In no order at all: what others refer to comes last."""


def changed(value: V, **fields: object) -> V:
    """The value with other fields, checked as if it were new."""
    return type(value).model_validate(dict(value) | fields)
