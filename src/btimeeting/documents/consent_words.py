"""Consents in words: how one stands, who has given it and who has not, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from btimeeting.documents.words import listed
from btimeeting.domain.consent import Consent, ConsentForm, ConsentState, Giver
from btimeeting.domain.consent_page import FACTS, ConsentLack, ServiceConsent
from btimeeting.i18n import N_, dates, tr

STATES: Final[Mapping[ConsentState, str]] = {
    ConsentState.VALID: N_("valid"),
    ConsentState.MISSING: N_("not in place"),
    ConsentState.REFUSED: N_("has said no"),
    ConsentState.EXPIRED: N_("expired"),
    ConsentState.WITHDRAWN: N_("withdrawn"),
    ConsentState.REPLACED: N_("replaced by another"),
}
TOLD: Final[Mapping[str, str]] = {
    "why": N_("Told why"),
    "what": N_("Told what is shared"),
    "whom": N_("Told with whom"),
    "voluntary": N_("Told that it is voluntary and can be withdrawn"),
}
"""What givers were told, by the name it is stored under (`domain.consent_page.FACTS`)."""
LACKS: Final[Mapping[ConsentLack, str]] = {
    ConsentLack.SERVICES: N_("Write which service it is for."),
    ConsentLack.GIVERS: N_("Nobody has said yes yet. Choose or write who has."),
    ConsentLack.REFUSERS: N_("Choose or write who has said no."),
    ConsentLack.HEARD_BY: N_("An oral consent counts when it is written down who heard it."),
    ConsentLack.GIVEN_ON: N_("Write the day it was given."),
    ConsentLack.NOT_YET: N_("That day has not been yet. Write the day it was given."),
    ConsentLack.UNTIL: N_("It would end before it begins. Write a later day, or none."),
    ConsentLack.OTHERS: N_("The old consent reaches none of these. Write one of its services, or go back and add one."),
    ConsentLack.BEGINS_LATER: N_("Until that day there would be none: the old one ends when it is replaced."),
}


def state_name(state: ConsentState) -> str:
    """How a consent stands."""
    return tr(STATES[state])


def giver_name(giver: Giver) -> str:
    """«Mor Døme (mor)»."""
    return f"{giver.name} ({giver.relation})" if giver.relation else giver.name


def how_given(consent: Consent) -> str:
    """«skriftleg 11. nov. 2026», «munnleg 11. nov. 2026, høyrt av Rita»."""
    form = tr("in writing") if consent.form is ConsentForm.WRITTEN else tr("orally")
    day = dates.short_date(consent.given_on) if consent.given_on is not None else ""
    told = f"{form} {day}".strip()
    if consent.form is ConsentForm.ORAL and consent.heard_by:
        return tr("{told}, heard by {who}", told=told, who=consent.heard_by)
    return told


def span(consent: Consent) -> str:
    """From when and until when."""
    begins = dates.short_date(consent.valid_from) if consent.valid_from is not None else ""
    ends = dates.short_date(consent.valid_until) if consent.valid_until is not None else ""
    if begins and ends:
        return tr("valid from {begins} until {ends}", begins=begins, ends=ends)
    if begins:
        return tr("valid from {begins}", begins=begins)
    return tr("valid until {ends}", ends=ends) if ends else tr("valid until it is withdrawn")


def summary(found: ServiceConsent) -> str:
    """How it stands for a service, in a line: with who is waited for."""
    if found.waits and found.counts is not None:
        return tr("not whole: still waits for {who}", who=listed(found.waits))
    if found.counts is not None and not found.counts.lifts and found.state is ConsentState.MISSING:
        return tr("does not lift confidentiality")
    return state_name(found.state)


def refusal(consent: Consent) -> str:
    """«Mor Døme sa nei til PPT 11. nov. 2026»."""
    day = dates.short_date(consent.given_on) if consent.given_on is not None else ""
    who, services = listed(tuple(giver.name for giver in consent.givers)), listed(consent.services)
    return tr("{who} said no to {services} {date}", who=who, services=services, date=day).strip()


def ended(consent: Consent) -> str:
    """«Samtykket til PPT er trekt av Mor Døme 11. nov. 2026», or that its time is over."""
    services = listed(consent.services)
    if consent.withdrawn_on is None:
        return tr("The consent to {services} is valid no longer.", services=services)
    day = dates.short_date(consent.withdrawn_on)
    if not consent.withdrawn_by:
        return tr("The consent to {services} was withdrawn {date}.", services=services, date=day)
    who = consent.withdrawn_by
    return tr("The consent to {services} was withdrawn {date} by {who}.", services=services, date=day, who=who)


def told(consent: Consent) -> Iterator[tuple[str, str]]:
    """All that is written in one consent: a heading, and what stands beside it."""
    givers = listed(tuple(giver_name(giver) for giver in consent.givers))
    if consent.refused:
        yield tr("Said no"), givers
        yield tr("How"), how_given(consent)
        yield tr("Services"), listed(consent.services)
        return
    yield tr("Given by"), givers or tr("nobody")
    yield tr("How"), f"{how_given(consent)}; {span(consent)}"
    yield tr("Services"), listed(consent.services)
    yield tr("What may be shared"), consent.information
    yield tr("Not to be shared"), consent.exceptions
    own = tuple(word for word in consent.informed_of if word not in FACTS)
    known = tuple(tr(TOLD[word]) for word in FACTS if word in consent.informed_of)
    yield tr("Before they said yes"), "; ".join((*known, *own)) or tr("what they were told is not written down")
    yield tr("The child’s view"), consent.child_view
    lifts = tr("yes, between these services") if consent.lifts else tr("no")
    yield tr("Lifts confidentiality"), lifts
    yield tr("By what law"), consent.legal_basis
    if consent.withdrawn_on is not None:
        yield tr("Withdrawn"), " ".join((dates.short_date(consent.withdrawn_on), consent.withdrawn_by)).strip()
