"""The tables of a profile: which keys each has, and how a value is read; what is wrong is reported, never raised."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from btimeeting.documents.profile_places import Places
from btimeeting.documents.profile_problems import Code, Report
from btimeeting.domain.levels import CLOSED, ENTER, Guard, Outcome, Scope
from btimeeting.i18n import LANGUAGES

ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LEVEL_ID: Final = re.compile(r"[A-Za-z0-9]{1,8}")
_NONE: Final = object()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: the table, its number and the key."""

    table: str
    nth: int
    key: str = ""


class Reader:
    """Reads values of one file, and reports what is wrong with them where they stand."""

    def __init__(self, places: Places, report: Report) -> None:
        self._places, self._report = places, report

    def say(self, spot: Spot, code: Code, **values: str | int) -> None:
        """Note a problem where the spot is."""
        self._report.say(self.line(spot), code, **values)

    def line(self, spot: Spot) -> int:
        """The line of a spot."""
        return self._places.line(spot.table, spot.nth, spot.key)

    def table(self, name: str, nth: int, given: object) -> dict[str, Any]:
        """The values of one table by its keys; a key that could not be read is left out."""
        spot = Spot(name, nth)
        if not isinstance(given, dict):
            self.say(spot, Code.WRONG_KIND, key=name, example=f"[[{name}]]")
            return {}
        keys = KEYS[name]
        for key in given.keys() - keys.keys():
            guess = difflib.get_close_matches(key, keys, 1)
            self.say(
                Spot(name, nth, key), Code.UNKNOWN_KEY, found=key, table=name or "…", guess=guess[0] if guess else ""
            )
        found: dict[str, Any] = {}
        for key, (read, example, needed) in keys.items():
            if key in given:
                value = read(self, Spot(name, nth, key), given[key], example)
                if value is not _NONE:
                    found[key] = value
            elif needed:
                self.say(spot, Code.MISSING_KEY, key=key, table=name or "…", example=f"{key} = {example}")
        return found

    def wrong(self, spot: Spot, example: str) -> object:
        """Note a value of another kind than the key takes."""
        self.say(spot, Code.WRONG_KIND, key=spot.key, example=f"{spot.key} = {example}")
        return _NONE

    def unknown(self, spot: Spot, found: str, choices: Iterable[str]) -> object:
        """Note a word that is not one of the choices."""
        known = tuple(choices)
        guess = difflib.get_close_matches(found, known, 1)
        values = {"guess": guess[0]} if guess else {"known": ", ".join(known)}
        self.say(spot, Code.UNKNOWN_WORD, found=found, key=spot.key, **values)
        return _NONE


Read = Callable[[Reader, Spot, object, str], object]


def _text(reader: Reader, spot: Spot, given: object, example: str) -> object:
    if not isinstance(given, str):
        return reader.wrong(spot, example)
    if not given.strip():
        reader.say(spot, Code.BLANK, key=spot.key)
        return _NONE
    return " ".join(given.split())


def _said(reader: Reader, spot: Spot, given: object, example: str) -> object:
    if isinstance(given, str):
        text = _text(reader, spot, given, example)
        return text if text is _NONE else dict.fromkeys(LANGUAGES, text)
    if not isinstance(given, dict) or not all(isinstance(each, str) for each in given.values()):
        return reader.wrong(spot, example)
    lacking = [language for language in LANGUAGES if not given.get(language, "").strip()]
    if lacking:
        reader.say(spot, Code.NO_LANGUAGE, key=spot.key, found=", ".join(lacking), example=f'{spot.key} = "…"')
    for extra in given.keys() - set(LANGUAGES):
        reader.unknown(spot, extra, LANGUAGES)
    if lacking or given.keys() - set(LANGUAGES):
        return _NONE
    return {language: " ".join(given[language].split()) for language in LANGUAGES}


def _flag(reader: Reader, spot: Spot, given: object, example: str) -> object:
    return given if isinstance(given, bool) else reader.wrong(spot, example)


def _years(least: int, most: int) -> Read:
    def read(reader: Reader, spot: Spot, given: object, example: str) -> object:
        if not isinstance(given, int) or isinstance(given, bool):
            return reader.wrong(spot, example)
        if not least <= given <= most:
            reader.say(spot, Code.AGE, key=spot.key, found=given, least=least, most=most)
            return _NONE
        return given

    return read


