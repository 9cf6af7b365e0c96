"""What the service asks of the child's record. `store` fills these ports."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from btimeeting.domain.moment import Moment

if TYPE_CHECKING:  # whoever asks has loaded the models; whoever only catches a failure need not
    from btimeeting.domain.agenda import Role
    from btimeeting.domain.case_page import CaseParts
    from btimeeting.domain.record import (
        AccessLine,
        DecisionRecord,
        Document,
        DocumentKind,
        MeetingInfo,
        MeetingRecord,
        MeetingState,
        NextMeeting,
        Note,
        NoteField,
        StafettloggEntry,
        Stored,
        Tiltak,
    )
    from btimeeting.domain.versions import Version

S = TypeVar("S", bound="Stored")


class StillInUse(Exception):
    """A child, case or meeting cannot be struck while other values belong to it."""


class Locked(Exception):
    """The case is locked: kept, and neither read nor changed. Carries its id and number."""

    def __init__(self, case_id: str, number: str) -> None:
        super().__init__(case_id)
        self.case_id, self.number = case_id, number


@dataclass(frozen=True, slots=True)
class Holding:
    """What a case holds. Of documents the newest versions count.

    `child_id` goes with the case; `child_stays`: another case is about the same child.
    """

    case_id: str
    number: str
    child_id: str | None
    meetings: tuple[str, ...]
    documents: int
    unarchived: int
    child_stays: bool = False


@dataclass(frozen=True, slots=True)
class Erased:
    """What went; `clean`: nothing of it is left in the files either."""

    what: Holding
    clean: bool


@dataclass(frozen=True, slots=True)
class SavedNote:
    """How a note lies in the record now.

    Whoever writes on goes on from here: with `note.id` and `note.copy_no` of this `note`, and this `revision` as the
    expected one. After a conflict that is the copy, so that the next key does not make another.
    """

    revision: int
    conflict: bool
    note: Note


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One version of a document, without its text."""

    id: str
    meeting_id: str
    kind: DocumentKind
    version: int
    language: str
    made_at: datetime
    approved_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list. `child_name` is empty in a case without a child, `level` None before the first move.

    Of a locked case neither name, topic nor documents are told.
    """

    id: str
    number: str
    child_name: str = field(repr=False)
    level: str | None
    documents: tuple[DocumentLine, ...]
    locked: bool = False
    topic: str = field(default="", repr=False)
    """What a case without a child is about."""
    born: int | None = field(default=None, repr=False)
    """The child's year of birth: two children may have one name."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A value that was found; `snippet` is some of its own text around the first word, never markup.

    `number` is that of its case, `on` the day of its meeting.
    """

    kind: str
    id: str
    meeting_id: str | None
    case_id: str | None
    snippet: str = field(repr=False)
    number: str = ""
    on: date | None = None


class MeetingRecords(Protocol):
    """What the windows of a running meeting ask of the record."""

    def save(self, value: Stored, at: Moment, *, reason: str = "") -> None:
        """Insert or replace by `id`. Documents are only ever added (a version each)."""

    def save_all(self, values: Iterable[Stored], at: Moment, *, reason: str = "") -> None:
        """Several at once, in one transaction; `reason` is kept with each."""

    def save_note(self, note: Note, expected_revision: int, at: Moment) -> SavedNote:
        """Write a note that was at that revision when its writer last saw it (0: new).

        Changed by somebody else meanwhile: both texts are kept, and the writer goes on with the copy.
        """

    def save_with_note(self, values: Iterable[Stored], note: Note, expected_revision: int, at: Moment) -> SavedNote:
        """Write what a note has become, and the note without it, in one transaction."""

    def save_typed(self, value: DecisionRecord | StafettloggEntry, at: Moment) -> None:
        """Write a text that is being typed, with no version of its own."""

    def get(self, kind: type[S], value_id: str) -> S:
        """One value. Raises NotFound."""

    def strike(self, kind: type[Stored], value_id: str) -> None:
        """Gone for real: no version, nothing left in the file. Raises StillInUse while other values belong to it."""

    def strike_view(self, decision: DecisionRecord, role: Role, who: str, at: Moment) -> None:
        """Somebody's own view is gone for real: `decision` does not hold it any more, and no version of it does."""

    def freeze_notes(self, meeting_id: str, at: Moment) -> None:
        """Keep a version of every note, of the decision and of the log's text (phase change, approval)."""

    def meeting(self, meeting_id: str) -> MeetingRecord:
        """All that is held about one meeting. Raises NotFound."""

    def looked(self, line: AccessLine) -> None:
        """Write a line in the access log."""

    def changed(self) -> bool:
        """The bell of the record."""


