"""Commands to type next, as a sentence tells them: for the home that was named, so that nobody lands in another."""

from __future__ import annotations

from pathlib import Path

from btimeeting.cli.open_lines import quoted

_named: list[Path] = []


def remember(home: object) -> None:
    """Keep what `--home` named for this run of the program; None when it was not given."""
    _named[:] = [home] if isinstance(home, Path) else []


def command(*words: str) -> str:
    """The program with these words, and with the home where one was named."""
    home = ("--home", str(_named[0])) if _named else ()
    return quoted("btimeeting", *words, *home)
