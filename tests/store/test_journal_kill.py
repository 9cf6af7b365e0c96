"""Whatever kills a window, and whenever: what it was told is written is there, once, in an unbroken chain."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

KILLER = Path(__file__).with_name("journal_killer.py")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the killer forks")
def test_sixty_killed_writers_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    seed = random.randrange(1_000_000)  # noqa: S311 - printed by pytest when it fails
    done = subprocess.run(
        [sys.executable, str(KILLER), str(tmp_path / "home"), "60", str(seed)],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["wrong"] == []
    assert found["killed"] >= 60
    assert found["acknowledged"] >= 10, "the writers hardly got to write"  # some 100 on an idle machine
