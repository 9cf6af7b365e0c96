"""The footer: at most six keys, what is sensible now, the main one first. Every one of them can be clicked."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from btimeeting.ui.said import told

MOST = 6
GAP = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A key in the footer: the command's id, the key's name and what it does now."""

    id: str
    key: str
    text: str
    short: str = ""
    """Fewer words for the same, where there is little room."""
    stays: bool = False
    """A way out: others give way to it."""

    @property
    def width(self) -> int:
        """How many cells it takes."""
        return len(self.key) + 1 + len(self.text) if self.key else len(self.text)


class KeyBar(Widget):
    """One row of keys. What does not fit is left out from the right, but never the last one (help) or a way out."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; width: 1fr; background: $footer; color: $footer-text; }
    """

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._items: tuple[Item, ...] = ()

    def show(self, items: tuple[Item, ...]) -> None:
        """Show these keys, the most important first and the help last."""
        if items != self._items:
            self._items = items
            self.refresh()

    def fitting(self) -> list[tuple[int, Item]]:
        """Where each key begins, for those there is room for."""
        placed, at = [], 1
        for item in fitting(self._items, self.size.width - 2):
            placed.append((at, item))
            at += item.width + GAP
        return placed

    def render(self) -> Content:
        """The keys."""
        parts: list[str | tuple[str, str]] = []
        at = 0
        for index, (place, item) in enumerate(self.fitting()):
            parts.append(" " * (place - at))
            if item.key:
                parts += [(item.key, "bold $key"), " "]
            parts.append((item.text, "bold" if index == 0 else ""))
            at = place + item.width
        return told(*parts)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for place, item in self.fitting():
            if place - 1 <= event.x <= place + item.width:
                self.post_message(self.Pressed(item.id))
                return


def _width(items: list[Item]) -> int:
    return sum(item.width for item in items) + GAP * (len(items) - 1)


def fitting(items: tuple[Item, ...], width: int) -> list[Item]:
    """Those there is room for, at most six: the main one, the ways out and the help before all others."""
    chosen = list(items)
    while len(chosen) > MOST and _give_way(chosen):
        pass
    if _width(chosen) > width:
        chosen = [Item(item.id, item.key, item.short or item.text, stays=item.stays) for item in chosen]
    while _width(chosen) > width and _give_way(chosen):
        pass
    if chosen and _width(chosen) > width:
        room = max(0, chosen[0].width - (_width(chosen) - width) - 1)
        main = chosen[0]
        chosen[0] = Item(main.id, main.key, main.text[: max(0, room - len(main.key) - 1)] + "…")
    return chosen


def _give_way(chosen: list[Item]) -> bool:
    """Leave out the last one that can be spared; False when there is none."""
    spared = next((item for item in chosen[-2:0:-1] if not item.stays), None)
    if spared is not None:
        chosen.remove(spared)
    return spared is not None
