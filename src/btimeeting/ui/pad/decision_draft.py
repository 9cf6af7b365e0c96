"""The family's decision while it is made: values only. Everything has a default, and everything may be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from btimeeting.documents.stafettlogg_text import entry_text
from btimeeting.domain.agenda import Role
from btimeeting.domain.events import ReadBack
from btimeeting.domain.record import (
    Acceptance,
    Answer,
    ChildView,
    Confirmation,
    DecisionRecord,
    MeetingRecord,
    Offer,
    Participant,
    Stafettholdar,
    StafettloggEntry,
    Tiltak,
)
from btimeeting.domain.stafettlogg import author_of
from btimeeting.domain.tiltakline import TiltakLine
from btimeeting.service.ids import new_id

X = TypeVar("X")
VOICES = (Role.FORESETTE, Role.CHILD, Role.EDUCATOR)
"""Who is asked what they think of the decision."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The decision as it stands. `made`: somebody has chosen. `own_text`: a hand has changed the text.

    `instead_of` is what the text would have been then.
    """

    record: MeetingRecord
    today: date
    decision: DecisionRecord
    tiltak: tuple[Tiltak, ...]
    baton: Stafettholdar | None
    entry: StafettloggEntry
    group: str | None = None
    made: bool = False
    own_text: bool = False
    instead_of: str = field(default="", repr=False)

    @property
    def stale(self) -> bool:
        """Whether a hand wrote the text before something was chosen otherwise."""
        return self.own_text and self.instead_of != _text(self)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What was offered, the chosen service's first."""
        return tuple(sorted(self.record.offers, key=lambda offer: offer.group != self.group))

    @property
    def free(self) -> tuple[Tiltak, ...]:
        """Tiltak that came of no offer."""
        known = {offer.id for offer in self.record.offers}
        return tuple(t for t in self.tiltak if t.offer_id not in known)

    def taken(self, offer: Offer) -> Tiltak | None:
        """The tiltak an offer became, if it did."""
        return next((t for t in self.tiltak if t.offer_id == offer.id), None)

    @property
    def people(self) -> tuple[Participant, ...]:
        """Who is asked: parents each on their own, the child or youth, the educator."""
        return tuple(sorted(self.record.people(*VOICES), key=lambda person: VOICES.index(person.role)))

    def who(self, person: Participant) -> str:
        """What tells somebody from the others who are asked: the name, else the title, else a number."""
        known = person.name or person.title
        alike = [p.id for p in self.people if p.role is person.role and (p.name or p.title) == known]
        number = alike.index(person.id) if person.id in alike else 0
        return f"{known} {number + 1}".strip() if number else known

    def voice(self, person: Participant) -> Confirmation | None:
        """What somebody said, if anything."""
        who = self.who(person)
        return next((c for c in self.decision.confirmations if c.who == who and c.role is person.role), None)


def begin(record: MeetingRecord, today: date) -> Draft:
    """The decision as the record has it, or an empty one."""
    meeting_id, case_id = record.info.id, record.case.id
    decision = record.decision or DecisionRecord(id=new_id(), meeting_id=meeting_id)
    referent = record.with_duty(Role.REFERENT)
    entry = StafettloggEntry(
        id=new_id(), case_id=case_id, meeting_id=meeting_id, text="", written_by=referent.name if referent else ""
    )
    found = record.entries[-1] if record.entries else entry
    group = next((p.group for p in record.participants if p.service and p.service in decision.services), None)
    draft = Draft(
        record, today, decision, record.tiltak, record.stafettholdar, found, group, made=bool(record.decision)
    )
    made_now = _text(draft)
    return replace(draft, own_text=bool(found.text) and found.text != made_now, instead_of=made_now)


def known(draft: Draft, record: MeetingRecord) -> Draft:
    """The same decision on the record as it stands: a day of evaluation that came with the next meeting comes in."""
    days = {tiltak.id: tiltak.review_on for tiltak in record.tiltak}
    agreed = draft.record.next_meeting.on if draft.record.next_meeting is not None else None
    tiltak = tuple(
        t.model_copy(update={"review_on": days.get(t.id, t.review_on)}) if t.review_on in (None, agreed) else t
        for t in draft.tiltak
    )
    return replace(draft, record=record, tiltak=tiltak)


