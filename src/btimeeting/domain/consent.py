"""Consent per service: what lifts confidentiality between services, by whom, how far and until when.

This is not the legal basis for processing; the two are kept apart (domain.md 3.1).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from pydantic import Field

from btimeeting.domain.child import Child, age_on
from btimeeting.domain.values import Value


class ConsentForm(StrEnum):
    """How a consent was given. An oral one names who heard it."""

    WRITTEN = "written"
    ORAL = "oral"


class ConsentState(StrEnum):
    """missing → valid → expired | withdrawn | replaced; or somebody who has to say yes has said no."""

    MISSING = "missing"
    REFUSED = "refused"
    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class Giver(Value):
    """Somebody who gave consent, and by what right."""

    name: str = Field(repr=False)
    relation: str = ""
    own: bool = False
    """The youth's own consent."""


class Consent(Value):
    """A consent to share between services, or a no to it (domain.md 3.1). Given to services, not to named staff."""

    id: str
    case_id: str
    services: tuple[str, ...]
    """Names of the services it reaches, as people write them."""
    givers: tuple[Giver, ...] = ()
    refused: bool = False
    """The givers said no. Kept, so that nobody asks them again every week: the guide's form has both boxes
    (ressursteam-veileder.txt, Vedlegg 1: «Ja: Dato: Nei:»), and a refusal is recorded (domain.md 3.1)."""
    form: ConsentForm = ConsentForm.WRITTEN
    heard_by: str = Field("", repr=False)
    """Who heard an oral consent."""
    lifts: bool = True
    """Whether it lifts confidentiality between the services. Not the same as the legal basis for processing."""
    legal_basis: str = Field("", repr=False)
    """By what law the school processes the data at all; consent is rarely that (domain.md 3.1)."""
    informed_of: tuple[str, ...] = Field((), repr=False)
    """What the givers were told before: why, what, with whom, that it is voluntary and can be withdrawn."""
    information: str = Field("", repr=False)
    """What may be shared."""
    exceptions: str = Field("", repr=False)
    child_view: str = Field("", repr=False)
    given_on: date | None = None
    valid_from: date | None = None
    """None: from the day it was given."""
    valid_until: date | None = None
    withdrawn_on: date | None = None
    withdrawn_by: str = Field("", repr=False)
    replaced_by: str | None = None

    def state(self, on: date) -> ConsentState:
        """How the consent stands on a day."""
        if self.refused:
            return ConsentState.MISSING if self.given_on is None or self.given_on > on else ConsentState.REFUSED
        if self.withdrawn_on is not None and self.withdrawn_on <= on:
            return ConsentState.WITHDRAWN
        if self.replaced_by is not None:
            return ConsentState.REPLACED
        if self.given_on is None or (self.valid_from or self.given_on) > on or not self.givers:
            return ConsentState.MISSING
        if self.valid_until is not None and self.valid_until < on:
            return ConsentState.EXPIRED
        return ConsentState.VALID

    def reaches(self, keys: Collection[str]) -> tuple[str, ...]:
        """Which of the services with these keys (`service_key`) it reaches, as they are written in it."""
        return tuple(name for name in self.services if service_key(name) in keys)


def divided(consent: Consent, keys: Collection[str], part_id: str) -> tuple[Consent | None, Consent]:
    """A consent as what reaches the others, and what reaches only the services with these keys, under an id of its own.

    None and the consent itself, when it reaches nobody else.
    """
    mine = consent.reaches(keys)
    rest = tuple(name for name in consent.services if name not in mine)
    if not rest:
        return None, consent
    return consent.model_copy(update={"services": rest}), consent.model_copy(update={"services": mine, "id": part_id})


def service_state(consents: Iterable[Consent], service: str, on: date, needed: Iterable[str] = ()) -> ConsentState:
    """How consent stands for one service on a day: valid if any is, else the newest other state, else missing.

    `needed` are the names of those who all have to give it, on one sheet or on several that are valid together; while
    one has not, it is missing still, and when one of them has said no, it is refused. Without `needed` anybody's no is.
    """
    mine = [c for c in consents if c.reaches((service_key(service),))]
    lifting = valid_for(mine, service, on)
    no = refused_by(mine, service, on)
    asked = {service_key(name) for name in needed}
    if not asked.isdisjoint(no) if asked else no:
        return ConsentState.REFUSED
    if lifting and not waiting_for(lifting, needed):
        return ConsentState.VALID
    mine = [c for c in mine if not c.refused]
    newest = max(mine, key=lambda c: (c.given_on or date.min, c.id), default=None)
    state = ConsentState.MISSING if newest is None else newest.state(on)
    return ConsentState.MISSING if state is ConsentState.VALID else state


def valid_for(consents: Iterable[Consent], service: str, on: date) -> tuple[Consent, ...]:
    """The consents that are valid on a day, reach the service, and lift confidentiality."""
    key = (service_key(service),)
    return tuple(c for c in consents if c.lifts and c.reaches(key) and c.state(on) is ConsentState.VALID)


def refused_by(consents: Iterable[Consent], service: str, on: date) -> tuple[str, ...]:
    """Whose latest word about a service, on a day, is no; the keys of their names. Of one day the last written counts.

    Who said yes after a no has not said no, also when that yes has expired or was taken back since: then it is that.
    """
    key, last = (service_key(service),), dict[str, tuple[date, bool]]()
    for each in consents:
        if each.given_on is None or each.given_on > on or not each.reaches(key):
            continue
        for giver in each.givers:
            name = service_key(giver.name)
            if name not in last or last[name][0] <= each.given_on:
                last[name] = each.given_on, each.refused
    return tuple(name for name, (_, no) in last.items() if no)


def waiting_for(consents: Iterable[Consent], needed: Iterable[str]) -> tuple[str, ...]:
    """Who of those needed has given none of these consents; names are the same whatever their case and spaces."""
    given = {service_key(giver.name) for consent in consents for giver in consent.givers}
    return tuple(name for name in needed if service_key(name) not in given)


def givers_needed(child: Child | None, youth_consents_at: int | None, alone_from: int, on: date) -> tuple[str, ...]:
    """Who has to consent: each with parental responsibility, and the youth from the profile's age (domain.md 3.1).

    From `alone_from` years on the young person alone. Where the youth's age is not known to the meeting (an old one),
    only the parents are demanded. Without a child nobody is demanded by name, and one giver is enough.
    """
    if child is None:
        return ()
    age = age_on(child.born, on) if child.born is not None else 0
    too = youth_consents_at is not None and age >= youth_consents_at
    own = (child.name,) if (too or age >= alone_from) and child.name.strip() else ()
    if age >= alone_from:
        return own
    return (*(p.name for p in child.parents if p.responsibility and p.name.strip()), *own)


def service_key(name: str) -> str:
    """Two spellings of one service are one service: case and spaces do not count."""
    return " ".join(name.split()).casefold()
