"""The last part of a referat: who was there, which consent was given, what is still open, who gets the referat."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from btimeeting.documents.markdown import bullets, facts, join, md_escape, paragraph, say, section, sentences
from btimeeting.documents.model import WAS_THERE, Material, consented, consented_later, recipients
from btimeeting.documents.open_points_text import sentence
from btimeeting.documents.words import listed, person
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, ConsentForm
from btimeeting.domain.events import ConsentWay
from btimeeting.domain.openpoints import OpenPoint, OpenPointCode
from btimeeting.domain.record import CaseKind, Participant
from btimeeting.domain.seats import Presence
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import long_date


def attendance(material: Material) -> str:
    """Vedlegg 2: til stades, forfall, referent; and who led and who kept to the structure."""
    duties = (
        (tr("Meeting leader"), Role.LEADER),
        (tr("Minute taker"), Role.REFERENT),
        (tr("Viddevakt (structure keeper)"), Role.VIDDEVAKT),
    )
    rows = [
        (tr("Present"), _people(material, material.who(Presence.PRESENT, Presence.SUBSTITUTE))),
        (tr("Left early"), _people(material, material.who(Presence.LEFT))),
        (tr("Sent written input"), _people(material, material.who(Presence.WRITTEN))),
        (tr("Absent"), _people(material, material.who(Presence.ABSENT))),
        *((label, _with_duty(material, duty)) for label, duty in duties),
    ]
    return section(2, tr("Who took part"), facts(rows))


def _people(material: Material, people: Sequence[Participant]) -> str:
    return md_escape("; ".join(person(material, participant) for participant in people))


def _with_duty(material: Material, duty: Role) -> str:
    found = [p for p in material.who(*WAS_THERE) if duty in p.duties]
    return md_escape(listed([p.name or person(material, p) for p in found]))


def consent(material: Material) -> str:
    """For which services consent was given, and how; never who has not signed (domain.md 5.4)."""
    said = [
        *_given(material, ConsentForm.WRITTEN),
        *_given(material, ConsentForm.ORAL),
        *(_met(material, group, way) for group, way in material.meeting.consent_ways),
        *_each(consented_later(material), _later),
    ]
    return section(2, tr("Consent"), paragraph(sentences(*said)))


def _given(material: Material, form: ConsentForm) -> list[str]:
    return _each(consented(material, form), _sentence)


def _each(found: Sequence[tuple[str, Consent]], tell: Callable[[Consent, list[str]], str]) -> list[str]:
    """One sentence for each consent: its services together."""
    together: dict[str, tuple[Consent, list[str]]] = {}
    for service, given in found:
        together.setdefault(given.id, (given, []))[1].append(service)
    return [tell(given, services) for given, services in together.values()]


def _later(given: Consent, services: list[str]) -> str:
    date = long_date(given.given_on) if given.given_on is not None else ""
    return say(
        N_("After the meeting the family has consented in writing for {services} ({date})."),
        services=listed(services),
        date=date,
    )


def _sentence(given: Consent, services: list[str]) -> str:
    names, date = listed(services), long_date(given.given_on) if given.given_on is not None else ""
    if given.form is ConsentForm.WRITTEN:
        return say(
            N_("The family has consented in writing to {services} taking part ({date})."), services=names, date=date
        )
    if given.heard_by:
        return say(N_("The family has consented by word of mouth to {services} taking part ({date}); {who} heard it."),
            services=names, date=date, who=given.heard_by,
        )  # fmt: skip
    return say(
        N_("The family has consented by word of mouth to {services} taking part ({date})."), services=names, date=date
    )


def _met(material: Material, group: str, way: ConsentWay) -> str:
    service = material.service_of(group)
    if not service:
        return ""
    match way:
        case ConsentWay.ORAL:
            return ""  # the consent itself says it
        case ConsentWay.LEAVES:
            return say(N_("{service} was not there while the child's situation was discussed."), service=service)
        case ConsentWay.GENERAL:
            return say(N_("With {service} the talk was general, without anything about the child."), service=service)
        case ConsentWay.POSTPONED:
            return say(N_("The talk with {service} has been put off."), service=service)


_ABOUT_TIME = (OpenPointCode.SLEEP, OpenPointCode.WALL_CLOCK)
_ABOUT_A_CHILD = (OpenPointCode.CHILD_VIEW, OpenPointCode.CHILD_VIEW_PLANNED)


def still_open(material: Material, points: Sequence[OpenPoint]) -> str:
    """What is missing, and who does it: told honestly, without blame. The evaluation is the employees' own affair."""
    hidden = {OpenPointCode.NO_EVALUATION}
    if not material.choices.times:
        hidden |= set(_ABOUT_TIME)
    if material.record.case.kind is not CaseKind.INDIVIDUAL:
        hidden |= set(_ABOUT_A_CHILD)
    told = [md_escape(sentence(point, material.record)) for point in points if point.code not in hidden]
    return section(2, tr("Still open"), bullets(dict.fromkeys(told)))


def going_to(material: Material) -> str:
    """Who gets the referat, and where it is kept (bti-mote-individniva.txt, Referat)."""
    names = [p.name or person(material, p) for p in recipients(material)]
    absent = [name for name in material.record.info.absent_recipients if name.strip() and name not in names]
    said = say(N_("The minutes go to {names}."), names=listed([*names, *absent])) if names or absent else ""
    return section(2, tr("Who gets the minutes"), paragraph(sentences(said, _folder(material))))


def _folder(material: Material) -> str:
    child = material.record.child
    if child is None:
        return ""
    return tr("They are kept in the youth's folder.") if child.youth else tr("They are kept in the child's folder.")


def closing(material: Material, points: Sequence[OpenPoint]) -> str:
    """Attendance, consent, open points, recipients."""
    return join(attendance(material), consent(material), still_open(material, points), going_to(material))
