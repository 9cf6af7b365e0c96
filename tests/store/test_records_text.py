"""Whatever a person writes comes back as it was written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from btimeeting.domain.record import Document, LevelMove, Note, Stored
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey
from tests.store.record_values import EVERYTHING, NOTE, all_cases, all_meetings, changed, moment, opened

ANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HARD = (
    "\x00",
    "a\x00b\x1b[31m\x07",
    "👩‍👩‍👧 emoji 🇳🇴",
    "[/x] Åse [b]{}%s';--",
    "\ufeffBOM \u202eRTL\u2028\u2029",
    "A\u030ase",
    "\\u0000 \\ud800",
    "\r\n\t",
    "\U0010ffff\ufffe",
)


@pytest.fixture
def store(home: Home, key: DatabaseKey) -> Iterator[RecordsStore]:
    with opened(home, key) as records:
        records.save_all(EVERYTHING, moment())
        yield records


def _said(value: Stored) -> list[str]:
    """The fields that hold what a person wrote."""
    return [
        name
        for name, field in type(value).model_fields.items()
        if field.annotation is str and field.repr is False and name != "journal_head"
    ]


WITH_WORDS = [value for value in EVERYTHING if _said(value)]


def _write(store: RecordsStore, value: Stored, text: str) -> None:
    if isinstance(value, Document):  # a document is never saved over
        value = changed(value, version=max(d.version for d in store.documents(value.case_id)) + 1)
    if isinstance(value, LevelMove):  # nor is a move between levels
        value = changed(value, id=f"move-{len(store.of_case(LevelMove, value.case_id)) + 1}")
    store.save(value, moment(1))
    assert store.get(type(value), value.id) == value
    assert all(getattr(store.get(type(value), value.id), name) == text for name in _said(value))


def test_nearly_every_kind_holds_words_of_a_person() -> None:
    assert len(WITH_WORDS) >= 12


@pytest.mark.parametrize("value", WITH_WORDS, ids=lambda value: value.id)
@ANY
@given(text=st.text(max_size=200))
def test_any_text_in_any_field_comes_back(store: RecordsStore, value: Stored, text: str) -> None:
    _write(store, changed(value, **dict.fromkeys(_said(value), text)), text)


@pytest.mark.parametrize("value", WITH_WORDS, ids=lambda value: value.id)
def test_hard_text_in_any_field_comes_back(store: RecordsStore, value: Stored) -> None:
    for text in HARD:
        _write(store, changed(value, **dict.fromkeys(_said(value), text)), text)
        store.search(text)
    all_meetings(store)
    all_cases(store)


@pytest.mark.parametrize("letter", ["å", "👩", "\x00", "\u030a", "\x1b"], ids=ascii)
def test_twenty_thousand_characters_come_back(store: RecordsStore, letter: str) -> None:
    long = changed(NOTE, text=letter * 20_000)
    saved = store.save_note(long, 1, moment(1))
    store.freeze_notes("meeting-1", moment(2))
    assert saved.note == store.get(Note, "note-1") == long
    assert [version.value for version in store.history(Note, "note-1")] == [long]


@pytest.mark.parametrize("number", ["14\x00", "\x00", "", "sak\n14", "😀"], ids=ascii)
def test_a_case_of_any_number_is_found_by_it(store: RecordsStore, number: str) -> None:
    case = next(value for value in EVERYTHING if value.id == "case-1")
    store.save(changed(case, number=number), moment(1))
    assert store.case_by_number(number) == "case-1"
