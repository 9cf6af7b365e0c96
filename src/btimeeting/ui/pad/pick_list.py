"""A few lines, one of them marked: ↑ ↓ mark, ← → and Enter change it. The space bar stays the main key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.widget import Widget

from btimeeting.ui.said import told

Line = Content | tuple[Content, ...]
"""A line, or the parts of one that may be broken between them and nowhere else."""
MARK, GAP, INDENT = 2, 3, 4


def laid(line: Line, width: int) -> list[Content]:
    """A line in rows: broken between its parts, what follows the first row a little further in."""
    parts = (line,) if isinstance(line, Content) else line
    rows: list[Content] = []
    row: Content | None = None
    for part in parts:
        if row is not None and row.cell_length + GAP + part.cell_length <= width:
            row = row + " " * GAP + part
            continue
        if row is not None:
            rows.append(row)
        indent = INDENT if rows else 0
        *whole, row = [Content(" " * indent) + piece for piece in part.wrap(max(1, width - indent))] or [Content("")]
        rows += whole
    return [*rows, row if row is not None else Content("")]


def _same(some: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether they read and look the same: then nothing is laid out anew."""

    def parts(lines: Sequence[Line]) -> list[list[Content]]:
        return [[line] if isinstance(line, Content) else list(line) for line in lines]

    pairs = list(zip(parts(some), parts(others), strict=False))
    return len(some) == len(others) and all(
        len(these) == len(those) and all(a.is_same(b) for a, b in zip(these, those, strict=True))
        for these, those in pairs
    )


def _cut(rows: list[Content], width: int) -> Content:
    """The first row; where there were more, that is seen."""
    return rows[0] if len(rows) == 1 else (rows[0] + " …").truncate(max(1, width), ellipsis=True)


class PickList(Widget, can_focus=True):
    """Lines to pick from; what a pick means is for whoever hears `Picked`."""

    DEFAULT_CSS = "PickList { height: auto; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "mark(-1)", show=False),
        Binding("down", "mark(1)", show=False),
        Binding("left", "pick(-1)", show=False),
        Binding("right,enter", "pick(1)", show=False),
    ]

    class Picked(Message):
        """The line `index` was picked, forwards (1) or backwards (−1)."""

        def __init__(self, picks: PickList, index: int, step: int) -> None:
            super().__init__()
            self.picks, self.index, self.step = picks, index, step

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()
        self.marked = 0
        self.act = ""
        """What Enter does with the marked line, for the footer."""
        self._short = False

    def show(self, lines: Sequence[Line], act: str = "") -> None:
        """Show these lines; `act` is what Enter does with one."""
        self.act = act
        if lines and _same(lines, self._lines):
            return
        self._lines = tuple(lines)
        self.marked = max(0, min(self.marked, len(self._lines) - 1))
        self.display = bool(self._lines)
        self.refresh(layout=True)

    @property
    def many(self) -> bool:
        """Whether there is another line to mark."""
        return len(self._lines) > 1

    def shorten(self, *, short: bool) -> None:
        """Show the first row of each line only, because there is room for no more; or all of them again.

        A line that is alone is what is chosen from: all of it is always shown.
        """
        if short is not self._short:
            self._short = short
            self.refresh(layout=True)

    def left_out(self, width: int) -> int:
        """Rows that are left out in so many cells."""
        return sum(len(self._laid(line, width)) - 1 for line in self._lines) if self._short and self.many else 0

    def _laid(self, line: Line, width: int) -> list[Content]:
        return laid(line, max(1, width - MARK))

    def _rows(self, width: int) -> list[list[Content]]:
        """Each line in rows, beside the mark."""
        rows = [self._laid(line, width) for line in self._lines]
        return [[_cut(all_of_it, width - MARK)] for all_of_it in rows] if self._short and self.many else rows

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """As many rows as the lines take at this width."""
        return sum(len(rows) for rows in self._rows(width))

    def render(self) -> Content:
        """The lines, the marked one pointed at while the keys go here."""
        shown = []
        for index, rows in enumerate(self._rows(self.content_size.width)):
            here = self.has_focus and index == self.marked
            for nth, row in enumerate(rows):
                shown.append(told(("▸ " if here and not nth else "  ", "bold $now")).append(row))
        return Content("\n").join(shown)

    def watch_has_focus(self, has_focus: bool) -> None:
        """The mark is seen only where the keys go."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def action_mark(self, step: int) -> None:
        """Mark another line; over the edge the next field gets the keys."""
        if 0 <= self.marked + step < len(self._lines):
            self.marked += step
            self.refresh()
            self._bring_up()
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def _bring_up(self) -> None:
        """Where there are more lines than rows, the marked one is seen."""
        rows = self._rows(self.content_size.width)
        at = Region(0, sum(map(len, rows[: self.marked])), self.content_size.width, len(rows[self.marked]))
        if isinstance(self.parent, Widget):
            self.parent.scroll_to_region(at.translate(self.virtual_region.offset), animate=False)

    def action_pick(self, step: int) -> None:
        """Pick the marked line."""
        if self._lines:
            self.post_message(self.Picked(self, self.marked, step))

    def on_click(self, event: events.Click) -> None:
        """Pick the clicked line."""
        place = event.get_content_offset(self)
        if place is None:
            return
        row = 0
        for index, rows in enumerate(self._rows(self.content_size.width)):
            row += len(rows)
            if place.y < row:
                self.marked = index
                self.refresh()
                self.action_pick(1)
                return
