"""The form as it stands on the screen: one part at a time, those beside it ready, and the list of them all.

Only three parts are widgets at any time. Two hundred of them made every key wait for a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from btimeeting.ui.prepare.fields import Section
from btimeeting.ui.prepare.widgets import RowBox, field_id, taken, widget_id
from btimeeting.ui.said import said, told

QUIET_PARTS = ("ready", "drafts", "tried")
"""Parts nothing can be missing in."""


class SectionBox(Vertical):
    """A part of the form: its title and its rows."""

    def __init__(self, section: Section, problems: Mapping[str, str], texts: Mapping[str, str]) -> None:
        """`texts`: what stands in a field instead of the record's value, because it could not be understood."""
        super().__init__(id=f"part-{section.id}", classes="form-part")
        self.section = section
        self._begin = (problems, texts)

    def compose(self) -> ComposeResult:
        """Title and rows."""
        yield Static(said(self.section.title, "bold $now"), classes="form-title")
        yield from (RowBox(row, *self._begin) for row in self.section.rows)

    @property
    def rows(self) -> list[RowBox]:
        """The rows."""
        return [child for child in self.children if isinstance(child, RowBox)]

    def fill(self, section: Section, problems: Mapping[str, str]) -> None:
        """Show what the record says now, but for what is being typed or could not be understood."""
        self.section = section
        for row_box, row in zip(self.rows, section.rows, strict=False):
            row_box.fill(row, problems)

    async def remake(self, section: Section, problems: Mapping[str, str], texts: Mapping[str, str]) -> None:
        """Other rows than before, with the cursor where it was, or in the row that is new."""
        before = field_id(self.screen.focused)
        known = self.section.ids
        self.section = section
        async with self.batch():
            await self.remove_children(RowBox)
            await self.mount_all([RowBox(row, problems, texts) for row in section.rows])
        fresh = [one for one in section.ids if one not in known]
        if before.startswith("add-") and fresh:
            self.focus_field(next((one for one in fresh if not one.startswith("role-")), fresh[0]))
        elif before in section.ids:
            self.focus_field(before)
        elif before in known and section.ids:
            self.focus_field(section.ids[0])

    def focus_field(self, wanted: str) -> None:
        """The cursor into a field; at once, so that a quick second key goes there."""
        widget = self.widget(wanted)
        if widget is not None and widget.focusable:
            self.screen.set_focus(widget)

    def widget(self, wanted: str) -> Widget | None:
        """The widget of a field."""
        return next((w for row in self.rows for w in row.widgets if w.id == widget_id(wanted)), None)


