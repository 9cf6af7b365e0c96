"""A list that is gone through with the arrows: rows as values, one of them marked, Enter does what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from btimeeting.i18n import tr
from btimeeting.ui.children.asking import AskingScreen
from btimeeting.ui.children.commands import FINDER
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.command import bindings
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.said import said
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.split import EMPTY, Split, Text

MARGIN, SHORTEST = 4, 20
"""Cells beside the rows, and how many a row has at least."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row. `act` is what Enter does there, "" for a row that is only read; `key` and `kind` say with what."""

    text: str = field(repr=False)
    act: str = ""
    kind: str = ""
    key: str = ""
    style: str = ""
    hang: int = 0
    """Where its further rows begin, when there is more than one row has room for."""


class Rows(OptionList, can_focus=False, inherit_bindings=False):
    """The rows. The screen has the keys; the mouse marks and chooses."""


class FinderScreen(AskingScreen):
    """Head, perhaps a line to write in, the rows, a quiet line below."""

    CSS_PATH = "../styles/children.tcss"
    commands = (*FINDER, *HOUSE)
    footer: ClassVar[Sequence[str]] = ("open", "back", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]
    placeholder = ""
    """What the line to write in is for; "" for none."""

    def __init__(self, ways: Ways) -> None:
        super().__init__()
        self.ways = ways
        self.lines: tuple[ListRow, ...] = ()

    def compose(self) -> ComposeResult:
        """From what is first read to what is seldom needed."""
        yield Split(id="finder-head")
        if self.placeholder:
            yield Input(placeholder=tr(self.placeholder), id="finder-words", compact=True, max_length=200)
        yield Rows(id="finder-rows", markup=False)
        yield Text(id="finder-line")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """The cursor where one writes."""
        if self.placeholder:
            self.query_one(Input).focus()
        self.show_keys()

    # --- painting ----------------------------------------------------------------------------------------------

    @property
    def rows(self) -> OptionList:
        """The rows on the screen."""
        return self.query_one(OptionList)

    def show(self, lines: Sequence[ListRow]) -> None:
        """Show these; the first one that is for something is marked."""
        self.lines = tuple(lines)
        rows = self.rows
        rows.clear_options()
        rows.add_options([Option(self._content(line), disabled=not line.act) for line in self.lines])
        rows.highlighted = next((nth for nth, line in enumerate(self.lines) if line.act), None)
        rows.scroll_home(animate=False)
        self.show_keys()

    def _content(self, line: ListRow) -> Content:
        """Its text, broken where the window ends."""
        room = max(MARGIN + line.hang + SHORTEST, self.app.size.width) - MARGIN
        text = line.text
        if line.hang and len(text) > room:
            text = "\n".join(wrap(text, room, subsequent_indent=" " * line.hang, drop_whitespace=True))
        return said(text or " ", line.style)

    def on_resize(self) -> None:
        """Other rows have room now."""
        rows = self.rows
        for nth, line in enumerate(self.lines):
            if line.hang and nth < rows.option_count:
                rows.replace_option_prompt_at_index(nth, self._content(line))

    def tell(self, text: str, *, loud: bool = False) -> None:
        """The quiet line below."""
        content = said(text, "bold $soon" if loud else "$quiet") if text else EMPTY
        self.query_one("#finder-line", Text).show(content)

    def head(self, left: str, right: str = "") -> None:
        """What this is."""
        self.query_one("#finder-head", Split).show(said(left, "bold"), said(right))

    # --- commands ----------------------------------------------------------------------------------------------

    @property
    def marked(self) -> ListRow | None:
        """The marked row."""
        at = self.rows.highlighted
        return self.lines[at] if at is not None and at < len(self.lines) else None

    @property
    def act(self) -> str:
        """What Enter would do."""
        return self.marked.act if self.marked is not None else ""

    def mark(self, by: int) -> None:
        """Mark another row; where there is none to mark, the page moves."""
        able = [nth for nth, line in enumerate(self.lines) if line.act]
        rows, at = self.rows, self.rows.highlighted
        place = able.index(at) if at in able else 0
        end = len(able) - 1 if by > 0 else 0
        if able and 0 <= place + by < len(able):
            rows.highlighted = able[place + by]
        elif able and abs(by) > 1 and place != end:
            rows.highlighted = able[end]
        elif abs(by) > 1:
            rows.scroll_relative(y=(1 if by > 0 else -1) * max(1, rows.size.height - 2), animate=False)
        else:
            rows.scroll_relative(y=by * 2, animate=False)
        self.show_keys()

    def mark_key(self, key: str) -> None:
        """Mark the row of that key again, when there is one."""
        able = [nth for nth, line in enumerate(self.lines) if key and line.act and line.key == key]
        if able:
            self.rows.highlighted = able[0]
            self.show_keys()

    def choose(self) -> None:
        """Do what the marked row is for."""
        if self.marked is not None and self.marked.act:
            self.open(self.marked)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click is Enter."""
        event.stop()
        self.choose()

    def open(self, line: ListRow) -> None:
        """Open it."""
        raise NotImplementedError

    def go_back(self) -> None:
        """Back to where one came from."""
        self.dismiss()
