"""What the referent and the employees read, as text pictures."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.widgets import Input

from btimeeting import i18n
from btimeeting.domain.meeting import Stage
from btimeeting.domain.record import Offer
from btimeeting.ui.after.after_screen import AfterScreen
from btimeeting.ui.pad.read_aloud import ReadAloud
from tests.ui.desk_scenes import DeskScene, agreed, draft
from tests.ui.scenes import MEETING, SIZES, Console, console, screen_text, until

SIZE_NAMES = [f"{width}x{height}" for width, height in SIZES]
TWO = SIZES[:2]
NASTY = "[/x] Åse [b]"


class _Text(SingleFileSnapshotExtension):
    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def picture_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(_Text)


def _scene() -> DeskScene:
    offered = {"meeting_id": MEETING, "group": "t2", "service": "Helsestasjonen"}
    return DeskScene(
        agreed(),
        draft("t1", "Observasjon i klassen"),
        Offer(id="o1", text="Søvnrettleiing heime, to besøk", owner="Kari Demo", **offered),
        Offer(id="o2", text=f"Fast vaksen for {NASTY}", **offered),
        child=NASTY,
    )


async def _written(one: Console) -> None:
    await one.press("f6")
    await one.pilot.press(*"Korleis", "space", *"[b]?")
    await until(one.pilot, lambda: one.screen.pad.head.state.plain != "")


@pytest.mark.parametrize("size", SIZES, ids=SIZE_NAMES)
async def test_a_note_while_a_service_asks(size: tuple[int, int], picture_file: SnapshotAssertion) -> None:
    async with console(_scene().to_phase("clarify"), size) as one:
        await _written(one)
        assert await one.picture() == picture_file


@pytest.mark.parametrize("size", TWO, ids=SIZE_NAMES[:2])
async def test_an_offer_being_written(size: tuple[int, int], picture_file: SnapshotAssertion) -> None:
    async with console(_scene().to_phase("offer"), size) as one:
        await one.press("f6")
        line = one.screen.query_one("#pad-offer-what", Input)
        await until(one.pilot, lambda: line.value != "")
        line.value = "Observasjon i klassen @Ola Prøve !31.2"
        line.focus()
        await until(one.pilot, lambda: one.screen.pad.head.state.plain != "")
        assert await one.picture() == picture_file


@pytest.mark.parametrize("size", SIZES, ids=SIZE_NAMES)
async def test_the_decision(size: tuple[int, int], picture_file: SnapshotAssertion) -> None:
    async with console(_scene().to_phase("decide"), size) as one:
        await one.press("f4")
        await until(one.pilot, lambda: one.screen.pad.decides and one.screen.focused is not None)
        await one.press("2")
        assert await one.picture() == picture_file


@pytest.mark.parametrize("language", ["nb", "en"])
async def test_the_decision_in_the_other_languages(language: str, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    async with console(_scene().to_phase("decide"), TWO[1]) as one:
        await one.press("f4")
        await until(one.pilot, lambda: one.screen.pad.decides and one.screen.focused is not None)
        await one.press("2")
        assert await one.picture() == picture_file


@pytest.mark.parametrize("size", TWO, ids=SIZE_NAMES[:2])
async def test_the_text_read_aloud(size: tuple[int, int], picture_file: SnapshotAssertion) -> None:
    async with console(_scene().to_phase("decide"), size) as one:
        await one.press("f4")
        await until(one.pilot, lambda: one.screen.pad.decides and one.screen.focused is not None)
        await one.press("2", "r")
        await until(one.pilot, lambda: isinstance(one.app.screen, ReadAloud))
        await one.pilot.pause()
        assert screen_text(one.app) == picture_file


@pytest.mark.parametrize("what", ["questions", "minutes"])
@pytest.mark.parametrize("size", TWO, ids=SIZE_NAMES[:2])
async def test_after_the_family_has_gone(size: tuple[int, int], what: str, picture_file: SnapshotAssertion) -> None:
    scene = _scene()
    while scene.other.meeting.stage is not Stage.CLOSED:
        scene.walk(1, 90)
    async with console(scene, size) as one:
        await until(one.pilot, lambda: one.screen.pad.has_record)
        if what == "questions":
            await one.press("e")
            await until(one.pilot, lambda: isinstance(one.app.screen.focused, Input))
        else:
            await one.press("m")
            await one.pilot.press("right", "enter")
            await until(one.pilot, lambda: isinstance(one.app.screen, AfterScreen) and one.app.screen.pad.display)
        await one.pilot.pause()
        assert screen_text(one.app) == picture_file
