"""Consent and stop in the room: a quiet line, four ways, one key to take it back; nothing opens by itself."""

from __future__ import annotations

import re
from datetime import date

import pytest

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import ConsentForm
from btimeeting.domain.events import ConsentWay
from btimeeting.domain.meeting import Stage
from btimeeting.domain.seats import Presence
from btimeeting.domain.wishes import SettleConsent
from btimeeting.ui.screens.meeting import MeetingScreen
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import MEETING, Console, console, screen_text, until

LINE = "Barnevernstenesta: samtykket er ikkje på plass, så ordet ventar"


def _scene() -> DeskScene:
    """Two services have consent, the third has none."""
    scene = DeskScene(consent_missing=("t3",))
    scene.to_phase("clarify")
    return scene


async def _on_the_work_page(one: Console) -> None:
    await until(one.pilot, lambda: one.screen.room.known is not None)
    await one.press("f4")


async def _done(one: Console, way: ConsentWay) -> None:
    await until(one.pilot, lambda: dict(one.screen.meeting.consent_ways).get("t3") is way)
    await until(one.pilot, lambda: isinstance(one.app.screen, MeetingScreen))


async def test_a_missing_consent_is_one_quiet_line_on_the_work_page_and_nothing_in_the_room() -> None:
    async with console(_scene()) as one:
        await until(one.pilot, lambda: one.screen.room.known is not None)
        assert "samtykk" not in (await one.picture()).casefold()
        await one.press("c")
        assert one.app.screen is one.screen
        await one.press("f4")
        assert f"{LINE}   C Samtykke …" in await one.picture()
        assert one.app.screen is one.screen
        assert one.screen.focused is None


async def test_enter_alone_changes_nothing_about_a_consent() -> None:
    async with console(_scene()) as one:
        await _on_the_work_page(one)
        await one.press("c", "enter")
        assert one.app.screen is one.screen
        assert one.screen.meeting.consent_ways == ()
        assert one.screen.meeting.gated == {"t3"}


async def test_an_oral_yes_takes_who_gives_it_and_who_hears_it_and_the_turn_opens() -> None:
    scene = _scene()
    async with console(scene) as one:
        await _on_the_work_page(one)
        await one.press("c", "2", "up", "end", "ctrl+u", *"Mor Døme", "enter")
        assert "Rita Rektor" in await one.picture()
        await one.pilot.press("enter")
        await _done(one, ConsentWay.ORAL)
        consent = scene.records.meeting(MEETING).consents[-1]
        assert [giver.name for giver in consent.givers] == ["Mor Døme"]
        assert (consent.heard_by, consent.form, consent.services) == (
            "Rita Rektor",
            ConsentForm.ORAL,
            ("Barnevernstenesta",),
        )
        assert one.screen.meeting.gated == frozenset()
        await until(one.pilot, lambda: not one.screen.room.missing)
        assert LINE not in await one.picture()


async def test_those_who_are_here_are_proposed_and_one_enter_takes_them_but_nobody_is_said_in_place() -> None:
    scene = _scene()
    async with console(scene) as one:
        await _on_the_work_page(one)
        await one.press("c", "2", "up", "end", "ctrl+u", "enter")
        assert "▲ Skriv kven som seier ja." in await one.picture()
        assert one.screen.meeting.gated == {"t3"}
        await one.press("escape", "c", "2")
        assert "Mor Døme, Far Døme" in await one.picture()
        await one.pilot.press("enter")
        await _done(one, ConsentWay.ORAL)
        givers = scene.records.meeting(MEETING).consents[-1].givers
        assert [giver.name for giver in givers] == ["Mor Døme", "Far Døme"]


@pytest.mark.parametrize(
    ("key", "way", "presence"),
    [
        ("1", ConsentWay.LEAVES, Presence.LEFT),
        ("3", ConsentWay.GENERAL, Presence.PRESENT),
        ("4", ConsentWay.POSTPONED, Presence.LEFT),
    ],
)
async def test_the_other_ways_take_one_key_more(key: str, way: ConsentWay, presence: Presence) -> None:
    scene = _scene()
    async with console(scene) as one:
        await _on_the_work_page(one)
        await one.pilot.press("c", key)
        await _done(one, way)
        seat = next(seat for seat in one.screen.meeting.seats if seat.id == "t3")
        person = next(p for p in scene.records.meeting(MEETING).participants if p.seat == "t3")
        assert (seat.presence, person.presence) == (presence, presence)
        await until(one.pilot, lambda: not one.screen.room.missing)


