"""A scene with a record: the same meeting, its people, and what lies in the mappe."""

from __future__ import annotations

from datetime import date, time

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, Giver
from btimeeting.domain.record import Case, Child, MeetingInfo, NextMeeting, Participant, Prepared, PreparedKind, Stored
from btimeeting.service.session import Session
from btimeeting.ui.bridge import Stores
from tests.fakes import DictRecords
from tests.ui.scenes import MEETING, SERVICES, Scene

TODAY = date(2026, 11, 25)
LATER = date(2027, 1, 12)
PEOPLE = (
    ("h1", Role.HEAD, "Rita Rektor", (Role.LEADER,)),
    ("e1", Role.EDUCATOR, "Per Pedagog", (Role.REFERENT,)),
    ("f1", Role.FORESETTE, "Mor Døme", ()),
    ("f2", Role.FORESETTE, "Far Døme", ()),
    ("c1", Role.CHILD, "Ola Døme", ()),
    ("t1", Role.SERVICE, "Ola Prøve", (Role.VIDDEVAKT,)),
    ("t2", Role.SERVICE, "Kari Demo", ()),
    ("t3", Role.SERVICE, "Nils Test", ()),
)


def participants() -> list[Participant]:
    """Everybody in the room, with invented names."""
    return [
        Participant(
            id=f"person-{seat}",
            meeting_id=MEETING,
            seat=seat,
            group=seat if role is Role.SERVICE else seat[0],
            role=role,
            name=name,
            service=SERVICES.get(seat, ""),
            duties=duties,
            order=order,
        )
        for order, (seat, role, name, duties) in enumerate(PEOPLE)
    ]


class DeskScene(Scene):
    """The scene, its record open."""

    def __init__(self, *also: Stored, child: str = "Ola Døme", **opening: object) -> None:
        super().__init__(**opening)  # type: ignore[arg-type]
        self.records = DictRecords()
        self.records.save_all(
            [
                MeetingInfo(id=MEETING, case_id="case-1", held_on=TODAY),
                Case(id="case-1", number="14", child_id="child-1"),
                Child(id="child-1", name=child, unit="Demo skule"),
                Consent(
                    id="consent-1",
                    case_id="case-1",
                    services=("PPT", "Helsestasjonen"),
                    givers=(Giver(name="Mor Døme", relation="mor"),),
                    given_on=date(2026, 11, 11),
                ),
                *participants(),
                *also,
            ],
            self.clock.now(),
        )

    def stores(self) -> Stores:
        """With the record."""
        return Stores(Session(self.journal, self.clock, MEETING), self.records, close=self._close)


def draft(group: str, text: str) -> Prepared:
    """What a service had prepared to offer."""
    return Prepared(id=f"draft-{group}", meeting_id=MEETING, kind=PreparedKind.SERVICE_DRAFT, text=text, group=group)


def agreed() -> NextMeeting:
    """The next meeting, on a Tuesday."""
    return NextMeeting(id="next-1", meeting_id=MEETING, on=LATER, at=time(9, 30))
