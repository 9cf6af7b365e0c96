"""What every dialog shares: it covers the middle, Esc goes back. Dialogs open only when a person asks for one."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from btimeeting.i18n import tr
from btimeeting.ui.said import said

R = TypeVar("R")


class Dialog(ModalScreen[R], inherit_bindings=False):
    """A dialog with a title; Esc closes it without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]

    def action_back(self) -> None:
        """Close it without an answer."""
        self.dismiss(None)


class Lines(Dialog[None]):
    """A page to read: keys and what they do, or whole lines. Enter, Space and F1 close it too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,f1,f2", "back", show=False),
        Binding("down,pagedown", "scroll(3)", show=False),
        Binding("up,pageup", "scroll(-3)", show=False),
    ]

    def __init__(self, title: str, lines: list[tuple[str, str]]) -> None:
        """Each line is a key and what it does; with an empty key the text stands alone."""
        super().__init__()
        self._title = title
        self._lines = lines

    def compose(self) -> ComposeResult:
        """Title, lines, how to get out."""
        keys = max((len(key) for key, _ in self._lines), default=0) + 2
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(said(self._title, "bold $now"), classes="dialog-title")
            for key, text in self._lines:
                with Horizontal(classes="pair"):
                    if key:
                        label = Static(said(key, "bold $key"))
                        label.styles.width = keys
                        yield label
                    yield Static(said(text), classes="pair-text")
            yield Static(said(tr("Esc goes back"), "$quiet"), classes="dialog-foot")

    def action_scroll(self, step: int) -> None:
        """Where the page is longer than the window."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)
