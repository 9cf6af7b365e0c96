r"""A tiltak in one line, as a referent writes it while people talk: `tiltak @ansvarleg !frist mål: …`.

- `@Kari Demo` (or `ansvarleg:`, `kven:` …): who does it; the name goes on to the next mark.
- `!12.1` (or `frist:`, `når:` …): when it is evaluated, written as in `whendates`; `start:` is when it begins.
- `mål: …` (or `> …`): what it is to lead to.

The words need no AltGr key and stand in nynorsk, bokmål or English. Marks count at the beginning of a word only;
a backslash in front (`\@`) makes them plain text. Nothing is ever lost: what is not understood stays in the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from btimeeting.domain.whendates import WhenCode, WhenProblem, been_lately, parse_when

LONGEST = 500
"""What the record takes in one line (`record.Line`)."""
DATE_WORDS = 6
"""The longest date has so many words."""


class Mark(StrEnum):
    """What a mark begins; the value is the field it fills."""

    OWNER = "owner"
    START = "start_on"
    REVIEW = "review_on"
    GOAL = "goal"


SIGNS = {"@": Mark.OWNER, "!": Mark.REVIEW, ">": Mark.GOAL}
WORDS = {
    **dict.fromkeys(("ansvarleg", "ansvarlig", "kven", "hvem", "owner", "responsible", "who"), Mark.OWNER),
    **dict.fromkeys(("frist", "når", "evaluering", "due", "when", "review"), Mark.REVIEW),
    **dict.fromkeys(("start", "startar", "starter", "starts", "frå", "fra", "from"), Mark.START),
    **dict.fromkeys(("mål", "goal"), Mark.GOAL),
}

_WORD = "(" + "|".join(WORDS) + r")\s*:"
_MARK = re.compile(rf"(?<!\S)(?:([@!])(?=\S)|(>)(?=\s*[^\s>])|{_WORD})", re.IGNORECASE)
_LOOKS = rf"(?=\\*(?:[@!>]|{_WORD}))"
_ESCAPED = re.compile(rf"(?<!\S)\\{_LOOKS}", re.IGNORECASE)
"""The first backslash before what looks like a mark, however many there are."""


class LineCode(StrEnum):
    """What is doubtful about a line."""

    NO_TEXT = "no_text"
    """Nobody said what is to be done."""
    EMPTY = "empty"
    """A mark with nothing behind it. values: field"""
    TWICE = "twice"
    """A second one; it stays in the text. values: field, text"""
    BAD_DATE = "bad_date"
    """values: field, why (a WhenCode) and what that needs"""
    BEEN = "been"
    """A day without a year that has just been, read as next year's. values: field, date (ISO)"""
    REVIEW_BEFORE_START = "review_before_start"
    """values: start, review (ISO)"""
    TOO_LONG = "too_long"
    """values: field, most"""


@dataclass(frozen=True, slots=True)
class LineProblem:
    """Something doubtful at a character of the line (counted from 0, after Unicode composition)."""

    code: LineCode
    at: int
    values: dict[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class TiltakLine:
    """A line that was read; `problems` are to be shown, not to stop anybody."""

    text: str = field(repr=False)
    owner: str = field(default="", repr=False)
    start_on: date | None = None
    review_on: date | None = None
    goal: str = field(default="", repr=False)
    problems: tuple[LineProblem, ...] = ()


def parse_tiltak(line: str, today: date, next_meeting: date | None = None) -> TiltakLine:
    """Read a line. Never raises; whatever could not be understood is in `text`, and told in `problems`."""
    line = unicodedata.normalize("NFC", line)
    marks = list(_MARK.finditer(line))
    begins = [*(match.start() for match in marks), len(line)]
    reader = _Reader(today, next_meeting)
    reader.texts.append(line[: begins[0]])
    for match, end in zip(marks, begins[1:], strict=True):
        sign = match[1] or match[2]
        mark = SIGNS[sign] if sign else WORDS[match[3].casefold()]
        reader.take(mark, match[0], line[match.end() : end], match.start())
    return reader.done()


def _plain(part: str) -> str:
    """Single spaces, and one backslash less before what would be a mark."""
    return _ESCAPED.sub("", " ".join(part.split()))


class _Reader:
    """The fields of one line as they are found."""

    def __init__(self, today: date, next_meeting: date | None) -> None:
        self.texts: list[str] = []
        self._today, self._next = today, next_meeting
        self._said: dict[Mark, str] = {}
        self._dates: dict[Mark, date] = {}
        self._at: dict[Mark, int] = {}
        self._problems: list[LineProblem] = []

    def take(self, mark: Mark, sign: str, body: str, at: int) -> None:
        """A mark and what stands behind it, up to the next mark."""
        if mark in self._at:
            self._keep(LineCode.TWICE, mark, sign + body, at, {"text": _plain(body)})
        elif mark in (Mark.START, Mark.REVIEW):
            self._take_date(mark, sign, body, at)
        elif said := _plain(body.strip(" ,;") if mark is Mark.OWNER else body):
            self._said[mark], self._at[mark] = said, at
        else:
            self._keep(LineCode.EMPTY, mark, sign + body, at, {})

    def _take_date(self, mark: Mark, sign: str, body: str, at: int) -> None:
        """The longest beginning that reads as a date; the rest is text."""
        words = body.split()
        why = WhenProblem(WhenCode.EMPTY)
        for number in range(min(len(words), DATE_WORDS), 0, -1):
            found = parse_when(" ".join(words[:number]), self._today, self._next)
            if isinstance(found, date):
                self._dates[mark], self._at[mark] = found, at
                if been_lately(" ".join(words[:number]), found, self._today):
                    self._problems.append(
                        LineProblem(LineCode.BEEN, at, {"field": mark.value, "date": found.isoformat()})
                    )
                self.texts.append(" ".join(words[number:]))
                return
            why = found
            if found.code is not WhenCode.NOT_UNDERSTOOD:
                break
        self._keep(LineCode.BAD_DATE, mark, sign + body, at, {**why.values, "why": why.code.value})

    def _keep(self, code: LineCode, mark: Mark, said: str, at: int, values: dict[str, str]) -> None:
        self.texts.append(said)
        self._problems.append(LineProblem(code, at, {"field": mark.value, **values}))

    def done(self) -> TiltakLine:
        """The line as it was read."""
        line = TiltakLine(
            text=" ".join(filter(None, (_plain(text) for text in self.texts))),
            owner=self._said.get(Mark.OWNER, ""),
            start_on=self._dates.get(Mark.START),
            review_on=self._dates.get(Mark.REVIEW),
            goal=self._said.get(Mark.GOAL, ""),
        )
        return replace(line, problems=(*self._problems, *self._of_whole(line)))

    def _of_whole(self, line: TiltakLine) -> list[LineProblem]:
        found = [] if line.text else [LineProblem(LineCode.NO_TEXT, 0)]
        for name, said in (("text", line.text), ("owner", line.owner), ("goal", line.goal)):
            if len(said) > LONGEST:
                at = 0 if name == "text" else self._at[Mark(name)]
                found.append(LineProblem(LineCode.TOO_LONG, at, {"field": name, "most": str(LONGEST)}))
        if line.start_on is not None and line.review_on is not None and line.review_on < line.start_on:
            days = {"start": line.start_on.isoformat(), "review": line.review_on.isoformat()}
            found.append(LineProblem(LineCode.REVIEW_BEFORE_START, self._at[Mark.REVIEW], days))
        return found
