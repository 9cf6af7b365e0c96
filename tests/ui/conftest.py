"""Screens are read in nynorsk unless a test says otherwise."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from time import process_time
from typing import Any, Final

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual import app as app_module
from textual import pilot as pilot_module
from textual import screen as screen_module
from textual._compositor import Compositor
from textual.app import ScreenStackError
from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot, WaitForScreenTimeout
from textual.widget import Widget

from btimeeting import i18n

_LOOK: Final = 1 / 1000
_LOOKS: Final = 2
_NO_ANSWER: Final = 1 / 20


class _Text(SingleFileSnapshotExtension):
    file_extension = "txt"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def picture_file(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """A golden file of its own for each test, as text a person can read."""
    return snapshot.use_extension(_Text)


@pytest.fixture(autouse=True)
def nynorsk(_language_left_as_found: None) -> None:
    i18n.use("nn")


class _Asked(set[Future[Any]]):
    """What has been asked of a thread and is not answered."""

    def hear(self, future: Future[Any]) -> None:
        self.add(future)
        future.add_done_callback(self.discard)


@pytest.fixture(autouse=True)
def _short_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot looks twice a key, 20 ms each, whether the program rests; 1 ms tells it as well.

    A program that waits for its stores does not rest, though no processor is busy: their answer is waited for, but not
    for long, since some never answer. The bell that is looked for all the time must not count as work, or a key waits
    for up to a second. What a test waits for is a condition (`until`, `settle`), never this.
    """
    asked = _Asked()
    born: Callable[[Future[Any]], None] = Future.__init__

    def heard(future: Future[Any]) -> None:
        born(future)
        asked.hear(future)

    async def rests(min_sleep: float = 2 * _LOOK, max_sleep: float = 1) -> None:
        time = asyncio.get_running_loop().time
        start, quiet = time(), 0
        while (gone := time() - start) < max_sleep and (quiet < _LOOKS or gone < min_sleep):
            busy = process_time()
            await asyncio.sleep(_LOOK)
            rests_now = process_time() - busy < _LOOK / 2 and (not asked or gone > _NO_ANSWER)
            quiet = quiet + 1 if rests_now else 0

    monkeypatch.setattr(Future, "__init__", heard)
    monkeypatch.setattr(screen_module, "UPDATE_PERIOD", _LOOK)  # what is laid out anew is so before it is looked at
    monkeypatch.setattr(app_module, "wait_for_idle", rests)
    monkeypatch.setattr(pilot_module, "wait_for_idle", rests)


_PARSED: dict[frozenset[tuple[str, str]], LRUCache[Any, Any]] = {}


@pytest.fixture(autouse=True)
def _styles_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The style sheets are the same in every program of the suite, so long as their colours are."""
    given: Callable[[Stylesheet, dict[str, str]], None] = Stylesheet.set_variables

    def set_variables(sheet: Stylesheet, variables: dict[str, str]) -> None:
        sheet._parse_cache = LRUCache(1)  # not the shared one is emptied
        given(sheet, variables)
        sheet._parse_cache = _PARSED.setdefault(frozenset(variables.items()), LRUCache(512))

    monkeypatch.setattr(Stylesheet, "set_variables", set_variables)


@pytest.fixture(autouse=True)
def _painted_when_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """No frame goes to a terminal that is not there; what a test looks at (`screen_text`) is drawn when it looks.

    It was a fifth of the suite's time. Real terminals are drawn on in `tests/cli`.
    """

    def frame(compositor: Compositor, full: bool = False, **_how: Any) -> None:  # noqa: ARG001 - Textual's
        compositor._dirty_regions.clear()

    monkeypatch.setattr(Compositor, "render_update", frame)


@pytest.fixture(autouse=True)
def _only_the_busy_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """After each key Textual's pilot sends every widget of the screen a message and waits until all have read it.

    A widget that nothing waits for has nothing to read: most of a hundred, after most keys. That was a third of the
    suite's time. What a test waits for is a condition all the same.
    """

    async def wait_for_the_busy(pilot: Pilot[Any], timeout: float = 30.0) -> bool:  # noqa: ASYNC109 - Textual's own
        app = pilot.app
        try:
            screen = app.screen
        except ScreenStackError:
            return False
        busy = [each for each in screen.walk_children(Widget) if each.message_queue_size or each is screen.focused]
        read = [asyncio.get_running_loop().create_future() for _ in (app, screen, *busy)]
        for each, future in zip((app, screen, *busy), read, strict=True):
            if not each.call_later(_done, future):
                _done(future)
        failed = asyncio.ensure_future(app._exception_event.wait())
        everyone = asyncio.gather(*read)
        await asyncio.wait({failed, everyone}, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        failed.cancel()
        if app._exception is not None:
            everyone.cancel()
            raise app._exception
        if not everyone.done():
            everyone.cancel()
            raise WaitForScreenTimeout
        return True

    monkeypatch.setattr(Pilot, "_wait_for_screen", wait_for_the_busy)


def _done(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
