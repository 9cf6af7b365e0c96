"""What somebody may need to say just now: the agenda's cue, and one calm prompt for the viddevakt.

A cue that asks for a person is given the name where the record is open (`known`, the work face only: these lines
are never shown to the room), else the role.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from btimeeting.documents.agenda_words import Placeholder
from btimeeting.documents.break_ins import BREAK_INS
from btimeeting.documents.labels import group_name, role_name
from btimeeting.documents.words import day_and_time
from btimeeting.domain.agenda import Role
from btimeeting.domain.clock import WARN_PERCENT
from btimeeting.domain.cues import ActiveCue, cues, turn_cue
from btimeeting.domain.meeting import is_family
from btimeeting.domain.seats import CHILD_GROUP
from btimeeting.domain.viddevakt import prompt
from btimeeting.i18n import tr
from btimeeting.i18n.dates import clock_time, duration
from btimeeting.ui.known import Known
from btimeeting.ui.sight import Sight
from btimeeting.ui.widgets.prompt_line import Suggestion
from btimeeting.ui.words import listed, next_who

UNKNOWN = "…"
_OPEN = re.compile(r"\{([a-z_]+)\}")


def leaders_cue(seen: Sight, known: Known | None = None) -> tuple[str, str]:
    """To whom, and the line: the newest timed cue of the phase; two empty texts when there is none.

    Several of one moment to the same person stand after one another; one that speaks to a child who is not there
    is left out.
    """
    child = seen.meeting.takes_part(CHILD_GROUP)
    due = [found for found in cues(seen.meeting, seen.moment) if child or Placeholder.YOUTH not in found.needs]
    if not due:
        return "", ""
    first = due[0].to
    return role_name(first).capitalize(), " ".join(_filled(found, seen, known) for found in due if found.to is first)


def viddevakts_line(seen: Sight) -> str:
    """The line that belongs to every turn: how long it is and who is next. None over the family."""
    found = turn_cue(seen.meeting, Role.VIDDEVAKT)
    run = seen.meeting.run
    if found is None or run is None or run.turn is None or is_family(run.turn.group):
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

    text = _OPEN.sub(value, found.text)
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


def _first_service(seen: Sight) -> str:
    here = [group for group in seen.meeting.order if seen.meeting.takes_part(group)]
    return group_name(here[0], seen.labels) if here else UNKNOWN


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
    return day_and_time(following.on, following.at) if following is not None and following.on is not None else ""


_PEOPLE: dict[str, Callable[[Known], str]] = {
    Placeholder.REFERENT: lambda known: _on_duty(known, Role.REFERENT),
    Placeholder.VIDDEVAKT: lambda known: _on_duty(known, Role.VIDDEVAKT),
    Placeholder.EDUCATOR: lambda known: listed(list(known.names(Role.EDUCATOR))),
    Placeholder.YOUTH: lambda known: listed(list(known.names(Role.CHILD))),
    Placeholder.DATE: _next_meeting,
}
"""What only the record knows; "" where it does not."""
