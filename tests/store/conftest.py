"""Homes and keys for the store's tests: real folders, real files, derivations that cost nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from btimeeting.store import home as homes
from btimeeting.store.home import Home
from btimeeting.store.journal import FileJournal
from btimeeting.store.secret import DatabaseKey, new_key
from tests.builders import START


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return homes.create(tmp_path / "home", demo=False)


@pytest.fixture
def demo_home(tmp_path: Path) -> Home:
    return homes.create(tmp_path / "demo", demo=True)


@pytest.fixture
def key() -> DatabaseKey:
    return new_key()


@pytest.fixture
def journal(home: Home) -> Iterator[FileJournal]:
    with FileJournal.open(home, START) as made:
        yield made


@pytest.fixture
def other(home: Home, journal: FileJournal) -> Iterator[FileJournal]:
    """Another window's connection to the same file."""
    del journal  # made first
    with FileJournal.open(home, START) as made:
        yield made
