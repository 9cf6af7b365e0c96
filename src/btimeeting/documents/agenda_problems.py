"""What can be wrong with an agenda file: a code, a line and values; and the sentence a person reads.

A problem is a value, so that whoever reads the file need not know how it is told. `sentence` tells it, in the
language spoken: what is wrong, where, and how to mend it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from btimeeting.i18n import N_, tr

LONGEST_FOUND: Final = 60
"""Characters of the file's own text a sentence repeats."""


class Code(StrEnum):
    """What is wrong."""

    MISSING = "missing"
    FOLDER = "folder"
    UNREADABLE = "unreadable"
    TOO_BIG = "too_big"
    NOT_TEXT = "not_text"
    NOT_UTF8 = "not_utf8"
    UTF16 = "utf16"
    CONTROL = "control"
    LONG_LINE = "long_line"
    EMPTY = "empty"
    FRONT_MATTER = "front_matter"
    NO_TITLE = "no_title"
    SECOND_TITLE = "second_title"
    HASH_IS_TEXT = "hash_is_text"
    HEADING_INSIDE = "heading_inside"
    HEADING_IN_CODE = "heading_in_code"
    CODE_BLOCK = "code_block"
    QUOTE = "quote"
    RAW_HTML = "raw_html"
    UNDERLINED = "underlined"
    WRONG_LEVEL = "wrong_level"
    SUBHEADING = "subheading"
    NESTED_LIST = "nested_list"
    NO_NAME = "no_name"
    NO_TIME = "no_time"
    BAD_MINUTES = "bad_minutes"
    LOOKS_LIKE_PHASE = "looks_like_phase"
    AFTER_HAS_TIME = "after_has_time"
    SAME_NAME = "same_name"
    SAME_ID = "same_id"
    BAD_ID = "bad_id"
    NO_PHASES = "no_phases"
    STRAY_TEXT = "stray_text"
    NOT_A_SETTING = "not_a_setting"
    UNKNOWN_KEY = "unknown_key"
    KEY_ELSEWHERE = "key_elsewhere"
    SAME_KEY = "same_key"
    EMPTY_VALUE = "empty_value"
    SETTING_AFTER_TEXT = "setting_after_text"
    SETTING_NUMBERED = "setting_numbered"
    SETTING_AS_TEXT = "setting_as_text"
    MISSING_KEY = "missing_key"
    UNKNOWN_LANGUAGE = "unknown_language"
    BAD_TOTAL = "bad_total"
    TOO_LONG = "too_long"
    WRONG_SUM = "wrong_sum"
    SECOND_ROLES = "second_roles"
    NO_ROLES = "no_roles"
    UNKNOWN_ROLE = "unknown_role"
    ROLE_NOT_LISTED = "role_not_listed"
    SAME_ROLE = "same_role"
    ONE_ROLE = "one_role"
    UNKNOWN_FORM = "unknown_form"
    FORM_HAS_CLOCK = "form_has_clock"
    UNKNOWN_ENTRY = "unknown_entry"
    SAID_TWICE = "said_twice"
    NEEDS_KEY = "needs_key"
    NEEDS_FORM = "needs_form"
    SPEAKERS_IN_ROUND = "speakers_in_round"
    SECOND_CUES = "second_cues"
    CUES_WITHOUT_CLOCK = "cues_without_clock"
    BAD_CUE = "bad_cue"
    CUE_TOO_LATE = "cue_too_late"
    UNKNOWN_PLACEHOLDER = "unknown_placeholder"
    STRAY_BRACE = "stray_brace"


NOT_READ: Final = frozenset({Code.MISSING, Code.FOLDER, Code.UNREADABLE})
"""The file was never read: nothing is said about what stands in it, and it has no line."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    `file` is the name as it was given; `line` counts from 1, and is 0 when the file could not be read at all.
    `values` fill the sentence; `guess` among them is what may have been meant.
    """

    file: str
    line: int
    code: Code
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False)


