"""Moments of the room and of the hour after it: three sizes in nynorsk, one in each of the other languages.

One program a view is walked through all of them.
"""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from btimeeting import i18n
from btimeeting.domain.meeting import Stage
from tests.ui.album import VIEW_NAMES, VIEWS, Album, Size
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import console, until

ROOM = {
    "presence": ("h",),
    "consent is missing": ("c",),
    "an oral yes": ("c", "2"),
    "open points": ("o",),
    "help": ("f1",),
    "somebody new": ("h", *"rekna", "enter"),
    "somebody new, of which service": ("h", *"rekna", "enter", "1"),
    "a consent is taken back": ("w",),
    "who has the word, and the order": ("v",),
    "open a window": ("f2",),
    "everything": ("ctrl+p",),
    "out": ("ctrl+q",),
}


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_moments_of_the_room(language: str, size: Size, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    scene = DeskScene(consent_missing=("t3",), duties=())
    scene.to_phase("clarify")
    async with console(scene, size) as one:
        album = Album(one.app, one.settle)
        await until(one.pilot, lambda: one.screen.room.known is not None)
        await album.look("a service asks, in the room")
        await one.press("f4")
        await album.look("a service asks")
        for name, keys in ROOM.items():
            await one.press(*keys)
            await album.look(name)
            while one.app.screen is not one.screen:
                await one.press("escape")
        await one.press("x")
        await album.look("stopped, in the room")
        await one.press("f4")
        await album.look("stopped")
        await one.press("a")
        await album.look("stopped, and it ends here")
    assert album.text == picture_file


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_moments_after_it(language: str, size: Size, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    scene = DeskScene()
    while scene.other.meeting.stage is not Stage.THANKED:
        scene.walk(1)
    async with console(scene, size) as one:
        album = Album(one.app, one.settle)
        await until(one.pilot, lambda: one.screen.pad.has_record)
        await one.press("space")
        await album.look("has the family left")
        await one.press("right", "enter")
        await until(one.pilot, lambda: one.screen.meeting.stage is Stage.EVALUATING)
        scene.clock.go(5)
        await one.press("space")
        await album.look("ended without an answer")
        await one.press("escape", "e")
        await one.press("ctrl+n")
        await album.look("one by one")
        await one.press("f1")
        await album.look("help")
    assert album.text == picture_file
