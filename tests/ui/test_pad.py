"""The notes pad: it follows, it saves every key, and nothing typed is ever lost or moved to another place."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import TextArea

from btimeeting.documents.agenda_files import find
from btimeeting.documents.agenda_reader import read
from btimeeting.domain.meeting import Stage
from btimeeting.domain.record import LONG, Note, NoteField
from btimeeting.domain.wishes import GoToPhase, Next
from btimeeting.ui.pad.note_area import NoteArea
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import MEETING, Console, console, screen_text, until


def _notes(scene: DeskScene) -> dict[tuple[str, str, NoteField], str]:
    return {(n.phase, n.speaker, n.field): n.text for n in scene.records.meeting(MEETING).notes if n.text}


async def _saved(one: Console, scene: DeskScene, text: str) -> None:
    await until(one.pilot, lambda: text in _notes(scene).values())


async def _say(one: Console, text: str) -> None:
    """Type into whatever has the focus."""
    await one.pilot.press(*["space" if sign == " " else sign for sign in text])


async def test_every_key_is_in_the_record_and_the_pad_says_when() -> None:
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f6")
        assert not one.screen.in_room
        await _say(one, "Korleis søv han?")
        await _saved(one, scene, "Korleis søv han?")
        await until(one.pilot, lambda: one.screen.pad.head.state.plain.startswith("lagra 09.3"))
        assert _notes(scene) == {("clarify", "t1", NoteField.QUESTION): "Korleis søv han?"}


async def test_the_work_page_names_the_key_for_writing_and_the_room_page_does_not() -> None:
    async with console(DeskScene().to_phase("clarify"), (120, 36)) as one:
        assert "Skriv notat" not in await one.picture()
        await one.press("f4")
        await until(one.pilot, lambda: one.screen.pad.record is not None)
        assert "N Skriv notat" in await one.picture()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_long_line_for_the_leader_is_never_cut_off(size: tuple[int, int], tmp_path: Path) -> None:
    agenda = read(find("bti-individ", tmp_path, "nn"))
    async with console(DeskScene(agenda=agenda).to_phase("decide"), size) as one:
        await one.press("f4")
        await until(one.pilot, lambda: one.screen.pad.record is not None)
        assert "(«Ingen no, me prøver sjølve» er òg eit svar.)»" in " ".join((await one.picture()).split())


async def test_nothing_is_called_saved_before_it_is() -> None:
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f6")
        scene.records.fail_with = OSError("full")
        await _say(one, "hei")
        await until(one.pilot, lambda: "IKKJE LAGRA" in one.screen.pad.head.state.plain)
        assert "lagra 0" not in await one.picture()
        assert "hei" in await one.picture()
        scene.records.fail_with = None
        await _say(one, "!")
        one.screen.pad.notes._drafts._throttle._not_before = None
        one.screen.pad.notes.flush()
        await _saved(one, scene, "hei!")
        await until(one.pilot, lambda: "lagra 0" in one.screen.pad.head.state.plain)


async def test_the_pad_goes_with_the_meeting_when_nobody_writes() -> None:
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f4")
        assert "Notat  Oppklarande runde 1 · PPT" in await one.picture()
        scene.other.next()
        await until(one.pilot, lambda: one.screen.pad.spot is not None and one.screen.pad.spot.speaker == "t2")
        assert "Notat  Oppklarande runde 1 · Helsestasjonen" in await one.picture()


async def test_somebody_elses_next_leaves_the_cursor_and_the_text_where_they_are() -> None:
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f6")
        await _say(one, "Korleis")
        scene.other.next()
        await until(one.pilot, lambda: one.screen.pad.behind)
        assert "Møtet er no hos: Oppklarande runde 1 · Helsestasjonen – Ctrl+G går dit" in await one.picture()
        await _say(one, " går det?")
        await _saved(one, scene, "Korleis går det?")
        await one.press("ctrl+g")
        await _say(one, "Ny")
        await _saved(one, scene, "Ny")
        assert _notes(scene) == {
            ("clarify", "t1", NoteField.QUESTION): "Korleis går det?",
            ("clarify", "t2", NoteField.QUESTION): "Ny",
        }


async def test_next_from_the_pad_takes_the_cursor_along_and_each_text_stays_with_its_speaker() -> None:
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f6")
        for group in ("t1", "t2", "t3"):
            await _say(one, f"fråga {group}")
            scene.clock.go(20)
            await one.press("ctrl+n")
        await until(one.pilot, lambda: len(_notes(scene)) == 3)
        assert {key[1]: text for key, text in _notes(scene).items()} == {g: f"fråga {g}" for g in ("t1", "t2", "t3")}
        assert one.screen.typing


async def test_a_key_typed_just_before_the_window_closes_is_kept() -> None:
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f6")
        one.screen.query_one("#pad-note-0", TextArea).insert("siste ord")
    assert "siste ord" in _notes(scene).values()


async def test_a_window_started_anew_writes_on_in_the_same_note() -> None:
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f6")
        await _say(one, "Korleis")
        await _saved(one, scene, "Korleis")
    async with console(scene, (120, 36)) as one:
        await until(one.pilot, lambda: "Korleis" in one.screen.query_one("#pad-note-0", TextArea).text)
        await one.press("f6")
        await _say(one, " no")
        await _saved(one, scene, "Korleis no")
        assert len(scene.records.meeting(MEETING).notes) == 1


async def test_escape_leaves_the_note_and_space_is_next_again() -> None:
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f6", "space")
        assert one.screen.query_one("#pad-note-0", TextArea).text == " "
        before = one.screen.meeting.step
        await one.press("escape", "space")
        assert one.screen.meeting.step != before


async def test_the_strike_key_asks_once_and_leaves_nothing_behind() -> None:
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f6")
        await _say(one, "namn")
        await _saved(one, scene, "namn")
        await one.press("ctrl+t")
        assert "Ctrl+T éin gong til" in await one.picture()
        assert "namn" in _notes(scene).values()
        await _say(one, "x")
        await one.press("ctrl+t")
        assert "namnx" in one.screen.query_one("#pad-note-0", TextArea).text
        await one.press("ctrl+t")
        assert one.screen.query_one("#pad-note-0", TextArea).text == ""
        await one.settle()
        assert scene.records._all(Note) == []
        await _say(one, "ny")
        await _saved(one, scene, "ny")


async def test_a_pasted_page_of_20_000_characters_is_kept_and_a_book_is_told() -> None:
    scene = DeskScene().to_phase("clarify")
    page = "æøå linje\n" * (LONG // 10)
    async with console(scene, (120, 36)) as one:
        await one.press("f6")
        area = one.screen.query_one("#pad-note-0", TextArea)
        area.insert(page)
        await _saved(one, scene, page)
        area.insert("meir")
        await one.settle()
        assert "4 teikn for langt" in await one.picture()
        assert area.text == page + "meir"


async def test_dead_keys_and_markup_are_letters() -> None:
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f6")
        await _say(one, "ÆØÅ é ü [/x] [b]")
        await _saved(one, scene, "ÆØÅ é ü [/x] [b]")
        assert "ÆØÅ é ü [/x] [b]" in await one.picture()


async def test_f7_stops_the_meeting_and_selects_no_line() -> None:
    keys = {key for binding in NoteArea.BINDINGS for key in getattr(binding, "key", "").split(",")}
    assert not keys & {"f6", "f7"}
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f6", "a", "f7")
        assert one.screen.meeting.stopped


async def test_undo_after_a_paste_of_many_lines_does_not_end_the_meeting() -> None:
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f6", "a")
        area = one.screen.query_one("#pad-note-0", NoteArea)
        await _paste_and_undo(one, area)
        assert area.text == "a"
        await one.press("b")
        assert area.text == "ab"
        await _saved(one, scene, "ab")


async def test_textual_still_has_the_fault_that_is_guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NoteArea, "_undo_batch", TextArea._undo_batch)
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f6", "a")
        with pytest.raises(ValueError, match="out of bounds"):
            await _paste_and_undo(one, one.screen.query_one("#pad-note-0", NoteArea))


async def _paste_and_undo(one: Console, area: NoteArea) -> None:
    area.history.checkpoint()
    area.move_cursor(area.document.end)
    area.insert("\n".join(f"linje {n}" for n in range(30)))
    area.history.checkpoint()
    await one.pilot.pause()
    area.undo()
    await one.pilot.pause()


async def test_when_the_family_has_gone_nothing_of_the_case_is_in_any_widget() -> None:
    scene = DeskScene().to_phase("close")
    async with console(scene, (120, 36)) as one:
        await one.press("f6")
        await _say(one, "hemmeleg")
        while one.screen.meeting.stage is not Stage.EVALUATING:
            scene.other.do(Next(scene.other.meeting.step))
            await one.settle()
        assert one.screen.in_room
        assert not one.screen.pad.display
        assert all(area.text == "" for area in one.screen.query(NoteArea))
        assert one.screen.pad.record is None
        await _saved(one, scene, "hemmeleg")


async def test_without_a_record_there_is_no_pad_and_nothing_else_changes() -> None:
    from tests.ui.scenes import Scene  # noqa: PLC0415 - only here

    async with console(Scene().to_phase("clarify"), (120, 36)) as one:
        await one.press("f4", "f6", "n")
        assert not one.screen.typing
        assert not one.screen.pad.display


async def test_the_pad_tells_where_one_writes_what_does_not_come_into_the_minutes() -> None:
    scene = DeskScene().to_phase("clarify")
    async with console(scene, (80, 24)) as one:
        await one.press("f4")
        await until(one.pilot, lambda: one.screen.pad.record is not None)
        assert "spørsmål og svar kjem ikkje i referatet" in " ".join((await one.picture()).split())
        scene.to_phase("offer")
        await one.settle()
        assert "kjem ikkje i referatet, og heller ikkje tilbod ingen vel" in " ".join((await one.picture()).split())
        one.screen.pad.notes.in_referat = frozenset({"questions", "offers"})
        scene.to_phase("decide")
        scene.other.do(GoToPhase(scene.other.meeting.step, "clarify"))
        await one.settle()
        text = " ".join((await one.picture()).split())
        assert "Kva tenesta spør om" in text
        assert "kjem ikkje i referatet" not in text


async def test_the_footer_names_the_keys_of_the_field_one_stands_in() -> None:
    async with console(DeskScene().to_phase("describe"), (120, 36)) as one:
        await one.press("f4")
        await until(one.pilot, lambda: one.screen.pad.record is not None)
        await one.press("f6")
        footer = (await one.picture()).splitlines()[-1]
        assert all(hint in footer for hint in ("Tab Neste felt", "Esc Ut av notatet"))
        assert not [hint for hint in ("Ctrl+T Stryk", "Enter Ta med") if hint in footer]
        await _say(one, "Hei")
        assert "Ctrl+T Stryk" in (await one.picture()).splitlines()[-1]
        await one.press("tab")
        assert "Enter Ta med" in (await one.picture()).splitlines()[-1]
        await one.press("f1")
        await one.pilot.pause()
        help_page = " ".join(screen_text(one.app).split())
        assert "Enter Ta med: Det som står i rada, blir teke med" in help_page
        await one.press("escape", "f2")
        await one.pilot.pause()
        keys_page = screen_text(one.app)
        assert "← →" in keys_page
        assert len([line for line in keys_page.splitlines() if "Merk eit anna svar" in line]) == 1
