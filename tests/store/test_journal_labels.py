"""What groups are called lives only while the meeting does."""

from __future__ import annotations

from pathlib import Path

from btimeeting.domain.events import Event
from btimeeting.domain.meeting import Stage
from btimeeting.domain.refusals import Refusal
from btimeeting.service.session import Session
from btimeeting.store.database import open_plain, read, rows, write
from btimeeting.store.errors import DiskFull, StoreBusy
from btimeeting.store.home import Home
from btimeeting.store.journal import FileJournal
from tests.builders import START, HandClock, closed, opened
from tests.store.journals import M, everything


def test_labels_are_shared_and_replaced(journal: FileJournal, other: FileJournal) -> None:
    journal.set_labels(M, {"t1": "Helsestasjonen", "t2": "PPT [/x] 😀"})
    assert other.labels(M) == {"t1": "Helsestasjonen", "t2": "PPT [/x] 😀"}
    other.set_labels(M, {"t1": "BUP"})
    other.set_labels("another", {"t1": "Barnevernet"})
    assert journal.labels(M) == {"t1": "BUP"}
    assert journal.labels("unknown") == {}


def test_forgotten_labels_are_gone_from_every_byte_of_the_home(home: Home, journal: FileJournal) -> None:
    labels = {f"t{number}": f"Helsestasjonen nummer {number}" for number in range(200)}
    journal.append(M, 0, opened().events)
    journal.set_labels(M, dict.fromkeys(labels, "Helsestasjonen, tidlegare namn"))
    journal.set_labels(M, labels)
    assert b"Helsestasjonen" in everything(home)
    journal.forget_labels(M)
    assert b"Helsestasjonen" not in everything(home)
    assert journal.labels(M) == {}
    assert journal.verify(M).ok


def test_labels_forgotten_while_somebody_reads_are_gone_a_little_later(home: Home) -> None:
    journal = FileJournal(open_plain(home.journal, timeout_s=0.01))
    FileJournal.open(home, START).close()
    journal.set_labels(M, {"t1": "Helsestasjonen"})
    reader = open_plain(home.journal, read_only=True)
    with read(reader):
        rows(reader, "SELECT * FROM label")
        journal.forget_labels(M)
        assert b"Helsestasjonen" in everything(home)
    journal.forget_labels(M)
    assert b"Helsestasjonen" not in everything(home)
    reader.close()
    journal.close()


def test_labels_whose_window_died_before_it_had_emptied_the_log_are_gone_at_the_next_look(
    home: Home, journal: FileJournal
) -> None:
    journal.set_labels(M, {"t1": "Helsestasjonen"})
    died = open_plain(home.journal)
    with write(died):
        died.execute("DELETE FROM label")
    assert b"Helsestasjonen" in everything(home)
    journal.forget_labels(M)
    assert b"Helsestasjonen" not in everything(home)
    died.close()


def test_a_session_that_sees_the_meeting_closed_forgets_its_labels(home: Home, journal: FileJournal) -> None:
    journal.set_labels(M, {"t1": "Helsestasjonen"})
    journal.append(M, 0, closed().events)
    Session(journal, HandClock(), M)
    assert b"Helsestasjonen" not in everything(home)


class FullDisk(FileJournal):
    """A journal on a disk that was filled just now: what is written stands, nothing can be deleted or read."""

    def forget_labels(self, meeting_id: str) -> None:
        raise DiskFull(Path(meeting_id))

    def since(self, meeting_id: str, seq: int = 0) -> tuple[Event, ...]:
        if seq:
            raise StoreBusy(Path("journal.db"))
        return super().since(meeting_id, seq)


def test_a_wish_that_was_written_never_fails_for_what_is_done_after_it(home: Home) -> None:
    with FullDisk.open(home, at=START) as journal:
        journal.set_labels(M, {"t1": "Helsestasjonen"})
        journal.append(M, 0, closed().events[:-1])
        session = Session(journal, HandClock(), M)
        assert not isinstance(session.next(), Refusal)
        assert session.meeting.stage is Stage.CLOSED
    assert b"Helsestasjonen" in everything(home)
    FileJournal.open(home, at=START).close()  # the next window that may write
    assert b"Helsestasjonen" not in everything(home)


def test_labels_of_a_meeting_that_goes_on_stay_when_another_window_opens(home: Home, journal: FileJournal) -> None:
    journal.set_labels(M, {"t1": "Helsestasjonen"})
    journal.append(M, 0, closed().events[:-1])
    FileJournal.open(home, at=START).close()
    assert journal.labels(M) == {"t1": "Helsestasjonen"}
