"""Finding a value by its words: FTS5 over folded text, newest first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Final

from btimeeting.store import letters
from btimeeting.store.driver import Connection

MOST_WORDS = 12
"""More words than this in one question add nothing but time."""
LONGEST_BEGINNING: Final = 5
"""Beginnings of words are indexed up to this length."""
MOST_ENDINGS: Final = 100
"""So many words that begin alike are asked for one by one."""
_BEFORE, _AFTER = 16, 100
_WORD = re.compile(r"[^\W_]+")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index points at. A note knows its meeting, and the meeting its case."""

    kind: str
    id: str
    meeting_id: str | None
    case_id: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """What the index points at, the number of its case and the day of its meeting."""

    entry: Entry
    number: str
    on: date | None


# What is found is looked up only for the few that are shown; a child is found with its latest case. What is locked
# is left out before the limit, so that it hides nothing of other cases.
_FIND = """
WITH found AS (
  SELECT t.n, t.kind, t.id, t.meeting_id, coalesce(t.case_id,
    (SELECT m.case_id FROM meetings m WHERE m.id = t.meeting_id),
    (SELECT c.id FROM cases c WHERE t.kind = 'child' AND c.child_id = t.id ORDER BY c.rowid DESC LIMIT 1)) AS of_case
  FROM search_words w JOIN search_text t ON t.n = w.rowid
  WHERE search_words MATCH ? AND NOT EXISTS (SELECT 1 FROM locks l WHERE l.case_id = of_case AND l.until_at IS NULL)
  ORDER BY w.rowid DESC LIMIT ?)
SELECT f.kind, f.id, f.meeting_id, f.of_case, json_extract(c.body, '$.number'), coalesce(m.starts, m.created_at)
FROM found f LEFT JOIN cases c ON c.id = f.of_case LEFT JOIN meetings m ON m.id = f.meeting_id
ORDER BY f.n DESC
"""

_NEXT_TERM = "SELECT term FROM search_terms WHERE term >= ? AND term < ? LIMIT 1"
_ODDER: Final = "\u0180"
"""From here on the index may see other letters than we do: they are left to it."""


def index(conn: Connection, entry: Entry, texts: Iterable[str]) -> None:
    """Put a value's words in the index, or take it out when it has none; inside the caller's transaction."""
    text = letters.fold("\n".join(text for text in texts if text)).strip()
    if not text:
        remove(conn, entry.kind, entry.id)
        return
    conn.execute(
        "INSERT INTO search_text(kind, id, meeting_id, case_id, text) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT(kind, id) DO UPDATE"
        " SET meeting_id = excluded.meeting_id, case_id = excluded.case_id, text = excluded.text"
        " WHERE text <> excluded.text OR meeting_id IS NOT excluded.meeting_id OR case_id IS NOT excluded.case_id",
        (entry.kind, entry.id, entry.meeting_id, entry.case_id, text),
    )


def remove(conn: Connection, kind: str, value_id: str) -> None:
    """Take a value out of the index, inside the caller's transaction."""
    conn.execute("DELETE FROM search_text WHERE kind = ? AND id = ?", (kind, value_id))


def asked(words: str) -> tuple[str, ...]:
    """Return the words of a question, folded, each once."""
    return tuple(dict.fromkeys(letters.words(letters.fold(words))))[:MOST_WORDS]


def find(conn: Connection, wanted: tuple[str, ...], limit: int) -> list[Found]:
    """Return what holds every word, or a longer word that begins so (from two letters on); newest first.

    Newest is what was written into the record last. A child is found with its latest case. Of a locked case nothing.
    """
    terms = [_term(conn, word) for word in wanted]
    if not terms or not all(terms):  # none was asked for, or one that stands nowhere
        return []
    found = conn.execute(_FIND, (" AND ".join(terms), max(limit, 0))).fetchall()
    return [
        Found(Entry(*entry), number or "", None if day is None else date.fromisoformat(day[:10]))
        for *entry, number, day in found
    ]


def _term(conn: Connection, word: str) -> str:
    """Return what the index is asked for one word, empty when it has no such word.

    The index gives the newest of one word, or of a beginning it knows, one after another; of a longer beginning it
    would first collect every place of every word, the commonest hundred thousands. So those words are named.
    """
    # The words are letters and digits only, so nothing in them can end the quotes.
    if len(word) == 1:
        return f'"{word}"'
    if len(word) <= LONGEST_BEGINNING or max(word) >= _ODDER:
        return f'"{word}"*'
    longer = list(islice(_longer(conn, word), MOST_ENDINGS + 1))
    if len(longer) > MOST_ENDINGS:
        return f'"{word}"*'
    return f"({' OR '.join(longer)})" if longer else ""


def _longer(conn: Connection, word: str) -> Iterator[str]:
    """Yield the words of the index that begin so, in quotes; a look-up each, however often they stand there."""
    at, end = word, f"{word}\U0010ffff"
    while found := conn.execute(_NEXT_TERM, (at, end)).fetchall():
        yield f'"{found[0][0]}"'
        at = f"{found[0][0]}0"  # no letter or digit comes before 0


def _first(line: str, wanted: tuple[str, ...]) -> int:
    """Return where the first word begins that begins with one of these; 0 when there is none."""
    folded = letters.fold(line)
    if len(folded) == len(line):  # nearly always: then what is at a place in the one is there in the other
        found = _beginning(wanted).search(folded) if wanted else None
        return found.start() if found is not None else 0
    return next((m.start() for m in _WORD.finditer(line) if letters.fold(m.group()).startswith(wanted)), 0)


@lru_cache(maxsize=16)
def _beginning(wanted: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, wanted))})")


def snippet(text: str, wanted: tuple[str, ...]) -> str:
    """Return some of `text` on one line around the first word asked for, «…» where something is left out."""
    line = _BLANK.sub(" ", unicodedata.normalize("NFC", text)).strip()
    at = _first(line, wanted)
    begin, end = max(0, at - _BEFORE), min(len(line), at + _AFTER)
    if begin:  # never half a word
        begin = line.find(" ", begin, at) + 1 or at
    if end < len(line):
        end = max(line.rfind(" ", at, end), at) if " " in line[at:end] else end
    return f"{'… ' if begin else ''}{line[begin:end]}{' …' if end < len(line) else ''}"
