"""What the work face knows from the record, as one value read on the stores' thread. The room face never gets it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from btimeeting.documents.labels import role_name
from btimeeting.domain.agenda import Role
from btimeeting.domain.openpoints import OpenPoint, open_points
from btimeeting.domain.record import MeetingRecord, Participant
from btimeeting.service.pad import Pad


@dataclass(frozen=True, slots=True)
class Known:
    """The record, the local date, and what is missing in it, all of one moment."""

    record: MeetingRecord = field(repr=False)
    today: date
    points: tuple[OpenPoint, ...] = field(default=(), repr=False)

    def of_seat(self, seat: str) -> Participant | None:
        """Who belongs in a seat."""
        return next((p for p in self.record.participants if p.seat == seat), None)

    def service(self, group: str) -> str:
        """What a group of services is called."""
        return self.record.label(group)

    @property
    def leader(self) -> str:
        """Who leads: by duty, else whoever heads the school or kindergarten; "" when nobody is named."""
        heads = self.record.people(Role.HEAD)
        found = self.record.with_duty(Role.LEADER) or (heads[0] if heads else None)
        return found.name if found is not None else ""

    def names(self, *roles: Role) -> tuple[str, ...]:
        """The names of those who are here in these roles, in order; of everybody when no role is given."""
        chosen = self.record.people(*(roles or tuple(Role)))
        return tuple(dict.fromkeys(p.name for p in chosen if p.name and p.presence.in_room))


def read(pad: Pad) -> Known:
    """Read it now, on the thread the stores live on."""
    record, today = pad.records.meeting(pad.session.id), pad.session.clock.today()
    return Known(record, today, open_points(pad.session.meeting, record, today))


def person_name(participant: Participant) -> str:
    """«Kari Demo (Helsestasjonen)», «Eli Eksempel (mor)»; who has no name is told by place or role."""
    place = participant.service or participant.title or role_name(participant.role)
    return f"{participant.name} ({place})" if participant.name else place
