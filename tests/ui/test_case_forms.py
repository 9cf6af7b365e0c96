"""A case from the screen: the child's data, a new case, a name for an anonymous one. A nasty name is shown as it is."""

from __future__ import annotations

from datetime import date

from btimeeting.domain.agenda import Role
from btimeeting.domain.child import Parent
from btimeeting.domain.consent import Consent
from btimeeting.domain.levels import LevelMove
from btimeeting.domain.record import Case, CaseKind, Child, MeetingInfo
from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.child_screen import ChildScreen
from btimeeting.ui.children.children_list import ChildrenScreen
from btimeeting.ui.children.naming import NamingScreen
from btimeeting.ui.children.new_case import NewCaseScreen
from btimeeting.ui.kit.ask import Ask
from tests.ui.case_hand import fill, on, press_knob, sees, stored, to_case, turn
from tests.ui.home_scenes import HomeScene, a_prepared_meeting, at_home
from tests.ui.scenes import until

NASTY = "[/x] Åse [b]"


def _looks(scene: HomeScene) -> list[tuple[str, str, str]]:
    return [(line.action, line.kind, line.object_id) for line in scene.records.log]


async def test_the_childs_data_is_written_on_the_case_and_kept_as_one_goes_and_a_day_that_is_none_stays() -> None:
    scene = HomeScene(*a_prepared_meeting(child=NASTY))
    async with at_home(scene, (100, 30)) as hand:
        await to_case(hand)
        await hand.pilot.press("b")
        form = await on(hand, ChildScreen)
        await sees(hand, f"sak 14 · {NASTY}")
        await fill(hand, "unit", NASTY)
        await fill(hand, "language", "somali")
        await turn(hand, "hidden")
        await hand.pilot.press("space")  # a stray one changes nothing
        await sees(hand, "Ingenting om stad står på noka utskrift eller på veggen.")
        await press_knob(hand, "met-0")
        await sees(hand, "Mor Døme")  # she is invited to the meeting
        await fill(hand, "interpreter-0", "somali")
        await press_knob(hand, "add-parent")
        await fill(hand, "parent-1", "Far Døme")
        await press_knob(hand, "add-around")
        await fill(hand, "around-0", "PPT")
        await fill(hand, "person-0", "Liv Prøve")
        await fill(hand, "talked-on", "33.3.2026")
        await sees(hand, "▲ 1 felt er ikkje rett enno")
        await sees(hand, "▲ Det finst ikkje nokon dag som 33.3.2026.")
        await fill(hand, "not_to_be_raised", "skilsmissa")
        await hand.pilot.press("escape")  # one field is not understood: asked about first
        await until(hand.pilot, lambda: isinstance(hand.app.screen, Ask))
        await hand.pilot.press("enter")
        await sees(hand, "33.3.2026")
        await fill(hand, "talked-on", "20.11.2026")
        await form.keeper.settled()
        child = scene.records.get(Child, "child-14")
        assert (child.unit, child.language, child.hidden_address) == (NASTY, "somali", True)
        mother, father = Parent(name="Mor Døme", relation="mor", interpreter="somali"), Parent(name="Far Døme")
        assert child.parents == (mother, father)
        assert [(each.service, each.name) for each in child.around] == [("PPT", "Liv Prøve")]
        assert (child.voice.talked_on, child.voice.not_to_be_raised) == (date(2026, 11, 20), "skilsmissa")
        assert child.born == date(2012, 3, 4)
        assert _looks(scene)[-2:] == [("show", "child", "child-14"), ("edit", "child", "child-14")]
        await hand.pilot.press("escape")
        await on(hand, CaseScreen)
        await sees(hand, "HEMMELEG")


async def test_a_child_that_is_erased_meanwhile_does_not_come_back_and_the_form_says_it_was_not_saved() -> None:
    scene = HomeScene(*a_prepared_meeting())
    async with at_home(scene) as hand:
        await to_case(hand)
        await hand.pilot.press("b")
        await on(hand, ChildScreen)
        scene.records.strike(Child, "child-14")
        await fill(hand, "unit", "Prøveskulen")
        await sees(hand, "IKKJE LAGRA (det blei fjerna i eit anna vindauge)")
        assert (Child, "child-14") not in scene.records.values
        await sees(hand, "Prøveskulen")
        await hand.pilot.press("escape")  # nobody is kept in the form by it
        await until(hand.pilot, lambda: isinstance(hand.app.screen, Ask))
        await hand.pilot.press("right", "enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, CaseScreen))
        assert (Child, "child-14") not in scene.records.values


async def test_a_new_case_shows_what_may_tell_who_it_is_about_before_it_is_saved() -> None:
    scene = HomeScene(*a_prepared_meeting(child="Nor Eksempel"))
    async with at_home(scene) as hand:
        await hand.pilot.press("b")
        await on(hand, ChildrenScreen)
        await hand.pilot.press("ctrl+n")
        await on(hand, NewCaseScreen)
        await hand.pilot.press("ctrl+s")
        await sees(hand, "▲ Ingenting blei skrive. Skriv kva det gjeld.")
        await fill(hand, "topic", f"uro rundt nor {NASTY}")
        await sees(hand, "▲ «nor» kan vera eit namn.")
        await hand.pilot.press("ctrl+s")
        await sees(hand, "sei at ingen kan kjennast att på det")
        await until(hand.pilot, lambda: hand.app.screen.focused is not None and hand.app.screen.focused.id == "f-topic")
        assert scene.records.highest_number() == 14
        await fill(hand, "topic", "gut 040316 12345")
        await hand.pilot.press("ctrl+s")
        await sees(hand, "Eit fødselsnummer blir aldri lagra.")
        assert scene.records.highest_number() == 14
        await fill(hand, "topic", f"nor i gruppa er kaldt {NASTY}")
        await turn(hand, "meant")
        await hand.pilot.press("ctrl+s")
        await on(hand, CaseScreen)
        await sees(hand, f"sak 15 · nor i gruppa er kaldt {NASTY}")
        made = scene.records.get(Case, scene.records.case_by_number("15"))
        assert (made.kind, made.child_id) == (CaseKind.ANONYMOUS, None)
        assert _looks(scene)[-2:] == [("edit", "case", made.id), ("show", "case", made.id)]
        await hand.pilot.press("escape")
        await sees(hand, "2 saker")


async def test_a_named_case_is_opened_on_level_1_with_what_that_level_asks_for() -> None:
    scene = HomeScene()
    async with at_home(scene) as hand:
        await hand.pilot.press("b")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, ChildrenScreen))
        await stored(hand)
        await hand.pilot.press("ctrl+n")
        await on(hand, NewCaseScreen)
        await turn(hand, "kind", 2)
        await sees(hand, "På nivå 0 får ingen barn namn")
        await fill(hand, "name", NASTY)
        await fill(hand, "guard-leader-informed", "rektor i dag")
        await fill(hand, "why", "uro over tid")
        await hand.pilot.press("ctrl+s")
        await sees(hand, "▲ Dette må vera på plass først")
        await hand.pilot.press("escape")  # nothing is lost without a question
        await until(hand.pilot, lambda: isinstance(hand.app.screen, Ask))
        await hand.pilot.press("escape")
        await fill(hand, "guard-parents-informed", "mor i møte")
        await hand.pilot.press("ctrl+s")
        await on(hand, CaseScreen)
        await sees(hand, f"sak 1 · {NASTY}")
        (first,) = scene.records.of_case(LevelMove, scene.records.case_by_number("1"))
        assert (first.level, first.by, first.why) == ("1", "kari", "uro over tid")


