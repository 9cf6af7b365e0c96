"""The rows under the notes: what was tried, what a service offers, when they meet again."""

from __future__ import annotations

import asyncio
from datetime import date, time

import pytest
from textual.widgets import Input

from btimeeting.domain.agenda import Cue, Role
from btimeeting.domain.record import LONG, ChildView, NextMeeting, Note, NoteField, Offer, Tiltak, Tried
from btimeeting.domain.tiltakline import TiltakLine
from btimeeting.ui.pad.decision_rows import decision_rows
from btimeeting.ui.pad.row_drafts import read_rows
from btimeeting.ui.pad.tiltak_row import People, read_tiltak
from btimeeting.ui.pad.when_words import read_meeting_time
from tests.ui.desk_scenes import LATER, TODAY, DeskScene, agreed, draft
from tests.ui.scenes import MEETING, Console, agenda, console, screen_text, until

EMPTY = {"what": "", "who": "", "start": "", "review": ""}


async def _focus(one: Console, blank: str) -> Input:
    await until(one.pilot, lambda: one.screen.pad.record is not None)
    if one.screen.in_room:
        await one.press("f4")
    line = one.screen.query_one(f"#{blank}", Input)
    line.focus()
    await one.pilot.pause()
    return line


async def test_an_offer_in_one_line_is_read_while_it_is_typed_and_kept_by_enter() -> None:
    scene = DeskScene(agreed()).to_phase("offer")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-offer-what")
        line.value = "Søvnrettleiing heime @Kari Demo start: i dag !neste møte mål: betre morgonar"
        picture = await one.picture()
        assert "→ Søvnrettleiing heime · kven: Kari Demo · frå 25.11.2026 · vurdering tysdag 12. januar 2027" in picture
        await one.press("enter")
        offer = scene.records._all(Offer)[0]
        assert (offer.group, offer.service, offer.owner) == ("t1", "PPT", "Kari Demo")
        assert (offer.text, offer.start_on, offer.review_on) == ("Søvnrettleiing heime", TODAY, LATER)
        assert offer.goal == "betre morgonar"
        assert one.screen.focused is line
        assert line.value == ""
        await until(one.pilot, lambda: "Tilbod" in one.screen.pad.query_one("#pad-facts")._content.plain)
        assert one.screen.meeting.tiltak_noted


async def test_the_blanks_beside_the_line_need_no_sign_on_the_keyboard() -> None:
    reading = read_tiltak({"what": "Fast vaksen", "who": "Liv Prøve", "start": "i dag", "review": "12.1"}, TODAY, None)
    assert reading.text == "Fast vaksen · kven: Liv Prøve · frå 25.11.2026 · vurdering tysdag 12. januar 2027"
    assert reading.problem == ""


def test_a_first_name_is_the_whole_name_of_the_one_who_is_called_so() -> None:
    people = People()
    people.known = ("Kari Demo", "Ola Døme", "Ola Prøve", "Liv Prøve")
    assert [people.whole(name) for name in ("kari", "Liv  Prø", "Liv Prøve", "Ola", "Nokon", "", "Kar")] == [
        *("Kari Demo", "Liv  Prø", "Liv Prøve", "Ola", "Nokon", "", "Kar")
    ]
    line = read_tiltak(EMPTY | {"what": "Prat @kari"}, TODAY, None, whole=people.whole)
    assert line.text == "Prat · kven: Kari Demo"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"what": "Prat !31.2"}, "finst ikkje nokon dag som 31.2"),
        ({"what": "Prat", "review": "blåmandag"}, "«blåmandag» er ikkje ein dag eg kjenner"),
        ({"what": "Prat !24.11"}, "nett vore; utan årstal blir han lesen som onsdag 24. november 2027"),
        ({"what": "Prat", "review": "24.11"}, "nett vore; utan årstal"),
        ({"what": "Prat !neste veke"}, "«neste veke» er ei heil veke. Skriv kva dag"),
        ({"what": "Prat start: neste møte"}, "Neste møte har ikkje fått nokon dag"),
        ({"what": "Prat", "start": "12.1", "review": "2026-12-24"}, "blir vurdert før"),
        ({"what": "", "who": "Kari"}, "Kva er det som skal gjerast?"),
    ],
)
def test_a_doubt_is_told_in_place(values: dict[str, str], said: str) -> None:
    assert said in read_tiltak(EMPTY | values, TODAY, None).problem


