"""The parts of the decision: as many as there is room for are open, the others tell in one line what stands in them.

So that nobody scrolls for what they must act on (screens.md 8). A part that is folded keeps its fields: the arrows and
Tab walk into it, and it opens when they do.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from btimeeting.ui.pad.note_area import NoteArea
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.pad.rows import FormRow
from btimeeting.ui.widgets.split import EMPTY, Split

MOST = 6
"""Rows of a text: a longer one is scrolled in, and read aloud from a page of its own."""
LEAST = 2
"""Rows the part one stands in gets however little room there is: then the page scrolls after all."""


class Section(Vertical):
    """One part: a line that tells of it, and what it holds."""

    DEFAULT_CSS = """
    Section { height: auto; }
    Section > .section-line { padding-left: 2; }
    Section > .section-body { height: auto; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *fields: Widget, id: str) -> None:  # noqa: A002 - Textual's name
        self.line = Split(classes="section-line")
        self.body = Vertical(*fields, classes="section-body")
        super().__init__(self.line, self.body, id=id)
        self.line.display = False

    def tell(self, left: Content, right: Content = EMPTY) -> None:
        """What stands here, for when it is folded."""
        self.line.show(left, right)

    def wanted(self, width: int) -> int:
        """Rows it takes when it is open, in so many cells."""
        now = self.body.get_content_height(self.screen.size, self.screen.size, width)
        now += sum(picks.left_out(width) for picks in self._picks)
        return now + sum(_usual(area) - _rows(area) for area in self._areas)

    @property
    def _picks(self) -> list[PickList]:
        return [field for field in self.body.children if isinstance(field, PickList)]

    @property
    def _areas(self) -> list[NoteArea]:
        return [field for field in self.body.children if isinstance(field, NoteArea)]

    def give(self, rows: int, wanted: int) -> None:
        """Be open in so many rows of those `wanted`; 0: be folded.

        By their own styles and by no class: a class styles everything in here anew.
        """
        if self.line.display is bool(rows):
            self.line.display = not rows
            self.body.styles.height = "auto" if rows else 0
            self.body.styles.overflow_y = "auto" if rows else "hidden"
        if rows:
            self.body.styles.max_height = rows
            for picks in self._picks:
                picks.shorten(short=rows < wanted)
            for area in self._areas:
                area.styles.max_height = max(LEAST, min(MOST, rows - len(self.body.children) + 1))

    def on_click(self, event: events.Click) -> None:
        """A click on the line opens it: the keys go to its first field."""
        if event.widget is self.line:
            for field in self.body.query("*"):
                if field.focusable:
                    field.focus()
                    return


def _usual(area: NoteArea) -> int:
    """Rows a text takes where there is room."""
    return min(MOST, max(LEAST, area.virtual_size.height))


def _rows(area: NoteArea) -> int:
    """Rows it takes now."""
    most = area.styles.max_height
    return min(int(most.value) if most is not None else MOST, _usual(area))


class Sections(VerticalScroll, can_focus=False):
    """Parts one under the other in the room there is."""

    parts: tuple[Section, ...] = ()

    def compose(self) -> ComposeResult:
        """The parts."""
        yield from self.parts

    def fit(self) -> None:
        """Open what there is room for, the part one stands in first."""
        room, width = self.container_size.height, self.container_size.width
        if not room or not width or not self.display or not self.is_mounted:
            return
        width -= self.styles.scrollbar_size_vertical  # a bar may come: what fits beside one fits without it too
        focused = self.screen.focused
        here = next((n for n, part in enumerate(self.parts) if focused is not None and part in focused.ancestors), 0)
        wanted = [part.wanted(width) for part in self.parts]
        for part, rows, all_of_it in zip(self.parts, share(room, wanted, here), wanted, strict=True):
            part.give(rows, all_of_it)

    def fit_soon(self) -> None:
        """When what has just changed is laid out; and once more, for fields that know their rows only then."""
        self.call_after_refresh(self.fit)
        self.call_after_refresh(self.call_after_refresh, self.fit)

    def on_resize(self) -> None:
        """Another window, another room."""
        self.fit_soon()

    def on_descendant_focus(self) -> None:
        """The part the keys go to opens, at once."""
        self.fit()
        self.fit_soon()

    def on_form_row_grown(self, message: FormRow.Grown) -> None:
        """What was understood takes a row of its own."""
        message.stop()
        self.fit_soon()


def share(room: int, wanted: Sequence[int], here: int) -> list[int]:
    """Rows for each part, 0 for one that is folded (and takes one row).

    The part one stands in, `here`, comes first, then the others in their order, as long as each fits whole.
    """
    left = room - len(wanted)
    given = [0] * len(wanted)
    order = [here, *(n for n in range(len(wanted)) if n != here)]
    for nth in order:
        rows = wanted[nth]
        if nth == here:
            rows = max(min(rows, left + 1), min(rows, LEAST))
        if rows - 1 <= left or nth == here:
            given[nth] = rows
            left -= rows - 1
    return given
