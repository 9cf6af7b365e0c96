"""The home screen worked by hand: to a running clock in three presses, back again, locked, joined, with brackets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.app import App

from btimeeting import i18n
from btimeeting.domain.meeting import Stage
from btimeeting.domain.record import Child
from btimeeting.service.prepare import open_meeting
from btimeeting.service.session import Session
from btimeeting.ui.home.commands import HOME
from btimeeting.ui.home.identity import IdentityScreen, identity
from btimeeting.ui.home.joined import Joined
from btimeeting.ui.home.screen import HomeScreen
from btimeeting.ui.kit.dialog import Dialog
from btimeeting.ui.look import UNLOCK
from btimeeting.ui.prepare.screen import PrepareScreen
from btimeeting.ui.screens.meeting import MeetingScreen
from tests.fakes import WEDNESDAY
from tests.ui.home_scenes import Hand, HomeScene, a_prepared_meeting, an_earlier_meeting, at_home
from tests.ui.scenes import MEETING, agenda, screen_text, until

NASTY = "[/x] Åse [b]"
TOMORROW = WEDNESDAY + timedelta(days=1)


async def _in_the_room(hand: Hand) -> MeetingScreen:
    await until(hand.pilot, lambda: isinstance(hand.app.screen, MeetingScreen) and hand.app.screen.furnished)
    screen = hand.app.screen
    assert isinstance(screen, MeetingScreen)
    return screen


async def test_from_home_to_a_running_clock_it_takes_three_presses() -> None:
    scene = HomeScene(*a_prepared_meeting())
    presses = 0
    async with at_home(scene) as hand:
        for key in ("enter", "space", "space"):
            await hand.press(key)
            presses += 1
            if presses == 1:
                await until(hand.pilot, lambda: isinstance(hand.app.screen, IdentityScreen))
            elif presses == 2:
                room = await _in_the_room(hand)
                assert room.in_room
                assert room.meeting.stage is Stage.WAITING
        await until(hand.pilot, lambda: room.meeting.stage is Stage.RUNNING)
    assert presses == 3


async def test_the_silent_check_shows_initials_and_birth_year_and_the_room_shows_neither() -> None:
    async with at_home(HomeScene(*a_prepared_meeting())) as hand:
        assert "Nor" not in await hand.picture()
        await hand.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, IdentityScreen))
        checked = await hand.picture()
        assert "N. E. · fødd 2012" in checked
        assert "Eksempel" not in checked
        await hand.press("space")
        await _in_the_room(hand)
        room = await hand.picture()
        assert "N. E." not in room
        assert "2012" not in room


async def test_space_alone_leads_from_home_to_a_running_clock_in_three_presses() -> None:
    async with at_home(HomeScene(*a_prepared_meeting())) as hand:
        await hand.press("space")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, IdentityScreen))
        await hand.press("space")
        room = await _in_the_room(hand)
        await hand.press("space")
        await until(hand.pilot, lambda: room.meeting.started_at is not None)


async def test_a_key_held_down_passes_neither_the_silent_check_nor_the_start() -> None:
    scene = HomeScene(*a_prepared_meeting())

    def seconds() -> float:
        return scene.clock.at.timestamp()

    scene.held = {"seconds": seconds}
    async with at_home(scene) as hand:

        async def hold() -> None:
            for after in (0.7, 0.03, 0.03):  # a slow first repeat, then quick ones
                scene.clock.go(after)
                await hand.pilot.press("space")

        await hand.pilot.press("space")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, IdentityScreen))
        await hold()
        assert isinstance(hand.app.screen, IdentityScreen)
        assert "Slepp tasten" in await hand.picture()
        scene.clock.go(1)
        await hand.pilot.press("space")
        room = await _in_the_room(hand)
        await hold()
        assert "Slepp tasten" in await hand.picture()
        assert room.meeting.stage is Stage.WAITING
        scene.clock.go(1)
        await hand.pilot.press("space")
        await until(hand.pilot, lambda: room.meeting.stage is Stage.RUNNING)


async def test_the_wrong_child_leads_back_home_and_nothing_has_been_opened() -> None:
    scene = HomeScene(*a_prepared_meeting())
    async with at_home(scene) as hand:
        await hand.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, IdentityScreen))
        await hand.press("escape")
        assert isinstance(hand.app.screen, HomeScreen)
        assert scene.journal.meetings() == ()
        assert [line.object_id for line in scene.records.log] == [MEETING]


async def test_a_meeting_under_way_is_entered_where_it_stands_and_home_is_behind_it() -> None:
    scene = HomeScene(*a_prepared_meeting())
    session = Session(scene.journal, scene.clock, MEETING)
    open_meeting(session, scene.records, scene.records.meeting(MEETING), agenda())
    for _ in range(3):
        session.next()
        scene.clock.go(60)
    async with at_home(scene) as hand:
        assert "▶ gå inn   (går no, fase 2)" in await hand.picture()
        await hand.press("enter")
        room = await _in_the_room(hand)
        assert room.meeting.step == session.meeting.step
        await hand.press("ctrl+q")
        assert isinstance(hand.app.screen, Dialog)
        await hand.press("right", "enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, HomeScreen))
        assert hand.app.is_running


async def test_a_meeting_is_entered_in_its_own_language_where_nobody_chose_one_and_home_keeps_its_own() -> None:
    scene = HomeScene(*a_prepared_meeting())
    scene.held = {"meeting_speaks": True}
    session = Session(scene.journal, scene.clock, MEETING)
    open_meeting(session, scene.records, scene.records.meeting(MEETING), agenda())
    session.next()
    i18n.use("nb")
    async with at_home(scene) as hand:
        assert "▶ gå inn   (går nå, fase 1)" in await hand.picture()
        await hand.press("enter")
        await _in_the_room(hand)
        assert "Me sluttar kl." in await hand.picture()
        await hand.press("ctrl+q", "right", "enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, HomeScreen))
        assert "▶ gå inn   (går nå, fase 1)" in await hand.picture()


async def test_what_another_window_does_is_seen_at_home() -> None:
    scene = HomeScene(*a_prepared_meeting())
    async with at_home(scene) as hand:
        session = Session(scene.journal, scene.clock, MEETING)
        open_meeting(session, scene.records, scene.records.meeting(MEETING), agenda())
        home = hand.app.screen
        assert isinstance(home, HomeScreen)
        home._listen()
        await until(hand.pilot, lambda: "ikkje starta enno" in screen_text(hand.app))


async def test_a_locked_home_shows_that_a_meeting_goes_on_and_nothing_of_a_case() -> None:
    scene = HomeScene(*a_prepared_meeting(), *an_earlier_meeting(), locked=True)
    session = Session(scene.journal, scene.clock, MEETING)
    open_meeting(session, scene.records, scene.records.meeting(MEETING), agenda())
    session.next()
    async with at_home(scene) as hand:
        picture = await hand.picture()
        assert "BTI-møte 09.30 · i gang" in picture
        for hidden in ("sak", "14", "Fast vaksen", "Velkomen", "Førebu"):
            assert hidden not in picture
        await hand.press("n")
        assert isinstance(hand.app.screen, HomeScreen)
        await hand.press("enter")
        room = await _in_the_room(hand)
        assert room.meeting.stage is Stage.RUNNING


async def test_a_locked_home_takes_the_passphrase_where_one_stands() -> None:
    async with at_home(HomeScene(*a_prepared_meeting(), locked=True)) as hand:
        assert " L Gje passfrasen" in await hand.picture()
        await hand.pilot.press("l")
        assert hand.app.return_code == UNLOCK
    async with at_home(HomeScene(*a_prepared_meeting())) as hand:
        assert "passfrasen" not in await hand.picture()
        await hand.pilot.press("l")
        assert hand.app.return_code is None


async def test_an_empty_home_says_what_to_do() -> None:
    async with at_home(HomeScene()) as hand:
        picture = await hand.picture()
        assert "Ingen møte i dag." in picture
        assert "▸Førebu eit møte◂  [Barn]  [Søk]" in picture
        await hand.press("enter")
        await hand.form()
        assert isinstance(hand.app.screen, PrepareScreen)


async def test_a_second_window_says_on_the_screen_that_it_joins() -> None:
    scene = HomeScene(*a_prepared_meeting())
    async with at_home(scene, joined=True) as hand:
        told = "Eit anna vindauge leier alt i denne heimemappa. Dette blir med."
        assert told in await hand.picture()
        await hand.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, IdentityScreen))
        await hand.press("space")
        await _in_the_room(hand)
        await until(hand.pilot, lambda: "Eit anna vindauge leier" in screen_text(hand.app))


async def test_a_meeting_of_another_day_is_prepared_by_enter_and_started_by_a_key_of_its_own() -> None:
    async with at_home(HomeScene(*a_prepared_meeting(start=TOMORROW))) as hand:
        picture = await hand.picture()
        assert "26.11.2026  09.30  BTI-møte · sak 14" in picture
        assert "Enter Førebu dette møtet" in picture
        await hand.press("s")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, IdentityScreen))


async def test_names_with_brackets_are_shown_as_they_are() -> None:
    stored = [*a_prepared_meeting(child=NASTY, number=NASTY), *an_earlier_meeting(NASTY)]
    stored[-1] = stored[-1].model_copy(update={"text": NASTY})
    async with at_home(HomeScene(*stored), (120, 36)) as hand:
        assert (await hand.picture()).count(NASTY) == 3
        for key in ("f1", "f2", "ctrl+p", "ctrl+q"):
            await hand.press(key)
            assert isinstance(hand.app.screen, Dialog)
            await hand.press("escape")
        await hand.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, IdentityScreen))
        assert f"sak {NASTY}" in await hand.picture()


async def test_a_new_meeting_nobody_wrote_in_leaves_nothing_and_a_prepared_one_can_be_removed() -> None:
    scene = HomeScene(*a_prepared_meeting(), *a_prepared_meeting("bbbb0000bbbb", "9", TOMORROW))
    async with at_home(scene, (100, 30)) as hand:
        await hand.press("n")
        await hand.form()
        await hand.press("tab", "tab", "escape")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, HomeScreen))
        assert len(scene.records.meetings()) == 2
        await hand.press("delete")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, Dialog))
        asked = " ".join(screen_text(hand.app).split())
        assert "Fjerna det førebudde møtet i sak 14?" in asked
        assert "Barnet og samtykka følgjer med" in asked
        await hand.press("enter")  # the safe answer
        assert len(scene.records.meetings()) == 2
        await hand.press("delete")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, Dialog))
        await hand.press("right", "enter")
        await until(hand.pilot, lambda: "sak 14" not in screen_text(hand.app))
        assert [case.number for case in scene.records.cases()] == ["9"]
        assert "sak 9" in screen_text(hand.app)


def test_no_two_commands_of_the_home_share_a_key() -> None:
    keys = [key for command in HOME for key in (*command.keys, *command.typing_keys)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("child", "told"),
    [
        (Child(id="c", name="Nor Eksempel"), "N. E. · fødselsåret er ikkje skrive ned"),
        (Child(id="c", name="Anne-Liv van Døme"), "A. L. V. D. · fødselsåret er ikkje skrive ned"),
        (Child(id="c", name="Stjerna", alias=True), "dekknamn Stjerna · fødselsåret er ikkje skrive ned"),
        (None, "Namnet på barnet er ikkje skrive ned"),
    ],
)
def test_a_child_is_told_by_initials_and_an_alias_as_it_is(child: Child | None, told: str) -> None:
    assert identity(child) == told


def test_the_home_app_is_no_ordinary_textual_app() -> None:
    app = HomeScene().app()
    assert type(app)._fatal_error is not App._fatal_error


async def test_a_window_that_joined_leads_when_the_other_one_is_gone_and_says_so_once() -> None:
    asked: list[int] = []

    def lead() -> bool:
        asked.append(1)
        return len(asked) > 2

    scene = HomeScene(*a_prepared_meeting())
    async with at_home(scene, joined=True, lead=lead) as hand:
        line = hand.app.screen.query_one(Joined)
        line.look()
        assert "Dette blir med." in await hand.picture()
        line.look()
        assert "Vindauget som leidde, er borte. Dette leier no." in await hand.picture()
        tries = len(asked)
        line.look()
        assert len(asked) == tries
        await hand.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, IdentityScreen))
        await hand.press("space")
        await _in_the_room(hand)
        assert not hand.app.screen.query(Joined)


async def test_a_profile_that_cannot_be_read_is_told_where_a_leader_sees_it() -> None:
    scene = HomeScene(*a_prepared_meeting())
    scene.tells_faults = "btimeeting doctor"
    async with at_home(scene) as hand:
        text = screen_text(hand.app)
        assert "! Profilen for nivåa kan ikkje lesast: alle blir spurde om samtykke." in text
        assert "Kva som er gale med han:" in text
        assert "btimeeting doctor" in text
        await hand.press("f")
        await hand.form()
        assert "Kva som er gale med han: btimeeting doctor" in " ".join(screen_text(hand.app).split())


async def test_a_clock_that_may_have_jumped_is_told_where_a_leader_sees_it() -> None:
    scene = HomeScene(*a_prepared_meeting())
    scene.held_since = date(2026, 10, 3)
    async with at_home(scene) as hand:
        text = screen_text(hand.app)
        assert "! Maskina seier 25.11.2026; heimen var sist brukt 03.10.2026." in text
        assert "Er datoen på maskina rett? Ingenting slettar seg sjølv så lenge." in text
        await hand.press("enter")  # it is in nobody's way
        await until(hand.pilot, lambda: isinstance(hand.app.screen, IdentityScreen))
