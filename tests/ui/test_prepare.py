"""Førebu worked by hand: saved as one goes, taken up again, complaints beside the field, brackets in every field."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from textual.widgets import Input, TextArea

from btimeeting import i18n
from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import ConsentForm, Giver
from btimeeting.domain.record import PreparedKind, TiltakState
from btimeeting.domain.seats import Presence
from btimeeting.service import plan
from btimeeting.ui.home.door import prepare_app
from btimeeting.ui.kit.dialog import Dialog
from btimeeting.ui.look import Look
from btimeeting.ui.prepare import keeping
from btimeeting.ui.prepare.commands import PREPARE
from btimeeting.ui.prepare.fields import NotUnderstood
from btimeeting.ui.prepare.readings import read_born, read_givers, read_start, start_doubt
from btimeeting.ui.prepare.screen import PrepareScreen
from btimeeting.ui.prepare.widgets import RowBox
from tests.ui.home_scenes import OSLO, TODAY, Hand, HomeScene, a_prepared_meeting, an_earlier_meeting, at_home
from tests.ui.scenes import MEETING, screen_text, until

NASTY = "[/x] Åse [b]"


async def _new(hand: Hand) -> PrepareScreen:
    await hand.press("n")
    return await hand.form()


async def _old(hand: Hand) -> PrepareScreen:
    await hand.press("f")
    return await hand.form()


def _words(hand: Hand) -> str:
    return " ".join(screen_text(hand.app).split())


async def test_what_is_written_is_saved_as_one_goes_and_stands_there_another_day() -> None:
    scene = HomeScene()
    async with at_home(scene, (120, 36)) as hand:
        screen = await _new(hand)
        assert scene.records.meetings() == ()
        await hand.write("child", "Nor Eksempel")
        await hand.write("start", "fredag 9.30")
        assert "lagra 09.30.00" in _words(hand)
        [stored] = scene.records.meetings()
        assert stored.child is not None
        assert stored.child.name == "Nor Eksempel"
        assert stored.info.planned_start == datetime(2026, 11, 27, 8, 30, tzinfo=UTC)
        assert "→ fredag 27. november 2026 kl. 09.30" in _words(hand)
        assert screen.keeper.all_kept
        await hand.press("escape")
        await until(hand.pilot, lambda: "27.11." in screen_text(hand.app))
        await hand.press("up", "enter")
        again = await hand.form()
        assert again is not screen
        assert again.record is not None
        assert again.record.child == stored.child


UNUSABLE = (
    ("start", "fredag", "fredag 27. november 2026: kva klokkeslett? Skriv til dømes fredag 9.30.", "fredag 9.30"),
    ("number", "   ", "Ei sak treng eit nummer", "15"),
    ("born", "4.3.2030", "har ikkje vore enno. Skriv ein dag som har vore, med året.", "4.3.2011"),
)
"""A field, what somebody writes in it, what is said beside it, and what is right."""


async def test_what_cannot_be_used_is_told_beside_the_field_and_stays_as_it_was_written() -> None:
    scene = HomeScene(*a_prepared_meeting())
    async with at_home(scene, (120, 36)) as hand:
        screen = await _old(hand)
        for field, text, complaint, right in UNUSABLE:
            before = scene.records.meeting(MEETING)
            await hand.write(field, text)
            after = scene.records.meeting(MEETING)
            assert complaint in screen.problems[field]
            assert "▲ " + screen.problems[field][:40] in _words(hand)
            assert screen.query_one(f"#f-{field}", Input).value == text
            assert after.model_copy(update={"prepared": before.prepared}) == before
            await hand.write(field, right)
            assert field not in screen.problems
        assert scene.records.meeting(MEETING).prepared == before.prepared
        await hand.write("born", "tull")
        await hand.press("pagedown", "escape")
        assert isinstance(hand.app.screen, Dialog)
        assert "1 felt er ikkje forstått. Det står som du skreiv det, og blir ikkje brukt." in _words(hand)
        await hand.press("enter")  # the safe answer: back to the field, and to what was written in it
        assert hand.app.screen is screen
        assert isinstance(screen.focused, Input)
        assert (screen.focused.id, screen.focused.value) == ("f-born", "tull")
        assert "▲ " + screen.problems["born"][:30] in _words(hand)
        await hand.press("escape", "right", "enter")
        await until(hand.pilot, lambda: not isinstance(hand.app.screen, PrepareScreen | Dialog))
        await hand.press("enter")
        again = await hand.form()  # another day it stands there still
        await hand.go("born")
        assert "Fødd                   tull" in screen_text(hand.app)
        assert "Dette er skrive, men ikkje lese enno." in _words(hand)
        await hand.write("born", "4.3.2011")
        assert again.problems == {}
        assert scene.records.meeting(MEETING).prepared == before.prepared


async def test_services_are_added_moved_and_taken_away_and_each_gets_its_minutes() -> None:
    scene = HomeScene(*a_prepared_meeting())
    async with at_home(scene, (120, 36)) as hand:
        screen = await _old(hand)
        await hand.go("add-service")
        await hand.press("enter")
        await hand.press(*"Siv", "tab", *"Barnevern", "tab")
        assert "Kvar teneste får 3:20 i kvar runde." in _words(hand)
        told = screen.field("minutes")
        assert told is not None
        assert "samtykket for Helsestasjonen, Barnevern manglar, får dei andre 10:00 i kvar runde" in told.value
        newest = next(p for p in scene.records.meeting(MEETING).participants if p.name == "Siv")
        await hand.go(f"name-{newest.id}")
        await hand.press("f6")
        assert plan.services(scene.records.meeting(MEETING)) == ("PPT", "Barnevern", "Helsestasjonen")
        await hand.go(f"name-{newest.id}")
        await hand.press("f7")
        assert plan.services(scene.records.meeting(MEETING)) == ("PPT", "Helsestasjonen")
        kari = next(p for p in scene.records.meeting(MEETING).participants if p.name == "Kari Demo")
        await hand.go(f"comes-{kari.id}")
        await hand.press("right")
        assert "Kvar teneste får 10:00" in _words(hand)  # one of the two does not come
        await hand.press("right")
        await hand.write(f"instead-{kari.id}", "Liv Prøve")
        [standing_in] = [p for p in scene.records.meeting(MEETING).participants if p.name == "Kari Demo"]
        assert (standing_in.presence, standing_in.substitute_for) == (Presence.SUBSTITUTE, "Liv Prøve")
        record = screen.record  # a viddevakt who also leads is a line and no dialog
        assert record is not None
        leader = record.with_duty(Role.LEADER)
        assert leader is not None
        screen.record = plan.with_duty(record, Role.VIDDEVAKT, leader.id)
        screen.refresh_form()
        await hand.press("pagedown")
        assert isinstance(hand.app.screen, PrepareScreen)
        assert "▲ Viddevakta er òg møteleiar" in _words(hand)


async def test_consents_drafts_and_how_last_time_went_are_written_before_the_meeting() -> None:
    scene = HomeScene(*a_prepared_meeting(), *an_earlier_meeting())
    record = plan.with_prepared(scene.records.meeting(MEETING), PreparedKind.SERVICE_DRAFT, "t1", text="Kurs\nBesøk")
    scene.records.save_all(record.prepared, scene.clock.now())
    async with at_home(scene, (120, 36)) as hand:
        await _old(hand)
        await hand.go("consent-1")
        await hand.press("right", "right")
        await hand.write("givers-1", "Mor Døme (mor), Far Døme (far)")
        await hand.write("heard-1", "Rita Rektor")
        given = plan.consent_for(scene.records.meeting(MEETING), "Helsestasjonen")
        assert given is not None
        assert given.form is ConsentForm.ORAL
        assert given.givers == (Giver(name="Mor Døme", relation="mor"), Giver(name="Far Døme", relation="far"))
        assert given.heard_by == "Rita Rektor"
        assert given.given_on == TODAY
        await hand.go("earlier-state-tiltak-1")
        await hand.press("left")
        await hand.write("earlier-effect-tiltak-1", "Kom inn alle dagar")
        [tiltak] = scene.records.meeting(MEETING).earlier_tiltak
        assert (tiltak.state, tiltak.effect) == (TiltakState.DONE, "Kom inn alle dagar")
        assert "✓ klart" in screen_text(hand.app)
        assert "framlegg: tysdag 12. januar 2027; tysdag 23. februar 2027" in screen_text(hand.app)
        await hand.write("house-dates", "12.1.\nein dag til våren")
        assert "▲ 1 felt er ikkje forstått" in _words(hand)  # though the cursor is in the next part already
        await hand.go("house-dates")
        assert "«ein dag til våren» er ikkje ein dag eg kjenner." in _words(hand)
        assert len(scene.dates) == 2
        await hand.write("house-dates", "onsdag 27. januar 2027")
        assert scene.dates == (date(2027, 1, 27),)
        await hand.go("house-dates")
        assert "framlegg: onsdag 27. januar 2027" in screen_text(hand.app)
        await hand.go("draft-t1")
        assert "2 linjer, skjulte" in await hand.picture()
        assert "Kurs" not in screen_text(hand.app)
        await hand.press("enter")
        assert "Kurs" in screen_text(hand.app)


async def test_when_there_is_room_again_it_is_saved_without_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "RETRY_S", 0.01)
    scene = HomeScene(*a_prepared_meeting())
    async with at_home(scene) as hand:
        await _old(hand)
        scene.records.fail_with = OSError("full")
        await hand.write("place", "Møterom 2")
        scene.records.fail_with = None
        await until(hand.pilot, lambda: scene.records.meeting(MEETING).info.place == "Møterom 2")
        await until(hand.pilot, lambda: "IKKJE LAGRA" not in _words(hand))


async def test_when_the_disk_is_full_it_says_so_and_the_next_change_saves_it_all() -> None:
    scene = HomeScene(*a_prepared_meeting())
    async with at_home(scene) as hand:
        screen = await _old(hand)
        scene.records.fail_with = OSError("full")
        await hand.write("place", "Møterom 2")
        assert "IKKJE LAGRA (disken svarar ikkje)" in _words(hand)
        scene.records.fail_with = None
        await hand.write("interpreter", "tigrinja")
        stored = scene.records.meeting(MEETING).info
        assert (stored.place, stored.interpreter) == ("Møterom 2", "tigrinja")
        await hand.go("start")  # what is read only when one leaves the field is kept as it was typed
        screen.query_one("#f-start", Input).value = "freda"
        await hand.pilot.pause()
        screen._keep_typed()
        await hand.settle()
        typed = plan.prepared_for(scene.records.meeting(MEETING), PreparedKind.UNREAD, "start")
        assert typed is not None
        assert typed.text == "freda"
        await hand.go("not-raised")  # and what is being written is kept before one leaves the field
        await hand.press(*"karakterar")
        screen._keep_typed()
        await hand.settle()
        prepared = plan.prepared_for(scene.records.meeting(MEETING), PreparedKind.NOT_TO_BE_RAISED)
        assert prepared is not None
        assert prepared.text == "karakterar"


async def test_a_text_with_brackets_is_shown_as_it_is_in_every_part() -> None:
    scene = HomeScene(*a_prepared_meeting(child=NASTY), *an_earlier_meeting())
    record = scene.records.meeting(MEETING)
    for person in record.participants:
        fields = {"name": NASTY, "service": f"{NASTY}{person.id}" if person.service else ""}
        record = plan.change_person(record, person.id, **fields)
    tiltak = record.earlier_tiltak[0].model_copy(update={"text": NASTY})
    scene.records.save_all([*record.participants, tiltak], scene.clock.now())
    async with at_home(scene, (200, 50)) as hand:
        screen = await _old(hand)
        seen = [screen_text(hand.app)]
        for _ in screen.sections[1:]:
            await hand.press("pagedown")
            seen.append(screen_text(hand.app))
        await hand.press("enter")  # on the first line of what is missing: it leads there
        assert screen.section_here == "consent"
        for key in ("f1", "f2", "ctrl+p"):
            await hand.pilot.press(key)
            assert isinstance(hand.app.screen, Dialog)
            await hand.pilot.press("escape")
        together = "\n".join(seen)
    assert together.count(NASTY) >= 20
    assert f"▲ Samtykket er ikkje på plass for {NASTY}" in together
    assert f"▲ «{NASTY}» frå førre gong er ikkje vurdert" in together


async def test_every_field_can_be_walked_to_by_tab_and_the_arrows() -> None:
    async with at_home(HomeScene(*a_prepared_meeting())) as hand:
        screen = await _old(hand)
        ids = [one for section in screen.sections for one in section.ids]
        await hand.go(ids[-1])
        walked = []
        for _ in ids:
            screen.step(1)
            await until(hand.pilot, lambda: screen.focused is not None)
            walked.append(str(screen.focused and screen.focused.id)[2:])
        assert walked == ids
        await hand.press("up", "up", "down")
        assert screen.focused is not None
        assert screen.focused.id == f"f-{ids[-2]}"


async def test_a_letter_that_comes_while_the_form_is_painted_anew_is_not_lost() -> None:
    async with at_home(HomeScene(*a_prepared_meeting())) as hand:
        screen = await _old(hand)
        await hand.go("place")
        place = screen.focused
        assert isinstance(place, Input)
        place.value = "M"  # the screen has not heard of it yet
        screen.refresh_form()
        assert place.value == "M"
        assert len(screen.query(RowBox)) < 30  # the part one is in and those beside it, not all of them


def test_no_two_commands_of_the_form_share_a_key() -> None:
    keys = [key for command in PREPARE for key in (*command.keys, *command.typing_keys)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("fredag 9.30", datetime(2026, 11, 27, 8, 30, tzinfo=UTC)),
        ("12.1 kl 9", datetime(2027, 1, 12, 8, 0, tzinfo=UTC)),
        ("om 3 veker kl. 14.00", datetime(2026, 12, 16, 13, 0, tzinfo=UTC)),
        ("25.11.2026 9.30", datetime(2026, 11, 25, 8, 30, tzinfo=UTC)),
        ("friday 9:30", datetime(2026, 11, 27, 8, 30, tzinfo=UTC)),
        ("10.15", datetime(2026, 11, 25, 9, 15, tzinfo=UTC)),
        ("", None),
    ],
)
def test_day_and_time_are_read_as_people_write_them(text: str, start: datetime | None) -> None:
    before = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
    assert read_start(text, TODAY, before, OSLO) == start


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("31.2. 9.30", "Det finst ikkje nokon dag som 31.2."),
        ("fredag 25.70", "Det finst ikkje noko klokkeslett som 25.70."),
        ("i går kveld", "«i går kveld» er ikkje ein dag eg kjenner."),
    ],
)
def test_a_day_or_an_hour_that_is_none_is_told(text: str, complaint: str) -> None:
    with pytest.raises(NotUnderstood) as doubt:
        read_start(text, TODAY, None, OSLO)
    assert complaint in doubt.value.sentence


def test_an_hour_alone_needs_a_day_to_belong_to() -> None:
    with pytest.raises(NotUnderstood):
        read_start("9.30", TODAY, None, OSLO)


def test_a_birth_date_of_somebody_grown_up_is_asked_about() -> None:
    assert read_born("4.3.2012", TODAY) == date(2012, 3, 4)
    with pytest.raises(NotUnderstood):
        read_born("4.3.1972", TODAY)


def test_givers_are_read_with_what_they_are_to_the_child() -> None:
    read = read_givers("Eli Eksempel (mor, einaste), Nor Eksempel")
    assert read == (Giver(name="Eli Eksempel", relation="mor, einaste"), Giver(name="Nor Eksempel"))
    with pytest.raises(NotUnderstood):
        read_givers("Eli (mor")


async def test_what_is_being_written_when_the_window_goes_is_kept() -> None:
    scene = HomeScene(*a_prepared_meeting())
    app = prepare_app(scene.door, Look(OSLO, lambda: "09.30"), MEETING)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PrepareScreen) and bool(app.screen.query(RowBox)))
        screen = app.screen
        assert isinstance(screen, PrepareScreen)
        await pilot.pause()

        screen.form.focus_field("family-view")
        await until(pilot, lambda: isinstance(screen.focused, TextArea))
        screen.query_one("#f-family-view", TextArea).insert("slitne")
        await until(pilot, lambda: screen._typed.get("family-view") == "slitne")
    view = plan.prepared_for(scene.records.meeting(MEETING), PreparedKind.FAMILY_VIEW)
    assert view is not None
    assert view.text == "slitne"
    assert scene.closed == 1


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 12, 25), "That is a public holiday."),
        (date(2026, 12, 30), "That is in the Christmas holiday."),
        (date(2027, 3, 24), "That is in the Easter week."),
        (date(2027, 3, 20), "That is a weekend."),
        (date(2027, 3, 31), ""),
    ],
)
def test_a_day_when_people_are_away_is_taken_and_told_quietly(day: date, told: str) -> None:
    i18n.use("en")
    assert read_start(f"{day.day}.{day.month}.{day.year} kl. 9.30", TODAY, None, OSLO) is not None
    assert start_doubt(datetime(day.year, day.month, day.day, 8, 30, tzinfo=UTC), OSLO) == told
