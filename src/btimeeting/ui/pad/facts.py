"""What is known already and stands above the note: who is here, which consents, what was offered or tried."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from textual.content import Content

from btimeeting.documents.agenda_words import Placeholder
from btimeeting.documents.labels import role_name
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import ConsentState
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.record import MeetingRecord, Offer, Participant
from btimeeting.domain.seats import Presence
from btimeeting.i18n import N_, tr
from btimeeting.ui.known import person_name
from btimeeting.ui.pad.places import Spot
from btimeeting.ui.pad.when_words import day_month, meeting_time_words
from btimeeting.ui.said import told

UNKNOWN = "…"
_OPEN = re.compile(r"\{([a-z_]+)\}")
_CONSENT = {
    ConsentState.VALID: N_("in place"),
    ConsentState.MISSING: N_("missing"),
    ConsentState.REFUSED: N_("missing"),  # in the room it is never told who has said what
    ConsentState.EXPIRED: N_("expired"),
    ConsentState.WITHDRAWN: N_("withdrawn"),
    ConsentState.REPLACED: N_("replaced"),
}


def facts(spot: Spot, meeting: Meeting, record: MeetingRecord, today: date) -> Content:
    """The lines for a spot; empty where there is nothing to tell."""
    match spot.phase:
        case "welcome":
            rows = _welcome(meeting, record, today)
        case "describe":
            rows = [(tr("Tried"), " – ".join(filter(None, (t.text, t.period, t.effect)))) for t in record.tried]
        case "offer":
            rows = [(tr("Offered"), offer_line(offer)) for offer in record.offers if offer.group == spot.speaker]
            rows = rows or _cue(spot, meeting, record)
        case "close":
            following = record.next_meeting
            said = "" if following is None else meeting_time_words(following.on, following.at, following.who_calls)
            rows = [(tr("Next meeting"), said)] if said else []
        case _:
            rows = []
    return Content("\n").join([told((f"{name}  ", "bold $quiet"), text) for name, text in rows])


def _cue(spot: Spot, meeting: Meeting, record: MeetingRecord) -> list[tuple[str, str]]:
    """The agenda's line for the referent in every turn of the phase; it gives way to what was written."""
    phase = meeting.agenda.phase(spot.phase) if meeting.agenda is not None and meeting.family_in_room else None
    found = [c.text for c in phase.cues if c.at_s is None and c.to is Role.REFERENT] if phase is not None else []
    who = record.label(spot.speaker) or UNKNOWN
    filled = [_OPEN.sub(lambda m: who if m[1] == Placeholder.SERVICE else UNKNOWN, text) for text in found]
    return [(role_name(Role.REFERENT).capitalize(), f"«{text}»") for text in filled]


def _welcome(meeting: Meeting, record: MeetingRecord, today: date) -> list[tuple[str, str]]:
    seats = {seat.id: seat.presence for seat in meeting.seats}
    here = [p for p in record.participants if seats.get(p.seat, p.presence).in_room]
    away = [p for p in record.participants if seats.get(p.seat, p.presence) in (Presence.ABSENT, Presence.LEFT)]
    services = dict.fromkeys(p.service for p in record.people(Role.SERVICE) if p.service)
    states = {service: record.consent_state(service, today) for service in services}
    consents = [f"{service} {tr(_CONSENT[state])}" for service, state in states.items()]
    rows = [
        (tr("Present"), ", ".join(map(person_name, here))),
        (tr("Not here"), ", ".join(map(person_name, away))),
        (tr("Consent"), " · ".join(consents)),
        (tr("Duties"), " · ".join(_duties(record))),
    ]
    return [row for row in rows if row[1]]


def _duties(record: MeetingRecord) -> list[str]:
    found: Mapping[Role, Participant | None] = {r: record.with_duty(r) for r in (Role.REFERENT, Role.VIDDEVAKT)}
    return [f"{role_name(role)}: {p.name or role_name(p.role)}" for role, p in found.items() if p is not None]


def offer_line(offer: Offer) -> str:
    """«Søvnrettleiing heime – Kari Demo – 25.11.2026 – 12.01.2027»."""
    goal = tr("goal: {goal}", goal=offer.goal) if offer.goal else ""
    return " – ".join(filter(None, (offer.text, offer.owner, *_days(offer.start_on, offer.review_on), goal)))


def _days(start: date | None, review: date | None) -> tuple[str, str]:
    return (
        tr("from {date}", date=day_month(start)) if start is not None else "",
        tr("evaluated {date}", date=day_month(review)) if review is not None else "",
    )
