"""What the pad's window is handed: the running meeting's record, and nothing of any other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from btimeeting.domain.record import (
    Case,
    Document,
    DocumentKind,
    EvaluationAnswer,
    MeetingInfo,
    Note,
    NoteField,
    Stored,
    Tiltak,
)
from btimeeting.service.one_meeting import OneMeeting
from btimeeting.service.ports import NotFound
from tests.fakes import WEDNESDAY, DictRecords, StandingClock

MINE, OTHER = "c0ffee00c0ffee00", "decade00decade00"
NOW = StandingClock().now()


def _note(meeting_id: str, text: str = "hei") -> Note:
    return Note(
        id=f"n-{meeting_id}", meeting_id=meeting_id, phase="clarify", speaker="t1", field=NoteField.NOTE, text=text
    )


def _answer(meeting_id: str) -> EvaluationAnswer:
    return EvaluationAnswer(id=f"a-{meeting_id}", meeting_id=meeting_id, question="a", text="Bra.")


def _paper(meeting_id: str) -> Document:
    return Document(
        id=f"d-{meeting_id}",
        case_id="case-1",
        meeting_id=meeting_id,
        kind=DocumentKind.REFERAT,
        version=1,
        language="nn",
        markdown="# Referat",
        made_at=WEDNESDAY,
    )


def _tiltak(case: str, meeting_id: str) -> Tiltak:
    return Tiltak(id=f"t-{case}-{meeting_id}", case_id=case, meeting_id=meeting_id, text="Fast vaksen")


@pytest.fixture
def records() -> DictRecords:
    made = DictRecords()
    for meeting_id, case in ((MINE, "case-1"), (OTHER, "case-2")):
        values: list[Stored] = [MeetingInfo(id=meeting_id, case_id=case), Case(id=case, number=case[-1])]
        made.save_all([*values, _note(meeting_id), _answer(meeting_id), _paper(meeting_id)], NOW)
    return made


def test_the_running_meeting_is_read_and_written_without_its_papers_and_answers(records: DictRecords) -> None:
    one = OneMeeting(records, MINE)
    found = one.meeting(MINE)
    assert [note.text for note in found.notes] == ["hei"]
    assert (found.documents, found.answers) == ((), ())
    assert one.save_note(_note(MINE, "hei og hå"), 1, NOW).conflict
    one.save_all([_tiltak("case-1", MINE), _tiltak("case-1", "an earlier one")], NOW)
    assert one.get(Tiltak, f"t-case-1-{MINE}").text == "Fast vaksen"
    one.strike(Tiltak, f"t-case-1-{MINE}")
    one.strike(Tiltak, "never there")
    one.freeze_notes(MINE, NOW)
    assert [t.id for t in records.meeting(MINE).tiltak] == []
    assert one.changed() is True


@pytest.mark.parametrize(
    "attempt",
    [
        lambda one: one.meeting(OTHER),
        lambda one: one.freeze_notes(OTHER, NOW),
        lambda one: one.get(Note, f"n-{OTHER}"),
        lambda one: one.strike(Note, f"n-{OTHER}"),
        lambda one: one.save(_note(OTHER, "vekk"), NOW),
        lambda one: one.save_all([_note(MINE, "ja"), _note(OTHER, "vekk")], NOW),
        lambda one: one.save_note(_note(OTHER, "vekk"), 1, NOW),
        lambda one: one.save(_tiltak("case-2", OTHER), NOW),
        lambda one: one.save(_answer(MINE), NOW),
        lambda one: one.get(EvaluationAnswer, f"a-{MINE}"),
        lambda one: one.save(Case(id="case-1", number="vekk"), NOW),
        lambda one: one.get(Case, "case-2"),
        lambda one: one.save(_paper(MINE), NOW),
    ],
    ids=map(str, range(13)),
)
def test_what_is_another_meetings_or_not_a_referents_is_not_found_and_stays(
    attempt: Callable[[OneMeeting], object], records: DictRecords
) -> None:
    before, papers = dict(records.values), list(records.papers)
    with pytest.raises(NotFound):
        attempt(OneMeeting(records, MINE))
    assert (records.values, records.papers) == (before, papers)


def test_nothing_else_of_the_record_is_within_reach() -> None:
    reach = {name for name in dir(OneMeeting) if not name.startswith("_")}
    assert reach == {
        "save", "save_all", "save_note", "save_with_note", "save_typed", "get", "strike", "strike_view", "freeze_notes",
        "meeting", "changed", "looked"
    }  # fmt: skip
