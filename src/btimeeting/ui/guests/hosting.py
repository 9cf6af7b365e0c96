"""A screen other windows can knock at: one calm line at the top, which takes no focus and can wait."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from btimeeting.i18n import tr
from btimeeting.service.ports import Knock
from btimeeting.ui.bridge import Bridge
from btimeeting.ui.guests.commands import asks
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.messages import Knocked, TookOver
from btimeeting.ui.said import told

SHARED = ("prompt-answer", "let-in")
"""Commands that have Enter in common: what is not possible now leaves it to the other."""


class KnockLine(Static):
    """Who asks, and the key."""

    DEFAULT_CSS = """
    KnockLine { dock: top; height: 1; padding: 0 1; background: $footer; color: $footer-text; display: none; }
    """


class Hosting(CommandScreen):
    """Knows who waits."""

    knocks: Sequence[Knock] = ()
    _bridge: Bridge

    @property
    def prompted(self) -> bool:
        """Whether Enter answers a prompt."""
        return False

    @property
    def enter_is_free(self) -> bool:
        """Whether Enter means nothing else just now."""
        return self.focused is None and not self.prompted

    def on_knocked(self, message: Knocked) -> None:
        """Somebody came, or went."""
        self.knocks = message.knocks
        self.show_keys()

    def on_took_over(self, _message: TookOver) -> None:
        """The window that led is gone: other windows knock here from now on."""
        self._bridge.host()

    def answer_knock(self, knock: Knock, *, let_in: bool) -> None:
        """Let it in, or not."""
        self._bridge.answer(knock.id, let_in=let_in)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Textual asks before it acts on a key; False: the next command of that key is asked."""
        if action == "do" and parameters and parameters[0] in SHARED:
            return self.command(str(parameters[0])).possible(self)
        return super().check_action(action, parameters)

    def show_keys(self) -> None:
        """The footer, and the line: another key lets in while somebody types."""
        super().show_keys()
        line = next((each for each in self.children if isinstance(each, KnockLine)), None)  # never a query: see base
        if line is None:
            if self.knocks:
                self.mount(KnockLine(markup=False))
                self.call_after_refresh(self.show_keys)
            return
        line.display = bool(self.knocks)
        if self.knocks:
            key = self.command("let-in").key(typing=not self.enter_is_free)
            line.update(told(asks(self.knocks[0]), "   ", (key, "bold $key"), " ", tr("lets it in · can wait")))
