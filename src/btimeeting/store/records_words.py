"""What a search finds a value by: every word people wrote about the case, and nothing that is still hidden.

Not found by themselves: a service's draft (hidden until the service has said it), what the child asked not to be
raised (seen where one prepares, never on a list somebody may be showing), and the answers of the evaluation, which
are about the meeting and not the child; the evaluation that is filed in the record is found as a document.
"""

from __future__ import annotations

from btimeeting.domain.consent import Consent
from btimeeting.domain.record import (
    Case,
    Child,
    DecisionRecord,
    Document,
    LevelMove,
    MeetingInfo,
    NextMeeting,
    Note,
    NoteField,
    Offer,
    Participant,
    Prepared,
    PreparedKind,
    Stafettholdar,
    StafettloggEntry,
    Tiltak,
    Tried,
)

Words = tuple[str, ...]
HIDDEN = (PreparedKind.SERVICE_DRAFT, PreparedKind.NOT_TO_BE_RAISED, PreparedKind.UNREAD)


def child(value: Child) -> Words:
    """Name and unit, who stands around, what was prepared with the child; never what is not to be raised."""
    parents = (word for p in value.parents for word in (p.name, p.relation, p.interpreter))
    around = (word for a in value.around for word in (a.service, a.name, a.task))
    voice = (value.voice.statement, value.voice.read_by, value.voice.who_talks)
    return value.name, value.unit, *parents, *around, value.coordinator, *voice


def case(value: Case) -> Words:
    """The number people call it by, and the topic of a case without a child."""
    return value.number, value.topic


def meeting(value: MeetingInfo) -> Words:
    """The place, and who was not there."""
    return value.place, *value.absent_recipients


def participant(value: Participant) -> Words:
    """Name, title, service, and whom they stand in for."""
    return value.name, value.title, value.service, value.substitute_for


def consent(value: Consent) -> Words:
    """Who gave it, to whom, about what."""
    givers = (word for giver in value.givers for word in (giver.name, giver.relation))
    told = (value.heard_by, value.information, value.exceptions, value.child_view, value.withdrawn_by)
    return *givers, *value.services, *told


def prepared(value: Prepared) -> Words:
    """The text, unless it is hidden."""
    return () if value.kind in HIDDEN else (value.text,)


def note(value: Note) -> Words:
    """The text; nothing of a row that was begun and not kept yet."""
    return () if value.field is NoteField.ROW else (value.text,)


def tried(value: Tried) -> Words:
    """What, when, with what effect."""
    return value.text, value.period, value.effect


def offer(value: Offer) -> Words:
    """What was offered, by which service, who would do it."""
    return value.text, value.service, value.owner


def tiltak(value: Tiltak) -> Words:
    """What, who, towards what, with what effect."""
    return value.text, value.owner, value.service, value.goal, value.effect


def stafettholdar(value: Stafettholdar) -> Words:
    """Service and person, and who told."""
    return value.service, value.person, value.told_by


def entry(value: StafettloggEntry) -> Words:
    """The text, whose it is, who answers for it."""
    return value.text, value.author, value.owner


def decision(value: DecisionRecord) -> Words:
    """What each voice said, the child's view, who decides."""
    voices = (word for voice in value.confirmations for word in (voice.who, voice.text))
    view = (value.child_view.text, value.child_view.who_asks) if value.child_view is not None else ()
    return *value.services, *voices, *view, value.decides


def next_meeting(value: NextMeeting) -> Words:
    """Who calls, and what was said about it."""
    return value.who_calls, value.note


def document(value: Document) -> Words:
    """The text, why this version was made, who approved it."""
    return value.markdown, value.reason, value.approved_by


def level_move(value: LevelMove) -> Words:
    """Who, why, and what was told."""
    return value.by, value.why, *(told.text for told in value.told)
