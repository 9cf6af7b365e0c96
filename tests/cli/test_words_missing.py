"""A checkout whose words have not been made: said once, in the only language there is."""

from __future__ import annotations

import gettext

import pytest

from btimeeting import i18n
from tests.cli.door import Door, door_with

door = pytest.fixture(door_with("doctor"), name="door")


def test_a_checkout_whose_words_are_not_made_says_so_once_and_speaks_english(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "hatch_build" not in door.run("doctor", lang="nn").err
    monkeypatch.setattr(i18n, "_words", lambda _language: gettext.NullTranslations())
    try:
        ran = door.run("doctor", lang="nn")
        assert ran.err.count("python hatch_build.py") == 1
        assert "hatch_build" not in door.run("doctor", lang="en").err
    finally:
        monkeypatch.undo()
        i18n.use("en")
