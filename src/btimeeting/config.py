"""The settings: one frozen value, read once. settings.toml < environment < arguments.

Read without pydantic, for which every command would have to wait.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from platformdirs import user_data_path

FILE_NAME = "settings.toml"
HOME_VARIABLE = "BTIMEETING_HOME"
LANGUAGE_VARIABLE = "BTIMEETING_LANG"


class Bounds(NamedTuple):
    """The least and the most a number may be."""

    least: int
    most: int


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a unit has chosen. Every field has a default but `home`, which `load` always knows, and checks the rest."""

    home: Path
    """The folder everything lies in; one per unit. From --home, BTIMEETING_HOME or the system's own place, never
    from the file (which lies inside it)."""

    language: Literal["nn", "nb", "en"] | None = None
    """The language of screens and documents; None: the one the machine is set to, and inside a meeting its own."""

    theme: Literal["dark", "light", "contrast"] = "dark"
    """The colours; `contrast` for those who need strong ones."""

    wall_style: Literal["auto", "digits", "calm"] = "auto"
    """What the wall shows of time. `auto`: digits for the services, the calm bar for a parent or a child."""

    warn_at: Annotated[int, Bounds(50, 99)] = 80
    """When a turn is said to be nearly over, in percent of its length."""

    next_meetings: tuple[date, ...] = ()
    """The dates this unit has set aside for meetings, usually a quarter or a year ahead; kept in order."""

    unit_name: str = ""
    """The school or kindergarten, as it is to stand at the top of a referat."""

    profile: str = "bti-mappe"
    """The municipality's levels: the id of a profile that comes with the program, or of one in the folder profiles."""

    time_zone: str = "Europe/Oslo"
    """The zone clock times are shown in; the journal itself is in UTC."""

    qa_apart: bool = False
    """Time a service's question and the answer to it apart: two presses per service in place of one."""

    referat_questions: bool = False
    """The referat holds the services' questions and the answers to them."""

    referat_offers: bool = False
    """The referat holds how the services saw it, and the offers the family did not choose."""

    referat_times: bool = False
    """The referat holds planned and actual time of each phase, and pauses."""

    referat_child_view: bool = True
    """The referat holds the child's or youth's own view, or honestly that nobody has asked for it yet."""

    evaluation_in_record: bool = True
    """Keep the employees' evaluation of the meeting beside the referat in the child's record; it names no case."""

    reason_asked: Literal["never", "unused", "always"] = "never"
    """When somebody has to say why before a case is read: `unused` means one without a meeting within a quarter and
    without a tiltak that goes on. The reason, one of a few, stands in the access log."""

    raw_notes_days: Annotated[int, Bounds(0, 365)] = 30
    """How many days after the referat is approved the raw notes are deleted (when the home is opened). What the referat
    is made from stays: the challenge, the thoughts, the summary, and what the unit has chosen to have in it."""

    level_0_note_days: Annotated[int, Bounds(1, 365)] = 30
    """How many days after it was written a note without a name (level 0) is deleted with all its traces, when the home
    is opened; 30 unless the unit says otherwise. It stays when its case has come to level 1, with what was told of the
    parents' information."""

    @property
    def in_referat(self) -> frozenset[str]:
        """What the referat holds beside what it always does: fields of `documents.model.Choices`."""
        return frozenset(
            field.name.removeprefix("referat_")
            for field in fields_of(self)
            if field.name.startswith("referat_") and getattr(self, field.name)
        )

    @property
    def zone(self) -> ZoneInfo:
        """`time_zone` as the zone itself."""
        return ZoneInfo(self.time_zone)


class Problem(StrEnum):
    """Why the settings cannot be read; cli/outcomes.py makes the sentence."""

    UNREADABLE = "unreadable"
    NOT_UTF8 = "not_utf8"
    SYNTAX = "syntax"
    UNKNOWN_FIELD = "unknown_field"
    NOT_IN_FILE = "not_in_file"
    NOT_A_CHOICE = "not_a_choice"
    OUT_OF_RANGE = "out_of_range"
    NO_SUCH_ZONE = "no_such_zone"
    WRONG_KIND = "wrong_kind"


