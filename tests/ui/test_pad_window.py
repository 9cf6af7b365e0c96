"""The referent's window: the whole pad, none of the leader's controls, and never over another window's text."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from btimeeting import i18n
from btimeeting.domain.meeting import Stage
from btimeeting.domain.record import Note, NoteField
from btimeeting.domain.wishes import GiveNext, Pause, Stop
from btimeeting.service.pad import Pad
from btimeeting.service.session import Session
from btimeeting.ui.pad_window.screen import PadScreen
from btimeeting.ui.pad_window.window import pad_app
from tests.beside import Beside
from tests.ui.desk_scenes import DeskScene
from tests.ui.pad_scenes import Desktop, pad_window
from tests.ui.scenes import MEETING, SIZES, console, screen_text, until


def _notes(scene: DeskScene) -> list[tuple[str, int, str]]:
    """Speaker, which copy, text."""
    notes = [v for v in scene.records.values.values() if isinstance(v, Note)]
    return [(n.speaker, n.copy_no, n.text) for n in notes]


def _in_the_round() -> DeskScene:
    scene = DeskScene()
    scene.to_phase("clarify", 90).walk(1, 150)
    return scene


def _leaders_hand(scene: DeskScene) -> Pad:
    """What the console writes."""
    return Pad(Session(scene.journal, scene.clock, MEETING), Beside(scene.records))


async def _writing(one: Desktop, text: str) -> None:
    await one.press("n")
    await one.write(text)
    await until(one.pilot, lambda: text in [note for _, _, note in _notes(one.scene)])


@pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
async def test_pad_window_while_a_service_asks(size: tuple[int, int], picture_file: SnapshotAssertion) -> None:
    async with pad_window(_in_the_round(), size) as one:
        await _writing(one, "Korleis")
        await one.until("lagra")
        assert await one.picture() == picture_file


@pytest.mark.parametrize("phase", ["describe", "offer", "decide"])
async def test_pad_window_in_other_phases(phase: str, picture_file: SnapshotAssertion) -> None:
    scene = DeskScene()
    scene.to_phase(phase)
    async with pad_window(scene) as one:
        assert await one.picture() == picture_file


@pytest.mark.parametrize("language", ["nb", "en"])
async def test_pad_window_in_the_other_languages(language: str, picture_file: SnapshotAssertion) -> None:
    i18n.use(language)
    async with pad_window(_in_the_round()) as one:
        assert await one.picture() == picture_file


async def test_the_notes_follow_the_meeting_and_the_leaders_keys_do_nothing_here() -> None:
    scene = _in_the_round()
    async with pad_window(scene) as one:
        await _writing(one, "Kva?")
        await one.press("escape")
        written = len(scene.journal.events[MEETING])
        await one.press("space", "pagedown", "p", "x", "b", "backspace", "plus", "s", "f8", "f9", "f5", "f7")
        assert len(scene.journal.events[MEETING]) == written
        scene.other.next()
        await one.until("Notat  Oppklarande runde 1 · Barnevernstenesta")
        await _writing(one, "Og?")
        assert _notes(scene) == [("t2", 0, "Kva?"), ("t3", 0, "Og?")]


async def test_when_everything_is_stopped_the_pad_is_hidden_and_nothing_is_written_until_it_goes_on() -> None:
    scene = _in_the_round()
    async with pad_window(scene) as one:
        await _writing(one, "Kva?")
        scene.other.do(Stop())
        text = await one.until("Alt er gøymt. Leiaren seier korleis de går vidare. Alt du har skrive, er lagra.")
        assert not any(hidden in text for hidden in ("Kva?", "Helsestasjonen", "Oppklarande", "3 av 7"))
        await one.press("n", "x", "tab", "ctrl+t", "ctrl+t", "right", "h")
        assert _notes(scene) == [("t2", 0, "Kva?")]
        scene.other.next()
        assert "Kva?" in await one.until("Notat  Oppklarande runde 1 · Helsestasjonen")
        await one.write(" Og?")  # the cursor stands where it stood
        await until(one.pilot, lambda: _notes(scene) == [("t2", 0, "Kva? Og?")])


async def test_pinned_it_stays_says_where_the_meeting_is_and_goes_along_when_asked() -> None:
    scene = _in_the_round()
    async with pad_window(scene, (120, 36)) as one:
        await one.press("h")
        assert "blir her" in await one.picture()
        scene.to_phase("reflect")
        text = await one.until("Møtet er no hos: Status quo")
        assert "Notat  Oppklarande runde 1 · Helsestasjonen" in text
        await _writing(one, "Til slutt")
        assert _notes(scene) == [("t2", 0, "Til slutt")]
        await one.press("ctrl+g")
        assert "Notat  Status quo" in await one.picture()
        await one.press("escape", "left")
        text = await one.picture()
        assert "Notat  Oppklarande runde 1 · Barnevernstenesta" in text
        assert "blir her" in text
        await one.press("left")
        assert "Til slutt" in await one.picture()
        await one.press("right", "right")
        assert "blir her" not in await one.picture()


async def test_over_the_family_the_small_clock_is_silent_and_before_and_after_it_says_what_it_is() -> None:
    scene = DeskScene()
    async with pad_window(scene) as one:
        assert "○ ikkje starta" in await one.picture()
        scene.to_phase("describe")
        head = (await one.picture()).splitlines()[0]
        assert "BESKRIVING" in head
        assert ":" not in head
        scene.to_phase("clarify")
        assert ":" in (await one.picture()).splitlines()[0]
        scene.other.do(Pause())
        assert "❚❚ pause" in await one.picture()
        scene.clock.go(5)
        while scene.other.meeting.stage is not Stage.EVALUATING:
            scene.walk(1)
        text = await one.picture()
        assert "Takk for i dag" in text
        assert "Saka er låst og gøymd" in text
        assert "Døme" not in text


async def test_what_was_written_before_the_window_died_is_there_when_it_is_opened_again() -> None:
    scene = _in_the_round()
    async with pad_window(scene) as one:
        await _writing(one, "Halve sp")
    async with pad_window(scene) as one:
        assert "Halve sp" in await one.picture()
        await one.press("n")
        await one.write("m")
        await until(one.pilot, lambda: _notes(scene) == [("t2", 0, "Halve spm")])


async def test_the_leader_sees_the_notes_arrive_and_one_goes_on_where_the_other_stopped() -> None:
    scene = _in_the_round()
    hand = _leaders_hand(scene)
    async with console(scene, (120, 36)) as leader:
        await leader.press("f4")
        await until(leader.pilot, lambda: leader.screen.pad.record is not None)
        hand.note("clarify", "t2", NoteField.QUESTION, "Korleis søv han?")
        await until(leader.pilot, lambda: "Korleis søv han?" in screen_text(leader.app))
        hand.note("clarify", "t2", NoteField.QUESTION, "Korleis søv han om natta?")
        await until(leader.pilot, lambda: "om natta?" in screen_text(leader.app))
        await leader.press("n")
        await leader.pilot.press("x")
        await until(leader.pilot, lambda: ("t2", 0, "Korleis søv han om natta?x") in _notes(scene))
        await leader.press("escape")
        assert len(_notes(scene)) == 1
        hand.strike(next(v for v in scene.records.values.values() if isinstance(v, Note)))
        await until(leader.pilot, lambda: "om natta?" not in screen_text(leader.app))


async def test_both_write_in_one_note_and_both_texts_are_kept_and_both_are_told() -> None:
    scene = _in_the_round()
    hand = _leaders_hand(scene)
    async with pad_window(scene, (120, 36)) as one:
        await _writing(one, "Eg skreiv")
        hand.take_up(_leaders_hand(scene).note("clarify", "t2", NoteField.QUESTION, "Eg skreiv"))
        hand.note("clarify", "t2", NoteField.QUESTION, "Leiaren skreiv")
        text = await one.until("Eit anna vindauge skriv òg i dette notatet: «Leiaren skreiv»")
        assert "Eg skreiv" in text
        await one.write(" meir")
        await one.until("Det er 2 utgåver av dette notatet")
        await until(one.pilot, lambda: len(_notes(scene)) == 2)
        await one.write(" no")
        await until(one.pilot, lambda: ("t2", 1, "Eg skreiv meir no") in _notes(scene))
        assert ("t2", 0, "Leiaren skreiv") in _notes(scene)
        hand.note("clarify", "t2", NoteField.QUESTION, "Leiaren skreiv meir")
        await one.press("escape")
        assert "Eg skreiv meir no" in await one.picture()
        assert len(_notes(scene)) == 2
    async with console(scene, (120, 36)) as leader:
        await leader.press("f4")
        await until(leader.pilot, lambda: "Det er 2 utgåver av dette notatet" in screen_text(leader.app))
        assert "Leiaren skreiv meir" in screen_text(leader.app)


async def test_an_emptied_note_that_another_changed_is_not_written_over() -> None:
    scene = _in_the_round()
    hand, mine = _leaders_hand(scene), _leaders_hand(scene)
    mine.note("clarify", "t2", NoteField.QUESTION, "Først")
    hand.take_up(_leaders_hand(scene).note("clarify", "t2", NoteField.QUESTION, "Først"))
    hand.note("clarify", "t2", NoteField.QUESTION, "Leiaren")
    mine.note("clarify", "t2", NoteField.QUESTION, "")
    mine.note("clarify", "t2", NoteField.QUESTION, "Nytt")
    assert sorted(_notes(scene)) == [("t2", 0, "Leiaren"), ("t2", 1, "Nytt")]


async def test_a_home_that_cannot_be_opened_ends_the_window_with_its_failure() -> None:
    def shut() -> None:
        raise OSError("gone")

    app = pad_app(shut, _in_the_round().app().look)  # type: ignore[arg-type]
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.failure is not None)
    assert isinstance(app.failure, OSError)
    assert not isinstance(app.screen_stack, PadScreen)


async def test_from_the_lists_of_the_decision_the_next_phase_leaves_space_to_be_next() -> None:
    scene = DeskScene()
    scene.to_phase("decide")
    scene.other.do(GiveNext("pad"))
    async with pad_window(scene) as one:
        await one.press("1")
        await until(one.pilot, lambda: one.screen.focused is not None)
        scene.to_phase("close")
        await one.until("Notat  Avslutning")
        assert not one.screen.typing
        assert "Mellomrom" in (await one.picture()).splitlines()[-1]
