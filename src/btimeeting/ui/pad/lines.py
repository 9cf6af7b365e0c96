"""One line to write in: Textual's, with the arrows walking on through the form."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widgets import Input

COMPACT: Final = "-textual-compact"
"""The class Textual gives a field without a frame when it is told `compact=True`: and then styles it at once, though
it is not mounted and will be styled again when it is. There are thirty fields in a window."""


class Line(Input):
    """↑ and ↓ go to the field before and after, as they do from the lists and the notes above and below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "leave(-1)", show=False),
        Binding("down", "leave(1)", show=False),
    ]

    def __init__(self, *args: Any, **how: Any) -> None:
        """As Textual's, and without a frame."""
        super().__init__(*args, **how)
        self.add_class(COMPACT, update=False)

    def action_leave(self, step: int) -> None:
        """To the field before or after."""
        if step < 0:
            self.screen.focus_previous()
        else:
            self.screen.focus_next()
