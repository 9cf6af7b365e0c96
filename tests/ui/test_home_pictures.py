"""Home, the silent check and førebu as text pictures: a changed word is a one-line difference."""

from __future__ import annotations

from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from btimeeting import i18n
from btimeeting.domain.events import WallStyle
from btimeeting.domain.meeting import Stage
from btimeeting.service.prepare import open_meeting
from btimeeting.service.session import Session
from btimeeting.ui.home.identity import IdentityScreen
from btimeeting.ui.prepare.wall_screen import WallRehearsal
from tests.fakes import WEDNESDAY
from tests.ui.home_scenes import HomeScene, a_prepared_meeting, an_earlier_meeting, at_home
from tests.ui.scenes import MEETING, SIZES, agenda, screen_text, until

SIZE_NAMES = [f"{width}x{height}" for width, height in SIZES]


class _Text(SingleFileSnapshotExtension):
    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def picture_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(_Text)


def _a_full_home() -> HomeScene:
    """One meeting under way, one of today, one of another day, a tiltak that is due, a meeting that is over."""
    scene = HomeScene(
        *a_prepared_meeting(),
        *an_earlier_meeting(),
        *a_prepared_meeting("aaaa0000aaaa", "11", WEDNESDAY - timedelta(minutes=5)),
        *a_prepared_meeting("bbbb0000bbbb", "9", WEDNESDAY + timedelta(days=2)),
        *a_prepared_meeting("cccc0000cccc", "7", WEDNESDAY - timedelta(days=6)),
    )
    for meeting_id in ("cccc0000cccc", "aaaa0000aaaa"):
        session = Session(scene.journal, scene.clock, meeting_id)
        open_meeting(session, scene.records, scene.records.meeting(meeting_id), agenda())
        for _ in range(3):
            session.next()
        while meeting_id == "cccc0000cccc" and session.meeting.stage is not Stage.CLOSED:
            session.next()
    return scene


@pytest.mark.parametrize("size", SIZES, ids=SIZE_NAMES)
async def test_home(size: tuple[int, int], picture_file: SnapshotAssertion) -> None:
    async with at_home(_a_full_home(), size) as hand:
        assert await hand.picture() == picture_file


@pytest.mark.parametrize("language", ["nb", "en"])
async def test_home_in_the_other_languages(language: str, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    async with at_home(_a_full_home()) as hand:
        assert await hand.picture() == picture_file


async def test_the_silent_check(picture_file: SnapshotAssertion) -> None:
    async with at_home(HomeScene(*a_prepared_meeting())) as hand:
        await hand.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, IdentityScreen))
        assert await hand.picture() == picture_file


@pytest.mark.parametrize("size", SIZES, ids=SIZE_NAMES)
async def test_prepare(size: tuple[int, int], picture_file: SnapshotAssertion) -> None:
    async with at_home(HomeScene(*a_prepared_meeting(), *an_earlier_meeting()), size) as hand:
        await hand.press("f")
        await hand.form()
        pictures = [await hand.picture()]
        for _ in range(9 if size[0] == 80 else 2):
            await hand.press("pagedown")
            pictures.append(screen_text(hand.app))
        assert "\n".join(pictures) == picture_file


@pytest.mark.parametrize("language", ["nb", "en"])
async def test_prepare_in_the_other_languages(language: str, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    async with at_home(HomeScene(*a_prepared_meeting(), *an_earlier_meeting()), (120, 36)) as hand:
        await hand.press("f")
        await hand.form()
        pictures = [await hand.picture()]
        await hand.go("lack-0")
        pictures.append(await hand.picture())
        assert "\n".join(pictures) == picture_file


async def test_prepare_with_something_that_cannot_be_used_and_its_help(picture_file: SnapshotAssertion) -> None:
    async with at_home(HomeScene(*a_prepared_meeting())) as hand:
        await hand.press("f")
        await hand.form()
        await hand.write("start", "fredag")
        told = await hand.picture()
        await hand.press("f1")
        assert f"{told}\n{await hand.picture()}" == picture_file


async def test_a_window_that_is_too_small_says_what_it_needs(picture_file: SnapshotAssertion) -> None:
    async with at_home(HomeScene(*a_prepared_meeting()), (40, 10)) as hand:
        home = await hand.picture()
        await hand.press("f")
        await hand.form()
        assert await hand.picture() == home
        assert home == picture_file


async def test_the_wall_rehearsed(picture_file: SnapshotAssertion) -> None:
    scene = HomeScene(*a_prepared_meeting())
    async with at_home(scene) as hand:
        await hand.press("f")
        await hand.form()
        await hand.go("see-wall")
        await hand.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, WallRehearsal))
        await hand.pilot.pause()
        seen = [screen_text(hand.app)]
        for key in ("space", "space", "s"):
            await hand.pilot.press(key)
            seen.append(screen_text(hand.app))
        await hand.press("escape")
        assert scene.journal.meetings() == ()  # nothing has begun
        assert scene.records.meeting(MEETING).info.wall_style is WallStyle.CALM  # what was chosen there counts
        assert "Nor" not in "".join(seen)
        assert "\n".join(seen) == picture_file
