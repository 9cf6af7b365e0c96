"""The referat as a whole: golden files, what is in by default, what never is."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from btimeeting import i18n
from btimeeting.documents.blocks import Heading, parse, sheet, text_of
from btimeeting.documents.model import Approval, Choices
from btimeeting.documents.referat import compose_referat, family_copy
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.openpoints import open_points
from btimeeting.domain.record import CaseKind, Document, MeetingRecord
from tests.documents.a_meeting import DAY, HEAD, the_meeting
from tests.documents.golden import agrees

Choose = Callable[..., Choices]
APPROVED = Approval("Eli [Eksempel]", datetime(2026, 11, 26, 11, 5, tzinfo=UTC))


def compose(
    meeting: Meeting,
    record: MeetingRecord,
    choices: Choices,
    head: str = HEAD,
    approval: Approval | None = None,
) -> str:
    """The referat with the open points that the domain finds; a draft unless it is approved."""
    points = open_points(meeting, record, DAY)
    return compose_referat(meeting, record, points, on=DAY, head=head, options=choices, approval=approval)


def headings(markdown: str) -> list[str]:
    """The text of all headings, in order."""
    return [text_of(block.runs) for block in parse(markdown) if isinstance(block, Heading)]


def changed(record: MeetingRecord, part: str, **values: object) -> MeetingRecord:
    """`record` with one of its parts changed."""
    return record.model_copy(update={part: getattr(record, part).model_copy(update=values)})


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_full_referat_reads_as_its_golden_file(
    language: str, meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    i18n.use(language)
    assert agrees(f"referat.{language}.md", compose(meeting, record, choose(), approval=APPROVED))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_everything_a_house_can_choose_reads_as_its_golden_file(
    language: str, meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    i18n.use(language)
    text = compose(meeting, record, choose(questions=True, offers=True, times=True))
    assert agrees(f"referat-alt.{language}.md", text)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_meeting_nobody_wrote_in_gives_an_honest_short_referat(
    language: str, meeting: Meeting, empty_record: MeetingRecord, choose: Choose
) -> None:
    i18n.use(language)
    assert agrees(f"referat-tomt.{language}.md", compose(meeting, empty_record, choose()))


def test_a_record_without_a_meeting_that_ever_started_still_gives_a_referat(
    empty_record: MeetingRecord, choose: Choose
) -> None:
    i18n.use("nn")
    text = compose(Meeting(), empty_record, choose(times=True))
    assert headings(text)[0] == "Referat: BTI-møte"
    assert "Tid:" not in text


def test_what_was_decided_comes_first_and_the_background_after(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    i18n.use("nn")
    order = headings(compose(meeting, record, choose()))
    assert order[1] == "Dette blei bestemt"
    assert order.index("Neste møte") < order.index("Utfordringa i korte trekk") < order.index("Deltakarar")


def test_questions_offers_and_times_are_in_only_when_they_are_chosen(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    usual = compose(meeting, record, choose())
    for words in ("Kva skjer frå bilen", "Nor stoppar opp", "Søvnsamtale", "Søvn og ro", "46:40"):
        assert words not in usual
        assert words in compose(meeting, record, choose(questions=True, offers=True, times=True))


def test_the_childs_view_is_in_unless_the_house_has_chosen_otherwise_and_choices_go_by_their_names(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    i18n.use("nn")
    assert "Ungdomens syn" in headings(compose(meeting, record, choose()))
    assert "Ungdomens syn" not in headings(compose(meeting, record, choose(child_view=False)))
    assert Choices.of(choose().zone, {"offers", "child_view"}) == choose(offers=True)
    assert Choices.of(choose().zone, ()) == choose(child_view=False)


def test_raw_notes_hidden_drafts_and_what_is_not_to_be_raised_are_never_in(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    text = compose(meeting, record, choose(questions=True, offers=True, times=True))
    assert "rått notat" not in text
    assert "Hemmeleg tema" not in text


def test_break_ins_and_evaluation_answers_never_reach_the_referat(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    i18n.use("en")
    text = compose(meeting, record, choose(questions=True, offers=True, times=True))
    assert "broke in" not in text
    assert "Alle fekk ordet" not in text


def test_the_journals_mark_stands_on_the_copy_for_the_folder_and_not_on_the_familys(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    i18n.use("nn")
    filed = compose(meeting, record, choose())
    assert text_of(sheet(filed).footer[-1].runs) == "Merke frå møteloggen: 0123456789abcdef"  # type: ignore[union-attr]
    assert family_copy(filed) == compose(meeting, record, choose(), head="")
    assert "0123456789abcdef" not in family_copy(filed)
    assert family_copy("utan botn") == "utan botn"


def test_both_copies_tell_who_approved_them_and_when_and_a_draft_that_nobody_has(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    i18n.use("nn")
    approved = compose(meeting, record, choose(), approval=APPROVED)
    line = r"- **Godkjent av:** Eli \[Eksempel\], torsdag 26. november 2026 kl. 12.05"
    assert line in approved
    assert line in family_copy(approved)
    draft = compose(meeting, record, choose())
    assert "Ikkje godkjent enno: dette er eit utkast." in family_copy(draft)
    assert "Godkjent av" not in draft


def test_a_hurried_clock_tells_the_hour_it_really_was_and_that_it_was_practice(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    i18n.use("nn")
    text = compose(dataclasses.replace(meeting, speed=15), record, choose())
    assert "**Tid:** 10.00–10.03\n" in text
    assert "Dette var ei øving: klokka i møtet gjekk 15 gonger så fort som vanleg." in text
    assert "øving" not in compose(meeting, record, choose())


def test_the_title_and_the_footer_hold_no_name(meeting: Meeting, record: MeetingRecord, choose: Choose) -> None:
    paper = sheet(compose(meeting, record, choose()))
    for told in (paper.title, *(text_of(block.runs) for block in paper.footer)):  # type: ignore[union-attr]
        assert "Nor" not in told.replace("Norw", "")
        assert "Eksempel" not in told


def test_a_hidden_address_hides_place_school_and_what_tells_of_them(
    meeting: Meeting, record: MeetingRecord, choose: Choose
) -> None:
    i18n.use("nn")
    text = compose(meeting, changed(record, "child", hidden_address=True), choose())
    for words in ("Møterom 2", "Døme skule", "Same rom", "elev)", "rektor)"):
        assert words not in text
        assert words in compose(meeting, record, choose())
    assert "Liv Prøve (PP-rådgjevar, PPT)" in text


def test_an_alias_is_told_to_be_one(meeting: Meeting, record: MeetingRecord, choose: Choose) -> None:
    i18n.use("nn")
    text = compose(meeting, changed(record, "child", name="Stjerna", alias=True), choose())
    assert "**Ungdom:** Stjerna (ikkje det rette namnet)" in text


@pytest.mark.parametrize(
    ("kind", "told"), [(CaseKind.SYSTEM, "Ei gruppe eller eit miljø"), (CaseKind.ANONYMOUS, "Utan namn")]
)
def test_a_case_without_a_child_says_so_and_asks_for_no_childs_view(
    kind: CaseKind, told: str, meeting: Meeting, empty_record: MeetingRecord, choose: Choose
) -> None:
    i18n.use("nn")
    record = changed(empty_record, "case", kind=kind).model_copy(update={"child": None})
    text = compose(meeting, record, choose())
    assert f"**Barn:** {told}" in text
    assert "Barnets syn" not in text
    assert "synet til barnet" not in text


def test_a_stopped_meeting_and_one_on_paper_are_told(
    meeting: Meeting, record: MeetingRecord, empty_record: MeetingRecord, choose: Choose
) -> None:
    i18n.use("nn")
    assert "**Tid:** 10.00\n" in compose(the_meeting(thanked=False), record, choose())
    stopped = the_meeting(stopped_in="reflect")
    text = compose(stopped, empty_record, choose())
    assert "**Tid:** 10.00–10.31\n" in text
    assert "Møtet blei stoppa kl. 10.27, under «Status quo», og avslutta der." in text
    assert "Det blei ikkje bestemt noko i møtet." in text
    assert "Det er ikkje avtalt kven som bestemmer, eller når." in text
    points = open_points(stopped, empty_record, DAY)
    told = compose_referat(stopped, empty_record, points, on=DAY, head="", options=choose())
    assert "- Høyra om familien vil halda fram ein annan gong, og korleis – " in told
    assert "- Avtala neste møte – " in told
    assert "Kom tilbake til" not in told
    assert "blei halde med papir" in compose(meeting, changed(record, "info", on_paper=True), choose())


def test_the_day_is_the_records_then_the_clocks_then_the_one_given(record: MeetingRecord, choose: Choose) -> None:
    i18n.use("nn")
    elsewhere = changed(record, "info", held_on=None)
    assert "Onsdag 25. november 2026" in compose(the_meeting(), elsewhere, choose())
    text = compose_referat(Meeting(), elsewhere, (), on=date(2026, 12, 2), head="", options=choose())
    assert "**Dato:** Onsdag 2. desember 2026" in text


def test_every_field_of_vedlegg_2_has_its_place(meeting: Meeting, record: MeetingRecord, choose: Choose) -> None:
    """ressursteam-veileder.txt, Vedlegg 2: «Referat og tiltaksplan»."""
    i18n.use("nn")
    text = compose(meeting, record, choose())
    for field in (
        "**Ungdom:** Nor Eksempel", "**Dato:**", "**Skule/barnehage:** Døme skule", "**Til stades:**", "**Forfall:**",
        "**Referent:**", "## Utfordringa", "ønskjer hjelp frå", "| Tiltak | Mål | Ansvarleg | Frå | Skal vurderast |",
    ):  # fmt: skip
        assert field in text


def test_a_version_of_a_referat_fits_in_the_record(meeting: Meeting, record: MeetingRecord, choose: Choose) -> None:
    text = compose(meeting, record, choose())
    values = {"id": "d1", "case_id": "k1", "meeting_id": "m1", "kind": "referat", "markdown": text}
    assert Document.model_validate({**values, "made_at": "2026-11-25T11:00:00Z"}).markdown == text
