"""A municipality's profile of levels, read from TOML; everything that is wrong with it is told at once.

    profile = read(Path("agendas/profiles/ressursteam.toml"))

A profile that contradicts itself is refused: an id twice, a step nobody comes to or gets on from, «next level» that
leads down, a guard that can never be met, help that is never stored among what is stored.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from btimeeting.documents import agenda_problems as agendas
from btimeeting.documents.agenda_text import load
from btimeeting.documents.profile_places import Places
from btimeeting.documents.profile_problems import Code, Problem, ProfileError, Report
from btimeeting.documents.profile_sense import judge
from btimeeting.documents.profile_tables import Reader, Spot
from btimeeting.domain.levels import Ages, Help, Level, Option, Profile, Step

_AT_LINE: Final = re.compile(r"\(at line (\d+)")
_OWN_CODES: Final = {
    agendas.Code.MISSING: Code.NO_FILE,
    agendas.Code.TOO_BIG: Code.TOO_BIG,
    agendas.Code.EMPTY: Code.EMPTY,
    agendas.Code.NOT_TEXT: Code.NOT_TEXT,
}
NEEDED: Final = ("level", "step", "option")


def read(path: Path) -> Profile:
    """The profile in the file. Raises ProfileError with every problem, in the order of the lines."""
    profile, problems = check(path)
    if profile is None:
        raise ProfileError(problems)
    return profile


def check(path: Path) -> tuple[Profile | None, tuple[Problem, ...]]:
    """The profile in the file, or None and every problem with it. Raises nothing for what a file may hold."""
    report = Report(str(path))
    text = _text(path, report)
    given = None if text is None else _toml(text, report)
    if text is None or given is None:
        return None, report.problems
    reader = Reader(Places(text), report)
    profile = _profile(reader, given, path.stem)
    return (None if report.problems else profile), report.problems


def _text(path: Path, report: Report) -> str | None:
    lower = agendas.Report(str(path))
    text = load(path, lower)
    for problem in lower.problems:
        report.say(problem.line, _OWN_CODES.get(problem.code, problem.code), **problem.values)
    return text


def _toml(text: str, report: Report) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        twice = "overwrite" in str(error) or "twice" in str(error)
        code = Code.SAME_KEY if twice else Code.SYNTAX
        report.say(line, code, **({} if twice else {"example": 'title = "Oppdage"'}))
        return None


def _profile(reader: Reader, given: dict[str, Any], stem: str) -> Profile | None:
    top = reader.table("", 0, given)
    ages = reader.table("ages", 0, given.get("ages", {}))
    lists = {name: _tables(reader, name, given.get(name, [])) for name in ("level", "step", "option", "help")}
    for name in NEEDED:
        if not lists[name]:
            reader.say(Spot("", 0), Code.NO_TABLE, table=name)
    whole = {
        "level": _all(Level, lists["level"]),
        "step": _all(Step, lists["step"]),
        "option": _all(Option, lists["option"]),
        "help": _all(Help, lists["help"]),
    }
    judge(reader, stem, top, ages, lists)
    if not {"id", "title"} <= top.keys() or any(each is None for each in whole.values()):
        return None
    return Profile(
        id=top["id"],
        title=top["title"],
        source=top.get("source", ""),
        ages=Ages(**ages),
        levels=tuple(whole["level"] or ()),
        steps=tuple(whole["step"] or ()),
        options=tuple(whole["option"] or ()),
        helps=tuple(whole["help"] or ()),
        **({"ppt": top["ppt"]} if "ppt" in top else {}),
    )


def _tables(reader: Reader, name: str, given: object) -> list[dict[str, Any]]:
    if not isinstance(given, list):
        reader.table(name, 0, None)
        return []
    return [reader.table(name, nth, each) for nth, each in enumerate(given)]


def _all(kind: type[Any], found: Sequence[dict[str, Any]]) -> list[Any] | None:
    """Every table as its value; None when one of them lacks what it must have."""
    needed = {name for name, field in kind.model_fields.items() if field.is_required()}
    if any(needed - each.keys() for each in found):
        return None
    return [kind.model_validate(each) for each in found]
