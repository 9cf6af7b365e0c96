"""Lines ready to copy into another terminal: they open other windows on the meeting, or write its papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Protocol

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from btimeeting.i18n import N_, tr
from btimeeting.ui.command import Command
from btimeeting.ui.kit.dialog import Dialog
from btimeeting.ui.look import Look
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.key_bar import Item

WINDOWS = {
    "wall": N_("On the wall: the time, who speaks, who is next; no names"),
    "pad": N_("For the minute taker: the notes, the decision, the baton log"),
    "viddevakt": N_("For the viddevakt: the turn's clock, one key to break in"),
    "evaluate": N_("The five questions, when the family has gone"),
}
PAPERS = {
    "referat": N_("The minutes as a PDF, for the folder and to print"),
    "familie": N_("The family's own copy as a PDF"),
}


class OpenWindows(Dialog[None]):
    """A line for each window or paper; its number copies it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "back", show=False),
        *(Binding(str(number), f"copy({number - 1})", show=False) for number in range(1, len(WINDOWS) + 1)),
    ]

    def __init__(self, lines: tuple[tuple[str, str], ...], title: str = "", note: str = "") -> None:
        """`lines`: the name of a window or a paper and its line; `note`: what to know before one copies it."""
        super().__init__()
        self._lines = lines
        self._title = title or tr("Open a window in another terminal on this machine")
        self._note = note

    def compose(self) -> ComposeResult:
        """What each is for, and the line."""
        with Vertical(classes="dialog"):
            yield Static(said(self._title, "bold $now"))
            for number, (name, line) in enumerate(self._lines, 1):
                head = told((f"{number}  ", "bold $key"), tr((WINDOWS | PAPERS)[name]))
                yield Static(Content("\n").join([Content(""), head, said(f"   {line}", "bold")]))
            if self._note:
                yield Static(Content("\n").join([Content(""), said(self._note)]))
            yield Static("", id="open-foot", classes="dialog-foot")

    def keys(self) -> Iterable[Item]:
        """The numbers."""
        yield Item("1", f"1–{len(self._lines)}", tr("Copy the line"))

    def action_copy(self, index: int) -> None:
        """Into the clipboard, where the terminal has one for us (OSC 52)."""
        if index < len(self._lines):
            self.app.copy_to_clipboard(self._lines[index][1])
            text = tr("Copied, if this terminal can: paste it in the other one. Else write it as it stands here.")
            self.query_one("#open-foot", Static).update(said(text, "bold $soon"))


class Leading(Protocol):
    """What the command asks of the screen it is pressed on."""

    @property
    def app(self) -> App[Any]:
        """The app."""

    @property
    def look(self) -> Look:
        """How windows look, and how they are opened."""


class ShowWindows(Command[Leading]):
    """The lines."""

    id = "open-windows"
    keys = ("t",)
    name = N_("Other windows …")
    help = N_("The lines that open wall, pad and viddevakt in another terminal, ready to copy.")

    def possible(self, at: Leading) -> bool:
        """Where the door has told how they are opened."""
        return bool(at.look.lines)

    def do(self, at: Leading) -> None:
        """Show them."""
        at.app.push_screen(OpenWindows(tuple(line for line in at.look.lines if line[0] in WINDOWS)))


def papers_of(look: Look, meeting_id: str) -> OpenWindows:
    """The lines that write this meeting's approved papers; the program itself warns and logs when they are run."""
    lines = tuple((name, line.replace(" siste ", f" {meeting_id} ")) for name, line in look.lines if name in PAPERS)
    title = tr("Print and hand over: write this in a terminal on this machine")
    note = tr("The file holds names and is not encrypted: hand it over, keep it in the archive, and delete the copy.")
    return OpenWindows(lines, title, note)
