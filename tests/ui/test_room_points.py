"""Open points of the record and names in cues: only where they are useful, only on the work page, never each second."""

from __future__ import annotations

import asyncio

import pytest

from btimeeting.domain.agenda import Cue, Role
from btimeeting.domain.record import DecisionRecord, Note, NoteField, Participant, Stafettholdar, Tiltak
from btimeeting.domain.seats import Presence
from btimeeting.domain.wishes import Decide
from btimeeting.ui.advice import leaders_cue
from btimeeting.ui.known import Known
from btimeeting.ui.open_points import open_points
from tests.ui.desk_scenes import TODAY, DeskScene, agreed
from tests.ui.scenes import MEETING, Console, agenda, console, until


def _tiltak(owner: str = "") -> Tiltak:
    return Tiltak(id="tiltak-1", case_id="case-1", meeting_id=MEETING, text="Søvnrettleiing", owner=owner)


def _earlier() -> Tiltak:
    return Tiltak(id="before-1", case_id="case-1", meeting_id="another", text="Fast vaksen")


DECIDED = DecisionRecord(id="decision-1", meeting_id=MEETING, services=("PPT",))
BATON = Stafettholdar(id="baton-1", case_id="case-1", meeting_id=MEETING, service="PPT", person="Ola Prøve")


async def _points(one: Console) -> tuple[str, ...]:
    await until(one.pilot, lambda: one.screen.room.known is not None)
    return one.screen.open_points()


async def test_early_in_the_meeting_nothing_of_the_end_is_missing_yet() -> None:
    async with console(DeskScene().to_phase("clarify")) as one:
        assert await _points(one) == ()


async def test_what_was_tried_is_asked_for_where_it_is_told_and_not_later() -> None:
    scene = DeskScene(_earlier()).to_phase("describe")
    async with console(scene) as one:
        (point,) = await _points(one)
        assert point.startswith("Vurdera «Fast vaksen» frå sist – Rita Rektor")
        scene.to_phase("clarify")
        await until(
            one.pilot, lambda: one.screen.meeting.phase is not None and one.screen.meeting.phase.id == "clarify"
        )
        assert await _points(one) == ()


async def test_an_offer_that_was_begun_and_never_kept_is_told_when_its_phase_is_over() -> None:
    begun = Note(id="n", meeting_id=MEETING, phase="offer", speaker="t1", field=NoteField.ROW, text='{"what": "Obs"}')
    scene = DeskScene(begun).to_phase("offer")
    async with console(scene) as one:
        assert await _points(one) == ()
        scene.to_phase("decide")
        await until(one.pilot, lambda: one.screen.meeting.phase is not None and one.screen.meeting.phase.id == "decide")
        (point,) = await _points(one)
        assert point.startswith("Ta med rada som er påbyrja, eller stryk henne – Tilbod om tiltak · ")


async def test_a_decision_brings_what_can_be_settled_with_the_family_with_a_name_to_each() -> None:
    scene = DeskScene(DECIDED, _tiltak(), BATON).to_phase("decide")
    scene.other.do(Decide("decision-1", "t1"))
    async with console(scene) as one:
        points = await _points(one)
        assert points[0] == "Avtala kven som gjer «Søvnrettleiing» – Rita Rektor (rektor/styrar)"
        assert all(" – " in point for point in points)
        assert not any("neste møte" in point for point in points)


async def test_without_a_decision_only_that_is_missing_after_its_phase() -> None:
    scene = DeskScene(agreed()).to_phase("close")
    async with console(scene) as one:
        points = await _points(one)
        assert points[0].startswith("Bestemma kva som skal prøvast først – Rita Rektor")
        assert len(points) == 2
        assert "barnet" in points[1]


async def test_the_next_meeting_is_missing_until_it_is_agreed_on_in_another_window() -> None:
    scene = DeskScene().to_phase("close")
    async with console(scene) as one:
        assert any("neste møte" in point for point in await _points(one))
        scene.records.save(agreed(), scene.clock.now())
        await until(one.pilot, lambda: not any("neste møte" in point for point in one.screen.open_points()))


async def test_all_of_them_stand_on_one_page() -> None:
    scene = DeskScene(DECIDED, _tiltak(), BATON).to_phase("close")
    async with console(scene, (120, 36)) as one:
        points = await _points(one)
        assert len(points) > 3
        await one.press("o")
        assert one.app.screen is one.screen
        await one.press("f4")
        assert f"(+{len(points) - 1})" in await one.picture()
        await one.press("o")
        text = " ".join((await one.picture()).split())
        assert all(point.split(" – ")[0] in text for point in points)


