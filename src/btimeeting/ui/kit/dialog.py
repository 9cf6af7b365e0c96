"""What every dialog shares: it covers the middle, Esc goes back. Dialogs open only when a person asks for one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from btimeeting.i18n import N_, tr
from btimeeting.ui.command import key_name
from btimeeting.ui.said import said
from btimeeting.ui.widgets.key_bar import Item, KeyBar

R = TypeVar("R")
ARROWS_UP_DOWN, ARROWS = "↑ ↓", "← →"


class Dialog(ModalScreen[R], inherit_bindings=False):
    """A dialog with a title; Esc closes it without an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]
    out = N_("Go back")
    """What Esc does here."""

    def on_mount(self) -> None:
        """Its own keys, over the footer of what lies under it: those do nothing now."""
        self.mount(KeyBar(id="dialog-keys"))
        self.show_keys()

    def show_keys(self) -> None:
        """Bring the footer up to date."""
        for bar in self.children:
            if isinstance(bar, KeyBar):
                bar.show((*self.keys(), Item("escape", key_name("escape"), tr(self.out))))

    def keys(self) -> Iterable[Item]:
        """The keys beside Esc, the main one first; an item's id is the key a click on it presses."""
        return ()

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """A click in the footer is the key itself."""
        self.app.simulate_key(message.command)

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
        """Title, lines."""
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

    def keys(self) -> Iterable[Item]:
        """Reading on."""
        yield Item("down", ARROWS_UP_DOWN, tr("Read on"))

    def action_scroll(self, step: int) -> None:
        """Where the page is longer than the window."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)
