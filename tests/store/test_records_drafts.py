"""The decision and the log's text while they are typed: a version when a phase ends, and none of what was struck."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from btimeeting.domain.agenda import Role
from btimeeting.domain.record import Answer, Confirmation, DecisionRecord, Note, NoteField, Offer, StafettloggEntry
from btimeeting.service.ports import NotFound
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey
from tests.store.record_values import EVERYTHING, NOTE, changed, moment, opened

MOTHER, FATHER = "Mor Døme", "Far Døme"


@pytest.fixture
def store(home: Home, key: DatabaseKey) -> Iterator[RecordsStore]:
    with opened(home, key) as records:
        records.save_all([value for value in EVERYTHING if not isinstance(value, DecisionRecord)], moment())
        yield records


def _seen(mother: str, father: str = "", **fields: object) -> DecisionRecord:
    voices = tuple(
        Confirmation(role=Role.FORESETTE, who=who, answer=Answer.NO, text=text)
        for who, text in ((MOTHER, mother), (FATHER, father))
    )
    return DecisionRecord.model_validate(
        {"id": "d1", "meeting_id": "meeting-1", "confirmations": voices, "services": ("PPT",), **fields}
    )


def _versions(store: RecordsStore) -> list[tuple[str, ...]]:
    kept = [version.value for version in store.history(DecisionRecord, "d1")]
    return [tuple(c.text for c in value.confirmations) for value in kept if isinstance(value, DecisionRecord)]


def test_a_view_that_is_typed_makes_one_version_when_the_phase_ends(store: RecordsStore) -> None:
    for n, text in enumerate(("V", "Ve", "Vent")):
        store.save_typed(_seen(text), moment(n))
    assert _versions(store) == []
    store.freeze_notes("meeting-1", moment(5))
    store.freeze_notes("meeting-1", moment(6))
    assert _versions(store) == [("Vent", "")]
    assert store.get(DecisionRecord, "d1") == _seen("Vent")


def test_the_text_of_the_log_likewise(store: RecordsStore) -> None:
    entry = next(value for value in EVERYTHING if isinstance(value, StafettloggEntry))
    before = len(store.history(StafettloggEntry, entry.id))
    for n, text in enumerate(("M", "Me", "Me prøver")):
        store.save_typed(entry.model_copy(update={"text": text}), moment(n))
    assert len(store.history(StafettloggEntry, entry.id)) == before
    store.freeze_notes("meeting-1", moment(5))
    assert len(store.history(StafettloggEntry, entry.id)) == before + 1


def test_a_view_that_is_struck_is_in_no_version_and_found_by_no_word_and_the_rest_stands(store: RecordsStore) -> None:
    store.save(_seen("", none_now=True, services=()), moment())
    store.save(_seen("Hemmeleg", "Vent"), moment(1))
    store.freeze_notes("meeting-1", moment(2))
    assert store.search("hemmeleg")
    store.strike_view(_seen("", "Vent"), Role.FORESETTE, MOTHER, moment(3))
    assert store.get(DecisionRecord, "d1") == _seen("", "Vent")
    assert _versions(store) == [("", "")]
    assert store.search("hemmeleg") == ()
    store.freeze_notes("meeting-1", moment(4))
    assert _versions(store) == [("", ""), ("", "Vent")]


def test_what_a_row_became_and_the_row_without_it_are_kept_together_or_not_at_all(store: RecordsStore) -> None:
    row = changed(NOTE, id="row-1", field=NoteField.ROW, speaker="t1", text='{"pad-offer": {"what": "Søvn"}}')
    there = store.save_note(row, 0, moment(1))
    left = row.model_copy(update={"text": ""})
    lost = Offer(id="o9", meeting_id="nowhere", group="t1", service="PPT", text="Søvn")
    with pytest.raises(NotFound):
        store.save_with_note([lost], left, there.revision, moment(2))
    assert store.get(Note, "row-1") == row
    offer = lost.model_copy(update={"meeting_id": "meeting-1"})
    saved = store.save_with_note([offer], left, there.revision, moment(3))
    assert (store.get(Offer, "o9"), store.get(Note, "row-1"), saved.revision) == (offer, left, 2)
    store.strike(Note, "row-1")
    with pytest.raises(NotFound):
        store.save_with_note([offer.model_copy(update={"text": "Anna"})], left, 2, moment(4))
    assert store.get(Offer, "o9") == offer
