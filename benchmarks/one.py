"""One benchmark, in an interpreter of its own: `python -m benchmarks.one NAME [--quick]` prints its rows as JSON.

Apart from each other, so that none pays for what another left in memory, and what forks has opened no database yet.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.measure import Row

Rows = Callable[..., list[Row]]

BENCHMARKS: Final = {
    "replay": "replay:rows",
    "append": "storing:append",
    "note": "storing:save_note",
    "open": "storing:opening",
    "many": "many:rows",
    "keys": "keys_on_disk:rows",
    "kill": "kill:rows",
    "paper": "papers:rows",
    "demo": "playing:rows",
    "bell": "bell:rows",
    "start": "screens:starting",
    "idle": "screens:idle",
    "pad": "pad_keys:rows",
    "flips": "windows:flips",
    "seen": "windows:seen",
    "windows": "windows:idle",
    "referent": "windows:pad",
}
"""Name → module and function. Each takes a folder and `quick`, and returns its rows."""


def measured(name: str, *, quick: bool) -> list[Row]:
    """The rows of one benchmark, measured here and now in a folder that goes away."""
    module, _, function = BENCHMARKS[name].partition(":")
    rows: Rows = getattr(importlib.import_module(f"benchmarks.{module}"), function)
    with tempfile.TemporaryDirectory(prefix="btimeeting-benchmark-") as folder:
        return rows(Path(folder), quick=quick)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.one")
    parser.add_argument("name", choices=BENCHMARKS)
    parser.add_argument("--quick", action="store_true")
    args = parser.parse_args()
    json.dump([row.figures() for row in measured(args.name, quick=args.quick)], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
