"""Who is here: by name on the work page, in record and journal together; by role where the room may read it."""

from __future__ import annotations

from btimeeting.domain.agenda import Role
from btimeeting.domain.record import Participant
from btimeeting.domain.seats import Presence
from btimeeting.ui.kit.dialog import Dialog
from btimeeting.ui.screens.meeting import MeetingScreen
from tests.ui.desk_scenes import DeskScene
from tests.ui.scenes import MEETING, Console, console, screen_text, until

NASTY = "[/x] Åse [b]"


async def _open_list(one: Console) -> None:
    await until(one.pilot, lambda: one.screen.room.known is not None)
    if one.screen.in_room:
        await one.press("f4")
    await one.press("h")


async def _choose(one: Console, *letters: str) -> None:
    await one.pilot.press(*letters, "enter")
    await one.pilot.pause()


def _person(scene: DeskScene, seat: str) -> Participant:
    return next(p for p in scene.records.meeting(MEETING).participants if p.seat == seat)


async def _presence(one: Console, scene: DeskScene, seat: str, presence: Presence) -> None:
    """Until record and journal both say so."""
    await until(
        one.pilot,
        lambda: (
            _person(scene, seat).presence is presence
            and any(s.id == seat and s.presence is presence for s in one.screen.meeting.seats)
        ),
    )
    await until(one.pilot, lambda: isinstance(one.app.screen, MeetingScreen))


async def _undo_is_asked_about(one: Console, step: str) -> None:
    """Undo right after it would take back the step before, which was right: told first, done when pressed again."""
    await one.press("f9")
    assert "blir retta (Ctrl+P), ikkje angra." in " ".join((await one.picture()).split())
    assert one.screen.meeting.step == step
    await one.press("f9")
    await until(one.pilot, lambda: one.screen.meeting.step != step)
    await one.press("pagedown")
    await until(one.pilot, lambda: one.screen.meeting.step == step)


async def test_somebody_goes_and_comes_back_by_a_few_letters_of_the_name() -> None:
    scene = DeskScene()
    async with console(scene.to_phase("clarify")) as one:
        await _open_list(one)
        step = one.screen.meeting.step
        await _choose(one, *"gjekk kari")
        await _presence(one, scene, "t2", Presence.LEFT)
        await _undo_is_asked_about(one, step)
        await _open_list(one)
        assert "Er her: Kari Demo (Helsestasjonen)" in (await one.picture()).split("Gjekk ut")[0]
        await _choose(one, *"kari")
        await _presence(one, scene, "t2", Presence.PRESENT)


async def test_before_the_start_somebody_did_not_come() -> None:
    scene = DeskScene()
    async with console(scene) as one:
        await _open_list(one)
        assert "Gjekk ut" not in await one.picture()
        await _choose(one, *"ikkje nils")
        await _presence(one, scene, "t3", Presence.ABSENT)


async def test_a_service_that_is_not_here_may_have_sent_a_text_and_keeps_its_turn() -> None:
    scene = DeskScene()
    async with console(scene.to_phase("clarify")) as one:
        await _open_list(one)
        await _choose(one, *"gjekk nils")
        await _presence(one, scene, "t3", Presence.LEFT)
        assert not one.screen.meeting.takes_part("t3")
        await _open_list(one)
        await _choose(one, *"tekst")
        await _presence(one, scene, "t3", Presence.WRITTEN)
        assert one.screen.meeting.takes_part("t3")


async def test_a_substitute_is_noted_with_a_name_and_whose_place_it_is() -> None:
    scene = DeskScene()
    async with console(scene.to_phase("clarify")) as one:
        await _open_list(one)
        await _choose(one, *"vikar kari")
        assert "I staden for Kari Demo (Helsestasjonen)" in await one.picture()
        await one.pilot.press("enter")
        assert "▲ Skriv namnet." in await one.picture()
        await one.pilot.press(*"Vigdis Vikar", "enter")
        await _presence(one, scene, "t2", Presence.SUBSTITUTE)
        assert (_person(scene, "t2").name, _person(scene, "t2").substitute_for) == ("Vigdis Vikar", "Kari Demo")
        await until(
            one.pilot, lambda: "Vigdis Vikar" in (one.screen.room.known.names() if one.screen.room.known else ())
        )
        await _open_list(one)
        await _choose(one, *"likevel")
        await _presence(one, scene, "t2", Presence.PRESENT)
        assert _person(scene, "t2").name == "Kari Demo"