async def test_a_second_that_passes_reads_nothing() -> None:
    scene = DeskScene()
    scene.to_phase("clarify")
    assert scene.records.changed()
    async with console(scene) as one:
        await one.press("f4")
        await _points(one)
        # a window's first look at the bell of this fake rings: let what came of it be read
        await asyncio.wrap_future(one.screen.bridge.ask(lambda stores: stores.records and stores.records.changed()))
        await until(one.pilot, lambda: one.screen.room._later is None)
        await one.settle()
        known = one.screen.room.known
        for _ in range(5):
            scene.clock.go(1)
            await one.settle()
        assert one.screen.room.known is known


async def test_the_room_face_is_given_no_point_and_no_name() -> None:
    scene = DeskScene(DECIDED, _tiltak("Kari Demo"), BATON).to_phase("decide")
    scene.other.do(Decide("decision-1", "t1"))
    async with console(scene, (120, 36)) as one:
        await _points(one)
        text = await one.picture()
        assert one.screen.in_room
        assert "Søvnrettleiing" not in text
        assert not any(name in text for name in ("Kari", "Rita", "Prøve", "Døme"))


async def test_a_referent_who_is_not_here_is_missed() -> None:
    scene = DeskScene()
    scene.to_phase("clarify")
    async with console(scene) as one:
        await _points(one)
        await one.press("f4", "h", *"gjekk per", "enter")
        await until(one.pilot, lambda: bool(one.screen.open_points()))
        assert one.screen.open_points() == ("Referent er ikkje her: Avtal kven som skriv referatet",)


def _known(scene: DeskScene) -> Known:
    return Known(scene.records.meeting(MEETING), TODAY)


@pytest.mark.parametrize(
    ("text", "plain", "named"),
    [
        ("{referent} skriv referat.", "Referent skriv referat.", "Per Pedagog skriv referat."),
        ("{viddevakt} hjelper oss.", "Viddevakt hjelper oss.", "Ola Prøve hjelper oss."),
        ("{educator}, kva ser du?", "Kontaktlærar/pedagog, kva ser du?", "Per, kva ser du?"),
        ("Takk, {youth}.", "Takk, barn/ungdom.", "Takk, Ola."),
        (
            "Saman: {challenge}. Først: {tiltak}.",
            "Saman: … Først: …",
            "Saman: (ikkje skrive enno). Først: (ikkje bestemt enno).",
        ),
        ("Neste møte er {date}.", "Neste møte er …", "Neste møte er tysdag 12. januar 2027 kl. 09.30."),
    ],
)
async def test_cues_have_real_names_where_the_record_is_open(text: str, plain: str, named: str) -> None:
    phases = agenda().phases
    cued = phases[2].but(cues=(Cue(at_s=0, to=Role.LEADER, text=text),))
    score = agenda().but(phases=(*phases[:2], cued, *phases[3:]))
    scene = DeskScene(agreed(), agenda=score).to_phase("clarify")
    async with console(scene, (120, 36)) as one:
        await until(one.pilot, lambda: one.screen.seen is not None)
        assert one.screen.seen is not None
        assert leaders_cue(one.screen.seen)[1] == plain
        assert leaders_cue(one.screen.seen, _known(scene))[1] == named
        await until(one.pilot, lambda: one.screen.room.known is not None)
        await one.press("f4")
        assert f"«{named}»" in await one.picture()


async def test_a_person_who_is_not_here_is_not_named_in_a_cue() -> None:
    scene = DeskScene().to_phase("clarify")
    away = next(p for p in scene.records.meeting(MEETING).participants if p.seat == "e1")
    scene.records.save(away.model_copy(update={"presence": Presence.ABSENT}), scene.clock.now())
    known = _known(scene)
    assert known.names(Role.EDUCATOR) == ()
    assert isinstance(known.of_seat("e1"), Participant)


async def test_nothing_is_missing_when_the_family_has_gone() -> None:
    scene = DeskScene(DECIDED)
    scene.to_phase("close").walk(2)
    async with console(scene) as one:
        assert one.screen.seen is not None
        assert not one.screen.meeting.family_in_room
        assert open_points(one.screen.seen, _known(scene)) == ()
