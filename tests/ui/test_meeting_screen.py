"""The console of a running meeting, worked by keys and mouse."""

from __future__ import annotations

import os
import re
import signal
import sys

import pytest
from textual.widgets import Input

from btimeeting.domain.events import BreakIn, PromptAnswer, WallStyle
from btimeeting.domain.meeting import Stage
from btimeeting.domain.seats import FAMILY_GROUPS
from btimeeting.domain.wishes import Pause
from btimeeting.ui.app import ENDED_BY_SIGNAL
from btimeeting.ui.screens.meeting import MeetingScreen
from btimeeting.ui.widgets.huge_digits import HugeDigits
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.prompt_line import PromptLine
from tests.ui.scenes import MEETING, Scene, console, until

COUNTDOWN = re.compile(r"\d:\d\d")


async def test_the_main_key_alone_walks_the_whole_meeting() -> None:
    scene = Scene()
    async with console(scene) as one:
        assert one.screen.in_room
        presses = 0
        while one.screen.meeting.stage is not Stage.CLOSED:
            scene.clock.go(60)
            before = one.screen.meeting.step
            await one.press("space" if presses % 2 else "pagedown")
            asked = one.screen.meeting.stage is Stage.THANKED  # asked once whether the family has left
            assert asked or one.screen.meeting.step != before, before
            presses += 1
        assert presses < 40
        assert "Møtet er slutt" in await one.picture()


async def test_a_round_takes_one_press_for_each_service() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        asked = []
        while one.screen.meeting.phase is not None and one.screen.meeting.phase.id == "clarify":
            run = one.screen.meeting.run
            assert run is not None
            assert run.turn is not None
            asked.append(run.turn.group)
            await one.press("space")
            scene.clock.go(30)
        assert asked == ["t1", "t2", "t3"]


async def test_a_prepared_meeting_starts_with_one_press_and_stays_in_the_room_face() -> None:
    scene = Scene()
    async with console(scene) as one:
        assert "Mellomrom startar møtet" in await one.picture()
        await one.press("f4")
        assert not one.screen.in_room
        await one.press("space")
        assert one.screen.meeting.stage is Stage.RUNNING
        assert one.screen.in_room


async def test_a_key_held_down_moves_one_step() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        before = len(scene.journal.events[MEETING])
        await one.pilot.press(*["space"] * 5)
        await one.settle()
        assert len(scene.journal.events[MEETING]) == before + 1


async def test_undo_takes_the_step_back_as_if_it_had_never_been_pressed() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        turn = one.screen.meeting.run and one.screen.meeting.run.turn
        await one.press("space")
        assert (one.screen.meeting.run and one.screen.meeting.run.turn) != turn
        await one.press("backspace")
        assert turn is not None
        now = one.screen.meeting.run and one.screen.meeting.run.turn
        assert now is not None
        assert now.slot == turn.slot


@pytest.mark.parametrize("key", ["p", "P"], ids=["plain", "caps-lock"])
async def test_pause_and_going_on_are_what_the_person_sees_to_be_possible(key: str) -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        await one.press("f4", key)
        assert one.screen.meeting.stage is Stage.PAUSED
        assert not one.screen.in_room
        await one.press("f8")
        assert one.screen.meeting.stage is Stage.RUNNING
        assert one.screen.in_room


async def test_a_pause_made_in_another_window_is_seen() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        scene.other.do(Pause())
        await until(one.pilot, lambda: one.screen.meeting.stage is Stage.PAUSED)
        assert "❚❚ pause" in await one.picture()


@pytest.mark.parametrize("key", ["b", "full_stop"])
async def test_black_screen_hides_everything_and_the_same_key_lights_it(key: str) -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        await one.press("f4", key)
        assert one.screen.in_room
        text = await one.picture()
        assert "PPT" not in text.split("Mellomrom")[0]
        assert "B tenner dei" in text
        await one.press(key)
        assert "OPPKLARANDE" in await one.picture()


async def test_stop_pauses_and_hides_and_the_main_key_goes_on() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        await one.press("x")
        assert one.screen.meeting.stopped
        assert "OPPKLARANDE" not in await one.picture()
        scene.clock.go(5)
        await one.press("space")
        assert one.screen.meeting.stage is Stage.RUNNING
        assert "OPPKLARANDE" in await one.picture()


