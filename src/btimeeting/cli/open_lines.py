"""The lines that open other windows on a home, as one would write them in another terminal of this machine."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from btimeeting.cli.wiring import House

WINDOWS = {
    "wall": ("wall",),
    "pad": ("pad",),
    "viddevakt": ("viddevakt",),
    "evaluate": ("evaluate",),
    "console": ("meet", "resume"),
    "home": (),
    "referat": ("paper", "referat", "siste", "--format", "pdf", "--to", "referat.pdf"),
    "familie": ("paper", "familie", "siste", "--format", "pdf", "--to", "familie.pdf"),
}
"""Each window, and what opens it again; each paper that is handed over, and what writes it."""


def lines(house: House) -> tuple[tuple[str, str], ...]:
    """Each window's name and its line."""
    return tuple((name, line(house, *words)) for name, words in WINDOWS.items())


def line(house: House, *words: str) -> str:
    """The program with these words; the home is named unless it is the one the program takes by itself."""
    from btimeeting.config import home_folder  # noqa: PLC0415 - heavy

    usual = home_folder({})  # another terminal may not have this one's environment
    home = () if house.home.path.absolute() == usual.absolute() else ("--home", str(house.home.path.absolute()))
    return quoted(*program(), *words, *home)


def program() -> tuple[str, ...]:
    """The program's name where the system finds it, else its path."""
    if shutil.which("btimeeting") is not None:
        return ("btimeeting",)
    started = Path(sys.argv[0])
    if started.stem == "btimeeting" and started.exists():
        return (str(started.absolute()),)
    return (sys.executable, "-m", "btimeeting")


def quoted(*words: str) -> str:
    """The words as one line for this system's terminal."""
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
