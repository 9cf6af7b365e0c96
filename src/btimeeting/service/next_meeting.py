"""From a meeting that is over to the next one that begins, for a window that keeps no record open."""

from __future__ import annotations

from collections.abc import Callable

from btimeeting.domain.meeting import Stage
from btimeeting.service.session import Session
from btimeeting.service.watch import LIVE

Onward = Callable[[Session], Session | None]


def next_meeting(session: Session) -> Session | None:
    """The meeting that has begun since this one ended, through the same window; None while there is none.

    Not one that was left open long ago, and not while this one goes on.
    """
    if session.meeting.stage is not Stage.CLOSED:
        return None
    now = session.clock.now().at
    since = session.meeting.opened_at
    for line in session.journal.meetings():  # the newest first
        later = line.id != session.id and not line.closed and (since is None or line.opened_at > since)
        if later and now - line.opened_at < LIVE:
            return Session(session.journal, session.clock, line.id, window=session.window)
    return None
