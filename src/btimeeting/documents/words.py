"""The words a meeting's documents share: names with titles, lists, lengths of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from btimeeting.documents.labels import group_name, role_name
from btimeeting.documents.markdown import lines_of, md_escape
from btimeeting.documents.model import Material
from btimeeting.domain.agenda import Role
from btimeeting.domain.record import Acceptance, Child, MeetingRecord, Participant, TiltakState
from btimeeting.domain.seats import CHILD_GROUP, EDUCATOR_GROUP, GROUP_OF_ROLE
from btimeeting.i18n import N_, dates, tr
from btimeeting.i18n.dates import clock_time, long_date, short_date

TILTAK_STATES = {
    TiltakState.PLANNED: N_("Not yet evaluated"),
    TiltakState.GOES_ON: N_("Goes on"),
    TiltakState.CHANGED: N_("Changed"),
    TiltakState.STOPPED: N_("Ended"),
    TiltakState.DONE: N_("Carried out"),
}


_ONE = {
    Role.HEAD: N_("head of school or kindergarten"),
    Role.FORESETTE: N_("parent"),
    Role.CHILD: N_("child or youth"),
    Role.EDUCATOR: N_("teacher"),
    Role.SERVICE: N_("service"),
    Role.VIDDEVAKT: N_("viddevakt"),
    Role.REFERENT: N_("minute taker"),
    Role.STAFETTHOLDAR: N_("baton holder"),
    Role.LEADER: N_("meeting leader"),
    Role.INTERPRETER: N_("interpreter"),
    Role.SUPPORT: N_("support person"),
    Role.OTHER: N_("other participant"),
}
"""What one person in a role is called."""


def capital(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def listed(items: Sequence[str]) -> str:
    """«a», «a og b», «a, b og c»."""
    if len(items) < 2:  # noqa: PLR2004 - a list of one has no «and»
        return "".join(items)
    return tr("{items} and {last}", items=", ".join(items[:-1]), last=items[-1])


def quoted(text: str) -> str:
    """`text` in the quotation marks of the language."""
    return tr("“{text}”", text=text)


def day(on: date | None) -> str:
    """A date for a narrow column; nothing for nothing."""
    return short_date(on) if on is not None else ""


def day_and_time(on: date, at: time | None) -> str:
    """«onsdag 27. januar 2027 kl. 10.00»."""
    if at is None:
        return long_date(on)
    return tr("{date} at {time}", date=long_date(on), time=clock_time(datetime.combine(on, at)))


def whole_minutes(length: timedelta) -> int:
    """A length of time in minutes, to the nearest."""
    return round(length.total_seconds() / 60)


def minutes(length: timedelta) -> str:
    """«46 minutt»."""
    return dates.minutes(whole_minutes(length))


def minutes_of(seconds: int) -> str:
    """A number of seconds as minutes."""
    return minutes(timedelta(seconds=seconds))


def named(child: Child | None) -> str:
    """The child's name, and whether it is not the real one."""
    if child is None:
        return ""
    return tr("{name} (not the real name)", name=child.name) if child.alias else child.name


def person(material: Material, participant: Participant) -> str:
    """«Liv Prøve (PP-rådgjevar, PPT, for Per Døme)»; who has no name is told by role."""
    title, service = material.place_of(participant)
    role = tr(_ONE[participant.role])
    parts = [title or (role if participant.name else ""), service]
    if participant.substitute_for:
        parts.append(tr("in place of {name}", name=participant.substitute_for))
    told = ", ".join(part for part in parts if part)
    name = participant.name or capital(role)
    return f"{name} ({told})" if told else name


def speaker(material: Material, name: str, role: Role) -> str:
    """Somebody who answered: «Kari Demo (mor)», by the title they have in the meeting, else by role."""
    same = [p for p in material.record.participants if p.name == name and name]
    title = material.place_of(same[0])[0] if same else ""
    if not name:
        return voice(material, GROUP_OF_ROLE[role]) if role in GROUP_OF_ROLE else capital(role_name(role))
    return f"{name} ({title or tr(_ONE[role])})"


def holder(service: str, name: str) -> str:
    """A service and who in it: «PPT ved Liv Prøve»."""
    if not (service and name) or service == name:
        return service or name
    return tr("{name} at {service}", service=service, name=name)


def voice(material: Material, group: str) -> str:
    """Who says something, in bold before it: the service's name, «Føresette», «Ungdomen», the teacher's own title."""
    child = material.record.child
    if group == CHILD_GROUP:
        return tr("The youth") if child is not None and child.youth else tr("The child")
    if group == EDUCATOR_GROUP:
        titles = dict.fromkeys(material.place_of(p)[0] for p in material.record.people(Role.EDUCATOR))
        if len(titles) == 1 and (title := next(iter(titles))):
            return capital(title)
    return group_name(group, {group: material.service_of(group)})


def who_does(record: MeetingRecord, role: Role) -> str:
    """Somebody who has something to do, by duty or by role: «Eli Eksempel (rektor/styrar)», else the role alone."""
    if role is Role.STAFETTHOLDAR:
        return _baton(record) or who_does(record, Role.HEAD)
    people = record.people(role)
    found = record.with_duty(role) or (people[0] if len(people) == 1 else None)
    name = found.name if found is not None else ""
    return f"{name} ({tr(_ONE[role])})" if name else tr(_ONE[role])


def _baton(record: MeetingRecord) -> str:
    """Who has the baton now: the new stafettholdar once it is accepted, until then the present one."""
    new, present = record.stafettholdar, record.earlier_stafettholdar
    taken = new is not None and new.acceptance in (Acceptance.ACCEPTED, Acceptance.SERVICE)
    baton = new if taken else present
    return f"{holder(baton.service, baton.person)} ({tr(_ONE[Role.STAFETTHOLDAR])})" if baton is not None else ""


def told(material: Material, said: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Voices as rows of facts: who, and what, escaped."""
    return [(md_escape(voice(material, group)), lines_of(text)) for group, text in said]
