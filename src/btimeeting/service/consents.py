"""The consents of a case between meetings: read service by service, given, taken back, replaced by a new one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, divided, givers_needed, service_key
from btimeeting.domain.consent_page import ServiceConsent, by_service
from btimeeting.domain.levels import Profile
from btimeeting.domain.record import Case, Child, MeetingInfo
from btimeeting.service.ids import new_id
from btimeeting.service.ports import Clock
from btimeeting.service.record_ports import Records


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """All of it, of one moment. `needed`: who all have to give a consent today."""

    case: Case
    child: Child | None
    today: date
    services: tuple[ServiceConsent, ...]
    needed: tuple[str, ...] = field(default=(), repr=False)


def consent_page(records: Records, profile: Profile, case_id: str, today: date) -> ConsentPage:
    """Read the consents of a case, with every service it has to do with. Raises NotFound, Locked."""
    with records.one_moment():
        case = records.get(Case, case_id)
        child = records.get(Child, case.child_id) if case.child_id is not None else None
        consents = records.of_case(Consent, case_id)
        met = records.heads(info.id for info in records.of_case(MeetingInfo, case_id))
    ages = profile.ages
    needed = givers_needed(child, ages.youth_consents, ages.youth_decides_alone, today)
    services = [person.service for record in met for person in record.people(Role.SERVICE)]
    services += [each.service for each in child.around] if child is not None else []
    return ConsentPage(case, child, today, by_service(consents, services, today, needed), needed)


def give(records: Records, clock: Clock, consent: Consent, instead: Consent | None = None) -> None:
    """Write a new consent down. `instead`: the one it replaces, as far as it reaches; in one write.

    What the old one reaches beyond it stands as it was.
    """
    old: list[Consent] = []
    if instead is not None:
        there = records.get(Consent, instead.id)
        rest, part = divided(there, {service_key(name) for name in consent.services}, new_id())
        old = [each for each in (rest, part.model_copy(update={"replaced_by": consent.id})) if each is not None]
    records.save_all([*old, consent], clock.now())


@dataclass(frozen=True, slots=True)
class TakenBack:
    """For which services a consent is taken back, from what day, and by whom. Nobody has to say why."""

    services: tuple[str, ...]
    on: date
    by: str = field(repr=False)


def take_back(records: Records, clock: Clock, case_id: str, taken: TakenBack) -> None:
    """Note that consent was taken back for these services: in every consent of the case that reached them that day.

    One that reaches further goes on reaching the others; one that was given later stands.
    """
    keys = {service_key(name) for name in taken.services}
    changes: list[Consent] = []
    for there in records.of_case(Consent, case_id):
        over = there.refused or there.withdrawn_on is not None or there.replaced_by is not None
        if over or not there.reaches(keys) or there.given_on is None or there.given_on > taken.on:
            continue
        rest, part = divided(there, keys, new_id())
        gone = part.model_copy(update={"withdrawn_on": taken.on, "withdrawn_by": taken.by.strip()})
        changes += [gone] if rest is None else [rest, gone]
    records.save_all(changes, clock.now())
