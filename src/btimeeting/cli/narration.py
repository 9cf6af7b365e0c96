"""Narration: sentences on stderr, so that stdout stays data; broken between words where a person reads them."""

from __future__ import annotations

from typing import TextIO

NARROWEST = 20
COMMAND = "btimeeting "


def say(err: TextIO, text: str) -> None:
    """Write it, in lines no wider than the terminal. A path is never broken, and a line to copy stands alone."""
    err.write((_fitted(text) if err.isatty() else text) + "\n")


def _fitted(text: str) -> str:
    import shutil  # noqa: PLC0415 - only where somebody reads
    import textwrap  # noqa: PLC0415 - likewise

    width = max(shutil.get_terminal_size().columns - 1, NARROWEST)

    def fitted(line: str) -> str:
        if len(line) <= width:
            return line
        before, command, copied = line.partition(COMMAND)
        told = textwrap.fill(before, width, break_long_words=False, break_on_hyphens=False)
        return f"{told}\n  {command}{copied}".lstrip("\n") if command else told

    return "\n".join(map(fitted, text.split("\n")))


def one_line(text: str) -> str:
    """A person's text on one line of a terminal: control characters shown as a space."""
    return "".join(char if char.isprintable() else " " for char in text)
