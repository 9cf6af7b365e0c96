"""One row of blanks with what was understood under it while one types. Enter keeps it; nothing is required.

What stands in a row is on its way to disk as it is typed (`row_drafts`), so that a row nobody has kept yet is there
again. A day that cannot be read is never thrown away: the first Enter says what is wrong with it, the second one
keeps it as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

from btimeeting.i18n import tr
from btimeeting.ui.pad.lines import Line
from btimeeting.ui.pad.places import Spot
from btimeeting.ui.said import told
from btimeeting.ui.widgets.split import EMPTY, Text


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank to fill in; `width` in cells, 0 for what is left."""

    name: str
    hint: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood: `value` to keep (None: nothing yet), in words, and what is doubtful."""

    value: object | None = None
    text: str = field(default="", repr=False)
    problem: str = ""
    as_written: object | None = None
    """What a second Enter keeps when a day could not be read: `value` with that day in its text as it was typed."""


Values = Mapping[str, str]


class FormRow(Vertical):
    """The row. It posts `Entered` with the value that was read."""

    DEFAULT_CSS = """
    FormRow { height: auto; }
    FormRow Horizontal { height: 1; }
    FormRow .row-said.-empty { display: none; }
    """

    class Entered(Message):
        """Something was filled in, to be kept. `raw` is what was typed, should keeping it fail."""

        def __init__(self, row: FormRow, value: object, raw: Values) -> None:
            super().__init__()
            self.row, self.value, self.spot, self.raw = row, value, row.spot, raw

        @property
        def control(self) -> FormRow:
            """The row."""
            return self.row

    class Typed(Message):
        """A hand has changed the row."""

        def __init__(self, row: FormRow) -> None:
            super().__init__()
            self.row = row

    class Grown(Message):
        """What was understood has come or gone: the row takes more room, or less."""

    def __init__(
        self,
        blanks: Sequence[Blank],
        read: Callable[[Values], Reading],
        suggester: Suggester | None = None,
        *,
        id: str,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._read = read
        self._lines = {blank.name: _line(f"{id}-{blank.name}", blank, suggester) for blank in blanks}
        self._said = Text(classes="row-said -empty")
        self.spot: Spot | None = None
        """Where the meeting was when this was being filled in."""
        self._given: Values = {blank.name: "" for blank in blanks}
        """What was put here; what differs from it a hand has typed."""
        self._told: Values = self._given
        """What whoever keeps the row knows of."""
        self._doubted: Values = {}
        """What Enter has said cannot be read."""

    def compose(self) -> ComposeResult:
        """The blanks, and what was understood."""
        yield Horizontal(*self._lines.values())
        yield self._said

    @property
    def raw(self) -> dict[str, str]:
        """What stands in the blanks, to the letter."""
        return {name: line.value for name, line in self._lines.items()}

    @property
    def values(self) -> dict[str, str]:
        """What stands in the blanks."""
        return {name: text.strip() for name, text in self.raw.items()}

    @property
    def touched(self) -> bool:
        """Whether a hand has changed what was put here."""
        return self.raw != self._given

    def fill(self, values: Values) -> None:
        """Put something into the blanks; what is not named is emptied."""
        for name, line in self._lines.items():
            if line.value != values.get(name, ""):
                line.value = values.get(name, "")
                line.cursor_position = len(line.value)
        self._given = self._told = self.raw
        self._doubted = {}

    def fresh(self) -> bool:
        """Whether a hand has changed it since this was last asked."""
        raw = self.raw
        changed, self._told = raw != self._told, raw
        return changed

    def on_input_changed(self, event: Input.Changed) -> None:
        """A key: show what is understood so far."""
        event.stop()
        if self.fresh():
            self.post_message(self.Typed(self))
        self.understood()

    def understood(self) -> Reading:
        """Read the blanks, and show what was understood."""
        values = self.values
        reading = self._read(values) if any(values.values()) else Reading()
        shown = EMPTY
        if reading.text or reading.problem:
            gap = "   " if reading.text and reading.problem else ""
            problem = f"▲ {reading.problem}" if reading.problem else ""
            if self._doubted and self._doubted == self.raw:
                problem += " " + tr("Enter once more keeps it as it is written.")
            shown = told(("→ ", "$quiet") if reading.text else "", reading.text, gap, (problem, "$soon"))
        self._said.show(shown)
        if any(line.has_focus for line in self._lines.values()):
            self._bring_up()
        return reading

    def on_descendant_focus(self) -> None:
        """Whoever fills in a blank sees what was understood of it too."""
        self._bring_up()

    def _bring_up(self) -> None:
        self.post_message(self.Grown())
        self.call_after_refresh(self.scroll_visible, animate=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps it; where a day cannot be read it says so first, and the row stands."""
        event.stop()
        self.enter()

    def enter(self) -> None:
        """What Enter does."""
        reading = self.understood()
        if reading.as_written is not None and self._doubted != self.raw:
            self._doubted = self.raw
            self.understood()
        elif self.commit():
            self.first.focus()

    def commit(self) -> bool:
        """Keep what stands there, if it can be understood at all; a day that cannot be read, as it is written."""
        reading = self.understood()
        value = reading.as_written if reading.as_written is not None else reading.value
        if value is None:
            return False
        raw = self.raw
        self.fill({})
        self.post_message(self.Entered(self, value, raw))
        return True

    @property
    def first(self) -> Input:
        """The first blank."""
        return next(iter(self._lines.values()))


def _line(line_id: str, blank: Blank, suggester: Suggester | None) -> Line:
    hint = f"{blank.hint} …"  # seen to be a blank without any colour, too
    line = Line(placeholder=hint, id=line_id, suggester=suggester, classes="row-line")
    line.styles.width = blank.width or "1fr"
    return line
