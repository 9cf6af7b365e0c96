"""Which commands the meeting's footer names, by where one stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from btimeeting.domain.meeting import Stage

if TYPE_CHECKING:
    from btimeeting.ui.screens.meeting import MeetingScreen


def footer_here(at: MeetingScreen) -> Sequence[str]:
    """A black screen names the key that lights it; a meeting that is over, the one that closes the window."""
    if at.meeting.stage is Stage.CLOSED:
        return ("minutes", "evaluate", "quit", "help")
    if at.meeting.stage is Stage.EVALUATING:
        return ("next", "evaluate", "undo", "help")
    if at.typing:
        return ("next", "along", "undo", "pause", "leave-text", "help")
    if at.meeting.wall_hidden:
        return ("next", "dark", "undo", "pause", "face", "help")
    if at.pad.decides:
        return ("next", "choose-service", "read-aloud", "undo", "face", "help")
    return at.footer
