"""Two windows wrote in one note: both texts can be read, and somebody says which one is to stand."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

import pytest
from textual.widgets import TextArea

from btimeeting.domain.record import Note, NoteField
from btimeeting.service.session import Session
from btimeeting.store import home as homes
from btimeeting.store import keys
from btimeeting.store.records import RecordsStore
from btimeeting.ui.bridge import Stores
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.places import Place
from btimeeting.ui.pad.versions import Versions, merged, versions_of
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import MEETING, Console, console, screen_text, until

T = TypeVar("T")
HERE = Place("clarify", "t1", NoteField.QUESTION)


def _note(text: str, copy_no: int = 0) -> Note:
    return Note(
        id=f"n{copy_no}", meeting_id=MEETING, phase="clarify", speaker="t1", field=NoteField.QUESTION, text=text,
        copy_no=copy_no,
    )  # fmt: skip


def _texts(scene: DeskScene) -> list[str]:
    notes = scene.records.meeting(MEETING).notes
    return [n.text for n in sorted(notes, key=lambda n: n.copy_no) if n.field is NoteField.QUESTION]


async def _shown(one: Console) -> str:
    await one.press("f4")
    await until(one.pilot, lambda: one.screen.pad.versions is not None)
    told = " ".join((await one.picture()).split())
    await one.press("ctrl+r")
    await until(one.pilot, lambda: isinstance(one.app.screen, Versions))
    await one.pilot.pause()
    return told


@pytest.mark.parametrize(
    ("keys", "stands"),
    [
        (("enter",), "Korleis søv [b] han?\nEt han frukost?"),
        (("2",), "Korleis søv [b] han?"),
        (("right", "right", "enter"), "Et han frukost?"),
    ],
)
async def test_both_are_read_and_one_key_says_what_stands(keys: tuple[str, ...], stands: str) -> None:
    scene = DeskScene(_note("Korleis søv [b] han?"), _note("Et han frukost?", 1)).to_phase("clarify")
    async with console(scene, (80, 24)) as one:
        told = await _shown(one)
        assert "Det er 2 utgåver av dette notatet: to vindauge har skrive i det. Ctrl+R viser dei." in told
        assert "Ctrl+R Utgåver" in told
        page = screen_text(one.app)
        assert "Korleis søv [b] han?" in page
        assert "Et han frukost?" in page
        await one.pilot.press(*keys)
        await until(one.pilot, lambda: _texts(scene) == [stands, ""])
        assert one.screen.query_one("#pad-note-0", TextArea).text == stands
        await until(one.pilot, lambda: one.screen.pad.versions is None)
        assert "utgåver" not in await one.picture()
        await one.press("n", "x")
        await until(one.pilot, lambda: _texts(scene) == [f"{stands}x", ""])


async def test_esc_leaves_both_and_the_line_is_told_once() -> None:
    scene = DeskScene(_note("Ein"), _note("To", 1)).to_phase("clarify")
    async with console(scene, (80, 24)) as one:
        await _shown(one)
        await one.pilot.press("escape")
        assert _texts(scene) == ["Ein", "To"]
        one.screen.pad.head.say("")
        one.screen.pad.reread()
        picture = await one.picture()
        assert "Det er 2 utgåver" not in picture
        assert "Ctrl+R Utgåver" in picture


def test_versions_of_a_note_are_its_different_texts() -> None:
    assert versions_of([_note("To", 1), _note("Ein")], HERE) == ("Ein", "To")
    assert versions_of([_note("Ein"), _note("Ein", 1), _note(" ", 2)], HERE) == ("Ein",)
    assert merged(("Korleis", "Korleis søv han?")) == "Korleis søv han?"


class _AtOnce:
    """A bridge whose stores answer at once: a real record under the pad's own way to it."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores

    def ask(self, work: Callable[[Stores], T]) -> Future[T]:
        answer: Future[T] = Future()
        answer.set_result(work(self._stores))
        return answer


def test_in_a_real_record_one_text_stands_and_the_others_are_versions(tmp_path: Path) -> None:
    scene = DeskScene()
    home = homes.create(tmp_path / "home", demo=True)
    keys.create_demo(home)
    now = scene.clock.now()
    with RecordsStore.open(home.records, keys.unlock_demo(home), now) as records:
        records.save_all(scene.records.values.values(), now)
        records.save_all([_note("Ein"), _note("To", 1)], now)
        stores = Stores(Session(scene.journal, scene.clock, MEETING), records)
        desk = Desk(_AtOnce(stores))  # type: ignore[arg-type]
        desk.settle(HERE, "Ein\nTo").result()
        assert {n.copy_no: n.text for n in records.meeting(MEETING).notes} == {0: "Ein\nTo", 1: ""}
        assert [v.value.text for v in records.history(Note, "n1") if isinstance(v.value, Note)] == ["To"]
        assert not desk.save_notes({HERE: "Ein\nTo og tre"}).result().conflict
        assert {n.copy_no: n.text for n in records.meeting(MEETING).notes} == {0: "Ein\nTo og tre", 1: ""}
