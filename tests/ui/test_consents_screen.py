"""The consents of a case from the screen: read, written down, replaced, taken back. A nasty name is shown as it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from btimeeting.domain.child import Child, Parent
from btimeeting.domain.consent import Consent, ConsentForm, ConsentState, Giver
from btimeeting.service.readiness import lacks
from btimeeting.ui.children.consent_form import ConsentForm as Form
from btimeeting.ui.children.consents_screen import ConsentsScreen
from btimeeting.ui.children.take_back import TakeBackForm
from btimeeting.ui.kit.dialog import Lines
from btimeeting.ui.prepare import part_people
from btimeeting.ui.prepare.context import Context
from btimeeting.ui.prepare.lack_words import sentence
from tests.fakes import WEDNESDAY
from tests.ui.case_hand import fill, on, seen, sees, to_case, turn
from tests.ui.home_scenes import OSLO, TODAY, HomeScene, a_prepared_meeting, at_home
from tests.ui.scenes import MEETING, until

NASTY = "[/x] Åse [b]"
PARENTS = (Parent(name=NASTY, relation="mor"), Parent(name="Far Døme", relation="far"))


def a_scene(**child: Any) -> HomeScene:
    """A case with two services and a consent for one of them, given by one parent of two."""
    scene = HomeScene(*a_prepared_meeting(child=NASTY))
    fields = {"parents": PARENTS, "born": date(2015, 3, 4), **child}
    ours = scene.records.get(Child, "child-14").model_copy(update=fields)
    consent = scene.records.get(Consent, "consent-14").model_copy(update={"givers": (Giver(name=NASTY),)})
    scene.records.save_all([ours, consent], scene.clock.now())
    return scene


async def test_each_service_stands_with_how_it_is_and_who_is_waited_for_and_a_new_consent_is_written_down() -> None:
    scene = a_scene()
    async with at_home(scene, (100, 30)) as hand:
        await to_case(hand)
        await hand.pilot.press("s")
        await on(hand, ConsentsScreen)
        await sees(hand, "▲ PPT: ikkje fullt: ventar på Far Døme")
        await sees(hand, "▲ Helsestasjonen: ikkje på plass")
        await sees(hand, f"Alle desse må seia ja: {NASTY}, Far Døme.")
        assert (scene.records.log[-1].action, scene.records.log[-1].object_id) == ("consents", "case-14")
        await hand.pilot.press("enter")
        await until(hand.pilot, lambda: isinstance(hand.app.screen, Lines))
        await sees(hand, f"Gitt av {NASTY}")
        await hand.pilot.press("escape", "down", "enter")  # a service without any: Enter writes one down
        await on(hand, Form)
        await hand.pilot.press("ctrl+s")
        await sees(hand, "▲ Ingen har sagt ja enno.")
        await turn(hand, "giver-0")
        await turn(hand, "giver-1")
        await turn(hand, "form")
        await fill(hand, "until", "1.1.2026")
        await hand.pilot.press("ctrl+s")
        await sees(hand, "▲ Det ville slutta før det byrja.")
        await sees(hand, "▲ Eit munnleg samtykke gjeld når det er skrive ned kven som høyrde det.")
        await fill(hand, "heard", "Rita Rektor")
        await fill(hand, "until", "1.6.2027")
        await fill(hand, "information", f"søvn {NASTY}")
        await turn(hand, "told-voluntary")
        await fill(hand, "basis", "opplæringslova")
        await hand.pilot.press("ctrl+s")
        await on(hand, ConsentsScreen)
        await sees(hand, "✓ Helsestasjonen: gyldig")
        made = scene.records.of_case(Consent, "case-14")[-1]
        assert (made.services, made.form, made.heard_by) == (("Helsestasjonen",), ConsentForm.ORAL, "Rita Rektor")
        assert [(giver.name, giver.relation) for giver in made.givers] == [(NASTY, "mor"), ("Far Døme", "far")]
        assert (made.information, made.informed_of) == (f"søvn {NASTY}", ("voluntary",))
        assert (made.lifts, made.legal_basis, made.valid_until) == (True, "opplæringslova", date(2027, 6, 1))
        assert scene.records.log[-1].action == "edit"


async def test_a_consent_is_replaced_and_taken_back_and_all_of_it_is_kept() -> None:
    scene = a_scene()
    async with at_home(scene, (100, 30)) as hand:
        await to_case(hand)
        await hand.pilot.press("s")
        await on(hand, ConsentsScreen)
        await hand.pilot.press("e")
        await on(hand, Form)
        await turn(hand, "giver-0")
        await turn(hand, "giver-1")
        await hand.pilot.press("ctrl+s")
        await on(hand, ConsentsScreen)
        await sees(hand, "✓ PPT: gyldig")
        old, new = scene.records.of_case(Consent, "case-14")
        assert (old.state(TODAY), old.replaced_by) == (ConsentState.REPLACED, new.id)
        await hand.pilot.press("t")
        await on(hand, TakeBackForm)
        await fill(hand, "on", "1.1.2026")
        await sees(hand, "▲ Det er før det blei gitt.")
        await fill(hand, "on", "25.11.2026")
        await hand.pilot.press("ctrl+s")
        await sees(hand, "▲ Skriv kven som trekte det.")  # there are two: nobody is guessed
        await fill(hand, "by", NASTY)
        scene.records.fail_with = OSError("full")
        await hand.pilot.press("ctrl+s")
        await sees(hand, "IKKJE LAGRA (disken svarar ikkje): det du skreiv, står her enno.")
        scene.records.fail_with = None
        await hand.pilot.press("ctrl+s")
        await on(hand, ConsentsScreen)
        await sees(hand, "▲ PPT: trekt")
        gone = scene.records.of_case(Consent, "case-14")[1]
        assert (gone.withdrawn_on, gone.withdrawn_by) == (TODAY, NASTY)
        await hand.pilot.press("t", "e")  # there is none left to take back or replace
        assert isinstance(hand.app.screen, ConsentsScreen)
        await hand.pilot.press("enter")
        await sees(hand, "Erstatta av eit anna:")


async def test_a_no_is_written_down_and_told_where_somebody_would_ask_again() -> None:
    scene = a_scene()
    async with at_home(scene, (100, 30)) as hand:
        await to_case(hand)
        await hand.pilot.press("s")
        await on(hand, ConsentsScreen)
        await hand.pilot.press("n")
        await on(hand, Form)
        await turn(hand, "giver-0")
        await turn(hand, "refused")  # the yes is gone with it
        await hand.pilot.press("ctrl+s")
        await sees(hand, "▲ Vel eller skriv kven som har sagt nei.")
        await turn(hand, "giver-1")
        await hand.pilot.press("ctrl+s")
        await on(hand, ConsentsScreen)
        await sees(hand, "▲ PPT: har sagt nei Sa nei Far Døme (far)")
        assert "T Trekt" not in seen(hand)
        made = scene.records.of_case(Consent, "case-14")[-1]
        assert (made.refused, [giver.name for giver in made.givers]) == (True, ["Far Døme"])
        await hand.pilot.press("escape")
        await sees(hand, "Far Døme sa nei til PPT 25.11.2026: spør om att berre når noko er nytt.")
        await hand.pilot.press("n")
        await sees(hand, "familien har sagt nei til PPT; utan ja frå dei blir saka verande her")


def test_the_form_of_a_meeting_tells_who_said_no_and_its_list_that_the_family_did() -> None:
    record = a_scene().records.meeting(MEETING)
    no = Consent(
        id="no", case_id="case-14", services=("PPT",), givers=(Giver(name="Far Døme"),), given_on=TODAY, refused=True
    )
    record = record.model_copy(update={"consents": (*record.consents, no)})
    section = part_people.consents(record, Context(WEDNESDAY, TODAY, OSLO))
    notes = [one.note for row in section.rows for one in row if one.id.startswith("consent-")]
    assert notes[0] == "▲ Far Døme sa nei til PPT 25.11.2026: spør om att berre når noko er nytt."
    told = [sentence(point) for point in lacks(record, None, TODAY, OSLO)]
    assert "Familien har sagt nei til PPT" in told
    assert "Samtykket er ikkje på plass for Helsestasjonen" in told
