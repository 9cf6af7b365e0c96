"""A text area for notes: Textual's, without the keys the meeting needs and without its known fault."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Edit

from btimeeting.ui.pad.lines import COMPACT

_TAKEN = {"f6", "f7"}
"""Keys of the meeting's own (write a note, stop)."""


def _kept() -> list[BindingType]:
    return [b for b in TextArea.BINDINGS if not (isinstance(b, Binding) and b.key in _TAKEN)]


class NoteArea(TextArea, inherit_bindings=False):
    """One field of the pad."""

    BINDINGS: ClassVar[list[BindingType]] = _kept()

    DEFAULT_CSS = """
    NoteArea {
        border: none; padding: 0; height: 1fr; min-height: 1; background: $background; color: $foreground;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: $foreground 0%; }
        & .text-area--cursor-line { background: $background; }
        & .text-area--placeholder { color: $quiet; }
        &.text-area--cursor { background: $now; color: $background; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, soft_wrap=True, highlight_cursor_line=False)
        self.add_class(COMPACT, update=False)
        self.cursor_blink = False  # half a percent of a core, and unrest beside a clock

    def action_cursor_up(self, select: bool = False) -> None:
        """Up; from the first row to the field before, so that the arrows walk through the whole form."""
        if select or not self.navigator.is_first_wrapped_line(self.cursor_location):
            super().action_cursor_up(select)
        else:
            self.screen.focus_previous()

    def action_cursor_down(self, select: bool = False) -> None:
        """Down; from the last row to the field after."""
        if select or not self.navigator.is_last_wrapped_line(self.cursor_location):
            super().action_cursor_down(select)
        else:
            self.screen.focus_next()

    def _undo_batch(self, edits: Sequence[Edit]) -> None:
        """Undo. Textual 8.2.8 loses count of its wrapped lines after a paste of many (textual#6686)."""
        try:
            super()._undo_batch(edits)
        except ValueError:
            self._mend(edits)

    def _redo_batch(self, edits: Sequence[Edit]) -> None:
        """Redo, guarded likewise."""
        try:
            super()._redo_batch(edits)
        except ValueError:
            self._mend(edits)

    def _mend(self, edits: Sequence[Edit]) -> None:
        """The text itself is right by then; only its lines on the screen are to be found anew."""
        self._rewrap_and_refresh_virtual_size()
        for edit in edits:
            edit.after(self)
        self.move_cursor(self.clamp_visitable(self.cursor_location))
        self._build_highlight_map()
        self.refresh()
        self.post_message(self.Changed(self))
