"""What is really loaded, in fresh interpreters: the static contracts cannot see what a function imports late."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.tree import PACKAGE, modules

FORMATS = {"docx", "icalendar", "lxml", "typst"}
STORES = {"cryptography", "sqlcipher3", "sqlite3", "sqlite_utils"}
SCREENS = {"rich", "textual"}
TOOLS = {"babel", "hatchling", "pytest"}
HEAVY = FORMATS | STORES | SCREENS | TOOLS | {"markdown_it"}

DOOR = [name for name in ("btimeeting", "btimeeting.__main__", "btimeeting.cli") if name in modules(PACKAGE)]
SETTINGS = {"pydantic", "platformdirs", "tomllib"}


def _loaded_by(*names: str) -> set[str]:
    """The top-level packages in memory after importing `names` in an interpreter of their own."""
    lines = [*(f"import {name}" for name in names), "import sys", "print(*{m.partition('.')[0] for m in sys.modules})"]
    ran = subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True, capture_output=True, text=True)
    return set(ran.stdout.split())


@pytest.mark.parametrize("name", DOOR)
def test_the_door_opens_without_loading_what_a_command_may_need(name: str) -> None:
    assert _loaded_by(name) & (HEAVY | SETTINGS) == set()


@pytest.mark.parametrize(
    ("room", "unwanted"),
    [
        ("domain", HEAVY | {"platformdirs", "click", "gettext"}),
        ("i18n", HEAVY | {"pydantic"}),
        ("service", HEAVY | {"platformdirs", "click", "gettext"}),
        ("documents", FORMATS | STORES | SCREENS | TOOLS),
        ("store", FORMATS | SCREENS | TOOLS | {"markdown_it", "gettext"}),
        ("ui", FORMATS | STORES | TOOLS),
    ],
)
def test_a_whole_room_loads_nothing_that_is_not_its_own(room: str, unwanted: set[str]) -> None:
    assert _loaded_by(*modules(PACKAGE / room)) & unwanted == set()


@pytest.mark.parametrize(
    "name", ["config", "cli.wiring", "domain.evolve", "service.watch", "store.home", "store.journal"]
)
def test_the_way_to_the_clock_goes_without_the_records_library(name: str) -> None:
    assert "pydantic" not in _loaded_by(f"btimeeting.{name}")


def test_the_guard_would_see_a_heavy_import() -> None:
    assert {"sqlite_utils", "sqlite3"} <= _loaded_by("sqlite_utils")
