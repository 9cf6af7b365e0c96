"""A hand on the page of a case, and on what is done from there."""

from __future__ import annotations

from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.finder import FinderScreen
from btimeeting.ui.children.one_by_one import AskScreen
from tests.ui.home_scenes import Hand
from tests.ui.scenes import until


async def settled(hand: Hand, kind: type[FinderScreen]) -> None:
    """Until such a screen is there and has been read."""
    await until(hand.pilot, lambda: isinstance(hand.app.screen, kind))
    screen = hand.app.screen
    assert isinstance(screen, FinderScreen)
    await screen.ways.thread.ask(lambda _: None)
    await hand.pilot.pause()
    await screen.ways.thread.ask(lambda _: None)
    await hand.pilot.pause()


async def open_case(hand: Hand) -> CaseScreen:
    """From the home to the first case of the list."""
    await hand.pilot.press("b")
    await until(hand.pilot, lambda: bool(getattr(hand.app.screen, "lines", ())))
    await hand.pilot.press("enter")
    await until(hand.pilot, lambda: isinstance(hand.app.screen, CaseScreen) and bool(hand.app.screen.lines))
    screen = hand.app.screen
    assert isinstance(screen, CaseScreen)
    return screen


async def say(hand: Hand, text: str) -> None:
    """Write an answer (pasted: a key each would take long) and press Enter."""
    screen = hand.app.screen
    assert isinstance(screen, AskScreen)
    assert screen.area.display
    screen.area.load_text(text)
    await hand.pilot.press("enter")


async def pick(hand: Hand, value: str) -> None:
    """Choose one of the answers that are shown."""
    screen = hand.app.screen
    assert isinstance(screen, FinderScreen)
    while screen.marked is None or screen.marked.key != value:
        before = screen.marked
        await hand.pilot.press("down")
        assert screen.marked != before, f"{value} is not shown"
    await hand.pilot.press("enter")
