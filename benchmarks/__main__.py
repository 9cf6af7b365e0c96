"""`python -m benchmarks [--only NAME]… [--quick] [--json FILE]`: every benchmark, a table, ratios to a floor.

Exit code 0 when everything was measured and nothing acknowledged was lost, whatever the goals say: they depend on the
machine. 1 when a benchmark failed or a kill lost something.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.machine import load, machine
from benchmarks.measure import Row
from benchmarks.one import BENCHMARKS
from benchmarks.table import head, lines, narrated


def main(argv: list[str] | None = None) -> int:
    args = _arguments(argv)
    told = machine()
    print(narrated(told), flush=True)
    print("\n" + head(), flush=True)
    results: dict[str, list[Row] | None] = {}
    with tempfile.TemporaryDirectory(prefix="btimeeting-byte-code-") as byte_code:
        for name in args.only or BENCHMARKS:
            rows = results[name] = _measured(name, byte_code, quick=args.quick)
            print("\n".join(lines(name, rows or [Row("FAILED: see above")])), flush=True)
    told["load at the end"] = load()
    print(f"\nload at the end: {told['load at the end']}")
    if args.json is not None:
        figures = {name: [row.figures() for row in rows] for name, rows in results.items() if rows is not None}
        args.json.write_text(json.dumps({"machine": told, "quick": args.quick, "rows": figures}, indent=1) + "\n")
    failed = any(rows is None or any(row.fatal for row in rows) for rows in results.values())
    return 1 if failed else 0


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    about = "every benchmark, a table, ratios to a floor measured in the same run"
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=about)
    parser.add_argument("--only", action="append", choices=BENCHMARKS, help="this one (repeat for more)")
    parser.add_argument("--quick", action="store_true", help="tiny sizes: whether it works, not how fast it is")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
    return parser.parse_args(argv)


def _measured(name: str, byte_code: str, *, quick: bool) -> list[Row] | None:
    """`byte_code`: a folder where Python keeps what it has compiled, as an installed program has it from the start.

    Else a machine whose environment forbids Python to keep it would compile the whole program at every start. Not
    used with `quick`, which would pay more for filling it than it saves.
    """
    command = [sys.executable, "-m", "benchmarks.one", name, *(["--quick"] if quick else [])]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environ = None if quick else kept | {"PYTHONPYCACHEPREFIX": byte_code}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, env=environ)
    return None if done.returncode else [Row.of(figures) for figures in json.loads(done.stdout)]


if __name__ == "__main__":
    sys.exit(main())
