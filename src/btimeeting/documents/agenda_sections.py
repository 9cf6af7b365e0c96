"""A file's headings: which are phases, which are parts after the meeting, and what stands under each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from btimeeting.documents.agenda_blocks import Block, Heading, Line, Paragraph, Points
from btimeeting.documents.agenda_problems import Code, Report
from btimeeting.documents.agenda_words import HEADINGS, MINUTES
from btimeeting.documents.agenda_words import Heading as Named
from btimeeting.domain.agenda import MAX_MINUTES, MIN_MINUTES

Content = Paragraph | Points

_TITLE, _SECTION, _INNER = 1, 2, 3
_DEFAULT_MINUTES: Final = 5
_PHASE_WORDS: Final = 6
"""A line of more words than this that ends in "(5 min)" is a sentence, not a heading that went wrong."""
_PARENTHESIS: Final = re.compile(r"\(([^()]*)\)$")
_TIME: Final = re.compile(rf"\s*(\S.*?)(?:(?<=\d)\s*|\s+){MINUTES}\s*", re.IGNORECASE)
_LOOSE_TIME: Final = re.compile(rf"\b([0-9]{{1,3}})\s*(?:{MINUTES}|\))\s*\)?$", re.IGNORECASE)
_AFTER: Final = re.compile(r"([^:–—-]+?)\s*[:–—-]\s*(.*)")


class Kind(StrEnum):
    """What a section is."""

    TOP = "top"
    ROLES = "roles"
    PHASE = "phase"
    AFTER = "after"


class Timed(NamedTuple):
    """A heading with a time: the name, and what stands before "min"."""

    name: str
    minutes: str


@dataclass(slots=True)
class Section:
    """A heading and what stands under it, up to the next; `cues` is what stands under its `### Replikkar`."""

    kind: Kind
    line: int
    name: str
    minutes: int | None = None
    content: list[Content] = field(default_factory=list)
    cues: list[Content] = field(default_factory=list)
    cues_line: int | None = None


def timed(text: str) -> Timed | None:
    """The name and the minutes of "Name (5 min)", the minutes as they are written; None without such an end."""
    end = _PARENTHESIS.search(text)
    inner = _TIME.fullmatch(end[1]) if end else None
    return Timed(text[: end.start()].strip(), inner[1]) if end and inner else None


def looks_like_phase(raw: str) -> str | None:
    """The line without signs of emphasis, when it is written as a phase but stands as text."""
    text = raw.strip("*_` ")
    time = timed(text)
    if time is None or not time.name or not time.name[0].isupper() or time.name.endswith("\\"):
        return None
    return text if len(time.name.split()) <= _PHASE_WORDS else None


def _further_lines(points: Points) -> list[Line]:
    """The lines of a list that do not begin a point."""
    return [line for item in points.items for line in item.lines[1:]]


def _lost_heading(line: Line) -> Heading | None:
    """The heading a line of text was meant as: a phase without its signs, or any of ours with the space forgotten."""
    text = line.raw.lstrip("# ")
    if line.raw.startswith("#") and HEADINGS.find(text.rstrip(":")) is Named.CUES:
        return Heading(line.number, _INNER, text, underlined=False)
    lost = _is_section(text) if line.raw.startswith("#") else looks_like_phase(text) is not None
    return Heading(line.number, _SECTION, text.strip("*_` "), underlined=False) if lost else None


def whole_minutes(text: str) -> int | None:
    """The minutes of a phase, 1 to 180; None when `text` is no such number."""
    if not re.fullmatch(r"[0-9]{1,4}", text) or not MIN_MINUTES <= int(text) <= MAX_MINUTES:
        return None
    return int(text)


def sections(found: Iterable[Block], report: Report) -> tuple[Section, ...]:
    """The sections of a file; the first is the top, with the title as its name."""
    reader = _Sections(report)
    for block in found:
        if isinstance(block, Heading):
            reader.heading(block)
        else:
            reader.content(block)
    return reader.done()


class _Sections:
    """Goes down the page and keeps the section it is in."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._found = [Section(Kind.TOP, 1, "")]
        self._in_cues = False
        self._has_title = False

    def content(self, block: Content) -> None:
        """A list or a paragraph. A heading that stands as text is told, and begins what it was meant to begin.

        So what stands under it is not told as wrong in a place where it was never meant to be.
        """
        paragraph = block if isinstance(block, Paragraph) else None
        later = list(block.lines[1:]) if isinstance(block, Paragraph) else _further_lines(block)
        for line in later:
            found = looks_like_phase(line.raw)
            if found is not None:
                self._report.say(line.number, Code.LOOKS_LIKE_PHASE, found=found)
        lost = None if paragraph is None else _lost_heading(paragraph.lines[0])
        if paragraph is None or lost is None:
            (self._found[-1].cues if self._in_cues else self._found[-1].content).append(block)
            return
        if not paragraph.lines[0].raw.startswith("#"):  # that has been told
            self._report.say(lost.line, Code.LOOKS_LIKE_PHASE, found=lost.text)
        self.heading(lost)

    def done(self) -> tuple[Section, ...]:
        if not self._has_title:
            self._report.say(1, Code.NO_TITLE)
        return tuple(self._found)

    def heading(self, heading: Heading) -> None:
        first = len(self._found) == 1 and not self._has_title
        if heading.level == _TITLE and first:
            self._title(heading)
        elif HEADINGS.find(heading.text.rstrip(":")) is Named.CUES:
            self._cues(heading)
        elif heading.level > _INNER - 1 and not _is_section(heading.text):
            self._report.say(
                heading.line, Code.SUBHEADING, found=heading.text, cues=HEADINGS.word(Named.CUES, self._report.language)
            )
            self._in_cues = False
        else:
            self._section(heading)

    def _title(self, heading: Heading) -> None:
        self._has_title = True
        top = self._found[0]
        if top.content:
            self._report.say(top.content[0].line, Code.NO_TITLE)
        top.line, top.name = heading.line, heading.text
        if not heading.text:
            self._report.say(heading.line, Code.NO_NAME, wanted="# …")

    def _cues(self, heading: Heading) -> None:
        section = self._found[-1]
        if heading.level != _INNER:
            self._report.say(heading.line, Code.WRONG_LEVEL, wanted=f"### {heading.text}")
        if section.kind is not Kind.PHASE:
            self._report.say(heading.line, Code.CUES_WITHOUT_CLOCK)
        elif section.cues_line is not None:
            self._report.say(heading.line, Code.SECOND_CUES, first=section.cues_line)
        else:
            section.cues_line = heading.line
        self._in_cues = True

    def _section(self, heading: Heading) -> None:
        self._in_cues = False
        if heading.level == _TITLE and not _is_section(heading.text):
            self._report.say(heading.line, Code.SECOND_TITLE, name=heading.text)
        elif heading.level != _SECTION:
            self._report.say(heading.line, Code.WRONG_LEVEL, wanted=f"## {heading.text}")
        after, time = _after_name(heading.text), timed(heading.text)
        if HEADINGS.find(heading.text.rstrip(":")) is Named.ROLES:
            self._found.append(Section(Kind.ROLES, heading.line, heading.text))
        elif after is not None:
            self._found.append(Section(Kind.AFTER, heading.line, self._untimed(heading, after)))
        else:
            self._found.append(self._phase(heading, time))

    def _untimed(self, heading: Heading, name: str) -> str:
        time = timed(name)
        if time is not None:
            self._report.say(heading.line, Code.AFTER_HAS_TIME, minutes=time.minutes)
        elif not name:
            wanted = f"## {HEADINGS.word(Named.AFTER, self._report.language)}: …"
            self._report.say(heading.line, Code.NO_NAME, wanted=wanted)
        return time.name if time else name

    def _phase(self, heading: Heading, time: Timed | None) -> Section:
        if time is None:
            if heading.level == _SECTION:
                self._no_time(heading)
            return Section(Kind.PHASE, heading.line, heading.text)
        minutes = whole_minutes(time.minutes)
        if minutes is None:
            least, most = MIN_MINUTES, MAX_MINUTES
            self._report.say(heading.line, Code.BAD_MINUTES, found=time.minutes, least=least, most=most)
        if not time.name:
            self._report.say(heading.line, Code.NO_NAME, wanted=f"## … ({time.minutes} min)")
        return Section(Kind.PHASE, heading.line, time.name, minutes)

    def _no_time(self, heading: Heading) -> None:
        if not heading.text:
            self._report.say(heading.line, Code.NO_NAME, wanted=f"## … ({_DEFAULT_MINUTES} min)")
        elif heading.underlined:
            self._report.say(heading.line, Code.UNDERLINED, found=heading.text)
        else:
            loose = _LOOSE_TIME.search(heading.text)
            name = heading.text[: loose.start()].rstrip(" :(–—-") if loose else heading.text
            guess = HEADINGS.guess(heading.text.partition(":")[0], self._report.language, (Named.ROLES, Named.AFTER))
            minutes = loose[1] if loose else _DEFAULT_MINUTES
            self._report.say(
                heading.line,
                Code.NO_TIME,
                found=heading.text,
                name=name,
                minutes=minutes,
                guess=guess and f"## {guess}",
            )


def _after_name(text: str) -> str | None:
    """The name in "Etter møtet: Name" (empty when there is none); None when the heading is another."""
    if HEADINGS.find(text) is Named.AFTER:
        return ""
    parts = _AFTER.fullmatch(text)
    return parts[2] if parts and HEADINGS.find(parts[1]) is Named.AFTER else None


def _is_section(text: str) -> bool:
    """Whether a heading is a phase, the roles or a part after the meeting, whatever its level."""
    return timed(text) is not None or _after_name(text) is not None or HEADINGS.find(text) is Named.ROLES
