"""A home for the screens: a list for a journal, a dictionary for a record, one prepared meeting of today."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from textual.pilot import Pilot

from btimeeting.documents.profile_files import find
from btimeeting.documents.profile_reader import read
from btimeeting.domain.agenda import Agenda, Role
from btimeeting.domain.consent import Consent, Giver
from btimeeting.domain.levels import Profile
from btimeeting.domain.record import (
    Case,
    Child,
    MeetingInfo,
    MeetingRecord,
    MeetingState,
    Prepared,
    PreparedKind,
    Stored,
    Tiltak,
)
from btimeeting.service import plan
from btimeeting.service.prepare import open_meeting
from btimeeting.service.session import Session
from btimeeting.ui.app import BtiApp
from btimeeting.ui.bridge import Stores
from btimeeting.ui.home.door import home_app
from btimeeting.ui.home.screen import HomeScreen
from btimeeting.ui.home_thread import Door, HomeStores
from btimeeting.ui.look import Look
from btimeeting.ui.prepare.screen import PrepareScreen
from btimeeting.ui.prepare.widgets import Area, FormLine, RowBox
from tests.fakes import WEDNESDAY, DictRecords, ListJournal, StandingClock
from tests.ui.scenes import MEETING, agenda, screen_text, until

OSLO = ZoneInfo("Europe/Oslo")
TODAY = date(2026, 11, 25)
PEOPLE = (
    (Role.HEAD, "Rita Rektor", "rektor", "", (Role.LEADER,)),
    (Role.FORESETTE, "Mor Døme", "mor", "", ()),
    (Role.EDUCATOR, "Per Pedagog", "kontaktlærar", "", (Role.REFERENT,)),
    (Role.SERVICE, "Ola Prøve", "rådgjevar", "PPT", (Role.VIDDEVAKT,)),
    (Role.SERVICE, "Kari Demo", "helsesjukepleiar", "Helsestasjonen", ()),
)


def a_prepared_meeting(
    meeting_id: str = MEETING, number: str = "14", start: datetime | None = WEDNESDAY, child: str = "Nor Eksempel"
) -> list[Stored]:
    """Everything a prepared meeting has but one consent (Helsestasjonen's)."""
    case = Case(id=f"case-{number}", number=number, child_id=f"child-{number}")
    info = MeetingInfo(id=meeting_id, case_id=case.id, planned_start=start)
    record = MeetingRecord(info=info, case=case)
    for role, name, title, service, duties in PEOPLE:
        record = plan.add_person(record, role, duties)
        newest = record.participants[-1].id
        record = plan.change_person(record, newest, name=name, title=title, service=service)
    words = Prepared(
        id=f"words-{number}",
        meeting_id=meeting_id,
        kind=PreparedKind.CHILD_WORDS,
        text="Eg vil gå på skulen.",
        read_by=Role.EDUCATOR,
    )
    consent = Consent(
        id=f"consent-{number}",
        case_id=case.id,
        services=("PPT",),
        givers=(Giver(name="Mor Døme", relation="mor"),),
        given_on=date(2026, 11, 11),
    )
    people = [p.model_copy(update={"id": f"p{n}-{meeting_id[:4]}"}) for n, p in enumerate(record.participants)]
    born = Child(id=f"child-{number}", name=child, born=date(2012, 3, 4), youth=True)
    return [born, case, info, *people, words, consent]


class HomeScene:
    """The stores of a home, and what the door would hand over."""

    def __init__(self, *values: Stored, locked: bool = False) -> None:
        self.journal = ListJournal()
        self.records = DictRecords()
        self.clock = StandingClock()
        self.profile = a_profile()
        self.locked = locked
        self.closed = 0
        self.reason_asked = "never"
        self.held_since: date | None = None
        self.tells_faults = ""
        self.held: dict[str, Any] = {}
        """`seconds`, for scenes in which a key is held down; `meeting_speaks`, where nobody chose a language."""
        self.dates: tuple[date, ...] = (TODAY + timedelta(days=48), TODAY + timedelta(days=90))
        if values:
            self.records.save_all(values, self.clock.now())

    def agenda(self, _id: str, _language: str) -> Agenda:
        """The one agenda."""
        return agenda()

    def open_home(self) -> HomeStores:
        """As the door does it."""
        records = None if self.locked else self.records
        return HomeStores(self.journal, self.clock, records, self._close, self.held_since, self.tells_faults)

    def open_meeting(self, meeting_id: str) -> Stores:
        """As the door does it: a prepared one is begun, one under way is joined."""
        session = Session(self.journal, self.clock, meeting_id)
        if session.meeting.agenda is None:
            open_meeting(session, self.records, self.records.meeting(meeting_id), agenda())
        return Stores(session, None if self.locked else self.records)

    def _set_aside(self, dates: tuple[date, ...]) -> None:
        if self.records.fail_with is not None:
            raise self.records.fail_with
        self.dates = dates

    def _close(self) -> None:
        self.closed += 1

    def door(self) -> Door:
        """What the command line hands over."""
        return Door(
            self.open_home,
            self.open_meeting,
            self.agenda,
            lambda: self.profile,
            (("bti-individ", "BTI-møte på individnivå (45 min)"),),
            unit="Fjordvik skule",
            user="kari",
            dates=lambda: self.dates,
            keep_dates=self._set_aside,
            reason_asked=self.reason_asked,
        )

    def app(self, *, joined: bool = False, lead: Callable[[], bool] = lambda: False) -> BtiApp:
        """The home screen on it."""
        return home_app(self.door, Look(OSLO, lambda: "09.30", joined=joined, lead=lead, **self.held))


def an_earlier_meeting(number: str = "14") -> list[Stored]:
    """A meeting of the same case that is over, with a tiltak to be evaluated."""
    info = MeetingInfo(
        id="0ld0ld0ld0ld",
        case_id=f"case-{number}",
        state=MeetingState.APPROVED,
        planned_start=WEDNESDAY - timedelta(days=49),
    )
    tiltak = Tiltak(
        id="tiltak-1",
        case_id=f"case-{number}",
        meeting_id=info.id,
        text="Fast vaksen ved skulestart",
        owner="Liv Prøve",
        review_on=date(2026, 11, 12),
    )
    return [info, tiltak]


@cache
def a_profile() -> Profile:
    """The levels as they are shipped."""
    return read(find("bti-mappe", None))


@asynccontextmanager
async def at_home(
    scene: HomeScene,
    size: tuple[int, int] = (80, 24),
    *,
    joined: bool = False,
    lead: Callable[[], bool] = lambda: False,
) -> AsyncIterator[Hand]:
    """The home screen, read; left tidily. `lead`: whether a window that joined has taken the lead over."""
    app = scene.app(joined=joined, lead=lead)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.screen.seen is not None)
        await pilot.pause()
        yield Hand(scene, app, pilot)


