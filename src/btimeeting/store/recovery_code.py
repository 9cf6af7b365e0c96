"""The recovery code as it is printed and typed back: 32 random bytes in four lines of four groups of four characters.

Crockford's base32 (7K2M-9QXA-…): no I, L, O or U, and those are read as 1, 1, 0 and V; case and separators mean
nothing.

Each line ends in three check characters (15 bits of a SHA-256 over the line and its place), so that a typing mistake
is told from a wrong code, and the line to look at again is known. Lines in the wrong order are noticed, too.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from btimeeting.store.errors import RecoveryCodeMistyped

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("ILOU", "110V")
_SEPARATORS = re.compile(r"[\s\-–—.·_]+")

SECRET_BYTES = 32
LINES = 4
_DATA = 13  # 4 x 13 characters of 5 bits = 260 bits: the 256 and four that are zero
_CHECK = 3
_LINE = _DATA + _CHECK


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """The code as it is shown once and printed."""

    text: str = field(repr=False)

    @property
    def lines(self) -> tuple[str, ...]:
        """The four lines."""
        return tuple(self.text.split("\n"))


def encode(secret: bytes) -> RecoveryCode:
    """Write 32 bytes as a code."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(SECRET_BYTES)
    characters = _characters(int.from_bytes(secret) << 4, LINES * _DATA)
    lines = []
    for number in range(LINES):
        line = characters[number * _DATA : (number + 1) * _DATA]
        line += _check(number, line)
        lines.append("-".join(line[start : start + 4] for start in range(0, _LINE, 4)))
    return RecoveryCode("\n".join(lines))


def decode(typed: str) -> bytes:
    """Read a code as people type it. Raises `RecoveryCodeMistyped` with the first line that cannot be right."""
    text = _clean(typed)
    if len(text) != LINES * _LINE:
        raise RecoveryCodeMistyped(_line_of_wrong_length(typed), found=len(text), expected=LINES * _LINE)
    data = ""
    for number in range(LINES):
        line = text[number * _LINE : (number + 1) * _LINE]
        if _check(number, line[:_DATA]) != line[_DATA:] or not set(line) <= set(_ALPHABET):
            raise RecoveryCodeMistyped(number + 1, found=len(text), expected=LINES * _LINE)
        data += line[:_DATA]
    value = 0
    for character in data:
        value = value << 5 | _ALPHABET.index(character)
    return (value >> 4).to_bytes(SECRET_BYTES)


def _clean(typed: str) -> str:
    return _SEPARATORS.sub("", typed).upper().translate(_READ_AS)


def _line_of_wrong_length(typed: str) -> int | None:
    lines = [text for line in typed.splitlines() if (text := _clean(line))]
    if len(lines) != LINES:
        return None
    return next(number for number, line in enumerate(lines, 1) if len(line) != _LINE)


def _check(number: int, line: str) -> str:
    digest = hashlib.sha256(f"{number}:{line}".encode()).digest()
    return _characters(int.from_bytes(digest[:2]) >> 1, _CHECK)


def _characters(value: int, count: int) -> str:
    return "".join(_ALPHABET[value >> 5 * place & 31] for place in reversed(range(count)))
