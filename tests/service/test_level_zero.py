"""A note on level 0 names no child and deletes itself with all traces, unless its case has come further."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from btimeeting.documents.profile_files import find
from btimeeting.documents.profile_reader import read
from btimeeting.domain.levels import Guard, LevelMove, Profile
from btimeeting.domain.record import AccessLine, Case, MeetingInfo, NoteField
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.service import level_zero, stafettlogg
from btimeeting.service.forgetting import Gone, Keeping, forget_what_is_over
from btimeeting.service.level_zero import NoUnnamedLevel, write_note
from btimeeting.service.levels import Asked, move_case
from btimeeting.store import home as homes
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey, new_key
from tests.fakes import WEDNESDAY, ListJournal, StandingClock
from tests.store.decrypted import all_bytes
from tests.store.record_values import DOCUMENT, EVERYTHING, NOTE, changed, moment, opened

TEXT = "Eit barn sit mykje åleine ved gjerdet"
PROFILE = read(find("ressursteam", None))
KEEPING = Keeping(raw_days=30, note_days=30, profile=PROFILE)


@pytest.fixture
def key() -> DatabaseKey:
    return new_key()


@pytest.fixture
def store(tmp_path: Path, key: DatabaseKey) -> Iterator[RecordsStore]:
    with opened(homes.create(tmp_path / "home", demo=False), key) as records:
        yield records


def _after(days: float) -> StandingClock:
    return StandingClock(WEDNESDAY + timedelta(days=days))


def _note(store: RecordsStore) -> Case:
    case, gone_on = write_note(store, _after(0), PROFILE, TEXT, 30, by="kari")
    assert gone_on == _after(30).today()
    what = stafettlogg.Written(EntryKind.ATTENTION, "Prøvde fast leikegruppe i vika")
    stafettlogg.write(store, _after(1), case.id, what, "kari")
    return case


def _used(store: RecordsStore, *days: float) -> None:
    """Somebody opens the home on these days."""
    for each in days:
        line = AccessLine(at=_after(each).now().at, user="kari", action="list", kind="records", object_id="")
        store.looked(line)


def _opened(store: RecordsStore, days: float, keeping: Keeping = KEEPING) -> Gone:
    """The home is opened after so many days: what is over goes, and the opening is logged."""
    gone = forget_what_is_over(store, ListJournal(), _after(days), keeping, "rita")
    _used(store, days)
    return gone


def test_a_note_goes_with_every_trace_when_its_time_is_over_and_not_before(
    store: RecordsStore, key: DatabaseKey
) -> None:
    case = _note(store)
    assert store.get(Case, case.id).child_id is None
    _used(store, 10, 20, 29)
    assert _opened(store, 29.2) == Gone()
    assert store.search("gjerdet") != ()
    assert _opened(store, 30) == Gone(notes=1)
    assert store.cases_after(None, 10) == ()
    assert store.search("gjerdet") == ()
    pages = all_bytes(store._conn.path, key)
    assert not [word for word in ("gjerdet", "leikegruppe") if word.encode() in pages]
    told = [(line.user, line.action, line.kind) for line in store.access_log_of_case(case.id)]
    assert told[-1] == ("rita", "forget", "case")
    assert store.erased(case.id)


def test_what_has_come_to_level_1_with_what_the_parents_were_told_stays(store: RecordsStore) -> None:
    case = _note(store)
    told = {Guard.LEADER_INFORMED: "styrar", Guard.PARENTS_CONSIDERED: "mor veit det"}
    asked = Asked(told=told)
    made = move_case(store, _after(2), PROFILE, case.id, option="n0-report", asked=asked, by="kari", why="Held fram")
    assert isinstance(made, LevelMove)
    assert {each.guard for each in made.told} == set(told)
    _used(store, 12, 24, 36, 48, 59)
    assert _opened(store, 60) == Gone()
    assert store.get(Case, case.id) == case


def test_what_has_a_meeting_or_is_locked_or_was_no_note_stays_and_a_worry_that_is_gone_goes(
    store: RecordsStore,
) -> None:
    met, locked, closed = (_note(store) for _ in range(3))
    plain = Case(id="plain", number="90", kind=met.kind, topic="Utan nivå", opened_on=met.opened_on)
    store.save_all([plain, MeetingInfo(id="meeting-9", case_id=met.id)], _after(1).now())
    store.lock(locked.id, "tvist", AccessLine(at=WEDNESDAY, user="r", action="lock", kind="case", object_id=locked.id))
    asked = Asked()
    gone = move_case(store, _after(3), PROFILE, closed.id, option="n0-stop", asked=asked, by="k", why="Leikar no")
    if not isinstance(gone, LevelMove):
        told = {each.guard: "Leikar no" for each in gone.lacking}
        move_case(store, _after(3), PROFILE, closed.id, option="n0-stop", asked=Asked(told=told), by="k", why="Leikar")
    _used(store, 12, 24, 30)
    assert _opened(store, 31) == Gone(notes=1)
    assert {case.id for case in store.cases_after(None, 10)} == {met.id, locked.id, "plain"}


def test_a_clock_far_ahead_deletes_nothing_before_the_home_has_been_used_on_three_days(store: RecordsStore) -> None:
    _note(store)
    approved = changed(DOCUMENT, version=2, approved_at=WEDNESDAY)
    raw = changed(NOTE, id="raw", field=NoteField.QUESTION, speaker="t1")
    store.save_all([*EVERYTHING, approved, raw], moment())
    _used(store, 2)
    for days in (400, 400.1, 401):
        assert _opened(store, days).held_since == _after(2).today()
        assert len(store.cases_after(None, 10)) == 2
    assert _opened(store, 402) == Gone(raw=1, notes=1)


def test_where_every_level_names_the_child_there_is_no_such_note(store: RecordsStore) -> None:
    levels = tuple(level.model_copy(update={"named": True}) for level in PROFILE.levels)
    named = Profile.model_validate(PROFILE.model_dump() | {"levels": [level.model_dump() for level in levels]})
    with pytest.raises(NoUnnamedLevel):
        write_note(store, _after(0), named, TEXT, 30, by="kari")
    assert store.cases_after(None, 10) == ()
    assert level_zero.forget(store, _after(400), named, 30, "rita") == 0
