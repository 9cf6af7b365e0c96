"""Seats without a name: role, ordinal, and the group that shares a turn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.domain.agenda import Agenda, Form, Role
from btimeeting.domain.seats import FAMILY_GROUPS, Presence, Seat, give_seats
from tests.builders import bti_agenda, phase, running, seats

PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(list(Role)), st.sampled_from(["PPT", "BUP", "helse", None]), st.sampled_from(list(Presence))
    ),
    max_size=20,
)


def test_parents_share_a_group_and_every_service_is_its_own() -> None:
    assert [(seat.id, seat.group) for seat in seats(2)] == [
        ("h1", "h"), ("e1", "e"), ("f1", "f"), ("f2", "f"), ("c1", "c"), ("t1", "t1"), ("t2", "t2"),
    ]  # fmt: skip


@given(PEOPLE)
def test_every_person_has_a_seat_of_its_own_and_a_service_one_group(
    people: list[tuple[Role, str | None, Presence]],
) -> None:
    given_seats = give_seats(tuple(people))
    assert len({seat.id for seat in given_seats}) == len(people)
    assert [(seat.role, seat.presence) for seat in given_seats] == [(role, presence) for role, _, presence in people]
    by_service: dict[str, set[str]] = {}
    for seat, (role, service, _) in zip(given_seats, people, strict=True):
        assert (seat.group in FAMILY_GROUPS) == (role in (Role.FORESETTE, Role.CHILD))
        if role is Role.SERVICE and service is not None:
            by_service.setdefault(service, set()).add(seat.group)
    assert all(len(groups) == 1 for groups in by_service.values())
    assert len({next(iter(groups)) for groups in by_service.values()}) == len(by_service)


@pytest.mark.parametrize("seat_id", ["Kari Demo", "t", "1t", "t1!", ""])
def test_a_seat_is_never_a_name(seat_id: str) -> None:
    with pytest.raises(ValueError, match="id"):
        Seat(id=seat_id, role=Role.SERVICE, group="t1")


@pytest.mark.parametrize(
    ("presence", "there"),
    [(Presence.PRESENT, True), (Presence.SUBSTITUTE, True), (Presence.WRITTEN, False), (Presence.LEFT, False)],
)
def test_who_is_in_the_room(presence: Presence, there: bool) -> None:
    assert presence.in_room is there


def test_a_role_that_is_no_group_of_its_own_can_speak_too() -> None:
    own = Agenda(
        id="own", title="Own", total_s=300, phases=(phase("talk", 5, forms=(Form.TURNS,), speakers=(Role.SUPPORT,)),)
    )
    room = give_seats(((Role.HEAD, None, Presence.PRESENT), (Role.SUPPORT, None, Presence.PRESENT)))
    assert running(agenda=own, seats=room).word == "s"


def test_an_agenda_knows_its_phases_its_parts_and_its_sum() -> None:
    agenda = bti_agenda()
    assert [p.planned_s // 60 for p in agenda.phases] == [5, 5, 10, 5, 10, 5, 5]
    assert agenda.total.total_seconds() == agenda.total_s == 45 * 60
    assert agenda.phase("decide").read_aloud_by is Role.STAFETTHOLDAR
    part = agenda.part("evaluate")
    assert part is not None
    assert len(part.prompts) == 5
    assert agenda.part("tull") is None
    with pytest.raises(KeyError):
        agenda.phase("tull")
