"""Between meetings, on the screen: the stafettlogg, the baton, a tiltak that is evaluated, a talk with the child."""

from __future__ import annotations

from datetime import date

from btimeeting.domain.record import Acceptance, Child, Stafettholdar, StafettloggEntry, Tiltak, TiltakState
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.ui.children.baton_screen import BatonScreen
from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.evaluating import EvaluateScreen
from btimeeting.ui.children.one_by_one import AskScreen
from btimeeting.ui.children.stafettlogg_screen import StafettloggScreen
from btimeeting.ui.children.writing import CorrectScreen
from btimeeting.ui.home.screen import HomeScreen
from btimeeting.ui.kit.dialog import Dialog
from tests.ui.case_scenes import open_case, pick, say, settled
from tests.ui.home_scenes import TODAY, HomeScene, a_prepared_meeting, an_earlier_meeting, at_home
from tests.ui.scenes import screen_text, until

NASTY = "[/x] Åse [b]"


def _scene() -> HomeScene:
    return HomeScene(*a_prepared_meeting(child=NASTY), *an_earlier_meeting())


async def test_a_tiltak_is_written_in_the_stafettlogg_and_goes_on_like_any_other() -> None:
    scene = _scene()
    async with at_home(scene, (100, 30)) as hand:
        await open_case(hand)
        await hand.pilot.press("l")
        await settled(hand, StafettloggScreen)
        assert "Ingenting er skrive i stafettloggen enno." in screen_text(hand.app)
        await hand.pilot.press("n")
        await settled(hand, AskScreen)
        await pick(hand, EntryKind.TILTAK)
        await say(hand, "")
        assert "Skriv kva som skal stå der." in screen_text(hand.app)
        await say(hand, f"Lesevenn for {NASTY}")
        await say(hand, "Per Pedagog")
        await say(hand, "20.11.")  # it began last week
        await say(hand, "over jul")
        assert "«over jul» er ikkje ein dag eg kjenner." in screen_text(hand.app)
        await say(hand, "19.11.2026")
        assert "19.11.2026 er over." in screen_text(hand.app)
        await say(hand, "om 6 veker")
        await say(hand, "mor")
        await settled(hand, StafettloggScreen)
        text = screen_text(hand.app)
        assert f"Tiltak: Lesevenn for {NASTY}" in text
        assert "sagt av mor, Per Pedagog har ansvaret, frå 20.11.2026, blir evaluert 06.01.2027" in text
        (tiltak,) = [t for t in scene.records.of_case(Tiltak, "case-14") if t.id != "tiltak-1"]
        (entry,) = scene.records.of_case(StafettloggEntry, "case-14")
        assert (tiltak.meeting_id, tiltak.review_on, entry.about) == (None, date(2027, 1, 6), tiltak.id)
        assert tiltak.start_on == entry.start_on == date(2026, 11, 20)
        await hand.pilot.press("escape")
        await settled(hand, CaseScreen)
        assert f"Lesevenn for {NASTY} (Per Pedagog): skal evaluerast 06.01.2027" in screen_text(hand.app)
        assert [line.action for line in scene.records.log][-2:] == ["show", "edit"]


async def test_a_correction_needs_a_reason_keeps_what_stood_there_and_an_entry_is_copied() -> None:
    scene = _scene()
    scene.records.save(
        StafettloggEntry(id="e", case_id="case-14", on=TODAY, text="Han song", author="far"), scene.clock.now()
    )
    async with at_home(scene, (100, 30)) as hand:
        await open_case(hand)
        await hand.pilot.press("l")
        await settled(hand, StafettloggScreen)
        await hand.pilot.press("enter")
        await settled(hand, CorrectScreen)
        await hand.pilot.press("enter")  # the same words
        assert "Det står slik alt." in screen_text(hand.app)
        await say(hand, f"Han song for {NASTY}")
        await say(hand, " ")
        assert "grunngjeving" in screen_text(hand.app)
        assert scene.records.get(StafettloggEntry, "e").text == "Han song"
        scene.records.fail_with = OSError("full")
        await say(hand, "skrivefeil")
        await until(hand.pilot, lambda: "Ingenting blei lagra (disken svarar ikkje)" in screen_text(hand.app))
        scene.records.fail_with = None
        await hand.pilot.press("escape")  # one back, and what was written stands
        screen = hand.app.screen
        assert isinstance(screen, CorrectScreen)
        assert screen.area.text == f"Han song for {NASTY}"
        await hand.pilot.press("enter")
        await say(hand, "skrivefeil")
        await settled(hand, StafettloggScreen)
        text = screen_text(hand.app)
        assert f"Møte: Han song for {NASTY}" in text
        assert "Før 25.11.2026: «Han song». Retta fordi: skrivefeil" in text
        await hand.pilot.press("k")
        await until(hand.pilot, lambda: "Andre program kan lesa" in " ".join(screen_text(hand.app).split()))
        assert hand.app.clipboard == f"25.11.2026 · Møte\nHan song for {NASTY}\nSagt av: far"
        assert (scene.records.log[-1].action, scene.records.log[-1].object_id) == ("copy", "e")


