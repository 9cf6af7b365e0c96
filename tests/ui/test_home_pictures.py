"""Home, the silent check and førebu as text pictures: a changed word is a one-line difference."""

from __future__ import annotations

from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from btimeeting import i18n
from btimeeting.domain.events import WallStyle
from btimeeting.domain.meeting import Stage
from btimeeting.domain.record import Note, NoteField
from btimeeting.service.prepare import open_meeting
from btimeeting.service.session import Session
from btimeeting.ui.children.search import SearchScreen
from btimeeting.ui.home.identity import IdentityScreen
from btimeeting.ui.prepare.wall_screen import WallRehearsal
from tests.fakes import WEDNESDAY
from tests.ui.album import VIEW_NAMES, VIEWS, Album, Size
from tests.ui.home_scenes import HomeScene, a_prepared_meeting, an_earlier_meeting, at_home
from tests.ui.scenes import MEETING, agenda, screen_text, until


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


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_home(language: str, size: Size, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    scene = _a_full_home()
    note = Note(
        id="n", meeting_id="cccc0000cccc", phase="describe", speaker="f1", field=NoteField.NOTE, text="Søv dårleg"
    )
    scene.records.save(note, scene.clock.now())
    async with at_home(scene, size) as hand:
        album = Album(hand.app, hand.settle)
        await album.look("home")
        await hand.press("f1")
        await album.look("help")
        await hand.press("escape", "ctrl+f")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, SearchScreen))
        await hand.press(*"søv", "enter")
        await until(hand.pilot, lambda: "Søv dårleg" in screen_text(hand.app))
        await album.look("search")
    assert album.text == picture_file


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_a_prepared_meeting(language: str, size: Size, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    async with at_home(HomeScene(*a_prepared_meeting(), *an_earlier_meeting()), size) as hand:
        album = Album(hand.app, hand.settle)
        await hand.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, IdentityScreen))
        await album.look("is it the right child")
        await hand.press("escape", "f")
        await hand.form()
        await album.pages("prepare, part", 10 if language == "nn" else 3, 2, lambda: hand.press("pagedown"))
        await hand.go("lack-0")
        await album.look("what is lacking")
        await hand.write("start", "fredag")
        await album.look("a day that cannot be used", smallest=True)
        await hand.press("f1")
        await album.look("help")
        await hand.press("escape")
    assert album.text == picture_file


async def test_a_window_that_is_too_small_says_what_it_needs(picture_file: SnapshotAssertion) -> None:
    async with at_home(HomeScene(*a_prepared_meeting()), (40, 10)) as hand:
        home = await hand.picture()
        await hand.press("f")
        await hand.form()
        assert await hand.picture() == home
        assert home == picture_file


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_the_wall_rehearsed(language: str, size: Size, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    scene = HomeScene(*a_prepared_meeting())
    async with at_home(scene, size) as hand:
        await hand.press("f")
        await hand.form()
        await hand.go("see-wall")
        await hand.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, WallRehearsal))
        album = Album(hand.app, hand.pilot.pause)
        await album.look("a service")
        for key in ("space", "space", "s"):
            await hand.pilot.press(key)
            await album.look("the next", smallest=key == "space")
        await hand.press("escape")
        assert scene.journal.meetings() == ()  # nothing has begun
        assert scene.records.meeting(MEETING).info.wall_style is WallStyle.CALM  # what was chosen there counts
        assert "Nor" not in album.text
        assert album.text == picture_file
