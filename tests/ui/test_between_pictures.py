"""What is done in a case between meetings, as text pictures: stafettlogg, baton, questions, level, move, the note."""

from __future__ import annotations

from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from btimeeting import i18n
from btimeeting.domain.record import Acceptance, Stafettholdar, StafettloggEntry
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.ui.children.baton_asking import AnswerScreen, OfferScreen, TalkedScreen
from btimeeting.ui.children.baton_screen import BatonScreen
from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.children_list import ChildrenScreen
from btimeeting.ui.children.evaluating import EvaluateScreen
from btimeeting.ui.children.level_screen import LevelScreen
from btimeeting.ui.children.move_screen import MoveScreen
from btimeeting.ui.children.one_by_one import AskScreen
from btimeeting.ui.children.stafettlogg_screen import StafettloggScreen
from btimeeting.ui.children.unnamed_note import NoteScreen
from btimeeting.ui.children.writing import CorrectScreen
from tests.ui.album import VIEW_NAMES, VIEWS, Album, Size
from tests.ui.case_scenes import open_case, pick, say, settled
from tests.ui.home_scenes import TODAY, Hand, HomeScene, a_prepared_meeting, an_earlier_meeting, at_home

NASTY = "[/x] Åse [b]"


def _scene() -> HomeScene:
    """A case with a corrected entry, a tiltak that is due, and a baton that is offered."""
    scene = HomeScene(*a_prepared_meeting(child=NASTY), *an_earlier_meeting())
    entry = StafettloggEntry(
        id="e", case_id="case-14", kind=EntryKind.GOAL, on=TODAY - timedelta(days=3), text="Ho song", author="far"
    )
    scene.records.save(entry, scene.clock.now())
    later = entry.model_copy(update={"text": f"{NASTY} skal kunna eta i kantina saman med dei andre utan uro"})
    scene.records.save(later, scene.clock.now(), reason="feil ord")
    taken = Stafettholdar(
        id="b1",
        case_id="case-14",
        service="Helsestasjonen",
        person="Kari Demo",
        acceptance=Acceptance.ACCEPTED,
        offered_on=TODAY - timedelta(days=40),
        answered_on=TODAY - timedelta(days=38),
        from_on=TODAY - timedelta(days=38),
        told_by=NASTY,
        told_on=TODAY - timedelta(days=39),
    )
    asked = Stafettholdar(id="b2", case_id="case-14", service="PPT", offered_on=TODAY, answer_by=TODAY)
    scene.records.save_all([taken, asked], scene.clock.now())
    return scene


async def _out(hand: Hand) -> None:
    """Back to the first question, and out of it with nothing written."""
    await hand.pilot.press("escape")
    screen = hand.app.screen
    assert isinstance(screen, AskScreen)
    screen.area.load_text("")
    await hand.pilot.press("escape")
    await hand.pilot.pause()


async def _questions_of_the_baton(hand: Hand, album: Album) -> None:
    """Offered, answered, and whether somebody has talked with the child: the first question of each."""
    screen = hand.app.screen
    assert isinstance(screen, BatonScreen)
    assert screen._found is not None
    waiting = screen._found.log.waiting
    assert waiting is not None
    answer = AnswerScreen(screen.ways, screen._found.at, waiting)
    for asks, kind in (
        (screen.offer, OfferScreen),
        (lambda: hand.app.push_screen(answer), AnswerScreen),
        (screen.talked, TalkedScreen),
    ):
        asks()
        await settled(hand, kind)
        await album.look(kind.__name__)
        await hand.pilot.press("escape")
        await settled(hand, BatonScreen)


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_stafettlogg_baton_level_move_and_evaluation(
    language: str, size: Size, picture_file: SnapshotAssertion
) -> None:
    i18n.use(language)
    async with at_home(_scene(), size) as hand:
        album = Album(hand.app, hand.settle)
        await open_case(hand)
        for key, kind in (("l", StafettloggScreen), ("p", BatonScreen), ("n", LevelScreen)):
            await hand.pilot.press(key)
            await settled(hand, kind)
            await album.look(kind.__name__)
            if kind is BatonScreen:
                await _questions_of_the_baton(hand, album)
            await hand.pilot.press("escape")
            await settled(hand, CaseScreen)
        await hand.pilot.press("n")
        await settled(hand, LevelScreen)
        await pick(hand, "enter-1")
        await settled(hand, MoveScreen)
        await say(hand, "rektor i dag")
        await settled(hand, MoveScreen)
        await album.look("a move half said")
        await _out(hand)
        await hand.pilot.press("escape")
        await settled(hand, CaseScreen)
        await pick(hand, "tiltak-1")
        await settled(hand, EvaluateScreen)
        await say(hand, f"{NASTY} kjem roleg")
        await settled(hand, EvaluateScreen)
        await album.look("a measure being evaluated")
        await _out(hand)
    assert album.text == picture_file


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_writing_and_correcting_an_entry_and_a_note_without_a_name(
    language: str, size: Size, picture_file: SnapshotAssertion
) -> None:
    i18n.use(language)
    async with at_home(_scene(), size) as hand:
        album = Album(hand.app, hand.settle)
        await open_case(hand)
        await hand.pilot.press("l")
        await settled(hand, StafettloggScreen)
        await hand.pilot.press("n")
        await settled(hand, AskScreen)
        await album.look("an entry")
        await hand.pilot.press("escape")
        await settled(hand, StafettloggScreen)
        await pick(hand, "e")
        await settled(hand, CorrectScreen)
        await album.look("an entry being corrected")
        await hand.pilot.press("escape", "escape", "escape")
        await settled(hand, ChildrenScreen)
        await hand.pilot.press("ctrl+u")
        await settled(hand, NoteScreen)
        await say(hand, "Eit barn i klasse 4b, Ola Døme, sit åleine")
        await settled(hand, NoteScreen)
        await album.look("a note about nobody named, with a name in it")
    assert album.text == picture_file
