"""Only what changed is rendered and written, and what a person sees is what a whole new picture would show."""

from __future__ import annotations

from typing import Any

import pyte
import pytest
from rich.console import Console
from textual._compositor import Compositor
from textual.pilot import Pilot
from textual.screen import Screen

from btimeeting.domain.wishes import Pause, Resume
from btimeeting.ui.app import BtiApp
from btimeeting.ui.kit.changes import SparingCompositor
from tests.ui.desk_scenes import DeskScene
from tests.ui.pad_scenes import pad_window
from tests.ui.scenes import Scene, console, until
from tests.ui.test_keeper import keeper
from tests.ui.walls import wall

DRAW = Compositor.render_update
"""As it is before tests leave it out."""
SIZE = (120, 36)


class Paper:
    """A terminal on which everything a program writes is drawn."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.Stream(self._screen)
        self._console = Console(color_system="truecolor", force_terminal=True)
        self.written = 0

    def draw(self, update: Any) -> None:
        text = update.render_segments(self._console)
        self.written += len(text)
        self._stream.feed(text)

    def cells(self) -> list[list[Any]]:
        """Every cell: its sign and its colours."""
        return [[self._screen.buffer[y][x] for x in range(SIZE[0])] for y in range(SIZE[1])]


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Paper:
    made = Paper()

    def frame(compositor: Compositor, full: bool = False, **how: Any) -> Any:
        update = DRAW(compositor, full=full, **how)
        if update is not None:
            made.draw(update)
        return update

    monkeypatch.setattr(Compositor, "render_update", frame)
    return made


async def _same(app: BtiApp, pilot: Pilot[None], paper: Paper) -> int:
    """What was drawn bit by bit is what is drawn at once; gives how many signs the whole picture takes."""
    screen: Screen[Any] = app.screen
    await pilot.pause()
    await until(pilot, lambda: not (screen._dirty_widgets or screen._layout_required or screen._repaint_required))
    whole = Paper()
    whole.draw(DRAW(screen._compositor, full=True, screen_stack=app._background_screens))
    assert paper.cells() == whole.cells()
    return whole.written


async def test_a_wall_through_turns_seconds_overtime_and_a_pause(paper: Paper) -> None:
    scene = Scene()
    async with wall(scene, SIZE) as one:
        for step in range(14):
            scene.walk(1, 37 * step % 90)
            await one.picture()
            await _same(one.app, one.pilot, paper)
        scene.other.do(Pause())
        await one.picture()
        await _same(one.app, one.pilot, paper)
        await one.press("f1")
        await _same(one.app, one.pilot, paper)


async def test_a_second_on_the_wall_writes_the_signs_that_changed(paper: Paper) -> None:
    scene = Scene().to_phase("clarify")
    scene.clock.go(2)
    async with wall(scene, SIZE, style="digits") as one:
        await one.picture()
        whole, before = await _same(one.app, one.pilot, paper), paper.written
        scene.clock.go(1)
        await one.picture()
        await _same(one.app, one.pilot, paper)
        assert 0 < paper.written - before < whole / 4


async def test_the_viddevakts_window_with_its_prompts(paper: Paper) -> None:
    scene = Scene().to_phase("clarify", 90)
    async with keeper(scene, SIZE) as one:
        assert isinstance(one.screen._compositor, SparingCompositor)
        for seconds in (1, 59, 100, 150):
            scene.walk(1, seconds)
            await one.picture()
            await _same(one.app, one.pilot, paper)
        await one.press("6")
        await _same(one.app, one.pilot, paper)


async def test_the_pad_while_one_writes_and_the_meeting_moves(paper: Paper) -> None:
    scene = DeskScene()
    scene.to_phase("clarify", 90)
    async with pad_window(scene, SIZE) as one:
        await one.press("n")
        await one.write("Vaknar – 日本")
        await _same(one.app, one.pilot, paper)
        scene.walk(1, 10)
        await one.picture()
        await _same(one.app, one.pilot, paper)
        await one.press("escape", "ctrl+p")
        await _same(one.app, one.pilot, paper)


async def test_both_faces_of_the_console(paper: Paper) -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene, SIZE) as one:
        await _same(one.app, one.pilot, paper)
        await one.press("f4")
        await _same(one.app, one.pilot, paper)
        scene.other.do(Pause())
        await one.settle()
        scene.clock.go(40)
        scene.other.do(Resume())
        await one.settle()
        await _same(one.app, one.pilot, paper)
        scene.clock.go(7)
        await one.settle()
        await _same(one.app, one.pilot, paper)