@pytest.mark.parametrize("values", [{"what": "Prat !neste møte"}, {"what": "Prat", "review": "neste møte"}])
def test_the_next_meeting_may_be_meant_before_it_has_a_day(values: dict[str, str]) -> None:
    reading = read_tiltak(EMPTY | values, TODAY, None)
    assert (reading.text, reading.problem) == ("Prat · vurdering på neste møte", "")
    assert isinstance(reading.value, TiltakLine)
    assert (reading.value.text, reading.value.review_on) == ("Prat", None)
    told = read_tiltak(EMPTY | values, TODAY, None, LATER).text
    assert told == "Prat · vurdering på neste møte (framlegg: tysdag 12. januar 2027)"


async def test_what_is_evaluated_at_the_next_meeting_follows_its_day_and_nothing_else_does() -> None:
    mine = {"case_id": "case-1", "meeting_id": MEETING}
    there = Tiltak(id="a1", text="Leggjetid", review_on=LATER, **mine)
    own = Tiltak(id="a2", text="Observasjon", review_on=TODAY, **mine)
    offer = Offer(id="o1", meeting_id=MEETING, group="t1", service="PPT", text="Kartlegging", review_on=LATER)
    scene = DeskScene(agreed(), there, own, offer).to_phase("close")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-next-when")
        line.value = "26.1."
        await one.press("enter")
        day = date(2027, 1, 26)
        assert [t.review_on for t in (*scene.records._all(Tiltak), *scene.records._all(Offer))] == [day, TODAY, day]


async def test_the_agendas_line_for_the_referent_stands_in_every_turn_until_something_is_written() -> None:
    plain = agenda()
    at = next(n for n, phase in enumerate(plain.phases) if phase.id == "offer")
    said = Cue(at_s=None, to=Role.REFERENT, text="Skriv det {service} tilbyr som éi linje.")
    cued = plain.phases[at].but(cues=(said,))
    phases = (*plain.phases[:at], cued, *plain.phases[at + 1 :])
    scene = DeskScene(agenda=plain.but(phases=phases)).to_phase("offer")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-offer-what")
        before = one.screen.query_one("#pad-offer").region
        assert "Referent  «Skriv det PPT tilbyr som éi linje.»" in await one.picture()
        line.value = "Observasjon"
        await one.press("enter")
        await until(one.pilot, lambda: "Tilbod  Observasjon" in screen_text(one.app))
        assert "éi linje" not in await one.picture()
        assert one.screen.query_one("#pad-offer").region == before


async def test_a_draft_is_shown_to_be_said_and_is_not_kept_until_somebody_does() -> None:
    scene = DeskScene(draft("t1", "- Observasjon i klassen\n- Kartlegging")).to_phase("offer")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-offer-what")
        await until(one.pilot, lambda: line.value == "Observasjon i klassen")
        await one.press("enter")
        await until(one.pilot, lambda: line.value == "Kartlegging")
        scene.clock.go(30)
        await one.press("ctrl+n")
        assert [offer.text for offer in scene.records._all(Offer)] == ["Observasjon i klassen"]


async def test_help_in_a_row_tells_how_a_measure_is_written_on_one_line() -> None:
    async with console(DeskScene().to_phase("offer"), (120, 36)) as one:
        await one.press("f1")
        assert "søvnråd @Kari !12.1" not in " ".join((await one.picture()).split())
        await one.press("escape")
        await _focus(one, "pad-offer-what")
        await one.press("f1")
        assert "som i «søvnråd @Kari !12.1»." in " ".join((await one.picture()).split())


