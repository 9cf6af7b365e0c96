"""The cues of a phase: `- 2:30 leiar: …` and `- kvar tur viddevakt: …`, and what is filled in between braces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from btimeeting.documents.agenda_blocks import Paragraph
from btimeeting.documents.agenda_people import People
from btimeeting.documents.agenda_problems import Code, Report
from btimeeting.documents.agenda_sections import Content
from btimeeting.documents.agenda_words import EVERY_TURN, PLACEHOLDERS, ROLES, Placeholder
from btimeeting.domain.agenda import Cue, Role

_CUE: Final = re.compile(
    rf"(?:([0-9]{{1,3}}):([0-5][0-9])|{'|'.join(dict.fromkeys(EVERY_TURN.values()))})\s+([^:]+?)\s*:\s*(.+)",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(r"\{([^{}]*)\}")


def cues(content: Sequence[Content], planned_s: int | None, people: People, report: Report) -> tuple[Cue, ...]:
    """The cues of a phase that lasts `planned_s` seconds (None: not known), by time, those of every turn last.

    Their placeholders are stored under the names of `Placeholder`: `{neste teneste}` becomes `{next_service}`.
    """
    found = [_cue(line, text, planned_s, people, report) for line, text in _said(content)]
    return tuple(sorted((cue for cue in found if cue is not None), key=_order))


def _order(cue: Cue) -> tuple[bool, int]:
    return cue.at_s is None, cue.at_s or 0


def _said(content: Sequence[Content]) -> Iterator[tuple[int, str]]:
    for block in content:
        if isinstance(block, Paragraph):
            yield block.line, block.text
        else:
            yield from ((item.line, item.text) for item in block.items if item.text)


def _cue(line: int, text: str, planned_s: int | None, people: People, report: Report) -> Cue | None:
    parts = _CUE.fullmatch(text)
    if parts is None:
        language = report.language
        role, turn = ROLES.word(Role.LEADER, language), EVERY_TURN[language]
        report.say(line, Code.BAD_CUE, found=text, role=role, turn=turn)
        return None
    minutes, seconds, who, said = parts.groups()
    at_s = None if minutes is None else int(minutes) * 60 + int(seconds)
    if at_s is not None and planned_s is not None and at_s >= planned_s:
        report.say(line, Code.CUE_TOO_LATE, at=f"{minutes}:{seconds}", minutes=planned_s // 60)
    role_found = people.role(who, line)
    said = canonical(said, line, report)
    return None if role_found is None else Cue(at_s=at_s, to=role_found, text=said)


def canonical(text: str, line: int, report: Report) -> str:
    """`text` with every placeholder under its own name; an unknown one, or half a pair of braces, is told."""

    def own(match: re.Match[str]) -> str:
        found = PLACEHOLDERS.find(match[1])
        if found is None:
            language = report.language
            guess, known = PLACEHOLDERS.guess(match[1], language), PLACEHOLDERS.words(language)
            report.say(line, Code.UNKNOWN_PLACEHOLDER, found=match[1], known=known, guess=guess)
        return "{" + (match[1] if found is None else found.value) + "}"

    if re.search(r"[{}]", _OPEN.sub("", text)):
        report.say(line, Code.STRAY_BRACE, found=text, example=PLACEHOLDERS.word(Placeholder.SERVICE, report.language))
    return _OPEN.sub(own, text)


def in_language(text: str, language: str) -> str:
    """A stored cue as its file has it: `{next_service}` becomes `{neste teneste}`."""

    def written(match: re.Match[str]) -> str:
        found = PLACEHOLDERS.find(match[1])
        return match[0] if found is None else "{" + PLACEHOLDERS.word(found, language) + "}"

    return _OPEN.sub(written, text)