async def test_a_minute_more_skip_and_later_do_what_they_say() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        left = one.screen.seen.clock.remaining if one.screen.seen else None
        await one.press("plus")
        assert one.screen.seen is not None
        assert left is not None
        assert (one.screen.seen.clock.remaining - left).total_seconds() == 60
        assert "1:00 ekstra, lånt frå «Tilbod om tiltak»." in await one.picture()
        await one.press("l")
        assert "lånt frå" not in await one.picture()
        assert [slot[0] for slot, _ in one.screen.seen.coming] == ["t3", "t1"]
        scene.clock.go(1)
        await one.press("s")
        run = one.screen.meeting.run
        assert run is not None
        assert run.turn is not None
        assert run.turn.group == "t3"


async def test_break_ins_have_one_key_each_on_the_work_page_and_none_in_the_room() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("2")
        assert one.screen.meeting.break_ins == ()
        await one.press("f4", "2")
        assert [what for _, what, _ in one.screen.meeting.break_ins] == [BreakIn.TOO_EARLY]
        assert "«Det høyrest nyttig ut – me tek det i tiltaksrunden.»" in await one.picture()


@pytest.mark.parametrize("style", [WallStyle.AUTO, WallStyle.CALM, WallStyle.DIGITS])
async def test_no_countdown_over_the_family_unless_the_house_chose_digits(style: WallStyle) -> None:
    scene = Scene(style=style, child_turns=("describe",))
    last = None if style is WallStyle.AUTO else "reflect"  # the house's choice is the same in every phase
    async with console(scene) as one:
        while one.screen.meeting.stage is not Stage.THANKED:
            if one.screen.meeting.run is not None and one.screen.meeting.run.phase == last:
                break
            scene.clock.go(100)
            await one.press("space")
            run = one.screen.meeting.run
            if run is None or run.turn is None:
                continue
            family = run.turn.group in FAMILY_GROUPS
            calm = style is WallStyle.CALM or (style is WallStyle.AUTO and family)
            shown = one.screen.query_one("#room-digits", HugeDigits).display
            assert shown is not calm
            if calm:
                scene.clock.go(400)
                text = await one.picture()
                assert COUNTDOWN.search(text) is None
                assert "over tida" not in text
                assert "planen" not in text
                assert "Me rundar av" in text


async def test_a_click_in_the_footer_is_the_key_itself() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        bar = one.screen.query_one(KeyBar)
        place = next(place for place, item in bar.fitting() if item.id == "pause")
        await one.pilot.click(KeyBar, offset=(place + 1, 0))
        await one.settle()
        assert one.screen.meeting.stage is Stage.PAUSED


async def test_the_footer_names_at_most_six_keys_and_help_is_always_there() -> None:
    scene = Scene(labels={"t1": "Pedagogisk-psykologisk teneste for heile regionen", "t2": "B" * 90, "t3": "C"})
    scene.to_phase("clarify")
    for size in ((80, 24), (200, 50)):
        async with console(scene, size) as one:
            items = [item for _, item in one.screen.query_one(KeyBar).fitting()]
            assert 2 <= len(items) <= 6
            assert items[0].id == "next"
            assert items[-1].id == "help"
            assert all(len(line) <= size[0] for line in (await one.picture()).splitlines())


async def test_a_failed_write_is_said_and_the_meeting_goes_on() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        scene.journal.fail_with = OSError("full of names: Åse")
        step = one.screen.meeting.step
        await one.pilot.press("space")
        await until(one.pilot, lambda: one.screen.query_one("#notice").display)
        text = await one.picture()
        assert "IKKJE LAGRA" in text
        assert "Åse" not in text
        assert one.screen.meeting.step == step
        scene.journal.fail_with = None
        await one.press("space")
        assert one.screen.meeting.step != step
        assert "IKKJE LAGRA" not in await one.picture()


async def test_what_is_called_so_comes_before_what_only_explains_itself_with_the_word() -> None:
    """«Avslutt denne fasen tidleg» explains every phase; one of them is called «Avslutning»."""
    async with console(Scene().to_phase("describe")) as one:
        await one.press("ctrl+p")
        await one.press(*"avsl")
        await one.press("enter")
        await until(one.pilot, lambda: one.screen.meeting.phase is not None and one.screen.meeting.phase.id == "close")


async def test_everything_is_found_by_a_few_letters_and_done() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        await one.press("ctrl+p")
        await one.pilot.press(*"barnevern")
        await one.pilot.press("enter")
        await until(one.pilot, lambda: isinstance(one.app.screen, MeetingScreen))
        await one.settle()
        run = one.screen.meeting.run
        assert run is not None
        assert run.turn is not None
        assert run.turn.group == "t3"


