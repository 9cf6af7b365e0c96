"""The program as a person runs it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def btimeeting(
    *words: str, home: Path | None = None, typed: str | None = None, **environ: str
) -> subprocess.CompletedProcess[str]:
    """Run the program and give what it wrote and how it ended."""
    given = ["--home", str(home)] if home is not None else []
    return subprocess.run(
        [sys.executable, "-m", "btimeeting", *given, *words],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        input=typed,
        env=os.environ | {"PYTHONUTF8": "1", "BTIMEETING_LANG": "nn"} | environ,
    )


def a_sentence(ran: subprocess.CompletedProcess[str]) -> str:
    """What it said when it could not: never a trace, and not a word about itself on stdout."""
    assert "Traceback" not in ran.stderr
    assert ran.stderr.strip()
    return ran.stderr
