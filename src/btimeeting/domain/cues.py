"""Cues: the line somebody may need just now. Placeholders are filled in where the names are known."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    """The newest timed cue of the phase under way (for one role, or for anybody), by the time the phase has used."""
    phase = meeting.phase
    if phase is None:
        return None
    used = spent(meeting, now).total_seconds()
    due = [c for c in phase.cues if c.at_s is not None and c.at_s <= used and to in (None, c.to)]
    return _active(max(due, key=lambda c: c.at_s or 0)) if due else None


def turn_cue(meeting: Meeting, to: Role | None = None) -> ActiveCue | None:
    """The cue that belongs to every turn of the phase under way, while somebody has the word."""
    phase, run = meeting.phase, meeting.run
    if phase is None or run is None or run.turn is None:
        return None
    found = next((c for c in phase.cues if c.at_s is None and to in (None, c.to)), None)
    return _active(found) if found is not None else None


def _active(found: Cue) -> ActiveCue:
    return ActiveCue(found.to, found.text, tuple(dict.fromkeys(_PLACEHOLDER.findall(found.text))))
