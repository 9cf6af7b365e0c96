"""Dialogs of the room: choose one of a few, mark some, fill in a few lines. Enter alone always does the safe thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from btimeeting.i18n import tr
from btimeeting.ui.command import key_name
from btimeeting.ui.kit.dialog import ARROWS_UP_DOWN, Dialog
from btimeeting.ui.said import said
from btimeeting.ui.widgets.key_bar import Item

MARK, NO_MARK = "▸", " "
DIGITS = "1,2,3,4,5,6,7,8,9"


@dataclass(frozen=True, slots=True)
class Row:
    """A line to choose, and what follows of it in a sentence."""

    text: str = field(repr=False)
    follows: str = ""


class _Line(Static):
    """A row that can be clicked."""

    DEFAULT_CSS = "_Line { height: auto; } _Line.-marked { background: $now; color: $background; text-style: bold; }"

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


class Pick(Dialog[int]):
    """One of a few; gives its index. The first row is the safe one; the others have a number each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "mark(-1)", show=False),
        Binding("down,tab", "mark(1)", show=False),
        Binding("enter", "choose", show=False),
        *[Binding(digit, f"take({digit})", show=False) for digit in DIGITS.split(",")],
    ]

    def __init__(self, question: str, rows: Sequence[Row]) -> None:
        super().__init__()
        self._question, self._rows = question, rows
        self._marked = 0

    def compose(self) -> ComposeResult:
        """The question, the rows, what follows of the marked one."""
        with Vertical(classes="dialog"):
            yield Static(said(self._question, "bold $now"), classes="dialog-title")
            for index in range(len(self._rows)):
                yield _Line(index)
            yield Static("", classes="dialog-foot")

    def on_mount(self) -> None:
        """Mark the safe one."""
        self._show()

    def keys(self) -> Iterable[Item]:
        """A number chooses at once, Enter the marked one."""
        yield Item("enter", key_name("enter"), tr("Choose the marked one"))
        yield Item("1", f"1–{len(self._rows) - 1}", tr("Choose"))
        yield Item("down", ARROWS_UP_DOWN, tr("Mark another"))

    def _show(self) -> None:
        for line in self.query(_Line):
            marked = line.index == self._marked
            line.set_class(marked, "-marked")
            line.update(said(f"{MARK if marked else NO_MARK} {self._sign(line.index)} {self._rows[line.index].text}"))
        self.query_one(".dialog-foot", Static).update(said(self._foot(), "$quiet"))

    def _sign(self, index: int) -> str:
        return str(index) if index else " "

    def _foot(self) -> str:
        return self._rows[self._marked].follows

    def action_mark(self, step: int) -> None:
        """Mark another row."""
        self._marked = (self._marked + step) % len(self._rows)
        self._show()

    def action_choose(self) -> None:
        """Give the marked row."""
        self.dismiss(self._marked)

    def action_take(self, index: int) -> None:
        """Give the row of that number."""
        if index < len(self._rows):
            self.dismiss(index)

    def on_click(self, event: events.Click) -> None:
        """Give the clicked row."""
        if isinstance(event.widget, _Line):
            self._marked = event.widget.index
            self.action_choose()


