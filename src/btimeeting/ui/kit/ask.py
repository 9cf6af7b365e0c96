"""One question: the consequence in a sentence, Enter does the safe thing, Esc goes back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from btimeeting.i18n import tr
from btimeeting.ui.command import key_name
from btimeeting.ui.kit.dialog import ARROWS, Dialog
from btimeeting.ui.said import said
from btimeeting.ui.widgets.key_bar import Item


class Choice(Static):
    """An answer that can be clicked."""

    def __init__(self, text: str, index: int) -> None:
        super().__init__(said(f" {text} "), classes="choice")
        self.index = index


class Ask(Dialog[int]):
    """A question with answers; gives the chosen answer's number. The first one is the safe one and is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "mark(-1)", show=False),
        Binding("right,down,tab", "mark(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(self, question: str, consequence: str, answers: tuple[str, ...]) -> None:
        super().__init__()
        self._question, self._consequence, self._answers = question, consequence, answers
        self._marked = 0

    def compose(self) -> ComposeResult:
        """The question, what follows of it, the answers."""
        with Vertical(classes="dialog small"):
            yield Static(said(self._question, "bold $now"), classes="dialog-title")
            yield Static(said(self._consequence))
            with Horizontal(classes="choices"):
                for index, answer in enumerate(self._answers):
                    yield Choice(answer, index)

    def on_mount(self) -> None:
        """Mark the safe answer."""
        self._show()

    def keys(self) -> Iterable[Item]:
        """Enter is named by what it answers now."""
        yield Item("enter", key_name("enter"), self._answers[self._marked])
        yield Item("right", ARROWS, tr("Mark another answer"), tr("Another"))

    def _show(self) -> None:
        self.show_keys()
        for choice in self.query(Choice):
            choice.set_class(choice.index == self._marked, "-marked")
            choice.update(said(f"▸ {self._answers[choice.index]} " if choice.index == self._marked
                               else f"  {self._answers[choice.index]} "))  # fmt: skip

    def action_mark(self, step: int) -> None:
        """Mark another answer."""
        self._marked = (self._marked + step) % len(self._answers)
        self._show()

    def action_choose(self) -> None:
        """Give the marked answer."""
        self.dismiss(self._marked)

    def on_click(self, event: events.Click) -> None:
        """Give the clicked answer."""
        if isinstance(event.widget, Choice):
            self.dismiss(event.widget.index)
