"""The import contracts name every room: a list that forgets one guards a door with the wall missing."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from btimeeting import __version__
from tests.house.tree import PACKAGE, ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {contract["name"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}


def _rooms() -> set[str]:
    inside = (path for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists())
    return {f"btimeeting.{path.stem}" for path in inside} - {"btimeeting.__init__"}


@pytest.mark.parametrize(
    ("contract", "allowed"),
    [
        ("Only store knows databases and cryptography", "btimeeting.store"),
        ("Only documents knows document formats", "btimeeting.documents"),
        ("Only ui knows Textual", "btimeeting.ui"),
    ],
)
def test_every_room_but_one_is_kept_from_a_library(contract: str, allowed: str) -> None:
    assert set(CONTRACTS[contract]["source_modules"]) == _rooms() - {allowed}


def test_the_version_is_one() -> None:
    assert PROJECT["project"]["version"] == __version__
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{__version__}]" in changes or "## [Unreleased]" in changes


def test_a_run_time_library_is_named_and_bounded() -> None:
    loose = [name for name in PROJECT["project"]["dependencies"] if not any(sign in name for sign in (">=", "=="))]
    assert loose == []
