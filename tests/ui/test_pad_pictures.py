"""What the referent and the employees read, as text pictures."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Input

from btimeeting import i18n
from btimeeting.domain.meeting import Stage
from btimeeting.domain.record import Note, NoteField, Offer
from btimeeting.ui.after.after_screen import AfterScreen
from btimeeting.ui.after.preview import PreviewScreen
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.pad.read_aloud import ReadAloud
from btimeeting.ui.pad.versions import Versions
from tests.ui.album import VIEW_NAMES, VIEWS, Album, Size
from tests.ui.desk_scenes import DeskScene, agreed, draft
from tests.ui.scenes import MEETING, console, screen_text, until

NASTY = "[/x] Åse [b]"


def _scene() -> DeskScene:
    offered = {"meeting_id": MEETING, "group": "t2", "service": "Helsestasjonen"}
    return DeskScene(
        agreed(),
        draft("t1", "Observasjon i klassen"),
        Offer(id="o1", text="Søvnrettleiing heime, to besøk", owner="Kari Demo", **offered),
        Offer(id="o2", text=f"Fast vaksen for {NASTY}", **offered),
        child=NASTY,
    )


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_what_the_referent_writes_in_the_meeting(
    language: str, size: Size, picture_file: SnapshotAssertion
) -> None:
    i18n.use(language)
    scene = _scene().to_phase("clarify")
    async with console(scene, size) as one:
        album = Album(one.app, one.settle)
        pad = one.screen.pad
        await one.press("f6")
        await one.pilot.press(*"Korleis", "space", *"[b]?")
        await until(one.pilot, lambda: pad.head.state.plain != "")
        await album.look("a note while a service asks")
        await one.press("escape")
        scene.to_phase("offer")
        await one.settle()
        await one.press("f6")
        await until(one.pilot, lambda: bool(one.screen.query("#pad-offer-what")))
        line = one.screen.query_one("#pad-offer-what", Input)
        await until(one.pilot, lambda: line.value != "")
        line.value = "Observasjon i klassen @Ola Prøve !31.2"
        line.focus()
        await until(one.pilot, lambda: pad.head.state.plain != "")
        await album.look("an offer being written")
        await one.press("escape")
        line.value = ""
        scene.to_phase("decide")
        await one.settle()
        await until(one.pilot, lambda: pad.decides and isinstance(one.screen.focused, PickList))
        await one.press("2")
        await album.look("the decision")
        one.screen.query_one("#voice-0-answer", PickList).focus()
        await one.press("left")
        await until(one.pilot, lambda: "(+3)" in screen_text(one.app))  # that parent is no open point any more
        await album.look("a parent sees it otherwise")
        await one.press("5")
        await until(one.pilot, lambda: "(+" not in screen_text(one.app))
        one.screen.query_one("#decide-later-who", Input).focus()
        await album.look("not decided today")
        one.screen.query_one("#decide-who", PickList).focus()
        await one.press("2", "r")
        await until(one.pilot, lambda: isinstance(one.app.screen, ReadAloud))
        await album.look("the text read aloud")
    assert album.text == picture_file


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_what_the_employees_do_when_the_family_has_gone(
    language: str, size: Size, picture_file: SnapshotAssertion
) -> None:
    i18n.use(language)
    scene = _scene()
    while scene.other.meeting.stage is not Stage.CLOSED:
        scene.walk(1, 90)
    async with console(scene, size) as one:
        album = Album(one.app, one.settle)
        await until(one.pilot, lambda: one.screen.pad.has_record)
        await one.press("e")
        await until(one.pilot, lambda: isinstance(one.app.screen.focused, Input))
        await album.look("the five questions")
        await one.press("escape", "m")
        await one.pilot.press("right", "enter")
        await until(one.pilot, lambda: isinstance(one.app.screen, AfterScreen) and one.app.screen.pad.display)
        after = one.app.screen
        await album.look("back to the notes")
        await one.pilot.press("f")
        await until(one.pilot, lambda: isinstance(one.app.screen, PreviewScreen))
        await album.look("the minutes before they are approved")
        await one.pilot.press("g")
        await album.look("who approves")
        await one.pilot.press("enter")
        await album.look("is it approved")
        await one.pilot.press("right", "enter")
        await until(one.pilot, lambda: one.app.screen is after and bool(scene.records.papers))
        await until(one.pilot, lambda: after.desktop is not None and after.desktop.approved is not None)
        await album.look("approved")
    assert album.text == picture_file


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_two_versions_of_one_note(language: str, size: Size, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    here = {"meeting_id": MEETING, "phase": "clarify", "speaker": "t1", "field": NoteField.QUESTION}
    notes = (Note(id="n1", text="Korleis søv han?", **here), Note(id="n2", text="Søv han nok?", copy_no=1, **here))
    async with console(DeskScene(*notes).to_phase("clarify"), size) as one:
        await one.press("f4")
        await until(one.pilot, lambda: one.screen.pad.versions is not None)
        await one.press("ctrl+r")
        await until(one.pilot, lambda: isinstance(one.app.screen, Versions))
        album = Album(one.app, one.settle)
        await album.look("two versions")
    assert album.text == picture_file
