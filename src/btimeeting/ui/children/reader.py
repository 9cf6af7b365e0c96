"""A document to read."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from btimeeting.i18n import N_
from btimeeting.ui.children.commands import Back, MarkDown, MarkUp, PageDown, PageUp
from btimeeting.ui.command import bindings
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.widgets.key_bar import KeyBar


class Down(MarkDown):
    """On."""

    name = N_("Read on")
    help = N_("The arrows and Page Down move the page.")


class ReaderScreen(CommandScreen):
    """Its text, page by page."""

    CSS_PATH = "../styles/children.tcss"
    commands = (Down(), MarkUp(), PageDown(), PageUp(), Back(), *HOUSE)
    footer = ("mark-down", "back", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self._markdown = markdown

    def compose(self) -> ComposeResult:
        """The text."""
        with VerticalScroll(id="reader", can_focus=False):
            yield Markdown(self._markdown, open_links=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """The footer."""
        self.show_keys()

    def mark(self, by: int) -> None:
        """Read on, or back."""
        self.query_one(VerticalScroll).scroll_relative(y=by * 2, animate=False)

    def go_back(self) -> None:
        """Back to the case."""
        self.dismiss()