async def test_a_service_nobody_had_counted_on_gets_a_seat_and_waits_for_the_word() -> None:
    scene = DeskScene()
    async with console(scene.to_phase("clarify")) as one:
        await _open_list(one)
        await _choose(one, *"rekna")
        await one.pilot.press("1")
        await one.pilot.press(*"Habiliteringa", "enter", *"Hilde Habil", "enter")
        await until(one.pilot, lambda: "t4" in one.screen.meeting.order)
        assert (_person(scene, "t4").name, _person(scene, "t4").role) == ("Hilde Habil", Role.SERVICE)
        assert one.screen.labels["t4"] == "Habiliteringa"
        await until(one.pilot, lambda: one.screen.room.missing == ("t4",))
        assert "Habiliteringa: samtykket er ikkje på plass" in await one.picture()


async def test_a_support_person_has_a_name_and_what_they_are_called() -> None:
    scene = DeskScene()
    async with console(scene.to_phase("clarify")) as one:
        await _open_list(one)
        await _choose(one, *"rekna")
        await one.pilot.press("3", *"Stine Støtte", "enter", *"tante", "enter")
        await until(one.pilot, lambda: any(seat.role is Role.SUPPORT for seat in one.screen.meeting.seats))
        assert (_person(scene, "s1").name, _person(scene, "s1").title) == ("Stine Støtte", "tante")


async def test_while_people_are_welcomed_the_pad_tells_who_came() -> None:
    scene = DeskScene(consent_missing=("t3",))
    async with console(scene.walk(1), (120, 36)) as one:
        await _open_list(one)
        await _choose(one, *"gjekk kari")
        await _presence(one, scene, "t2", Presence.LEFT)
        await until(one.pilot, lambda: "Ikkje her  Kari Demo" in screen_text(one.app))
        await one.press("c", "2", *"Mor Døme", "enter", "enter")
        await until(one.pilot, lambda: "Barnevernstenesta på plass" in screen_text(one.app))


async def test_enter_alone_adds_nobody() -> None:
    scene = DeskScene()
    async with console(scene.to_phase("clarify")) as one:
        seats = one.screen.meeting.seats
        await _open_list(one)
        await one.press("enter")
        assert one.app.screen is one.screen
        assert one.screen.meeting.seats == seats
        await _open_list(one)
        await _choose(one, *"rekna")
        await one.press("enter")
        assert one.app.screen is one.screen
        assert one.screen.meeting.seats == seats


async def test_the_room_face_names_nobody_and_has_no_key_for_it() -> None:
    scene = DeskScene()
    async with console(scene.to_phase("clarify"), (120, 36)) as one:
        await until(one.pilot, lambda: one.screen.room.known is not None)
        await one.press("h")
        assert one.app.screen is one.screen
        await one.press("ctrl+p")
        await one.press(*"gjekk")
        text = await one.picture()
        assert "Gjekk ut: Helsestasjonen" in text
        assert "Kari" not in text
        assert "Døme" not in text
        await one.press(*" (2")
        assert "Kven det er, står på arbeidssida: F4, så H." in await one.picture()
        await one.press("escape", "f4", "h", *"gjekk far")
        assert "Gjekk ut: Far Døme (føresette) · føresette (2)" in await one.picture()


async def test_a_name_with_brackets_is_shown_as_it_is_wherever_the_room_names_people() -> None:
    people = [p.model_copy(update={"name": NASTY}) for p in DeskScene().records.meeting(MEETING).participants]
    scene = DeskScene(*people, labels={"t1": NASTY, "t2": NASTY, "t3": NASTY}, consent_missing=("t3",))
    seen = []
    async with console(scene.to_phase("clarify"), (120, 36)) as one:
        await _open_list(one)
        seen.append(await one.picture())
        await one.press("escape")
        for keys in (("c",), ("c", "2"), ("h", *"vikar", "enter"), ("h", *"rekna", "enter", "1"), ("w",)):
            await one.press(*keys)
            seen.append(await one.picture())
            while isinstance(one.app.screen, Dialog):
                await one.press("escape")
        await one.press("f4")
        seen.append(await one.picture())
    assert all(NASTY in text for text in seen)
