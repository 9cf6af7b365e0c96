"""One row of blanks with what was understood under it while one types. Enter keeps it; nothing is required."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

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
    text: str = ""
    problem: str = ""


Values = Mapping[str, str]


class FormRow(Vertical):
    """The row. It posts `Entered` with the value that was read."""

    DEFAULT_CSS = """
    FormRow { height: auto; }
    FormRow Horizontal { height: 1; }
    FormRow .row-said.-empty { display: none; }
    """

    class Entered(Message):
        """Something was filled in and kept."""

        def __init__(self, row: FormRow, value: object) -> None:
            super().__init__()
            self.row, self.value, self.spot = row, value, row.spot

        @property
        def control(self) -> FormRow:
            """The row."""
            return self.row

    def __init__(
        self,
        blanks: Sequence[Blank],
        read: Callable[[Values], Reading],
        suggester: Suggester | None = None,
        *,
        id: str,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._blanks = blanks
        self._read = read
        self._suggester = suggester
        self.spot: Spot | None = None
        """Where the meeting was when this was being filled in."""

    def compose(self) -> ComposeResult:
        """The blanks, and what was understood."""
        with Horizontal():
            for blank in self._blanks:
                line = Line(
                    placeholder=blank.hint, id=f"{self.id}-{blank.name}", compact=True, suggester=self._suggester
                )
                line.add_class("row-line")
                line.styles.width = blank.width or "1fr"
                yield line
        yield Text(classes="row-said -empty")

    def _lines(self) -> dict[str, Input]:
        return {blank.name: self.query_one(f"#{self.id}-{blank.name}", Input) for blank in self._blanks}

    @property
    def values(self) -> dict[str, str]:
        """What stands in the blanks."""
        return {name: line.value.strip() for name, line in self._lines().items()}

    def fill(self, values: Values) -> None:
        """Put something into the blanks; what is not named is emptied."""
        for name, line in self._lines().items():
            line.value = values.get(name, "")
            line.cursor_position = len(line.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is understood so far."""
        event.stop()
        self.understood()

    def understood(self) -> Reading:
        """Read the blanks, and show what was understood."""
        values = self.values
        reading = self._read(values) if any(values.values()) else Reading()
        shown = EMPTY
        if reading.text or reading.problem:
            gap = "   " if reading.text and reading.problem else ""
            problem = f"▲ {reading.problem}" if reading.problem else ""
            shown = told(("→ ", "$quiet") if reading.text else "", reading.text, gap, (problem, "$soon"))
        self.query_one(".row-said", Text).show(shown)
        if any(line.has_focus for line in self._lines().values()):
            self._bring_up()
        return reading

    def on_descendant_focus(self) -> None:
        """Whoever fills in a blank sees what was understood of it too."""
        self._bring_up()

    def _bring_up(self) -> None:
        self.call_after_refresh(self.scroll_visible, animate=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps it."""
        event.stop()
        self.commit()

    def commit(self) -> bool:
        """Keep what stands there, if it can be understood at all."""
        reading = self.understood()
        if reading.value is None:
            return False
        self.fill({})
        self.post_message(self.Entered(self, reading.value))
        return True

    @property
    def first(self) -> Input:
        """The first blank."""
        return next(iter(self._lines().values()))
