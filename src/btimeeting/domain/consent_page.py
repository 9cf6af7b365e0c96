"""The consents of a case, service by service: how each stands, who has given it, who is still waited for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from btimeeting.domain.consent import (
    Consent,
    ConsentForm,
    ConsentState,
    refused_by,
    service_key,
    service_state,
    valid_for,
    waiting_for,
)

FACTS = ("why", "what", "whom", "voluntary")
"""What givers are told before: why, what is shared, with whom, that it is voluntary and can be withdrawn
(domain.md 3.1). Stored in `Consent.informed_of`; anything else there is somebody's own words."""


class ConsentLack(StrEnum):
    """What keeps a consent from being saved."""

    SERVICES = "services"
    GIVERS = "givers"
    REFUSERS = "refusers"
    HEARD_BY = "heard_by"
    """An oral one that nobody is said to have heard."""
    GIVEN_ON = "given_on"
    NOT_YET = "not_yet"
    """It is said to have been given on a day that is still to come."""
    UNTIL = "until"
    """It ends before it begins."""
    OTHERS = "others"
    """It is to replace one, and reaches none of the services that one reaches."""
    BEGINS_LATER = "begins_later"
    """It is to replace one, and is not valid yet: until then there would be none."""


@dataclass(frozen=True, slots=True)
class ServiceConsent:
    """One service: how consent stands, the consent that tells it, who has not given it yet, and all there were.

    A no is among `all`, and is what tells it while it stands.
    """

    service: str
    state: ConsentState
    counts: Consent | None
    also: tuple[Consent, ...] = ()
    """Other sheets that count with it: each of the givers may have signed one."""
    waits: tuple[str, ...] = field(default=(), repr=False)
    all: tuple[Consent, ...] = ()
    """Newest first."""


def by_service(
    consents: Iterable[Consent], services: Iterable[str], on: date, needed: tuple[str, ...]
) -> tuple[ServiceConsent, ...]:
    """Every service that is named, or that a consent reaches, each once, in that order."""
    known = tuple(consents)
    names: dict[str, str] = {}
    for name in (*services, *(name for consent in known for name in consent.services)):
        if name.strip():
            names.setdefault(service_key(name), name)
    return tuple(_of_service(name, known, on, needed) for name in names.values())


def _of_service(service: str, consents: tuple[Consent, ...], on: date, needed: tuple[str, ...]) -> ServiceConsent:
    mine = [c for c in consents if c.reaches((service_key(service),))]
    mine.sort(key=lambda c: (c.given_on or date.min, c.id), reverse=True)
    no = refused_by(consents, service, on)
    refusals = tuple(c for c in mine if c.state(on) is ConsentState.REFUSED and _says(c, no))
    state = service_state(consents, service, on, needed)
    if state is ConsentState.REFUSED:
        return ServiceConsent(service, state, refusals[0], refusals[1:], all=tuple(mine))
    mine, everything = [c for c in mine if not c.refused], tuple(mine)
    whole = [c for c in mine if c.state(on) is ConsentState.VALID]
    counts = min(whole, key=lambda c: len(waiting_for((c,), needed)), default=mine[0] if mine else None)
    also: tuple[Consent, ...] = ()
    waits = needed if counts is None else ()
    if counts is not None and counts in whole:
        lacking = waiting_for((counts,), needed)
        also = tuple(c for c in valid_for(whole, service, on) if c != counts and waiting_for((c,), lacking) != lacking)
        waits = waiting_for((counts, *also), needed)
    return ServiceConsent(service, state, counts, also, waits, everything)


def _says(consent: Consent, names: Collection[str]) -> bool:
    return any(service_key(giver.name) in names for giver in consent.givers)


def lacks(consent: Consent, today: date, instead: Consent | None = None) -> Mapping[str, ConsentLack]:
    """Why a new consent is not saved, by its field. `instead`: the one it is to replace."""
    found: dict[str, ConsentLack] = {}
    begins = consent.valid_from or consent.given_on
    keys = {service_key(name) for name in consent.services}
    if not consent.services:
        found["services"] = ConsentLack.SERVICES
    elif instead is not None and not instead.reaches(keys):
        found["services"] = ConsentLack.OTHERS
    if not consent.givers:
        found["givers"] = ConsentLack.REFUSERS if consent.refused else ConsentLack.GIVERS
    if not consent.refused and consent.form is ConsentForm.ORAL and not consent.heard_by.strip():
        found["heard_by"] = ConsentLack.HEARD_BY
    if consent.given_on is None:
        found["given_on"] = ConsentLack.GIVEN_ON
    elif consent.given_on > today:
        found["given_on"] = ConsentLack.NOT_YET
    if consent.refused:
        return found
    if instead is not None and begins is not None and begins > today:
        found["valid_from"] = ConsentLack.BEGINS_LATER
    if consent.valid_until is not None and begins is not None and consent.valid_until < begins:
        found["valid_until"] = ConsentLack.UNTIL
    return found
