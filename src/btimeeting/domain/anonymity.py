"""What may tell who a text is about: shown before an anonymous or system case is saved. Pure; nothing is taken out.

Sources: issue «Cases», domain.md 3.2: «In a small place age, sex, department and diagnosis re-identify».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Tells(StrEnum):
    """What a part of a text may be."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    ID_NUMBER = "id_number"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Trace:
    """A part of a text, and what it may be."""

    tells: Tells
    text: str = field(repr=False)


_ID = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")
_OWN_ID = re.compile(r"(?<!\d)[0-7]\d[014589]\d{3}[ .]?\d{5}(?!\d)")
"""A day, a month (or one of the numbers made from it) and five more: eleven digits of another kind are left alone."""
_DATE = re.compile(r"(?<![\d.])(?:[0-3]?\d[./-][01]?\d[./-](?:19|20)?\d{2}|(?:19|20)\d{2}-[01]\d-[0-3]\d)(?![\d.]*\d)")
_PHONE = re.compile(r"(?<![\d+])(?:(?:\+|00)47[ .]?)?[2-9](?:\d{7}|\d(?:[ .]\d{2}){3}|\d{2}[ .]\d{2}[ .]\d{3})(?!\d)")
_TWO = re.compile(r"(?<!\w)[A-ZÆØÅÁČŠ][a-zæøåéáčšđŋŧž]+(?:[- ][A-ZÆØÅÁČŠ][a-zæøåéáčšđŋŧž]+)+(?!\w)")
"""Two words or more with capitals are taken for a name; services are often written with one."""
_PART = re.compile(r"[^\W\d_]{3,}")
_PATTERNS = ((Tells.ID_NUMBER, _ID), (Tells.BIRTH_DATE, _DATE), (Tells.PHONE, _PHONE), (Tells.NAME, _TWO))


def identity_number(text: str) -> bool:
    """Whether a national identity number stands in a text: it is kept nowhere (domain.md 9.7)."""
    return _OWN_ID.search(text) is not None


def traces(text: str, names: Iterable[str] = ()) -> tuple[Trace, ...]:
    """Everything in the text that may tell who it is about, in its order; each once.

    `names` are names that are known here: a part of one counts, however it is written, with or without an s.
    """
    found = {match.span(): tells for tells, match in _matches(text, names)}
    widest = [span for span in found if not any(within(span, other) for other in found)]
    told = (Trace(found[begin, end], text[begin:end]) for begin, end in sorted(widest))
    return tuple(dict.fromkeys(told))


def _matches(text: str, names: Iterable[str]) -> Iterator[tuple[Tells, re.Match[str]]]:
    for tells, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield tells, match
    parts = {part.casefold() for name in names for part in _PART.findall(name)}
    for match in _PART.finditer(text):
        word = match[0].casefold()
        if word in parts or (word.endswith("s") and word[:-1] in parts):
            yield Tells.NAME, match


def within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a stretch of text lies inside another, longer one."""
    return span != other and other[0] <= span[0] and span[1] <= other[1]
