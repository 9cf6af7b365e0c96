"""The wall follows by itself, says in words when it cannot, and changes nothing."""

from __future__ import annotations

import re
import threading

import pytest

from btimeeting import i18n
from btimeeting.domain.events import WallStyle
from btimeeting.domain.meeting import Stage
from btimeeting.domain.wishes import Pause, SetWall
from btimeeting.service import watch
from btimeeting.ui.bridge import BELL_S
from btimeeting.ui.kit.dialog import Dialog
from btimeeting.ui.wall import screen as walls_screen
from btimeeting.ui.wall import watcher
from btimeeting.ui.wall.screen import WallScreen
from btimeeting.ui.widgets.huge_digits import HugeDigits
from tests.ui.scenes import Scene, screen_text, until
from tests.ui.walls import wall

GONE = "leiarvindauget er borte – klokka går"
BLIND = "Veggen får ikkje lese møtet akkurat no."
WAITING = "Ventar på møtet"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for that a test need not wait for."""
    monkeypatch.setattr(watch, "CHECK_EVERY", 1)
    monkeypatch.setattr(watcher, "PATIENCE", 2)
    monkeypatch.setattr(walls_screen, "CHECK_S", 0.05)


async def test_a_step_taken_in_another_window_is_seen() -> None:
    scene = Scene().to_phase("clarify")
    async with wall(scene) as one:
        assert "PPT spør" in await one.picture()
        scene.other.next()
        await one.until("Helsestasjonen spør")
        assert "neste: Barnevernstenesta" in await one.picture()


async def test_a_pause_and_a_black_screen_of_the_leader_are_seen() -> None:
    scene = Scene().to_phase("clarify")
    async with wall(scene) as one:
        scene.other.do(Pause())
        await one.until("❚❚ pause")
        scene.other.next()
        scene.other.do(SetWall(hidden=True))
        await until(one.pilot, lambda: not screen_text(one.app).strip(" █\n"))
        scene.other.do(SetWall(hidden=False))
        await one.until("OPPKLARANDE")


async def test_the_second_flips_without_anybody_pressing() -> None:
    scene = Scene().to_phase("clarify")
    async with wall(scene) as one:
        before = await one.picture()
        seen = one.screen.seen
        scene.clock.go(61)
        await until(one.pilot, lambda: one.screen.seen is not seen)
        assert await one.picture() != before


async def test_the_wall_waits_for_a_home_without_a_meeting_and_joins_the_first_one_in_its_own_language() -> None:
    scene = Scene().to_phase("clarify")
    i18n.use("en")
    async with wall(scene, journal=False, meeting_speaks=True) as one:
        assert "Waiting for the meeting" in await one.picture()
        one.source.journal = scene.journal
        await one.until("OPPKLARANDE RUNDE 1")
        assert "Me sluttar kl." in await one.picture()


async def test_the_wall_waits_for_the_meeting_it_was_told_to_show() -> None:
    scene = Scene().to_phase("clarify")
    async with wall(scene, wanted="beef") as one:
        assert WAITING in await one.picture()
        scene.journal.events["beef" * 4] = list(scene.journal.events[scene.other.id])
        await one.until("OPPKLARANDE RUNDE 1")


async def test_after_a_meeting_the_next_one_is_joined_when_it_opens() -> None:
    scene = Scene()
    while scene.other.meeting.stage is not Stage.EVALUATING:
        scene.walk(1)
    async with wall(scene) as one:
        assert (await one.picture()).count("?") == 5
        scene.walk(1)
        await one.until("Møtet er slutt")
        later = Scene().to_phase("describe")
        scene.journal.events["beef" * 4] = later.journal.events[later.other.id]
        await one.until("BESKRIVING")


async def test_a_meeting_abandoned_yesterday_is_not_shown_until_somebody_takes_it_up_again() -> None:
    scene = Scene().to_phase("clarify")
    scene.clock.go(minutes=60 * 24)
    async with wall(scene) as one:
        assert WAITING in await one.picture()
        scene.other.do(Pause())
        await one.until("❚❚ pause")


async def test_after_the_family_has_left_the_questions_stand_alone() -> None:
    scene = Scene()
    while scene.other.meeting.stage is not Stage.THANKED:
        scene.walk(1)
    async with wall(scene, (120, 36)) as one:
        drawn = one.screen.query_one("#room-huge", HugeDigits)
        await one.picture()
        assert (drawn.display, drawn._text) == (True, "TAKK FOR I DAG")
        scene.walk(1)
        text = await one.until("Evaluering")
        assert text.count("?") == 5
        assert "PPT" not in text
        assert "kl." not in text


@pytest.mark.usefixtures("impatient")
async def test_nobody_leads_is_said_quietly_and_only_while_it_is_so() -> None:
    scene = Scene().to_phase("clarify")
    async with wall(scene) as one:
        assert GONE not in await one.picture()
        one.source.leads = False
        text = await one.until(GONE)
        assert "PPT spør" in text
        one.source.leads = True
        await until(one.pilot, lambda: GONE not in screen_text(one.app))


@pytest.mark.usefixtures("impatient")
async def test_an_unreadable_journal_is_said_and_no_number_stands() -> None:
    scene = Scene().to_phase("clarify")
    async with wall(scene) as one:
        one.source.fails = OSError("full of names: Åse")
        text = await one.until(BLIND)
        assert re.search(r"\d", text) is None
        assert "Åse" not in text
        scene.clock.go(30)
        one.source.fails = None
        await until(one.pilot, lambda: BLIND not in screen_text(one.app))
        assert "PPT spør" in await one.picture()


@pytest.mark.usefixtures("impatient")
async def test_a_look_that_never_comes_back_is_noticed() -> None:
    scene = Scene().to_phase("clarify")
    async with wall(scene) as one:
        goes_on = threading.Event()
        one.source.check = goes_on.wait  # type: ignore[method-assign, assignment]
        try:
            await one.until(BLIND)
        finally:
            goes_on.set()
        await until(one.pilot, lambda: BLIND not in screen_text(one.app))


def test_both_ways_of_being_blind_are_told_within_three_seconds() -> None:
    assert (watch.CHECK_EVERY + watcher.PATIENCE) * BELL_S < 3
    assert 3 * walls_screen.CHECK_S < 3


async def test_one_key_chooses_the_style_of_this_wall_alone() -> None:
    scene = Scene().to_phase("describe")
    written = len(scene.journal.events[scene.other.id])
    async with wall(scene) as one:
        digits = one.screen.query_one("#room-digits", HugeDigits)
        await one.picture()
        drawn = [digits.display]
        await one.press("s")
        drawn.append(digits.display)
        assert "Veggen: tal heile tida" in await one.picture()
        await one.press("s")
        drawn.append(digits.display)
        assert drawn == [False, True, False]
        assert "Veggen: roleg heile tida" in await one.picture()
        await one.press("s")
        assert "Veggen: tal" in await one.picture()
    assert len(scene.journal.events[scene.other.id]) == written


async def test_what_the_leader_chooses_counts_again() -> None:
    scene = Scene().to_phase("clarify")
    async with wall(scene, style="calm") as one:
        digits = one.screen.query_one("#room-digits", HugeDigits)
        await one.picture()
        assert not digits.display
        scene.other.do(SetWall(style=WallStyle.DIGITS))
        await until(one.pilot, lambda: digits.display)


@pytest.mark.parametrize("key", ["b", "full_stop", "f5"])
async def test_the_walls_own_key_makes_it_black_and_lights_it(key: str) -> None:
    scene = Scene().to_phase("clarify")
    async with wall(scene) as one:
        await one.picture()
        await one.press(key)
        scene.other.next()
        assert not (await one.picture()).strip(" █\n")
        await one.press(key)
        assert "Helsestasjonen spør" in await one.picture()
    assert not scene.other.meeting.wall_hidden


async def test_help_and_closing_are_asked_for_and_the_meeting_goes_on() -> None:
    scene = Scene().to_phase("clarify")
    async with wall(scene) as one:
        await one.press("f1")
        assert "Veggen følgjer møtet av seg sjølv." in screen_text(one.app)
        await one.press("escape", "ctrl+q")
        assert isinstance(one.app.screen, Dialog)
        await one.press("enter")
        assert isinstance(one.app.screen, WallScreen)
        await one.press("ctrl+q", "right", "enter")
        await until(one.pilot, lambda: not one.app.is_running or one.app._exit)
    assert scene.other.meeting.stage is Stage.RUNNING


async def test_only_what_changed_is_painted_and_nothing_is_laid_out_by_a_second() -> None:
    scene = Scene().to_phase("clarify")
    async with wall(scene) as one:
        await one.picture()
        laid_out = []
        one.screen._refresh_layout = lambda *_, **__: laid_out.append(1)  # type: ignore[method-assign]
        for _ in range(5):
            scene.clock.go(1)
            one.screen.paint()
            await one.pilot.pause()
        assert laid_out == []
