"""The windows beside the console and their help: three sizes in nynorsk, one in each of the other languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from btimeeting import i18n
from btimeeting.domain.meeting import Stage
from btimeeting.ui.open_windows import OpenWindows
from tests.ui.album import VIEW_NAMES, VIEWS, Album, Size
from tests.ui.desk_scenes import DeskScene
from tests.ui.pad_scenes import pad_window
from tests.ui.scenes import Scene, console, until
from tests.ui.test_evaluate_window import window as evaluate_window
from tests.ui.test_keeper import keeper
from tests.ui.test_other_windows import LINES
from tests.ui.walls import wall


def _in_the_round() -> Scene:
    """The second service's turn in the question round, nearly over."""
    scene = Scene().to_phase("clarify", 90)
    return scene.walk(1, 150)


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_the_walls_help(language: str, size: Size, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    async with wall(_in_the_round(), size) as one:
        album = Album(one.app, one.pilot.pause)
        await one.press("f1")
        await album.look("help")
    assert album.text == picture_file


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_the_viddevakts_window(language: str, size: Size, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    async with keeper(_in_the_round(), size) as one:
        album = Album(one.app, one.pilot.pause)
        await album.look("a service asks")
        await one.press("f1")
        await album.look("help")
    assert album.text == picture_file


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_the_referents_window(language: str, size: Size, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    async with pad_window(DeskScene().to_phase("clarify"), size) as one:
        album = Album(one.app, one.pilot.pause)
        await album.look("a service asks")
        await one.press("escape", "f1")
        await album.look("help")
    assert album.text == picture_file


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_the_window_of_the_five_questions(language: str, size: Size, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    scene = DeskScene().to_phase("close")
    async with evaluate_window(scene, size) as (app, pilot):
        album = Album(app, pilot.pause)
        await album.look("the family is in the room")
        while scene.other.meeting.stage is not Stage.EVALUATING:
            scene.walk(1, 90)
        await until(pilot, lambda: isinstance(app.focused, Input))
        await album.look("the questions")
        await pilot.press("f1")
        await album.look("help")
    assert album.text == picture_file


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_the_lines_that_open_them(language: str, size: Size, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    async with console(Scene(), size) as one:
        one.screen.look = replace(one.screen.look, lines=LINES)
        await one.press("t")
        await until(one.pilot, lambda: isinstance(one.app.screen, OpenWindows))
        album = Album(one.app, one.pilot.pause)
        await album.look("the lines")
    assert album.text == picture_file
