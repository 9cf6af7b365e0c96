"""A wall on an invented meeting: its source is a list, whoever leads is a flag, what fails is set by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from btimeeting.service.watch import Watch
from btimeeting.ui.app import BtiApp
from btimeeting.ui.look import Look
from btimeeting.ui.wall.screen import WallScreen
from btimeeting.ui.wall.window import wall_app
from tests.fakes import Connection, ListJournal
from tests.ui.scenes import OSLO, Scene, screen_text, until


class HandSource:
    """A journal whose fate is in the test's hand."""

    def __init__(self, journal: ListJournal) -> None:
        self.journal: ListJournal | None = journal
        self.leads = True
        self.fails: Exception | None = None

    def open(self) -> Connection | None:
        self.check()
        return None if self.journal is None else Connection(self.journal)

    def check(self) -> None:
        if self.fails is not None:
            raise self.fails

    def led(self) -> bool:
        return self.leads


class Wall:
    """A running wall and the hand on its keyboard."""

    def __init__(self, scene: Scene, source: HandSource, app: BtiApp, pilot: Pilot[None]) -> None:
        self.scene, self.source, self.app, self.pilot = scene, source, app, pilot
        assert isinstance(app.screen, WallScreen)
        self.screen = app.screen

    async def until(self, text: str) -> str:
        """Wait until the wall says it; gives the whole picture."""
        await until(self.pilot, lambda: text in screen_text(self.app))
        return screen_text(self.app)

    async def press(self, *keys: str) -> None:
        """Press keys."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def picture(self) -> str:
        """What the room sees when the wall has seen all that was written, painted now."""
        for meeting_id, log in self.scene.journal.events.items():
            view = self.screen.view
            if view is not None and view.meeting is not None and self.scene.other.id == meeting_id:
                await until(self.pilot, lambda: self._seq() == len(log))  # noqa: B023 - awaited here
        self.screen.paint()
        await self.pilot.pause()
        return screen_text(self.app)

    def _seq(self) -> int:
        view = self.screen.view
        return view.meeting.seq if view is not None and view.meeting is not None else 0


@asynccontextmanager
async def wall(
    scene: Scene,
    size: tuple[int, int] = (80, 24),
    *,
    style: str | None = None,
    wanted: str | None = None,
    theme: str = "dark",
    journal: bool = True,
    meeting_speaks: bool = False,
) -> AsyncIterator[Wall]:
    """A wall that has had its first look; `journal=False`: the home has none yet."""
    source = HandSource(scene.journal)
    if not journal:
        source.journal = None
    look = Look(OSLO, lambda: "09.30", theme=theme, meeting_speaks=meeting_speaks)
    app = wall_app(lambda: Watch(source, scene.clock, wanted), look, style)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WallScreen) and app.screen.view is not None)
        yield Wall(scene, source, app, pilot)
