"""`record search` and `record log`: words are never arguments, and every look is written down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from btimeeting.cli.demo import demo_home
from btimeeting.cli.reasons import CODES
from btimeeting.cli.wiring import House
from btimeeting.config import Settings
from btimeeting.domain.record import AccessLine
from btimeeting.service.looks import REASONS
from btimeeting.service.system_clock import GivenClock
from btimeeting.store import home as homes
from tests.builders import START
from tests.cli.door import Door, door_with
from tests.store.record_values import EVERYTHING, moment

door = pytest.fixture(door_with("record"), name="door")


def log_of(home: Path) -> tuple[AccessLine, ...]:
    with House(homes.open_home(home), Settings(home=home), GivenClock(START)) as house:
        return tuple(line for line in house.records.access_log() if line.action != "edit")


@pytest.fixture
def full(door: Door) -> Door:
    """A home with one value of every kind."""
    demo_home(door.home)
    with House(homes.open_home(door.home), Settings(home=door.home), GivenClock(START)) as house:
        house.records.save_all(EVERYTHING, moment())
    return door


def test_words_from_a_pipe_are_found_and_one_hit_is_opened_and_logged(full: Door) -> None:
    ran = full.run("record", "search", "--open", "2", typed="LEKSEHJELP\n")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert [line.split("  ")[3].partition(":")[0] for line in lines[:4]] == [
        "document", "baton log", "measure", "offer",
    ]  # fmt: skip
    assert all("case Sak 14" in line for line in lines[:4])
    assert "Me prøver leksehjelp\nLiv Prøve" in ran.out
    log = log_of(full.home)
    assert [(line.action, line.kind, line.object_id) for line in log] == [
        ("search", "records", ""),
        ("found", "case", "case-1"),
        ("open", "entry", "entry-1"),
    ]
    assert not any("leksehjelp" in str(line).casefold() for line in log)

    told = full.run("record", "log", "sak 14")
    assert [line.split("  ", 2)[2] for line in told.out.splitlines() if "changed" not in line] == [
        "shown in a search: case  case-1",
        "opened: baton log  entry-1",
    ]
    (*_, opened, read) = json.loads(full.run("record", "log", "case-1", "--json").out)
    assert (opened["action"], opened["kind"], opened["object_id"]) == ("open", "entry", "entry-1")
    assert opened["at"].endswith("Z")
    assert read["action"] == "log"


def test_at_a_terminal_one_is_asked_and_may_open_one_hit_after_the_other(full: Door) -> None:
    ran = full.run("record", "search", typed="åse\n2\nsju\n\n", tty=True)
    assert ran.code == 0
    assert "Which words?" in ran.err
    assert "There is no hit «sju». Write a number from 1 to 2." in ran.err
    assert [line.kind for line in log_of(full.home) if line.action == "open"] == ["child"]


def test_hits_as_json_without_a_question_more(full: Door) -> None:
    ran = full.run("record", "search", "--json", "--limit", "1", typed="leksehjelp", tty=True)
    (hit,) = json.loads(ran.out)
    assert (hit["kind"], hit["case"], hit["on"]) == ("document", "Sak 14", "2026-11-25")
    assert "leksehjelp" in hit["snippet"]


@pytest.mark.parametrize(("typed", "code", "told"), [("ase", 0, "å is not a"), ("\n", 2, "Nothing was asked for")])
def test_nothing_found_and_nothing_asked_are_told(full: Door, typed: str, code: int, told: str) -> None:
    ran = full.run("record", "search", typed=typed)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


def test_a_name_as_an_argument_is_refused_and_a_case_nobody_knows_is_told(full: Door) -> None:
    assert full.run("record", "search", "Åse").code == 2
    ran = full.run("record", "log", "99")
    assert (ran.code, ran.out) == (1, "")
    assert "There is no case «99» here." in ran.err
    assert full.run("record", "show", "case-1").code == 0


def _settings(home: Path, **chosen: str) -> None:
    (home / "settings.toml").write_text("".join(f'{name} = "{value}"\n' for name, value in chosen.items()))


def test_a_unit_that_wants_it_asks_why_and_the_reason_stands_in_the_log_as_a_code(full: Door) -> None:
    assert CODES == REASONS
    _settings(full.home, reason_asked="unused")
    assert full.run("record", "show", "Sak 14").code == 0  # a meeting and a tiltak that goes on
    _settings(full.home, reason_asked="always")
    refused = full.run("record", "show", "Sak 14")
    assert (refused.code, refused.out) == (1, "")
    assert "--reason and one of: follow_up, prepare, family" in refused.err
    assert full.run("record", "show", "Sak 14", typed="nysgjerrig\n", tty=True).code == 1
    asked = full.run("record", "show", "Sak 14", typed="3\n", tty=True)
    assert asked.code == 0
    assert "3: the family has asked" in asked.err
    for words in (("stafettlogg", "show"), ("level", "show"), ("due",), ("child",)):
        assert full.run("record", *words, "Sak 14").code == 1, words
    assert full.run("record", "search", "--open", "1", typed="leksehjelp").code == 1
    assert full.run("record", "search", "--open", "1", "--reason", "supervision", typed="leksehjelp").code == 0
    told = [(line.action, line.reason) for line in log_of(full.home) if line.action in {"show", "open"}]
    assert told == [("show", ""), ("show", "family"), ("open", "supervision")]
    assert "the family has asked" in full.run("record", "log", "Sak 14").out


def test_a_list_of_all_children_is_a_look_too(full: Door) -> None:
    full.run("record", "list", "--json")
    assert [(line.action, line.kind) for line in log_of(full.home)] == [("list", "records")]


def test_without_a_case_the_log_tells_of_searches_and_of_everything_else_as_far_back_as_asked(full: Door) -> None:
    full.run("record", "search", typed="leksehjelp")
    told = full.run("record", "log").out
    assert "searched: all the records" in told
    assert "shown in a search: case" in told
    assert "changed" in told
    full.run("record", "log")
    assert [line.action for line in log_of(full.home)] == ["search", "found", "log", "log"]
    assert "searched" not in full.run("record", "log", "--days", "0").out
