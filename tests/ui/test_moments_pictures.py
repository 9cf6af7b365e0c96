"""Moments of the room and of the hour after it: three sizes in nynorsk, one in each of the other languages.

One program is walked through many of them, and the window is made larger and smaller instead of opened anew.
"""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from btimeeting import i18n
from btimeeting.domain.meeting import Stage
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import SIZES, Console, console, screen_text, until

LANGUAGES = ("nn", "nb", "en")
ROOM = {
    "presence": ("h",),
    "consent is missing": ("c",),
    "an oral yes": ("c", "2"),
    "open points": ("o",),
    "help": ("f1",),
}


class _Text(SingleFileSnapshotExtension):
    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def picture_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(_Text)


async def _in_sizes(one: Console, name: str, language: str) -> str:
    """The screen in each size, under a heading."""
    found = []
    for size in SIZES if language == "nn" else SIZES[:1]:
        await one.pilot.resize_terminal(*size)
        found.append(f"### {name} · {size[0]}x{size[1]}\n{await _at_rest(one)}")
    return "\n".join(found)


async def _at_rest(one: Console) -> str:
    """The picture when it is the same five looks in a row: what lies below a dialog is laid out later than it."""
    seen: list[str] = []
    while len(seen) < 5 or len(set(seen[-5:])) > 1:
        await one.settle()
        await one.pilot.pause(0.02)
        seen.append(screen_text(one.app))
        assert len(seen) < 100, "it never came to rest"
    return seen[-1]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_moments_of_the_room(language: str, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    scene = DeskScene(consent_missing=("t3",), duties=())
    scene.to_phase("clarify")
    found = []
    async with console(scene) as one:
        await until(one.pilot, lambda: one.screen.room.known is not None)
        await one.press("f4")
        for name, keys in ROOM.items():
            await one.press(*keys)
            found.append(await _in_sizes(one, name, language))
            await one.press("escape")
        await one.press("x", "f4")
        found.append(await _in_sizes(one, "stopped", language))
    assert "\n".join(found) == picture_file


@pytest.mark.parametrize("language", LANGUAGES)
async def test_moments_after_it(language: str, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    scene = DeskScene()
    while scene.other.meeting.stage is not Stage.THANKED:
        scene.walk(1)
    found = []
    async with console(scene) as one:
        await until(one.pilot, lambda: one.screen.pad.has_record)
        await one.press("space")
        found.append(await _in_sizes(one, "has the family left", language))
        await one.press("right", "enter")
        await until(one.pilot, lambda: one.screen.meeting.stage is Stage.EVALUATING)
        scene.clock.go(5)
        await one.press("space")
        found.append(await _in_sizes(one, "ended without an answer", language))
        await one.press("escape", "e")
        await one.press("ctrl+n")
        found.append(await _in_sizes(one, "one by one", language))
        await one.press("f1")
        found.append(await _in_sizes(one, "help", language))
    assert "\n".join(found) == picture_file
