"""Where a line may break and where it must not."""

from __future__ import annotations

import re

_ENDLESS, _PIECE, _TOGETHER = 36, 20, 30
"""Letters: a word that must be split, the pieces it is split into, a name that is kept on one line."""
_NUMBER = re.compile(r"(?<![\w.,:])(?:\d{1,3}\.?(?= [^\W\d_])|kl\.(?= \d))")
_SOFT = "\u200b"


def breakable(text: str, mark: str = _SOFT) -> str:
    """`text` with `mark` where a word that never ends may break: no line is wider than the page."""

    def split(found: re.Match[str]) -> str:
        word = found[0]
        return mark.join(word[i : i + _PIECE] for i in range(0, len(word), _PIECE))

    return re.sub(rf"\S{{{_ENDLESS},}}", split, text)


def set_well(text: str) -> str:
    """`text` with spaces that hold together what belongs together, and with places to break what never ends.

    Two words with capitals after each other are most often a name; a number holds on to what it counts.
    """
    first, *words = _NUMBER.sub("\\g<0>\u00a0", breakable(text)).replace("\u00a0 ", "\u00a0").split(" ")
    kept, stretch = first, len(first)
    for before, word in zip([first, *words], words, strict=False):
        name = before[:1].isupper() and word[:1].isupper() and (before[-1:].isalpha() or re.fullmatch(r"\w\.", before))
        together = name and stretch + len(word) < _TOGETHER
        stretch = stretch + 1 + len(word) if together else len(word)
        kept += ("\u00a0" if together else " ") + word
    return kept
