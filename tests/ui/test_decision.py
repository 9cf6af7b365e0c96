"""The decision: three presses, everything with a default, nobody's view lost."""

from __future__ import annotations

from datetime import date

from textual.widgets import Input, TextArea

from btimeeting.domain.agenda import Role
from btimeeting.domain.events import Decided, ReadAloud, ReadBack
from btimeeting.domain.record import (
    Acceptance,
    Answer,
    Confirmation,
    DecisionRecord,
    MeetingRecord,
    Note,
    NoteField,
    Offer,
    Participant,
    Tiltak,
)
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.pad.read_aloud import ReadAloud as ReadAloudScreen
from btimeeting.ui.pad.read_aloud import sentences
from btimeeting.ui.pad.voices import Voice
from tests.ui.desk_scenes import LATER, TODAY, DeskScene, agreed
from tests.ui.scenes import MEETING, Console, console, screen_text, until

NASTY = "[/x] Åse [b]"


def _offers() -> tuple[Offer, ...]:
    offered = {"meeting_id": MEETING, "group": "t2", "service": "Helsestasjonen"}
    return (
        Offer(id="o1", text="Søvnrettleiing heime", owner="Kari Demo", **offered),
        Offer(id="o2", text=f"Fast vaksen {NASTY}", **offered),
        Offer(id="o3", meeting_id=MEETING, group="t1", service="PPT", text="Observasjon"),
    )


def _deciding() -> DeskScene:
    return DeskScene(agreed(), *_offers()).to_phase("decide")


def _record(scene: DeskScene) -> MeetingRecord:
    return scene.records.meeting(MEETING)


def _voices(scene: DeskScene) -> tuple[Confirmation, ...]:
    decision = _record(scene).decision
    return decision.confirmations if decision is not None else ()


def _voice(one: Console, number: int) -> Voice:
    return one.screen.query_one(f"#voice-{number}", Voice)


async def _at_work(one: Console) -> None:
    await one.press("f4")
    await until(one.pilot, lambda: isinstance(one.screen.focused, PickList))


async def test_from_the_last_offer_to_the_text_read_aloud_in_three_presses() -> None:
    scene = DeskScene(agreed(), *_offers()).to_phase("offer")
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
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2")
        record = _record(scene)
        assert record.decision is not None
        assert record.decision.services == ("Helsestasjonen",)
        assert [(t.text, t.owner, t.start_on, t.review_on, t.offer_id) for t in record.tiltak] == [
            ("Søvnrettleiing heime", "Kari Demo", TODAY, LATER, "o1"),
            (f"Fast vaksen {NASTY}", "Kari Demo", TODAY, LATER, "o2"),
        ]
        assert record.stafettholdar is not None
        assert (record.stafettholdar.person, record.stafettholdar.acceptance) == ("Kari Demo", Acceptance.OFFERED)
        assert record.entries[0].author == "Kari Demo"
        assert one.screen.meeting.decision_service == "t2"
        assert "lagra 09." in await one.picture()


async def test_another_service_is_another_decision_and_leaves_nothing_of_the_first() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2")
        await one.press("1")
        record = _record(scene)
        assert [t.text for t in record.tiltak] == ["Observasjon"]
        assert record.stafettholdar is not None
        assert record.stafettholdar.service == "PPT"
        assert len(record.entries) == 1
        assert len(scene.records._all(DecisionRecord)) == 1
        assert [e.service for e in scene.journal.events[MEETING] if isinstance(e, Decided)] == ["t2", "t1"]


async def test_nobody_now_and_not_decided_are_answers_too() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2", "4")
        record = _record(scene)
        assert record.decision is not None
        assert record.decision.none_now
        assert record.tiltak == ()
        assert record.stafettholdar is None
        await one.press("5")
        decision = _record(scene).decision
        assert decision is not None
        assert (decision.undecided, decision.none_now) == (True, False)
        later = one.screen.query_one("#decide-later-who", Input)
        later.value = "Mor Døme"
        one.screen.query_one("#decide-later-when", Input).value = "fredag"
        later.focus()
        await one.press("enter")
        decision = _record(scene).decision
        assert decision is not None
        assert (decision.decides, decision.decide_by) == ("Mor Døme", date(2026, 11, 27))


async def test_enter_takes_an_offer_and_leaves_one_and_space_is_still_next() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2", "down", "down", "enter")
        assert [t.text for t in _record(scene).tiltak] == ["Søvnrettleiing heime"]
        await one.press("down", "enter")
        assert {t.text for t in _record(scene).tiltak} == {"Søvnrettleiing heime", "Observasjon"}
        before = one.screen.meeting.step
        scene.clock.go(10)
        await one.press("space")
        assert one.screen.meeting.step != before