async def test_the_baton_is_offered_and_answered_and_there_is_always_one_who_carries_it() -> None:
    scene = _scene()
    async with at_home(scene, (100, 30)) as hand:
        await open_case(hand)
        await hand.pilot.press("p")
        await settled(hand, BatonScreen)
        assert "Fjordvik skule (ingen annan har teke han enno)" in screen_text(hand.app)
        await hand.pilot.press("t")
        await settled(hand, AskScreen)
        for answer in ("PPT", "", "om ei veke"):
            await say(hand, answer)
        await settled(hand, BatonScreen)
        text = screen_text(hand.app)
        assert "Fjordvik skule (ingen annan har teke han enno)" in text
        assert "PPT er spurd om å ta han, svar innan 02.12.2026" in text
        await hand.pilot.press("enter")
        await settled(hand, AskScreen)
        await pick(hand, Acceptance.ACCEPTED)
        await say(hand, "")
        assert "Skriv namnet" in screen_text(hand.app)
        await say(hand, "Ola Prøve")
        await say(hand, f"leiaren, {NASTY}")
        await say(hand, "20.11")  # the last one, not the next
        await settled(hand, BatonScreen)
        text = screen_text(hand.app)
        assert "PPT ved Ola Prøve, sidan 25.11.2026" in text
        assert f"(meldt tilbake av leiaren, {NASTY} den 20.11.2026)" in " ".join(text.split())
        (baton,) = scene.records.of_case(Stafettholdar, "case-14")
        assert (baton.acceptance, baton.told_on) == (Acceptance.ACCEPTED, date(2026, 11, 20))
        await hand.pilot.press("s")
        await settled(hand, AskScreen)
        await say(hand, "Per Pedagog")
        await say(hand, "")
        await settled(hand, BatonScreen)
        assert "Per Pedagog snakka med barnet 25.11.2026." in screen_text(hand.app)
        assert scene.records.get(Child, "child-14").voice.talked_on == TODAY


async def test_a_due_tiltak_is_evaluated_from_home_and_gets_a_new_day() -> None:
    scene = _scene()
    async with at_home(scene) as hand:
        await hand.pilot.press("down", "enter")
        await settled(hand, EvaluateScreen)
        assert "Fast vaksen ved skulestart (Liv Prøve)" in screen_text(hand.app)
        await say(hand, f"{NASTY} kjem roleg")
        await pick(hand, TiltakState.CHANGED)
        await say(hand, "Fast vaksen to dagar i veka")
        await say(hand, "")
        assert "ein dag det blir evaluert" in screen_text(hand.app)
        await say(hand, "neste møte")
        assert "Neste møte har ikkje nokon dag enno" not in screen_text(hand.app)
        await settled(hand, CaseScreen)
        after = scene.records.get(Tiltak, "tiltak-1")
        assert (after.state, after.text, after.effect) == (
            TiltakState.CHANGED,
            "Fast vaksen to dagar i veka",
            f"{NASTY} kjem roleg",
        )
        assert after.review_on == TODAY  # the meeting that is prepared
        (entry,) = scene.records.of_case(StafettloggEntry, "case-14")
        assert entry.text == f"Fast vaksen ved skulestart: {NASTY} kjem roleg. Endra → Fast vaksen to dagar i veka"
        await hand.pilot.press("escape")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, HomeScreen))


async def test_what_is_half_written_is_not_thrown_away_without_a_question() -> None:
    scene = _scene()
    async with at_home(scene) as hand:
        await hand.pilot.press("down", "enter")
        await settled(hand, EvaluateScreen)
        screen = hand.app.screen
        assert isinstance(screen, EvaluateScreen)
        await hand.pilot.press("x", "escape")
        assert isinstance(hand.app.screen, Dialog)
        await hand.pilot.press("enter")  # the safe answer
        assert hand.app.screen is screen
        assert screen.area.text == "x"
        await hand.pilot.press("escape", "right", "enter")
        await settled(hand, CaseScreen)
        assert scene.records.get(Tiltak, "tiltak-1").effect == ""
