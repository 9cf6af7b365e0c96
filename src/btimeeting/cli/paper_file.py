"""A document leaves the program: to stdout, or to a file only its owner reads."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from btimeeting.cli.narration import say
from btimeeting.i18n import tr

LONGEST = 200
"""So much of a name is used for the file that is written beside it: the system takes 255 bytes in all."""


def tell_replaced(replaced: tuple[str, ...]) -> None:
    """Say which characters a PDF's letters lacked."""
    if replaced:
        signs = " ".join(replaced)
        say(
            sys.stderr,
            tr("These signs have no letter in the font and are written as codes: {signs}", signs=signs),
        )


def write_file(data: bytes, to: Path | None) -> None:
    """To stdout, or to a file only its owner reads: whole or not at all, and what stood there stands until then.

    Raises OSError with the file's name.
    """
    if to is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        there = to.exists()
        if there and not to.is_file() and not to.is_dir():  # a pipe or a device takes what comes
            to.write_bytes(data)
            return
        _replace(to.resolve(), data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(to)) from error
    if there:
        say(sys.stderr, tr("{path} was there, and has been replaced.", path=to))


def _replace(to: Path, data: bytes) -> None:
    if to.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(to))
    beside = to.with_name(f".{to.name[:LONGEST]}.{secrets.token_hex(6)}")
    how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(beside, how, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(to)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
