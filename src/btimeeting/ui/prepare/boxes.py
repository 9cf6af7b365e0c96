"""The form as it stands on the screen: its parts, the way through them, and the list of them beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from btimeeting.ui.prepare.fields import Kind, Section
from btimeeting.ui.prepare.widgets import RowBox, field_id, fill, widget_id
from btimeeting.ui.said import said, told

FIELDS = "Line, Area, Pick, Knob"
QUIET_PARTS = ("ready", "drafts", "tried")
"""Parts nothing can be missing in."""


class SectionBox(Vertical):
    """A part of the form: its title and its rows."""

    def __init__(self, section: Section) -> None:
        super().__init__(id=f"part-{section.id}", classes="form-part")
        self.section = section

    def compose(self) -> ComposeResult:
        """Title and rows."""
        yield Static(said(self.section.title, "bold $now"), classes="form-title")
        for row in self.section.rows:
            yield RowBox(row)

    def fill(self, section: Section, typed: Sequence[str], problems: dict[str, str]) -> None:
        """Show what the record says now, but for what is being typed or could not be understood."""
        self.section = section
        for row_box, row in zip(self.query(RowBox), section.rows, strict=False):
            for one in row:
                if one.id not in typed and one.id not in problems:
                    for widget in row_box.query(f"#{widget_id(one.id)}"):
                        fill(widget, one)
            row_box.show_notes(row, problems)

    @property
    def fields(self) -> list[Widget]:
        """What can be walked to."""
        return [widget for widget in self.query(FIELDS) if widget.focusable]


class FormBody(VerticalScroll, can_focus=False, inherit_bindings=False):
    """All parts, one under the other. The arrows walk from field to field, so it has no keys for scrolling."""

    @property
    def boxes(self) -> list[SectionBox]:
        """The parts."""
        return list(self.query(SectionBox))

    @property
    def here(self) -> SectionBox | None:
        """The part the cursor is in."""
        focused = self.screen.focused
        if focused is None:
            return None
        return next((node for node in focused.ancestors if isinstance(node, SectionBox)), None)

    def focus_field(self, wanted: str) -> None:
        """The cursor into a field."""
        for widget in self.query(f"#{widget_id(wanted)}"):
            if widget.focusable:
                widget.focus()
                return

    def step(self, by: int) -> None:
        """To the next field, or back; round at the ends."""
        fields = [widget for box in self.boxes for widget in box.fields]
        focused = self.screen.focused
        if fields:
            at = fields.index(focused) if focused in fields else -1
            self.screen.set_focus(fields[(at + by) % len(fields)])  # at once: a quick second key steps from there

    def step_part(self, by: int) -> None:
        """To the first field of the next part, or of the one before; at the end, the end itself."""
        boxes, here = self.boxes, self.here
        at = boxes.index(here) if here in boxes else 0
        for nth in range(at + by, len(boxes) if by > 0 else -1, by):
            if boxes[nth].fields:
                boxes[nth].fields[0].focus()
                self.scroll_to_widget(boxes[nth], top=True, animate=False)
                return
        self.call_after_refresh(self.scroll_end if by > 0 else self.scroll_home, animate=False)

    def show(self, sections: Sequence[Section], typed: Sequence[str], problems: dict[str, str]) -> None:
        """Show the form as it is now; a part whose rows are other ones is built anew."""
        for section in sections:
            box = self.query_one(f"#part-{section.id}", SectionBox)
            if box.section.shape == section.shape:
                box.fill(section, typed, problems)
            else:
                work: Callable[[], object] = partial(self._remake, box, section, typed, problems)
                self.run_worker(work, exit_on_error=False, group=section.id)

    async def _remake(self, box: SectionBox, section: Section, typed: Sequence[str], problems: dict[str, str]) -> None:
        """Other rows than before, with the cursor where it was, or in the row that is new."""
        before = field_id(self.screen.focused)
        known = {one.id for row in box.section.rows for one in row}
        box.section = section
        async with box.batch():
            await box.remove_children(RowBox)
            await box.mount_all([RowBox(row) for row in section.rows])
        box.fill(section, typed, problems)
        ids = [one.id for row in section.rows for one in row if one.kind is not Kind.FACT]
        fresh = [one for one in ids if one not in known]
        if before.startswith("add-") and fresh:
            self.focus_field(next((one for one in fresh if not one.startswith("role-")), fresh[0]))
        elif before in ids:
            self.focus_field(before)
        elif before in known and ids:
            self.focus_field(ids[0])


def rail(sections: Sequence[Section], lack: set[str], here: str) -> Content:
    """The list of parts: which one one is in, and where something is missing."""
    lines: list[str | tuple[str, str]] = []
    for section in sections:
        mark = " " if section.id in QUIET_PARTS else "▲" if section.id in lack else "✓"
        text = f"{'▸' if section.id == here else ' '} {mark} {section.title}\n"
        lines.append((text, "bold $now" if section.id == here else "$soon" if mark == "▲" else ""))
    return told(*lines)
