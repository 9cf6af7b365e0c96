"""The project's own files, as the tests of the house look at them."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "btimeeting"


def project_files() -> list[Path]:
    """Every file that is, or is about to be, in the repository: tracked ones and new ones not ignored.

    Where there is no repository (a downloaded archive) every file that is not hidden, compiled or in an environment.
    """
    if not (ROOT / ".git").exists():
        inside = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        return [
            ROOT / path
            for path in inside
            if path.suffix not in {".mo", ".pyc"} and not any(p.startswith(".") or p == "venv" for p in path.parts)
        ]
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def modules(folder: Path) -> list[str]:
    """The dotted names of the modules in and under `folder`, itself first, in order."""
    parts = (path.relative_to(PACKAGE.parent).with_suffix("").parts for path in folder.rglob("*.py"))
    return sorted({".".join(name[:-1] if name[-1] == "__init__" else name) for name in parts})
