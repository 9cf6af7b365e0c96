"""One command, one class: its keys, name, help, footer label and palette entries all come from here.

Bindings, footer, F1, the keys page and Ctrl+P are derived; nothing else in `ui` names a key.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from textual.binding import Binding

from btimeeting.i18n import N_, tr

S = TypeVar("S")

KEY_NAMES = {
    "space": N_("Space"),
    "pagedown": N_("Page Down"),
    "pageup": N_("Page Up"),
    "backspace": N_("Backspace"),
    "escape": N_("Esc"),
    "enter": N_("Enter"),
    "tab": N_("Tab"),
    "delete": N_("Delete"),
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "plus": "+",
    "full_stop": ".",
    "slash": "/",
    "question_mark": "?",
}


def key_name(key: str) -> str:
    """A key as people read it on a keyboard: «Mellomrom», «Ctrl+N», «F8», «P»."""
    if key in KEY_NAMES:
        return tr(KEY_NAMES[key])
    return "+".join(part.upper() if len(part) == 1 or part[0] == "f" else part.capitalize() for part in key.split("+"))


@dataclass(frozen=True, slots=True)
class Entry:
    """A line in the list of everything (Ctrl+P)."""

    text: str
    help: str
    do: Callable[[], None]
    key: str = ""


class Command(ABC, Generic[S]):
    """Something a person can do on a screen of kind `S`."""

    id: str
    keys: tuple[str, ...] = ()
    """Keys while nobody types; the first one is named in the footer."""
    typing_keys: tuple[str, ...] = ()
    """Keys that work while somebody types too."""
    name: str
    """The act, to be translated."""
    help: str
    """One sentence, to be translated."""
    few: str = ""
    """The act in fewer words, for a narrow window; to be translated, "" when it is short already."""
    stays: bool = False
    """A way out: the footer names it even where there is hardly room for it."""

    @abstractmethod
    def do(self, at: S) -> None:
        """Do it."""

    def possible(self, at: S) -> bool:  # noqa: ARG002 - the rule for those that always are
        """Whether it makes sense now: then it stands in footer, F1 and Ctrl+P."""
        return True

    def label(self, at: S) -> str:  # noqa: ARG002 - the rule for those whose act is always the same
        """What the footer calls it now."""
        return tr(self.name)

    def short(self, at: S) -> str:  # noqa: ARG002 - most are short already
        """The same in fewer words, for a narrow window; "" when it is short already."""
        return tr(self.few) if self.few else ""

    def entries(self, at: S) -> Iterable[Entry]:
        """Its lines in the list of everything: one, or one for each choice it offers."""
        if self.possible(at):
            yield Entry(self.label(at), tr(self.help), lambda: self.do(at), self.key(typing=False))

    def key(self, *, typing: bool) -> str:
        """The key the footer names, "" when there is none just now."""
        able = self.typing_keys if typing else (*self.keys, *self.typing_keys)
        return key_name(able[0]) if able else ""

    def keys_text(self) -> str:
        """All its keys, for the keys page."""
        return ", ".join(key_name(key) for key in (*self.keys, *self.typing_keys))


def both_cases(key: str) -> tuple[str, ...]:
    """A letter is the same key with Caps Lock or Shift: the footer shows it as «P», and either way it is meant."""
    return (key, key.upper()) if len(key) == 1 and key.isalpha() else (key,)


def bindings(commands: Sequence[Command[Any]]) -> list[Binding]:
    """Textual's bindings for the commands. Those that work while typing go before whatever has the focus."""
    made = []
    for command in commands:
        action = f"do('{command.id}')"
        made += [Binding(each, action, command.id, show=False) for key in command.keys for each in both_cases(key)]
        made += [Binding(key, action, command.id, show=False, priority=True) for key in command.typing_keys]
    return made
