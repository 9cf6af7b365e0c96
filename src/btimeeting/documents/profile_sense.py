"""Whether a profile makes sense as a whole: ids, levels and steps that are there, ways that lead where they say."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from btimeeting.documents.profile_problems import Code
from btimeeting.documents.profile_tables import Reader, Spot
from btimeeting.domain.levels import CLOSED, Ages, Guard, Outcome, Scope

Tables = Mapping[str, Sequence[Mapping[str, Any]]]
_NAMELESS: Final = (Guard.CONSENT,)
"""Guards that a record without a child's name can never meet."""


def judge(reader: Reader, stem: str, top: Mapping[str, Any], ages: Mapping[str, Any], tables: Tables) -> None:
    """Report everything that contradicts something else in the file."""
    if "id" in top and top["id"] != stem:
        reader.say(Spot("", 0, "id"), Code.OTHER_ID, name=stem, found=top["id"])
    _ages(reader, ages)
    for name, found in tables.items():
        _ids(reader, name, found)
    _helps(reader, tables)
    _levels(reader, tables)
    _ends(reader, tables)
    _ways(reader, tables)
    _reached(reader, tables)
    _scopes(reader, tables)


def _ages(reader: Reader, ages: Mapping[str, Any]) -> None:
    usual = Ages()
    consents = ages.get("youth_consents", usual.youth_consents)
    alone = ages.get("youth_decides_alone", usual.youth_decides_alone)
    if alone < consents:
        key = "youth_decides_alone"
        spot = Spot("ages", 0, key if key in ages else "youth_consents")
        reader.say(spot, Code.AGE_ORDER, alone=alone, consents=consents, key=key)


def _ids(reader: Reader, name: str, found: Sequence[Mapping[str, Any]]) -> None:
    first: dict[str, int] = {}
    for nth, each in enumerate(found):
        spot = Spot(name, nth, "id")
        given = each.get("id")
        if given is not None and first.setdefault(given, reader.line(spot)) != reader.line(spot):
            reader.say(spot, Code.SAME_ID, found=given, first=first[given])


def _helps(reader: Reader, tables: Tables) -> None:
    helps = {each.get("id") for each in tables["help"]}
    for nth, option in enumerate(tables["option"]):
        if option.get("id") in helps and option.get("id") is not None:
            reader.say(Spot("option", nth, "id"), Code.STORED_HELP, found=option["id"])


def _levels(reader: Reader, tables: Tables) -> None:
    """Every step has a level, every level a step, the first step the first level; guards can be met."""
    order = [each["id"] for each in tables["level"] if "id" in each]
    used = {each.get("level") for each in tables["step"]}
    for nth, step in enumerate(tables["step"]):
        if "level" in step and step["level"] not in order:
            _unknown(reader, Spot("step", nth, "level"), Code.UNKNOWN_LEVEL, step["level"], order)
    for nth, level in enumerate(tables["level"]):
        if "id" in level and level["id"] not in used:
            reader.say(Spot("level", nth, "id"), Code.NO_STEP, found=level["id"])
        if not level.get("named", True):
            for guard in level.get("needs", ()):
                if guard in _NAMELESS:
                    reader.say(
                        Spot("level", nth, "needs"), Code.UNNAMED_CONSENT, found=level.get("id", "?"), guard=guard
                    )
    first = tables["step"][0].get("level") if tables["step"] else None
    if order and first in order and first != order[0]:
        reader.say(Spot("step", 0, "level"), Code.FIRST_STEP, found=str(first), first=order[0])


def _unknown(reader: Reader, spot: Spot, code: Code, found: str, known: Sequence[str]) -> None:
    guess = difflib.get_close_matches(found, known, 1)
    values = {"guess": guess[0]} if guess else {"known": ", ".join(known)}
    reader.say(spot, code, found=found, **({"key": spot.key} if code is Code.UNKNOWN_STEP else {}), **values)


def _ends(reader: Reader, tables: Tables) -> None:
    """Options and help stand at steps that are there, and lead to such."""
    steps = [each["id"] for each in tables["step"] if "id" in each]
    for name, key, also in (("option", "at", ()), ("option", "to", (CLOSED,)), ("help", "at", ())):
        for nth, each in enumerate(tables[name]):
            if key in each and each[key] not in (*steps, *also):
                _unknown(reader, Spot(name, nth, key), Code.UNKNOWN_STEP, each[key], (*steps, *also))


def _ways(reader: Reader, tables: Tables) -> None:
    """An outcome leads where its word says."""
    order = [each["id"] for each in tables["level"] if "id" in each]
    level_of = {each["id"]: each.get("level") for each in tables["step"] if "id" in each}
    for nth, option in enumerate(tables["option"]):
        if not {"at", "to", "outcome"} <= option.keys():
            continue
        outcome, to = option["outcome"], option["to"]
        here = level_of.get(option["at"])
        there = CLOSED if to == CLOSED else level_of.get(to)
        if here not in order or (there != CLOSED and there not in order):
            continue
        if not _fits(outcome, order, str(here), str(there)):
            reader.say(
                Spot("option", nth, "outcome"), Code.WRONG_WAY, found=outcome.value, here=str(here), there=str(there)
            )


def _fits(outcome: Outcome, order: Sequence[str], here: str, there: str) -> bool:
    if outcome is Outcome.STOP or there == CLOSED:
        return outcome is Outcome.STOP and there == CLOSED
    climb = order.index(there) - order.index(here)
    match outcome:
        case Outcome.STEP | Outcome.CONTINUE | Outcome.REFER:
            return climb == 0
        case Outcome.NEXT:
            return climb > 0
        case Outcome.BACK:
            return climb < 0
        case _:
            return climb >= 0


def _reached(reader: Reader, tables: Tables) -> None:
    """Every step is come to from the first one, and got on from unless its level stays open."""
    ways: dict[str, set[str]] = {each["id"]: set() for each in tables["step"] if "id" in each}
    if not ways:
        return
    for option in tables["option"]:
        if option.get("at") in ways and "to" in option:
            ways[option["at"]].add(option["to"])
    reached, new = set(), {next(iter(ways))}
    while new:
        reached |= new
        new = {to for at in new for to in ways.get(at, ())} - reached
    open_levels = {each.get("id") for each in tables["level"] if each.get("stays_open")}
    for nth, step in enumerate(tables["step"]):
        found = step.get("id")
        if found is not None and found not in reached:
            reader.say(Spot("step", nth, "id"), Code.UNREACHED, found=found)
        if found is not None and not ways[found] - {found} and step.get("level") not in open_levels:
            reader.say(Spot("step", nth, "id"), Code.DEAD_END, found=found)


def _scopes(reader: Reader, tables: Tables) -> None:
    """A level that asks «individual or system?» offers both."""
    level_of = {each["id"]: each.get("level") for each in tables["step"] if "id" in each}
    for nth, level in enumerate(tables["level"]):
        if level.get("asks_scope"):
            offered = {o.get("scope") for o in tables["option"] if level_of.get(o.get("at", "")) == level.get("id")}
            for scope in Scope:
                if scope not in offered:
                    reader.say(
                        Spot("level", nth, "asks_scope"), Code.SCOPE, found=level.get("id", "?"), scope=scope.value
                    )
