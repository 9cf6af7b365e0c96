"""The next meeting in the closing phase: the nearest date is proposed, and agreed on only by somebody's Enter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from textual.widgets import Input

from btimeeting.domain.record import NextMeeting
from btimeeting.ui.bridge import Stores
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import console, until


class Planned(DeskScene):
    """A unit that has set dates aside; the first of them is past."""

    def stores(self) -> Stores:
        return replace(super().stores(), dates=(date(2026, 11, 4), date(2027, 1, 27), date(2027, 3, 3)))


async def test_the_units_nearest_date_is_proposed_and_kept_only_when_somebody_says_so() -> None:
    scene = Planned().to_phase("close")
    async with console(scene, (120, 36)) as one:
        await one.press("f4")
        line = one.screen.query_one("#pad-next-when", Input)
        await until(one.pilot, lambda: line.value == "27.1.2027")
        assert "onsdag 27. januar 2027" in await one.picture()
        assert scene.records._all(NextMeeting) == []
        line.focus()
        await one.pilot.pause()
        await one.press("enter")
        assert [found.on for found in scene.records._all(NextMeeting)] == [date(2027, 1, 27)]


async def test_a_proposal_nobody_took_is_not_agreed_on() -> None:
    scene = Planned().to_phase("close")
    async with console(scene, (120, 36)) as one:
        await one.press("f4")
        line = one.screen.query_one("#pad-next-when", Input)
        await until(one.pilot, lambda: line.value == "27.1.2027")
        await one.press("f4", "space")
        assert scene.records._all(NextMeeting) == []
