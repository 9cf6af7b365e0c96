"""The ports without a disk: a journal that is a list, a record that is a dictionary, a clock that is a variable."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from btimeeting.domain import event_text
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent
from btimeeting.domain.events import Closed, Event, Opened, Started
from btimeeting.domain.levels import LevelMove
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import (
    AccessLine,
    Case,
    Child,
    DecisionRecord,
    Document,
    EvaluationAnswer,
    MeetingInfo,
    MeetingRecord,
    MeetingState,
    NextMeeting,
    Note,
    Offer,
    Participant,
    Prepared,
    Stafettholdar,
    StafettloggEntry,
    Stored,
    Tiltak,
    Tried,
)
from btimeeting.domain.versions import Version
from btimeeting.service.ports import Conflict, MeetingLine, NotFound, NotUnique, Verdict
from btimeeting.service.record_ports import CaseLine, Hit, SavedNote, StillInUse
from tests.fakes_case import CaseInDict

S = TypeVar("S", bound="Stored")

WEDNESDAY = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
"""A Wednesday morning, half past nine in Norway."""


class StandingClock:
    """A clock that moves only when it is told to; one boot, no sleep."""

    def __init__(self, start: datetime = WEDNESDAY, boot_id: str | None = "boot-1") -> None:
        self.at = start
        self.boot_ns = 1_000_000_000_000
        self.mono_ns = 1_000_000_000_000
        self.boot_id = boot_id

    def now(self) -> Moment:
        return Moment(at=self.at, boot_ns=self.boot_ns, mono_ns=self.mono_ns, boot_id=self.boot_id)

    def today(self) -> date:
        return self.at.astimezone(ZoneInfo("Europe/Oslo")).date()

    def go(self, seconds: float = 0, *, minutes: float = 0) -> None:
        """Let time pass, awake."""
        passed = timedelta(seconds=seconds, minutes=minutes)
        self.at += passed
        self.boot_ns += round(passed.total_seconds() * 1e9)
        self.mono_ns += round(passed.total_seconds() * 1e9)

    def sleep(self, seconds: float) -> None:
        """The machine sleeps: boot clock and wall clock go on, the monotonic clock stands."""
        self.at += timedelta(seconds=seconds)
        self.boot_ns += round(seconds * 1e9)


def _rang(seen: dict[int, int], now: int) -> bool:
    """A bell for each window: windows that share a fake ask it on a thread of their own."""
    before = seen.get(threading.get_ident(), 0)
    seen[threading.get_ident()] = now
    return now != before


class ListJournal:
    """Events in a list for each meeting; `rival` may append in between to provoke a conflict."""

    def __init__(self) -> None:
        self.events: dict[str, list[Event]] = {}
        self.names: dict[str, dict[str, str]] = {}
        self._seen: dict[int, int] = {}
        self.fail_with: Exception | None = None

    def append(self, meeting_id: str, expected: int, events: Iterable[Event]) -> None:
        if self.fail_with is not None:
            raise self.fail_with
        log = self.events.setdefault(meeting_id, [])
        fresh = list(events)
        known = {event.id for event in log}
        if all(event.id in known for event in fresh):
            return
        if len(log) != expected:
            raise Conflict
        log.extend(fresh)

    def since(self, meeting_id: str, seq: int = 0) -> tuple[Event, ...]:
        return tuple(self.events.get(meeting_id, [])[seq:])

    def meetings(self) -> tuple[MeetingLine, ...]:
        lines = [
            MeetingLine(
                meeting_id,
                log[0].moment.at,
                len(log),
                any(isinstance(event, Closed) for event in log),
                any(isinstance(event, Started) for event in log),
            )
            for meeting_id, log in self.events.items()
            if log and isinstance(log[0], Opened)
        ]
        return tuple(sorted(lines, key=lambda line: line.opened_at, reverse=True))

    def find(self, prefix: str) -> str:
        found = [meeting_id for meeting_id in self.events if meeting_id.startswith(prefix)]
        if not found:
            raise NotFound("meeting", prefix)
        if len(found) > 1:
            raise NotUnique("meeting", prefix, len(found))
        return found[0]

    def changed(self) -> bool:
        total = sum(len(log) for log in self.events.values())
        return _rang(self._seen, total)

    def head(self, meeting_id: str) -> str:
        chain = b""
        for event in self.events.get(meeting_id, []):
            chain = hashlib.sha256(chain + event_text.written(event).encode()).digest()
        return chain.hex() or "0" * 64

    def place_of(self, meeting_id: str, mark: str) -> int | None:
        raise NotImplementedError

    def verify(self, meeting_id: str) -> Verdict:
        return Verdict(ok=True, events=len(self.events.get(meeting_id, [])), head=self.head(meeting_id))

    def set_labels(self, meeting_id: str, labels: Mapping[str, str]) -> None:
        self.names[meeting_id] = dict(labels)

    def labels(self, meeting_id: str) -> dict[str, str]:
        return dict(self.names.get(meeting_id, {}))

    def forget_labels(self, meeting_id: str) -> None:
        self.names.pop(meeting_id, None)


class Connection(ListJournal):
    """Another connection to the same list, with a bell of its own."""

    def __init__(self, journal: ListJournal) -> None:
        super().__init__()
        self.events, self.names, self.shared = journal.events, journal.names, journal
        self.changed()

    def append(self, meeting_id: str, expected: int, events: Iterable[Event]) -> None:
        self.fail_with = self.shared.fail_with
        super().append(meeting_id, expected, events)

    def close(self) -> None:
        """Nothing is open."""


def _place(note: Note) -> tuple[str, str, str, str, int]:
    return note.meeting_id, note.phase, note.speaker, note.field.value, note.copy_no


class DictRecords(CaseInDict):
    """Values in a dictionary by kind and id."""

    def __init__(self) -> None:
        self.values: dict[tuple[type, str], Stored] = {}
        self.papers: list[Document] = []
        self.kept: dict[tuple[type, str], list[Version]] = {}
        self.log: list[AccessLine] = []
        self.saves = self.written = 0
        self.revisions: dict[str, int] = {}
        self._seen: dict[int, int] = {}
        self.fail_with: Exception | None = None

    def save(self, value: Stored, at: Moment, *, reason: str = "") -> None:
        self.save_all([value], at, reason=reason)

    def save_all(self, values: Iterable[Stored], at: Moment, *, reason: str = "") -> None:
        if self.fail_with is not None:
            raise self.fail_with
        for value in values:
            if isinstance(value, Document):
                self.papers.append(value)
            else:
                self.values[type(value), value.id] = value
                kept = self.kept.setdefault((type(value), value.id), [])
                self.written += 1
                kept.append(Version(len(kept) + 1, at.at, reason, value, self.written))
        self.saves += 1

    def save_note(self, note: Note, expected_revision: int, at: Moment) -> SavedNote:
        self.save_all([], at)
        there = next((n for n in self._all(Note) if _place(n) == _place(note)), None)
        revision = self.revisions.get(there.id, 0) if there is not None else 0
        if there is None and expected_revision:
            raise NotFound("note", note.id)
        if there is not None and there.text == note.text:
            return SavedNote(revision, conflict=False, note=there)
        if there is not None and (there.id != note.id or revision != expected_revision):
            if not note.text:
                return SavedNote(revision, conflict=True, note=there)
            copies = [n.copy_no for n in self._all(Note) if _place(n)[:4] == _place(note)[:4]]
            note = note.model_copy(update={"id": f"{note.id}-{len(copies)}", "copy_no": max(copies) + 1})
            self.values[Note, note.id] = note
            self.revisions[note.id] = 1
            return SavedNote(1, conflict=True, note=note)
        self.values[Note, note.id] = note
        self.revisions[note.id] = revision + 1
        return SavedNote(revision + 1, conflict=False, note=note)

    def save_with_note(self, values: Iterable[Stored], note: Note, expected: int, at: Moment) -> SavedNote:
        self.save_all(values, at)
        return self.save_note(note, expected, at)

    def save_typed(self, value: Stored, at: Moment) -> None:
        self.save_all([value], at)

    def strike_view(self, decision: DecisionRecord, role: Role, who: str, at: Moment) -> None:  # noqa: ARG002 - a port
        self.save_all([decision], at)

    def get(self, kind: type[S], value_id: str) -> S:
        found = self.values.get((kind, value_id))
        if not isinstance(found, kind):
            raise NotFound(kind.__name__.lower(), value_id)
        return found

    def strike(self, kind: type[Stored], value_id: str) -> None:
        self.values.pop((kind, value_id), None)

    def strike_all(self, gone: Iterable[tuple[type[Stored], str]]) -> None:
        before = dict(self.values)
        try:
            for kind, value_id in gone:
                self.strike(kind, value_id)
        except StillInUse:
            self.values = before
            raise

    def freeze_notes(self, meeting_id: str, at: Moment) -> None:
        """Versions are the real store's business."""

    def _all(self, kind: type[S]) -> list[S]:
        return [value for value in self.values.values() if isinstance(value, kind)]

    def meeting(self, meeting_id: str) -> MeetingRecord:
        info = self.values.get((MeetingInfo, meeting_id))
        if not isinstance(info, MeetingInfo):
            raise NotFound("meeting", meeting_id)
        case = self.get(Case, info.case_id)
        child = self.get(Child, case.child_id) if case.child_id else None

        def mine(kind: type[S]) -> tuple[S, ...]:
            return tuple(value for value in self._all(kind) if getattr(value, "meeting_id", "") == meeting_id)

        def newest(kind: type[S]) -> S | None:
            return next(reversed(mine(kind)), None)

        batons = [b for b in self._all(Stafettholdar) if b.case_id == case.id]
        return MeetingRecord(
            info=info,
            case=case,
            child=child,
            participants=mine(Participant),
            consents=tuple(c for c in self._all(Consent) if c.case_id == case.id),
            prepared=mine(Prepared),
            notes=mine(Note),
            tried=mine(Tried),
            offers=mine(Offer),
            tiltak=mine(Tiltak),
            earlier_tiltak=tuple(t for t in self._all(Tiltak) if t.case_id == case.id and t.meeting_id != meeting_id),
            decision=newest(DecisionRecord),
            stafettholdar=next((b for b in batons if b.meeting_id == meeting_id), None),
            earlier_stafettholdar=next((b for b in batons if b.meeting_id != meeting_id), None),
            entries=mine(StafettloggEntry),
            next_meeting=newest(NextMeeting),
            answers=mine(EvaluationAnswer),
            documents=tuple(d for d in self.papers if d.meeting_id == meeting_id),
        )

    def meetings(self) -> tuple[MeetingRecord, ...]:
        infos = sorted(self._all(MeetingInfo), key=lambda i: i.planned_start or WEDNESDAY, reverse=True)
        return tuple(self.meeting(info.id) for info in infos)

    def case_by_number(self, number: str) -> str:
        found = [case.id for case in self._all(Case) if case.number == number]
        if not found:
            raise NotFound("case", number)
        return found[0]

    def history(self, kind: type[Stored], value_id: str) -> tuple[Version, ...]:
        return tuple(self.kept.get((kind, value_id), ()))

    def one_moment(self) -> AbstractContextManager[None]:
        return nullcontext()

    def in_use(self, case_id: str, today: date) -> bool:  # noqa: ARG002 - a port
        return any(i.case_id == case_id for i in self._all(MeetingInfo))

    def find_case(self, wanted: str) -> str:
        return wanted if (Case, wanted) in self.values else self.case_by_number(wanted)

    def cases(self) -> tuple[CaseLine, ...]:
        children = {child.id: child for child in self._all(Child)}
        found = []
        for case in self._all(Case):
            child = children.get(case.child_id or "")
            name, born = ("", None) if child is None else (child.name, child.born.year if child.born else None)
            found.append(CaseLine(case.id, case.number, name, None, (), topic=case.topic, born=born))
        return tuple(found)

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        found = [n for n in self._all(Note) if words.casefold() in n.text.casefold()]
        cases = {n.id: self.get(Case, self.get(MeetingInfo, n.meeting_id).case_id) for n in found}
        return tuple(Hit("note", n.id, n.meeting_id, cases[n.id].id, n.text, cases[n.id].number) for n in found[:limit])

    def find_meeting(self, prefix: str) -> str:
        found = [info.id for info in self._all(MeetingInfo) if info.id.startswith(prefix)]
        if not found:
            raise NotFound("meeting", prefix)
        return found[0]

    def cases_after(self, case_id: str | None, most: int) -> tuple[CaseLine, ...]:
        begin = next((nth + 1 for nth, line in enumerate(self.cases()) if line.id == case_id), 0)
        return self.cases()[begin : begin + most]

    def names_in(self, text: str) -> tuple[str, ...]:
        names = {word for child in self._all(Child) for word in child.name.casefold().split()}
        return tuple(word for word in re.findall(r"\w+", text) if word.casefold() in names)

    def highest_number(self) -> int:
        return max((int(case.number) for case in self._all(Case) if case.number.isdecimal()), default=0)

    def heads(self, meeting_ids: Iterable[str]) -> tuple[MeetingRecord, ...]:
        return tuple(self.meeting(wanted) for wanted in meeting_ids if (MeetingInfo, wanted) in self.values)

    def prepared(self) -> tuple[MeetingRecord, ...]:
        return tuple(record for record in self.meetings() if record.info.state is MeetingState.PREPARED)

    def unapproved(self) -> tuple[MeetingRecord, ...]:
        begun = (MeetingState.UNDER_WAY, MeetingState.HELD)
        return tuple(record for record in self.meetings() if record.info.state in begun)

    def newest(self, *states: MeetingState) -> MeetingInfo | None:
        return next((record.info for record in self.meetings() if record.info.state in states), None)

    def documents(self, case_id: str) -> tuple[Document, ...]:
        return tuple(d for d in self.papers if d.case_id == case_id)

    def tiltak_due(self, until: date, most: int | None = None) -> tuple[tuple[str, Tiltak], ...]:
        moved = {move.case_id: move for move in self._all(LevelMove)}
        closed = {case_id for case_id, newest in moved.items() if newest.closed}
        due = (t for t in self._all(Tiltak) if t.review_on and t.review_on <= until and t.case_id not in closed)
        open_ = sorted((t for t in due if t.state.value not in ("done", "stopped")), key=lambda t: t.review_on or until)
        return tuple((self.get(Case, t.case_id).number, t) for t in open_[:most])

    def dates(self) -> tuple[date, ...]:
        return tuple(sorted({n.on for n in self._all(NextMeeting) if n.on is not None}))

    def looked(self, line: AccessLine) -> None:
        self.log.append(line)

    def looked_all(self, lines: Iterable[AccessLine]) -> None:
        self.log.extend(lines)

    def access_log_of_case(self, case_id: str) -> tuple[AccessLine, ...]:
        return self.access_log(case_id)

    def text_of(self, kind: str, value_id: str) -> str:
        found = [n.text for n in self._all(Note) if n.id == value_id and kind == "note"]
        if not found:
            raise NotFound(kind, value_id)
        return found[0]

    def access_log(self, object_id: str | None = None, since: datetime | None = None) -> tuple[AccessLine, ...]:
        return tuple(e for e in self.log if object_id in (None, e.object_id) and (since is None or e.at >= since))

    def changed(self) -> bool:
        return _rang(self._seen, self.saves)
