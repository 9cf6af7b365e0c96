"""A case is moved from the screen: every way with its guards, one question at a time, kept with who and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from btimeeting.documents.profile_files import find
from btimeeting.documents.profile_problems import Code, Problem, ProfileError
from btimeeting.documents.profile_reader import read
from btimeeting.domain.consent import Consent, Giver
from btimeeting.domain.levels import Guard, LevelMove, Profile
from btimeeting.domain.record import Case, CaseKind, Stored, TiltakState
from btimeeting.domain.wishes import Start
from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.consents_screen import ConsentsScreen
from btimeeting.ui.children.evaluating import EvaluateScreen
from btimeeting.ui.children.level_screen import LevelScreen
from btimeeting.ui.children.move_screen import MoveScreen
from btimeeting.ui.children.naming import NamingScreen
from btimeeting.ui.kit.dialog import Dialog
from btimeeting.ui.prepare.screen import PrepareScreen
from btimeeting.ui.screens.meeting import MeetingScreen
from tests.store.record_values import MOVE
from tests.ui.case_hand import to_case
from tests.ui.case_scenes import pick, say, settled
from tests.ui.home_scenes import TODAY, Hand, HomeScene, a_prepared_meeting, an_earlier_meeting, at_home
from tests.ui.scenes import MEETING, screen_text, until

NASTY = "[/x] Åse [b]"


def _a_case() -> list[Stored]:
    """A named child's case with a prepared meeting, and nobody's consent."""
    return [value for value in a_prepared_meeting() if not isinstance(value, Consent)]


async def _levels(hand: Hand) -> None:
    """From the home to the case, and on to its levels."""
    await hand.pilot.press("b")
    await until(hand.pilot, lambda: bool(getattr(hand.app.screen, "lines", ())))
    await hand.pilot.press("enter")
    await until(hand.pilot, lambda: isinstance(hand.app.screen, CaseScreen) and bool(hand.app.screen.lines))
    assert "Nivå" in screen_text(hand.app)
    await hand.pilot.press("n")
    await until(hand.pilot, lambda: isinstance(hand.app.screen, LevelScreen) and bool(hand.app.screen.lines))


async def _to(hand: Hand, option: str) -> None:
    """Mark an option and choose it."""
    screen = hand.app.screen
    assert isinstance(screen, LevelScreen)
    while screen.marked is None or screen.marked.key != option:
        await hand.pilot.press("down")
    await hand.pilot.press("enter")
    await until(hand.pilot, lambda: isinstance(hand.app.screen, MoveScreen))


async def test_a_case_is_moved_one_question_at_a_time_and_what_lacks_in_the_record_cannot_be_chosen() -> None:
    scene = HomeScene(*_a_case())
    async with at_home(scene, (100, 30)) as hand:
        await _levels(hand)
        text = screen_text(hand.app)
        assert "[ ] Føresette har samtykt: skriv ned samtykket" in text  # level 2 and 3
        assert "Nivå 1, TPO, internt tiltaksarbeid: Definer problemstilling" in text
        screen = hand.app.screen
        assert isinstance(screen, LevelScreen)
        able = [line.key for line in screen.lines if line.act]
        assert "enter-1" in able
        assert not {"enter-0", "enter-2"} & set(able)  # a named child; no consent
        await _to(hand, "enter-1")
        assert "Leiaren er informert" in screen_text(hand.app)
        await hand.pilot.press("enter")  # nothing written: nothing happens
        await hand.pilot.press(*"rektor", "enter")
        assert "Føresette er informerte" in screen_text(hand.app)
        await hand.pilot.press("escape")  # one question back, with what was written
        assert "rektor" in screen_text(hand.app)
        await hand.pilot.press(*" Rita", "enter", *"mor veit", "enter")
        assert "Kvifor blir saka flytta?" in screen_text(hand.app)
        assert scene.records.of_case(LevelMove, "case-14") == ()
        await hand.pilot.press(*NASTY, "enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, LevelScreen))
        (made,) = scene.records.of_case(LevelMove, "case-14")
        assert (made.level, made.to_step, made.why) == ("1", "n1-define", NASTY)
        assert {told.guard: told.text for told in made.told} == {
            Guard.LEADER_INFORMED: "rektor Rita",
            Guard.PARENTS_INFORMED: "mor veit",
        }
        await until(hand.pilot, lambda: "Hald møte med foreldre" in screen_text(hand.app))
        assert [line.action for line in scene.records.log][-2:] == ["level", "move"]
        await hand.pilot.press("escape")
        await until(hand.pilot, lambda: NASTY in screen_text(hand.app))  # the history tells why, and what was told
        assert "Leiaren er informert: rektor Rita" in screen_text(hand.app)
        assert "Føresette er informerte: mor veit" in screen_text(hand.app)


async def test_why_a_case_without_a_name_is_moved_is_read_for_names_and_numbers_before_it_is_kept() -> None:
    topic = Case(id="c", number="15", kind=CaseKind.ANONYMOUS, topic="Eit barn sit åleine")
    scene = HomeScene(topic, *a_prepared_meeting(child=NASTY))
    async with at_home(scene, (100, 30)) as hand:
        await _levels(hand)
        await _to(hand, "enter-0")
        await say(hand, "Mor ringde, 040316 12345")
        assert "Eit fødselsnummer blir aldri lagra." in screen_text(hand.app)
        await say(hand, "Åse si mor ringde, 912 34 567")
        await until(hand.pilot, lambda: "«Åse» kan vera eit namn." in screen_text(hand.app))
        assert "«912 34 567» kan vera eit telefonnummer." in screen_text(hand.app)
        assert scene.records.of_case(LevelMove, "c") == ()
        await pick(hand, "again")
        await say(hand, "Fleire vaksne undrar seg")
        await settled(hand, LevelScreen)
        assert [move.why for move in scene.records.of_case(LevelMove, "c")] == ["Fleire vaksne undrar seg"]


async def test_help_for_the_leader_shows_only_when_asked_for_and_leaves_no_trace() -> None:
    scene = HomeScene(*_a_case())
    here = LevelMove.model_validate(
        {
            "id": "m",
            "case_id": "case-14",
            "profile": "bti-mappe",
            "option": "x",
            "outcome": "step",
            "to_step": "n3-evaluate",
            "level": "3",
            "on": "2026-11-01",
            "by": "Rita",
            "why": "x",
        }
    )
    scene.records.save(here, scene.clock.now())
    async with at_home(scene, (100, 30)) as hand:
        await _levels(hand)
        await until(hand.pilot, lambda: "KE" in screen_text(hand.app))
        assert "barnevern" not in screen_text(hand.app).casefold()
        before = list(scene.records.log)
        await hand.pilot.press("ctrl+p")
        await hand.pilot.press(*"hjelp berre")
        await hand.pilot.press("enter")
        await until(hand.pilot, lambda: "Meldeplikta" in screen_text(hand.app))
        assert isinstance(hand.app.screen, Dialog)
        await hand.pilot.press("escape")
        assert "Meldeplikta" not in screen_text(hand.app)
        assert scene.records.log == before
        assert len(scene.records.of_case(LevelMove, "case-14")) == 1
        assert scene.records.get(Case, "case-14").number == "14"


async def test_a_profile_that_cannot_be_used_is_told_with_its_line_and_the_program_goes_on() -> None:
    scene = HomeScene(*_a_case())
    problem = Problem("vaar.toml", 3, Code.NO_TABLE, {"table": "level"})
    other = Problem("vaar.toml", 9, Code.NO_TABLE, {"table": "step"})
    async with at_home(scene, (100, 30)) as hand:
        await hand.pilot.press("b")
        await until(hand.pilot, lambda: bool(getattr(hand.app.screen, "lines", ())))
        ways = getattr(hand.app.screen, "ways")  # noqa: B009 - whatever screen this is
        broken = replace(ways, door=replace(ways.door, profile=_raising(ProfileError((problem, other)))))
        hand.app.push_screen(LevelScreen(broken, "case-14"))
        await until(hand.pilot, lambda: "vaar.toml:9: profilen har ingen [[step]]" in screen_text(hand.app))
        assert isinstance(hand.app.screen, Dialog)
        assert "vaar.toml:3: profilen har ingen [[level]]" in screen_text(hand.app)
        await hand.pilot.press("escape")
        assert "vaar.toml:3: profilen har ingen [[level]]" in screen_text(hand.app)
        await hand.pilot.press("escape")
        await until(hand.pilot, lambda: not isinstance(hand.app.screen, LevelScreen))


def _raising(failure: Exception) -> Callable[[], Profile]:
    def profile() -> Profile:
        raise failure

    return profile


async def test_what_has_happened_long_ago_is_reached_with_page_down_though_nothing_there_is_for_enter() -> None:
    moves = [
        MOVE.model_copy(update={"id": f"m{nth}", "case_id": "case-14", "why": f"grunn {nth}"}) for nth in range(40)
    ]
    scene = HomeScene(*_a_case(), *moves)
    async with at_home(scene, (80, 24)) as hand:
        await to_case(hand)
        await until(hand.pilot, lambda: "grunn 39" in screen_text(hand.app))
        assert "grunn 0)" not in screen_text(hand.app)
        await hand.pilot.press(*["pagedown"] * 7)
        await until(hand.pilot, lambda: "grunn 0)" in screen_text(hand.app))
        await hand.pilot.press(*["pageup"] * 6)
        await until(hand.pilot, lambda: "grunn 39" in screen_text(hand.app))


async def test_what_is_lacking_leads_to_where_it_is_written_and_back() -> None:
    here = MOVE.model_copy(update={"id": "m", "case_id": "case-14", "to_step": "n1-tiltak", "level": "1"})
    scene = HomeScene(*_a_case(), *an_earlier_meeting(), here)
    async with at_home(scene, (100, 30)) as hand:
        await _levels(hand)
        await until(hand.pilot, lambda: "evaluer på dette nivået: Fast vaksen" in screen_text(hand.app))
        await hand.pilot.press("enter")
        await settled(hand, EvaluateScreen)
        await say(hand, "Han kjem roleg")
        await pick(hand, TiltakState.DONE)
        await settled(hand, LevelScreen)
        await until(hand.pilot, lambda: "[x] Tiltaka er evaluerte" in screen_text(hand.app))


async def test_after_a_consent_is_written_down_the_way_it_was_for_is_marked_and_not_the_end_of_the_case() -> None:
    here = MOVE.model_copy(update={"id": "m", "case_id": "case-14", "to_step": "n1-evaluate", "level": "1"})
    scene = HomeScene(*_a_case(), here)
    async with at_home(scene, (100, 30)) as hand:
        await _levels(hand)
        await hand.pilot.press("down", "down")
        await until(hand.pilot, lambda: "Enter Samtykke" in screen_text(hand.app))
        await hand.pilot.press("enter")
        await settled(hand, ConsentsScreen)
        given = Consent(id="c", case_id="case-14", services=("PPT",), givers=(Giver(name="Mor"),), given_on=TODAY)
        scene.records.save(given, scene.clock.now())
        await hand.pilot.press("escape")
        await settled(hand, LevelScreen)
        screen = hand.app.screen
        assert isinstance(screen, LevelScreen)
        assert screen.marked is not None
        assert screen.marked.key == "n1-next"


async def test_where_nobody_can_consent_yet_the_child_is_named_from_there() -> None:
    here = MOVE.model_copy(update={"id": "m", "case_id": "anon", "to_step": "n1-evaluate", "level": "1"})
    scene = HomeScene(Case(id="anon", number="3", kind=CaseKind.ANONYMOUS, topic="Eit barn som ikkje leikar"), here)
    async with at_home(scene, (100, 30)) as hand:
        await _levels(hand)
        assert "gi barnet namn først: ingen kan samtykkja for eit barn utan namn" in screen_text(hand.app)
        await hand.pilot.press("down", "down", "enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, NamingScreen))


async def test_a_referat_that_is_lacking_leads_to_the_meeting_it_is_of() -> None:
    here = MOVE.model_copy(update={"id": "m", "case_id": "case-14", "to_step": "n3-followed-up", "level": "3"})
    scene = HomeScene(*_a_case(), here)
    scene.profile = read(find("ressursteam", None))
    async with at_home(scene, (100, 30)) as hand:
        await _levels(hand)
        screen = hand.app.screen
        assert isinstance(screen, LevelScreen)
        screen.mark_key("referat")
        await until(hand.pilot, lambda: "Førebu dette møtet" in screen_text(hand.app))
        await hand.pilot.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, PrepareScreen))
        await hand.pilot.press("escape")
        await settled(hand, LevelScreen)
        scene.open_meeting(MEETING).session.do(Start())  # it is held
        screen.on_screen_resume()
        await settled(hand, LevelScreen)
        screen.mark_key("referat")
        await until(hand.pilot, lambda: "Gå inn i møtet" in screen_text(hand.app))
        await hand.pilot.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, MeetingScreen))
