"""One line to write in: Textual's, with the arrows walking on through the form."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class Line(Input):
    """↑ and ↓ go to the field before and after, as they do from the lists and the notes above and below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "leave(-1)", show=False),
        Binding("down", "leave(1)", show=False),
    ]

    def action_leave(self, step: int) -> None:
        """To the field before or after."""
        if step < 0:
            self.screen.focus_previous()
        else:
            self.screen.focus_next()
