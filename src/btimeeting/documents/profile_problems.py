"""What can be wrong with a profile of levels: a code, a line and values; and the sentence a person reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from btimeeting.documents import agenda_problems as agendas
from btimeeting.documents.agenda_problems import CHOICES, MEANT, clean, shown
from btimeeting.i18n import N_, tr


class Code(StrEnum):
    """What is wrong; what a text file can suffer from has the agenda's codes."""

    NO_FILE = "no_file"
    TOO_BIG = "too_big"
    EMPTY = "empty"
    NOT_TEXT = "not_text"
    SYNTAX = "syntax"
    SAME_KEY = "same_key"
    UNKNOWN_KEY = "unknown_key"
    MISSING_KEY = "missing_key"
    WRONG_KIND = "wrong_kind"
    BLANK = "blank"
    NO_LANGUAGE = "no_language"
    UNKNOWN_WORD = "unknown_word"
    SAID_TWICE = "said_twice"
    BAD_ID = "bad_id"
    OWN_ID = "own_id"
    SAME_ID = "same_id"
    OTHER_ID = "other_id"
    AGE = "age"
    AGE_ORDER = "age_order"
    NO_TABLE = "no_table"
    NO_STEP = "no_step"
    FIRST_STEP = "first_step"
    UNKNOWN_LEVEL = "unknown_level"
    UNKNOWN_STEP = "unknown_step"
    UNREACHED = "unreached"
    DEAD_END = "dead_end"
    WRONG_WAY = "wrong_way"
    UNNAMED_CONSENT = "unnamed_consent"
    SCOPE = "scope"
    STORED_HELP = "stored_help"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `line` counts from 1, and is 0 when the file could not be read at all."""

    file: str
    line: int
    code: Code | agendas.Code
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False)


class ProfileError(Exception):
    """A profile that cannot be used; `problems` is everything that is wrong with it, in the file's order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.file}:{p.line}: {p.code}" for p in problems))
        self.problems = problems


class Report:
    """Collects what is wrong while a profile is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._problems: dict[tuple[int, str, str], Problem] = {}

    def say(self, line: int, code: Code | agendas.Code, **values: str | int) -> None:
        """Note a problem; the same one on the same line is noted once."""
        key = (line, code.value, repr(sorted(values.items())))
        self._problems.setdefault(key, Problem(self.file, line, code, values))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything noted, in the order of the lines."""
        return tuple(sorted(self._problems.values(), key=lambda problem: problem.line))


SENTENCES: Final[Mapping[str, str]] = {
    Code.NO_FILE: N_("there is no such file; look at the spelling"),
    Code.TOO_BIG: N_("the file is too big for a profile (at most {limit} kB); is it the right file?"),
    Code.EMPTY: N_("the file is empty; copy a profile you have and change it"),
    Code.NOT_TEXT: N_("this is not a text file; save the profile as plain text (UTF-8)"),
    Code.SYNTAX: N_("this cannot be read; write it as in: {example}"),
    Code.SAME_KEY: N_("something is written twice here; keep one of them"),
    Code.UNKNOWN_KEY: N_("«{found}» is nothing the program knows in [{table}]; take it away"),
    Code.MISSING_KEY: N_("«{key}» is missing in [{table}]; write: {example}"),
    Code.WRONG_KIND: N_("«{key}» is not written as it should be; write: {example}"),
    Code.BLANK: N_("«{key}» is empty; write what it is, or take the line away"),
    Code.NO_LANGUAGE: N_("«{key}» lacks {found}; write all three languages, or one text for all: {example}"),
    Code.UNKNOWN_WORD: N_("«{found}» cannot be used for «{key}»"),
    Code.SAID_TWICE: N_("«{found}» is written twice in «{key}»; keep one of them"),
    Code.BAD_ID: N_("«{found}» cannot be an id; use the letters a–z, digits and hyphen, for example «{guess}»"),
    Code.OWN_ID: N_("the id «{found}» has a meaning of its own in the program; choose another"),
    Code.SAME_ID: N_("the id «{found}» is already in use on line {first}; give one of them another"),
    Code.OTHER_ID: N_("the file is called «{name}», but its id is «{found}»; let them be the same"),
    Code.AGE: N_("«{key}» is {found}; write whole years from {least} to {most}"),
    Code.AGE_ORDER: N_(
        "a youth who decides alone from {alone} cannot begin to consent at {consents}; let «{key}» be the higher age"
    ),
    Code.NO_TABLE: N_("the profile has no [[{table}]]; write at least one"),
    Code.NO_STEP: N_('level «{found}» has no step; write a [[step]] with level = "{found}", or take the level away'),
    Code.FIRST_STEP: N_(
        "the first step belongs to level «{found}», but a case begins on «{first}»; put a step of «{first}» first"
    ),
    Code.UNKNOWN_LEVEL: N_("there is no level «{found}»"),
    Code.UNKNOWN_STEP: N_("there is no step «{found}» for «{key}»"),
    Code.UNREACHED: N_('no way leads to the step «{found}»; write an [[option]] with to = "{found}"'),
    Code.DEAD_END: N_(
        'no way leads on from the step «{found}»; write an [[option]] with at = "{found}", or stays_open = true for'
        " its level"
    ),
    Code.WRONG_WAY: N_("«{found}» cannot lead from level «{here}» to «{there}»; change «to» or «outcome»"),
    Code.UNNAMED_CONSENT: N_(
        "level «{found}» names no child, so «{guard}» can never be met on it; take it out of «needs», or write"
        " named = true"
    ),
    Code.SCOPE: N_(
        "level «{found}» asks whether the matter is individual or of the system, but no way out of it has"
        ' scope = "{scope}"; write one, or take «asks_scope» away'
    ),
    Code.STORED_HELP: N_(
        "«{found}» is help for the leader and is never stored, so it cannot be an [[option]] too; keep the [[help]]"
    ),
    **{
        code: agendas.SENTENCES[code]
        for code in (
            agendas.Code.FOLDER,
            agendas.Code.UNREADABLE,
            agendas.Code.NOT_UTF8,
            agendas.Code.UTF16,
            agendas.Code.CONTROL,
            agendas.Code.LONG_LINE,
        )
    },
}


def sentence(problem: Problem) -> str:
    """`FILE:LINE: what is wrong and how to mend it`, in the language spoken; one line, whatever the file holds."""
    values = {
        name: shown(value) if isinstance(value, str) and name not in ("known", "example") else value
        for name, value in problem.values.items()
    }
    text = tr(SENTENCES[problem.code])
    text = text.format(**values) if values else text
    if values.get("guess") and problem.code is not Code.BAD_ID:
        text += "; " + tr(MEANT).format(guess=values["guess"])
    elif values.get("known"):
        text += "; " + tr(CHOICES).format(known=clean(str(values["known"])))
    file = clean(problem.file)
    return f"{file}:{problem.line}: {text}" if problem.line else f"{file}: {text}"
