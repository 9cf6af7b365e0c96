"""The decision: three presses, everything with a default, nobody's view lost."""

from __future__ import annotations

from datetime import date

import pytest
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Input, TextArea

from btimeeting.domain.events import Decided
from btimeeting.domain.record import (
    Acceptance,
    DecisionRecord,
    Offer,
    Tiltak,
)
from btimeeting.ui.pad.decision_sections import share
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.pad.read_aloud import ReadAloud as ReadAloudScreen
from btimeeting.ui.pad.read_aloud import sentences
from tests.ui.desk_scenes import (
    LATER,
    NASTY,
    TODAY,
    DeskScene,
    agreed,
    at_decision,
    deciding,
    offers,
    the_record,
    voice,
)
from tests.ui.scenes import MEETING, console, screen_text, until


async def test_from_the_last_offer_to_the_text_read_aloud_in_three_presses() -> None:
    scene = DeskScene(agreed(), *offers()).to_phase("offer")
    scene.walk(2)
    async with console(scene, (80, 24)) as one:
        await one.press("f4")
        presses = ["space", "2", "r"]
        await one.press(presses[0])
        await until(one.pilot, lambda: isinstance(one.screen.focused, PickList))
        await one.press(presses[1])
        await one.press(presses[2])
        await until(one.pilot, lambda: isinstance(one.app.screen, ReadAloudScreen))
        await one.pilot.pause()
        text = " ".join(screen_text(one.app).split())
        assert f"Me prøver søvnrettleiing heime og fast vaksen {NASTY}." in text
        assert "Me ser på det saman tysdag 12. januar 2027 kl. 09.30." in text
        assert len(presses) <= 3


async def test_a_service_brings_its_offers_prefilled_and_all_of_it_is_saved() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2")
        record = the_record(scene)
        assert record.decision is not None
        assert record.decision.services == ("Helsestasjonen",)
        assert [(t.text, t.owner, t.start_on, t.review_on, t.offer_id) for t in record.tiltak] == [
            ("Søvnrettleiing heime", "Kari Demo", TODAY, LATER, "o1"),
            (f"Fast vaksen {NASTY}", "Kari Demo", TODAY, LATER, "o2"),
        ]
        assert [t.goal for t in record.tiltak] == ["betre morgonar", ""]
        assert record.stafettholdar is not None
        assert (record.stafettholdar.person, record.stafettholdar.acceptance) == ("Kari Demo", Acceptance.OFFERED)
        assert record.entries[0].author == ""  # who is only asked has not said it
        assert one.screen.meeting.decision_service == "t2"
        assert "lagra 09." in await one.picture()


async def test_another_service_is_another_decision_and_leaves_nothing_of_the_first() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2")
        await one.press("1")
        record = the_record(scene)
        assert [t.text for t in record.tiltak] == ["Observasjon"]
        assert record.stafettholdar is not None
        assert record.stafettholdar.service == "PPT"
        assert len(record.entries) == 1
        assert len(scene.records._all(DecisionRecord)) == 1
        assert [e.service for e in scene.journal.events[MEETING] if isinstance(e, Decided)] == ["t2", "t1"]


async def test_nobody_now_and_not_decided_are_answers_too() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2", "4")
        record = the_record(scene)
        assert record.decision is not None
        assert record.decision.none_now
        assert record.tiltak == ()
        assert record.stafettholdar is None
        await one.press("5")
        decision = the_record(scene).decision
        assert decision is not None
        assert (decision.undecided, decision.none_now) == (True, False)
        later = one.screen.query_one("#decide-later-who", Input)
        later.value = "Mor Døme"
        one.screen.query_one("#decide-later-when", Input).value = "fredag"
        later.focus()
        await one.press("enter")
        decision = the_record(scene).decision
        assert decision is not None
        assert (decision.decides, decision.decide_by) == ("Mor Døme", date(2026, 11, 27))