class Mark(Dialog[tuple[int, ...]]):
    """Some of a few; gives their indexes. Nothing is marked at first, so Enter alone changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down,tab", "move(1)", show=False),
        Binding("space", "turn", show=False),
        Binding("enter", "choose", show=False),
        *[Binding(digit, f"turn({digit})", show=False) for digit in DIGITS.split(",")],
    ]

    def __init__(self, question: str, follows: str, rows: Sequence[str]) -> None:
        super().__init__()
        self._question, self._follows, self._rows = question, follows, rows
        self._at = 0
        self._marked: set[int] = set()

    def compose(self) -> ComposeResult:
        """The question, what follows, the rows, how to answer."""
        with Vertical(classes="dialog"):
            yield Static(said(self._question, "bold $now"), classes="dialog-title")
            yield Static(said(self._follows))
            for index in range(len(self._rows)):
                yield _Line(index)

    def on_mount(self) -> None:
        """Show the rows."""
        self._show()

    def keys(self) -> Iterable[Item]:
        """The page is about who goes out."""
        yield Item("enter", key_name("enter"), tr("They go out now") if self._marked else tr("Nobody goes out"))
        yield Item("space", key_name("space"), tr("Mark"))
        yield Item("down", ARROWS_UP_DOWN, tr("Another line"))

    def _show(self) -> None:
        self.show_keys()
        for line in self.query(_Line):
            line.set_class(line.index == self._at, "-marked")
            sign = "[x]" if line.index in self._marked else "[ ]"
            line.update(said(f"{line.index + 1} {sign} {self._rows[line.index]}"))

    def action_move(self, step: int) -> None:
        """To another row."""
        self._at = (self._at + step) % len(self._rows)
        self._show()

    def action_turn(self, number: int = 0) -> None:
        """Mark a row, or take the mark away: the one of that number, else where one stands."""
        index = number - 1 if number else self._at
        if index < len(self._rows):
            self._at = index
            self._marked ^= {index}
            self._show()

    def action_choose(self) -> None:
        """Give what is marked."""
        self.dismiss(tuple(sorted(self._marked)))

    def on_click(self, event: events.Click) -> None:
        """A click marks."""
        if isinstance(event.widget, _Line):
            self.action_turn(event.widget.index + 1)


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to fill in. `missing` is said beside it when it stays empty; a line without it may be empty."""

    name: str
    label: str
    value: str = ""
    missing: str = ""
    known: tuple[str, ...] = ()
    """What may be completed while one writes."""


class Fill(Dialog[dict[str, str]]):
    """A few lines; gives what stands in them by name. Enter goes on, from the last line it saves."""

    DEFAULT_CSS = """
    Fill Input { border: none; height: 1; padding: 0; background: $background; color: $foreground; }
    Fill .fill-label { margin-top: 1; }
    Fill .fill-missing { color: $soon; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,down", "move(1)", show=False, priority=True),
        Binding("shift+tab,up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, question: str, follows: str, blanks: Sequence[Blank]) -> None:
        super().__init__()
        self._question, self._follows, self._blanks = question, follows, blanks

    def compose(self) -> ComposeResult:
        """The question, what follows, the lines."""
        with Vertical(classes="dialog"):
            yield Static(said(self._question, "bold $now"), classes="dialog-title")
            if self._follows:
                yield Static(said(self._follows))
            for blank in self._blanks:
                yield Static(said(blank.label, "$quiet"), classes="fill-label")
                completes = SuggestFromList(blank.known, case_sensitive=False) if blank.known else None
                yield Input(blank.value, id=f"fill-{blank.name}", suggester=completes, compact=True, max_length=500)
            yield Static("", classes="fill-missing")

    def on_mount(self) -> None:
        """The first line that is empty; when all is proposed already, the last one: Enter takes it."""
        lines = self._lines()
        next((line for line in lines if not line.value), lines[-1]).focus()

    def keys(self) -> Iterable[Item]:
        """From the last line Enter saves."""
        last = self.focused is self._lines()[-1]
        yield Item("enter", key_name("enter"), tr("Save") if last else tr("Next line"))
        yield Item("tab", key_name("tab"), tr("Another line"))

    def on_descendant_focus(self) -> None:
        """Enter saves from the last line only."""
        self.show_keys()

    def _lines(self) -> list[Input]:
        return [self.query_one(f"#fill-{blank.name}", Input) for blank in self._blanks]

    def action_move(self, step: int) -> None:
        """To another line."""
        lines = self._lines()
        at = lines.index(self.focused) if isinstance(self.focused, Input) else 0
        lines[(at + step) % len(lines)].focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On, or save; never past a line that has to be filled in."""
        lines = self._lines()
        last = event.input is lines[-1]
        for blank, line in zip(self._blanks, lines, strict=True):
            if blank.missing and not line.value.strip() and (last or line is event.input):
                self.query_one(".fill-missing", Static).update(said(f"▲ {blank.missing}"))
                line.focus()
                return
        self.query_one(".fill-missing", Static).update("")
        if not last:
            self.action_move(1)
            return
        self.dismiss({blank.name: line.value.strip() for blank, line in zip(self._blanks, lines, strict=True)})
