"""Cues: the line somebody may need just now. Placeholders are filled in where the names are known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from btimeeting.domain.agenda import Cue, Role
from btimeeting.domain.clock import spent
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.moment import Moment

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class ActiveCue:
    """A cue due now: to whom, the text with its placeholders unfilled, and which values it needs."""

    to: Role
    text: str
    needs: tuple[str, ...]


def cue(meeting: Meeting, now: Moment, to: Role | None = None) -> ActiveCue | None:
    """The newest timed cue of the phase under way (for one role, or for anybody); of several at once the first."""
    return next(iter(cues(meeting, now, to)), None)


def cues(meeting: Meeting, now: Moment, to: Role | None = None) -> tuple[ActiveCue, ...]:
    """The newest timed cues of the phase under way, by the time the phase has used: one, or those of one moment.

    With an interpreter the phase is longer, and its cues come later in the same measure. A loan moves none.
    """
    phase, run = meeting.phase, meeting.run
    if phase is None or run is None:
        return ()
    used = spent(meeting, now) * (phase.planned / run.base)
    mine = [c for c in phase.cues if c.at_s is not None and to in (None, c.to)]
    due = [c for c in mine if timedelta(seconds=c.at_s or 0) <= used]
    newest = max((c.at_s or 0 for c in due), default=None)
    return tuple(_active(c) for c in due if c.at_s == newest)


def turn_cue(meeting: Meeting, to: Role | None = None) -> ActiveCue | None:
    """The cue that belongs to every turn of the phase under way, while somebody has the word."""
    phase, run = meeting.phase, meeting.run
    if phase is None or run is None or run.turn is None:
        return None
    found = next((c for c in phase.cues if c.at_s is None and to in (None, c.to)), None)
    return _active(found) if found is not None else None


def _active(found: Cue) -> ActiveCue:
    return ActiveCue(found.to, found.text, tuple(dict.fromkeys(_PLACEHOLDER.findall(found.text))))