async def test_an_offer_half_written_when_its_writer_moves_on_is_kept_for_its_service() -> None:
    scene = DeskScene().to_phase("offer")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-offer-what")
        line.value = "Observasjon"
        scene.clock.go(30)
        await one.press("ctrl+n")
        await until(one.pilot, lambda: bool(scene.records._all(Offer)))
        assert scene.records._all(Offer)[0].group == "t1"


async def test_names_of_the_meeting_are_completed() -> None:
    people = People()
    people.known = ("Kari Demo", "Liv Prøve")
    assert await people.get_suggestion("Kar") == "Kari Demo"
    assert await people.get_suggestion("Prat @li") == "Prat @liv Prøve"
    assert await people.get_suggestion("Prat kven: L") == "Prat kven: Liv Prøve"
    assert await people.get_suggestion("Prat") is None


async def test_what_was_tried_is_kept_with_who_told_it() -> None:
    scene = DeskScene().to_phase("describe")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-tried-what")
        line.value = "Leggjerutine"
        one.screen.query_one("#pad-tried-effect", Input).value = "hjelpte litt"
        await one.press("enter")
        tried = scene.records._all(Tried)[0]
        assert (tried.text, tried.effect, tried.told_by) == ("Leggjerutine", "hjelpte litt", Role.FORESETTE)


@pytest.mark.parametrize(
    ("text", "on", "at", "who"),
    [
        ("12.1. kl. 9.30", LATER, time(9, 30), ""),
        ("tysdag 12. januar, kl 10", LATER, time(10), ""),
        ("om 6 veker", date(2027, 1, 6), None, ""),
        ("Rita Rektor", None, None, "Rita Rektor"),
    ],
)
def test_the_next_meeting_is_a_day_or_somebody_who_calls(text: str, on: date | None, at: time | None, who: str) -> None:
    found = read_meeting_time(text, TODAY)
    assert (found.on, found.at, found.who_calls, found.problem) == (on, at, who, "")


@pytest.mark.parametrize(
    "text", ["31.2.", "12.1. kl. 25.00", "onsdag 12.1.", "neste sommar", "om ei stund", "24.11.", "neste veke"]
)
def test_a_day_that_cannot_be_is_told(text: str) -> None:
    assert read_meeting_time(text, TODAY).problem


async def test_the_next_meeting_is_corrected_and_never_two() -> None:
    scene = DeskScene(agreed()).to_phase("close")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-next-when")
        line.value = "13.1. kl. 12.00"
        await one.press("enter")
        assert [(n.id, n.on) for n in scene.records._all(NextMeeting)] == [("next-1", date(2027, 1, 13))]


async def test_a_tiltak_without_a_day_is_evaluated_at_the_next_meeting() -> None:
    mine = {"case_id": "case-1", "meeting_id": MEETING}
    without = Tiltak(id="a1", text="Leggjetid", **mine)
    own = Tiltak(id="a2", text="Observasjon", review_on=TODAY, **mine)
    scene = DeskScene(without, own).to_phase("close")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-next-when")
        line.value = "12.1."
        await one.press("enter")
        assert [t.review_on for t in scene.records._all(Tiltak)] == [LATER, TODAY]


async def test_the_summary_is_proposed_from_what_was_written() -> None:
    note = Note(
        id="n1", meeting_id=MEETING, phase="describe", speaker="f", field=NoteField.CHALLENGE, text="Han søv lite"
    )
    tiltak = Tiltak(id="a1", case_id="case-1", meeting_id=MEETING, text="Søvnrettleiing heime")
    scene = DeskScene(note, tiltak).to_phase("close")
    async with console(scene, (120, 36)) as one:
        await one.press("f4")
        await until(one.pilot, lambda: any(n.field is NoteField.SUMMARY for n in scene.records._all(Note)))
        summary = next(n.text for n in scene.records._all(Note) if n.field is NoteField.SUMMARY)
        assert summary == "Dette skal me løysa saman: Han søv lite. Dette prøver me først: søvnrettleiing heime."


