"""The text of the stafettlogg in large plain letters, alone on the screen, for the room to read along."""

from __future__ import annotations

import re
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from btimeeting.domain.events import ReadBack
from btimeeting.i18n import N_, tr
from btimeeting.ui.command import key_name
from btimeeting.ui.kit.ask import Choice
from btimeeting.ui.said import said

ANSWERS = (
    (ReadBack.YES, N_("Yes")),
    (ReadBack.CHANGED, N_("Change it")),
    (ReadBack.THINK, N_("We must think about it")),
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zæøå])")


class ReadAloud(Screen[ReadBack], inherit_bindings=False):
    """One sentence a line, nothing else but the question. Gives the answer, or nothing."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "mark(-1)", show=False),
        Binding("right,down,tab", "mark(1)", show=False),
        Binding("1", "give(0)", show=False),
        Binding("2", "give(1)", show=False),
        Binding("3", "give(2)", show=False),
        Binding("enter", "give", show=False),
        Binding("escape", "back", show=False),
        Binding("space,pagedown", "go_on", show=False),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._marked = 0
        self._asked = False

    def compose(self) -> ComposeResult:
        """The sentences, the question, the answers."""
        with VerticalScroll(id="aloud", can_focus=False):
            for sentence in sentences(self._text):
                yield Static(said(sentence, "bold"), classes="aloud-sentence")
        with Vertical(id="aloud-foot"):
            yield Static(said(tr("Have we written it the way you want it?"), "bold $now"))
            with Horizontal(classes="choices"):
                for index, (_, text) in enumerate(ANSWERS):
                    yield Choice(f"{index + 1} {tr(text)}", index)
            hint = tr("1, 2, 3, or ← → and Enter · Esc goes back without an answer")
            yield Static(said(hint, "$quiet"), id="aloud-hint")

    def on_mount(self) -> None:
        """Yes is marked first."""
        self.action_mark(0)

    def action_mark(self, step: int) -> None:
        """Mark another answer."""
        self._marked = (self._marked + step) % len(ANSWERS)
        for choice in self.query(Choice):
            choice.set_class(choice.index == self._marked, "-marked")

    def action_give(self, index: int | None = None) -> None:
        """Give an answer: the marked one, or the one of that number."""
        self.dismiss(ANSWERS[self._marked if index is None else index][0])

    def action_go_on(self) -> None:
        """The main key: what the family says is asked for once, then it goes back without an answer."""
        if self._asked:
            self.action_back()
            return
        self._asked = True
        hint = tr(
            "What does the family say? 1, 2 or 3. {key} once more goes back without an answer.", key=key_name("space")
        )
        self.query_one("#aloud-hint", Static).update(said(hint, "bold $soon"))

    def action_back(self) -> None:
        """Back, without an answer."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """Give the clicked answer."""
        if isinstance(event.widget, Choice):
            self.action_give(event.widget.index)


def sentences(text: str) -> list[str]:
    """The sentences of a text, a line each: a full stop before a capital ends one («kl. 9.30» does not)."""
    lines = (line.strip() for line in text.splitlines())
    return [sentence for line in lines if line for sentence in _SENTENCE.split(line)]
