"""Whoever sits at the terminal, or the pipe in their place, as one who can be asked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from btimeeting.cli.held_ask import Typist


def typist(*, strict: bool = False) -> Typist:
    """`strict`: each line of a pipe answers its own question only, and whoever asks heeds `refused`."""
    from btimeeting.cli.held_ask import Typist  # noqa: PLC0415 - only when somebody is asked

    return Typist(sys.stdin, sys.stderr, strict=strict)
