"""The benchmarks run, each of them, and say what they measured; how fast it was is nobody's business here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("benchmarks", reason="not in a source archive")

from benchmarks import kill
from benchmarks.__main__ import main
from benchmarks.measure import Floor, Row, against, percentile, timed
from benchmarks.one import BENCHMARKS
from benchmarks.table import head, lines

FEWEST_ROWS = {"replay": 4, "append": 2, "paper": 4, "demo": 2, "bell": 2}


def _quick(name: str, folder: Path) -> list[Row]:
    file = folder / "figures.json"
    assert main(["--quick", "--only", name, "--json", str(file)]) == 0
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["machine"]["python"]
    return [Row.of(figures) for figures in told["rows"][name]]


NOT_HERE = {"kill", "start", "idle", "pad", "flips", "seen", "windows", "referent"}
"""`kill` has a test of its own; the windows' ones start a dozen terminals each, and are run by hand."""


@pytest.mark.parametrize("name", [name for name in BENCHMARKS if name not in NOT_HERE])
def test_a_benchmark_prints_its_rows_with_floors(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = _quick(name, tmp_path)
    printed = capsys.readouterr().out
    assert len(rows) >= FEWEST_ROWS.get(name, 1)
    assert all(line in printed for line in lines(name, rows))
    assert any(row.floor is not None and row.ratio for row in rows)
    assert all(row.said or (row.n > 0 and row.p50) for row in rows)


def test_killed_writers_lose_nothing(tmp_path: Path) -> None:
    (row,) = _quick("kill", tmp_path)
    if "no fork" in row.said:
        pytest.skip(row.said)
    assert (row.met, row.fatal) == (True, False)
    assert row.n >= kill.QUICK_KILLS
    assert "0 lost" in row.said


def test_the_look_after_a_kill_sees_what_is_missing_twice_or_of_nobody() -> None:
    said = kill.Said(events=["a", "b"], tried={"a", "b"})
    assert kill.wrong_events(["a", "b"], said) == []
    assert kill.wrong_events(["a"], said) == ["lost event b"]
    assert kill.wrong_events(["a", "b", "b"], said) == ["an event is there twice"]
    assert kill.wrong_events(["a", "b", "c"], said) == ["nobody wrote c"]


def test_a_loss_is_fatal_and_a_missed_goal_is_not() -> None:
    assert kill.told(3, 10, 9, ["lost event b"]).fatal
    assert not kill.told(3, 10, 11, []).fatal
    slow = timed("slow", [5.0, 6.0, 7.0], Floor("nothing", 2.0), goal={"p50": 5, "most": 7})
    assert (slow.met, slow.fatal, slow.ratio) == (False, False, 3.0)


def test_a_percentile_is_a_sample_that_was_taken() -> None:
    ordered = [float(n) for n in range(1, 101)]
    assert [percentile(ordered, percent) for percent in (50, 95, 99, 100)] == [50, 95, 99, 100]
    assert percentile([4.0], 50) == 4


def test_the_floor_is_measured_twice_and_takes_turns() -> None:
    order: list[str] = []
    samples, floor = against(lambda: order.append("mine"), lambda: order.append("floor"), "a list", 3, warm=0)
    assert len(samples) == 3
    assert floor.noise is not None
    rounds = [tuple(order[n : n + 3]) for n in range(0, 9, 3)]
    assert [sorted(each) for each in rounds] == [["floor", "floor", "mine"]] * 3
    assert len(set(rounds)) == 3


def test_every_line_of_the_table_has_as_many_cells_as_its_head() -> None:
    rows = [Row("counted", said="nothing lost"), timed("timed", [1.0], Floor("x", 1.0, 1.01), goal={"p50": 2})]
    assert {line.count("|") for line in (*head().splitlines(), *lines("name", rows))} == {
        head().splitlines()[0].count("|")
    }
