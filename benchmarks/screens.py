"""Windows in a terminal: how soon they are there, and what they take while a clock runs and nobody does anything.

The floor is a Textual program that says hello, started in turn. Ratios of start-ups differ by ± 15 % between two
equal programs on a busy machine, which is what the A/A column tells.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.hello import HELLO
from benchmarks.measure import Floor, Row, percentile, timed
from benchmarks.terminal import Terminal
from benchmarks.under_way import LANG, TO_DIGITS, meeting_under_way, resume

FLOOR: Final = ("-m", "benchmarks.hello")
FIRST_FRAME: Final = "btimeeting   "
CLOCK: Final = "VELKOMMEN"
"""The phase's title; it stands on the screen in the same frame as the clock (a picture looks for both)."""
PREPARED: Final = "▸"
"""The home screen points at the meeting to start."""
FIRST_GOAL, FIRST_GATE, CLOCK_GOAL = 1.15, 1.35, 1.7

WORK_FACE, WRITE = "\x1bOS", "n"
IDLE_GOAL_PERCENT, IDLE_GOAL_MB = 2.0, 85.0


@dataclass
class _Starts:
    """One program, started again and again: milliseconds to its first frame and its clock, processor time to each."""

    frame: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)
    frame_cpu: list[float] = field(default_factory=list)
    clock_cpu: list[float] = field(default_factory=list)

    def forget(self) -> None:
        """What the first start compiled, the others find compiled, as in an installed program."""
        for samples in (self.frame, self.clock, self.frame_cpu, self.clock_cpu):
            samples.clear()

    def start(self, arguments: Iterable[str], frame: str, clock: str = "") -> None:
        with Terminal(*arguments) as terminal:
            at = terminal.until_so(lambda drawn: drawn.reads(frame) or (bool(clock) and drawn.reads(clock)), frame)
            self.frame.append((at - terminal.started) * 1000)
            self.frame_cpu.append(terminal.processor_s() * 1000)
            if clock:
                at = terminal.until(clock)
                self.clock.append((at - terminal.started) * 1000)
                self.clock_cpu.append(terminal.processor_s() * 1000)


def starting(folder: Path, *, quick: bool) -> list[Row]:
    """The first frame and the clock, of `meet resume` and of `demo`."""
    if not hasattr(os, "fork"):
        return [Row("windows", said="not measured: this system has no pseudo-terminals")]
    home, numbers = folder / "home", count()
    meeting_under_way(home)
    resumed, demo, once, again = _Starts(), _Starts(), _Starts(), _Starts()

    def fresh_demo() -> tuple[str, ...]:
        return ("-m", "btimeeting", "demo", "--lang", LANG, "--home", str(folder / f"demo-{next(numbers)}"))

    plan: list[Callable[[], None]] = [
        lambda: resumed.start(resume(home), FIRST_FRAME, CLOCK),
        lambda: once.start(FLOOR, HELLO),
        lambda: demo.start(fresh_demo(), FIRST_FRAME, PREPARED),
        lambda: again.start(FLOOR, HELLO),
    ]
    for nth in range(1 if quick else 16):
        for start in plan:
            start()
        plan.append(plan.pop(0))
        if nth == 0 and not quick:
            for series in (resumed, demo, once, again):
                series.forget()
    floor = Floor("hello, world in Textual", _half(once.frame), _half(again.frame) / _half(once.frame))
    least = min(once.frame_cpu + again.frame_cpu)
    return [
        _row("meet resume: title and time of day", resumed.frame, floor, FIRST_GOAL, min(resumed.frame_cpu) / least),
        _row("meet resume: the meeting's clock", resumed.clock, floor, CLOCK_GOAL, min(resumed.clock_cpu) / least),
        _row("demo: title and time of day", demo.frame, floor, FIRST_GOAL, min(demo.frame_cpu) / least),
        _row(
            "demo: a child and a meeting made, the home on screen", demo.clock, floor, None, min(demo.clock_cpu) / least
        ),
    ]


def _half(samples: list[float]) -> float:
    return percentile(sorted(samples), 50)


def _row(what: str, samples: list[float], floor: Floor, goal: float | None, processor: float) -> Row:
    """`processor`: the least processor time until then, by the floor's least: the steadier ratio of the two."""
    row = timed(f"{what} (× {processor:.2f} in processor time)", samples, floor)
    assert row.ratio is not None
    if goal is None:
        return row
    said = f"≤ {goal:g} × floor" + (f" (gate {FIRST_GATE:g})" if goal == FIRST_GOAL else "")
    return replace(row, goal=said, met=row.ratio <= goal)


# --- nobody does anything ----------------------------------------------------------------------------------------


def idle(folder: Path, *, quick: bool) -> list[Row]:
    """Processor time and memory of the console's pictures while the clock runs, beside a program with no clock."""
    if not hasattr(os, "fork"):
        return [Row("windows", said="not measured: this system has no pseudo-terminals")]
    seconds = 0.3 if quick else 20.0
    home = folder / "home"
    meeting_under_way(home, steps=TO_DIGITS)
    with Terminal(*FLOOR) as terminal:
        terminal.until(HELLO)
        hello = _watched(terminal, seconds)
    floor = Floor("hello, MB", hello[1])
    rows = [Row("hello, world in Textual", 1, said=_told(*hello))]
    with Terminal(*resume(home)) as terminal:
        terminal.until("F4")
        rows.append(_idle_row("console, room face", _watched(terminal, seconds), floor))
        terminal.press(WORK_FACE)
        rows.append(_idle_row("console, work face", _watched(terminal, seconds), floor))
        terminal.press(WRITE)
        rows.append(_idle_row("console, the cursor in the pad", _watched(terminal, seconds), floor))
    return rows


def _idle_row(what: str, watched: tuple[float, float, float], floor: Floor) -> Row:
    percent, megabytes, _ = watched
    return Row(
        what,
        1,
        floor=floor,
        ratio=megabytes / floor.p50 if floor.p50 else None,
        goal=f"≤ {IDLE_GOAL_PERCENT:g} %, ≤ {IDLE_GOAL_MB:g} MB",
        met=percent <= IDLE_GOAL_PERCENT and megabytes <= IDLE_GOAL_MB,
        said=_told(*watched),
    )


def _watched(terminal: Terminal, seconds: float) -> tuple[float, float, float]:
    """Percent of a core, megabytes, bytes written a second, once the screen has come to rest."""
    terminal.watch(0.2 if seconds < 2 else 3.0)
    processor, written, began = terminal.processor_s(), terminal.bytes, perf_counter()
    terminal.watch(seconds)
    took = perf_counter() - began
    percent = 100 * (terminal.processor_s() - processor) / took
    return percent, terminal.memory_mb(), (terminal.bytes - written) / took


def _told(percent: float, megabytes: float, rate: float) -> str:
    return f"{percent:.2f} % of a core · {megabytes:.0f} MB · {rate:,.0f} bytes/s written"
