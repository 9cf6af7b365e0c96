"""Does an answer about the meeting tell who the meeting was about? A caller warns; nothing is taken out."""

from __future__ import annotations

import re

from btimeeting.domain.anonymity import within
from btimeeting.domain.record import MeetingRecord


def case_words(text: str, record: MeetingRecord) -> tuple[str, ...]:
    """The words of `text` that are names from the case: child, participants, services, school. A caller warns.

    A part of the child's name counts however it is written; a part of anybody else's only with a capital, since
    many names are words (Dag, Liv). Whole names and services count however they are written. Genitive s included.
    """
    child = record.child
    whole = {p.name for p in record.participants} | {p.service for p in record.participants}
    whole |= {child.name, child.unit} if child is not None else set()
    found = {m.span(): m[0] for name in whole if name.strip() for m in _words(name).finditer(text)}
    for part in (part for p in record.participants for part in _parts(p.name)):
        found |= {m.span(): m[0] for m in _words(part).finditer(text) if m[0][:1].isupper()}
    for part in _parts(child.name) if child is not None else ():
        found |= {m.span(): m[0] for m in _words(part).finditer(text)}
    widest = [span for span in found if not any(within(span, other) for other in found)]
    return tuple(dict.fromkeys(found[span] for span in sorted(widest)))


def _parts(name: str) -> list[str]:
    """The parts of a name worth looking for: not «de» or «von» in a name that is written with capitals."""
    split = dict.fromkeys([*name.split(), *re.split(r"\W+", name)])  # a double name counts whole and in parts
    parts = [part for part in split if len(part.strip(".")) > 1]
    return [part for part in parts if part[0].isupper()] or parts


def _words(name: str) -> re.Pattern[str]:
    spaced = r"\s+".join(re.escape(part) for part in name.split())
    return re.compile(rf"(?<!\w){spaced}(?:'s|’s|s)?(?!\w)", re.IGNORECASE)
