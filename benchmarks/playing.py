"""The whole program once: `btimeeting demo --auto`, from nothing to two filed documents."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import count
from pathlib import Path

from benchmarks.measure import Row, against, timed

GOAL_MS = 20_000
"""Issue 2: well under 20 s."""


def rows(folder: Path, *, quick: bool) -> list[Row]:
    """Fresh interpreters, a fresh home each time."""
    numbers = count()

    def demo() -> None:
        home = folder / f"home-{next(numbers)}"
        _run("-m", "btimeeting", "demo", "--auto", "--lang", "nn", "--home", str(home))

    samples, floor = against(demo, lambda: _run("-c", "pass"), "python -c pass", 1 if quick else 5, warm=1)
    version = against(lambda: _run("-m", "btimeeting", "--version"), lambda: None, "", 1 if quick else 10, warm=1)[0]
    return [
        timed("demo --auto, wall clock", samples, floor, goal={"most": GOAL_MS}),
        timed("btimeeting --version", version, floor),
    ]


def _run(*arguments: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BTIMEETING_")}
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=kept)
