"""A database that is gone or empty is told as lost: nothing is begun on anew, whatever is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from btimeeting.store.home import open_home
from tests.cli.door import Door, door_with

door = pytest.fixture(door_with("demo", "doctor", "meet", "record", "paper", "follow"), name="door")

READS = {
    "records.db": (("record", "list"), ("record", "due"), ("meet", "list"), ("paper", "referat")),
    "journal.db": (("meet", "list"), ("meet", "show"), ("paper", "referat"), ("follow", "--no-wait")),
}


def _lose(home: Path, name: str, *, empty: bool) -> None:
    for each in home.glob(f"{name}*"):
        each.unlink()
    if empty:
        (home / name).touch()


@pytest.mark.parametrize("empty", [False, True], ids=["gone", "empty"])
@pytest.mark.parametrize("name", READS)
def test_what_is_lost_is_told_by_every_command_and_by_the_doctor_and_nothing_is_made(
    door: Door, name: str, *, empty: bool
) -> None:
    assert door.run("demo", "--auto").code == 0
    assert open_home(door.home).kept == {"journal.db", "records.db"}
    assert door.run("doctor").code == 0
    _lose(door.home, name, empty=empty)
    for words in READS[name]:
        ran = door.run(*words)
        assert (ran.code, ran.out) == (4, ""), words
        assert name in ran.err
        assert "backup" in ran.err
    told = door.run("doctor", "--json")
    assert told.code == 1
    bad = {finding["id"] for finding in json.loads(told.out)["findings"] if finding["status"] == "bad"}
    assert bad == {name.removesuffix("s.db").removesuffix(".db")}
    assert ((door.home / name).stat().st_size if empty else (door.home / name).exists()) == 0


def test_a_home_that_has_never_held_anything_is_whole(door: Door) -> None:
    assert door.run("demo", "--auto").code == 0
    told = json.loads((door.home / "home.json").read_text())
    (door.home / "home.json").write_text(json.dumps({**told, "kept": []}))
    for name in READS:
        _lose(door.home, name, empty=True)  # a disk that was full when they were made
    assert door.run("record", "list").code == 0
    assert door.run("doctor").code == 0
    assert open_home(door.home).kept == {"records.db"}
