"""An agenda file read into an `Agenda`; everything that is wrong with it is told at once.

    agenda = read(Path("agendas/bti-individ.md"))

A file is plain Markdown without front matter. What may stand in it: `agenda_words` (keys, roles, forms),
`agenda_sections` (headings), `agenda_settings` (lists and text), `agenda_cues` (lines with a time).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from btimeeting.documents.agenda_blocks import blocks
from btimeeting.documents.agenda_people import People
from btimeeting.documents.agenda_phases import ID, after_part, phase, slug
from btimeeting.documents.agenda_problems import HIDES_MINUTES, AgendaError, Code, Problem, Report
from btimeeting.documents.agenda_sections import Kind, Section, sections
from btimeeting.documents.agenda_settings import body
from btimeeting.documents.agenda_text import load
from btimeeting.documents.agenda_words import KEYS, MINUTES, SPOKEN, TOP_KEYS, Key, Spoken, fold
from btimeeting.domain.agenda import MAX_MINUTES, AfterPart, Agenda, Phase

_MINUTES = re.compile(rf"([0-9]{{1,4}})\s*(?:{MINUTES})?", re.IGNORECASE)


def read(path: Path) -> Agenda:
    """The agenda in the file. Raises AgendaError with every problem, in the order of the lines."""
    agenda, problems = check(path)
    if agenda is None:
        raise AgendaError(problems)
    return agenda


def check(path: Path) -> tuple[Agenda | None, tuple[Problem, ...]]:
    """The agenda in the file, or None and every problem with it. Raises nothing for what a file may hold."""
    report = Report(str(path))
    text = load(path, report)
    return (None if text is None else _agenda(text, report)), report.problems


def _agenda(text: str, report: Report) -> Agenda | None:
    report.language = _language_at_a_glance(text)
    found = sections(blocks(text, report), report)
    top = _Top(found[0], report)
    people = People(found, report)
    phases = [(section, phase(section, people, report)) for section in found if section.kind is Kind.PHASE]
    after = [(section, after_part(section, people, report)) for section in found if section.kind is Kind.AFTER]
    _unique([*phases, *after], report)
    sum_s = sum((section.minutes or 0) * 60 for section, _ in phases)
    if not phases:
        report.say(found[0].line, Code.NO_PHASES)
    name, language = top.id(), top.language()
    total_s = top.total_s(sum_s)
    if not HIDES_MINUTES & {problem.code for problem in report.problems}:
        _sum(sum_s, total_s, top, report)
    if name is None or language is None:
        return None
    return (
        None
        if report.problems
        else Agenda(
            id=name,
            title=found[0].name,
            language=language,
            total_s=sum_s,
            referat=top.found.get(Key.REFERAT),
            next_meeting=top.found.get(Key.NEXT_MEETING),
            text=tuple(top.found.text),
            roles=tuple(people.roles),
            phases=tuple(each for _, each in phases if each is not None),
            after=tuple(each for _, each in after if each is not None),
        )
    )


def _language_at_a_glance(text: str) -> str:
    """The language the file says it is in, before it is read: suggestions are in it. Nynorsk if it says nothing."""
    said = re.search(r"^\W*(?:Språk|Language)\W*:\W*(\w+)", text, re.MULTILINE | re.IGNORECASE)
    found = SPOKEN.find(said[1]) if said else None
    return (found or Spoken.NN).value


class _Top:
    """The settings under the title. All but `Referat` and `Neste møte` must be there."""

    def __init__(self, section: Section, report: Report) -> None:
        self._line = section.line
        self._title = section.name
        self._report = report
        self.found = body(section.content, TOP_KEYS, report, prompts=False)

    def line(self, key: Key) -> int:
        """Where a setting stands, or should have stood."""
        return self.found.settings[key].line if key in self.found.settings else self._line

    def _given(self, key: Key, example: str) -> str:
        """The text of a setting that must be there; told, and "", when it is not."""
        if key not in self.found.settings:
            self._report.say(self._line, Code.MISSING_KEY, key=KEYS.word(key, self._report.language), example=example)
        return self.found.get(key)

    def id(self) -> str | None:
        """The agenda's own id."""
        given = self._given(Key.AGENDA, slug(self._title))
        if given and not ID.fullmatch(given):
            self._report.say(self.line(Key.AGENDA), Code.BAD_ID, found=given, guess=slug(given))
        return given or None

    def language(self) -> str | None:
        """nn, nb or en."""
        given = self._given(Key.LANGUAGE, "nn")
        found = SPOKEN.find(given)
        if given and found is None:
            guess = SPOKEN.guess(given, self._report.language)
            self._report.say(self.line(Key.LANGUAGE), Code.UNKNOWN_LANGUAGE, found=given, guess=guess)
        return None if found is None else found.value

    def total_s(self, sum_s: int) -> int | None:
        """The seconds of the whole meeting, as the file gives them; the phases are `sum_s` together."""
        given = self._given(Key.TOTAL, f"{sum_s // 60 or 45} min")
        minutes = _MINUTES.fullmatch(given)
        if given and minutes is None:
            self._report.say(self.line(Key.TOTAL), Code.BAD_TOTAL, found=given)
        return None if minutes is None else int(minutes[1]) * 60


def _sum(sum_s: int, total_s: int | None, top: _Top, report: Report) -> None:
    """The phases against the total; only when no phase can have been missed."""
    if sum_s > MAX_MINUTES * 60:
        report.say(top.line(Key.TOTAL), Code.TOO_LONG, sum=sum_s // 60, most=MAX_MINUTES)
    elif total_s is not None and sum_s != total_s:
        key = KEYS.word(Key.TOTAL, report.language)
        report.say(top.line(Key.TOTAL), Code.WRONG_SUM, key=key, sum=sum_s // 60, total=total_s // 60)


def _unique(found: Sequence[tuple[Section, Phase | AfterPart | None]], report: Report) -> None:
    """No two phases or parts may have one name, or one id."""
    names: dict[str, int] = {}
    ids: dict[str, int] = {}
    for section, part in found:
        first = names.setdefault(fold(section.name), section.line)
        if section.name and first != section.line:
            report.say(section.line, Code.SAME_NAME, found=section.name, first=first)
        elif part is not None and ids.setdefault(part.id, section.line) != section.line:
            report.say(section.line, Code.SAME_ID, id=part.id, first=ids[part.id])
