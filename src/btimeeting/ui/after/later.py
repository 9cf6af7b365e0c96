"""The second lazy seam: screens that come after the meeting. Nothing of them is loaded while the clock runs.

They bring a renderer of Markdown with all it needs; the first of them that is asked for loads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

    from btimeeting.domain.meeting import Meeting
    from btimeeting.ui.look import Look
    from btimeeting.ui.pad.desk import Desk


def evaluation_screen(desk: Desk, meeting: Meeting, look: Look) -> Screen[None]:
    """The five questions."""
    from btimeeting.ui.after.answers import at_desk  # noqa: PLC0415 - the lazy seam
    from btimeeting.ui.after.evaluation import EvaluationScreen  # noqa: PLC0415 - likewise

    return EvaluationScreen(at_desk(desk), meeting, look)


def after_screen(desk: Desk, meeting: Meeting, look: Look) -> Screen[None]:
    """What is open, the notes, the referat to read and approve."""
    from btimeeting.ui.after.after_screen import AfterScreen  # noqa: PLC0415 - the lazy seam

    return AfterScreen(desk, meeting, look)
