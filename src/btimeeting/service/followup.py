"""Following up a case: what is due, how each tiltak went, whether an adult has talked with the child."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from btimeeting.domain.consent import Consent, ConsentState, refused_by, service_key, service_state
from btimeeting.domain.followup import OVER, Due, in_order, talk_due
from btimeeting.domain.record import (
    Case,
    Child,
    MeetingInfo,
    MeetingState,
    NextMeeting,
    StafettloggEntry,
    Tiltak,
    TiltakState,
)
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.service.ids import new_id
from btimeeting.service.ports import Clock
from btimeeting.service.record_ports import Records

ENDED = (ConsentState.EXPIRED, ConsentState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Following:
    """What waits in a case. `talk_since`: since when an adult should have talked with the child."""

    tiltak: tuple[tuple[Due, Tiltak], ...]
    held_on: date | None
    next_on: date | None
    next_id: str | None
    talk_since: date | None
    consents_out: tuple[Consent, ...]
    refusals: tuple[Consent, ...] = ()


def following(records: Records, case_id: str, today: date) -> Following:
    """Everything that waits in one case. Raises NotFound, Locked."""
    case = records.get(Case, case_id)
    child = records.get(Child, case.child_id) if case.child_id is not None else None
    meetings, consents = records.of_case(MeetingInfo, case_id), records.of_case(Consent, case_id)
    agreed = records.agreed(case_id)
    return waiting(child, meetings, records.of_case(Tiltak, case_id), consents, agreed, today=today)


def waiting(
    child: Child | None,
    meetings: Sequence[MeetingInfo],
    tiltak: Sequence[Tiltak],
    consents: Sequence[Consent],
    agreed: NextMeeting | None,
    *,
    today: date,
) -> Following:
    """The same of what has been read already; `agreed` is what the newest meeting agreed on."""
    held_on = max((info.held_on for info in meetings if info.held_on is not None), default=None)
    next_on, next_id = _next(meetings, agreed, today)
    talked_on = child.voice.talked_on if child is not None else None
    return Following(
        tiltak=in_order(tiltak, today),
        held_on=held_on,
        next_on=next_on,
        next_id=next_id,
        talk_since=talk_due(held_on, next_on, talked_on, today) if child is not None else None,
        consents_out=tuple(_out(consents, today)),
        refusals=tuple(_refusals(consents, today)),
    )


def _refusals(consents: Sequence[Consent], today: date) -> Iterator[Consent]:
    """Each no, for the services for which nobody of those who said it has said yes since."""
    for each in consents:
        said = {service_key(giver.name) for giver in each.givers}
        stands = tuple(name for name in each.services if not said.isdisjoint(refused_by(consents, name, today)))
        if each.refused and stands:
            yield each.model_copy(update={"services": stands})


def _out(consents: Sequence[Consent], today: date) -> Iterator[Consent]:
    """Each that ended, the newest first, for the services that have no other that is valid; each service once."""
    told: set[str] = set()
    for each in sorted(consents, key=lambda c: c.withdrawn_on or c.given_on or date.min, reverse=True):
        if each.state(today) not in ENDED:
            continue
        left = tuple(name for name in each.services if service_key(name) not in told)
        ended = tuple(name for name in left if service_state(consents, name, today) in ENDED)
        told |= {service_key(name) for name in ended}
        if ended:
            yield each.model_copy(update={"services": ended})


def _next(meetings: Sequence[MeetingInfo], agreed: NextMeeting | None, today: date) -> tuple[date | None, str | None]:
    """The next meeting: one that is prepared, else the day the newest one agreed on."""
    prepared = [i for i in meetings if i.state is MeetingState.PREPARED and i.planned_start is not None]
    days = sorted((i.planned_start.date(), i.id) for i in prepared if i.planned_start is not None)
    coming = next(((day, meeting_id) for day, meeting_id in days if day >= today), None)
    return coming or (agreed.on if agreed is not None else None, None)


def evaluate(
    records: Records,
    clock: Clock,
    tiltak_id: str,
    state: TiltakState,
    effect: str,
    *,
    by: str,
    said: str,
    review_on: date | None = None,
    text: str = "",
) -> Tiltak:
    """Write how a tiltak went: its state and effect, evaluated today, and an entry in the stafettlogg; one transaction.

    One that goes on, as it is or changed, gets `review_on` as the next day it is evaluated, and keeps a day that is
    still to come where none is given; a changed one may be called by a new `text`. `said` is what the state is called:
    it stands in the entry's text, which speaks the house's language. Raises NotFound, Locked.
    """
    before = records.get(Tiltak, tiltak_id)
    today = clock.today()
    fields: dict[str, object] = {"state": state, "effect": effect, "evaluated_on": today}
    if state not in OVER:
        later = before.review_on is not None and before.review_on > today
        fields["review_on"] = before.review_on if review_on is None and later else review_on
    if state is TiltakState.CHANGED and text.strip():
        fields["text"] = text.strip()
    new = Tiltak.model_validate(before.model_dump() | fields)
    entry = StafettloggEntry(
        id=new_id(),
        case_id=new.case_id,
        kind=EntryKind.EVALUATION,
        on=today,
        text=_told(before.text, effect, said, new.text),
        written_by=by,
        owner=new.owner,
        review_on=new.review_on if state not in OVER else None,
        about=new.id,
    )
    records.save_all([new, entry], clock.now())
    return new


def _told(before: str, effect: str, state: str, after: str) -> str:
    """What stands in the stafettlogg: the tiltak, its effect, how it goes on, and what it was changed to."""
    effect = effect.strip()
    ended = effect if effect.endswith((".", "!", "?")) else f"{effect}."
    text = f"{before}: {ended} {state}" if effect else f"{before}: {state}"
    return f"{text}." if after == before else f"{text} → {after}"


def talked(records: Records, clock: Clock, case_id: str, who: str, on: date | None = None) -> Child | None:
    """An adult has talked with the child, today or `on` a day; None in a case without one. Raises NotFound, Locked."""
    case = records.get(Case, case_id)
    if case.child_id is None:
        return None
    child = records.get(Child, case.child_id)
    voice = child.voice.model_copy(update={"talked_on": on or clock.today(), "who_talks": who or child.voice.who_talks})
    new = Child.model_validate(child.model_dump() | {"voice": voice})
    records.save(new, clock.now())
    return new
