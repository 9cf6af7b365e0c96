"""What stands under a heading: the first list as settings, the rest as prompts and text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from btimeeting.documents.agenda_blocks import Item, Line, Paragraph, Points
from btimeeting.documents.agenda_problems import Code, Report
from btimeeting.documents.agenda_sections import Content
from btimeeting.documents.agenda_words import KEYS, Key, norm

_KEY_WORDS: Final = 3
"""Words a key has at most."""

BULLET: Final = "– "
"""How a point of a list that is not settings begins, once it is text."""


class Setting(NamedTuple):
    """What a key is set to, and where."""

    line: int
    text: str


@dataclass(slots=True)
class Body:
    """What stands under a heading."""

    settings: dict[Key, Setting] = field(default_factory=dict)
    prompts: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def get(self, key: Key) -> str:
        """The text of a setting, "" when it is not there."""
        return self.settings[key].text if key in self.settings else ""


def body(content: Sequence[Content], keys: tuple[Key, ...], report: Report, *, prompts: bool = True) -> Body:
    """Read what stands under a heading whose settings may be `keys`.

    The first list, right under the heading, is the settings. Later a numbered list is prompts (where there can be
    `prompts`); other lists and paragraphs are text. A setting that stands anywhere else is told, and still counts, so
    that it is told once.
    """
    reader = _Reader(keys, report, prompts=prompts)
    for index, block in enumerate(content):
        if isinstance(block, Paragraph):
            reader.paragraph(block)
        elif index == 0 and not block.numbered:
            reader.settings(block)
        else:
            reader.points(block)
    return reader.found


def key_at(raw: str, keys: tuple[Key, ...]) -> tuple[Key, str] | None:
    """The key a line begins with and what follows it, if it is one of `keys` and its colon is not escaped."""
    head, colon, rest = raw.partition(":")
    key = KEYS.find(head.strip("*_` ")) if colon and not head.endswith("\\") else None
    return None if key is None or key not in keys else (key, norm(rest.strip("*_` ")))


class _Reader:
    def __init__(self, keys: tuple[Key, ...], report: Report, *, prompts: bool) -> None:
        self._keys = keys
        self._prompts = prompts
        self._report = report
        self._has_list = False
        self.found = Body()

    def paragraph(self, block: Paragraph) -> None:
        """A paragraph is text, line by line on the watch for what was meant as something else."""
        for line in block.lines:
            self._setting_as_text(line)
        if block.text:
            self.found.text.append(block.text)

    def settings(self, points: Points) -> None:
        """The list right under the heading."""
        self._has_list = True
        for item in points.items:
            if not item.text:
                continue
            later = [i for i, line in enumerate(item.lines) if i > 0 and key_at(line.raw, self._keys)]
            text = item.text
            if later:  # the next setting lacks its "- ", so Markdown made it a part of this one
                text = norm(" ".join(line.raw for line in item.lines[: later[0]]))
            self._setting(item.line, text)
            for line in item.lines[1:]:
                self._setting_as_text(line)

    def points(self, points: Points) -> None:
        """A list further down: prompts when it is numbered, else text; settings have no place in it."""
        if not points.numbered and not self._has_list and any(self._nearly(item.text) for item in points.items):
            self._report.say(points.line, Code.SETTING_AFTER_TEXT, found=points.items[0].text.partition(":")[0])
            self.settings(points)
            return
        for item in points.items:
            self._point(item, numbered=points.numbered)

    def _point(self, item: Item, *, numbered: bool) -> None:
        for line in item.lines[1:]:
            self._setting_as_text(line)
        first = item.lines[0] if item.lines else Line(item.line, "")
        set_here = key_at(first.raw, self._keys)
        if set_here is not None:
            code = Code.SETTING_NUMBERED if numbered else Code.SETTING_AFTER_TEXT
            self._report.say(item.line, code, found=item.text.partition(":")[0])
            self._keep(item.line, *set_here)
        elif item.text and numbered and self._prompts:
            self.found.prompts.append(item.text)
        elif item.text:
            self.found.text.append(BULLET + item.text)

    def _setting(self, line: int, text: str) -> None:
        name, colon, value = (part.strip() for part in text.partition(":"))
        language = self._report.language
        key = KEYS.find(name) if colon else None
        if not colon:
            example = KEYS.word(self._keys[1], language)
            self._report.say(line, Code.NOT_A_SETTING, found=text, key=example, guess=self._guess(name))
        elif key is None:
            known = KEYS.words(language, self._keys)
            self._report.say(line, Code.UNKNOWN_KEY, found=name, known=known, guess=self._guess(name))
        elif key not in self._keys:
            self._report.say(line, Code.KEY_ELSEWHERE, found=name, known=KEYS.words(language, self._keys))
        elif not value:
            self._report.say(line, Code.EMPTY_VALUE, found=name)
            self._keep(line, key, "")
        elif key in self.found.settings:
            self._report.say(line, Code.SAME_KEY, found=name, first=self.found.settings[key].line)
        else:
            self._keep(line, key, value)

    def _keep(self, line: int, key: Key, value: str) -> None:
        self.found.settings.setdefault(key, Setting(line, value))

    def _setting_as_text(self, line: Line) -> None:
        set_here = key_at(line.raw, self._keys)
        if set_here is not None:
            self._report.say(line.number, Code.SETTING_AS_TEXT, found=line.raw.partition(":")[0].strip("*_` "))
            self._keep(line.number, *set_here)

    def _nearly(self, text: str) -> bool:
        name, colon, _ = text.partition(":")
        return bool(colon) and (KEYS.find(name) in self._keys or bool(self._guess(name)))

    def _guess(self, name: str) -> str:
        """The key that may have been meant; a whole sentence was not meant as one."""
        return KEYS.guess(name, self._report.language, self._keys) if len(name.split()) <= _KEY_WORDS else ""
