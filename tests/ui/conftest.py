"""Screens are read in nynorsk unless a test says otherwise."""

from __future__ import annotations

import pytest

from btimeeting import i18n


@pytest.fixture(autouse=True)
def nynorsk(_language_left_as_found: None) -> None:
    i18n.use("nn")
