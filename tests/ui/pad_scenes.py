"""The referent's window on an invented meeting, beside the console."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from btimeeting.service.one_meeting import OneMeeting
from btimeeting.service.session import Session
from btimeeting.ui.app import BtiApp
from btimeeting.ui.bridge import Stores
from btimeeting.ui.look import Look
from btimeeting.ui.pad_window.screen import PadScreen
from btimeeting.ui.pad_window.window import pad_app
from tests.beside import Beside
from tests.fakes import Connection
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import MEETING, OSLO, screen_text, until


class Desktop:
    """A running window and the hand on its keyboard."""

    def __init__(self, scene: DeskScene, app: BtiApp, pilot: Pilot[None]) -> None:
        self.scene, self.app, self.pilot = scene, app, pilot
        assert isinstance(app.screen, PadScreen)
        self.screen = app.screen

    async def press(self, *keys: str) -> None:
        """Press keys and let what they did be written."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        await asyncio.wrap_future(self.screen._bridge.ask(lambda _: None))

    async def write(self, text: str) -> None:
        """Type."""
        await self.pilot.press(*["space" if sign == " " else sign for sign in text])

    async def until(self, text: str) -> str:
        """Wait until the window says it."""
        await until(self.pilot, lambda: text in screen_text(self.app))
        return screen_text(self.app)

    async def picture(self) -> str:
        """What a person reads when all that was written is seen."""
        await asyncio.wrap_future(self.screen._bridge.ask(lambda _: None))
        await until(self.pilot, lambda: self.screen.meeting.seq == len(self.scene.journal.events[MEETING]))
        self.screen.paint()
        await self.pilot.pause()
        return screen_text(self.app)


@asynccontextmanager
async def pad_window(
    scene: DeskScene, size: tuple[int, int] = (80, 24), led: Callable[[], bool] | None = None
) -> AsyncIterator[Desktop]:
    """The window, showing the meeting; of the record it has what the door would give it."""

    def stores() -> Stores:
        session = Session(Connection(scene.journal), scene.clock, MEETING, window="pad")
        return Stores(session, OneMeeting(Beside(scene.records), MEETING), led=led)

    app = pad_app(stores, Look(OSLO, lambda: "09.30"))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PadScreen) and app.screen.seen is not None)
        screen = app.screen
        assert isinstance(screen, PadScreen)
        await until(pilot, lambda: screen.pad.record is not None or not screen.meeting.family_in_room)
        for area in screen.query("NoteArea"):
            area.cursor_blink = False  # type: ignore[attr-defined]
        yield Desktop(scene, app, pilot)
