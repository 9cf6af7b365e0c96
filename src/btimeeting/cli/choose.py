"""Which meeting a command means: a prefix of its id, or `siste`; else the one under way, else the latest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from btimeeting.service.ports import Journal

LATEST = ("siste", "latest", "last")
SHORTEST_PREFIX = 4


class NoMeeting(Exception):
    """The home has no meeting yet."""


class LogChanged(Exception):
    """A meeting's log is not as it was written. Carries the meeting's id."""

    def __init__(self, meeting_id: str) -> None:
        super().__init__()
        self.meeting_id = meeting_id


class TooShort(Exception):
    """So little of an id could be any meeting. Carries what was asked for, and how much is needed."""

    least = SHORTEST_PREFIX

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted = wanted


def choose_meeting(journal: Journal, wanted: str | None) -> str:
    """The id of the meeting meant. Raises NoMeeting, TooShort, NotFound, NotUnique."""
    if wanted is not None and wanted not in LATEST:
        if len(wanted) < SHORTEST_PREFIX:
            raise TooShort(wanted)
        return journal.find(wanted)
    meetings = journal.meetings()
    if not meetings:
        raise NoMeeting
    under_way = [line for line in meetings if not line.closed]
    return (under_way[0] if under_way and wanted is None else meetings[0]).id