async def test_of_several_services_one_is_chosen_first() -> None:
    scene = DeskScene(consent_missing=("t2", "t3"))
    async with console(scene.to_phase("clarify")) as one:
        await _on_the_work_page(one)
        assert "Helsestasjonen, Barnevernstenesta: samtykke manglar   C Samtykke …\n" in await one.picture()
        await one.press("c", "2", "1")
        await _done(one, ConsentWay.LEAVES)
        await until(one.pilot, lambda: one.screen.room.missing == ("t2",))


async def test_a_consent_that_is_settled_moves_nothing_whatever_else_is_open() -> None:
    scene = DeskScene(consent_missing=("t2", "t3"), duties=((Role.REFERENT, "e1"),))
    async with console(scene.to_phase("clarify")) as one:
        await _on_the_work_page(one)
        assert re.search(r"C Samtykke … +\(\+1\)\n", await one.picture())
        at = one.screen.query_one("#pad").region
        for group in ("t2", "t3"):
            scene.other.do(SettleConsent(group, ConsentWay.GENERAL))
        await until(one.pilot, lambda: not one.screen.room.missing)
        await until(one.pilot, lambda: "Står att  ingen er sett opp som viddevakt" in screen_text(one.app))
        assert one.screen.query_one("#pad").region == at


async def test_a_click_on_the_line_is_the_key() -> None:
    async with console(_scene()) as one:
        await _on_the_work_page(one)
        await one.pilot.click("#room-consent", offset=(3, 0))
        await until(one.pilot, lambda: one.app.screen is not one.screen)
        assert "Kva gjer me?" in await one.picture()


async def test_one_key_stops_hides_and_asks_who_goes_out_without_the_word_consent() -> None:
    scene = _scene()
    async with console(scene) as one:
        await until(one.pilot, lambda: one.screen.room.known is not None)
        assert one.screen.in_room
        await one.press("w")
        assert one.screen.meeting.stopped
        assert one.screen.meeting.wall_hidden
        text = await one.picture()
        assert "Kven går ut?" in text
        assert "OPPKLARANDE" not in text
        assert "samtykk" not in text.casefold()
        await one.pilot.press("2", "enter")
        await until(one.pilot, lambda: "t2" in one.screen.meeting.consent_missing)
        withdrawn = [c for c in scene.records.meeting(MEETING).consents if c.withdrawn_on is not None]
        assert [(c.services, c.withdrawn_on) for c in withdrawn] == [(("Helsestasjonen",), date(2026, 11, 25))]
        left = {p.seat: p.presence for p in scene.records.meeting(MEETING).participants}
        assert left["t2"] is Presence.LEFT
        assert left["t1"] is Presence.PRESENT


async def test_taking_nothing_back_leaves_everything_stopped_and_nobody_out() -> None:
    async with console(_scene()) as one:
        await until(one.pilot, lambda: one.screen.room.known is not None)
        await one.press("w", "enter")
        assert one.screen.meeting.stopped
        assert one.screen.meeting.consent_missing == ("t3",)
        assert all(seat.presence.in_room for seat in one.screen.meeting.seats)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_stop_key_gives_a_list_on_the_work_page_and_hides_the_notes(size: tuple[int, int]) -> None:
    scene = _scene()
    async with console(scene, size) as one:
        await until(one.pilot, lambda: one.screen.room.known is not None)
        await one.press("x")
        black = await one.picture()
        assert "Mellomrom held fram" in black
        assert "Nils" not in black
        await one.press("f4")
        text = await one.picture()
        assert "■ Stoppa" in text
        assert "«Me tek ein pause no. Ingen treng å forklara kvifor.»" in text
        assert "Mellomrom når dei er ute" in text
        assert "W: samtykket blir teke tilbake · H: nokon går eller kjem" in text
        assert "Notat  " not in text
        scene.clock.go(5)
        await one.press("space", "f4")
        assert one.screen.meeting.stage is Stage.RUNNING
        text = await one.picture()
        assert "Stoppa" not in text
        assert "Notat  " in text