async def test_the_footer_says_what_enter_does_in_each_list() -> None:
    async with console(deciding(), (120, 36)) as one:
        await at_decision(one)
        await one.press("2")
        footers = []
        for name in ("#decide-who", "#decide-what", "#decide-baton", "#voice-0-answer"):
            one.screen.query_one(name, PickList).focus()
            footers.append((await one.picture()).splitlines()[-1])
        said = ("1–9 Vel teneste", "Enter Ta med eller la vera", "Enter Neste svar", "Enter Neste svar")
        assert [text in footer for text, footer in zip(said, footers, strict=True)] == [True] * 4
        assert ["1–9" in footer for footer in footers] == [True, False, False, False]
        assert all("R Les opp" in footer and "F9" in footer and "F4" in footer for footer in footers)
        await one.press("f1")
        assert "↑ ↓" in screen_text(one.app)  # no more than six keys: going up and down is told by F1


async def test_enter_takes_an_offer_and_leaves_one_and_space_is_still_next() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2", "down", "down", "enter")
        assert [t.text for t in the_record(scene).tiltak] == ["Søvnrettleiing heime"]
        await one.press("down", "enter")
        assert {t.text for t in the_record(scene).tiltak} == {"Søvnrettleiing heime", "Observasjon"}
        before = one.screen.meeting.step
        scene.clock.go(10)
        await one.press("space")
        assert one.screen.meeting.step != before


async def test_a_new_tiltak_the_baton_and_its_person() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2")
        line = one.screen.query_one("#decide-new-what", Input)
        line.focus()
        line.value = "Leggjetid kl. 20 @Mor Døme"
        await one.press("enter")
        assert [(t.text, t.owner) for t in the_record(scene).tiltak][-1] == ("Leggjetid kl. 20", "Mor Døme")
        one.screen.query_one("#decide-baton", PickList).focus()
        await one.press("right")
        person = one.screen.query_one("#decide-person-name", Input)
        person.focus()
        person.value = "Siri Eksempel"
        await one.press("enter")
        baton = the_record(scene).stafettholdar
        assert baton is not None
        assert (baton.acceptance, baton.person) == (Acceptance.ACCEPTED, "Siri Eksempel")
        assert the_record(scene).entries[0].author == "Siri Eksempel"
        assert "Helsestasjonen ved Siri Eksempel er stafettholdar." in the_record(scene).entries[0].text


async def test_the_first_answer_of_a_person_asked_to_carry_the_baton_is_yes() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2")
        one.screen.query_one("#decide-baton", PickList).focus()
        answers = []
        for _ in range(4):
            await one.press("enter")
            baton = the_record(scene).stafettholdar
            answers.append(baton.acceptance if baton is not None else None)
        assert answers == [Acceptance.ACCEPTED, Acceptance.SERVICE, Acceptance.DECLINED, Acceptance.OFFERED]


async def test_the_arrows_walk_past_the_text_and_leave_it_as_it_was() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2")
        text = one.screen.query_one("#decide-text", TextArea)
        one.screen.query_one("#decide-person-name", Input).focus()
        await one.press("down")
        assert one.screen.focused is text
        await one.press(*["down"] * text.wrapped_document.height)
        assert one.screen.focused is voice(one, 0).picks
        await one.press(*["up"] * (text.wrapped_document.height + 1))
        assert one.screen.focused is one.screen.query_one("#decide-person-name", Input)
        assert text.text == the_record(scene).entries[0].text


async def test_the_childs_view_or_who_asks_for_it_and_when() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        one.screen.query_one("#decide-child-who", Input).value = "Per Pedagog"
        when = one.screen.query_one("#decide-child-when", Input)
        when.value = "fredag"
        when.focus()
        assert "ikkje innhenta; Per Pedagog snakkar med barnet · fredag 27. november 2026" in await one.picture()
        await one.press("enter")
        decision = the_record(scene).decision
        assert decision is not None
        assert decision.child_view is not None
        seen = decision.child_view
        assert (seen.obtained, seen.who_asks, seen.when) == (False, "Per Pedagog", date(2026, 11, 27))


async def test_a_tiltak_the_teacher_does_is_not_the_services() -> None:
    offer = Offer(
        id="o9", meeting_id=MEETING, group="t3", service="Barnevernstenesta", text="Prat", owner="Per Pedagog"
    )
    scene = DeskScene(offer).to_phase("decide")
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("3")
        assert [(t.owner, t.service) for t in the_record(scene).tiltak] == [("Per Pedagog", "")]


async def test_nothing_chosen_blocks_no_step_and_leaves_no_decision() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        for _ in range(3):
            scene.clock.go(30)
            await one.press("space")
        assert one.screen.meeting.phase is not None
        assert one.screen.meeting.phase.id == "close"
        assert the_record(scene).decision is None


