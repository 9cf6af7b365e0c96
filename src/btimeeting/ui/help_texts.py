"""F1: where one stands in the meeting, in a few sentences."""

from __future__ import annotations

from btimeeting.domain.meeting import Meeting, Stage
from btimeeting.i18n import N_, tr

_STAGES = {
    Stage.WAITING: N_("Everything is prepared. The clock starts when you press Space."),
    Stage.RUNNING: N_("The clock runs. Press Space when one turn is over: the next one begins, phase after phase."),
    Stage.PAUSED: N_("All clocks stand. Space goes on, and the end is reckoned anew."),
    Stage.THANKED: N_(
        "Say goodbye to the family. Space asks whether they have gone; "
        "then the case is hidden and five questions are shown."
    ),
    Stage.EVALUATING: N_(
        "Only the five questions are shown; the case is hidden. E answers them, now or later today; "
        "Space ends the meeting."
    ),
    Stage.CLOSED: N_("The meeting is over. Close the window with Ctrl+Q."),
}


def meeting_help(meeting: Meeting, *, in_room: bool) -> list[str]:
    """The sentences for this stage and face."""
    lines = [tr(_STAGES[meeting.stage])]
    if meeting.stage is Stage.RUNNING:
        lines.append(tr("Pressed by mistake? Undo: the clock is as if it had never been pressed."))
    if meeting.stage is Stage.WAITING:
        lines.append(
            tr("Wall, pad and viddevakt can have windows of their own, in other terminals: T shows the lines.")
        )
    if in_room:
        lines.append(tr("This is the room page: everyone may see it. F4 turns to the work page."))
    else:
        lines.append(tr("This is the work page: for whoever leads and writes. F4 turns to the room page."))
    return lines
