"""Consent per service: what lifts confidentiality between services, by whom, how far and until when.

This is not the legal basis for processing; the two are kept apart (domain.md 3.1).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from pydantic import Field

from btimeeting.domain.values import Value


class ConsentForm(StrEnum):
    """How a consent was given. An oral one names who heard it."""

    WRITTEN = "written"
    ORAL = "oral"


class ConsentState(StrEnum):
    """missing → valid → expired | withdrawn | replaced."""

    MISSING = "missing"
    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class Giver(Value):
    """Somebody who gave consent, and by what right."""

    name: str = Field(repr=False)
    relation: str = ""


class Consent(Value):
    """A consent to share between services (domain.md 3.1). Given to services, not to named staff."""

    id: str
    case_id: str
    services: tuple[str, ...]
    """Names of the services it reaches, as people write them."""
    givers: tuple[Giver, ...] = ()
    form: ConsentForm = ConsentForm.WRITTEN
    heard_by: str = Field("", repr=False)
    """Who heard an oral consent."""
    information: str = Field("", repr=False)
    """What may be shared."""
    exceptions: str = Field("", repr=False)
    child_view: str = Field("", repr=False)
    given_on: date | None = None
    valid_until: date | None = None
    withdrawn_on: date | None = None
    withdrawn_by: str = Field("", repr=False)
    replaced_by: str | None = None

    def state(self, on: date) -> ConsentState:
        """How the consent stands on a day."""
        if self.withdrawn_on is not None and self.withdrawn_on <= on:
            return ConsentState.WITHDRAWN
        if self.replaced_by is not None:
            return ConsentState.REPLACED
        if self.given_on is None or self.given_on > on or not self.givers:
            return ConsentState.MISSING
        if self.valid_until is not None and self.valid_until < on:
            return ConsentState.EXPIRED
        return ConsentState.VALID


def service_state(consents: Iterable[Consent], service: str, on: date) -> ConsentState:
    """How consent stands for one service on a day: valid if any is, else the newest other state, else missing."""
    key = service_key(service)
    mine = [c for c in consents if key in {service_key(name) for name in c.services}]
    states = [c.state(on) for c in sorted(mine, key=lambda c: (c.given_on or date.min, c.id))]
    if ConsentState.VALID in states:
        return ConsentState.VALID
    return states[-1] if states else ConsentState.MISSING


def service_key(name: str) -> str:
    """Two spellings of one service are one service: case and spaces do not count."""
    return " ".join(name.split()).casefold()
