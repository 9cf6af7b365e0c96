"""Markup in a name, values in a crash, English of Textual's own, and what is loaded too early."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
import textual
from textual.app import App

from btimeeting import i18n
from btimeeting.domain.child import Around, Case, CaseKind, Child, ChildVoice, Parent
from btimeeting.domain.consent import Consent, Giver
from btimeeting.domain.meeting import Stage
from btimeeting.ui.app import BtiApp
from btimeeting.ui.builtin_texts import REPLACED, TEXTUAL
from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.child_screen import ChildScreen
from btimeeting.ui.children.children_list import ChildrenScreen
from btimeeting.ui.children.consent_form import ConsentForm
from btimeeting.ui.children.consents_screen import ConsentsScreen
from btimeeting.ui.children.naming import NamingScreen
from btimeeting.ui.children.new_case import NewCaseScreen
from btimeeting.ui.children.take_back import TakeBackForm
from btimeeting.ui.kit.dialog import Dialog
from btimeeting.ui.look import Look
from btimeeting.ui.screens.meeting import MeetingScreen
from btimeeting.ui.themes import PALETTES
from tests.ui.case_hand import on, stored
from tests.ui.home_scenes import TODAY, HomeScene, a_prepared_meeting, at_home
from tests.ui.scenes import OSLO, Scene, console, screen_text, until
from tests.ui.walls import wall

NASTY = "[/x] Åse [b]"
PLANTED = "Kari-Hemmeleg Døme"
TEXTUALS_OWN = ("Search for", "No matches", "palette", "Quit the", "Show help", "screenshot", "Maximize", "Focus Next")


async def test_a_name_with_brackets_is_shown_as_it_is_on_every_screen() -> None:
    scene = Scene(labels={"t1": NASTY, "t2": NASTY, "t3": NASTY}, consent_missing=("t3",))
    seen = []
    async with console(scene, (120, 36)) as one:
        while one.screen.meeting.stage is not Stage.CLOSED:
            if one.screen.meeting.family_in_room and not one.screen.in_room:
                await one.press("f4")
            seen.append(screen_text(one.app))
            if one.screen.meeting.step == "clarify.1":
                for key in ("f4", "f1", "f2", "ctrl+p"):
                    await one.pilot.press(key)
                    seen.append(screen_text(one.app))
                    if isinstance(one.app.screen, Dialog):
                        await one.pilot.press("escape")
            scene.clock.go(70)
            await one.press("space")
    together = "\n".join(seen)
    assert NASTY in together
    assert f"{NASTY} spør" in together
    assert f"{NASTY}: samtykket er ikkje på plass" in together


async def test_a_name_with_brackets_is_shown_as_it_is_on_every_screen_of_a_case() -> None:
    scene = HomeScene(*a_prepared_meeting(child=NASTY))
    parents = (Parent(name=NASTY, relation=NASTY, interpreter=NASTY),)
    around = (Around(service=NASTY, name=NASTY, task=NASTY),)
    voice = ChildVoice(statement=NASTY, who_talks=NASTY, not_to_be_raised=NASTY)
    child = scene.records.get(Child, "child-14")
    fields = {"parents": parents, "around": around, "voice": voice, "unit": NASTY, "coordinator": NASTY}
    given = Consent(id="c", case_id="case-14", services=(NASTY,), givers=(Giver(name=NASTY),), given_on=TODAY)
    anonymous = Case(id="anon", number=NASTY, kind=CaseKind.ANONYMOUS, topic=NASTY)
    scene.records.save_all([child.model_copy(update=fields), given, anonymous], scene.clock.now())
    async with at_home(scene, (120, 36)) as hand:
        await hand.pilot.press("b")
        ways = (await on(hand, ChildrenScreen)).ways
        seen = {"ChildrenScreen": screen_text(hand.app)}
        for screen in (
            CaseScreen(ways, "case-14"),
            ChildScreen(ways, "case-14"),
            NewCaseScreen(ways),
            NamingScreen(ways, "anon"),
            ConsentsScreen(ways, "case-14"),
        ):
            hand.app.push_screen(screen)
            await on(hand, type(screen))
            await stored(hand)
            shown = [screen_text(hand.app)]
            for key in ("f1", "f2", "ctrl+p"):
                await hand.pilot.press(key)
                shown.append(screen_text(hand.app))
                await hand.pilot.press("escape")
            while isinstance(screen, ChildScreen) and screen.next_part:
                await hand.pilot.press("pagedown")
                await hand.app.workers.wait_for_complete()
                shown.append(screen_text(hand.app))
            seen[type(screen).__name__] = "".join(shown)
        await hand.pilot.press("down", "down", "t")
        await on(hand, TakeBackForm)
        await stored(hand)
        seen["TakeBackForm"] = screen_text(hand.app)
        await hand.pilot.press("escape", "n")
        await on(hand, ConsentForm)
        await stored(hand)
        seen["ConsentForm"] = screen_text(hand.app)
    without = [name for name, text in seen.items() if NASTY not in text]
    assert without == ["NewCaseScreen"]  # nothing is written there yet: tests/ui/test_case_forms writes it
    assert seen["ChildScreen"].count(NASTY) >= 12


async def test_the_crash_page_tells_where_and_no_value(capsys: pytest.CaptureFixture[str]) -> None:
    app = BtiApp(Look(OSLO, lambda: "09.30"), _fails_with_a_name)
    with pytest.raises(ValueError, match=PLANTED):
        async with app.run_test() as pilot:
            await until(pilot, lambda: app._exit)
    assert app.return_code == 1
    app._print_error_renderables()
    told = capsys.readouterr()
    assert PLANTED not in told.out + told.err
    assert "Vindauget svikta (ValueError)" in told.err
    assert "_fails_with_a_name" in told.err
    assert "Alt som var lagra, er trygt. Opna det att med:\n  btimeeting\n" in told.err
    assert "Møtet" not in told.err


@pytest.mark.parametrize("steps", [0, 1])
async def test_that_the_meeting_goes_on_is_said_only_of_one_under_way(
    steps: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ZeroDivisionError):
        await _a_wall_that_fails(Scene().walk(steps))
    told = " ".join(capsys.readouterr().err.split())
    assert ("Møtet går vidare, og alt som var lagra, er trygt." in told) is bool(steps)
    assert "rygt. Opna det att med: btimeeting wall" in told


async def _a_wall_that_fails(scene: Scene) -> None:
    async with wall(scene) as one:
        try:
            one.screen.call_later(lambda: 1 / 0)
            await until(one.pilot, lambda: one.app._exit)
        finally:
            one.app._print_error_renderables()


def _fails_with_a_name(_app: BtiApp) -> None:
    child = PLANTED
    raise ValueError(child)


def test_textuals_own_crash_page_would_have_told_it() -> None:
    """Why ours exists: it is needed as long as Textual prints locals."""
    source = Path(textual.__file__).with_name("app.py").read_text(encoding="utf-8")
    assert "show_locals=True" in source
    assert BtiApp._fatal_error is not App._fatal_error


def test_the_list_of_textuals_own_words_is_of_the_pinned_version() -> None:
    assert version("textual") == TEXTUAL
    sources = [path.read_text(encoding="utf-8") for path in Path(textual.__file__).parent.rglob("*.py")]
    assert [text for text in REPLACED if not any(text in source for source in sources)] == []


async def test_no_word_of_textuals_own_is_seen() -> None:
    i18n.use("nb")
    async with console(Scene().to_phase("clarify")) as one:
        pictures = [await one.picture()]
        for key in ("f4", "f1", "f2", "v", "ctrl+p", "ctrl+q"):
            await one.pilot.press(key)
            pictures.append(screen_text(one.app))
            if key == "ctrl+p":
                await one.pilot.press(*"zzzz")
                pictures.append(screen_text(one.app))
            if isinstance(one.app.screen, Dialog):
                await one.pilot.press("escape")
                assert isinstance(one.app.screen, MeetingScreen)
    together = "\n".join(pictures)
    assert [word for word in TEXTUALS_OWN if word in together] == []
    assert list(one.app.get_system_commands(one.screen)) == []


def test_the_first_frame_loads_nothing_of_the_meeting() -> None:
    code = (
        "import asyncio, sys\n"
        "from btimeeting.ui.app import BtiApp\n"
        "from btimeeting.ui.console import console_app\n"
        "from btimeeting.ui.look import Look\n"
        "from datetime import UTC\n"
        "def door(app):\n"
        "    print(*sorted(sys.modules))\n"
        "    app.exit()\n"
        "async def main():\n"
        "    async with BtiApp(Look(UTC, lambda: '09.30'), door).run_test() as pilot:\n"
        "        await pilot.pause()\n"
        "asyncio.run(main())\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(ran.stdout.split())
    unwanted = {"pydantic", "sqlcipher3", "sqlite3", "sqlite_utils", "markdown_it", "typst", "aiohttp", "rich.markdown"}
    rooms = {f"btimeeting.{room}" for room in ("domain", "service", "documents", "store", "config")}
    widgets = {"textual.widgets._text_area", "textual.widgets._footer", "textual.widgets._markdown"}
    assert loaded & (unwanted | rooms | widgets) == set()
    assert "btimeeting.ui.first_frame" in loaded


@pytest.mark.parametrize("name", PALETTES)
def test_every_text_is_readable_on_its_ground(name: str) -> None:
    colours = PALETTES[name]
    least = 7.0 if name == "contrast" else 4.5
    pairs = [(text, "background") for text in ("foreground", "now", "soon", "quiet")]
    pairs += [
        ("over-text", "over"),
        ("footer-text", "footer"),
        ("key", "footer"),
        ("now", "footer"),
        ("quiet", "footer"),
    ]
    weak = [pair for pair in pairs if _contrast(colours[pair[0]], colours[pair[1]]) < least]
    assert weak == []


def _contrast(one: str, other: str) -> float:
    """Contrast as WCAG reckons it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


async def test_the_states_of_a_clock_differ_without_colour() -> None:
    pictures = {}
    scene = Scene().to_phase("clarify", 1)
    async with console(scene) as one:
        for state, seconds in (("quiet", 10), ("soon", 490), ("over", 200)):
            scene.clock.go(seconds)
            pictures[state] = await one.picture()
    assert "▲ snart over" not in pictures["quiet"]
    assert "▲ snart over" in pictures["soon"]
    assert "■ over tida" in pictures["over"]
