"""Consent in the room: four ways to meet one that is missing, and taking one back. Never a silent «go on»."""

from __future__ import annotations

from btimeeting.domain.agenda import Role
from btimeeting.domain.record import Participant
from btimeeting.i18n import tr
from btimeeting.service.in_room import OralYes, takers
from btimeeting.ui.known import Known, person_name
from btimeeting.ui.room.pick import Blank, Fill, Mark, Pick, Row

WAIT, GOES, YES, GENERAL, LATER = range(5)
"""The rows of `ways`, in their order."""


def ways(service: str) -> Pick:
    """The question what to do about one service."""
    rows = (
        Row(tr("Not now"), tr("Nothing happens; the word goes on waiting.")),
        Row(
            tr("{service} goes out now", service=service),
            tr("They hear nothing about the case. The time is shared among the others."),
        ),
        Row(
            tr("The family says yes now …"),
            tr("You note who says it and who hears it. It stands in the minutes, and is put in writing later."),
        ),
        Row(
            tr("{service} gives general guidance", service=service),
            tr("They stay, and nothing about this child is said while they are here."),
        ),
        Row(
            tr("{service} goes out, and we find another time with them", service=service),
            tr("It is put off; finding the time becomes an open point."),
        ),
    )
    return Pick(tr("{service}: consent is not in place. What do we do?", service=service), rows)


def oral(service: str, known: Known) -> Fill:
    """Who gives it, who heard it. Those who can say yes and are here are proposed: one Enter takes them."""
    givers = tuple(person.name for person in takers(known.record))
    blanks = (
        Blank(
            "givers",
            tr("Who says yes? Take out whoever does not"),
            ", ".join(givers),
            tr("Write who says yes."),
            (*givers, *known.names(Role.CHILD)),
        ),
        Blank("heard", tr("Who hears it?"), known.leader, tr("Write who hears it."), known.names()),
    )
    ask = tr(
        "Ask aloud: «Is it all right that {service} is here and hears this? You can change your minds at any time.»",
        service=service,
    )
    return Fill(tr("The family says yes now"), ask, blanks)


def oral_yes(values: dict[str, str]) -> OralYes:
    """What was filled in."""
    givers = tuple(name.strip() for name in values["givers"].split(",") if name.strip())
    return OralYes(givers, values["heard"])


def take_back(services: tuple[str, ...]) -> Mark:
    """Which services are to leave. The word consent is not on this page: others may see it."""
    follows = tr("The clock stands and the screens are black. Those you mark go out; the time is noted.")
    return Mark(tr("Who goes out?"), follows, services)


def who_said(people: tuple[Participant, ...]) -> Pick:
    """Who took it back; nobody has to say why. The last line is all the parents together, where there are more."""
    follows = tr("It is noted in the record. Nobody needs to explain why.")
    rows = [Row(tr("Not now"), tr("It can be noted later; the meeting goes on as it is."))]
    rows += [Row(person_name(person), follows) for person in people]
    if len(parents(people)) > 1:
        rows.append(Row(tr("The parents together"), follows))
    return Pick(tr("Who took the consent back?"), rows)


def parents(people: tuple[Participant, ...]) -> tuple[str, ...]:
    """The names of the parents among them."""
    return tuple(person.name for person in people if person.role is Role.FORESETTE)
