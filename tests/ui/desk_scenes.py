"""A scene with a record: the same meeting, its people, and what lies in the mappe."""

from __future__ import annotations

from datetime import date, time

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent, Giver
from btimeeting.domain.record import (
    Case,
    Child,
    Confirmation,
    MeetingInfo,
    MeetingRecord,
    NextMeeting,
    Offer,
    Participant,
    Prepared,
    PreparedKind,
    Stored,
)
from btimeeting.service.session import Session
from btimeeting.ui.bridge import Stores
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.pad.voices import Voice
from tests.fakes import Connection, DictRecords
from tests.ui.scenes import MEETING, SERVICES, Console, Scene, until

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
        return Stores(Session(Connection(self.journal), self.clock, MEETING), self.records, close=self._close)


def draft(group: str, text: str) -> Prepared:
    """What a service had prepared to offer."""
    return Prepared(id=f"draft-{group}", meeting_id=MEETING, kind=PreparedKind.SERVICE_DRAFT, text=text, group=group)


def agreed() -> NextMeeting:
    """The next meeting, on a Tuesday."""
    return NextMeeting(id="next-1", meeting_id=MEETING, on=LATER, at=time(9, 30))


NASTY = "[/x] Åse [b]"


def offers() -> tuple[Offer, ...]:
    """Two of one service, one of another; one with signs that look like markup."""
    offered = {"meeting_id": MEETING, "group": "t2", "service": "Helsestasjonen"}
    return (
        Offer(id="o1", text="Søvnrettleiing heime", owner="Kari Demo", goal="betre morgonar", **offered),
        Offer(id="o2", text=f"Fast vaksen {NASTY}", **offered),
        Offer(id="o3", meeting_id=MEETING, group="t1", service="PPT", text="Observasjon"),
    )


def deciding() -> DeskScene:
    """The family decides."""
    return DeskScene(agreed(), *offers()).to_phase("decide")


def the_record(scene: DeskScene) -> MeetingRecord:
    """As it stands."""
    return scene.records.meeting(MEETING)


def voices(scene: DeskScene) -> tuple[Confirmation, ...]:
    """What each has said to the decision."""
    decision = the_record(scene).decision
    return decision.confirmations if decision is not None else ()


def voice(one: Console, number: int) -> Voice:
    """Somebody's line under the decision."""
    return one.screen.query_one(f"#voice-{number}", Voice)


async def at_decision(one: Console) -> None:
    """The work page, where the number keys choose."""
    await one.press("f4")
    await until(one.pilot, lambda: isinstance(one.screen.focused, PickList))
