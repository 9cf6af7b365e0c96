"""Norwegian letters: what is the same word, and what comes first."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.store.letters import fold, same_spelling, sort_key, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kafé", "kafe"),
        ("Máret", "maret"),
        ("ÅSE", "åse"),
        ("A\u030ase", "åse"),  # as file names of macOS have it
        ("pa\u030al", "pål"),
        ("Bjo\u0308rk", "björk"),
        ("Čáhppes", "cahppes"),
        ("Ǻse", "åse"),
        ("Ǿyvind", "øyvind"),
        ("følg\u00adje", "følgje"),
        ("STRASSE", "straße"),
    ],
)
def test_these_are_one_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Pål", "pal"), ("får", "far"), ("bær", "bar"), ("løk", "lok"), ("ä", "a")])
def test_these_are_two_words(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_however_it_was_typed_it_folds_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_nothing_folded_holds_a_control_character(text: str) -> None:
    assert not [c for c in fold(text) if unicodedata.category(c) == "Cc" and c not in "\n\t"]


def test_words_are_split_at_signs() -> None:
    assert words(fold("Mor-far, 4b_note: «på»")) == ["mor", "far", "4b", "note", "på"]


def test_names_sort_as_in_a_norwegian_list() -> None:
    names = ["Zara", "Ærlend", "Änne", "Ødd", "Öyvind", "Åse", "Aagot", "adam", "Ánne", "Érik", "Erla"]
    assert sorted(names, key=sort_key) == [
        "adam",
        "Ánne",
        "Érik",
        "Erla",
        "Zara",
        "Änne",
        "Ærlend",
        "Ødd",
        "Öyvind",
        "Aagot",
        "Åse",
    ]


def test_numbers_sort_by_size() -> None:
    numbers = ["sak 14", "Sak 2", "SAK 100", "sak 2b", "2026/7", "2026/11", "sak 002"]
    assert sorted(numbers, key=sort_key) == ["2026/7", "2026/11", "Sak 2", "sak 002", "sak 2b", "sak 14", "SAK 100"]


def test_a_number_is_the_same_with_other_capitals_and_spaces() -> None:
    assert same_spelling("  SAK\t 14") == same_spelling("sak 14")
    assert same_spelling("sak 14") != same_spelling("sak 1 4")