async def test_a_new_tiltak_the_baton_and_its_person() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2")
        line = one.screen.query_one("#decide-new-what", Input)
        line.focus()
        line.value = "Leggjetid kl. 20 @Mor Døme"
        await one.press("enter")
        assert [(t.text, t.owner) for t in _record(scene).tiltak][-1] == ("Leggjetid kl. 20", "Mor Døme")
        one.screen.query_one("#decide-baton", PickList).focus()
        await one.press("right")
        person = one.screen.query_one("#decide-person-name", Input)
        person.focus()
        person.value = "Siri Eksempel"
        await one.press("enter")
        baton = _record(scene).stafettholdar
        assert baton is not None
        assert (baton.acceptance, baton.person) == (Acceptance.ACCEPTED, "Siri Eksempel")
        assert "Helsestasjonen ved Siri Eksempel er stafettholdar." in _record(scene).entries[0].text


async def test_the_first_answer_of_a_person_asked_to_carry_the_baton_is_yes() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2")
        one.screen.query_one("#decide-baton", PickList).focus()
        answers = []
        for _ in range(4):
            await one.press("enter")
            baton = _record(scene).stafettholdar
            answers.append(baton.acceptance if baton is not None else None)
        assert answers == [Acceptance.ACCEPTED, Acceptance.SERVICE, Acceptance.DECLINED, Acceptance.OFFERED]


async def test_the_arrows_walk_past_the_text_and_leave_it_as_it_was() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2")
        text = one.screen.query_one("#decide-text", TextArea)
        one.screen.query_one("#decide-baton", PickList).focus()
        await one.press("down")
        assert one.screen.focused is text
        await one.press(*["down"] * text.wrapped_document.height)
        assert one.screen.focused is _voice(one, 0).picks
        await one.press(*["up"] * (text.wrapped_document.height + 1))
        assert one.screen.focused is one.screen.query_one("#decide-baton", PickList)
        assert text.text == _record(scene).entries[0].text


async def test_parents_who_disagree_are_both_written_down_and_the_teacher_is_asked() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2")
        _voice(one, 0).picks.focus()
        await one.press("left")
        assert "Synet til Mor Døme (føresett):" in await one.picture()
        await one.press("down", *"Eg", "down", "left")
        await one.press("down", *"Vent")
        await until(one.pilot, lambda: [c.text for c in _voices(scene)] == ["Eg", "Vent"])
        await one.press("enter")
        assert one.screen.focused is _voice(one, 2).picks
        _voice(one, 3).picks.focus()
        await one.press("left")
        assert [(c.who, c.role, c.answer, c.text) for c in _voices(scene)] == [
            ("Mor Døme", Role.FORESETTE, Answer.NO, "Eg"),
            ("Far Døme", Role.FORESETTE, Answer.NO, "Vent"),
            ("Per Pedagog", Role.EDUCATOR, Answer.NO, ""),
        ]
        _voice(one, 0).picks.focus()
        await one.press("right")
        assert _voice(one, 0).view.display
        assert _voice(one, 0).view.value == "Eg"
        assert _voices(scene)[0].answer is Answer.YES


async def test_two_parents_without_a_name_are_two_voices() -> None:
    scene = _deciding()
    for seat in ("f1", "f2"):
        parent = scene.records.get(Participant, f"person-{seat}")
        scene.records.save(parent.model_copy(update={"name": ""}), scene.clock.now())
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        for number, key in ((0, "right"), (1, "left")):
            _voice(one, number).picks.focus()
            await one.press(key)
        assert [(c.who, c.answer) for c in _voices(scene)] == [("", Answer.YES), ("2", Answer.NO)]


async def test_what_another_window_decided_is_seen_here_and_not_written_over() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2")
        decision = _record(scene).decision
        assert decision is not None
        said = (Confirmation(role=Role.FORESETTE, who="Far Døme", answer=Answer.THINK),)
        scene.records.save(decision.model_copy(update={"confirmations": said}), scene.clock.now())
        one.screen.pad.reread()
        await until(one.pilot, lambda: "må tenkja" in screen_text(one.app))
        await one.press("1")
        assert [c.who for c in _voices(scene)] == ["Far Døme"]


async def test_a_choice_that_did_not_come_to_disk_stands_and_is_tried_again() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        scene.records.fail_with = OSError("full")
        await one.press("2")
        await until(one.pilot, lambda: "IKKJE LAGRA" in screen_text(one.app))
        scene.records.fail_with = None
        one.screen.pad.reread()
        assert "2 (•) Helsestasjonen" in await one.picture()
        await until(one.pilot, lambda: _record(scene).decision is not None)


