"""What is read aloud: at most five plain sentences, in three languages."""

from __future__ import annotations

from datetime import date, time

import pytest

from btimeeting import i18n
from btimeeting.documents.stafettlogg_text import entry_text, inside, summary_text
from btimeeting.domain.record import Acceptance, DecisionRecord, NextMeeting, Note, NoteField, Stafettholdar, Tiltak
from tests.builders import record

TODAY, SOONER, LATER = date(2026, 11, 25), date(2026, 12, 22), date(2027, 1, 12)
DECISION = DecisionRecord(id="d", meeting_id="m", services=("Helsestasjonen",))
NEXT = NextMeeting(id="n", meeting_id="m", on=LATER, at=time(9, 30))


def _tiltak(text: str, owner: str = "Kari Demo", start: date | None = TODAY, review: date | None = LATER) -> Tiltak:
    return Tiltak(id=text, case_id="c", meeting_id="m", text=text, owner=owner, start_on=start, review_on=review)


def _baton(acceptance: Acceptance = Acceptance.ACCEPTED) -> Stafettholdar:
    return Stafettholdar(
        id="b", case_id="c", meeting_id="m", service="Helsestasjonen", person="Kari Demo", acceptance=acceptance
    )


BOTH = (_tiltak("Søvnrettleiing heime."), _tiltak("Fast vaksen ved skulestart", "Liv Prøve"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "nn",
            (
                "Me prøver søvnrettleiing heime og fast vaksen ved skulestart. Kari Demo og Liv Prøve sørgjer for at "
                "det blir gjort. Helsestasjonen ved Kari Demo er stafettholdar. Me startar i dag. "
                "Me ser på det saman tysdag 12. januar 2027 kl. 09.30."
            ),
        ),
        (
            "nb",
            (
                "Vi prøver søvnrettleiing heime og fast vaksen ved skulestart. Kari Demo og Liv Prøve sørger for at "
                "det blir gjort. Helsestasjonen ved Kari Demo er stafettholder. Vi starter i dag. "
                "Vi ser på det sammen tirsdag 12. januar 2027 kl. 09.30."
            ),
        ),
        (
            "en",
            (
                "We try søvnrettleiing heime and fast vaksen ved skulestart. Kari Demo and Liv Prøve see to it that "
                "it is done. Kari Demo at Helsestasjonen is baton holder. We begin today. "
                "We look at it together on Tuesday 12 January 2027 at 09:30."
            ),
        ),
    ],
)
def test_the_decision_in_five_sentences(language: str, text: str) -> None:
    i18n.use(language)
    assert entry_text(DECISION, BOTH, _baton(), NEXT, TODAY) == text


@pytest.mark.parametrize("language", ["nn", "nb", "en"])
def test_never_more_than_five_sentences_and_none_left_open(language: str) -> None:
    i18n.use(language)
    for acceptance in Acceptance:
        text = entry_text(DECISION, BOTH, _baton(acceptance), None, TODAY)
        assert "{" not in text
        assert text.count(". ") + 1 <= 5 + text.count("12. ")


def test_trying_for_oneself_and_not_deciding_are_said_as_they_are() -> None:
    i18n.use("nn")
    none_now = DecisionRecord(id="d", meeting_id="m", none_now=True)
    assert entry_text(none_now, (), None, None, TODAY) == (
        "Familien vil ikkje ha hjelp frå ei teneste no og prøver sjølv først."
    )
    assert entry_text(none_now, (_tiltak("Leggjetid", "", None, None),), None, None, TODAY) == (
        "Familien prøver sjølv først: leggjetid."
    )
    undecided = DecisionRecord(id="d", meeting_id="m", undecided=True)
    assert entry_text(undecided, (), None, None, TODAY) == "Me har ikkje avgjort noko i dag."


def test_a_baton_that_is_not_taken_is_not_called_taken() -> None:
    i18n.use("nn")
    assert "er spurd om å vera stafettholdar" in entry_text(DECISION, (), _baton(Acceptance.OFFERED), None, TODAY)
    assert "er stafettholdar" not in entry_text(DECISION, (), _baton(Acceptance.DECLINED), None, TODAY).replace(
        "Kven som er stafettholdar, er ikkje avklart", ""
    )


def test_without_a_next_meeting_the_day_of_evaluation_is_told_and_of_different_days_the_first() -> None:
    i18n.use("nn")
    assert entry_text(DECISION, BOTH, None, None, TODAY).endswith("Me ser på det saman tysdag 12. januar 2027.")
    other = _tiltak("Prat", start=LATER, review=SOONER)
    assert "Me startar" not in entry_text(DECISION, (*BOTH, other), None, None, TODAY)
    told = entry_text(DECISION, (*BOTH, other), None, None, TODAY)
    assert told.endswith("Me ser på det saman, første gongen tysdag 22. desember 2026.")


@pytest.mark.parametrize(
    ("text", "said"), [("Observasjon.", "observasjon"), ("PPT observerer", "PPT observerer"), ("", ""), ("A", "a")]
)
def test_a_tiltak_inside_a_sentence(text: str, said: str) -> None:
    assert inside(text) == said


def test_the_summary_needs_facts() -> None:
    i18n.use("nn")
    assert summary_text(record()) == ""
    note = Note(
        id="n", meeting_id="meeting-1", phase="describe", speaker="f", field=NoteField.CHALLENGE, text="Lite søvn"
    )
    assert summary_text(record(notes=(note,), tiltak=BOTH)) == (
        "Dette skal me løysa saman: Lite søvn. "
        "Dette prøver me først: søvnrettleiing heime og fast vaksen ved skulestart."
    )
