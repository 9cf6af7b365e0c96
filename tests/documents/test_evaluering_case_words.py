"""Names from the case in an answer about the meeting are found, so that somebody can be warned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.documents.case_words import case_words
from btimeeting.domain.agenda import Role
from btimeeting.domain.record import MeetingRecord, Participant
from tests.documents.a_meeting import the_record


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Alle fekk ordet.", ()),
        ("Nor var tydeleg, og nor sa takk.", ("Nor", "nor")),
        ("Nors ord og EKSEMPELS ord", ("Nors", "EKSEMPELS")),
        ("Kari snakka lenge, men kari er òg ein fugl", ("Kari",)),
        ("kari demo og Kari  Demo", ("kari demo", "Kari  Demo")),
        ("ppt og Helsestasjonens forslag", ("ppt", "Helsestasjonens")),
        ("På døme skule", ("døme skule",)),
        ("Nordlys og normalt i Norden", ()),
        ("Vik-Prøve og Vik", ("Vik-Prøve", "Vik")),
    ],
)
def test_names_and_services_are_found_as_they_are_written(
    text: str, found: tuple[str, ...], record: MeetingRecord
) -> None:
    assert case_words(text, record) == found


def test_a_name_that_is_a_word_counts_only_with_a_capital(empty_record: MeetingRecord) -> None:
    dag = Participant(id="p", meeting_id="m1", seat="t1", group="t1", role=Role.SERVICE, name="Dag de Liv")
    record = empty_record.model_copy(update={"participants": (dag,)})
    assert case_words("ein fin dag i eit langt liv, for de og dykk", record) == ()
    assert case_words("i møtet sa Dag mykje", record) == ("Dag",)


def test_empty_names_find_nothing(empty_record: MeetingRecord) -> None:
    nobody = Participant(id="p", meeting_id="m1", seat="t1", group="t1", role=Role.SERVICE, name="")
    record = empty_record.model_copy(update={"child": None, "participants": (nobody,)})
    assert case_words("kva som helst", record) == ()


@given(st.text(max_size=80))
def test_any_text_can_be_looked_through(text: str) -> None:
    assert all(word in text for word in case_words(text, the_record()))
