"""A screen that is worked by commands: keys, footer, help and the list of everything come from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.screen import Screen

from btimeeting.domain.meeting import Meeting
from btimeeting.i18n import tr
from btimeeting.ui import words
from btimeeting.ui.command import Command, Entry
from btimeeting.ui.kit.ask import Ask
from btimeeting.ui.kit.changes import SparingCompositor
from btimeeting.ui.kit.dialog import Lines
from btimeeting.ui.kit.everything import EverythingScreen
from btimeeting.ui.widgets.key_bar import Item, KeyBar


class CommandScreen(Screen[None], inherit_bindings=False):
    """Its `commands` are all it can do; `footer` names those in the footer, the main one first, help last."""

    AUTO_FOCUS = ""
    """No field takes the keys by itself, least of all when a dialog closes: Space is the next step."""
    commands: ClassVar[Sequence[Command[Any]]] = ()
    footer: ClassVar[Sequence[str]] = ()
    help_too: ClassVar[Sequence[str]] = ()
    """What F1 tells besides, for which the footer has no room."""
    opened_by: ClassVar[str] = ""
    """The window that is opened again when this one fails (a name of `Look.lines`); "": that of the screen below."""
    meeting: Meeting | None = None
    """The meeting it shows; None on a screen that shows none."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = SparingCompositor()

    @property
    def under_way(self) -> bool:
        """Whether it shows a meeting that is under way."""
        return self.meeting is not None and words.under_way(self.meeting)

    @property
    def typing(self) -> bool:
        """Whether the next letter would be written into a text."""
        return self.focused is not None and self.focused.check_consume_key("a", "a")

    def command(self, command_id: str) -> Command[Any]:
        """The command of that id. Raises KeyError."""
        return {command.id: command for command in self.commands}[command_id]

    def action_do(self, command_id: str) -> None:
        """What every binding calls."""
        command = self.command(command_id)
        if command.possible(self):
            command.do(self)

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """A click in the footer is the key itself."""
        self.action_do(message.command)

    def footer_now(self) -> Sequence[str]:
        """The commands the footer may name now."""
        return self.footer

    def items(self) -> tuple[Item, ...]:
        """The footer now."""
        found: list[Item] = []
        for command_id in self.footer_now():
            command = self.command(command_id)
            key, label = command.key(typing=self.typing), command.label(self)
            twice = bool(found) and label == found[0].text
            if key and label and command.possible(self) and not twice:
                found.append(Item(command_id, key, label, command.short(self), stays=command.stays))
        return tuple(found)

    def show_keys(self) -> None:
        """Bring the footer up to date."""
        for bar in self.children:  # a query would compare every widget there is
            if isinstance(bar, KeyBar):
                bar.show(self.items())

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Other keys are sensible while somebody types."""
        self.show_keys()

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Nobody types any more."""
        self.call_after_refresh(self.show_keys)

    def everything(self) -> list[Entry]:
        """All that can be done now, for Ctrl+P."""
        return [entry for command in self.commands for entry in command.entries(self)]

    def help_here(self) -> list[str]:
        """A few sentences about where one stands, for F1."""
        return []

    # --- what every screen can do (house_commands) ---------------------------------------------------------------

    def show_help(self) -> None:
        """Where one stands, and the keys of the footer with what they mean."""
        lines = [("", text) for text in self.help_here()]
        lines += [("", "")] if lines else []
        for command_id in self.footer_now():
            command = self.command(command_id)
            if command.possible(self) and command.label(self):
                lines.append((command.key(typing=self.typing) or command.keys_text(), self._explained(command)))
        for command_id in self.help_too:
            command = self.command(command_id)
            if command.possible(self) and command_id not in self.footer_now():
                lines.append((command.keys_text(), self._explained(command)))
        everything = self.command("everything")
        lines.append((everything.keys_text(), tr(everything.help)))
        self.app.push_screen(Lines(tr("Help"), lines))

    def _explained(self, command: Command[Any]) -> str:
        return f"{command.label(self)}: {tr(command.help)}"

    def show_keys_page(self) -> None:
        """Every key of this screen."""
        lines = [
            (command.keys_text(), f"{tr(command.name)}: {tr(command.help)}")
            for command in self.commands
            if command.keys_text()
        ]
        self.app.push_screen(Lines(tr("All keys"), lines))

    def show_everything(self) -> None:
        """The list of all that can be done now."""

        def chosen(entry: Entry | None) -> None:
            if entry is not None:
                entry.do()

        self.app.push_screen(EverythingScreen(self.everything()), chosen)

    def choose_theme(self, name: str) -> None:
        """Other colours: "dark", "light" or "contrast"."""
        self.app.theme = f"bti-{name}"

    def quit_question(self) -> tuple[str, str]:
        """What is asked before the window closes, and what follows of it."""
        return tr("Close this window?"), ""

    def ask_quit(self) -> None:
        """Ask; Enter stays."""
        question, consequence = self.quit_question()

        def answered(index: int | None) -> None:
            if index == 1:
                self.app.exit()

        self.app.push_screen(Ask(question, consequence, (tr("Stay here"), tr("Close the window"))), answered)
