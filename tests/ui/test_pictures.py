"""What people read, as text pictures: a changed word is a one-line difference."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.ui.scenes import SIZES, Scene, console

SIZE_NAMES = [f"{width}x{height}" for width, height in SIZES]


def _in_the_round() -> Scene:
    """The second service's turn in the question round, nearly over."""
    scene = Scene().to_phase("clarify", 90)
    scene.walk(1, 150)
    return scene


@pytest.mark.parametrize("size", SIZES, ids=SIZE_NAMES)
async def test_room_face_while_a_parent_speaks(size: tuple[int, int], picture_file: SnapshotAssertion) -> None:
    async with console(Scene().to_phase("describe"), size) as one:
        assert await one.picture() == picture_file


@pytest.mark.parametrize("stage", ["waiting", "paused", "over", "thanked", "evaluating", "closed", "dark"])
async def test_room_face_in_every_stage(stage: str, picture_file: SnapshotAssertion) -> None:
    scene = Scene()
    if stage == "over":
        scene.to_phase("close", 60)
        scene.clock.go(minutes=5)
    elif stage in {"dark", "paused"}:
        scene.to_phase("clarify")
    else:
        while scene.other.meeting.stage.value != stage:
            scene.walk(1)
    async with console(scene) as one:
        if stage in ("dark", "paused"):
            await one.press({"dark": "b", "paused": "p"}[stage])
        assert await one.picture() == picture_file


async def test_a_window_that_is_too_small_says_what_it_needs() -> None:
    async with console(_in_the_round(), (40, 10)) as one:
        text = " ".join((await one.picture()).split())
        assert "Vindauget er for lite. Gjer det minst 80 × 24 teikn stort" in text