class ConfigError(Exception):
    """A setting that cannot be used: where it stands, what is wrong and what it may be.

    `path` and `line` (from 1) are None when the value came from the environment or an argument; `field` is then the
    variable's or the argument's name. `choices` are the values or names that were meant, `bounds` the range.
    """

    def __init__(
        self,
        path: Path | None,
        line: int | None,
        field: str,
        problem: Problem,
        *,
        found: str = "",
        choices: tuple[str, ...] = (),
        bounds: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(f"{path or 'settings'}:{line or 0}: {field}: {problem}")
        self.path = path
        self.line = line
        self.field = field
        self.problem = problem
        self.found = found
        self.choices = choices
        self.bounds = bounds


def home_folder(environ: Mapping[str, str], given: Path | str | None = None) -> Path:
    """The home in use: the one `given` (--home), else BTIMEETING_HOME, else the system's place for a program's data."""
    chosen = given or environ.get(HOME_VARIABLE)
    return Path(chosen).expanduser().absolute() if chosen else user_data_path("btimeeting", appauthor=False)


def load(path: Path | None, environ: Mapping[str, str], arguments: Mapping[str, object] | None = None) -> Settings:
    """Read the settings: the file at `path` (None: the home's own), then the environment, then `arguments` by field.

    A file that is not there means the defaults; an argument that is None was not given. Raises ConfigError for the
    first thing that is wrong, in the order of the file.
    """
    given = {name: value for name, value in (arguments or {}).items() if value is not None}
    asked = given.pop("home", None)
    home = home_folder(environ, asked if isinstance(asked, (Path, str)) else None)
    file = path if path is not None else home / FILE_NAME
    written, text = _read(file)
    if "home" in written:
        raise ConfigError(file, _line_of(text, "home"), "home", Problem.NOT_IN_FILE, found=str(written["home"]))
    spoken = {"language": environ[LANGUAGE_VARIABLE]} if environ.get(LANGUAGE_VARIABLE) else {}
    sources, complaints = _Sources(file, text, spoken, given), []
    read: dict[str, Any] = {}
    for field, found in {**written, **spoken, **given}.items():
        try:
            read[field] = _value(field, found)
        except _Wrong as wrong:
            complaints.append(_complaint(field, wrong, str(found), sources))
    if complaints:
        raise min(complaints, key=lambda complaint: complaint.line or 0)
    return Settings(home=home, **read)


class _Sources(NamedTuple):
    file: Path
    text: str
    spoken: Mapping[str, str]
    given: Mapping[str, object]


class _Wrong(Exception):
    """What is wrong with the value of one field, with the values or the range it allows."""

    def __init__(self, problem: Problem, choices: tuple[str, ...] = (), bounds: Bounds | None = None) -> None:
        super().__init__(problem)
        self.problem, self.choices, self.bounds = problem, choices, bounds


def _complaint(field: str, wrong: _Wrong, found: str, sources: _Sources) -> ConfigError:
    path: Path | None = None
    line, name = None, field
    if field in sources.spoken and field not in sources.given:
        name = LANGUAGE_VARIABLE
    elif field not in sources.given:
        path, line = sources.file, _line_of(sources.text, field)
    return ConfigError(path, line, name, wrong.problem, found=found, choices=wrong.choices, bounds=wrong.bounds)


def _value(field: str, found: object) -> object:
    """A setting as it was written, in its own kind. Raises _Wrong."""
    kinds = _kinds()
    if field not in kinds:
        raise _Wrong(Problem.UNKNOWN_FIELD, tuple(difflib.get_close_matches(field, kinds.keys() - {"home"}, 1)))
    kind = kinds[field]
    value = found.strip() if isinstance(found, str) else found
    if field == "next_meetings":
        return _dates(value)
    if field == "time_zone":
        return _zone(value)
    if get_origin(kind) is Annotated:
        kind, bounds = get_args(kind)
        if type(value) is int and not bounds.least <= value <= bounds.most:
            raise _Wrong(Problem.OUT_OF_RANGE, bounds=bounds)
    choices = _choices(kind)
    if choices and value not in choices:
        raise _Wrong(Problem.NOT_A_CHOICE, choices)
    if not choices and type(value) is not kind:
        raise _Wrong(Problem.WRONG_KIND)
    return value


@cache
def _kinds() -> dict[str, Any]:
    """What each setting is: looked up once, not for every setting of a file."""
    return get_type_hints(Settings, include_extras=True)


def _dates(value: object) -> tuple[date, ...]:
    """Dates in order and once each; one in quotation marks is meant as one."""
    try:
        found = {date.fromisoformat(each) if isinstance(each, str) else each for each in value}  # type: ignore[attr-defined]  # TypeError then
    except (TypeError, ValueError):
        raise _Wrong(Problem.WRONG_KIND) from None
    if any(type(each) is not date for each in found):
        raise _Wrong(Problem.WRONG_KIND)
    return tuple(sorted(found))


def _zone(name: object) -> str:
    if not isinstance(name, str):
        raise _Wrong(Problem.WRONG_KIND)
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # a bad name, a folder of zones, a zone nobody knows
        raise _Wrong(Problem.NO_SUCH_ZONE) from None
    return name


def _choices(kind: object) -> tuple[str, ...]:
    """The words a Literal allows, also when it stands in a union with None; nothing for another kind."""
    flat = [word for part in get_args(kind) for word in (get_args(part) or (part,))]
    return tuple(word for word in flat if isinstance(word, str))


def _line_of(text: str, field: str) -> int | None:
    """The line, from 1, that sets `field`; None when it is written in some rarer way."""
    found = re.search(rf"""^[ \t]*["']?{re.escape(field)}["']?[ \t]*[=.]""", text, re.MULTILINE)
    table = re.search(rf"""^[ \t]*\[+[ \t]*["']?{re.escape(field)}\b""", text, re.MULTILINE)
    place = found or table
    return text.count("\n", 0, place.start()) + 1 if place else None


def _read(path: Path) -> tuple[dict[str, Any], str]:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return {}, ""
    except OSError as error:
        raise ConfigError(path, None, "", Problem.UNREADABLE, found=error.strerror or "") from error
    try:
        text = raw.decode("utf-8-sig")  # some editors begin a file with a mark
    except UnicodeDecodeError as error:
        raise ConfigError(path, raw.count(b"\n", 0, error.start) + 1, "", Problem.NOT_UTF8) from error
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1  # else it says "at end of document"
        raise ConfigError(path, line, "", Problem.SYNTAX, found=str(error)) from error