async def test_a_stopped_meeting_is_ended_with_one_question_and_the_notes_stay_hidden() -> None:
    scene = _scene()
    async with console(scene, (80, 24)) as one:
        await until(one.pilot, lambda: one.screen.room.known is not None)
        assert "end-here" not in [command.id for command in one.screen.commands if command.possible(one.screen)]
        await one.press("x", "f4")
        assert "A om familien vil slutta" in await one.picture()
        await one.press("a")
        asked = await one.picture()
        assert "Avslutta møtet her?" in asked
        assert "Referatet seier når møtet blei stoppa" in asked
        await one.press("enter")
        assert one.screen.meeting.stopped
        assert one.app.screen is one.screen
        await one.press("a", "right", "enter")
        await until(one.pilot, lambda: one.screen.meeting.stage is Stage.THANKED)
        assert one.screen.meeting.ended_in == "clarify"
        assert one.screen.in_room
        assert "Notat" not in await one.picture()
        await one.press("f9")
        await until(one.pilot, lambda: one.screen.meeting.stopped)
        await one.press("a", "right", "enter")
        await until(one.pilot, lambda: one.screen.meeting.stage is Stage.THANKED)
        scene.clock.go(5)
        await one.press("space", "right", "enter")
        await until(one.pilot, lambda: one.screen.meeting.stage is Stage.EVALUATING)


async def test_who_goes_out_is_named_on_the_work_page_while_it_is_stopped() -> None:
    async with console(_scene()) as one:
        await until(one.pilot, lambda: one.screen.room.known is not None)
        await one.press("w", "2", "enter")
        await until(one.pilot, lambda: "t2" in one.screen.meeting.consent_missing)
        assert "Kari Demo" not in await one.picture()
        await one.press("f4")
        await until(one.pilot, lambda: one.screen.room.known is not None)
        assert "Går ut     Helsestasjonen: Kari Demo" in await one.picture()


async def test_who_took_it_back_is_noted_on_the_work_page_with_two_keys_or_not_at_all() -> None:
    scene = _scene()
    async with console(scene) as one:
        await until(one.pilot, lambda: one.screen.room.known is not None)
        await one.press("w", "2", "enter")
        await until(one.pilot, lambda: one.screen.room.untold)
        await one.press("d")
        assert one.app.screen is one.screen  # the room may be looking
        await one.press("f4")
        assert "Noter      D: kven som tok samtykket tilbake" in await one.picture()
        await one.press("d", "enter")
        assert one.screen.room.untold
        await one.press("d")
        asked = await one.picture()
        assert "1 Mor Døme" in asked
        assert "3 Føresette i lag" in asked
        await one.pilot.press("3")
        await until(one.pilot, lambda: not one.screen.room.untold)
        by = [c.withdrawn_by for c in scene.records.meeting(MEETING).consents if c.withdrawn_on is not None]
        assert by == ["Mor Døme, Far Døme"]
        assert "Noter  " not in await one.picture()


async def test_a_disk_that_is_full_says_so_and_the_consent_still_waits() -> None:
    scene = _scene()
    async with console(scene) as one:
        await _on_the_work_page(one)
        scene.records.fail_with = OSError("Kari Demo")
        await one.pilot.press("c", "1")
        await until(one.pilot, lambda: one.screen.query_one("#notice").display)
        text = await one.picture()
        assert "IKKJE LAGRA" in text
        assert one.screen.meeting.gated == {"t3"}
        assert one.screen.meeting.consent_ways == ()


async def test_in_the_evaluation_the_room_knows_nothing_of_the_case_any_more() -> None:
    scene = _scene()
    while scene.other.meeting.stage is not Stage.THANKED:
        scene.walk(1)
    async with console(scene) as one:
        await until(one.pilot, lambda: one.screen.room.known is not None)
        await one.press("space", "right", "enter")
        assert one.screen.meeting.stage is Stage.EVALUATING
        await one.settle()
        assert one.screen.room.known is None
        await one.press("c", "h", "o", "w")
        assert one.app.screen is one.screen
