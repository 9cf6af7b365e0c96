"""The referat to read before it is approved, and its approval: a name and one confirmation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input, Markdown, Static

from btimeeting.i18n import N_, tr
from btimeeting.ui.command import Command, bindings, key_name
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.ask import Ask
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.kit.dialog import Dialog
from btimeeting.ui.said import said
from btimeeting.ui.widgets.key_bar import Item, KeyBar

Approval = tuple[str, str]
"""Name and reason."""


class Approve(Command["PreviewScreen"]):
    """Rektor or styrar says yes to it."""

    id = "approve"
    keys = ("g",)
    name = N_("Approve the minutes")
    help = N_("The head says yes to it: it becomes a version in the child's record.")

    def do(self, at: PreviewScreen) -> None:
        """Ask for the name, and once more."""
        at.ask_name()


class GoBack(Command["PreviewScreen"]):
    """Back to the open points."""

    id = "back"
    keys = ("escape",)
    name = N_("Back without approving")
    help = N_("Nothing is lost; the minutes can be read again at any time.")

    def do(self, at: PreviewScreen) -> None:
        """Back."""
        at.dismiss(None)


class PreviewScreen(CommandScreen):
    """The whole referat as text; gives the approval, or nothing."""

    commands = (Approve(), GoBack(), *HOUSE)
    footer = ("approve", "back", "help")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(commands),
        Binding("down", "scroll(2)", show=False),
        Binding("up", "scroll(-2)", show=False),
        Binding("pagedown,space", "scroll(15)", show=False),
        Binding("pageup", "scroll(-15)", show=False),
    ]

    def __init__(self, markdown: str, approver: str, *, again: bool) -> None:
        """`again`: a version was approved before, so a reason is asked for."""
        super().__init__()
        self._markdown = markdown
        self._approver = approver
        self._again = again
        self.approval: Approval | None = None

    def compose(self) -> ComposeResult:
        """The text."""
        with VerticalScroll(id="preview", can_focus=False):
            yield Markdown(self._markdown, open_links=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """The footer."""
        self.show_keys()

    def action_scroll(self, step: int) -> None:
        """Read on."""
        self.query_one("#preview", VerticalScroll).scroll_relative(y=step, animate=False)

    def ask_name(self) -> None:
        """Who approves, then whether they mean it."""

        def confirmed(index: int | None) -> None:
            if index == 1:
                self.dismiss(None)

        def named(approval: Approval | None) -> None:
            if approval is None:
                return
            self.approval = approval
            question = tr("Does {name} approve the minutes?", name=approval[0])
            consequence = tr("They become a version in the record. A correction later is a new version with a reason.")

            def answered(index: int | None) -> None:
                if index != 1:
                    self.approval = None
                confirmed(index)

            self.app.push_screen(Ask(question, consequence, (tr("Not yet"), tr("Approve"))), answered)

        self.app.push_screen(NameDialog(self._approver, again=self._again), named)


class NameDialog(Dialog[Approval]):
    """The name of whoever approves; for a new version also why."""

    def __init__(self, name: str, *, again: bool) -> None:
        super().__init__()
        self._name = name
        self._again = again

    def compose(self) -> ComposeResult:
        """One or two lines."""
        with Vertical(classes="dialog small"):
            yield Static(said(tr("Who approves the minutes?"), "bold $now"), classes="dialog-title")
            yield Input(self._name, placeholder=tr("Name of the head"), id="approve-name", compact=True)
            if self._again:
                yield Input(placeholder=tr("Why a new version?"), id="approve-reason", compact=True)

    def keys(self) -> Iterable[Item]:
        """What is asked next."""
        yield Item("enter", key_name("enter"), tr("Go on"))

    def on_input_submitted(self) -> None:
        """Both are needed."""
        lines = list(self.query(Input))
        empty = next((line for line in lines if not line.value.strip()), None)
        if empty is not None:
            empty.focus()
            return
        values = [line.value.strip()[:500] for line in lines]
        self.dismiss((values[0], values[1] if len(values) > 1 else ""))
