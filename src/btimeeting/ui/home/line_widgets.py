"""What the home's lines are shown by: rows in a list, and buttons in a row below it."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Static

from btimeeting.ui.home.rows import HomeLine
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.split import Split


class HomeRow(Split):
    """One line. A click marks it, a second one chooses it."""

    class Clicked(Message):
        """It was clicked."""

        def __init__(self, nth: int, *, at_once: bool = False) -> None:
            """`at_once`: the first click chooses."""
            super().__init__()
            self.nth, self.at_once = nth, at_once

    def __init__(self, line: HomeLine, nth: int) -> None:
        super().__init__(classes="home-row")
        self.line, self.nth = line, nth

    def paint(self, *, marked: bool) -> None:
        """The line as it is now."""
        self.set_class(marked, "-marked")
        if self.line.heading:
            self.show(said(self.line.left, "bold $now"))
            return
        left = f"▸{self.line.left[1:]}" if marked else self.line.left
        style = "bold" if marked or self.line.loud else ""
        self.show(told((left, style)), said(self.line.right, style))

    def on_click(self) -> None:
        """Tell the screen."""
        self.post_message(self.Clicked(self.nth))


class HomeButton(Static):
    """A button in the row at the bottom; a click presses it."""

    def __init__(self, line: HomeLine, nth: int) -> None:
        super().__init__(said(f"[{line.left}]"), classes="home-button")
        self.line, self.nth = line, nth

    def paint(self, *, marked: bool) -> None:
        """As it is now."""
        self.set_class(marked, "-marked")
        self.update(said(f"▸{self.line.left}◂" if marked else f"[{self.line.left}]"))

    def on_click(self) -> None:
        """Tell the screen."""
        self.post_message(HomeRow.Clicked(self.nth, at_once=True))