def taken_up(draft: Draft, record: MeetingRecord, today: date) -> Draft:
    """The decision as the record has it, when nothing of this one is on its way: another window may have chosen.

    What was proposed here and not kept yet stands; a text nobody has changed since is still nobody's own.
    """
    fresh = begin(record, today)
    if record.decision is None:
        fresh = replace(fresh, decision=draft.decision, group=draft.group, made=draft.made)
    if not record.entries:
        return replace(fresh, entry=draft.entry, own_text=draft.own_text, instead_of=draft.instead_of)
    if fresh.entry.text != draft.entry.text:
        return fresh
    return replace(fresh, own_text=draft.own_text, instead_of=draft.instead_of)


def choose(draft: Draft, group: str | None, *, undecided: bool = False) -> Draft:
    """Which service first; None is «ingen no, me prøver sjølve». What the service offered comes along, prefilled."""
    service = draft.record.label(group) if group else ""
    decision = draft.decision.model_copy(
        update={
            "services": (service,) if service else (),
            "none_now": group is None and not undecided,
            "undecided": undecided,
        }
    )
    offered = [offer for offer in draft.record.offers if group is not None and offer.group == group]
    tiltak = (*(draft.taken(offer) or _from_offer(draft, offer) for offer in offered), *draft.free)
    baton = _baton(draft, group, service)
    return written(replace(draft, decision=decision, tiltak=tiltak, baton=baton, group=group, made=True))


def _from_offer(draft: Draft, offer: Offer) -> Tiltak:
    following = draft.record.next_meeting
    owner = offer.owner or _first_of(draft.record, offer.group)
    service = next((p.service for p in draft.record.participants if p.name == owner), offer.service)
    return Tiltak(
        id=new_id(),
        case_id=draft.record.case.id,
        meeting_id=draft.record.info.id,
        text=offer.text,
        owner=owner,
        service=service,
        start_on=offer.start_on or draft.today,
        review_on=offer.review_on or (following.on if following is not None else None),
        goal=offer.goal,
        offer_id=offer.id,
    )


def _first_of(record: MeetingRecord, group: str) -> str:
    return next((p.name for p in record.people(Role.SERVICE) if p.group == group and p.name), "")


def _baton(draft: Draft, group: str | None, service: str) -> Stafettholdar | None:
    """Offered to the chosen service and whoever sits there; never taken for granted."""
    if group is None:
        return None
    there = draft.baton
    if there is not None and there.service == service:
        return there
    record = draft.record
    return Stafettholdar(
        id=there.id if there is not None else new_id(),
        case_id=record.case.id,
        meeting_id=record.info.id,
        service=service,
        person=_first_of(record, group),
        from_on=draft.today,
    )


def toggle(draft: Draft, offer: Offer) -> Draft:
    """Take an offer, or leave it."""
    taken = draft.taken(offer)
    tiltak = tuple(t for t in draft.tiltak if t is not taken) if taken else (*draft.tiltak, _from_offer(draft, offer))
    return written(replace(draft, tiltak=tiltak, made=True))


def add(draft: Draft, line: TiltakLine) -> Draft:
    """A tiltak nobody offered: what the family itself or the school will try."""
    following = draft.record.next_meeting
    tiltak = Tiltak(
        id=new_id(),
        case_id=draft.record.case.id,
        meeting_id=draft.record.info.id,
        text=line.text,
        owner=line.owner,
        service=next((p.service for p in draft.record.participants if p.name == line.owner), ""),
        start_on=line.start_on or draft.today,
        review_on=line.review_on or (following.on if following is not None else None),
        goal=line.goal,
    )
    return written(replace(draft, tiltak=(*draft.tiltak, tiltak), made=True))


def drop(draft: Draft, tiltak: Tiltak) -> Draft:
    """Not that one after all."""
    return written(replace(draft, tiltak=tuple(t for t in draft.tiltak if t.id != tiltak.id)))


def accept(draft: Draft, step: int) -> Draft:
    """The next answer to «Kan de ta stafetten?»: somebody who is named says yes first, and the service after that."""
    if draft.baton is None:
        return draft
    order: tuple[Acceptance, ...] = (Acceptance.OFFERED, Acceptance.ACCEPTED, Acceptance.SERVICE, Acceptance.DECLINED)
    if not draft.baton.person:
        order = tuple(Acceptance)
    said = _after(order, draft.baton.acceptance, step)
    return written(replace(draft, baton=draft.baton.model_copy(update={"acceptance": said})))


