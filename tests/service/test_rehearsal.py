"""The invented meeting: played to its end through the same session, pad and finish as a real one."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from importlib import resources

import pytest

from btimeeting.domain import clock
from btimeeting.domain.meeting import Stage
from btimeeting.domain.record import Acceptance, NoteField
from btimeeting.i18n import LANGUAGES
from btimeeting.service.prepare import open_meeting, prepare
from btimeeting.service.rehearsal import Player
from btimeeting.service.script import Script, plan
from btimeeting.service.session import Session
from btimeeting.service.system_clock import GivenClock
from tests.builders import bti_agenda
from tests.fakes import WEDNESDAY, DictRecords, ListJournal


def script(language: str) -> Script:
    text = (resources.files("btimeeting.cli.scripts") / f"{language}.toml").read_text(encoding="utf-8")
    return Script.model_validate(tomllib.loads(text))


def played(language: str) -> tuple[Session, DictRecords, Player]:
    records, given = DictRecords(), GivenClock(WEDNESDAY)
    prepare(records, given, plan(script(language), "meeting-1", WEDNESDAY, given.today()))
    session = Session(ListJournal(), given, "meeting-1")
    open_meeting(session, records, records.meeting("meeting-1"), bti_agenda(), demo=True)
    player = Player(script(language), session, records, given)
    for _ in player.events():
        pass
    return session, records, player


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_meeting_is_walked_and_every_line_of_the_script_was_said(language: str) -> None:
    session, records, player = played(language)

    record = records.meeting("meeting-1")
    assert session.meeting.stage is Stage.CLOSED
    assert player._left == []
    assert len(record.offers) == 3
    assert len(record.tiltak) == 2
    assert record.decision is not None
    assert record.stafettholdar is not None
    assert record.stafettholdar.acceptance is Acceptance.ACCEPTED
    assert record.entries[0].read_back is not None
    assert record.next_meeting is not None
    assert [answer.question for answer in record.answers] == ["a", "b", "c", "d", "e"]
    assert {note.field for note in record.notes} >= {NoteField.CHALLENGE, NoteField.QUESTION, NoteField.SUMMARY}


def test_it_takes_about_the_time_of_a_meeting_on_the_meetings_own_clock() -> None:
    session, _, _ = played("nn")

    taken = sum((spent for _, _, spent in clock.actual(session.meeting)), timedelta())

    assert timedelta(minutes=38) < taken < timedelta(minutes=46)


def test_it_shows_what_there_is_to_train_on() -> None:
    """A service overruns, the viddevakt breaks in, a consent is missing until it is given orally."""
    session, _, _ = played("nn")

    assert session.meeting.break_ins
    assert session.meeting.consent_missing
    assert session.meeting.gated == frozenset()
