"""From the console to the other windows: the lines that open them, and the main key lent to one of them."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from btimeeting.domain.meeting import Stage
from btimeeting.domain.wishes import GiveNext
from btimeeting.ui.keeper.screen import KeeperScreen
from btimeeting.ui.open_windows import OpenWindows
from tests.fakes import Connection
from tests.ui.desk_scenes import DeskScene
from tests.ui.pad_scenes import pad_window
from tests.ui.scenes import MEETING, Scene, console, screen_text, until
from tests.ui.test_keeper import keeper

LINES = tuple(
    (name, f"btimeeting {name} --home '/heim/Åse og Bo/bti'") for name in ("wall", "pad", "viddevakt", "evaluate")
)


async def test_the_lines_are_shown_and_a_number_copies_one(picture_file: SnapshotAssertion) -> None:
    async with console(Scene()) as one:
        await one.press("t")
        assert not isinstance(one.app.screen, OpenWindows)
        one.screen.look = replace(one.screen.look, lines=LINES)
        await one.press("t")
        await until(one.pilot, lambda: isinstance(one.app.screen, OpenWindows))
        assert screen_text(one.app) == picture_file
        await one.pilot.press("2")
        assert one.app.clipboard == LINES[1][1]
        assert "Kopiert" in screen_text(one.app)
        await one.pilot.press("escape")
        assert one.app.screen is one.screen


async def test_the_leader_lends_next_to_the_viddevakt_and_two_who_press_move_once_and_takes_it_back() -> None:
    scene = Scene().to_phase("clarify")
    beside = copy(scene)
    beside.journal = Connection(scene.journal)  # another connection, with a bell of its own
    async with console(scene) as leader, keeper(beside) as one:
        assert "Mellomrom" not in (await one.picture()).splitlines()[-1]
        entry = next(e for e in leader.screen.everything() if e.text == "«Neste» òg i vindauget til viddevakta")
        entry.do()
        await until(one.pilot, lambda: one.screen.meeting.next_given == "viddevakt")
        text = await one.picture()
        assert "Leiaren har gitt deg «Neste»." in text
        assert "Mellomrom Neste: Helsestasjonen spør" in text.splitlines()[-1]
        seen = one.screen.meeting.step
        scene.clock.go(5)
        await leader.settle()
        await leader.pilot.press("space")
        one.screen.action_do("next")
        await until(one.pilot, lambda: one.screen.meeting.step != seen)
        await leader.settle()
        assert one.screen.meeting.run is not None
        assert one.screen.meeting.run.turn is not None
        assert one.screen.meeting.run.turn.group == "t2"
        scene.clock.go(5)
        await one.press("pagedown")
        await one.picture()
        assert scene.journal.events[MEETING][-1].by == "viddevakt"
        entry = next(e for e in leader.screen.everything() if e.text == "«Neste» berre her att")
        entry.do()
        await until(one.pilot, lambda: one.screen.meeting.next_given is None)
        assert "«Neste» er hos leiaren no." in await one.picture()
        written = len(scene.journal.events[MEETING])
        await one.press("space")
        assert len(scene.journal.events[MEETING]) == written


async def test_the_referent_presses_next_while_writing_and_the_pad_goes_along() -> None:
    scene = DeskScene()
    scene.to_phase("clarify")
    async with pad_window(scene) as one:
        await one.press("ctrl+n")
        assert scene.journal.events[MEETING][-1].by == "console"
        scene.other.do(GiveNext("pad"))
        await one.until("Leiaren har gitt deg «Neste».")
        await one.press("n")
        await one.write("Kva?")
        scene.clock.go(5)
        await one.press("ctrl+n")
        assert "Notat  Oppklarande runde 1 · Helsestasjonen" in await one.picture()
        assert scene.journal.events[MEETING][-1].by == "pad"
        await one.press("escape")
        scene.clock.go(5)
        while scene.other.meeting.stage is not Stage.THANKED:
            scene.walk(1)
        thanked = len(scene.journal.events[MEETING])
        assert "Mellomrom" not in await one.picture()  # only the leader is asked whether the family has left
        await one.press("space")
        assert len(scene.journal.events[MEETING]) == thanked


@pytest.mark.parametrize("given", ["pad", None])
async def test_another_windows_key_is_not_the_viddevakts(given: str | None) -> None:
    scene = Scene().to_phase("clarify")
    scene.other.do(GiveNext(given))  # type: ignore[arg-type]
    async with keeper(scene) as one:
        assert isinstance(one.screen, KeeperScreen)
        written = len(scene.journal.events[MEETING])
        await one.press("space", "ctrl+n")
        assert len(scene.journal.events[MEETING]) == written
