"""Other processes, for tests of what two windows do to one home; and another user, for tests of what is forbidden."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a Python of our own that runs `code`; it talks over its standard input and output."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str], timeout_s: float = 60) -> str:
    """Wait for a process that must end well; return what it printed."""
    out, err = process.communicate(timeout=timeout_s)
    assert process.returncode == 0, err
    return out


@contextmanager
def folder_of_somebody_else() -> Iterator[Path]:
    """A folder to be used with `forbidden`."""
    with tempfile.TemporaryDirectory(prefix="bti-test-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@contextmanager
def forbidden(folder: Path) -> Iterator[None]:
    """Take the right to write in `folder` away for the length of the block; from root, too, whom no mode stops."""
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        folder.chmod(0o500)
        try:
            yield
        finally:
            folder.chmod(0o755)
