"""What was changed afterwards is seen, and where."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from btimeeting.store.database import open_plain, rows, write
from btimeeting.store.driver import Connection
from btimeeting.store.errors import (
    Damage,
    StoreDamaged,
    StoreTooNew,
)
from btimeeting.store.home import Home
from btimeeting.store.journal import FileJournal
from tests.builders import running
from tests.store.journals import M, hidden


@pytest.fixture
def vandal(home: Home, journal: FileJournal) -> Iterator[Connection]:
    """Somebody with a database tool who has taken the triggers away."""
    del journal
    conn = open_plain(home.journal)
    for (name,) in rows(conn, "SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
        conn.execute(f"DROP TRIGGER {name}")
    yield conn
    conn.close()


def test_the_head_can_be_reckoned_by_anybody(home: Home, journal: FileJournal) -> None:
    play = running()
    journal.append(M, 0, play.events)
    value = hashlib.sha256(f"btimeeting journal 1\n{M}".encode()).digest()
    for (body,) in rows(open_plain(home.journal), "SELECT body FROM event ORDER BY seq"):
        value = hashlib.sha256(value + body.encode()).digest()
    assert journal.head(M) == value.hex()
    verdict = journal.verify(M)
    assert (verdict.ok, verdict.events, verdict.head) == (True, len(play.events), value.hex())


def test_a_meeting_without_events_has_an_empty_chain(journal: FileJournal) -> None:
    assert journal.head(M) == "0" * 64
    verdict = journal.verify(M)
    assert (verdict.ok, verdict.events, verdict.head) == (True, 0, "0" * 64)


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ('UPDATE event SET body = replace(body, \'"by":null\', \'"by":"pad"\') WHERE seq = 3', 3),
        ("UPDATE event SET body = 'no JSON' WHERE seq = 3", 3),
        ("UPDATE event SET id = 'another-id' WHERE seq = 3", 3),
        ("UPDATE event SET hash = zeroblob(32) WHERE seq = 4", 4),
        ("DELETE FROM event WHERE seq = 2", 2),
        ("DELETE FROM event WHERE seq = 1", 1),
        ("DELETE FROM event WHERE seq >= 4", 4),
        ("DELETE FROM event", 1),
        ("UPDATE event SET seq = seq + 1 WHERE seq = 5", 5),
        ("UPDATE event SET meeting = 'another' WHERE seq = 5", 5),
        ("UPDATE meeting SET events = 4", 5),
        ("UPDATE meeting SET head = zeroblob(32)", 6),
        ("DELETE FROM meeting", 1),
    ],
)
def test_tampering_is_found_at_its_event(
    journal: FileJournal, vandal: Connection, statement: str, broken_at: int
) -> None:
    journal.append(M, 0, [hidden(n) for n in range(1, 6)])
    assert journal.verify(M).ok
    with write(vandal):
        vandal.execute(statement)
    verdict = journal.verify(M)
    assert (verdict.ok, verdict.broken_at) == (False, broken_at)


def test_a_journal_whose_rows_do_not_fit_together_takes_no_more_events(journal: FileJournal, home: Home) -> None:
    journal.append(M, 0, [hidden(1), hidden(2)])
    conn = open_plain(home.journal)
    conn.execute("UPDATE meeting SET events = 1")
    conn.close()
    with pytest.raises(StoreDamaged) as caught:
        journal.append(M, 1, [hidden(3)])
    assert caught.value.detail is Damage.CORRUPT
    assert len(journal.since(M)) == 2


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"kind": "danced", "id": "event-00001"}', StoreTooNew),
        ('{"kind": "paused", "id": "event-00001"}', StoreDamaged),
        ('{"id": "event-00001"}', StoreDamaged),
        ("[]", StoreDamaged),
        ("no JSON", StoreDamaged),
    ],
)
def test_an_event_that_cannot_be_read_is_said(
    journal: FileJournal, vandal: Connection, body: str, expected: type[Exception]
) -> None:
    journal.append(M, 0, [hidden(1)])
    vandal.execute("UPDATE event SET body = ?", (body,))
    with pytest.raises(expected):
        journal.since(M)
