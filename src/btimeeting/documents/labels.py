"""What people and groups are called without a name: roles and services, in the language spoken now."""

from __future__ import annotations

from collections.abc import Mapping

from btimeeting.domain.agenda import Role
from btimeeting.domain.events import Lent
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.seats import CHILD_GROUP, EDUCATOR_GROUP, FORESETTE_GROUP, LEADER_GROUP
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import duration

_ROLES = {
    Role.HEAD: N_("head of school or kindergarten"),
    Role.FORESETTE: N_("parents"),
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

_GROUPS = {
    LEADER_GROUP: N_("Meeting leader"),
    FORESETTE_GROUP: N_("Parents"),
    CHILD_GROUP: N_("The child or youth"),
    EDUCATOR_GROUP: N_("Teacher"),
}


def role_name(role: Role) -> str:
    """A role in small letters: «føresette», «kontaktlærar/pedagog»."""
    return tr(_ROLES[role])


def group_name(group: str, labels: Mapping[str, str]) -> str:
    """What a seat group is called on a wall: the service's own name, else the role, else «Service 2».

    `labels` is the journal's table of services, empty once the meeting is closed.
    """
    if labels.get(group):
        return labels[group]
    if group in _GROUPS:
        return tr(_GROUPS[group])
    number = group[1:] or "1"
    return tr("Service {number}", number=number) if group.startswith("t") else tr("Participant {number}", number=number)


def speaker_name(meeting: Meeting, group: str, labels: Mapping[str, str]) -> str:
    """What a group is called that has the word in the phase under way.

    Where the agenda gives it to the head, it is theirs, whoever leads (bti-mote-individniva.txt, Avslutning).
    """
    phase = meeting.phase
    theirs = group == LEADER_GROUP and phase is not None and Role.HEAD in phase.speakers
    if not theirs or not any(seat.role is Role.HEAD and seat.presence.in_room for seat in meeting.seats):
        return group_name(group, labels)
    name = role_name(Role.HEAD)
    return name[:1].upper() + name[1:]


def phase_title(meeting: Meeting, phase_id: str) -> str:
    """The phase's title as the meeting's agenda has it; its id where there is none."""
    phases = () if meeting.agenda is None else meeting.agenda.phases
    return next((phase.title for phase in phases if phase.id == phase_id), phase_id)


def lent_words(lent: Lent, meeting: Meeting) -> str:
    """What a minute more costs, and whom: «1:00 til, lånt frå «Avslutning»»."""
    time = duration(lent.seconds)
    if lent.from_phase is None:
        return tr("{time} more. The meeting ends later.", time=time)
    return tr("{time} more, borrowed from «{title}».", time=time, title=phase_title(meeting, lent.from_phase))
