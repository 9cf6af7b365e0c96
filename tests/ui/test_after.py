"""After the family has gone: the evaluation knows no case, and the referat becomes an approved version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from textual.widgets import Input

from btimeeting.domain.agenda import Role
from btimeeting.domain.consent import Consent
from btimeeting.domain.events import Approved, BreakIn, Evaluated
from btimeeting.domain.meeting import Stage
from btimeeting.domain.openpoints import OpenPointCode as Code
from btimeeting.domain.record import (
    DocumentKind,
    EvaluationAnswer,
    MeetingState,
    NextMeeting,
    Note,
    NoteField,
    Participant,
    Tiltak,
    TiltakState,
)
from btimeeting.domain.wishes import DoBreakIn, EndHere
from btimeeting.ui.after.after_screen import AfterScreen
from btimeeting.ui.after.evaluation import EvaluationScreen
from btimeeting.ui.after.plan import plan_told
from btimeeting.ui.after.preview import PreviewScreen
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.pad.places import spots
from tests.builders import closed
from tests.ui.desk_scenes import TODAY, DeskScene
from tests.ui.scenes import MEETING, Console, Scene, console, screen_text, until


def _at(stage: Stage, scene: DeskScene | None = None) -> DeskScene:
    scene = scene or DeskScene()
    while scene.other.meeting.stage is not stage:
        scene.walk(1, 90)
    return scene


def _answers(scene: DeskScene) -> list[tuple[str, int, str]]:
    return sorted((a.question, a.voice, a.text) for a in scene.records._all(EvaluationAnswer))


async def _questions(one: Console) -> EvaluationScreen:
    await until(one.pilot, lambda: one.screen.pad.has_record)
    await one.press("e")
    await until(one.pilot, lambda: isinstance(one.app.screen, EvaluationScreen))
    screen = one.app.screen
    assert isinstance(screen, EvaluationScreen)
    await until(one.pilot, lambda: isinstance(screen.focused, Input))
    return screen


async def _minutes(one: Console) -> AfterScreen:
    await until(one.pilot, lambda: one.screen.pad.has_record)
    await one.press("m")
    await one.pilot.press("right", "enter")
    await until(one.pilot, lambda: isinstance(one.app.screen, AfterScreen) and one.app.screen.pad.record is not None)
    screen = one.app.screen
    assert isinstance(screen, AfterScreen)
    return screen


async def test_the_questions_are_offered_only_when_the_family_has_gone() -> None:
    async with console(_at(Stage.THANKED), (80, 24)) as one:
        await until(one.pilot, lambda: one.screen.pad.has_record)
        await one.press("e", "m")
        assert one.app.screen is one.screen
        one.scene.clock.go(5)
        await one.press("space", "right", "enter")
        assert one.screen.meeting.stage is Stage.EVALUATING
        assert "E Svar på spørsmåla" in await one.picture()
        await one.press("m")
        assert one.app.screen is one.screen


async def test_answers_are_saved_while_one_types_and_the_journal_is_told() -> None:
    scene = _at(Stage.EVALUATING)
    async with console(scene, (80, 24)) as one:
        screen = await _questions(one)
        screen.query_one("#answer-a", Input).value = "Alle slapp til"
        screen.query_one("#answer-e", Input).value = "Ha datoen klar"
        await until(one.pilot, lambda: len(_answers(scene)) == 2)
        assert _answers(scene) == [("a", 0, "Alle slapp til"), ("e", 0, "Ha datoen klar")]
        await one.pilot.press("escape")
        await until(one.pilot, lambda: any(isinstance(e, Evaluated) for e in scene.journal.events[MEETING]))
        assert one.app.screen is one.screen


async def test_one_by_one_each_has_a_number_and_sees_nobody_elses_answer() -> None:
    scene = _at(Stage.EVALUATING)
    async with console(scene, (80, 24)) as one:
        screen = await _questions(one)
        await one.pilot.press("ctrl+n")
        screen.query_one("#answer-a", Input).value = "ein"
        await one.pilot.press("ctrl+n")
        assert screen.query_one("#answer-a", Input).value == ""
        screen.query_one("#answer-a", Input).value = "to"
        await until(one.pilot, lambda: len(_answers(scene)) == 2)
        assert _answers(scene) == [("a", 1, "ein"), ("a", 2, "to")]


async def test_later_today_the_answers_stand_and_an_emptied_one_is_gone() -> None:
    scene = _at(Stage.EVALUATING)
    async with console(scene, (80, 24)) as one:
        screen = await _questions(one)
        screen.query_one("#answer-a", Input).value = "Bra"
        await until(one.pilot, lambda: bool(_answers(scene)))
        await one.pilot.press("escape")
    _at(Stage.CLOSED, scene)
    async with console(scene, (80, 24)) as one:
        screen = await _questions(one)
        await until(one.pilot, lambda: screen.query_one("#answer-a", Input).value == "Bra")
        screen.query_one("#answer-a", Input).value = ""
        await until(one.pilot, lambda: _answers(scene) == [])


async def test_a_name_from_the_case_is_pointed_at_and_kept() -> None:
    scene = _at(Stage.EVALUATING, DeskScene(child="[/x] Åse [b]"))
    async with console(scene, (80, 24)) as one:
        screen = await _questions(one)
        screen.query_one("#answer-b", Input).value = "Åse var trøytt"
        await until(one.pilot, lambda: "handlar dette om saka" in screen_text(one.app))
        assert "b) «Åse»: handlar dette om saka? Evalueringa handlar om møtet." in screen_text(one.app)
        screen.query_one("#answer-c", Input).value = "Ja"  # it is pointed at until it is gone
        await until(one.pilot, lambda: len(_answers(scene)) == 2)
        await one.pilot.pause()
        assert "b) «Åse»: handlar dette om saka?" in screen_text(one.app)
        screen.query_one("#answer-c", Input).value = ""
        await until(one.pilot, lambda: len(_answers(scene)) == 1)
        assert _answers(scene) == [("b", 0, "Åse var trøytt")]
        screen.query_one("#answer-b", Input).value = "Nokon var trøytt"
        await until(one.pilot, lambda: "handlar dette om saka" not in screen_text(one.app))


async def test_the_evaluation_shows_nothing_of_the_case() -> None:
    note = Note(id="n1", meeting_id=MEETING, phase="describe", speaker="f", field=NoteField.CHALLENGE, text="Hemmeleg")
    scene = _at(Stage.EVALUATING, DeskScene(note))
    async with console(scene, (120, 36)) as one:
        await _questions(one)
        text = screen_text(one.app)
        assert not [name for name in ("Hemmeleg", "Døme", "Demo", "Rektor", "sak 14") if name in text]


async def test_a_disk_that_is_full_is_told_and_the_answer_stands() -> None:
    scene = _at(Stage.EVALUATING)
    async with console(scene, (80, 24)) as one:
        screen = await _questions(one)
        scene.records.fail_with = OSError("full")
        screen.query_one("#answer-a", Input).value = "Bra"
        await until(one.pilot, lambda: "IKKJE LAGRA" in screen_text(one.app))
        assert "Bra" in screen_text(one.app)


def test_plan_against_actual_is_told_in_words() -> None:
    scene = Scene().to_phase("offer", 60)
    scene.other.do(DoBreakIn(BreakIn.TIME))
    scene.clock.go(60 * 12)
    scene.walk(12, 60)
    told = plan_told(scene.other.meeting)
    assert "Planlagt: 45 minutt, brukt: " in told
    assert "Mest over: Tilbod om tiltak (" in told
    assert "Viddevakta braut inn éin gong." in told
    assert plan_told(DeskScene().other.meeting) == "Inga klokke gjekk."
    stopped = Scene().to_phase("reflect").other
    stopped.do(EndHere(stopped.meeting.step))
    assert "Møtet blei stoppa under «Status quo» og avslutta der." in plan_told(stopped.meeting)


async def test_what_is_open_is_listed_and_gets_shorter_when_it_is_mended() -> None:
    scene = _at(Stage.CLOSED)
    async with console(scene, (120, 36)) as one:
        screen = await _minutes(one)
        assert screen.desktop is not None
        before = [task.text for task in screen.desktop.points]
        at = next(n for n, text in enumerate(before) if "neste møte" in text)
        points = screen.query_one("#after-points", PickList)
        points.marked = at
        await one.pilot.press("enter")
        assert screen.pad.spot is not None
        assert screen.pad.spot.phase == "close"
        line = screen.query_one("#pad-next-when", Input)
        await until(one.pilot, lambda: screen.focused is line)
        line.value = "12.1. kl. 9.30"
        await one.pilot.press("enter")
        await until(one.pilot, lambda: bool(scene.records._all(NextMeeting)))
        await until(one.pilot, lambda: screen.desktop is not None and len(screen.desktop.points) < len(before))


async def test_the_list_of_what_is_open_is_read_anew_when_the_decision_is_mended() -> None:
    scene = _at(Stage.CLOSED)
    async with console(scene, (120, 36)) as one:
        screen = await _minutes(one)
        await _pick(one, screen, Code.NO_DECISION)
        await until(one.pilot, lambda: screen.pad.decides and isinstance(screen.focused, PickList))
        await one.pilot.press("2")
        await until(one.pilot, lambda: Code.NO_DECISION not in _codes(screen))


def test_the_places_of_the_notes_follow_each_other_as_people_spoke() -> None:
    meeting = closed(child_turns=("describe",)).meeting
    assert [spot.speaker for spot in spots(meeting) if spot.phase == "describe"] == ["f", "c", "e"]


async def test_the_notes_of_every_place_can_be_read_and_mended() -> None:
    note = Note(id="n1", meeting_id=MEETING, phase="clarify", speaker="t2", field=NoteField.QUESTION, text="Korleis?")
    scene = _at(Stage.CLOSED, DeskScene(note))
    async with console(scene, (120, 36)) as one:
        screen = await _minutes(one)
        seen = []
        for _ in spots(one.screen.meeting):
            seen.append(screen_text(one.app))
            await one.pilot.press("space")
            await until(one.pilot, lambda: screen.pad.record is not None)
        assert any("Oppklarande runde 1 · Helsestasjonen" in text and "Korleis?" in text for text in seen)
        assert any("Kven vil de ha hjelp frå først?" in text for text in seen)


async def test_a_name_and_one_confirmation_make_an_approved_version_with_what_the_house_has_chosen() -> None:
    asked = Note(
        id="n-q", meeting_id=MEETING, phase="clarify", speaker="t1", field=NoteField.QUESTION, text="Korleis søv han?"
    )
    answer = EvaluationAnswer(id="a-1", meeting_id=MEETING, question="a", text="Alle slapp til")
    scene = _at(Stage.CLOSED, DeskScene(asked, answer))
    async with console(scene, (120, 36)) as one:
        chosen = {"in_referat": frozenset({"questions"}), "evaluation_in_record": False}
        one.screen.look = replace(one.screen.look, **chosen)  # type: ignore[arg-type]
        screen = await _minutes(one)
        await one.pilot.press("f")
        await until(one.pilot, lambda: isinstance(one.app.screen, PreviewScreen))
        await one.pilot.pause()
        await one.pilot.press("g", "enter")
        assert "Godkjenner Rita Rektor referatet?" in screen_text(one.app)
        assert scene.records.papers == []
        await one.pilot.press("right", "enter")
        await until(one.pilot, lambda: bool(scene.records.papers))
        await until(one.pilot, lambda: "Versjon 1 ligg i mappa" in screen_text(one.app))
        paper = scene.records.papers[-1]
        assert (paper.kind, paper.version, paper.approved_by) == (DocumentKind.REFERAT, 1, "Rita Rektor")
        assert paper.journal_head
        assert [each.kind for each in scene.records.papers] == [DocumentKind.REFERAT]
        assert "Korleis søv han?" in paper.markdown
        assert "Barnets syn" not in paper.markdown
        assert scene.records.meeting(MEETING).info.state is MeetingState.APPROVED
        assert any(isinstance(e, Approved) for e in scene.journal.events[MEETING])
        assert "versjon 1 godkjend av Rita Rektor" in screen_text(one.app)
        assert screen.desktop is not None


async def test_once_it_is_approved_the_first_key_tells_how_it_is_printed_and_handed_over() -> None:
    scene = _at(Stage.CLOSED)
    async with console(scene, (80, 24)) as one:
        lines = tuple((kind, f"btimeeting paper {kind} siste --to {kind}.pdf") for kind in ("referat", "familie"))
        one.screen.look = replace(one.screen.look, lines=(("wall", "btimeeting wall"), *lines))
        screen = await _minutes(one)
        assert screen.footer_now()[0] == "read-minutes"
        await one.pilot.press("f")
        await until(one.pilot, lambda: isinstance(one.app.screen, PreviewScreen))
        await one.pilot.press("g", "enter", "right", "enter")
        await until(one.pilot, lambda: screen.approved)
        await until(one.pilot, lambda: " P Skriv ut og gje vidare" in screen_text(one.app))
        await one.pilot.press("p")
        text = screen_text(one.app)
        assert f"btimeeting paper referat {MEETING} --to referat.pdf" in text
        assert f"btimeeting paper familie {MEETING} --to familie.pdf" in text
        assert "btimeeting wall" not in text


async def test_not_yet_is_the_safe_answer_and_a_second_version_needs_a_reason() -> None:
    scene = _at(Stage.CLOSED)
    async with console(scene, (120, 36)) as one:
        screen = await _minutes(one)
        await one.pilot.press("f")
        await until(one.pilot, lambda: isinstance(one.app.screen, PreviewScreen))
        await one.pilot.press("g", "enter", "enter")
        assert isinstance(one.app.screen, PreviewScreen)
        assert scene.records.papers == []
        await one.pilot.press("g", "enter", "right", "enter")
        await until(one.pilot, lambda: screen.desktop is not None and screen.desktop.approved is not None)
        await one.pilot.press("f")
        await until(one.pilot, lambda: isinstance(one.app.screen, PreviewScreen))
        await one.pilot.press("g", "enter")
        one.app.screen.query_one("#approve-reason", Input).value = "Feil dato"
        await one.pilot.press("enter", "right", "enter")
        await until(one.pilot, lambda: len(scene.records.papers) == 2)
        assert (scene.records.papers[-1].version, scene.records.papers[-1].reason) == (2, "Feil dato")


async def test_the_case_is_shown_again_only_when_somebody_says_so() -> None:
    scene = _at(Stage.CLOSED)
    async with console(scene, (80, 24)) as one:
        await until(one.pilot, lambda: one.screen.pad.has_record)
        await one.press("m")
        await one.pilot.press("enter")
        assert one.app.screen is one.screen
        assert "Døme" not in await one.picture()


async def test_esc_leaves_the_note_first_and_the_case_after_it() -> None:
    scene = _at(Stage.CLOSED)
    async with console(scene, (120, 36)) as one:
        screen = await _minutes(one)
        await one.pilot.press("n")
        assert screen.typing
        await one.pilot.press("escape")
        assert not screen.typing
        assert one.app.screen is screen
        screen.visit(next(spot for spot in screen.places() if spot.decides))
        await until(one.pilot, lambda: screen.pad.decides)
        screen.pad.decision.ready()
        await one.pilot.pause()
        await one.pilot.press("escape")
        assert one.app.screen is screen
        await one.pilot.press("escape")
        assert one.app.screen is one.screen


async def _pick(one: Console, screen: AfterScreen, code: Code) -> None:
    """Enter on the open point of that kind."""
    assert screen.desktop is not None
    points = screen.query_one("#after-points", PickList)
    points.focus()
    points.marked = next(n for n, task in enumerate(screen.desktop.points) if task.code is code)
    await one.pilot.press("enter")
    await one.pilot.pause()


def _codes(screen: AfterScreen) -> list[Code | None]:
    return [task.code for task in screen.desktop.points] if screen.desktop is not None else []


async def test_consent_duties_earlier_tiltak_and_the_evaluation_are_mended_where_they_are_listed() -> None:
    earlier = Tiltak(id="a0", case_id="case-1", meeting_id="before", text="Kortare dag", review_on=TODAY)
    scene = DeskScene(earlier, consent_missing=("t3",))
    for seat in ("e1", "t1"):
        person = scene.records.get(Participant, f"person-{seat}")
        scene.records.save(person.model_copy(update={"duties": ()}), scene.clock.now())
    async with console(_at(Stage.CLOSED, scene), (120, 36)) as one:
        screen = await _minutes(one)
        assert screen.desktop is not None
        await _pick(one, screen, Code.CONSENT_MISSING)
        assert "Samtykket for Barnevernstenesta" in screen_text(one.app)
        await one.pilot.press("1", *"Mor", "enter", "ctrl+u", *"31.2", "enter")
        await one.pilot.pause()
        assert "ikkje nokon dag som 31.2" in screen_text(one.app)
        await one.pilot.press("enter", "ctrl+u", *"24.11.", "enter")
        await until(one.pilot, lambda: Code.CONSENT_MISSING not in _codes(screen))
        given = scene.records._all(Consent)[-1]
        assert (given.services, given.givers[0].name, given.given_on) == (
            ("Barnevernstenesta",),
            "Mor",
            date(2026, 11, 24),
        )
        for code, duty in ((Code.NO_REFERENT, Role.REFERENT), (Code.NO_VIDDEVAKT, Role.VIDDEVAKT)):
            await _pick(one, screen, code)
            await one.pilot.press("2")
            await until(one.pilot, lambda: code not in _codes(screen))  # noqa: B023
            found = scene.records.meeting(MEETING).with_duty(duty)
            assert found is not None
        await _pick(one, screen, Code.EARLIER_TILTAK)
        await one.pilot.press("4", *"Hjelpte", "enter")
        await until(one.pilot, lambda: Code.EARLIER_TILTAK not in _codes(screen))
        done = scene.records.get(Tiltak, "a0")
        assert (done.state, done.effect) == (TiltakState.DONE, "Hjelpte")
        await _pick(one, screen, Code.NO_EVALUATION)
        assert isinstance(one.app.screen, EvaluationScreen)
        await until(one.pilot, lambda: isinstance(one.app.screen.focused, Input))
        await one.pilot.press(*"Bra", "escape")
        await until(one.pilot, lambda: Code.NO_EVALUATION not in _codes(screen))


async def test_a_row_that_was_begun_and_two_versions_are_open_points_that_lead_to_their_place() -> None:
    here = {"meeting_id": MEETING, "phase": "clarify", "speaker": "t2", "field": NoteField.QUESTION}
    row = '{"pad-offer": {"what": "Observasjon"}}'
    begun = Note(id="r1", meeting_id=MEETING, phase="offer", speaker="t1", field=NoteField.ROW, text=row)
    notes = (Note(id="n1", text="Ein", **here), Note(id="n2", text="To", copy_no=1, **here))
    async with console(_at(Stage.CLOSED, DeskScene(begun, *notes)), (120, 36)) as one:
        screen = await _minutes(one)
        points = screen.query_one("#after-points", PickList)
        await until(one.pilot, lambda: "Ta med rada som er påbyrja" in screen_text(one.app))
        page = screen_text(one.app)
        assert "Ta med rada som er påbyrja, eller stryk henne – Tilbod om tiltak · PPT" in page
        assert "Vel mellom to utgåver av eit notat – Oppklarande runde 1 · Helsestasjonen" in page
        await one.pilot.press("enter")
        line = screen.query_one("#pad-offer-what", Input)
        await until(one.pilot, lambda: line.value == "Observasjon")
        await one.pilot.press("escape")
        points.focus()
        points.marked = 1
        await one.pilot.press("enter")
        await until(one.pilot, lambda: screen.pad.versions is not None)