async def test_the_childs_view_or_who_asks_for_it_and_when() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        one.screen.query_one("#decide-child-who", Input).value = "Per Pedagog"
        when = one.screen.query_one("#decide-child-when", Input)
        when.value = "fredag"
        when.focus()
        assert "ikkje innhenta; Per Pedagog snakkar med barnet · fredag 27. november 2026" in await one.picture()
        await one.press("enter")
        decision = _record(scene).decision
        assert decision is not None
        assert decision.child_view is not None
        seen = decision.child_view
        assert (seen.obtained, seen.who_asks, seen.when) == (False, "Per Pedagog", date(2026, 11, 27))


async def test_rows_half_written_under_the_decision_are_there_after_a_restart_and_kept_when_it_goes_on() -> None:
    scene = _deciding()
    filled = {"decide-new-what": "Leggjetid kl. 20", "decide-child-who": "Per Pedagog", "decide-child-when": "31.2"}
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        for blank, text in filled.items():
            one.screen.query_one(f"#{blank}", Input).value = text
        await until(one.pilot, lambda: "31.2" in "".join(n.text for n in scene.records._all(Note)))
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await until(one.pilot, lambda: one.screen.query_one("#decide-child-when", Input).value == "31.2")
        assert {blank: one.screen.query_one(f"#{blank}", Input).value for blank in filled} == filled
        one.screen.query_one("#decide-new-what", Input).value = "Leggjetid kl. 20 @Mor Døme"
        while one.screen.meeting.phase is not None and one.screen.meeting.phase.id == "decide":
            scene.clock.go(30)
            await one.press("space")
        await until(one.pilot, lambda: [t.owner for t in _record(scene).tiltak] == ["Mor Døme"])
        left = [note.text for note in scene.records._all(Note) if note.field is NoteField.ROW]
        assert [("Leggjetid" in text, "31.2" in text) for text in left] == [(False, True)]


async def test_a_tiltak_the_teacher_does_is_not_the_services() -> None:
    offer = Offer(
        id="o9", meeting_id=MEETING, group="t3", service="Barnevernstenesta", text="Prat", owner="Per Pedagog"
    )
    scene = DeskScene(offer).to_phase("decide")
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("3")
        assert [(t.owner, t.service) for t in _record(scene).tiltak] == [("Per Pedagog", "")]


async def test_a_text_changed_by_hand_stays_and_is_saved_key_by_key() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2")
        area = one.screen.query_one("#decide-text", TextArea)
        area.focus()
        area.text = "Me prøver dette."
        await until(one.pilot, lambda: _record(scene).entries[0].text == "Me prøver dette.")
        await one.press("escape", "f6", "1")
        assert _record(scene).entries[0].text == "Me prøver dette."
        assert _record(scene).entries[0].author == "Ola Prøve"


async def test_the_answer_to_the_reading_is_kept_and_the_room_page_is_behind_it() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2", "r")
        await one.press("2")
        assert one.screen.in_room
        assert _record(scene).entries[0].read_back is ReadBack.CHANGED
        assert [e.answer for e in scene.journal.events[MEETING] if isinstance(e, ReadAloud)] == [ReadBack.CHANGED]


async def test_a_yes_was_a_yes_to_the_text_as_it_was() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2", "r")
        await one.press("enter")
        record = _record(scene)
        assert record.entries[0].read_back is ReadBack.YES
        assert record.decision is not None
        assert [(c.role, c.who, c.answer) for c in record.decision.confirmations] == [(Role.FORESETTE, "", Answer.YES)]
        await _at_work(one)
        await one.press("1")
        assert _record(scene).entries[0].read_back is None


async def test_the_space_bar_closes_the_reading_without_an_answer() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2", "r")
        before = one.screen.meeting.step
        await one.press("space")
        assert one.app.screen is one.screen
        assert one.screen.meeting.step == before
        assert _record(scene).entries[0].read_back is None


async def test_nothing_chosen_blocks_no_step_and_leaves_no_decision() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        for _ in range(3):
            scene.clock.go(30)
            await one.press("space")
        assert one.screen.meeting.phase is not None
        assert one.screen.meeting.phase.id == "close"
        assert _record(scene).decision is None


async def test_a_decision_made_is_there_again_after_a_restart() -> None:
    scene = _deciding()
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        await one.press("2")
    async with console(scene, (120, 36)) as one:
        await _at_work(one)
        assert "2 (•) Helsestasjonen" in await one.picture()
        await one.press("2")
        assert len(scene.records._all(Tiltak)) == 2


def test_sentences_of_the_reading() -> None:
    text = "Me prøver det. Me ser på det 12. januar kl. 9.30.\nTakk!"
    assert sentences(text) == ["Me prøver det.", "Me ser på det 12. januar kl. 9.30.", "Takk!"]
