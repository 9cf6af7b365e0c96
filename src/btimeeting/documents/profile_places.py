"""On which line something stands in a TOML file: the library that reads it does not say."""

from __future__ import annotations

import re
from collections import defaultdict

_TABLE = re.compile(r"\s*(\[\[?)\s*([\w.\"'-]+)\s*\]\]?")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*(?:\.|=)""")
_LONG = ('"""', "'''")


class Places:
    """Lines by table, number of the table (from 0) and key; `("", 0, key)` for what stands before every table."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, int, str], int] = {}
        counts: defaultdict[str, int] = defaultdict(int)
        table, nth, inside = "", 0, ""
        for number, line in enumerate(text.split("\n"), 1):
            if inside:  # a text over several lines holds no keys
                inside = "" if inside in line else inside
                continue
            head, key = _TABLE.match(line), _KEY.match(line)
            if head is not None:
                table = head[2].strip("\"'")
                nth, counts[table] = counts[table], counts[table] + 1
                self._lines[table, nth, ""] = number
            elif key is not None:
                self._lines.setdefault((table, nth, key[1]), number)
                inside = next((mark for mark in _LONG if line.count(mark) % 2), "")

    def line(self, table: str, nth: int = 0, key: str = "") -> int:
        """The line of a key; of its table when the key is not there; 1 when neither is."""
        found = self._lines.get((table, nth, key))
        return found or self._lines.get((table, nth, "")) or 1
