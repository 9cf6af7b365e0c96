"""journal.db through time. A step is never edited after a release; a new need is a new step."""

from __future__ import annotations

from btimeeting.store.database import script
from btimeeting.store.driver import Connection
from btimeeting.store.migrations import History

JOURNAL = History()


_EVENTS = """
-- What happened. `body` is the whole event as canonical JSON, and what `hash` is reckoned from.
CREATE TABLE event(
    meeting TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (meeting, seq),
    UNIQUE (meeting, id)
) STRICT;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN
    SELECT raise(ABORT, 'the journal is append only');
END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN
    SELECT raise(ABORT, 'the journal is append only');
END;
CREATE TRIGGER event_has_no_gap BEFORE INSERT ON event
WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM event WHERE meeting = NEW.meeting), 0) BEGIN
    SELECT raise(ABORT, 'not the next event');
END;

-- One row a meeting, rebuildable from its events: for lists, and for appending without reading them.
CREATE TABLE meeting(
    id TEXT PRIMARY KEY,
    opened_at TEXT,
    events INTEGER NOT NULL,
    started INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    head BLOB NOT NULL CHECK (length(head) = 32)
) STRICT;
CREATE INDEX meeting_by_day ON meeting(opened_at DESC) WHERE opened_at IS NOT NULL;

-- What a group is called on the wall, while the meeting lasts.
CREATE TABLE label(
    meeting TEXT NOT NULL,
    seat_group TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (meeting, seat_group)
) STRICT;
"""


@JOURNAL.step("0001 events, meetings, labels")
def _events(conn: Connection) -> None:
    script(conn, _EVENTS)
