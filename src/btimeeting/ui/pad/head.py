"""The top of the pad: where one writes, how saving stands, one line that can wait, and what is known already."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from btimeeting.i18n import tr
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.split import EMPTY, Split, Text


class PadHead(Vertical):
    """Three texts, each painted when it is another one."""

    DEFAULT_CSS = "PadHead { height: auto; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._where = ""
        self._top, self._line, self._facts = Split(id="pad-head"), Text(id="pad-line"), Text(id="pad-facts")
        """Held here: an answer of the disk may come while the window is being taken apart."""
        self.state = EMPTY
        """How saving stands, as it is shown."""

    def compose(self) -> ComposeResult:
        """Head, line, facts."""
        yield self._top
        yield self._line
        yield self._facts

    def on_mount(self) -> None:
        """Nothing to say yet."""
        self.say("")
        self.show_facts(EMPTY)

    def show_where(self, where: str) -> None:
        """Another place: nothing has been saved there yet."""
        self._where, self.state = where, EMPTY
        self._show()
        self.say("")
        self.show_facts(EMPTY)

    def show_state(self, text: str, style: str = "$quiet") -> None:
        """How saving stands."""
        self.state = said(text, style)
        self._show()

    def _show(self) -> None:
        where = told((tr("Note"), "bold $quiet"), "  ", (self._where, "bold"))
        self._top.show(where, self.state)

    def say(self, text: str, style: str = "$soon") -> None:
        """A line that can wait; "" takes it away."""
        _put(self._line, said(text, style) if text else EMPTY)

    def show_facts(self, lines: Content) -> None:
        """What is known already."""
        _put(self._facts, lines)


def _put(text: Text, content: Content) -> None:
    text.display = bool(content.plain)
    text.show(content)
