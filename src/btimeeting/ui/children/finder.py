"""A list that is gone through with the arrows: rows as values, one of them marked, Enter does what it is for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from btimeeting.documents.profile_files import NoSuchProfile, no_such
from btimeeting.documents.profile_problems import ProfileError, sentence
from btimeeting.i18n import tr
from btimeeting.service.ports import Locked as CaseLocked
from btimeeting.ui.children.commands import FINDER
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.command import bindings
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.said import said
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.split import EMPTY, Split, Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """A row. `act` is what Enter does there, "" for a row that is only read; `key` and `kind` say with what."""

    text: str = field(repr=False)
    act: str = ""
    kind: str = ""
    key: str = ""
    style: str = ""


class Rows(OptionList, can_focus=False, inherit_bindings=False):
    """The rows. The screen has the keys; the mouse marks and chooses."""


class FinderScreen(CommandScreen):
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
        self.lines: tuple[Line, ...] = ()

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

    # --- reading -----------------------------------------------------------------------------------------------

    def ask(self, work: Callable[[HomeStores], T], shown: Callable[[T], None]) -> None:
        """Let the stores answer; what could not be read is told below, and nothing else changes."""

        def arrived(answer: asyncio.Future[T]) -> None:
            if answer.cancelled() or not self.is_attached:
                return
            failure = answer.exception()
            if failure is None:
                shown(answer.result())
            elif isinstance(failure, ProfileError):
                self.tell(sentence(failure.problems[0]), loud=True)
            elif isinstance(failure, NoSuchProfile):
                self.tell(no_such(failure), loud=True)
            elif isinstance(failure, CaseLocked):
                self.tell(tr("This case is locked: it is kept, and neither read nor changed."), loud=True)
            else:
                self.tell(tr("The record cannot be read just now ({kind})", kind=type(failure).__name__), loud=True)

        self.ways.thread.ask(work).add_done_callback(arrived)

    # --- painting ----------------------------------------------------------------------------------------------

    @property
    def rows(self) -> OptionList:
        """The rows on the screen."""
        return self.query_one(OptionList)

    def show(self, lines: Sequence[Line]) -> None:
        """Show these; the first one that is for something is marked."""
        self.lines = tuple(lines)
        rows = self.rows
        rows.clear_options()
        rows.add_options([Option(_content(line), disabled=not line.act) for line in self.lines])
        rows.highlighted = next((nth for nth, line in enumerate(self.lines) if line.act), None)
        rows.scroll_home(animate=False)
        self.show_keys()

    def tell(self, text: str, *, loud: bool = False) -> None:
        """The quiet line below."""
        content = said(text, "bold $soon" if loud else "$quiet") if text else EMPTY
        self.query_one("#finder-line", Text).show(content)

    def head(self, left: str, right: str = "") -> None:
        """What this is."""
        self.query_one("#finder-head", Split).show(said(left, "bold"), said(right))

    # --- commands ----------------------------------------------------------------------------------------------

    @property
    def marked(self) -> Line | None:
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
        if able and 0 <= place + by < len(able):
            rows.highlighted = able[place + by]
        elif able and abs(by) > 1:
            rows.highlighted = able[-1 if by > 0 else 0]
        else:
            rows.scroll_relative(y=by * 2, animate=False)
        self.show_keys()

    def choose(self) -> None:
        """Do what the marked row is for."""
        if self.marked is not None and self.marked.act:
            self.open(self.marked)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click is Enter."""
        event.stop()
        self.choose()

    def open(self, line: Line) -> None:
        """Open it."""
        raise NotImplementedError

    def go_back(self) -> None:
        """Back to where one came from."""
        self.dismiss()


def _content(line: Line) -> Content:
    return said(line.text or " ", line.style)
