"""A line with a left and a right end; the left one gives way when there is too little room."""

from __future__ import annotations

from textual.content import Content
from textual.widget import Widget

EMPTY = Content("")
GAP = 2


class Split(Widget):
    """One row. Painted anew only when one of its texts is another one."""

    DEFAULT_CSS = """
    Split { height: 1; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._ends: tuple[Content, ...] = (EMPTY, EMPTY)

    def show(self, left: Content, *rights: Content) -> None:
        """Show the two texts. Of several for the right end, the first that leaves the left one whole, or the last."""
        ends = (left, *(rights or (EMPTY,)))
        if len(ends) != len(self._ends) or not all(map(Content.is_same, ends, self._ends)):
            self._ends = ends
            self.refresh()

    def render(self) -> Content:
        """Both ends, with room between them."""
        width = self.content_size.width
        left, *rights = self._ends
        right = next((one for one in rights if left.cell_length + GAP + one.cell_length <= width), rights[-1])
        if not right.plain:
            return left.truncate(width, ellipsis=True)
        right = right.truncate(width, ellipsis=True)
        room = max(0, width - right.cell_length - GAP)
        return Content("").join([left.truncate(room, ellipsis=True, pad=True), Content(" " * GAP), right])


class Text(Widget):
    """One or more rows of text, painted anew only when it is another text."""

    DEFAULT_CSS = """
    Text { height: auto; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._content = EMPTY

    def show(self, content: Content) -> None:
        """Show the text; its height is laid out anew only when the number of rows may have changed."""
        if content.is_same(self._content):
            return
        same_shape = content.plain.count("\n") == self._content.plain.count("\n") and (
            content.cell_length <= self.size.width >= self._content.cell_length
        )
        hidden = not content.plain
        self._content = content
        self.set_class(hidden, "-empty")
        self.refresh(layout=not same_shape)

    def render(self) -> Content:
        """The text."""
        return self._content


class CutText(Text):
    """A text in so many rows; one that is longer ends in a sign of it."""

    def render(self) -> Content:
        """What there is room for."""
        return cut(self._content, *self.content_size)


def cut(text: Content, width: int, height: int) -> Content:
    """A text in at most `height` rows of `width` cells; the last one ends in «…» when there is more."""
    rows = text.wrap(width) if height and text.cell_length > width else []
    if len(rows) <= height:
        return text
    last = (rows[height - 1].rstrip() + " …").truncate(width, ellipsis=True)
    return Content("\n").join([*rows[: height - 1], last])
