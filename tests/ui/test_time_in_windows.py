"""What the machine's clocks do to the windows: a clock that is set, midnight, the night summer time ends."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from btimeeting.ui.sight import sight
from btimeeting.ui.widgets.huge_digits import HugeDigits
from btimeeting.ui.words import countdown
from tests.ui.desk_scenes import DeskScene
from tests.ui.pad_scenes import pad_window
from tests.ui.scenes import MEETING, OSLO, Scene
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


@pytest.mark.parametrize("offset", [0.0, 0.002, 0.5, 0.998])
def test_the_turns_clock_goes_down_by_one_a_second_however_late_a_window_wakes(offset: float) -> None:
    scene = Scene().to_phase("clarify")
    scene.clock.go(60 + offset)
    scene.other.next()
    scene.clock.go(1 - offset)
    shown, phase = [], []
    for nth in range(8):
        late = (0.001, 0.004, 0.0, 0.09)[nth % 4]
        scene.clock.go(late)
        seen = sight(scene.other.meeting, {}, scene.clock.now(), OSLO)
        assert seen.clock.turn_remaining is not None
        assert seen.clock.turn_budget is not None
        assert seen.clock.turn_remaining <= seen.clock.turn_budget
        shown.append(countdown(seen.clock.turn_remaining))
        phase.append(countdown(seen.clock.remaining))
        scene.clock.go(1 - late)
    for texts in (shown, phase):
        seconds = [int(text.split(":")[0]) * 60 + int(text.split(":")[1]) for text in texts]
        assert [before - after for before, after in itertools.pairwise(seconds)] == [1] * 7


def test_a_turn_that_has_just_begun_shows_no_more_than_its_time() -> None:
    scene = Scene().to_phase("clarify")
    scene.clock.go(60.4)
    scene.other.next()
    seen = sight(scene.other.meeting, {}, scene.clock.now(), OSLO)
    assert seen.clock.turn_remaining == seen.clock.turn_budget
