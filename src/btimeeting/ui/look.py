"""The settings a window needs, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import count

from btimeeting.i18n import tr

UNLOCK = 75
"""What a home's window ends with when the passphrase is to be asked for; it never leaves the program."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a window looks. `theme` is "dark", "light" or "contrast"; `time_of_day` gives «09.48» for the first frame."""

    zone: tzinfo
    time_of_day: Callable[[], str]
    title: str = "btimeeting"
    theme: str = "dark"
    warn_percent: int = 80
    """When a time is said to be nearly over, in percent of its length."""
    meeting_speaks: bool = False
    """Nobody chose a language: a window on a meeting speaks the meeting's own, and home again its own."""
    in_referat: frozenset[str] = frozenset({"child_view"})
    """What the house has chosen to have in its referat: names of `documents.model.Choices`."""
    evaluation_in_record: bool = True
    """Whether the house keeps the employees' evaluation beside the referat."""
    joined: bool = False
    """Another window leads in this home already: this one says that it joins."""
    lead: Callable[[], bool] = field(default=lambda: False)
    """Takes the lead over when the window that had it is gone; whether this one leads now."""
    lines: tuple[tuple[str, str], ...] = ()
    """The lines that open other windows in another terminal: the window's name, the line."""
    seconds: Callable[[], float] = field(default_factory=lambda: count(step=1.0).__next__)
    """A clock in seconds, to tell a held key from a pressed one (kit.fresh); without one every press counts."""

    def how(self, window: str) -> str:
        """The line that opens a window again, on this very home."""
        usual = {"console": " meet resume", "home": ""}.get(window, f" {window}")
        return dict(self.lines).get(window, f"btimeeting{usual}")

    def lead_again(self) -> str:
        """What helps when nobody leads."""
        return tr("The leader's window is opened again with: {line}", line=self.how("console"))
