"""A bar that shrinks: what is left of a time. Readable in grey: the rest is dotted."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from btimeeting.domain.clock import Heat

FULL, EMPTY = "█", "░"


class Bar(Widget):
    """As many rows as it is high; painted anew only when another cell empties."""

    DEFAULT_CSS = """
    Bar { height: 1; width: 1fr; color: $now; background: $background; }
    Bar.-soon { color: $soon; }
    Bar.-over { color: $over; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._share = 1.0
        self._heat = Heat.QUIET

    @property
    def filled(self) -> int:
        """How many cells of a row are full: at least one while anything is left."""
        cells = round(self._share * self.size.width)
        return max(1, cells) if self._share > 0 else 0

    def show(self, share: float, heat: Heat = Heat.QUIET) -> None:
        """`share` from 1 (full) to 0."""
        if heat is not self._heat:
            self._heat = heat
            self.set_class(heat is Heat.SOON, "-soon")
            self.set_class(heat is Heat.OVER, "-over")
        before, self._share = self.filled, share
        if self.filled != before:
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - all rows are alike
        """One row."""
        style = self.rich_style
        full = style + type(style)(bgcolor=style.color)
        filled = min(self.filled, self.size.width)
        return Strip([Segment(" " * filled, full), Segment(EMPTY * (self.size.width - filled), style)])
