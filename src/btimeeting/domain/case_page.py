"""One case at a glance: where it is, who carries the baton, what is due; then everything that has happened. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from btimeeting.domain.baton import Carrier
from btimeeting.domain.consent import Consent
from btimeeting.domain.followup import Due
from btimeeting.domain.levels import LevelMove, Profile, Told
from btimeeting.domain.record import Acceptance, Case, Child, Document, MeetingInfo, MeetingState, NextMeeting, Tiltak
from btimeeting.domain.stafettlogg import EntryKind, Stafettholdar, StafettloggEntry
from btimeeting.domain.versions import Version

_HELD = (MeetingState.HELD, MeetingState.APPROVED, MeetingState.UNDER_WAY)


class What(StrEnum):
    """What happened."""

    MEETING = "meeting"
    NAMED = "named"
    """values: yes"""
    LEVEL = "level"
    """values: step, by, why"""
    ENTRY = "entry"
    """values: kind, text, author"""
    TILTAK = "tiltak"
    """values: text, owner"""
    OFFERED = "offered"
    """values: service, person"""
    ANSWERED = "answered"
    """values: service, person, acceptance, told_by, told_on (when it is another day)"""
    CONSENT = "consent"
    """values: services, givers"""
    REFUSED = "refused"
    """values: services, givers"""
    WITHDRAWN = "withdrawn"
    """values: services, by"""
    DOCUMENT = "document"
    """values: kind, version"""


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing in a case's history. `id` is what it is about."""

    on: date
    what: What
    id: str
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    told: tuple[Told, ...] = field(default=(), repr=False)
    """Of a move between levels: what was told of its guards."""
    at: str = ""
    """When it was (UTC, ISO), where the value itself tells it."""


@dataclass(frozen=True, slots=True)
class CaseParts:
    """What the record holds about a case itself, in the order it was written.

    `agreed`: what its newest meeting agreed on for the next one. `written`: when each value, by its id, was first and
    last written (UTC, ISO).
    """

    case: Case
    child: Child | None = None
    meetings: tuple[MeetingInfo, ...] = ()
    moves: tuple[LevelMove, ...] = ()
    entries: tuple[StafettloggEntry, ...] = ()
    batons: tuple[Stafettholdar, ...] = ()
    tiltak: tuple[Tiltak, ...] = ()
    consents: tuple[Consent, ...] = ()
    documents: tuple[Document, ...] = ()
    agreed: NextMeeting | None = None
    written: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    named: tuple[Version, ...] = ()
    """The changes of the case itself that have a reason: the child of an anonymous case got its name."""


@dataclass(frozen=True, slots=True)
class CasePage:
    """All of it, of one moment. `history` is newest first.

    `next_on` may have passed: then the meeting that was agreed was not held. `talk_since`: since when an adult should
    have talked with the child. `gone_on`: the day a note without a name deletes itself.
    """

    today: date
    case: Case
    child: Child | None
    profile: Profile
    at: str | None
    carrier: Carrier
    waiting: Stafettholdar | None
    due: tuple[tuple[Due, Tiltak], ...]
    next_on: date | None
    next_id: str | None
    talk_since: date | None
    consents_out: tuple[Consent, ...]
    refusals: tuple[Consent, ...]
    gone_on: date | None
    history: tuple[Happened, ...]


def history(parts: CaseParts) -> tuple[Happened, ...]:
    """Everything with a day, the newest first; of one day what was written last comes first."""
    held = {info.id: info.held_on for info in parts.meetings}
    found = [
        *_consents(parts.consents),
        *_meetings(parts.meetings),
        *_named(parts.named),
        *_moves(parts.moves),
        *_tiltak(parts),
        *_entries(parts.entries, held),
        *_batons(parts.batons, held),
        *_documents(parts.documents),
    ]
    found.reverse()
    return tuple(sorted(found, key=lambda each: (each.on, _written(each, parts)), reverse=True))


def _written(each: Happened, parts: CaseParts) -> str:
    """When it was, or was written down: an answer and a withdrawal are later changes of what was there."""
    first, last = parts.written.get(each.id, ("", ""))
    if each.what is What.MEETING:  # it may begin before its time; what is written of it last is its approval
        return min(filter(None, (each.at, last)), default="")
    if each.what in (What.DOCUMENT, What.NAMED):
        return each.at
    return last if each.what in (What.ANSWERED, What.WITHDRAWN) else first


def _meetings(meetings: Iterable[MeetingInfo]) -> Iterator[Happened]:
    for info in meetings:
        if info.held_on is not None and info.state in _HELD:
            begins = info.planned_start
            at = begins.isoformat() if begins is not None and begins.date() == info.held_on else ""
            yield Happened(info.held_on, What.MEETING, info.id, at=at)


def _named(changes: Iterable[Version]) -> Iterator[Happened]:
    for each in changes:
        yield Happened(each.at.date(), What.NAMED, each.value.id, {"yes": each.reason}, at=each.at.isoformat())


def _moves(moves: Iterable[LevelMove]) -> Iterator[Happened]:
    for made in moves:
        values = {"step": made.to_step, "by": made.by, "why": made.why, "option": made.option}
        yield Happened(made.on, What.LEVEL, made.id, values, made.told)


def _entries(entries: Iterable[StafettloggEntry], held: Mapping[str, date | None]) -> Iterator[Happened]:
    """Each on its own day, or on that of its meeting."""
    for entry in entries:
        on = entry.on or held.get(entry.meeting_id or "")
        if on is not None:
            values = {"kind": entry.kind.value, "text": entry.text, "author": entry.author}
            yield Happened(on, What.ENTRY, entry.id, values)


def _batons(batons: Iterable[Stafettholdar], held: Mapping[str, date | None]) -> Iterator[Happened]:
    """Offered, and answered; in a meeting the baton is offered and taken at once."""
    for each in batons:
        who = {"service": each.service, "person": each.person}
        if each.offered_on is not None:
            yield Happened(each.offered_on, What.OFFERED, each.id, who)
        answered = each.answered_on or held.get(each.meeting_id or "")
        if answered is not None and each.acceptance is not Acceptance.OFFERED:
            another = each.told_on is not None and each.told_on != answered
            on = each.told_on.isoformat() if another and each.told_on is not None else ""
            told = {"acceptance": each.acceptance.value, "told_by": each.told_by, "told_on": on}
            yield Happened(answered, What.ANSWERED, each.id, who | told)


def _tiltak(parts: CaseParts) -> Iterator[Happened]:
    """Those of meetings; one of the stafettlogg has its entry."""
    told = {entry.about for entry in parts.entries if entry.kind is EntryKind.TILTAK}
    for each in parts.tiltak:
        if each.start_on is not None and each.id not in told:
            yield Happened(each.start_on, What.TILTAK, each.id, {"text": each.text, "owner": each.owner})


def _consents(consents: Iterable[Consent]) -> Iterator[Happened]:
    for each in consents:
        services = {"services": ", ".join(each.services)}
        if each.given_on is not None:
            givers = ", ".join(giver.name for giver in each.givers)
            what = What.REFUSED if each.refused else What.CONSENT
            yield Happened(each.given_on, what, each.id, services | {"givers": givers})
        if each.withdrawn_on is not None:
            yield Happened(each.withdrawn_on, What.WITHDRAWN, each.id, services | {"by": each.withdrawn_by})


def _documents(documents: Iterable[Document]) -> Iterator[Happened]:
    for each in documents:
        values = {"kind": each.kind.value, "version": str(each.version)}
        yield Happened(each.made_at.date(), What.DOCUMENT, each.id, values, at=each.made_at.isoformat())
