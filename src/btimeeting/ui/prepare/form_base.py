"""What every form shares: sections walked by keys, texts read as one leaves a field, complaints beside it."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.kit.too_small import TooSmall, tell_size
from btimeeting.ui.prepare.boxes import FormBody
from btimeeting.ui.prepare.fields import Field, Section
from btimeeting.ui.prepare.widgets import Pick, field_id
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.split import Split, Text

RAIL_FROM = 112
WRITE_S = 2.0
"""What is being written is kept this long after the first letter, and when one leaves the field."""


class FormBase(CommandScreen):
    """The way through a form. What it is about, and where it is kept, is the screen's own."""

    CSS_PATH: ClassVar[str | list[str | PurePath] | None] = "../styles/prepare.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.sections: tuple[Section, ...] = ()
        self.problems: dict[str, str] = {}
        """What is wrong with a field's text, by field."""
        self._wrong: dict[str, str] = {}
        """The text itself, as it was written."""
        self._typed: dict[str, str] = {}
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Head, the list of parts (where there is room), the form, the footer."""
        yield TooSmall()
        yield Split(id="prepare-head")
        with Horizontal(id="prepare-main"):
            yield Text(id="prepare-rail")
            yield FormBody(id="prepare-form")
        yield KeyBar(id="keys")

    # --- what each form has of its own -------------------------------------------------------------------------

    @property
    def is_read(self) -> bool:
        """Whether there is something to show yet."""
        raise NotImplementedError

    def _paint_head(self) -> None:
        """Head and list of parts."""
        raise NotImplementedError

    def _keep_typed(self) -> None:
        """The timer: what is being written, after a while."""
        raise NotImplementedError

    def _commit(self, wanted: str) -> None:
        """The field is left: read it."""
        raise NotImplementedError

    # --- the way through ---------------------------------------------------------------------------------------

    @property
    def form(self) -> FormBody:
        """The form's body."""
        return self.query_one(FormBody)

    def field(self, wanted: str) -> Field | None:
        """The field of that id as it is now."""
        return next((one for s in self.sections for row in s.rows for one in row if one.id == wanted), None)

    @property
    def section_here(self) -> str:
        """The part the cursor is in."""
        return self.form.at

    @property
    def _has_rail(self) -> bool:
        """With less room the list of parts would crowd the fields: a window of 100 would show less than one of 80."""
        return self.size.width >= RAIL_FROM

    def on_form_body_turned(self, _message: FormBody.Turned) -> None:
        """The list and the footer follow."""
        self._paint_head()
        self.show_keys()

    def on_resize(self, event: events.Resize) -> None:
        """The list of parts and the head depend on the width; too small a window says what it needs."""
        self.set_class(self._has_rail, "-rail")
        tell_size(self, event.size)
        if self.is_read:
            self.call_after_refresh(self._paint_head)

    def step(self, by: int) -> None:
        """To the next field, or back."""
        self.form.step(by)

    def focus_next(self, selector: str | type[Widget] = "*") -> Widget | None:  # noqa: ARG002 - from a text's last row
        """The next field, also of the next part."""
        self.step(1)
        return self.focused

    def focus_previous(self, selector: str | type[Widget] = "*") -> Widget | None:  # noqa: ARG002 - likewise
        """The field before, also of the part before."""
        self.step(-1)
        return self.focused

    def go_to_section(self, by: int) -> None:
        """To the next part, or the one before."""
        self.form.step_part(by)

    @property
    def next_part(self) -> str:
        """The title of the next part, "" in the last one."""
        return self.form.next_title

    @property
    def on_pick(self) -> bool:
        """Whether the cursor is on a choice."""
        return isinstance(self.focused, Pick)

    def turn(self) -> None:
        """The next choice."""
        if isinstance(self.focused, Pick):
            self.focused.action_turn(1)

    @property
    def row_owner(self) -> str:
        """The person or thing the focused row is about."""
        one = self.field(field_id(self.focused))
        return one.owner if one is not None else ""

    # --- writing -----------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Somebody writes."""
        self._write(field_id(event.input), event.value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Somebody writes more than a line."""
        self._write(field_id(event.text_area), event.text_area.text)

    def _write(self, wanted: str, text: str) -> None:
        one = self.field(wanted)
        known = one is not None and one.value == text and wanted not in self._typed
        if one is None or (known and wanted not in self.problems):  # writing the old text back mends a complaint too
            return
        self._typed[wanted] = text
        if self._timer is None:
            self._timer = self.set_timer(WRITE_S, self._keep_typed)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The field is left: read it."""
        super().on_descendant_blur(event)
        self._commit(field_id(event.widget))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Another part, perhaps."""
        super().on_descendant_focus(event)
        if self.is_read:
            self._paint_head()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps it and goes on."""
        event.stop()
        self.step(1)
