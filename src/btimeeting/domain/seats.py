"""Seats: who has a place in the meeting, told without a name.

A seat is role + ordinal (`f1`, `t2a`); a turn belongs to a seat *group*: two parents share one turn, two from PPT
are one service. The journal knows seats only; names live in the record.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from btimeeting.domain.agenda import Role
from btimeeting.domain.frozen import Frozen, matching

LEADER_GROUP = "h"
FORESETTE_GROUP = "f"
CHILD_GROUP = "c"
EDUCATOR_GROUP = "e"

FAMILY_GROUPS = frozenset({FORESETTE_GROUP, CHILD_GROUP})
"""No prompt, no break-in and no cut ever concerns these."""

GROUP_OF_ROLE = {
    Role.HEAD: LEADER_GROUP,
    Role.LEADER: LEADER_GROUP,
    Role.FORESETTE: FORESETTE_GROUP,
    Role.CHILD: CHILD_GROUP,
    Role.EDUCATOR: EDUCATOR_GROUP,
}
"""Roles that are one group; every service is a group of its own (`t1`, `t2`, …)."""


class Presence(StrEnum):
    """Whether the one who belongs in a seat is there."""

    PRESENT = "present"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"
    WRITTEN = "written"
    """Not there, but sent written input that the leader reads."""
    LEFT = "left"

    @property
    def in_room(self) -> bool:
        """Whether somebody sits there now."""
        return self in (Presence.PRESENT, Presence.SUBSTITUTE)


class Seat(Frozen):
    """A place in the meeting: opaque id, role, the group that shares its turn."""

    id: Annotated[str, matching(r"[a-z][0-9]+[a-z]?")]
    role: Role
    group: Annotated[str, matching(r"[a-z][0-9]*")]
    presence: Presence = Presence.PRESENT


def give_seats(people: tuple[tuple[Role, str | None, Presence], ...]) -> tuple[Seat, ...]:
    """Seats for people in order, each given as role, service key (only for services) and presence.

    People with the same service key share a group: `t1a`, `t1b` are two from one service.
    """
    services: dict[str, int] = {}
    counts: dict[str, int] = {}
    seats: list[Seat] = []
    for role, service, presence in people:
        if role is Role.SERVICE:
            number = services.setdefault(service or f"#{len(services)}", len(services) + 1)
            group = f"t{number}"
            nth = counts[group] = counts.get(group, 0) + 1
            seat_id = group if nth == 1 else f"{group}{chr(ord('a') + nth - 1)}"
        else:
            group = GROUP_OF_ROLE.get(role, role.value[0] if role is not Role.STAFETTHOLDAR else "o")
            nth = counts[group] = counts.get(group, 0) + 1
            seat_id = f"{group}{nth}"
        seats.append(Seat(id=seat_id, role=role, group=group, presence=presence))
    return tuple(seats)