class FormBody(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The part one is in. The arrows walk from field to field, so it has no keys for scrolling."""

    class Turned(Message):
        """Another part is shown."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.sections: Sequence[Section] = ()
        self.at = ""
        """The part one is in, shown or on its way."""
        self._problems: Mapping[str, str] = {}
        self._texts: Mapping[str, str] = {}
        self._ready: dict[str, SectionBox] = {}
        self._shown, self._cursor = "", ""
        self._late = ""
        """A field the cursor is to go into when its row has been built."""
        self._working = self._again = False

    # --- the way through ---------------------------------------------------------------------------------------

    @property
    def _index(self) -> int:
        return next((i for i, section in enumerate(self.sections) if section.id == self.at), 0)

    @property
    def next_title(self) -> str:
        """The title of the next part; "" in the last one."""
        after = self._index + 1
        return self.sections[after].title if after < len(self.sections) else ""

    def box(self, section_id: str) -> SectionBox | None:
        """A part that is there, shown or not."""
        return self._ready.get(section_id)

    def focus_field(self, wanted: str) -> None:
        """The cursor into a field, wherever it stands."""
        section = next((section for section in self.sections if wanted in section.ids), None)
        if section is not None:
            self.go(section.id, wanted)

    def taken(self, wanted: str, text: str) -> None:
        """What was typed in a field has been read."""
        for box in self._ready.values():
            taken(box.widget(wanted), text)

    def step(self, by: int) -> None:
        """To the next field, or back; from part to part, and round at the ends."""
        ids = [one for section in self.sections for one in section.ids]
        focused = field_id(self.screen.focused) if self._shown == self.at else self._cursor
        if not ids:
            return
        if focused in ids:
            at = ids.index(focused) + by
        else:
            before = sum(len(section.ids) for section in self.sections[: self._index])
            at = before if by > 0 else before - 1
        self.focus_field(ids[at % len(ids)])

    def step_part(self, by: int) -> None:
        """To the next part, or the one before."""
        at = self._index + by
        if 0 <= at < len(self.sections):
            self.go(self.sections[at].id)

    def go(self, section_id: str, cursor: str = "") -> None:
        """To a part, with the cursor in a field of it (the first one, when none is named)."""
        self.at, self._cursor = section_id, cursor
        box = self._ready.get(section_id)
        if box is not None:
            self._reveal(box)
        else:
            self.screen.set_focus(None)  # nothing that is typed meanwhile may end in the part before
        self._work()

    def _reveal(self, box: SectionBox) -> None:
        ids = box.section.ids
        if self._shown != self.at:
            self._shown = self.at
            for other in self._ready.values():
                other.display = other is box
            self.scroll_home(animate=False)
            self.post_message(self.Turned())
        wanted = self._cursor if self._cursor in ids else ids[0] if ids else ""
        self._late = self._cursor if self._cursor not in ids else ""
        if self._late and field_id(self.screen.focused) in ids:
            return  # where it is until then
        if wanted:
            box.focus_field(wanted)
        else:
            self.screen.set_focus(None)

    # --- what stands there -------------------------------------------------------------------------------------

    def show(self, sections: Sequence[Section], problems: Mapping[str, str], texts: Mapping[str, str]) -> None:
        """Show the form as it is now; a part whose rows are other ones is built anew."""
        self.sections, self._problems, self._texts = sections, dict(problems), dict(texts)
        for section in sections:
            box = self._ready.get(section.id)
            if box is None:
                continue
            if box.section.shape == section.shape:
                box.fill(section, problems)
            else:
                self._work()

    def _work(self) -> None:
        self._again = True
        if not self._working:
            self._working = True
            self.run_worker(self._build(), exit_on_error=False)

    async def _build(self) -> None:
        """Build what is missing, one thing after the other: the part one is in first, then those beside it."""
        try:
            while self._again:
                self._again = False
                near = self._near()
                for section in near:
                    await self._dress(section)
                    if self._again:
                        break
                else:
                    await self._clear({section.id for section in near})
        finally:
            self._working = False

    def _near(self) -> list[Section]:
        """The part one is in, those beside it, and the nearest ones with fields: where the next key may lead."""
        before, after = self.sections[: self._index], self.sections[self._index + 1 :]
        near = [self.sections[self._index]]
        for side in (after, before[::-1]):
            fields = next((i for i, section in enumerate(side) if section.ids), 0)
            near += side[: fields + 1]
        return near

    async def _dress(self, section: Section) -> None:
        box = self._ready.get(section.id)
        if box is None:
            box = SectionBox(section, self._problems, self._texts)
            box.display = False
            await self.mount(box)
            self._ready[section.id] = box
        current = next((each for each in self.sections if each.id == section.id), section)
        if box.section.shape != current.shape:
            await box.remake(current, self._problems, self._texts)
        box.fill(current, self._problems)
        if section.id != self.at:
            return
        if self._shown != self.at:
            self._reveal(box)
        if self._late in current.ids:
            box.focus_field(self._late)
            self._late = ""

    async def _clear(self, near: set[str]) -> None:
        for section_id in [each for each in self._ready if each not in near]:
            await self._ready.pop(section_id).remove()


def rail(sections: Sequence[Section], lack: set[str], here: str, quiet: Collection[str] = QUIET_PARTS) -> Content:
    """The list of parts: which one one is in, and where something is missing. `quiet`: parts without a mark."""
    lines: list[str | tuple[str, str]] = []
    for section in sections:
        mark = "▲" if section.id in lack else " " if section.id in quiet else "✓"
        text = f"{'▸' if section.id == here else ' '} {mark} {section.title}\n"
        lines.append((text, "bold $now" if section.id == here else "$soon" if mark == "▲" else ""))
    return told(*lines)


def part_titles(title: str, sections: Sequence[Section], here: str) -> list[str]:
    """What stands at the top where there is no list of parts: the form and its part, the part alone, its number."""
    nth = next((i for i, section in enumerate(sections, 1) if section.id == here), 1)
    part = f"{nth}/{len(sections)} {sections[nth - 1].title}"
    return [f"{title} · {part}", part, f"{nth}/{len(sections)}"]