class AgendaError(Exception):
    """An agenda file that cannot be used; `problems` is everything that is wrong with it, in the file's order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.file}:{p.line}: {p.code}" for p in problems))
        self.problems = problems


HIDES_MINUTES: Final = frozenset(
    {
        *(Code.SECOND_TITLE, Code.HASH_IS_TEXT, Code.HEADING_INSIDE, Code.HEADING_IN_CODE, Code.UNDERLINED),
        *(Code.WRONG_LEVEL, Code.SUBHEADING, Code.NO_TITLE, Code.NO_TIME, Code.BAD_MINUTES, Code.LOOKS_LIKE_PHASE),
        *(Code.AFTER_HAS_TIME, Code.NO_PHASES, Code.FRONT_MATTER),
    }
)
"""With one of these a phase may have been missed: nobody knows what the phases are together."""


class Report:
    """Collects what is wrong while a file is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.language = "nn"
        """The file's own language: suggestions are given in it."""
        self._problems: dict[tuple[int, Code, str], Problem] = {}

    def say(self, line: int, code: Code, **values: str | int) -> None:
        """Note a problem; the same one on the same line is noted once."""
        key = (line, code, repr(sorted(values.items())))
        self._problems.setdefault(key, Problem(self.file, line, code, values))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything noted, in the order of the lines."""
        return tuple(sorted(self._problems.values(), key=lambda problem: problem.line))


SENTENCES: Final[Mapping[Code, str]] = {
    Code.MISSING: N_("there is no such file; look at the spelling, or see the list with: btimeeting agenda list"),
    Code.FOLDER: N_("this is a folder; name a file in it"),
    Code.UNREADABLE: N_("the file cannot be read ({reason}); ask whoever owns it for access"),
    Code.TOO_BIG: N_("the file is too big for an agenda (at most {limit} kB); is it the right file?"),
    Code.NOT_TEXT: N_("this is not a text file; save the agenda as plain text (UTF-8)"),
    Code.NOT_UTF8: N_("the file is not saved as UTF-8; choose «UTF-8» when you save"),
    Code.UTF16: N_("the file is saved as UTF-16; choose «UTF-8» when you save"),
    Code.CONTROL: N_("there is an invisible control character here; delete it, or write the line anew"),
    Code.LONG_LINE: N_("the line is too long (at most {limit} characters); divide it"),
    Code.EMPTY: N_("the file is empty; copy an agenda you have and change it"),
    Code.FRONT_MATTER: N_(
        "the block between «---» lines is not used; write «# Title» first, and the settings as a list under it"
    ),
    Code.NO_TITLE: N_("the file does not begin with a title; write one at the top: «# BTI meeting»"),
    Code.SECOND_TITLE: N_("there can be one title only; write «## {name} (5 min)» if this is a phase"),
    Code.HASH_IS_TEXT: N_(
        "the line begins with # but is not a heading; write «## » with an ordinary space, first on a line of its own"
    ),
    Code.HEADING_INSIDE: N_("the heading «{found}» stands inside a list or a quotation; begin the line with ##"),
    Code.HEADING_IN_CODE: N_("the heading «{found}» stands inside a code block; take away the ``` or ~~~ lines"),
    Code.CODE_BLOCK: N_("a code block is not used in an agenda; take away the ``` or ~~~ lines around the text"),
    Code.QUOTE: N_("a quotation («>») is not used in an agenda; write it as ordinary text"),
    Code.RAW_HTML: N_("«{found}» is HTML, which an agenda has no use for; write the words alone, or \\< for the sign"),
    Code.UNDERLINED: N_(
        "the line under «{found}» makes it a heading; put an empty line between them, or write «## Name (5 min)»"
    ),
    Code.WRONG_LEVEL: N_("this heading has the wrong number of #; write «{wanted}»"),
    Code.SUBHEADING: N_("the heading «{found}» does not belong here; only «### {cues}» can stand inside a phase"),
    Code.NESTED_LIST: N_("a list inside a list is not understood; make the points a list of their own"),
    Code.NO_NAME: N_("the heading has no name; write «{wanted}»"),
    Code.NO_TIME: N_("«{found}» has no time; write for example «## {name} ({minutes} min)»"),
    Code.BAD_MINUTES: N_("«{found}» is not a number of minutes; write a whole number from {least} to {most}"),
    Code.LOOKS_LIKE_PHASE: N_(
        "«{found}» looks like a phase but is not a heading; write «## {found}», or end it with a full stop"
    ),
    Code.AFTER_HAS_TIME: N_("what comes after the meeting has no clock; take away «({minutes} min)»"),
    Code.SAME_NAME: N_("«{found}» is also the name on line {first}; give one of them another name"),
    Code.SAME_ID: N_("the id «{id}» is already in use on line {first}; add «- Id: another-id» to one of them"),
    Code.BAD_ID: N_("«{found}» cannot be an id; use the letters a–z, digits and hyphen, for example «{guess}»"),
    Code.NO_PHASES: N_("the agenda has no phases; write for example «## Welcome (5 min)»"),
    Code.STRAY_TEXT: N_("text here is not used; move it under the title or into a phase"),
    Code.NOT_A_SETTING: N_("«{found}» is not a setting such as «- {key}: …»; number it («1. …») if it is a prompt"),
    Code.UNKNOWN_KEY: N_("«{found}» is not a setting"),
    Code.KEY_ELSEWHERE: N_("the setting «{found}» does not belong here"),
    Code.SAME_KEY: N_("«{found}» is already set on line {first}; keep one of them"),
    Code.EMPTY_VALUE: N_("«{found}» is empty; write what it is, or delete the line"),
    Code.SETTING_AFTER_TEXT: N_(
        "the setting «{found}» stands after the text; move it up into the list right under the heading"
    ),
    Code.SETTING_NUMBERED: N_("the setting «{found}» stands in a numbered list; begin the line with «- »"),
    Code.SETTING_AS_TEXT: N_("the setting «{found}» is not in a list; begin the line with «- »"),
    Code.MISSING_KEY: N_("the setting «{key}» is missing; write «- {key}: {example}» in the list under the title"),
    Code.UNKNOWN_LANGUAGE: N_("«{found}» is not a language we have; write nn, nb or en"),
    Code.BAD_TOTAL: N_("«{found}» is not a length of time; write it in whole minutes, as «45 min»"),
    Code.TOO_LONG: N_("the phases are {sum} min together; a meeting can be {most} min at most"),
    Code.WRONG_SUM: N_("the phases are {sum} min together, but «{key}» says {total} min; correct one of them"),
    Code.SECOND_ROLES: N_("the roles are already listed on line {first}; put them in one list"),
    Code.NO_ROLES: N_("the agenda has no list of roles; write «## {heading}» and a list under it: «- {example}: …»"),
    Code.UNKNOWN_ROLE: N_("«{found}» is not a role"),
    Code.ROLE_NOT_LISTED: N_("the role «{found}» is not listed under «{heading}»; add «- {label}: …» there"),
    Code.SAME_ROLE: N_("«{found}» is the same role as on line {first}; put them on one line"),
    Code.ONE_ROLE: N_("«{key}» takes one role; choose one of: {found}"),
    Code.UNKNOWN_FORM: N_("«{found}» is not a form"),
    Code.FORM_HAS_CLOCK: N_("what comes after the meeting has no turns; take away «{found}», or write «plenum»"),
    Code.UNKNOWN_ENTRY: N_("«{found}» is not something that can be filled in"),
    Code.SAID_TWICE: N_("«{found}» is written twice; keep one of them"),
    Code.NEEDS_KEY: N_("the form «{form}» needs «- {key}: …», which says who"),
    Code.NEEDS_FORM: N_("«{key}» belongs to the form «{form}»; write it in «- {form_key}: …», or take the line away"),
    Code.SPEAKERS_IN_ROUND: N_("in a round «{over}» says who speaks; take away «{key}»"),
    Code.SECOND_CUES: N_("the phase already has cues on line {first}; put them in one list"),
    Code.CUES_WITHOUT_CLOCK: N_("there is no clock here, so there can be no cues; write them as text"),
    Code.BAD_CUE: N_("«{found}» is not a cue; write «- 2:30 {role}: …» or «- {turn} {role}: …»"),
    Code.CUE_TOO_LATE: N_("the cue at {at} comes after the end of the phase ({minutes} min); give it an earlier time"),
    Code.UNKNOWN_PLACEHOLDER: N_("«{{{found}}}» is nothing the program can fill in"),
    Code.STRAY_BRACE: N_("there is a brace without its partner in «{found}»; write for example «{{{example}}}»"),
}

MEANT: Final = N_("did you mean «{guess}»?")
CHOICES: Final = N_("you can choose among: {known}")


def shown(text: str) -> str:
    """A person's text on one line of a terminal, never longer than a glance: no control characters, no raw bytes."""
    line = clean(text)
    return line if len(line) <= LONGEST_FOUND else line[: LONGEST_FOUND - 1] + "…"


def clean(text: str) -> str:
    """`text` fit for one line of a terminal: control characters and bytes that are no letters are shown as a sign."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", "\ufffd", text)


def place(problem: Problem) -> str:
    """`FILE:LINE`, or the file alone when it was never read."""
    file = clean(problem.file)
    return f"{file}:{problem.line}" if problem.line else file


def sentence(problem: Problem) -> str:
    """`FILE:LINE: what is wrong and how to mend it`, in the language spoken; one line, whatever the file holds."""
    values = {
        name: shown(value) if isinstance(value, str) and name != "known" else value
        for name, value in problem.values.items()
    }
    msgid = SENTENCES[problem.code]
    text = tr(msgid).format(**values)
    if values.get("guess") and "{guess}" not in msgid:
        text += "; " + tr(MEANT).format(guess=values["guess"])
    elif values.get("known"):
        text += "; " + tr(CHOICES).format(known=clean(str(values["known"])))
    return f"{place(problem)}: {text}"
