"""A document leaves the program: to stdout, or to a file only its owner reads."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from btimeeting.cli.narration import say
from btimeeting.i18n import tr


def tell_replaced(replaced: tuple[str, ...]) -> None:
    """Say which characters a PDF's letters lacked."""
    if replaced:
        signs = " ".join(replaced)
        say(
            sys.stderr,
            tr("These signs have no letter in the font and are written as codes: {signs}", signs=signs),
        )


def write_file(data: bytes, to: Path | None) -> None:
    """To stdout, or to a file only its owner reads."""
    if to is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    with os.fdopen(
        os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600), "wb"
    ) as file:
        to.chmod(0o600)  # one that was there already may have been open to others
        file.write(data)
