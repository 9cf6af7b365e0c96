"""The list of children, a case and the forms on it as text pictures: a changed word is a one-line difference."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from btimeeting import i18n
from btimeeting.domain.child import Around, Case, CaseKind, Child, ChildVoice, Parent
from btimeeting.domain.consent import Consent, ConsentForm, Giver
from btimeeting.domain.levels import LevelMove
from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.child_screen import ChildScreen
from btimeeting.ui.children.children_list import ChildrenScreen
from btimeeting.ui.children.consent_form import ConsentForm as NewConsent
from btimeeting.ui.children.consents_screen import ConsentsScreen
from btimeeting.ui.children.naming import NamingScreen
from btimeeting.ui.children.new_case import NewCaseScreen
from btimeeting.ui.children.reader import ReaderScreen
from btimeeting.ui.children.take_back import TakeBackForm
from tests.ui.album import VIEW_NAMES, VIEWS, Album, Size
from tests.ui.case_hand import fill, on, turn
from tests.ui.home_scenes import TODAY, HomeScene, a_prepared_meeting, an_earlier_meeting, at_home

CASE = "case-14"
TALKED = date(2026, 11, 20)


def _scene() -> HomeScene:
    """A case on level 1 with a child that is known, consents that stand differently, and an anonymous case."""
    scene = HomeScene(*a_prepared_meeting(), *an_earlier_meeting())
    child = scene.records.get(Child, "child-14").model_copy(
        update={
            "born": date(2014, 3, 4),
            "youth": False,
            "unit": "Fjordvik skule 7b",
            "hidden_address": True,
            "parents": (
                Parent(name="Mor Døme", relation="mor", interpreter="somali"),
                Parent(name="Far Døme", relation="far"),
            ),
            "around": (Around(service="Helsestasjonen", name="Kari Demo", task="søvn"),),
            "coordinator": "Liv Prøve",
            "voice": ChildVoice(
                statement="Eg vil gå på skulen.", who_talks="Per Pedagog", talked_on=date(2026, 11, 20)
            ),
        }
    )
    both = (Giver(name="Mor Døme", relation="mor"), Giver(name="Far Døme", relation="far"))
    spoken = Consent(
        id="spoken",
        case_id=CASE,
        services=("Helsestasjonen", "Barnevernstenesta"),
        givers=both,
        form=ConsentForm.ORAL,
        heard_by="Rita Rektor",
        given_on=TODAY - timedelta(days=9),
        valid_until=TODAY + timedelta(days=200),
    )
    gone = Consent(
        id="gone",
        case_id=CASE,
        services=("Fysioterapi",),
        givers=both,
        given_on=TODAY - timedelta(days=90),
        withdrawn_on=TODAY - timedelta(days=2),
        withdrawn_by="Far Døme",
    )
    anonymous = Case(id="anon", number="15", kind=CaseKind.ANONYMOUS, topic="Eit barn som ikkje leikar")
    fields = {"id": "m", "case_id": CASE, "profile": "bti-mappe", "option": "enter-1", "outcome": "step"}
    more = {"to_step": "n1-tiltak", "level": "1", "on": "2026-10-01", "by": "Rita", "why": "uro over tid"}
    scene.records.save_all(
        [child, spoken, gone, anonymous, LevelMove.model_validate({**fields, **more})], scene.clock.now()
    )
    return scene


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_children_case_child_and_consents(language: str, size: Size, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    async with at_home(_scene(), size) as hand:
        pilot, album = hand.pilot, Album(hand.app, hand.settle)
        await pilot.press("b")
        listed = await on(hand, ChildrenScreen)
        await album.look("children")
        hand.app.push_screen(CaseScreen(listed.ways, CASE))
        await on(hand, CaseScreen)
        await album.look("a case")
        await pilot.press("b")
        await on(hand, ChildScreen)
        await album.pages("the child, part", 4, 2, lambda: pilot.press("pagedown"))
        await pilot.press("escape")
        await on(hand, CaseScreen)
        await pilot.press("s")
        await on(hand, ConsentsScreen)
        await album.look("consents")
        await pilot.press("t")
        await on(hand, TakeBackForm)
        await album.look("one is taken back")
    assert album.text == picture_file


@pytest.mark.parametrize(("language", "size"), VIEWS, ids=VIEW_NAMES)
async def test_a_new_case_its_naming_and_a_new_consent(
    language: str, size: Size, picture_file: SnapshotAssertion
) -> None:
    i18n.use(language)
    async with at_home(_scene(), size) as hand:
        album = Album(hand.app, hand.settle)
        await hand.pilot.press("b")
        ways = (await on(hand, ChildrenScreen)).ways
        await hand.pilot.press("ctrl+n")
        await on(hand, NewCaseScreen)
        await fill(hand, "topic", "Uro rundt Nor, fødd 4.3.2014")
        await hand.pilot.press("ctrl+s")
        await album.look("a new case")
        await turn(hand, "kind", 2)
        await hand.pilot.press("ctrl+s")
        await album.look("one that has no name, with a name in it")
        hand.app.push_screen(NamingScreen(ways, "anon"))
        await on(hand, NamingScreen)
        await album.look("it gets a name")
        hand.app.push_screen(ConsentsScreen(ways, CASE))
        await on(hand, ConsentsScreen)
        await hand.pilot.press("n")
        await on(hand, NewConsent)
        await album.pages("a new consent, part", 3, 1, lambda: hand.pilot.press("pagedown"))
        hand.app.push_screen(ReaderScreen("# Referat\n\nMe avtalte fast vaksen."))
        await album.look("a paper of the record")
    assert album.text == picture_file
