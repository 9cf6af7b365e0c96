"""`meet held` from a pipe: all of it is written, or nothing at all and the lines it failed on are told."""

from __future__ import annotations

from datetime import date

import pytest

from btimeeting.cli.demo import demo_home
from tests.cli.door import Door, door_with
from tests.cli.test_held_written import WHOLE, Written

door = pytest.fixture(door_with("meet", "record"), name="door")


@pytest.fixture
def demo(door: Door) -> Door:
    demo_home(door.home)
    return door


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("20.11.2024\n", "32.13\n", 3),
        ("5 6 10 5 11 5 5\n", "fem\n", 5),
        ("Rev søv dårleg.\n", "Rev søv dårleg. 01018012345\n", 15),
        ("20.11.2024\n", "20.11.2024\n9.30\n", 5),
    ],
)
def test_where_a_piped_line_is_refused_nothing_at_all_is_written(demo: Door, right: str, wrong: str, line: int) -> None:
    ran = demo.run("meet", "held", typed=WHOLE.replace(right, wrong, 1))
    assert (ran.code, ran.out) == (2, "")
    assert f"Line {line}:" in ran.err
    assert ran.err.count("Nothing was written.") == 1
    assert demo.run("meet", "list").out == ""
    assert demo.run("record", "list").out == ""


def test_a_piped_line_after_the_last_question_is_not_lost_without_a_word(demo: Door) -> None:
    ran = demo.run("meet", "held", typed=f"{WHOLE}\nog dette\n")
    assert (ran.code, ran.out) == (2, "")
    assert "no question left" in ran.err


def test_at_a_terminal_a_refused_answer_is_asked_for_again(demo: Door) -> None:
    ran = demo.run("meet", "held", typed=WHOLE.replace("20.11.2024\n", "32.13\n20.11.2024\n"), tty=True)
    assert ran.code == 0
    assert Written(demo.home).record.info.held_on == date(2024, 11, 20)
