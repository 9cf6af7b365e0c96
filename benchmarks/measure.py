"""Taking times: samples, what they say together, and how much of a difference is only noise.

A figure alone says more about the machine than about the program. So a row names its floor, the least the same work
can cost here, and what is measured takes turns with it: a slow second of the machine hits both. The floor is measured
twice, as two series that take turns like the rest; how far their medians lie apart is the run's own noise (A/A), and
a ratio nearer to 1 than that says nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from time import perf_counter_ns
from typing import Any

NS_A_MS = 1_000_000
_PERCENT = {"p50": 50, "p95": 95, "p99": 99, "most": 100}
_NAMES = {"most": "max"}


@dataclass(frozen=True, slots=True)
class Floor:
    """The least the same work costs on this machine."""

    name: str
    p50: float
    noise: float | None = None
    """Median of its second series by that of its first; 1.00 is silence. None where it was not measured twice."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: milliseconds that were measured, or something counted that is `said`."""

    what: str
    n: int = 0
    p50: float | None = None
    p95: float | None = None
    p99: float | None = None
    most: float | None = None
    floor: Floor | None = None
    ratio: float | None = None
    """Median by the floor's median."""
    goal: str = ""
    met: bool | None = None
    """Whether the goal was met; None where there is none."""
    said: str = ""
    fatal: bool = False
    """Something is wrong that no slow machine excuses: an acknowledged word was lost."""

    def figures(self) -> dict[str, Any]:
        """The row as JSON holds it."""
        return asdict(self)

    @classmethod
    def of(cls, figures: dict[str, Any]) -> Row:
        """The row that `figures` were taken from."""
        floor = figures["floor"]
        return cls(**figures | {"floor": None if floor is None else Floor(**floor)})


def percentile(ordered: list[float], percent: float) -> float:
    """The smallest sample that so many percent of all are not above."""
    rank = int(-(-percent * len(ordered) // 100))
    return ordered[min(len(ordered), max(1, rank)) - 1]


def timed(
    what: str, samples: Iterable[float], floor: Floor | None = None, *, goal: Mapping[str, float] | None = None
) -> Row:
    """The row of a series of samples in milliseconds. `goal`: which figure must not be over how many milliseconds."""
    ordered = sorted(samples)
    figures = {name: percentile(ordered, percent) for name, percent in _PERCENT.items()}
    return Row(
        what,
        len(ordered),
        figures["p50"],
        figures["p95"],
        figures["p99"],
        figures["most"],
        floor=floor,
        ratio=figures["p50"] / floor.p50 if floor is not None and floor.p50 else None,
        goal=", ".join(f"{_NAMES.get(name, name)} ≤ {limit:g} ms" for name, limit in (goal or {}).items()),
        met=all(figures[name] <= limit for name, limit in goal.items()) if goal else None,
    )


def took(work: Callable[[], object]) -> float:
    """How long one call takes, in milliseconds."""
    begun = perf_counter_ns()
    work()
    return (perf_counter_ns() - begun) / NS_A_MS


def alone(work: Callable[[], object], times: int) -> list[float]:
    """So many calls, after one that does not count."""
    work()
    return [took(work) for _ in range(times)]


def against(
    work: Callable[[], object], floor: Callable[[], object], name: str, times: int, *, warm: int = 2
) -> tuple[list[float], Floor]:
    """`work` and `floor` in turn, `times` rounds, the floor twice a round, another one first in each round."""
    mine: list[float] = []
    once: list[float] = []
    again: list[float] = []
    plan = [(work, mine), (floor, once), (floor, again)]
    for _ in range(warm):
        work()
        floor()
    gc.collect()
    for _ in range(times):
        for what, into in plan:
            into.append(took(what))
        plan.append(plan.pop(0))
    first, second = percentile(sorted(once), 50), percentile(sorted(again), 50)
    return mine, Floor(name, first, second / first)