async def test_a_struck_offer_is_gone() -> None:
    offer = Offer(id="o1", meeting_id=MEETING, group="t1", service="PPT", text="Feil barn")
    scene = DeskScene(offer).to_phase("offer")
    async with console(scene, (120, 36)) as one:
        await _focus(one, "pad-offer-what")
        await one.press("ctrl+t", "ctrl+t")
        assert scene.records._all(Offer) == []
        await until(one.pilot, lambda: "Feil barn" not in one.screen.pad.query_one("#pad-facts")._content.plain)


async def test_rows_are_shown_where_they_belong() -> None:
    scene = DeskScene().to_phase("describe")
    async with console(scene, (120, 36)) as one:
        assert [row.id for row in one.screen.pad.forms.rows() if row.display] == ["pad-tried"]
        scene.to_phase("offer")
        await one.settle()
        assert [row.id for row in one.screen.pad.forms.rows() if row.display] == ["pad-offer"]


async def test_a_row_half_written_is_on_disk_and_stands_there_again_in_a_fresh_window() -> None:
    scene = DeskScene(draft("t1", "Kartlegging")).to_phase("offer")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-offer-what")
        line.value = "Observasjon @Kar"
        one.screen.query_one("#pad-offer-review", Input).value = "31.2"
        await until(one.pilot, lambda: any("31.2" in n.text for n in scene.records._all(Note)))
        await until(one.pilot, lambda: one.screen.pad.head.state.plain.startswith("lagra"))
        await one.press("f4")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-offer-what")
        assert line.value == "Observasjon @Kar"
        assert one.screen.query_one("#pad-offer-review", Input).value == "31.2"
        scene.other.next()
        await until(one.pilot, lambda: one.screen.pad.behind)
        await one.press("ctrl+g")
        assert scene.records._all(Offer) == []
    assert any("Observasjon @Kar" in note.text for note in scene.records._all(Note))


async def test_what_was_kept_is_no_longer_a_row_half_written() -> None:
    scene = DeskScene().to_phase("offer")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-offer-what")
        line.value = "Observasjon"
        await until(one.pilot, lambda: any(n.field is NoteField.ROW and n.text for n in scene.records._all(Note)))
        await one.press("enter")
        await until(one.pilot, lambda: len(scene.records._all(Offer)) == 1)
        assert [n.text for n in scene.records._all(Note) if n.field is NoteField.ROW] == [""]
        assert line.value == ""


@pytest.mark.parametrize(
    ("filled", "kept"),
    [
        ({"what": "Prat @Kari Demo !31.2"}, "Prat !31.2"),
        ({"what": "Prat", "review": "over jul", "start": "31.2"}, "Prat (frå: 31.2, vurdering: over jul)"),
    ],
)
async def test_a_day_that_cannot_be_read_stays_as_it_was_typed(filled: dict[str, str], kept: str) -> None:
    scene = DeskScene().to_phase("offer")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-offer-what")
        for blank, text in filled.items():
            one.screen.query_one(f"#pad-offer-{blank}", Input).value = text
        await one.press("enter")
        assert scene.records._all(Offer) == []
        assert line.value == filled["what"]
        assert "Enter éin gong til tek det med slik det står." in " ".join((await one.picture()).split())
        await one.press("enter")
        assert [offer.text for offer in scene.records._all(Offer)] == [kept]


async def test_a_row_that_could_not_be_kept_stands_there_again() -> None:
    scene = DeskScene().to_phase("offer")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-offer-what")
        line.value = "Observasjon"
        await until(one.pilot, lambda: bool(scene.records._all(Note)))
        scene.records.fail_with = OSError("full")
        await one.press("enter")
        await until(one.pilot, lambda: "IKKJE LAGRA" in screen_text(one.app))
        assert line.value == "Observasjon"
        scene.records.fail_with = None
        await one.press("enter")
        await until(one.pilot, lambda: [o.text for o in scene.records._all(Offer)] == ["Observasjon"])


