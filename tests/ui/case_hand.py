"""A hand on the forms of a case: from the home to a case, a field filled in, a choice turned, a form saved."""

from __future__ import annotations

from typing import TypeVar

from textual.widgets import Input, TextArea

from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.children_list import ChildrenScreen
from btimeeting.ui.children.draft_form import DraftForm
from btimeeting.ui.children.finder import FinderScreen
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.prepare.widgets import Pick
from tests.ui.home_scenes import Hand
from tests.ui.scenes import screen_text, until

S = TypeVar("S", bound=CommandScreen)


async def on(hand: Hand, kind: type[S]) -> S:
    """The screen of that kind, once it is there and has been read."""

    def there() -> bool:
        screen = hand.app.screen
        if not isinstance(screen, kind):
            return False
        return bool(screen.lines) if isinstance(screen, FinderScreen) else not isinstance(screen, DraftForm) or (
            screen.is_read and screen.focused is not None
        )  # fmt: skip

    await until(hand.pilot, there)
    await hand.pilot.pause()
    screen = hand.app.screen
    assert isinstance(screen, kind)
    return screen


async def to_case(hand: Hand, words: str = "") -> CaseScreen:
    """From the home to the case these letters find."""
    await hand.pilot.press("b")
    await on(hand, ChildrenScreen)
    await hand.pilot.press(*words, "enter")
    return await on(hand, CaseScreen)


async def fill(hand: Hand, field: str, text: str) -> None:
    """Write into a field as a hand would, and leave it."""
    await _into(hand, field)
    focused = hand.app.screen.focused
    if isinstance(focused, Input):
        focused.value = text
    else:
        assert isinstance(focused, TextArea), field
        focused.text = text
    await hand.pilot.pause()
    await hand.pilot.press("tab")
    await stored(hand)


async def turn(hand: Hand, field: str, times: int = 1) -> None:
    """Another choice."""
    await _into(hand, field)
    assert isinstance(hand.app.screen.focused, Pick), field
    await hand.pilot.press(*["right"] * times)
    await stored(hand)


async def press_knob(hand: Hand, field: str) -> None:
    """Press something that is there to be pressed."""
    await _into(hand, field)
    await hand.pilot.press("enter")
    await stored(hand)


async def _into(hand: Hand, field: str) -> None:
    screen = hand.app.screen
    assert isinstance(screen, DraftForm)
    await until(hand.pilot, lambda: any(field in section.ids for section in screen.sections))
    screen.form.focus_field(field)
    await until(hand.pilot, lambda: screen.focused is not None and screen.focused.id == f"f-{field}")
    await hand.pilot.pause()


async def stored(hand: Hand) -> None:
    """Until what was asked of the stores is done, and every row that is to be there is painted."""
    await hand.settle()
    await hand.app.workers.wait_for_complete()
    await hand.pilot.pause()


def seen(hand: Hand) -> str:
    """What a person reads, on one line."""
    return " ".join(screen_text(hand.app).split())


async def sees(hand: Hand, text: str) -> None:
    """Wait until a person reads that."""
    await until(hand.pilot, lambda: text in seen(hand))