async def test_quitting_asks_and_enter_stays() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        await one.press("ctrl+q", "enter")
        assert one.app.screen is one.screen
        await one.press("ctrl+q")
        assert "btimeeting meet resume" in " ".join((await one.picture()).split())
        await one.press("right", "enter")
        await until(one.pilot, lambda: not one.app.is_running or one.app._exit)
    assert scene.closed
    assert scene.other.meeting.stage is not Stage.CLOSED


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks no program to end this way")
async def test_asked_by_the_system_to_end_the_window_ends_as_by_its_own_key() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        os.kill(os.getpid(), signal.SIGTERM)
        await until(one.pilot, lambda: one.app.return_code == ENDED_BY_SIGNAL)
    assert scene.closed


async def test_the_evaluation_shows_the_five_questions_and_nothing_else() -> None:
    scene = Scene()
    while scene.other.meeting.stage is not Stage.EVALUATING:
        scene.walk(1)
    async with console(scene) as one:
        await one.press("f4")
        text = await one.picture()
        assert one.screen.in_room
        assert text.count("?") == 5
        assert "PPT" not in text


async def test_a_home_that_cannot_be_opened_ends_the_console_with_the_reason() -> None:
    scene = Scene()
    failure = PermissionError("locked")

    def shut() -> object:
        raise failure

    scene.stores = shut  # type: ignore[method-assign, assignment]
    app = scene.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.failure is not None)
    assert app.failure is failure
    assert app.return_code == 1


async def test_the_clock_is_painted_anew_when_the_second_ends_without_anybody_pressing() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        before = await one.picture()
        scene.clock.go(61)
        seen = one.screen.seen
        await until(one.pilot, lambda: one.screen.seen is not seen)
        assert (await one.picture()) != before


async def test_only_what_changed_is_painted_and_nothing_is_laid_out_by_a_second() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene) as one:
        await one.settle()
        laid_out = []
        one.screen._refresh_layout = lambda *_, **__: laid_out.append(1)  # type: ignore[method-assign]
        for _ in range(5):
            scene.clock.go(1)
            one.screen.paint()
            await one.pilot.pause()
        assert laid_out == []


async def test_the_viddevakt_gets_one_calm_prompt_that_can_be_answered_by_keys_or_mouse() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f4")
        assert "«PPT har 3:20. Neste: Helsestasjonen.»" in await one.picture()
        scene.clock.go(110)
        text = await one.picture()
        assert "«Kan du runda av med éi setning?»" in text
        assert "Sagt · La det gå · Spør leiaren" in text
        assert one.screen.focused is None
        await one.press("right", "enter")
        assert [answer for _, _, answer in one.screen.meeting.prompts_answered] == [PromptAnswer.LET_GO]
        assert "Spør leiaren" not in await one.picture()
        scene.clock.go(40)
        await one.picture()
        line = one.screen.query_one(PromptLine)
        await one.pilot.click(PromptLine, offset=(line.size.width - 3, 0))
        await until(one.pilot, lambda: len(one.screen.meeting.prompts_answered) > 1)
        assert one.screen.meeting.prompts_answered[-1][2] is PromptAnswer.ASK_LEADER


async def test_no_prompt_and_no_line_for_the_viddevakt_over_the_family() -> None:
    scene = Scene().to_phase("describe")
    async with console(scene, (120, 36)) as one:
        await one.press("f4")
        scene.clock.go(minutes=4)
        text = await one.picture()
        assert "Viddevakt  «" not in text
        assert "Spør leiaren" not in text


async def test_the_leader_reads_the_agendas_cue_with_its_values() -> None:
    async with console(Scene().walk(1, 1), (120, 36)) as one:
        await one.press("f4")
        assert "Møteleiar  «Velkommen. Me har 45 minutt og sluttar kl. 10.15.»" in await one.picture()


async def test_while_somebody_types_letters_are_letters_and_ctrl_n_goes_on() -> None:
    scene = Scene().to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await one.press("f4")
        note = Input()
        await one.screen.query_one("#pad").mount(note)
        note.focus()
        await until(one.pilot, lambda: one.screen.focused is note)
        step = one.screen.meeting.step
        await one.press("p", "space", "x", "2", "plus", "backspace", "s")
        assert note.value == "p x2s"
        assert one.screen.meeting.step == step
        assert one.screen.meeting.break_ins == ()
        footer = "Ctrl+N Neste: Helsestasjonen spør  Esc Ut av notatet  F9 Angre  F4 Romside  F8 Pause"
        assert footer in await one.picture()
        await one.press("ctrl+n")
        assert one.screen.meeting.step != step
        await one.press("f9")
        assert one.screen.focused is note
        assert note.value == "p x2s"
        await one.press("escape")
        assert one.screen.focused is None
        scene.clock.go(1)
        await one.press("space")
        assert one.screen.meeting.step != step