async def test_a_decision_made_is_there_again_after_a_restart() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2")
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        assert "2 (•) Helsestasjonen" in await one.picture()
        await one.press("2")
        assert len(scene.records._all(Tiltak)) == 2


def test_sentences_of_the_reading() -> None:
    text = "Me prøver det. Me ser på det 12. januar kl. 9.30.\nTakk!"
    assert sentences(text) == ["Me prøver det.", "Me ser på det 12. januar kl. 9.30.", "Takk!"]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_nobody_scrolls_for_anything_in_the_decision(size: tuple[int, int]) -> None:
    scene = deciding()
    async with console(scene, size) as one:
        await at_decision(one)
        await one.press("2")
        decision, seen = one.screen.pad.decision, []
        while (field := one.screen.focused) not in seen:
            assert field is not None
            assert decision in field.ancestors
            assert decision.max_scroll_y == 0
            assert [part.id for part in decision.parts if part.body.size.height and part.body.max_scroll_y] == []
            assert field.region.height > 0, field.id
            assert decision.region.contains_region(field.region), field.id
            seen.append(field)
            await one.pilot.press("tab")
            await one.pilot.pause()
        assert len(seen) == len(one.screen.pad.stops)
        voice(one, 0).picks.focus()
        await one.press("left")
        assert "Synet til Mor Døme (føresett):" in await one.picture()


async def test_a_part_there_is_no_room_for_tells_in_a_line_what_stands_in_it_and_opens_by_a_click() -> None:
    scene = deciding()
    async with console(scene, (80, 24)) as one:
        await at_decision(one)
        await one.press("2")
        page = await one.picture()
        assert "Tiltak  Søvnrettleiing heime · Fast vaksen [/x] Åse [b]" in page
        assert "Kva kvar seier  ingen spurde enno" in page
        assert "Mor Døme (føresett)" not in page
        part = next(part for part in one.screen.pad.decision.parts if part.id == "part-voices")
        await one.pilot.click(part.line)
        assert "Mor Døme (føresett)   ikkje spurd" in await one.picture()
        await one.press("right", "1")
        page = await one.picture()
        assert one.screen.focused is voice(one, 0).picks
        assert "Mor Døme (føresett)   ja" in page
        assert "Hjelp frå først  PPT" in page
        one.screen.query_one("#decide-who", PickList).focus()
        assert "Kva kvar seier  Mor Døme: ja" in await one.picture()


async def test_of_more_measures_than_there_are_rows_the_marked_one_is_seen() -> None:
    more = [offers()[2].model_copy(update={"id": f"x{n}", "text": f"Tilbod {n}"}) for n in range(6)]
    async with console(DeskScene(agreed(), *offers(), *more).to_phase("decide"), (80, 24)) as one:
        await at_decision(one)
        one.screen.query_one("#decide-what", PickList).focus()
        assert "Tilbod 5" not in await one.picture()
        await one.press(*["down"] * 8)
        assert "▸ [ ] Tilbod 5   PPT" in await one.picture()
        await one.press("down")
        assert one.screen.focused is one.screen.query_one("#decide-new-what", Input)
        assert one.screen.pad.decision.region.contains_region(one.screen.focused.region)


def test_the_room_goes_to_where_one_stands_first() -> None:
    assert share(10, [3, 7, 2, 4, 5, 1], 0) == [3, 0, 2, 0, 0, 1]
    assert share(10, [3, 7, 2, 4, 5, 1], 1) == [0, 5, 0, 0, 0, 1]
    assert share(30, [3, 7, 2, 4, 5, 1], 4) == [3, 7, 2, 4, 5, 1]
    assert share(5, [3, 7, 2, 4, 5, 1], 3) == [0, 0, 0, 2, 0, 0]  # a window that is too small for it scrolls


def test_a_choice_that_stands_alone_is_never_cut() -> None:
    picks = PickList(id="x")
    picks.show([tuple(Content(f"{n} ( ) Ei teneste") for n in range(6))])
    whole = picks.get_content_height(Size(30, 9), Size(30, 9), 30)
    picks.shorten(short=True)
    assert picks.get_content_height(Size(30, 9), Size(30, 9), 30) == whole == 6
    assert picks.left_out(30) == 0
