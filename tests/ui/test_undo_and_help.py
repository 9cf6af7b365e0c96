"""A key that is held down, and what F1 tells besides the footer."""

from __future__ import annotations

import re

from btimeeting.domain.meeting import Stage
from tests.ui.scenes import Scene, console


async def test_undo_held_down_stops_at_the_start_of_the_meeting_and_says_so() -> None:
    scene = Scene().to_phase("describe")
    async with console(scene) as one:
        for _ in range(6):  # a key that is held down
            await one.press("backspace")
            scene.clock.go(0.1)
        assert one.screen.meeting.step == "welcome.1"
        assert "F9 éin gong til, og det er som om det ikkje var starta." in await one.picture()
        scene.clock.go(2)
        await one.press("f9")
        assert one.screen.meeting.stage is Stage.WAITING


async def test_help_tells_the_stop_key_which_the_footer_has_no_room_for() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        assert "Stopp" not in await one.picture()
        await one.press("f1")
        assert "X, F7  Stopp: " in re.sub("  +", "  ", await one.picture())
