"""The form's widgets: a line, an area, a choice, something to press, and the row they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from btimeeting.ui.pad.note_area import NoteArea
from btimeeting.ui.prepare.fields import Field, Kind, Row
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.split import EMPTY, Text


def widget_id(field_id: str) -> str:
    """A field's id as a widget may have it."""
    return f"f-{field_id}"


def field_id(widget: Widget | None) -> str:
    """The field a widget belongs to; "" for none."""
    name = widget.id if widget is not None else None
    return name[2:] if name is not None and name.startswith("f-") else ""


class FormLine(Input):
    """One line to write in. `shown`: the text the form put there; another one is somebody's typing.

    A letter typed by mistake is one letter more: what stands there is not marked as one comes, to be written over. But
    for a day, or what else is read as one leaves it (`strict`), where a letter too many is told and nothing is saved.
    """

    shown = ""


class Area(NoteArea):
    """Several lines to write in. `shown` as in a line."""

    shown = ""


class Pressable(Widget, can_focus=True):
    """Something that can be walked to, and pressed by key or mouse."""

    class Pressed(Message):
        """It was pressed."""

        def __init__(self, field: str) -> None:
            super().__init__()
            self.field = field

    def __init__(self, field: Field) -> None:
        super().__init__(id=widget_id(field.id))
        self.field = field

    def show(self, field: Field) -> None:
        """Show this now."""
        if field != self.field:
            self.field = field
            self.refresh()


class Knob(Pressable):
    """«+ teneste», or a covered text."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    def render(self) -> Content:
        """Its words."""
        return said(f" {self.field.value} ").truncate(self.size.width, ellipsis=True)

    def action_press(self) -> None:
        """Press it."""
        self.post_message(self.Pressed(self.field.id))

    def on_click(self) -> None:
        """The mouse presses it too."""
        self.focus()
        self.action_press()


class Way(Knob):
    """A line that leads to another part, in as many rows as it needs."""

    def show(self, field: Field) -> None:
        """Show this now; it may need other rows."""
        if field != self.field:
            self.field = field
            self.refresh(layout=True)

    def render(self) -> Content:
        """Its words."""
        return said(self.field.value)


class Pick(Pressable):
    """One of several: ← and → go through them. A stray Space changes nothing: what is chosen is saved at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", show=False),
        Binding("enter", "screen.do('field-next')", show=False),
        Binding("left", "turn(-1)", show=False),
    ]

    class Picked(Message):
        """Another one was chosen."""

        def __init__(self, field: str, value: str) -> None:
            super().__init__()
            self.field, self.value = field, value

    @property
    def value(self) -> str:
        """The chosen value."""
        return self.field.value

    def render(self) -> Content:
        """The chosen one between two arrows."""
        words = dict(self.field.choices).get(self.field.value, self.field.value)
        room = max(1, self.size.width - 4)
        quiet = "" if self.has_focus else "$quiet"  # on the ground of what has the cursor nobody would see it
        return told(("‹ ", quiet), *_cut(words, room), (" ›", quiet))

    def action_turn(self, step: int) -> None:
        """Choose the next one."""
        values = [value for value, _ in self.field.choices]
        at = values.index(self.field.value) if self.field.value in values else -1
        self.post_message(self.Picked(self.field.id, values[(at + step) % len(values)]))

    def on_click(self, event: events.Click) -> None:
        """The left arrow goes back, anything else on."""
        self.focus()
        self.action_turn(-1 if event.x < 2 else 1)  # noqa: PLR2004 - the arrow and its space


def _cut(words: str, room: int) -> tuple[str]:
    return (words if len(words) <= room else words[: room - 1] + "…",)


class RowBox(Vertical):
    """A label, its fields, and under them what was understood or is wrong."""

    def __init__(self, row: Row, problems: Mapping[str, str], texts: Mapping[str, str]) -> None:
        """`texts`: what stands in a field instead of the record's value."""
        super().__init__(classes="form-row -under" if row[0].under else "form-row")
        self.row = row
        self.widgets = [_widget(one, texts.get(one.id, one.value)) for one in row]
        self._note = Text(classes="form-note -empty")
        self._show_note(row, problems)

    def compose(self) -> ComposeResult:
        """The fields of the row."""
        with Horizontal(classes="form-fields"):
            if self.row[0].label:
                yield Static(said(self.row[0].label), classes="form-label")
            yield from self.widgets
        yield self._note

    def fill(self, row: Row, problems: Mapping[str, str]) -> None:
        """Show what the record says now, but for what is being typed or could not be understood."""
        for widget, one in zip(self.widgets, row, strict=True):
            if one.id not in problems:
                _fill(widget, one)
        self._show_note(row, problems)

    def _show_note(self, row: Row, problems: Mapping[str, str]) -> None:
        wrong = [problems[one.id] for one in row if one.id in problems]
        note = " ".join(one.note for one in row if one.note)
        if wrong:
            self._note.show(said("▲ " + " ".join(wrong), "bold $soon"))
        else:
            self._note.show(said(note, "$quiet") if note else EMPTY)


def _widget(one: Field, text: str) -> Widget:
    widget: Widget
    if one.kind is Kind.LINE:
        widget = line = FormLine(text, placeholder=one.hint, id=widget_id(one.id), select_on_focus=one.strict)
        line.shown = text
    elif one.kind is Kind.AREA:
        widget = area = Area(id=widget_id(one.id))
        area.placeholder = one.hint
        area.load_text(text)
        area.shown = text
    elif one.kind is Kind.PICK:
        widget = Pick(one)
    elif one.kind is Kind.FACT:
        fact = Text(id=widget_id(one.id), classes="form-fact")
        fact.show(said(one.value))
        return fact
    elif one.kind is Kind.WAY:
        widget = Way(one)
    else:
        widget = Knob(one)
        if one.kind is Kind.KNOB:
            widget.styles.width = len(one.value) + 2
    if one.width:
        widget.styles.width = one.width
    return widget


def taken(widget: Widget | None, text: str) -> None:
    """What somebody typed was read: the record's own words for it may be shown in its place."""
    if (isinstance(widget, FormLine) and widget.value == text) or (isinstance(widget, Area) and widget.text == text):
        widget.shown = text


def _fill(widget: Widget, one: Field) -> None:
    """Let a widget show what the record says now; nothing of it counts as typed, and nothing typed is lost."""
    if isinstance(widget, FormLine):
        if widget.value == widget.shown != one.value:
            with widget.prevent(Input.Changed):
                widget.value = one.value
            widget.shown = one.value
    elif isinstance(widget, Area):
        if widget.text == widget.shown != one.value:
            with widget.prevent(TextArea.Changed):
                widget.load_text(one.value)
            widget.shown = one.value
    elif isinstance(widget, Pressable):
        widget.show(one)
    elif isinstance(widget, Text):
        widget.show(said(one.value))
