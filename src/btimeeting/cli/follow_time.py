"""Remaining times that matter, told as they passed, also to somebody who began to listen later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta, tzinfo

from btimeeting.documents.labels import phase_title
from btimeeting.domain import clock
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.moment import Moment
from btimeeting.i18n import dates, tr

TOLD_AT_S = (600, 300, 120, 60, 0)
"""Remaining seconds of a phase that are told as they pass."""


class TimeLeft:
    """Tells each remaining time once for each phase, with the hour it passed at."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._told: set[tuple[str, int]] = set()

    def lines(self, meeting: Meeting, now: Moment) -> Iterator[str]:
        """What has passed by `now`, which must not be later than the meeting's next event."""
        run, last = meeting.run, meeting.last
        if run is None or last is None:
            return
        left = clock.remaining(meeting, now)
        for seconds in TOLD_AT_S:
            mark = timedelta(seconds=seconds)
            if left <= mark < run.planned and (run.phase, seconds) not in self._told:
                self._told.add((run.phase, seconds))
                at = max(last.at, now.at - (mark - left) / meeting.speed)
                yield f"{dates.clock_time(at, self._zone)}  {_line(phase_title(meeting, run.phase), seconds)}"


def _line(title: str, seconds: int) -> str:
    if seconds:
        return tr("{title}: {time} left.", title=title, time=dates.duration(seconds))
    return tr("{title}: the time is up.", title=title)
