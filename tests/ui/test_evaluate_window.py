"""The window for the five questions: shut while the family is there, and without a way to the case."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widgets import Input

from btimeeting.documents.case_words import case_words
from btimeeting.domain.events import Evaluated
from btimeeting.domain.meeting import Stage
from btimeeting.domain.record import EvaluationAnswer
from btimeeting.domain.wishes import Approve
from btimeeting.service.answer_book import AnswerBook
from btimeeting.service.session import Session
from btimeeting.ui.after.evaluation import EvaluationScreen
from btimeeting.ui.app import BtiApp
from btimeeting.ui.bridge import Stores
from btimeeting.ui.evaluate_window.screen import EvaluateScreen
from btimeeting.ui.evaluate_window.window import evaluate_app
from btimeeting.ui.look import Look
from tests.beside import Beside
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import MEETING, OSLO, screen_text, until

WORDS = 12
"""The window says more than this once it has heard of the meeting."""


def _gone(scene: DeskScene | None = None) -> DeskScene:
    scene = scene or DeskScene()
    while scene.other.meeting.stage is not Stage.EVALUATING:
        scene.walk(1, 90)
    return scene


def _stores(scene: DeskScene) -> Stores:
    session = Session(scene.journal, scene.clock, MEETING, window="evaluation")
    return Stores(session, None, book=AnswerBook(session, Beside(scene.records), case_words))


def _answers(scene: DeskScene) -> list[tuple[str, int, str]]:
    return sorted((a.question, a.voice, a.text) for a in scene.records._all(EvaluationAnswer))


@asynccontextmanager
async def window(scene: DeskScene, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[BtiApp, Pilot[None]]]:
    app = evaluate_app(lambda: _stores(scene), Look(OSLO, lambda: "09.30"))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: len(screen_text(app).split()) > WORDS or isinstance(app.focused, Input))
        yield app, pilot


async def test_it_is_shut_while_the_family_is_in_the_room_and_opens_and_shuts_by_itself() -> None:
    scene = DeskScene()
    scene.to_phase("close")
    async with window(scene) as (app, pilot):
        assert "Spørsmåla kjem her når dei har gått." in screen_text(app)
        await pilot.press("e", "enter")
        assert isinstance(app.screen, EvaluateScreen)
        _gone(scene)
        await until(pilot, lambda: isinstance(app.screen, EvaluationScreen) and isinstance(app.focused, Input))
        await pilot.press("b", "r", "a", "f1")
        scene.other.undo()
        await until(pilot, lambda: isinstance(app.screen, EvaluateScreen))
        assert "Familien er i rommet." in screen_text(app)
        assert "bra" not in screen_text(app)
        await until(pilot, lambda: _answers(scene) == [("a", 0, "bra")])


async def test_what_is_answered_is_saved_as_it_is_typed_told_once_and_a_name_is_asked_about() -> None:
    scene = _gone()
    async with window(scene) as (app, pilot):
        await pilot.press(*"Kari")
        await until(pilot, lambda: "«Kari»: handlar dette om saka?" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Takk. Svara er lagra." in screen_text(app))
        await until(pilot, lambda: any(isinstance(e, Evaluated) for e in scene.journal.events[MEETING]))
        assert scene.journal.events[MEETING][-1].by == "evaluation"
        scene.other.do(Approve("d1", 1))
        await until(pilot, lambda: "Referatet er godkjent" in screen_text(app))
        await pilot.press("e")
        assert isinstance(app.screen, EvaluateScreen)


async def test_two_windows_answer_alone_and_together_and_nothing_is_written_over() -> None:
    scene = _gone()
    async with window(scene) as (_, pilot):
        await pilot.press(*"saman", "ctrl+n")
        await pilot.press(*"ein")
        await until(pilot, lambda: ("a", 1, "ein") in _answers(scene))
    async with window(scene) as (app, pilot):
        await until(pilot, lambda: "saman" in screen_text(app))
        await pilot.press("ctrl+n")
        assert "ein" not in [line.value for line in app.screen.query(Input)]
        await pilot.press(*"to")
        await until(pilot, lambda: _answers(scene) == [("a", 0, "saman"), ("a", 1, "ein"), ("a", 2, "to")])
        other = _stores(scene).book
        assert other is not None
        other.read()
        assert other.save({("a", 2): "tre"}) == {}
        await pilot.press("x")
        await until(pilot, lambda: _answers(scene)[2:] == [("a", 2, "tox"), ("a", 2, "tre")])
        other.save({("a", 2): ""})
        assert _answers(scene)[2:] == [("a", 2, "tox")]


def test_the_window_is_handed_a_book_that_gives_answers_and_has_no_record() -> None:
    stores = _stores(_gone())
    assert stores.records is None
    assert {name for name in dir(AnswerBook) if not name.startswith("_")} == {"read", "named", "save", "done"}
    assert stores.book is not None
    assert stores.book.read() == {}
    assert stores.book.save({("a", 0): "Møtet med Kari Demo gjekk bra"}) == {("a", 0): ("Kari Demo",)}
    assert stores.book.read() == {("a", 0): "Møtet med Kari Demo gjekk bra"}
