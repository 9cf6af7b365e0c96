"""The table people read: Markdown, so that it can be put into docs/performance.md as it is."""

from __future__ import annotations

from benchmarks.measure import Row

_HEAD = ("what", "n", "p50 ms", "p95", "p99", "max", "floor, and its p50", "× floor", "A/A", "goal", "")


def narrated(machine: dict[str, str]) -> str:
    """What the figures were taken on, a line each."""
    return "\n".join(f"- {name}: {value}" for name, value in machine.items())


def head() -> str:
    """The table's first two lines."""
    return f"| {' | '.join(_HEAD)} |\n|{' --- |' * len(_HEAD)}"


def lines(name: str, rows: list[Row]) -> list[str]:
    """A line for each row; the first one names the benchmark."""
    return [
        "| " + " | ".join(_cells(f"**{name}** {row.what}" if number == 0 else row.what, row)) + " |"
        for number, row in enumerate(rows)
    ]


def _cells(what: str, row: Row) -> tuple[str, ...]:
    times = (row.p50, row.p95, row.p99, row.most)
    floor, noise = "", None
    if row.floor is not None:
        floor, noise = f"{row.floor.name}: {_ms(row.floor.p50)}", row.floor.noise
    verdict = {True: "met", False: "MISSED", None: ""}[row.met]
    n = f"{row.n:,}" if row.n else ""
    figures = (row.said, "", "", "") if row.said else tuple(_ms(value) for value in times)
    return (what, n, *figures, floor, _ratio(row.ratio), _ratio(noise), row.goal, verdict)


def _ms(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.3f}" if value < 1 else f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
