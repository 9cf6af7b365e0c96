"""What may tell who an anonymous text is about is found, and ordinary words are let be."""

from __future__ import annotations

import pytest

from btimeeting.domain.anonymity import Tells, traces


@pytest.mark.parametrize(
    ("text", "tells", "found"),
    [
        ("guten er fødd 4.3.2016", Tells.BIRTH_DATE, "4.3.2016"),
        ("fødd 2016-03-04, uro", Tells.BIRTH_DATE, "2016-03-04"),
        ("nummeret er 040316 12345.", Tells.ID_NUMBER, "040316 12345"),
        ("ring mor på 912 34 567", Tells.PHONE, "912 34 567"),
        ("ring +47 91 23 45 67 i dag", Tells.PHONE, "+47 91 23 45 67"),
        ("uro for Ola Døme i gruppa", Tells.NAME, "Ola Døme"),
        ("uro for Anne-Marie Prøve", Tells.NAME, "Anne-Marie Prøve"),
    ],
)
def test_what_may_tell_who_it_is(text: str, tells: Tells, found: str) -> None:
    assert [(trace.tells, trace.text) for trace in traces(text)] == [(tells, found)]


def test_a_name_that_is_known_here_is_found_however_it_is_written_with_its_s() -> None:
    found = traces("olas uro, og DØME sa det", ("Ola Døme", "Per"))
    assert [trace.text for trace in found] == ["olas", "DØME"]
    assert traces("Solas uro", ("Ola Døme",)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Språkmiljøet i gruppa, og leik ute",
        "PPT og Helsestasjonen er spurde",
        "møte kl. 12.30, 3 vaksne og 14 barn",
        "45 minutt, rom 12, klasse 4b",
        "",
    ],
)
def test_ordinary_words_and_numbers_tell_nothing(text: str) -> None:
    assert traces(text) == ()


def test_nothing_of_it_is_shown_in_a_log() -> None:
    assert "Døme" not in repr(traces("Ola Døme"))
