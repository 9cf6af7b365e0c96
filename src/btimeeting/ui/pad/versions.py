"""Two versions of one note: both to read, one to keep, or both after each other. Opened only when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from btimeeting.domain.record import Note
from btimeeting.i18n import N_, tr
from btimeeting.ui.command import key_name
from btimeeting.ui.kit.ask import Choice
from btimeeting.ui.kit.dialog import ARROWS, ARROWS_UP_DOWN, Dialog
from btimeeting.ui.pad.places import Place
from btimeeting.ui.said import said
from btimeeting.ui.widgets.key_bar import Item


def versions_of(notes: Iterable[Note], place: Place) -> tuple[str, ...]:
    """The different texts that stand in a place, the first one first; one text is no version."""
    found = [n for n in notes if Place(n.phase, n.speaker, n.field) == place and n.text.strip()]
    return tuple(dict.fromkeys(note.text for note in sorted(found, key=lambda n: n.copy_no)))


def merged(texts: Sequence[str]) -> str:
    """All of them after each other; one that stands whole in another is not said twice."""
    alone = [t for nth, t in enumerate(texts) if not any(t.strip() in other for other in texts if other is not t)]
    return "\n".join(text.rstrip() for text in alone)


def told_of(n: int) -> str:
    """The line that tells of them."""
    return tr("There are {n} versions of this note: two windows wrote in it. Ctrl+R shows them.", n=n)


class Versions(Dialog[str]):
    """Gives the text that is to stand; None leaves all as it is. The marked answer loses nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *[Binding(str(n), f"take({n})", show=False) for n in range(1, 10)],
        Binding("right,tab", "mark(1)", show=False),
        Binding("left", "mark(-1)", show=False),
        Binding("down,pagedown", "scroll(3)", show=False),
        Binding("up,pageup", "scroll(-3)", show=False),
        Binding("enter", "take", show=False),
    ]

    out = N_("Leave both as they are")

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self._texts = tuple(texts)
        self._answers = [tr("Both, after each other"), *(tr("Version {n} only", n=n + 1) for n in range(len(texts)))]
        self._marked = 0

    def compose(self) -> ComposeResult:
        """The texts, each with its number, and what can stand."""
        with Vertical(classes="dialog"):
            yield Static(said(tr("Which text is to stand?"), "bold $now"), classes="dialog-title")
            with VerticalScroll(id="versions", can_focus=False):
                for number, text in enumerate(self._texts, 1):
                    yield Static(said(tr("Version {n}", n=number), "bold $quiet"))
                    yield Static(said(text), classes="version")
            with Horizontal(classes="choices"):
                for index, answer in enumerate(self._answers):
                    yield Choice(f"{index + 1} {answer}", index)

    def on_mount(self) -> None:
        """What loses nothing is marked."""
        self.action_mark(0)

    def keys(self) -> Iterable[Item]:
        """Enter is named by what it does now."""
        yield Item("enter", key_name("enter"), self._answers[self._marked])
        yield Item("right", ARROWS, tr("Mark another answer"), tr("Another"))
        yield Item("down", ARROWS_UP_DOWN, tr("Read on"))

    def action_mark(self, step: int) -> None:
        """Mark another answer."""
        self._marked = (self._marked + step) % len(self._answers)
        self.show_keys()
        for choice in self.query(Choice):
            choice.set_class(choice.index == self._marked, "-marked")

    def action_scroll(self, step: int) -> None:
        """Long texts are read on."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)

    def action_take(self, number: int = 0) -> None:
        """The answer of that number, or the marked one."""
        index = number - 1 if number else self._marked
        if index < len(self._answers):
            self.dismiss(merged(self._texts) if index == 0 else self._texts[index - 1])

    def on_click(self, event: events.Click) -> None:
        """Take the clicked one."""
        if isinstance(event.widget, Choice):
            self.action_take(event.widget.index + 1)
