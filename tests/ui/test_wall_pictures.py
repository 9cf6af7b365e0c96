"""What the room reads on the wall, as text pictures, in every size a projector may give."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from btimeeting import i18n
from btimeeting.domain.meeting import Stage
from btimeeting.ui.widgets.huge_digits import HugeDigits
from tests.ui.scenes import SIZES, Scene
from tests.ui.walls import wall

SIZE_NAMES = [f"{width}x{height}" for width, height in SIZES]
FILLED = [(80, 24), (100, 30), (120, 36), (160, 45), (200, 50), (240, 67), (300, 80)]


def _in_the_round() -> Scene:
    """The second service's turn in the question round, nearly over."""
    scene = Scene().to_phase("clarify", 90)
    return scene.walk(1, 150)


@pytest.mark.parametrize("size", SIZES, ids=SIZE_NAMES)
async def test_wall_while_a_service_asks(size: tuple[int, int], picture_file: SnapshotAssertion) -> None:
    async with wall(_in_the_round(), size) as one:
        assert await one.picture() == picture_file


@pytest.mark.parametrize("size", SIZES, ids=SIZE_NAMES)
async def test_wall_while_a_parent_speaks(size: tuple[int, int], picture_file: SnapshotAssertion) -> None:
    async with wall(Scene().to_phase("describe"), size) as one:
        assert await one.picture() == picture_file


@pytest.mark.parametrize("language", ["nb", "en"])
async def test_wall_in_the_other_languages(language: str, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    scene = _in_the_round()
    async with wall(scene) as one:
        one.source.leads = False
        await one.until({"nb": "ledervinduet er borte", "en": "the leader's window is gone"}[language])
        assert await one.picture() == picture_file


@pytest.mark.parametrize("stage", ["over", "thanked", "evaluating", "closed"])
async def test_wall_at_the_end(stage: str, picture_file: SnapshotAssertion) -> None:
    scene = Scene().to_phase("close")
    if stage == "over":
        scene.clock.go(minutes=5)
    while stage in ("thanked", "evaluating") and scene.other.meeting.stage.value != stage:
        scene.walk(1)
    async with wall(scene) as one:
        while stage == "closed" and scene.other.meeting.stage is not Stage.CLOSED:
            await one.picture()
            scene.walk(1)
        assert await one.picture() == picture_file


async def test_wall_waiting(picture_file: SnapshotAssertion) -> None:
    async with wall(Scene(), journal=False) as one:
        assert await one.picture() == picture_file


@pytest.mark.parametrize("size", FILLED, ids=[f"{width}x{height}" for width, height in FILLED])
async def test_the_digits_fill_whatever_they_are_given(size: tuple[int, int]) -> None:
    async with wall(_in_the_round(), size) as one:
        text = await one.picture()
        digits = one.screen.query_one("#room-digits", HugeDigits)
        rows = [row for row in digits._rows if row.strip()]
        wide = max(len(row.rstrip()) for row in rows) - min(len(row) - len(row.lstrip()) for row in rows)
        assert len(rows) >= size[1] * 0.5
        assert wide >= size[0] * 0.55
        lines = text.splitlines()
        assert len(lines) == size[1]
        assert all(len(line) <= size[0] for line in lines)
        assert all(word in text for word in ("OPPKLARANDE RUNDE 1", "Helsestasjonen spør", "Me sluttar kl.", "◉"))


@pytest.mark.parametrize("size", [(40, 12), (20, 6), (10, 3)])
async def test_a_window_that_is_too_small_fails_nothing(size: tuple[int, int]) -> None:
    async with wall(_in_the_round(), size) as one:
        assert all(len(line) <= size[0] for line in (await one.picture()).splitlines())