class Hand:
    """A hand on the keyboard of a running home."""

    def __init__(self, scene: HomeScene, app: BtiApp, pilot: Pilot[None]) -> None:
        self.scene, self.app, self.pilot = scene, app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys and let what they did arrive."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Until what was asked of the stores is done, and painted."""
        for _ in range(2):
            await self.pilot.pause()
            screen = self.app.screen
            if isinstance(screen, PrepareScreen):
                await until(self.pilot, partial(_open, screen))
                await self.app.workers.wait_for_complete()
                await screen.keeper.settled()
            for shown in self.app.screen_stack:
                if isinstance(shown, HomeScreen) and shown.is_attached:
                    await shown.thread.ask(lambda _: None)
            await asyncio.sleep(0)
        await self.pilot.pause()

    async def form(self) -> PrepareScreen:
        """The form, when it is open."""
        await until(self.pilot, lambda: isinstance(self.app.screen, PrepareScreen))
        await self.settle()
        screen = self.app.screen
        assert isinstance(screen, PrepareScreen)
        return screen

    async def go(self, field: str) -> PrepareScreen:
        """The cursor into a field, whichever part it is in."""
        screen = self.app.screen
        assert isinstance(screen, PrepareScreen)
        screen.form.focus_field(field)
        await until(self.pilot, lambda: screen.focused is not None and screen.focused.id == f"f-{field}")
        await self.pilot.pause()
        return screen

    async def write(self, field: str, text: str) -> None:
        """Write into a field as a hand would, and leave it."""
        screen = await self.go(field)
        focused = screen.focused
        if isinstance(focused, FormLine):
            focused.value = text
        else:
            assert isinstance(focused, Area), field
            focused.text = text
        await self.pilot.pause()
        await self.press("tab")

    async def picture(self) -> str:
        """What a person reads."""
        await self.settle()
        return screen_text(self.app)


def _open(screen: PrepareScreen) -> bool:
    return screen.record is not None and bool(screen.query(RowBox))