def hand_on(draft: Draft, person: str) -> Draft:
    """Who in the service it is."""
    baton = draft.baton
    return draft if baton is None else written(replace(draft, baton=baton.model_copy(update={"person": person})))


def answer(draft: Draft, person: Participant, step: int) -> Draft:
    """The next answer of somebody to the decision; after the last comes none, unless a view in words stands there."""
    said = draft.voice(person)
    text = said.text if said is not None else ""
    order: tuple[Answer | None, ...] = (*Answer,) if text else (None, *Answer)
    now = _after(order, said.answer if said is not None else None, step)
    return _with_voice(draft, person, None if now is None else (now, text))


def view(draft: Draft, person: Participant, text: str) -> Draft:
    """What somebody sees otherwise. Both views stand when two parents disagree."""
    said = draft.voice(person)
    return _with_voice(draft, person, (said.answer if said is not None else Answer.NO, text))


def without_view(draft: Draft, person: Participant) -> Draft:
    """What somebody saw otherwise is not told any more; what they answered stands."""
    said = draft.voice(person)
    return draft if said is None else _with_voice(draft, person, (said.answer, ""))


def _with_voice(draft: Draft, person: Participant, said: tuple[Answer, str] | None) -> Draft:
    """Each voice alone, in the order they are asked; an answer of all parents together gives way to one alone."""
    who = draft.who(person)
    order = [(draft.who(p), p.role) for p in draft.people]
    together = ("", person.role)
    gone = {(who, person.role), *((together,) if together not in order else ())}
    voices = [c for c in draft.decision.confirmations if (c.who, c.role) not in gone]
    if said is not None:
        voices.append(Confirmation(role=person.role, who=who, answer=said[0], text=said[1]))
    voices.sort(key=lambda c: order.index((c.who, c.role)) if (c.who, c.role) in order else -1)
    decision = draft.decision.model_copy(update={"confirmations": tuple(voices)})
    return replace(draft, decision=decision)


def child_view(draft: Draft, seen: ChildView) -> Draft:
    """The child's view, or honestly that it was not asked for, and who does it when."""
    return replace(draft, decision=draft.decision.model_copy(update={"child_view": seen}))


def decides_later(draft: Draft, who: str, by: date | None) -> Draft:
    """Nothing decided today: who does, and by when."""
    later = {"undecided": True, "none_now": False, "services": (), "decides": who, "decide_by": by}
    return written(replace(draft, decision=draft.decision.model_copy(update=later), made=True))


def with_text(draft: Draft, text: str) -> Draft:
    """A hand changed the text: it is not made anew by the next choice."""
    entry, own = _changed(draft.entry, {"text": text}), bool(text.strip())
    return replace(draft, entry=entry, own_text=own, instead_of=_text(draft))


def written(draft: Draft) -> Draft:
    """The text made anew from what was chosen, unless a hand has changed it."""
    update = {"author": author_of(draft.baton)} | ({} if draft.own_text else {"text": _text(draft)})
    return replace(draft, entry=_changed(draft.entry, update))


def _changed(entry: StafettloggEntry, update: dict[str, str]) -> StafettloggEntry:
    """The entry changed; a yes was a yes to the text as it was read aloud."""
    said_yes = entry.read_back is ReadBack.YES and update.get("text", entry.text) != entry.text
    return entry.model_copy(update=update | ({"read_back": None} if said_yes else {}))


def heard(draft: Draft, said: ReadBack) -> Draft:
    """What the family said when the text had been read aloud: the parents' answer too, if none answered alone."""
    entry = draft.entry.model_copy(update={"read_back": said})
    voices = draft.decision.confirmations
    if not any(c.role is Role.FORESETTE and c.who for c in voices):
        together = Confirmation(role=Role.FORESETTE, answer=Answer(said.value))
        voices = (*(c for c in voices if c.role is not Role.FORESETTE), together)
    return replace(draft, entry=entry, decision=draft.decision.model_copy(update={"confirmations": voices}))


def _text(draft: Draft) -> str:
    return entry_text(draft.decision, draft.tiltak, draft.baton, draft.record.next_meeting, draft.today)


def _after(order: Sequence[X], now: X, step: int) -> X:
    return order[(order.index(now) + step) % len(order)]
