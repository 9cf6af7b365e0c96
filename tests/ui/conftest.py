"""Screens are read in nynorsk unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual import _wait
from textual._compositor import Compositor

from btimeeting import i18n


@pytest.fixture(autouse=True)
def nynorsk(_language_left_as_found: None) -> None:
    i18n.use("nn")


@pytest.fixture(autouse=True)
def _short_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot looks twice a key, 20 ms each, whether the program rests; 5 ms tell it as well.

    The bell that is looked for all the time must not count as work, or a key waits for up to a second. What a test
    waits for is a condition (`until`, `settle`), never this.
    """
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", 1 / 200)
    monkeypatch.setattr(_wait, "SLEEP_IDLE", 1 / 400)


@pytest.fixture(autouse=True)
def _painted_when_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """No frame goes to a terminal that is not there; what a test looks at (`screen_text`) is drawn when it looks.

    It was a fifth of the suite's time. Real terminals are drawn on in `tests/cli`.
    """
    draw: Callable[..., Any] = Compositor.render_update

    def frame(compositor: Compositor, full: bool = False, **how: Any) -> Any:
        if full:
            return draw(compositor, full=True, **how)
        compositor._dirty_regions.clear()
        return None

    monkeypatch.setattr(Compositor, "render_update", frame)