class Records(MeetingRecords, Protocol):
    """The child's record: versions, correction, erasure; every look is logged."""

    def strike_all(self, gone: Iterable[tuple[type[Stored], str]]) -> None:
        """Several at once, in that order, all or none. Raises StillInUse."""

    def case_by_number(self, number: str) -> str:
        """The id of the case people call so. Raises NotFound, NotUnique."""

    def cases_after(self, case_id: str | None, most: int) -> tuple[CaseLine, ...]:
        """The next cases after one (None: from the first), by the child's name; a page of at most so many."""

    def names_in(self, text: str) -> tuple[str, ...]:
        """The words of the text that are in the name of a child here, with or without an s; of locked cases none."""

    def highest_number(self) -> int:
        """The highest case number that is a number and was ever given, of an erased case too; 0 when there is none."""

    def heads(self, meeting_ids: Iterable[str]) -> tuple[MeetingRecord, ...]:
        """These meetings with case, child and participants and nothing more; what is not there is left out."""

    def prepared(self) -> tuple[MeetingRecord, ...]:
        """The meetings that are prepared and not begun, as `heads`, newest planned first."""

    def unapproved(self) -> tuple[MeetingRecord, ...]:
        """The meetings that have begun and whose minutes nobody has approved, likewise."""

    def newest(self, *states: MeetingState) -> MeetingInfo | None:
        """The newest meeting in one of these states."""

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """What holds all these words (or beginnings of words), newest first."""

    def text_of(self, kind: str, value_id: str) -> str:
        """All the words a hit was found by, as people wrote them. Raises NotFound."""

    def in_use(self, case_id: str, today: date) -> bool:
        """Whether people work with a case: a meeting within a quarter, or a tiltak that goes on."""

    def find_case(self, wanted: str) -> str:
        """The case of this number or id (or its beginning, 4+ characters). Raises NotFound, NotUnique."""

    def find_meeting(self, prefix: str) -> str:
        """The meeting whose id begins so. Raises NotFound, NotUnique."""

    def of_case(self, kind: type[S], case_id: str) -> tuple[S, ...]:
        """Every value of one kind that belongs to a case itself, in the order they were first written.

        Kinds with a `case_id`: meetings, consents, tiltak, stafettholdar, stafettlogg entries, moves between levels.
        """

    def history(self, kind: type[Stored], value_id: str) -> tuple[Version, ...]:
        """Every kept revision of a value, oldest first."""

    def one_moment(self) -> AbstractContextManager[None]:
        """All reads in the block see one and the same moment; nothing may be written in it."""

    def case_parts(self, case_id: str) -> CaseParts:
        """A case, its child and all that belongs to it itself, of one and the same moment. Raises NotFound, Locked."""

    def agreed(self, case_id: str) -> NextMeeting | None:
        """What the newest meeting of a case agreed on for the next one."""

    def documents(self, case_id: str) -> tuple[Document, ...]:
        """All versions of all documents of a case, oldest first."""

    def tiltak_due(self, until: date, most: int | None = None) -> tuple[tuple[str, Tiltak], ...]:
        """Case number and tiltak for each that goes on and is to be evaluated by that day, the oldest day first.

        At most so many, when `most` is given.
        """

    def dates(self) -> tuple[date, ...]:
        """Days on which a next meeting has been agreed, for proposals."""

    def looked_all(self, lines: Iterable[AccessLine]) -> None:
        """Write several lines, all or none."""

    def access_log_of_case(self, case_id: str) -> tuple[AccessLine, ...]:
        """The access log of a case and all that belongs to it, oldest first."""

    def access_log(self, object_id: str | None = None, since: datetime | None = None) -> tuple[AccessLine, ...]:
        """The access log, of one object or from an instant on when that is given; oldest first."""


class Ends(Protocol):
    """How a case ends: archived elsewhere, locked, or erased with all traces. The record fills this port, too."""

    def holding(self, case_id: str) -> Holding:
        """What a case holds. Raises NotFound."""

    def names(self, case_id: str) -> tuple[str, ...]:
        """The names of everybody in a case's record: the child and those around it, those who met or consented."""

    def mark_archived(self, case_id: str, reference: str, line: AccessLine) -> int:
        """The archive has the newest version of every document of the case; how many were new to it."""

    def erase_case(self, case_id: str, why: str, line: AccessLine) -> Erased:
        """Erase a case with all traces; `why` is without names. Raises NotFound."""

    def forget_notes(self, approved_before: datetime, fields: Iterable[NoteField], line: AccessLine) -> int:
        """Delete raw notes of these fields once a referat has been approved for so long; how many went."""

    def forget_unnamed(self, opened_by: date, levels: Iterable[str], why: str, line: AccessLine) -> tuple[Holding, ...]:
        """Erase what names no child, has no meeting, was opened by then and is on one of these levels; what went."""

    def days_of_use(self, most: int) -> tuple[date, ...]:
        """The newest days (UTC) on which somebody wrote or looked, the newest first; at most so many."""

    def tidy(self, at: datetime, *, attempts: int = 1) -> bool:
        """Empty the log file of what was erased; False while somebody still reads an older moment."""

    def lock(self, case_id: str, why: str, line: AccessLine) -> bool:
        """Lock a case; False when it was locked already. Raises NotFound."""

    def unlock(self, case_id: str, why: str, line: AccessLine) -> bool:
        """Open a locked case again; False when it was not locked. Raises NotFound."""
