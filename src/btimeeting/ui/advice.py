"""What somebody may need to say just now: the agenda's cue, and one calm prompt for the viddevakt.

A cue that asks for a person is given the name where the record is open (`known`, the work face only: these lines
are never shown to the room), else the role.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import shorten

from btimeeting.documents.agenda_words import Placeholder
from btimeeting.documents.break_ins import BREAK_INS
from btimeeting.documents.labels import group_name, role_name
from btimeeting.documents.stafettlogg_text import challenge_of, tried_first
from btimeeting.documents.words import day_and_time
from btimeeting.domain.agenda import Role
from btimeeting.domain.clock import WARN_PERCENT
from btimeeting.domain.cues import ActiveCue, cues, turn_cue
from btimeeting.domain.events import Part
from btimeeting.domain.meeting import is_family, slots
from btimeeting.domain.seats import CHILD_GROUP, EDUCATOR_GROUP
from btimeeting.domain.viddevakt import prompt
from btimeeting.i18n import tr
from btimeeting.i18n.dates import clock_time, duration
from btimeeting.ui.known import Known
from btimeeting.ui.sight import Sight
from btimeeting.ui.widgets.prompt_line import Suggestion
from btimeeting.ui.words import listed, next_who

UNKNOWN = "…"
MOST_SAID = 160
"""Characters of the challenge that a cue repeats."""
_OPEN = re.compile(r"\{([a-z_]+)\}")


def leaders_cue(seen: Sight, known: Known | None = None) -> tuple[str, str]:
    """To whom, and the line: the newest timed cue of the phase; two empty texts when there is none.

    Several of one moment to the same person stand after one another; one that speaks to somebody who is not there, or
    who has had the word, is left out. While everything is stopped there is nothing to say but what the stop page has.
    """
    if seen.meeting.stopped:
        return "", ""
    run = seen.meeting.run
    if run is not None and run.turn is not None and run.turn.part is Part.READ and seen.meeting.decision is None:
        return role_name(Role.LEADER).capitalize(), tr("We leave it open today. Who decides, and by when?")
    named: dict[str, str] = {Placeholder.YOUTH: CHILD_GROUP, Placeholder.EDUCATOR: EDUCATOR_GROUP}
    named[Placeholder.FIRST_SERVICE] = _first_group(seen)
    due = cues(seen.meeting, seen.moment, None, named)
    if not due:
        return "", ""
    first = due[0].to
    return role_name(first).capitalize(), " ".join(_filled(found, seen, known) for found in due if found.to is first)


def viddevakts_line(seen: Sight) -> str:
    """The line that belongs to every turn: how long it is and who is next. None over the family."""
    found = turn_cue(seen.meeting, Role.VIDDEVAKT)
    run = seen.meeting.run
    if found is None or run is None or run.turn is None or is_family(run.turn.group) or seen.meeting.stopped:
        return ""
    return _filled(found, seen, None)


def suggestion(seen: Sight, warn_percent: int = WARN_PERCENT) -> Suggestion | None:
    """The prompt to show now, with the kind line that fits it."""
    found = prompt(seen.meeting, seen.moment, warn_percent)
    if found is None:
        return None
    return Suggestion(found.prompt, found.key, tr(BREAK_INS[found.break_in][1]))


def _filled(found: ActiveCue, seen: Sight, known: Known | None) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        person = _PEOPLE[name](known) if known is not None and name in _PEOPLE else ""
        return person or (_VALUES[name](seen) if name in _VALUES else UNKNOWN)

    text = _OPEN.sub(value, found.text).replace(f"{UNKNOWN}.", UNKNOWN)
    return text[:1].upper() + text[1:]


def _service(seen: Sight) -> str:
    meeting = seen.meeting
    if meeting.run is not None and meeting.run.turn is not None and meeting.run.turn.group in meeting.order:
        return group_name(meeting.run.turn.group, seen.labels)
    if meeting.decision_service is not None:
        return group_name(meeting.decision_service, seen.labels)
    return role_name(Role.SERVICE)


def _services(seen: Sight) -> str:
    here = [group for group in seen.meeting.order if seen.meeting.takes_part(group)]
    return listed([group_name(group, seen.labels) for group in here])


def _first_group(seen: Sight) -> str:
    """Whoever begins the round, or began it."""
    run, phase = seen.meeting.run, seen.meeting.phase
    if run is None or phase is None:
        return ""
    return run.done[0].group if run.done else slots(seen.meeting, phase)[0][0]


def _first_service(seen: Sight) -> str:
    group = _first_group(seen)
    return group_name(group, seen.labels) if group else UNKNOWN


def _time(seen: Sight) -> str:
    return UNKNOWN if seen.clock.turn_budget is None else duration(seen.clock.turn_budget)


_VALUES: dict[str, Callable[[Sight], str]] = {
    Placeholder.SERVICE: _service,
    Placeholder.SERVICES: _services,
    Placeholder.FIRST_SERVICE: _first_service,
    Placeholder.NEXT_SERVICE: lambda seen: next_who(seen.meeting, seen.labels),
    Placeholder.END: lambda seen: clock_time(seen.clock.planned_end, seen.zone),
    Placeholder.TIME: _time,
    Placeholder.REFERENT: lambda _: role_name(Role.REFERENT),
    Placeholder.VIDDEVAKT: lambda _: role_name(Role.VIDDEVAKT),
    Placeholder.EDUCATOR: lambda _: role_name(Role.EDUCATOR),
    Placeholder.YOUTH: lambda _: role_name(Role.CHILD),
}


def _on_duty(known: Known, duty: Role) -> str:
    found = known.record.with_duty(duty)
    return found.name if found is not None and found.presence.in_room else ""


def _next_meeting(known: Known) -> str:
    following = known.record.next_meeting
    if following is None or following.on is None:
        return tr("(not agreed on yet)")
    return day_and_time(following.on, following.at)


def _first_names(known: Known, role: Role) -> str:
    """Whoever is spoken to is called by the first name."""
    return listed([name.split()[0] for name in known.names(role)])


def _shortly(text: str) -> str:
    """The beginning of it, as much as one says in a breath; without a full stop, which the cue has."""
    return shorten(text, MOST_SAID, placeholder=" …").rstrip(".")


_PEOPLE: dict[str, Callable[[Known], str]] = {
    Placeholder.REFERENT: lambda known: _on_duty(known, Role.REFERENT),
    Placeholder.VIDDEVAKT: lambda known: _on_duty(known, Role.VIDDEVAKT),
    Placeholder.EDUCATOR: lambda known: _first_names(known, Role.EDUCATOR),
    Placeholder.YOUTH: lambda known: _first_names(known, Role.CHILD),
    Placeholder.CHALLENGE: lambda known: _shortly(challenge_of(known.record)) or tr("(not written yet)"),
    Placeholder.TILTAK: lambda known: tried_first(known.record) or tr("(not decided yet)"),
    Placeholder.DATE: _next_meeting,
}
"""What only the record knows; "" where it does not."""
