"""What a terminal would show of what was written to it, drawn by pyte behind a filter for what pyte does not know."""

from __future__ import annotations

import re
from typing import Final

import pyte

_SEQUENCE: Final = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|\x1b[P_X^][^\x1b]*\x1b\\"  # DCS, APC, SOS, PM
    rb"|\x1b\[([0-?]*)([ -/]*)([@-~])"  # CSI
)
_CUT_OFF: Final = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[\]P_X^][^\x07\x1b]*\x1b?)?\Z")
_ANSWERS: Final = {
    (b"", b"c"): b"\x1b[?62;22c",
    (b"0", b"c"): b"\x1b[?62;22c",
    (b">", b"c"): b"\x1b[>1;4000;0c",
    (b"5", b"n"): b"\x1b[0n",
    (b"?u", b""): b"\x1b[?0u",
}
_KNOWN_MODES: Final = {b"1", b"7", b"25", b"1000", b"1002", b"1003", b"1004", b"1006", b"1049", b"2004", b"2026"}


class Drawn:
    """The screen. It answers what programs ask a modern terminal."""

    def __init__(self, columns: int, rows: int) -> None:
        self._columns, self._rows = columns, rows
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._tail = b""
        self._lines = [""] * rows
        self._answer = b""

    def draw(self, data: bytes) -> bytes:
        """Draw what was written; returns what the terminal answers."""
        data, self._answer = self._tail + data, b""
        cut = _CUT_OFF.search(data)
        data, self._tail = (data[: cut.start()], data[cut.start() :]) if cut else (data, b"")
        clean = _SEQUENCE.sub(self._kept, data)
        if clean:
            try:
                self._stream.feed(clean)
            except TypeError:  # a sequence pyte does not know: go on behind it
                self._stream = pyte.ByteStream(self._screen)
        for row in self._screen.dirty:
            if row < self._rows:
                line = self._screen.buffer[row]
                self._lines[row] = "".join(line[column].data for column in range(self._columns))
        self._screen.dirty.clear()
        return self._answer

    def _kept(self, found: re.Match[bytes]) -> bytes:
        """What pyte is given of a sequence."""
        parameters, between, final = found.group(1), found.group(2), found.group(3)
        if final is None:  # OSC, DCS and their like
            return b""
        if final == b"p" and between == b"$":  # is this mode known here?
            mode = parameters.removeprefix(b"?")
            self._answer += b"\x1b[?%b;%d$y" % (mode, 2 if mode in _KNOWN_MODES else 0)
            return b""
        self._answer += _ANSWERS.get(
            (parameters + (b"u" if final == b"u" else b""), b"" if final == b"u" else final), b""
        )
        private = parameters[:1] in (b">", b"<", b"=")
        unknown = parameters[:1] == b"?" and final not in b"hlJK"
        if private or unknown or between:
            return b""
        return found.group().replace(b":", b";") if final == b"m" else found.group()

    def reads(self, text: str) -> bool:
        """Whether the text stands on one line."""
        return any(text in line for line in self._lines)

    def text(self) -> str:
        """The lines that are not empty."""
        return "\n".join(line.rstrip() for line in self._lines if line.strip())
