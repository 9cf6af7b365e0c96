"""What the machine's clocks do to the windows: a clock that is set, midnight, the night summer time ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from btimeeting.ui.widgets.huge_digits import HugeDigits
from tests.ui.desk_scenes import DeskScene
from tests.ui.pad_scenes import pad_window
from tests.ui.scenes import MEETING, Scene
from tests.ui.test_keeper import keeper
from tests.ui.walls import wall


@pytest.mark.parametrize("hours", [-1, 1])
async def test_a_clock_that_is_set_changes_no_remaining_time_and_the_end_is_told_by_the_new_clock(hours: int) -> None:
    scene = Scene().to_phase("clarify", 60)
    async with wall(scene) as one:
        before = await one.picture()
        assert "Me sluttar kl. 10.08" in before
        scene.clock.at += timedelta(hours=hours)
        assert await one.picture() == before.replace("10.08", f"{10 + hours:02}.08")
        scene.other.next()
        after = one.screen.query_one("#room-digits", HugeDigits)
        await one.picture()
        assert after._rows
        assert "Helsestasjonen spør" in await one.picture()
    async with keeper(scene) as viddevakt:
        assert f"Me sluttar kl. {10 + hours:02}." in await viddevakt.picture()


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        (datetime(2026, 11, 25, 22, 50, tzinfo=UTC), "00.35"),
        (datetime(2026, 10, 25, 0, 40, tzinfo=UTC), "02.25"),  # 02.40 summer time; at 03.00 it is 02.00 again
        (datetime(2027, 3, 28, 0, 40, tzinfo=UTC), "03.25"),  # 01.40; at 02.00 it is 03.00
    ],
    ids=["midnight", "summer time ends", "summer time begins"],
)
async def test_over_midnight_and_summer_time_the_clock_goes_on_and_the_end_is_the_local_one(
    start: datetime, ends: str
) -> None:
    scene = DeskScene()
    scene.clock.at = start
    scene.other.next()
    async with wall(scene, wanted=MEETING) as one:
        assert f"Me sluttar kl. {ends}" in await one.picture()
        scene.clock.go(minutes=5, seconds=1)
        await one.picture()
        await one.until("over tida")
    async with pad_window(scene) as pad:
        assert "−0:01" in (await pad.picture()).splitlines()[0]
        scene.clock.go(minutes=20)
        assert "−20:01" in (await pad.picture()).splitlines()[0]
