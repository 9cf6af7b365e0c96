"""Which commands the meeting's footer names, by where one stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.ui.farewell import Farewell


class _Decision(Protocol):
    @property
    def text(self) -> str:
        """What is read aloud; "" before anything is chosen."""


class _Pad(Protocol):
    @property
    def decision(self) -> _Decision:
        """The decision."""

    @property
    def decides(self) -> bool:
        """Whether the decision is open."""


class Standing(Protocol):
    """Where one stands: what the footer depends on."""

    @property
    def meeting(self) -> Meeting:
        """The meeting."""

    @property
    def footer(self) -> Sequence[str]:
        """The usual footer."""

    @property
    def pad(self) -> _Pad:
        """The referent's pad."""

    farewell: Farewell
    """What the main key does from «Takk» on."""
    in_room: bool
    """Whether the room page is shown: there nobody writes."""

    @property
    def typing(self) -> bool:
        """Whether somebody types."""


def footer_here(at: Standing) -> Sequence[str]:
    """A black screen names the key that lights it; a meeting that is over, the one that closes the window."""
    if at.meeting.stage is Stage.CLOSED:
        return ("minutes", "evaluate", "quit", "help")
    if at.meeting.stage is Stage.EVALUATING:
        return ("evaluate", "next", "undo", "help") if at.farewell.asks else ("next", "evaluate", "undo", "help")
    if at.typing:
        row = ("along", "versions", "keep-row", "leave-text", "strike", "next-field")
        return ("next", *row, "undo", "face", "pause", "help")
    if at.meeting.wall_hidden:
        return ("next", "end-here", "dark", "undo", "pause", "face", "help")
    if at.pad.decides:
        choose = ("read-aloud", "choose-service") if at.pad.decision.text else ("choose-service",)
        return ("next", "pick", *choose, "move", "undo", "face", "help")
    if not at.in_room and not at.meeting.stopped:
        return ("next", "versions", "write", "undo", "face", "prompt-answer", "pause", "more", "help")
    return at.footer
