"""The silent check before people come in: is this the right child? Initials and birth year, for the leader alone."""

from __future__ import annotations

from typing import ClassVar, Protocol, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Static

from btimeeting.domain.record import Child, MeetingRecord
from btimeeting.i18n import N_, tr
from btimeeting.ui.command import Command, bindings, key_name
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.kit.fresh import Fresh
from btimeeting.ui.look import Look
from btimeeting.ui.prepare.readings import start_words
from btimeeting.ui.said import said
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.split import Text


class Checking(Protocol):
    """What these commands ask of the screen."""

    def answer(self, *, right: bool) -> None:
        """It is the right child, or not."""


class Right(Command[Checking]):
    """It is the right child."""

    id = "right"
    keys = ("space", "pagedown")
    name = N_("The right child: open the room page")
    help = N_("The room page shows no name. Space starts the clock there, when everyone sits.")

    def short(self, at: Checking) -> str:  # noqa: ARG002 - always the same
        """Fewer words."""
        return tr("Right: open the room page")

    def do(self, at: Checking) -> None:
        """Go on."""
        at.answer(right=True)


class Wrong(Command[Checking]):
    """Back."""

    id = "wrong"
    keys = ("escape",)
    name = N_("Back")
    help = N_("Nothing has been opened.")

    def key(self, *, typing: bool) -> str:  # noqa: ARG002 - nobody types here
        """Esc."""
        return key_name("escape")

    def do(self, at: Checking) -> None:
        """Go back."""
        at.answer(right=False)


class IdentityScreen(CommandScreen):
    """Gives whether it is the right child."""

    CSS_PATH = "../styles/home.tcss"
    commands = (Right(), Wrong(), *HOUSE)
    footer = ("right", "wrong", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, record: MeetingRecord, look: Look) -> None:
        """The record as it is prepared."""
        super().__init__()
        self.record, self._look = record, look
        self._fresh = Fresh(look.seconds)

    def compose(self) -> ComposeResult:
        """The question, what to compare, how to go on."""
        record = self.record
        when = start_words(record.info.planned_start, self._look.zone)
        with Vertical(id="identity"):
            yield Static(said(tr("Is this the right child?"), "bold $now"))
            case = tr("case {number}", number=record.case.number)
            yield Static(said(f"{case} · {when}" if when else case, "$quiet"))
            yield Static(said(identity(record.child), "bold"), id="identity-child")
            yield Static(said(tr("Only you should see this. Do it before people come in, with the projector dark.")))
        yield Text(id="identity-held")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """The footer."""
        self.show_keys()

    def answer(self, *, right: bool) -> None:
        """Close, with the answer; a key still held from the page before answers nothing."""
        if right and not self._fresh.press():
            held = tr("Let go of the key, look at the child's initials, and press it once more.")
            self.query_one("#identity-held", Text).show(said(held, "bold $soon"))
            return
        cast("Screen[bool]", self).dismiss(right)  # the command screens are declared as giving nothing

    def help_here(self) -> list[str]:
        """Why it is asked."""
        return [tr("Compare with what you know: initials and birth year. The name itself is not shown.")]


def identity(child: Child | None) -> str:
    """«N. E. · fødd 2012»; an alias is told as it is, since it is nobody's name."""
    if child is None or not child.name.strip():
        return tr("The child's name is not written down")
    if child.alias:
        who = tr("alias {name}", name=child.name)
    else:
        who = " ".join(f"{part[0].upper()}." for part in child.name.replace("-", " ").split())
    year = tr("born {year}", year=child.born.year) if child.born is not None else tr("birth year not written down")
    return f"{who} · {year}"
