"""Who a file speaks of: the list of roles, and the roles its settings name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, TypeVar

from btimeeting.documents.agenda_blocks import Item, Points
from btimeeting.documents.agenda_problems import Code, Report
from btimeeting.documents.agenda_sections import Kind, Section
from btimeeting.documents.agenda_settings import Body
from btimeeting.documents.agenda_words import AND, HEADINGS, KEYS, ROLES, Heading, Key, Vocabulary, fold
from btimeeting.domain.agenda import AgendaRole, Role

_COMMA: Final = re.compile(r"\s*[,;]\s*")
_COMMA_OR_AND: Final = re.compile(rf"\s*[,;]\s*|\s+{AND}\s+", re.IGNORECASE)

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)


class People:
    """The roles of one file, and the reader of every mention of them."""

    def __init__(self, found: Sequence[Section], report: Report) -> None:
        self._report = report
        self._line: int | None = None
        self._lines: dict[Role, int] = {}
        self._missing_told = False
        self.roles: list[AgendaRole] = []
        for section in found:
            if section.kind is Kind.ROLES:
                self._section(section)

    def _section(self, section: Section) -> None:
        if self._line is not None:
            self._report.say(section.line, Code.SECOND_ROLES, first=self._line)
        self._line = self._line or section.line
        for block in section.content:
            if isinstance(block, Points):
                for item in block.items:
                    self._listed(item)
            else:
                self._report.say(block.line, Code.STRAY_TEXT)

    def _listed(self, item: Item) -> None:
        label, _, duty = (part.strip() for part in item.text.partition(":"))
        role = ROLES.find(label)
        if not label:
            return
        if role is None:
            language = self._report.language
            guess = ROLES.guess(label, language)
            self._report.say(item.line, Code.UNKNOWN_ROLE, found=label, known=ROLES.words(language), guess=guess)
            meant = ROLES.find(guess)
            if meant is not None:  # told once is enough: elsewhere the role counts as listed
                self._lines.setdefault(meant, item.line)
        elif role in self._lines:
            self._report.say(item.line, Code.SAME_ROLE, found=label, first=self._lines[role])
        else:
            self._lines[role] = item.line
            self.roles.append(AgendaRole(role=role, label=label, duty=duty))

    def role(self, word: str, line: int) -> Role | None:
        """The role a word means; told, and None, when it means none. It must stand in the list of roles."""
        role = ROLES.find(word)
        language = self._report.language
        labels = {fold(role.label): role.label for role in self.roles}
        if role is None:
            close = difflib.get_close_matches(fold(word), labels, 1)
            guess = labels[close[0]] if close else ROLES.guess(word, language)
            known = ", ".join(labels.values()) or ROLES.words(language)
            self._report.say(line, Code.UNKNOWN_ROLE, found=word, known=known, guess=guess)
        elif self._line is None:
            if not self._missing_told:
                example, heading = ROLES.word(role, language), HEADINGS.word(Heading.ROLES, language)
                self._report.say(line, Code.NO_ROLES, heading=heading, example=_capital(example))
            self._missing_told = True
        elif role not in self._lines:
            heading = HEADINGS.word(Heading.ROLES, language)
            self._report.say(line, Code.ROLE_NOT_LISTED, found=word, heading=heading, label=_capital(word))
        return role

    def several(self, body: Body, key: Key) -> tuple[Role, ...]:
        """The roles a setting names, in order."""
        words = [word for word in _COMMA_OR_AND.split(body.get(key)) if word]
        line = body.settings[key].line if words else 0
        return once(words, [self.role(word, line) for word in words], line, self._report)

    def one(self, body: Body, key: Key) -> Role | None:
        """The single role a setting names; None when the setting is not there."""
        found = self.several(body, key)
        if len(found) > 1:
            language = self._report.language
            choices = ", ".join(ROLES.word(role, language) for role in found)
            self._report.say(body.settings[key].line, Code.ONE_ROLE, key=KEYS.word(key, language), found=choices)
        return found[0] if found else None


def once(words: Sequence[str], found: Sequence[T | None], line: int, report: Report) -> tuple[T, ...]:
    """What was understood of `words`, each once; a thing said twice is told."""
    kept: list[T] = []
    for word, value in zip(words, found, strict=True):
        if value in kept:
            report.say(line, Code.SAID_TWICE, found=word)
        elif value is not None:
            kept.append(value)
    return tuple(kept)


def chosen(body: Body, key: Key, words: Vocabulary[W], unknown: Code, report: Report) -> tuple[W, ...]:
    """What a setting names out of a closed set (forms, entries), in order; a word outside it is told as `unknown`."""
    if not body.get(key):
        return ()
    line = body.settings[key].line
    said = [word for word in _COMMA.split(body.get(key)) if word]
    found = [words.find(word) for word in said]
    for word, value in zip(said, found, strict=True):
        if value is None:
            language = report.language
            report.say(line, unknown, found=word, known=words.words(language), guess=words.guess(word, language))
    return once(said, found, line, report)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
