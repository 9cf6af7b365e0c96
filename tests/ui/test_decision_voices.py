"""Everybody is heard: a view stands under the one whose it is, and nothing half-written or chosen is lost."""

from __future__ import annotations

from textual.widgets import Input

from btimeeting.domain.agenda import Role
from btimeeting.domain.record import Answer, Confirmation, Note, NoteField, Participant
from tests.ui.desk_scenes import at_decision, deciding, the_record, voice, voices
from tests.ui.scenes import console, screen_text, until


async def test_parents_who_disagree_are_both_written_down_and_the_teacher_is_asked() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2")
        voice(one, 0).picks.focus()
        await one.press("left")
        assert "Synet til Mor Døme (føresett):" in await one.picture()
        await one.press("down", *"Eg", "down", "left")
        await until(one.pilot, lambda: voice(one, 1).view.display)
        await one.press("down", *"Vent")
        await until(one.pilot, lambda: [c.text for c in voices(scene)] == ["Eg", "Vent"])
        await one.press("enter")
        assert one.screen.focused is voice(one, 2).picks
        voice(one, 3).picks.focus()
        await one.press("left")
        assert [(c.who, c.role, c.answer, c.text) for c in voices(scene)] == [
            ("Mor Døme", Role.FORESETTE, Answer.NO, "Eg"),
            ("Far Døme", Role.FORESETTE, Answer.NO, "Vent"),
            ("Per Pedagog", Role.EDUCATOR, Answer.NO, ""),
        ]
        voice(one, 0).picks.focus()
        await one.press("right")
        assert voice(one, 0).view.display
        assert voice(one, 0).view.value == "Eg"
        assert voices(scene)[0].answer is Answer.YES


async def test_two_parents_without_a_name_are_two_voices() -> None:
    scene = deciding()
    for seat in ("f1", "f2"):
        parent = scene.records.get(Participant, f"person-{seat}")
        scene.records.save(parent.model_copy(update={"name": ""}), scene.clock.now())
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        for number, key in ((0, "right"), (1, "left")):
            voice(one, number).picks.focus()
            await one.press(key)
        assert [(c.who, c.answer) for c in voices(scene)] == [("", Answer.YES), ("2", Answer.NO)]


async def test_what_another_window_decided_is_seen_here_and_not_written_over() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2")
        decision = the_record(scene).decision
        assert decision is not None
        said = (Confirmation(role=Role.FORESETTE, who="Far Døme", answer=Answer.THINK),)
        scene.records.save(decision.model_copy(update={"confirmations": said}), scene.clock.now())
        one.screen.pad.reread()
        await until(one.pilot, lambda: "må tenkja" in screen_text(one.app))
        await one.press("1")
        assert [c.who for c in voices(scene)] == ["Far Døme"]


async def test_a_choice_that_did_not_come_to_disk_stands_and_is_tried_again() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        scene.records.fail_with = OSError("full")
        await one.press("2")
        await until(one.pilot, lambda: "IKKJE LAGRA" in screen_text(one.app))
        scene.records.fail_with = None
        one.screen.pad.reread()
        assert "2 (•) Helsestasjonen" in await one.picture()
        await until(one.pilot, lambda: the_record(scene).decision is not None)


async def test_rows_half_written_under_the_decision_are_there_after_a_restart_and_kept_when_it_goes_on() -> None:
    scene = deciding()
    filled = {"decide-new-what": "Leggjetid kl. 20", "decide-child-who": "Per Pedagog", "decide-child-when": "31.2"}
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        for blank, text in filled.items():
            one.screen.query_one(f"#{blank}", Input).value = text
        await until(one.pilot, lambda: "31.2" in "".join(n.text for n in scene.records._all(Note)))
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await until(one.pilot, lambda: one.screen.query_one("#decide-child-when", Input).value == "31.2")
        assert {blank: one.screen.query_one(f"#{blank}", Input).value for blank in filled} == filled
        one.screen.query_one("#decide-new-what", Input).value = "Leggjetid kl. 20 @Mor Døme"
        while one.screen.meeting.phase is not None and one.screen.meeting.phase.id == "decide":
            scene.clock.go(30)
            await one.press("space")
        await until(one.pilot, lambda: [t.owner for t in the_record(scene).tiltak] == ["Mor Døme"])
        left = [note.text for note in scene.records._all(Note) if note.field is NoteField.ROW]
        assert [("Leggjetid" in text, "31.2" in text) for text in left] == [(False, True)]


async def test_a_view_is_struck_by_pressing_twice_and_what_was_answered_stands() -> None:
    scene = deciding()
    async with console(scene, (120, 36)) as one:
        await at_decision(one)
        await one.press("2")
        for number, text in ((0, "Nei"), (1, "Vent")):
            voice(one, number).picks.focus()
            await one.press("left", "down", *text)
        await until(one.pilot, lambda: [c.text for c in voices(scene)] == ["Nei", "Vent"])
        voice(one, 0).view.focus()
        await one.press("ctrl+t", "x", "ctrl+t")
        await until(one.pilot, lambda: [c.text for c in voices(scene)] == ["Neix", "Vent"])
        assert "Ctrl+T" in await one.picture()
        await one.press("ctrl+t")
        await until(one.pilot, lambda: [c.text for c in voices(scene)] == ["", "Vent"])
        assert voices(scene)[0].answer is Answer.NO
        assert voice(one, 0).view.value == ""
        assert "Neix" not in await one.picture()