async def test_an_anonymous_case_is_named_in_a_step_of_its_own_and_not_on_level_0() -> None:
    scene = HomeScene(Case(id="anon", number="3", kind=CaseKind.ANONYMOUS, topic="Eit barn som ikkje leikar"))
    fields = {"id": "m", "case_id": "anon", "profile": "bti-mappe", "option": "x", "outcome": "step", "level": "0"}
    early = LevelMove.model_validate({**fields, "to_step": "n0-share", "on": "2026-11-01", "by": "x", "why": "x"})
    scene.records.save(early, scene.clock.now())
    async with at_home(scene) as hand:
        await to_case(hand)
        await sees(hand, "B Gi barnet namn")
        await hand.pilot.press("s")  # nobody to consent for
        assert isinstance(hand.app.screen, CaseScreen)
        await hand.pilot.press("b")
        await sees(hand, "På nivå 0 får ingen barn namn")
        await hand.pilot.press("ctrl+s")
        assert scene.records.get(Case, "anon").kind is CaseKind.ANONYMOUS
        await hand.pilot.press("escape")
        await on(hand, CaseScreen)
        scene.records.save(early.model_copy(update={"to_step": "n1-define", "level": "1"}), scene.clock.now())
        await hand.pilot.press("b")
        await on(hand, NamingScreen)
        await fill(hand, "name", NASTY)
        await hand.pilot.press("ctrl+s")
        await sees(hand, "Ingen namn blir skrivne før nokon med foreldreansvar har sagt ja")
        await fill(hand, "who", "Mor Døme (mor)")
        await hand.pilot.press("ctrl+s")
        await sees(hand, f"sak 3 · {NASTY}")
        named = scene.records.get(Case, "anon")
        assert named.kind is CaseKind.INDIVIDUAL
        child = scene.records.get(Child, named.child_id or "")
        assert (child.name, child.parents) == (NASTY, (Parent(name="Mor Døme", relation="mor"),))
        assert ("edit", "case", "anon") in _looks(scene)
        await sees(hand, "Barnet har fått namn. Kven som sa ja: Mor Døme (mor), i eit møte, 25.11.2026")


async def test_a_meeting_is_prepared_from_the_page_of_its_case_with_those_the_case_knows() -> None:
    values = [value for value in a_prepared_meeting() if isinstance(value, Case | Child | Consent)]
    scene = HomeScene(*values)
    parents = (Parent(name="Mor Døme", relation="mor"), Parent(name="Far Døme", relation="far"))
    child = scene.records.get(Child, "child-14").model_copy(update={"parents": parents})
    scene.records.save(child, scene.clock.now())
    async with at_home(scene) as hand:
        await to_case(hand)
        await sees(hand, "Enter Nivå")  # nothing waits: where the case may go
        await hand.pilot.press("down", "down")
        await sees(hand, "Enter Førebu eit møte")
        await hand.pilot.press("enter")
        form = await hand.form()
        assert form.record is not None
        met = [(p.role, p.name or p.service, p.title) for p in form.record.participants if p.name or p.service]
        assert met == [
            (Role.FORESETTE, "Mor Døme", "mor"),
            (Role.SERVICE, "PPT", ""),
            (Role.FORESETTE, "Far Døme", "far"),
        ]
        assert (form.record.case.id, scene.records.of_case(MeetingInfo, "case-14")) == ("case-14", ())


async def test_a_letter_typed_by_mistake_writes_over_no_name() -> None:
    scene = HomeScene(*a_prepared_meeting(child=NASTY))
    async with at_home(scene) as hand:
        await to_case(hand)
        await hand.pilot.press("b")
        form = await on(hand, ChildScreen)
        await hand.pilot.press("j", "tab")
        await form.keeper.settled()
        assert scene.records.get(Child, "child-14").name == f"{NASTY}j"
