"""What can be done when another window asks to be let in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Protocol

from btimeeting.i18n import N_, tr
from btimeeting.service.ports import Knock
from btimeeting.ui.command import Command, Entry, key_name

ENTER = "enter"
ALWAYS = "ctrl+o"
"""Works while somebody types, and while Enter answers something else."""


class Host(Protocol):
    """What these commands ask of the screen they are pressed on."""

    knocks: Sequence[Knock]

    @property
    def enter_is_free(self) -> bool:
        """Whether Enter means nothing else just now."""

    def answer_knock(self, knock: Knock, *, let_in: bool) -> None:
        """Let it in, or not."""


def asks(knock: Knock) -> str:
    """What is asked, in words."""
    if knock.window == "evaluation":
        return tr("A window for the evaluation asks to be let in")
    return tr("The minute taker's window asks to be let in")


class LetIn(Command[Host]):
    """Let the window in that has waited longest."""

    id = "let-in"
    keys = (ENTER,)
    typing_keys = (ALWAYS,)
    name = N_("Let the window in")
    help = N_("Another window on this machine may write in this meeting's record, and in no other. It can wait.")

    def possible(self, at: Host) -> bool:
        """While one waits."""
        return bool(at.knocks)

    def key(self, *, typing: bool) -> str:
        """Enter, or the key that always works."""
        return key_name(ALWAYS if typing else ENTER)

    def entries(self, at: Host) -> Iterable[Entry]:
        """Two for each window: let it in, or not."""
        for knock in at.knocks:
            yield Entry(f"{asks(knock)}: {tr('yes')}", tr(self.help), partial(at.answer_knock, knock, let_in=True))
            no = tr("The window says so, and asks for the passphrase instead.")
            yield Entry(f"{asks(knock)}: {tr('no')}", no, partial(at.answer_knock, knock, let_in=False))

    def do(self, at: Host) -> None:
        """Let it in."""
        at.answer_knock(at.knocks[0], let_in=True)


GUESTS: tuple[Command[Host], ...] = (LetIn(),)
