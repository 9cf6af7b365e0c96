"""Cues: the line somebody may need just now. Placeholders are filled in where the names are known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from btimeeting.domain.agenda import Cue, Role
from btimeeting.domain.clock import spent
from btimeeting.domain.meeting import Meeting, is_family
from btimeeting.domain.moment import Moment

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class ActiveCue:
    """A cue due now: to whom, the text with its placeholders unfilled, and which values it needs."""

    to: Role
    text: str
    needs: tuple[str, ...]


def cues(
    meeting: Meeting, now: Moment, to: Role | None = None, named: Mapping[str, str] | None = None
) -> tuple[ActiveCue, ...]:
    """The newest timed cues of the phase under way, by the time the phase has used: one, or those of one moment.

    `named` gives the group a placeholder stands for. A cue that names a group is that group's: it is the one shown
    while they have the word, and it is gone when they have had it or are not there; however long the family speaks, no
    cue calls the next one meanwhile (design.md 1.4). With an interpreter the phase is
    longer, and its cues come later in the same measure. A loan moves none.
    """
    phase, run = meeting.phase, meeting.run
    if phase is None or run is None:
        return ()
    used = spent(meeting, now) * (phase.planned / run.base)
    mine = [(c.at_s, _whose(c, named or {}), c) for c in phase.cues if c.at_s is not None and to in (None, c.to)]
    due = [each for each in mine if timedelta(seconds=each[0]) <= used]
    own = [each for each in mine if run.turn is not None and each[1] == run.turn.group]
    if own:
        at = max((each[0] for each in own if each in due), default=min(each[0] for each in own))
        return tuple(_active(c) for at_s, _, c in own if at_s == at)
    if run.turn is not None and is_family(run.turn.group):  # nobody is called while they still speak
        due = [(at_s, whose, c) for at_s, whose, c in due if whose is None or not at_s]
    newest = max((at_s for at_s, _, _ in due), default=None)
    over = {turn.group for turn in run.done}
    return tuple(
        _active(c)
        for at_s, whose, c in due
        if at_s == newest and (whose is None or (whose not in over and meeting.takes_part(whose)))
    )


def _whose(found: Cue, named: Mapping[str, str]) -> str | None:
    return next((named[need] for need in _PLACEHOLDER.findall(found.text) if need in named), None)


def turn_cue(meeting: Meeting, to: Role | None = None) -> ActiveCue | None:
    """The cue that belongs to every turn of the phase under way, while somebody has the word."""
    phase, run = meeting.phase, meeting.run
    if phase is None or run is None or run.turn is None:
        return None
    found = next((c for c in phase.cues if c.at_s is None and to in (None, c.to)), None)
    return _active(found) if found is not None else None


def _active(found: Cue) -> ActiveCue:
    return ActiveCue(found.to, found.text, tuple(dict.fromkeys(_PLACEHOLDER.findall(found.text))))
