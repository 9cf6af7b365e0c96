"""The first moments of a window: something is said at once, and no key is lost silently or pressed twice."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from textual.app import App

from btimeeting.domain.meeting import Stage
from btimeeting.ui.app import BtiApp
from btimeeting.ui.bridge import Bridge, Stores
from btimeeting.ui.console import console_app
from btimeeting.ui.home.entered import EnteredMeeting
from btimeeting.ui.look import Look
from btimeeting.ui.screens import meeting
from btimeeting.ui.screens.meeting import ANY_TIME, MeetingScreen
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import MEETING, OSLO, Console, Scene, screen_text, until

SLOW = "Møtet blir opna …"
EARLY = "Møtet blir opna … Trykk éin gong til når det står her."


class Slow:
    """Stores that are opened when the test says so, and a clock for keys that are held."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.door, self.seconds = scene, Event(), 100.0
        self.look = Look(OSLO, lambda: "09.30", seconds=lambda: self.seconds)

    def stores(self) -> Stores:
        assert self.door.wait(30)
        return self.scene.stores()

    def alone(self) -> BtiApp:
        """`meet run`: the clock first, then the rest."""
        return console_app(self.stores, self.look)

    def from_home(self) -> BtiApp:
        """As it is entered from the home page."""
        return BtiApp(self.look, lambda app: app.push_screen(EnteredMeeting(Bridge(self.stores), self.look)))


def _stands(app: App[None]) -> bool:
    screen = app.screen
    return isinstance(screen, MeetingScreen) and screen.meeting.agenda is not None


@pytest.mark.parametrize("way", [Slow.alone, Slow.from_home])
async def test_space_before_the_meeting_stands_is_told_and_starts_nothing(way: Callable[[Slow], BtiApp]) -> None:
    slow = Slow(Scene())
    app = way(slow)
    async with app.run_test() as pilot:
        await until(pilot, lambda: SLOW in screen_text(app))
        await pilot.press("space", "pagedown", "p", "x")
        await until(pilot, lambda: EARLY in screen_text(app))
        slow.door.set()
        await until(pilot, lambda: _stands(app) and "startar møtet" in screen_text(app))
        assert SLOW not in screen_text(app)
        one = Console(slow.scene, app, pilot)
        assert one.screen.meeting.stage is Stage.WAITING
        slow.seconds += 2
        await one.press("space")
        assert [event.kind for event in slow.scene.journal.events[MEETING]].count("started") == 1
        assert one.screen.meeting.stage is Stage.RUNNING


async def test_a_key_that_is_held_from_before_does_not_start_the_clock() -> None:
    slow = Slow(Scene())
    app = slow.from_home()
    async with app.run_test() as pilot:
        await until(pilot, lambda: SLOW in screen_text(app))
        slow.seconds += 5
        await pilot.press("space")
        slow.door.set()
        await until(pilot, lambda: _stands(app))
        slow.seconds += 0.1
        one = Console(slow.scene, app, pilot)
        await one.press("space")
        assert one.screen.meeting.stage is Stage.WAITING
        assert "Slepp tasten" in await one.picture()


async def test_every_key_works_or_does_nothing_before_the_work_page_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meeting, "FLUSH_S", 1000.0)
    scene = DeskScene().to_phase("clarify")
    scene.clock.go(30)
    app = scene.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: _stands(app))
        one = Console(scene, app, pilot)
        assert not one.screen.furnished
        before = len(scene.journal.events[MEETING])
        await one.press("space")
        assert len(scene.journal.events[MEETING]) > before
        keys = [key for command in one.screen.commands if command.id not in ANY_TIME for key in command.keys]
        for key in keys:
            scene.clock.go(5)
            await pilot.press(key)
            if app.screen is not one.screen:
                await pilot.press("escape")
        assert app.screen is one.screen
