"""Ctrl+P: all that can be done now, found by writing a few letters of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from btimeeting.i18n import tr
from btimeeting.ui.command import Entry, key_name
from btimeeting.ui.kit.dialog import ARROWS_UP_DOWN, Dialog
from btimeeting.ui.said import said
from btimeeting.ui.widgets.key_bar import Item


class EverythingScreen(Dialog[Entry]):
    """The list; gives the chosen entry."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("ctrl+p", "back", show=False, priority=True),
    ]

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__()
        self._entries = entries
        self._found = entries

    def compose(self) -> ComposeResult:
        """The line to write in, what was found, what the marked one means."""
        with Vertical(classes="dialog"):
            yield Input(placeholder=tr("Write a few letters of what you want to do"), id="everything-find")
            yield OptionList(id="everything-list", markup=False)
            yield Static("", id="everything-help", markup=False)

    def on_mount(self) -> None:
        """All of it, until something is written."""
        self._list("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what fits."""
        self._list(event.value)

    def keys(self) -> Iterable[Item]:
        """While a line is written in, the arrows still choose."""
        yield Item("enter", key_name("enter"), tr("Do the marked one"))
        yield Item("down", ARROWS_UP_DOWN, tr("Mark another"))

    def _list(self, wanted: str) -> None:
        words = wanted.casefold().split()
        found = [entry for entry in self._entries if all(word in _searched(entry) for word in words)]
        # Enter does the first: what is called so comes before what only explains itself with the word.
        self._found = sorted(found, key=lambda entry: not all(word in entry.text.casefold() for word in words))
        options = self.query_one(OptionList)
        options.clear_options()
        width = max((len(entry.text) for entry in self._found), default=0) + 3
        rows = [said(entry.text.ljust(width) + entry.key) for entry in self._found]
        options.add_options([Option(row) for row in rows] or [Option(said(tr("Nothing fits. Try another word.")))])
        options.highlighted = 0 if self._found else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """What the marked one means."""
        if event.option_index < len(self._found):
            self.query_one("#everything-help", Static).update(said(self._found[event.option_index].help, "$quiet"))

    def action_move(self, step: int) -> None:
        """Mark another one, with the cursor still in the line."""
        options = self.query_one(OptionList)
        if self._found:
            options.highlighted = ((options.highlighted or 0) + step) % len(self._found)

    def on_input_submitted(self) -> None:
        """Do the marked one."""
        marked = self.query_one(OptionList).highlighted
        if marked is not None and marked < len(self._found):
            self.dismiss(self._found[marked])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do the clicked one."""
        if event.option_index < len(self._found):
            self.dismiss(self._found[event.option_index])


def _searched(entry: Entry) -> str:
    return f"{entry.text} {entry.help}".casefold()
