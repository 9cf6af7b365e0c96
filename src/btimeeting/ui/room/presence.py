"""Who is here: somebody came, went, did not come, sent another, or was not counted on. Record and journal together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from btimeeting.documents.labels import role_name
from btimeeting.domain.agenda import Role
from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.domain.record import Participant
from btimeeting.domain.seats import Presence, Seat
from btimeeting.i18n import tr
from btimeeting.service.in_room import Newcomer, come, come_oneself, leave, stay_away, write_in
from btimeeting.service.pad import Done, Pad
from btimeeting.ui.choices import seat_name
from btimeeting.ui.command import Entry, key_name
from btimeeting.ui.commands import TIMED
from btimeeting.ui.known import Known, person_name
from btimeeting.ui.room import keys
from btimeeting.ui.room.pick import Blank, Fill, Pick, Row
from btimeeting.ui.words import Labels

Work = Callable[[Pad], Done]
NEW_ROLES = (
    Role.SERVICE,
    Role.FORESETTE,
    Role.SUPPORT,
    Role.INTERPRETER,
    Role.EDUCATOR,
    Role.HEAD,
    Role.CHILD,
    Role.OTHER,
)
"""Whom one may not have counted on, the likeliest first."""
STAND_INS = (Role.SERVICE, Role.EDUCATOR, Role.HEAD, Role.INTERPRETER)
"""In whose place another may come; nobody stands in for a parent or a child."""


def entries(
    meeting: Meeting,
    labels: Labels,
    known: Known | None,
    do: Callable[[Work], None],
    substitute: Callable[[Participant], None],
) -> Iterator[Entry]:
    """A line for everything that can have happened to somebody: those who are missing first.

    `known` gives names (the work face only); without it the seats are told by role. `substitute` asks for a name.
    """
    seats = sorted(meeting.seats, key=lambda seat: seat.presence.in_room)
    for seat in seats:
        person = known.of_seat(seat.id) if known is not None else None
        who = _who(meeting, seat, person, labels)
        if seat.presence.in_room:
            yield from _is_here(meeting, seat, who, person, do)
        else:
            text = tr("It is noted in the record and in the course of the meeting; the time is shared anew.")
            yield Entry(tr("Is here: {who}", who=who), text, partial(do, partial(come, seat=seat.id)))
            if seat.role is Role.SERVICE and seat.presence is not Presence.WRITTEN:
                text = tr("They keep their turn, and the meeting leader reads it aloud.")
                yield Entry(tr("Has sent a text: {who}", who=who), text, partial(do, partial(write_in, seat=seat.id)))
        if person is not None and not person.substitute_for and person.role in STAND_INS:
            text = tr("You write the substitute's name; whose place it is stays in the record.")
            yield Entry(tr("A substitute came: {who} …", who=who), text, partial(substitute, person))
        elif person is not None and person.substitute_for:
            text = tr("The substitute gives the place back.")
            own = tr("Came after all: {who}", who=person.substitute_for)
            yield Entry(own, text, partial(do, partial(come_oneself, seat=seat.id)))


def _who(meeting: Meeting, seat: Seat, person: Participant | None, labels: Labels) -> str:
    """A name where names may be seen, with the number the room page knows a seat by where there are more of a kind."""
    place = seat_name(seat, labels)
    if person is None:
        return place
    return f"{person_name(person)} · {place}" if _numbered(meeting, seat) else person_name(person)


def _numbered(meeting: Meeting, seat: Seat) -> bool:
    """Whether there are more of a kind, so that a role alone does not say who."""
    return sum((each.role, each.group) == (seat.role, seat.group) for each in meeting.seats) > 1


def _is_here(
    meeting: Meeting, seat: Seat, who: str, person: Participant | None, do: Callable[[Work], None]
) -> Iterator[Entry]:
    text = tr("The time is shared among those who are here.")
    if person is None and _numbered(meeting, seat):
        text = tr(
            "Which one it is, is told on the work page: {face}, then {key}.",
            face=key_name("f4"),
            key=key_name(keys.PRESENCE),
        )
    began = meeting.stage is not Stage.WAITING
    if began:
        yield Entry(tr("Went out: {who}", who=who), text, partial(do, partial(leave, seat=seat.id)))
    early = not began or (meeting.stage in TIMED and meeting.furthest == 0)
    if early and (person is None or not person.substitute_for):
        yield Entry(tr("Did not come: {who}", who=who), text, partial(do, partial(stay_away, seat=seat.id)))


def which_role() -> Pick:
    """The question who it is that came."""
    follows = tr("Then you write the name. A service nobody has consented to gets no word before that is settled.")
    rows = [Row(tr("Nobody"), tr("Nothing happens."))]
    rows += [Row(role_name(role), follows) for role in NEW_ROLES]
    return Pick(tr("Somebody you had not counted on: who are they?"), rows)


def newcomer(role: Role, known: Known) -> Fill:
    """Their name and where they belong."""
    services = tuple(dict.fromkeys(p.service for p in known.record.people(Role.SERVICE) if p.service))
    service = Blank("service", tr("Which service?"), missing=tr("Write which service."), known=services)
    name = Blank("name", tr("Name"), missing=tr("Write the name."))
    blanks = (service, name) if role is Role.SERVICE else (name, Blank("title", tr("What they are called here")))
    return Fill(role_name(role).capitalize(), "", blanks)


def new_person(role: Role, values: dict[str, str]) -> Newcomer:
    """What was filled in."""
    return Newcomer(role, values["name"], values.get("service", ""), values.get("title", ""))


def substitute_name(person: Participant) -> Fill:
    """The one who came instead."""
    blank = Blank("name", tr("The substitute's name"), missing=tr("Write the name."))
    return Fill(tr("In place of {who}", who=person_name(person)), "", (blank,))
