"""The decision's part of a referat: honest sentences for everything that can be missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from btimeeting import i18n
from btimeeting.documents.model import Choices
from btimeeting.documents.referat import compose_referat
from btimeeting.domain.agenda import Role
from btimeeting.domain.events import ReadBack
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.record import (
    Acceptance,
    Answer,
    ChildView,
    Confirmation,
    DecisionRecord,
    MeetingRecord,
    NextMeeting,
    Stafettholdar,
    Tiltak,
)
from tests.documents.a_meeting import DAY

Choose = Callable[..., Choices]
BY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _nynorsk() -> None:
    i18n.use("nn")


@pytest.fixture
def told(meeting: Meeting, empty_record: MeetingRecord, choose: Choose) -> Callable[..., str]:
    """The referat of an otherwise empty record with these parts."""

    def compose(**parts: object) -> str:
        record = empty_record.model_copy(update=parts)
        return compose_referat(meeting, record, (), on=DAY, head="", options=choose())

    return compose


def decision(**values: object) -> DecisionRecord:
    return DecisionRecord.model_validate({"id": "d1", "meeting_id": "m1", **values})


def tiltak(text: str, **values: object) -> Tiltak:
    return Tiltak.model_validate({"id": text, "case_id": "k1", "meeting_id": "m1", "text": text, **values})


def baton(**values: object) -> Stafettholdar:
    return Stafettholdar.model_validate({"id": "h", "case_id": "k1", "meeting_id": "m1", "service": "PPT", **values})


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (decision(services=("PPT",)), "Familien ønskjer hjelp frå PPT først."),
        (decision(services=("PPT", "BUP", "NAV")), "Familien ønskjer hjelp frå PPT, BUP og NAV først."),
        (decision(none_now=True), "dei prøver sjølve først."),
        (decision(), "Det er ikkje skrive ned kva teneste familien ønskjer hjelp frå først."),
        (decision(undecided=True), "Det er ikkje avtalt kven som bestemmer, eller når."),
        (decision(undecided=True, decides="Kari Demo"), "Kari Demo bestemmer; det er ikkje sett nokon dag for det."),
        (decision(undecided=True, decide_by=BY), "Det skal bestemmast innan tysdag 1. desember 2026;"),
        (
            decision(undecided=True, decides="Kari Demo", decide_by=BY),
            "Kari Demo bestemmer innan tysdag 1. desember 2026.",
        ),
    ],
)
def test_the_decision_in_plain_words(told: Callable[..., str], made: DecisionRecord, sentence: str) -> None:
    assert sentence in told(decision=made)


def test_tiltak_that_lack_something_say_so_in_the_table(told: Callable[..., str]) -> None:
    text = told(decision=decision(services=("PPT",)), tiltak=(tiltak("Fast vaksen"),))
    assert "| Fast vaksen | ikkje avtalt | ikkje avtalt | ikkje avtalt |" in text
    assert "Det blei ikkje avtalt tiltak." in told(decision=decision(services=("PPT",)))
    assert "avtalt tiltak" not in told(decision=decision(undecided=True))


def test_one_goal_stands_under_the_table_and_two_get_a_column(told: Callable[..., str]) -> None:
    one = told(tiltak=(tiltak("A", goal="Ro"), tiltak("B", goal="Ro "), tiltak("C")))
    assert "| Tiltak | Ansvarleg | Frå | Skal vurderast |" in one
    assert "- **Mål:** Ro" in one
    two = told(tiltak=(tiltak("A", goal="Ro"), tiltak("B", goal="Leik")))
    assert "| Tiltak | Mål | Ansvarleg | Frå | Skal vurderast |" in two
    assert "**Mål:**" not in two


@pytest.mark.parametrize(
    ("carried", "sentence"),
    [
        (
            baton(person="Liv Prøve", acceptance=Acceptance.ACCEPTED),
            "PPT ved Liv Prøve har sagt ja til å vera stafettholdar.",
        ),
        (
            baton(acceptance=Acceptance.ACCEPTED, from_on=BY),
            "stafettholdar, frå tysdag 1. desember 2026. Det er ikkje bestemt kven",
        ),
        (
            baton(acceptance=Acceptance.SERVICE),
            "PPT har sagt ja til å vera stafettholdar. Det er ikkje bestemt kven av dei",
        ),
        (baton(acceptance=Acceptance.SERVICE, answer_by=BY), "Kven det blir, seier dei innan tysdag 1. desember 2026."),
        (baton(person="Liv Prøve", acceptance=Acceptance.SERVICE, answer_by=BY), "Liv Prøve svarar innan tysdag"),
        (baton(person="Liv Prøve"), "er spurd om å vera stafettholdar og har ikkje svara enno."),
        (baton(answer_by=BY), "PPT er spurd om å vera stafettholdar og svarar innan tysdag 1. desember 2026."),
        (baton(acceptance=Acceptance.DECLINED), "sa nei. Det er ikkje bestemt kven det blir i staden."),
        (None, "Det er ikkje bestemt kven som er stafettholdar vidare."),
    ],
)
def test_the_baton_in_plain_words(told: Callable[..., str], carried: Stafettholdar | None, sentence: str) -> None:
    text = told(stafettholdar=carried)
    assert sentence in text
    taken = carried is not None and carried.acceptance is Acceptance.ACCEPTED
    assert ("Fram til det er klart, har" in text) is not taken


def test_until_the_baton_is_accepted_the_present_one_keeps_it_or_else_the_school(
    told: Callable[..., str], empty_record: MeetingRecord
) -> None:
    present = baton(service="Helsestasjonen", person="Siri Døme", acceptance=Acceptance.ACCEPTED)
    assert empty_record.child is not None
    child = empty_record.child.model_copy(update={"unit": "Døme skule"})
    hidden = child.model_copy(update={"hidden_address": True})
    assert "Fram til det er klart, har Helsestasjonen ved Siri Døme stafettpinnen." in told(
        earlier_stafettholdar=present
    )
    assert "Fram til det er klart, har Døme skule stafettpinnen." in told(child=child)
    assert "Fram til det er klart, har skulen eller barnehagen stafettpinnen." in told(child=hidden)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"on": date(2027, 1, 27), "at": time(10, 0)}, "Onsdag 27. januar 2027 kl. 10.00."),
        ({"on": date(2027, 1, 27)}, "Onsdag 27. januar 2027."),
        ({"who_calls": "Eli Eksempel"}, "Dagen er ikkje avtalt; Eli Eksempel kallar inn."),
        ({}, "Neste møte er ikkje avtalt."),
    ],
)
def test_the_next_meeting_in_plain_words(told: Callable[..., str], values: dict[str, object], sentence: str) -> None:
    assert sentence in told(next_meeting=NextMeeting.model_validate({"id": "x", "meeting_id": "m1", **values}))


def test_different_views_are_all_told_with_their_own_words(told: Callable[..., str]) -> None:
    voices = (
        Confirmation(role=Role.FORESETTE, answer=Answer.YES, who="Kari Demo"),
        Confirmation(role=Role.FORESETTE, answer=Answer.THINK, who="Ola Døme", text="Vil sova på det."),
        Confirmation(role=Role.CHILD, answer=Answer.YES),
        Confirmation(role=Role.EDUCATOR, answer=Answer.NO),
    )
    text = told(decision=decision(services=("PPT",), confirmations=voices))
    assert "- **Ja:** Kari Demo (føresett); Barnet" in text
    assert "- **Vil tenkja på det:** Ola Døme (føresett): «Vil sova på det.»" in text
    assert "- **Ser det annleis:** Kontaktlærar/pedagog" in text


@pytest.mark.parametrize(
    ("view", "sentence"),
    [
        (ChildView(obtained=True, text="Eg vil sjølv."), "> Eg vil sjølv."),
        (ChildView(obtained=True), "Innhenta, men svaret er ikkje skrive ned."),
        (
            ChildView(obtained=False, who_asks="Liv Prøve", when=BY),
            "Liv Prøve tek den samtalen innan tysdag 1. desember 2026.",
        ),
        (ChildView(obtained=False, who_asks="Liv Prøve"), "Liv Prøve tek den samtalen; det er ikkje sett nokon dag"),
        (ChildView(obtained=False, when=BY), "Det skal gjerast innan tysdag 1. desember 2026;"),
        (ChildView(obtained=False), "Ikkje innhenta enno. Det er ikkje avtalt kven"),
        (None, "Ikkje innhenta enno. Det er ikkje avtalt kven"),
    ],
)
def test_the_childs_view_or_an_honest_not_asked_for(
    told: Callable[..., str], view: ChildView | None, sentence: str
) -> None:
    assert sentence in told(decision=decision(services=("PPT",), child_view=view))


def test_what_the_child_had_prepared_is_told_once(meeting: Meeting, record: MeetingRecord, choose: Choose) -> None:
    def compose(view: ChildView | None) -> str:
        assert record.decision is not None
        made = record.decision.model_copy(update={"child_view": view})
        return compose_referat(
            meeting, record.model_copy(update={"decision": made}), (), on=DAY, head="", options=choose()
        )

    same = compose(ChildView(obtained=True, text="Ein vaksen å gå til."))
    assert same.count("Ein vaksen å gå til.") == 1
    unasked = compose(None)
    assert "Det som blei sagt i møtet, står under overskriftene lenger nede." in unasked
    assert "Førebudd til møtet:\n\n> Ein vaksen å gå til." in unasked


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (ReadBack.YES, "og familien sa ja til det."),
        (ReadBack.CHANGED, "og familien bad om ei endring."),
        (ReadBack.THINK, "og familien vil tenkja på det."),
        (None, "Dette blei ikkje lese høgt i møtet."),
    ],
)
def test_what_the_family_said_to_the_text_read_aloud(
    answer: ReadBack | None, sentence: str, meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    entry = record.entries[0].model_copy(update={"read_back": answer})
    text = compose_referat(
        meeting, record.model_copy(update={"entries": (entry,)}), (), on=DAY, head="", options=choose()
    )
    assert sentence in text
    assert "Skrive inn av Tor Å. Vik-Prøve for Liv Prøve." in text


def test_a_text_changed_after_it_was_read_aloud_has_no_yes_from_the_family(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    """The journal knows that something was read aloud and that they said yes; the text is another one now."""
    changed = record.entries[0].model_copy(update={"read_back": None})
    text = compose_referat(
        replace(meeting, read_back=ReadBack.YES),
        record.model_copy(update={"entries": (changed,)}),
        (),
        on=DAY,
        head="",
        options=choose(),
    )
    assert "Teksten blei endra etter at han var lesen høgt i møtet." in text
    assert "sa ja til det" not in text


def test_two_views_of_the_same_kind_stand_in_a_line_each(told: Callable[..., str]) -> None:
    voices = (
        Confirmation(role=Role.FORESETTE, answer=Answer.NO, who="Kari Demo", text="Vent til over jul."),
        Confirmation(role=Role.FORESETTE, answer=Answer.NO, who="Ola Døme", text="Byrja no."),
    )
    text = told(decision=decision(services=("PPT",), confirmations=voices))
    assert (
        "- **Ser det annleis:** Kari Demo (føresett): «Vent til over jul.»\n"
        "- **Ser det annleis:** Ola Døme (føresett): «Byrja no.»"
    ) in text
