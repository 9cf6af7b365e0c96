"""The stafettlogg: append-only entries, and the baton that is offered and accepted (domain.md 1.2 and 1.3)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from btimeeting.domain.events import ReadBack
from btimeeting.domain.values import Line, Text, Value


class EntryKind(StrEnum):
    """What an entry is about."""

    ATTENTION = "attention"
    GOAL = "goal"
    TILTAK = "tiltak"
    EVALUATION = "evaluation"
    MEETING = "meeting"
    STAFETTHOLDAR = "stafettholdar"
    BRIGHT_SPOT = "bright_spot"


class Acceptance(StrEnum):
    """Whether the baton was taken: a service may accept before the person is named."""

    OFFERED = "offered"
    SERVICE = "service"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Stafettholdar(Value):
    """Who is offered, or carries, the baton: service and person."""

    id: str
    case_id: str
    meeting_id: str | None = None
    service: Line
    person: Line = ""
    acceptance: Acceptance = Acceptance.OFFERED
    from_on: date | None = None
    answer_by: date | None = None
    offered_on: date | None = None
    answered_on: date | None = None
    told_by: Line = ""
    """Who told the school how it stands («meldt tilbake av … den …»): a stafettholdar outside has no access here."""
    told_on: date | None = None


def author_of(baton: Stafettholdar | None) -> str:
    """Whose words an entry is: theirs who have taken the baton. Who is only asked has not said anything yet."""
    if baton is None or baton.acceptance not in (Acceptance.SERVICE, Acceptance.ACCEPTED):
        return ""
    return (baton.person if baton.acceptance is Acceptance.ACCEPTED else "") or baton.service


class StafettloggEntry(Value):
    """An entry in the stafettlogg: the author is the stafettholdar, `written_by` the one at the keyboard."""

    id: str
    case_id: str
    meeting_id: str | None = None
    """None: written between meetings."""
    kind: EntryKind = EntryKind.MEETING
    on: date | None = None
    text: Text
    author: Line = ""
    written_by: Line = ""
    read_back: ReadBack | None = None
    owner: Line = ""
    """Of a tiltak: who answers for it."""
    start_on: date | None = None
    review_on: date | None = None
    about: str | None = None
    """Of a tiltak or an evaluation: the tiltak (its id) it is about."""
