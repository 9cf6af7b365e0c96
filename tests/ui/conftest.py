"""Screens are read in nynorsk unless a test says otherwise."""

from __future__ import annotations

import pytest
from textual import _wait

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
