"""Narration: sentences on stderr, so that stdout stays data; broken between words where a person reads them."""

from __future__ import annotations

from typing import TextIO

NARROWEST = 20


def say(err: TextIO, text: str) -> None:
    """Write it, in lines no wider than the terminal. A path or a line to copy is never broken."""
    err.write((_fitted(text) if err.isatty() else text) + "\n")


def _fitted(text: str) -> str:
    import shutil  # noqa: PLC0415 - only where somebody reads
    import textwrap  # noqa: PLC0415 - likewise

    width = max(shutil.get_terminal_size().columns - 1, NARROWEST)
    lines = (
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False, drop_whitespace=True)
        for line in text.split("\n")
    )
    return "\n".join(lines)