def _id(pattern: re.Pattern[str], guess: Callable[[str], str]) -> Read:
    def read(reader: Reader, spot: Spot, given: object, example: str) -> object:
        text = _text(reader, spot, given, example)
        if not isinstance(text, str):
            return text
        if not pattern.fullmatch(text):
            reader.say(spot, Code.BAD_ID, found=text, guess=guess(text))
            return _NONE
        if text == CLOSED or text.startswith(ENTER):
            reader.say(spot, Code.OWN_ID, found=text)
            return _NONE
        return text

    return read


def _slug(text: str) -> str:
    plain = text.casefold().translate(str.maketrans("æøå", "aoa"))
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "n1"


def _word(kind: type[StrEnum]) -> Read:
    def read(reader: Reader, spot: Spot, given: object, example: str) -> object:
        if not isinstance(given, str):
            return reader.wrong(spot, example)
        words = [each.value for each in kind]
        return kind(given) if given in words else reader.unknown(spot, given, words)

    return read


def _words(kind: type[StrEnum] | None) -> Read:
    def read(reader: Reader, spot: Spot, given: object, example: str) -> object:
        if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
            return reader.wrong(spot, example)
        for nth, word in enumerate(given):
            if word in given[:nth]:
                reader.say(spot, Code.SAID_TWICE, found=word, key=spot.key)
        if kind is None:
            return tuple(given)
        words = [each.value for each in kind]
        unknown = [word for word in given if word not in words]
        for word in unknown:
            reader.unknown(spot, word, words)
        return _NONE if unknown else tuple(kind(word) for word in given)

    return read


def _whole(_reader: Reader, _spot: Spot, given: object, _example: str) -> object:
    """A table of its own, read later."""
    return given


_TITLE: Final = '{ nn = "…", nb = "…", en = "…" }'
_STEP_ID: Final = _id(ID, _slug)
Keys = Mapping[str, tuple[Read, str, bool]]
KEYS: Final[Mapping[str, Keys]] = {
    "": {
        "id": (_STEP_ID, '"kommunen"', True),
        "title": (_said, _TITLE, True),
        "source": (_text, '"…"', False),
        "ppt": (_words(None), '["PPT"]', False),
        "ages": (_whole, "[ages]", False),
        "level": (_whole, "[[level]]", False),
        "step": (_whole, "[[step]]", False),
        "option": (_whole, "[[option]]", False),
        "help": (_whole, "[[help]]", False),
    },
    "ages": {
        "youth_consents": (_years(10, 18), "15", False),
        "youth_decides_alone": (_years(15, 23), "18", False),
    },
    "level": {
        "id": (_id(LEVEL_ID, lambda _: "1"), '"1"', True),
        "title": (_said, _TITLE, True),
        "needs": (_words(Guard), '["consent"]', False),
        "named": (_flag, "false", False),
        "asks_scope": (_flag, "true", False),
        "stays_open": (_flag, "true", False),
    },
    "step": {
        "id": (_STEP_ID, '"n1-tiltak"', True),
        "level": (_text, '"1"', True),
        "title": (_said, _TITLE, True),
        "source": (_text, '"…"', False),
    },
    "option": {
        "id": (_STEP_ID, '"n1-next"', True),
        "at": (_text, '"n1-tiltak"', True),
        "to": (_text, '"n1-evaluate"', True),
        "outcome": (_word(Outcome), '"step"', True),
        "title": (_said, _TITLE, True),
        "needs": (_words(Guard), '["consent"]', False),
        "scope": (_word(Scope), '"individual"', False),
        "source": (_text, '"…"', False),
        "ours": (_flag, "true", False),
    },
    "help": {
        "id": (_STEP_ID, '"barnevern"', True),
        "at": (_text, '"n3-evaluate"', True),
        "title": (_said, _TITLE, True),
        "text": (_said, _TITLE, True),
        "source": (_text, '"…"', False),
    },
}
"""For each table its keys: how the value is read, how it is written, whether it must be there."""