async def test_two_windows_keep_a_half_written_row_once() -> None:
    scene = DeskScene().to_phase("offer")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-offer-what")
        line.value = "Observasjon"
        await until(one.pilot, lambda: bool(scene.records._all(Note)))
        async with console(scene, (120, 36)) as other:
            await other.press("f4")
            there = other.screen.query_one("#pad-offer-what", Input)
            await until(other.pilot, lambda: there.value == "Observasjon")
            scene.clock.go(30)
            await one.press("ctrl+n")
            # both listen to one bell here, which rings for the first of them only
            await asyncio.wrap_future(other.screen.bridge.ask(lambda stores: stores.session.catch_up()))
            await until(other.pilot, lambda: there.value == "")
        assert [offer.text for offer in scene.records._all(Offer)] == ["Observasjon"]


async def test_the_strike_key_takes_what_stands_in_the_row_before_what_was_kept() -> None:
    scene = DeskScene(Offer(id="o1", meeting_id=MEETING, group="t1", service="PPT", text="Rett")).to_phase("offer")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-offer-what")
        line.value = "Feil barn"
        await until(one.pilot, lambda: bool(scene.records._all(Note)))
        await one.press("ctrl+t", "ctrl+t")
        assert line.value == ""
        await until(one.pilot, lambda: scene.records._all(Note) == [])
        assert [offer.text for offer in scene.records._all(Offer)] == ["Rett"]


@pytest.mark.parametrize("blank", ["what", "who", "start", "review"])
async def test_what_is_longer_than_a_row_takes_is_told_and_never_cut_and_the_row_stands(blank: str) -> None:
    scene = DeskScene().to_phase("offer")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-offer-what")
        line.value = "Prat"
        told = one.screen.query_one(f"#pad-offer-{blank}", Input)
        told.value = "ei lang forklaring " * 40
        await one.press("enter")
        await one.press("enter")
        assert scene.records._all(Offer) == []
        assert told.value == "ei lang forklaring " * 40
        assert "skriv det heller som notat" in " ".join((await one.picture()).split())


@pytest.mark.parametrize("blank", ["what", "when", "effect"])
async def test_what_was_tried_is_never_cut(blank: str) -> None:
    scene = DeskScene().to_phase("describe")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-tried-what")
        line.value = "Prat"
        one.screen.query_one(f"#pad-tried-{blank}", Input).value = "x" * 501
        await one.press("enter")
        assert scene.records._all(Tried) == []
        assert one.screen.query_one(f"#pad-tried-{blank}", Input).value == "x" * 501


def test_the_childs_view_is_kept_whole_beside_a_day_that_cannot_be_read() -> None:
    child = next(row for row in decision_rows(People(), lambda: None) if row.id == "decide-child")
    said = "Eg vil ha fred. " * 60
    reading = child._read({"text": said, "who": "", "when": "over jul"})
    assert isinstance(reading.as_written, ChildView)
    assert reading.as_written.text.startswith(said)
    assert child._read({"text": "", "who": "x" * 501, "when": ""}).value is None


async def test_a_book_pasted_into_a_blank_takes_nothing_from_the_other_blanks_when_the_window_dies() -> None:
    scene = DeskScene().to_phase("offer")
    async with console(scene, (120, 36)) as one:
        line = await _focus(one, "pad-offer-what")
        line.value = "Observasjon"
        one.screen.query_one("#pad-offer-who", Input).value = '"' * 30_000
        await until(one.pilot, lambda: any('\\"' in note.text for note in scene.records._all(Note)))
        (note,) = scene.records._all(Note)
    kept = read_rows(note.text)["pad-offer"]
    assert (kept["what"], kept["who"][:1], len(note.text) <= LONG) == ("Observasjon", '"', True)
