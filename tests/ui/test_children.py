"""The children from the home screen: a list found by letters, a case with what lies in it, words searched."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from btimeeting.domain.record import Child, Document, DocumentKind, MeetingState, Note, NoteField
from btimeeting.service.prepare import open_meeting
from btimeeting.service.record_ports import CaseLine
from btimeeting.service.session import Session
from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.children_list import ChildrenScreen, fits
from btimeeting.ui.children.evaluating import EvaluateScreen
from btimeeting.ui.children.finder import FinderScreen
from btimeeting.ui.children.reader import ReaderScreen
from btimeeting.ui.children.search import SearchScreen
from btimeeting.ui.home.screen import HomeScreen
from btimeeting.ui.kit.dialog import Dialog
from btimeeting.ui.prepare.screen import PrepareScreen
from btimeeting.ui.screens.meeting import MeetingScreen
from tests.fakes import WEDNESDAY
from tests.ui.home_scenes import Hand, HomeScene, a_prepared_meeting, an_earlier_meeting, at_home
from tests.ui.scenes import agenda, screen_text, until

NASTY = "[/x] Åse [b]"
GOING = "aaaa0000aaaa"


def _scene() -> HomeScene:
    """Case 14 with a prepared meeting, an older one and a document; case 11 with a meeting under way and a note."""
    scene = HomeScene(
        *a_prepared_meeting(child=NASTY),
        *an_earlier_meeting(),
        *a_prepared_meeting(GOING, "11", WEDNESDAY - timedelta(minutes=5), child="Arne Døme"),
        Note(
            id="note-1",
            meeting_id=GOING,
            phase="describe",
            speaker="f",
            field=NoteField.NOTE,
            text=f"Søv dårleg {NASTY}",
        ),
    )
    now = scene.clock.now()
    paper = Document(
        id="paper",
        case_id="case-14",
        meeting_id="0ld0ld0ld0ld",
        kind=DocumentKind.REFERAT,
        version=1,
        language="nn",
        markdown=f"# Referat\n\nMe avtalte fast vaksen. {NASTY}",
        made_at=now.at - timedelta(days=48),
    )
    scene.records.save(paper, now)
    session = Session(scene.journal, scene.clock, GOING)
    open_meeting(session, scene.records, scene.records.meeting(GOING), agenda())
    session.next()
    return scene


@asynccontextmanager
async def _home(scene: HomeScene, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Hand]:
    async with at_home(scene, size) as hand:
        yield hand


async def _on(hand: Hand, kind: type[FinderScreen]) -> FinderScreen:
    await until(hand.pilot, lambda: isinstance(hand.app.screen, kind) and bool(hand.app.screen.lines))
    await hand.pilot.pause()
    screen = hand.app.screen
    assert isinstance(screen, FinderScreen)
    return screen


async def test_a_child_is_found_by_a_few_letters_and_its_meetings_and_documents_are_opened() -> None:
    scene = _scene()
    async with _home(scene) as hand:
        assert "[Førebu eit møte]  [Barn]  [Søk]" in screen_text(hand.app)
        await hand.pilot.press("b")
        await _on(hand, ChildrenScreen)
        assert "2 saker" in screen_text(hand.app)
        await hand.pilot.press("å", "s")  # å is not a: Arne is not found
        text = screen_text(hand.app)
        assert NASTY in text
        assert "Arne" not in text
        await hand.pilot.press("enter")
        case = await _on(hand, CaseScreen)
        text = screen_text(hand.app)
        assert f"sak 14 · {NASTY}" in text
        assert "Evaluer tiltaket" in text  # the one that is due comes first
        assert [(line.action, line.kind, line.object_id) for line in scene.records.log] == [
            ("list", "records", ""),
            ("show", "case", "case-14"),
        ]
        await hand.pilot.press("down", "down")  # what is held on the child stands between
        assert "Førebu dette møtet" in screen_text(hand.app)
        await hand.pilot.press("down")
        assert "Les dokumentet" in screen_text(hand.app)
        await hand.pilot.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, ReaderScreen))
        await until(hand.pilot, lambda: f"Me avtalte fast vaksen. {NASTY}" in screen_text(hand.app))
        assert scene.records.log[-1].object_id == "paper"
        await hand.pilot.press("escape", "up", "enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, PrepareScreen))
        await hand.form()
        await hand.press("escape")
        await until(hand.pilot, lambda: hand.app.screen is case)
        await hand.pilot.press("escape", "escape")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, HomeScreen))


async def test_words_are_searched_with_enter_and_a_hit_shows_its_text_and_its_case() -> None:
    scene = _scene()
    async with _home(scene) as hand:
        await hand.pilot.press("ctrl+f")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, SearchScreen))
        await hand.pilot.press(*"finst")
        await hand.pilot.press("enter")
        await until(hand.pilot, lambda: "Fann ingenting" in screen_text(hand.app))
        await hand.pilot.press(*["backspace"] * 5, *"søv", "enter")
        await _on(hand, SearchScreen)
        assert "1 treff" in screen_text(hand.app)
        assert f"notat: Søv dårleg {NASTY}" in screen_text(hand.app)
        await hand.pilot.press("enter")
        await _on(hand, CaseScreen)
        text = screen_text(hand.app)
        assert f"  Søv dårleg {NASTY}" in text
        assert "sak 11 · Arne Døme" in text
        did = [(line.action, line.object_id) for line in scene.records.log]
        assert did == [("search", ""), ("search", ""), ("found", "case-11"), ("open", "note-1"), ("show", "case-11")]
        for key in ("f1", "f2", "ctrl+p"):
            await hand.pilot.press(key)
            assert isinstance(hand.app.screen, Dialog)
            await hand.pilot.press("escape")
        assert "Gå inn i møtet" in screen_text(hand.app)
        await hand.pilot.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, MeetingScreen))


async def test_the_buttons_at_home_are_reached_by_arrows_and_mouse_and_a_due_tiltak_leads_to_its_case() -> None:
    scene = HomeScene(*an_earlier_meeting(), *a_prepared_meeting())
    old = scene.records.meeting("0ld0ld0ld0ld").info
    assert old.state is MeetingState.APPROVED
    async with _home(scene, (80, 24)) as hand:
        await hand.pilot.press("down")
        assert "Evaluer tiltaket" in screen_text(hand.app)
        await hand.pilot.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, EvaluateScreen))
        assert "Fast vaksen ved skulestart" in screen_text(hand.app)
        await hand.pilot.press("escape")
        await _on(hand, CaseScreen)
        assert "Fast vaksen ved skulestart" in screen_text(hand.app)
        await hand.pilot.press("escape")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, HomeScreen))
        await hand.settle()
        await hand.pilot.press("down", "right")
        assert "▸Barn◂" in screen_text(hand.app)
        await hand.pilot.press("enter")
        await _on(hand, ChildrenScreen)
        await hand.pilot.press("escape")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, HomeScreen))
        await hand.settle()
        await hand.pilot.click(".home-button", offset=(1, 0))
        await until(hand.pilot, lambda: isinstance(hand.app.screen, PrepareScreen))


def _case(name: str, number: str = "14") -> CaseLine:
    return CaseLine("c", number, name, None, ())


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("Åse Døme", "ås", True),
        ("Åse Døme", "as", False),
        ("Åse Døme", "døm ås", True),
        ("Anne-Liv Prøve", "liv", True),
        ("Anne-Liv Prøve", "iv", False),
        ("Åse Døme", "14", True),
        ("Åse Døme", "", True),
    ],
)
def test_every_word_is_the_beginning_of_a_name_or_of_the_number(name: str, words: str, found: bool) -> None:
    assert fits(_case(name), words) is found


async def test_a_locked_case_is_in_the_list_without_a_name_and_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = _scene()
    line = CaseLine("case-9", "9", "", None, (), locked=True)
    monkeypatch.setattr(scene.records, "cases_after", lambda _after, _most: (line,))
    assert scene.records.get(Child, "child-14").name == NASTY
    async with _home(scene) as hand:
        await hand.pilot.press("b")
        await until(hand.pilot, lambda: "sak 9" in screen_text(hand.app))
        assert "låst" in screen_text(hand.app)
        await hand.pilot.press("enter")
        assert isinstance(hand.app.screen, ChildrenScreen)


async def test_where_the_unit_asks_why_nothing_of_a_case_is_shown_before_somebody_has_said_it() -> None:
    scene = _scene()
    scene.reason_asked = "always"
    async with _home(scene) as hand:
        await hand.pilot.press("b")
        await _on(hand, ChildrenScreen)
        await hand.pilot.press("å", "s", "enter")
        await _on(hand, CaseScreen)
        text = screen_text(hand.app)
        assert "Kvifor les du denne saka?" in text
        assert "familien har bede om det" in text
        assert NASTY not in text
        assert [line.action for line in scene.records.log] == ["list"]
        await hand.pilot.press("n")  # nor its levels
        assert isinstance(hand.app.screen, CaseScreen)
        await hand.pilot.press("down", "down", "enter")
        await until(hand.pilot, lambda: f"sak 14 · {NASTY}" in screen_text(hand.app))
        last = scene.records.log[-1]
        assert (last.action, last.object_id, last.reason) == ("show", "case-14", "family")
