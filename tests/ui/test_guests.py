"""Another window knocks: one calm line on the console, no dialog, no focus taken; one key answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from btimeeting.service.ports import Knock
from btimeeting.ui.bridge import Stores
from btimeeting.ui.guests.hosting import KnockLine
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import Console, console, screen_text, until

ASKS = "Vindauget til referenten bed om å få opna"


class HandGate:
    """Who knocks is in the test's hand."""

    def __init__(self) -> None:
        self.tell: Callable[[tuple[Knock, ...]], None] = lambda _: None
        self.answers: list[tuple[str, bool]] = []
        self.closed = False

    def open(self, knocked: Callable[[tuple[Knock, ...]], None]) -> bool:
        self.tell = knocked
        return True

    def answer(self, knock_id: str, *, let_in: bool) -> None:
        self.answers.append((knock_id, let_in))
        self.tell(())

    def close(self) -> None:
        self.closed = True


class GuardedScene(DeskScene):
    """The scene, with a gate."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = HandGate()

    def stores(self) -> Stores:
        return replace(super().stores(), gate=self.gate)


async def _knocks(one: Console, scene: GuardedScene, *windows: str) -> str:
    scene.gate.tell(tuple(Knock(f"k{n}", window) for n, window in enumerate(windows)))
    await until(one.pilot, lambda: "å få opna" in screen_text(one.app))
    return screen_text(one.app)


async def test_it_is_one_line_above_the_rooms_picture_and_enter_lets_in() -> None:
    scene = GuardedScene()
    scene.to_phase("clarify")
    async with console(scene) as one:
        before = (await one.picture()).splitlines()
        seq = len(scene.journal.events)
        after = (await _knocks(one, scene, "pad")).splitlines()
        assert after[0].strip() == f"{ASKS}   Enter slepp inn · kan venta"
        assert [line for line in after if "OPPKLARANDE" in line] == [line for line in before if "OPPKLARANDE" in line]
        assert one.screen.in_room
        assert one.screen.focused is None
        assert one.app.screen is one.screen
        await one.press("space")
        assert scene.gate.answers == []
        await one.press("enter")
        assert scene.gate.answers == [("k0", True)]
        await until(one.pilot, lambda: ASKS not in screen_text(one.app))
        assert not one.screen.query_one(KnockLine).display
        await one.press("enter", "ctrl+o")
        assert len(scene.gate.answers) == 1
        assert len(scene.journal.events) == seq
    assert scene.gate.closed


async def test_while_somebody_types_or_a_prompt_stands_there_enter_is_theirs_and_the_line_names_another_key() -> None:
    scene = GuardedScene()
    scene.to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f4")
        scene.clock.go(190)
        await one.picture()
        assert one.screen.prompted
        assert "Ctrl+O slepp inn" in await _knocks(one, scene, "evaluation", "pad")
        assert "Eit vindauge til evalueringa bed om" in screen_text(one.app)
        await one.press("enter")
        assert scene.gate.answers == []
        assert not one.screen.prompted
        await one.press("n")
        await until(one.pilot, lambda: one.screen.typing)
        await one.press("a", "enter", "b")
        assert scene.gate.answers == []
        await one.press("ctrl+o")
        assert scene.gate.answers == [("k0", True)]


async def test_no_stands_in_the_list_of_everything() -> None:
    scene = GuardedScene()
    async with console(scene) as one:
        await _knocks(one, scene, "pad")
        entries = {entry.text: entry.do for entry in one.screen.everything() if "å få opna" in entry.text}
        assert list(entries) == [f"{ASKS}: ja", f"{ASKS}: nei"]
        entries[f"{ASKS}: nei"]()
        assert scene.gate.answers == [("k0", False)]
