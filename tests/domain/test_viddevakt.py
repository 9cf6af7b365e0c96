"""What the viddevakt is prompted about: one calm prompt at a time, two a phase, never over the family."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from btimeeting.domain import clock
from btimeeting.domain import wishes as w
from btimeeting.domain.events import BreakIn, Prompt, PromptAnswer
from btimeeting.domain.meeting import Stage, is_family
from btimeeting.domain.seats import Presence
from btimeeting.domain.viddevakt import FITTING, ActivePrompt, fits, prompt
from tests.builders import Play, opened, running


def now(play: Play) -> ActivePrompt | None:
    """The prompt at this moment."""
    return prompt(play.meeting, play.now)


def kind(play: Play) -> Prompt | None:
    """What the prompt at this moment is about."""
    found = now(play)
    return None if found is None else found.prompt


def answer(play: Play, what: PromptAnswer = PromptAnswer.LET_GO) -> None:
    """Answer the prompt at this moment."""
    found = now(play)
    assert found is not None
    play.must(w.AnswerPrompt(found.prompt, found.key, what))


def round_of(services: int, phase: str = "clarify") -> Play:
    """The first service has just got the word; ten minutes for all."""
    return running(services).until(phase)


# --- a turn -----------------------------------------------------------------------------------------------------


def test_a_turn_is_quiet_then_nearly_over_then_over() -> None:
    play = round_of(3)
    seen = [kind(play.wait(seconds)) for seconds in (159, 1, 39, 1)]
    assert seen == [None, Prompt.TURN_SOON, Prompt.TURN_SOON, Prompt.TURN_OVER]


def test_nearly_over_and_over_are_one_occasion() -> None:
    play = round_of(3).wait(160)
    first = now(play)
    second = now(play.wait(60))
    assert first is not None
    assert second is not None
    assert first.key == second.key == "clarify.1"
    assert first.since < second.since


def test_the_warning_can_come_earlier() -> None:
    play = round_of(3).wait(140)
    assert now(play) is None
    found = prompt(play.meeting, play.now, 70)
    assert found is not None
    assert found.prompt is Prompt.TURN_SOON


def test_a_second_overrun_in_a_row_is_told_as_one() -> None:
    play = round_of(3)
    play.next(230)
    play.wait(200)
    assert kind(play) is Prompt.SECOND_OVERRUN


def test_an_overrun_after_a_turn_that_kept_its_time_is_an_ordinary_one() -> None:
    play = round_of(3)
    play.next(100)
    play.wait(260)
    assert kind(play) is Prompt.TURN_OVER


def test_a_prompt_goes_with_its_turn() -> None:
    play = round_of(3).wait(230)
    assert kind(play) is Prompt.TURN_OVER
    play.next()
    assert now(play) is None


def test_an_answered_prompt_is_gone_and_asked_once_more_when_the_turn_is_over() -> None:
    play = round_of(3).wait(170)
    answer(play)
    assert now(play) is None
    play.wait(40)
    assert kind(play) is Prompt.TURN_OVER
    answer(play)
    assert kind(play.wait(300)) is None


def test_the_leaders_own_turn_is_prompted_too() -> None:
    assert kind(running().wait(301)) is Prompt.TURN_OVER


def test_extra_time_takes_the_prompt_back() -> None:
    play = round_of(3).wait(205)
    play.must(w.MoreTime(play.meeting.step))
    assert kind(play) is None


# --- never over the family --------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", ["f", "c"])
def test_while_the_family_has_the_word_there_is_no_prompt(group: str) -> None:
    play = round_of(3).wait(250)
    play.must(w.GiveWord(play.meeting.step, group))
    play.must(w.NoteTiltak("ref-1"))
    assert now(play.wait(900)) is None


def test_foresettes_turn_is_never_prompted_and_the_educators_is() -> None:
    play = running().until("describe").wait(200)
    assert now(play) is None
    play.next()
    assert now(play) is None
    assert kind(play.wait(90)) is Prompt.TURN_SOON


def test_a_tiltak_the_family_mentions_is_no_occasion() -> None:
    play = round_of(3).wait(60)
    play.must(w.GiveWord(play.meeting.step, "f"))
    play.must(w.NoteTiltak("ref-1"))
    play.next(10)
    assert now(play) is None


# --- tiltak too early -------------------------------------------------------------------------------------------


def test_a_tiltak_noted_in_the_question_round_is_told_until_the_turn_ends() -> None:
    play = round_of(3).wait(20)
    play.must(w.NoteTiltak("ref-1"))
    found = now(play.wait(5))
    assert found is not None
    assert (found.prompt, found.break_in) == (Prompt.EARLY_TILTAK, BreakIn.TOO_EARLY)
    play.next()
    assert now(play) is None


@pytest.mark.parametrize("phase", ["offer", "reflect", "decide"])
def test_a_tiltak_noted_where_it_belongs_is_no_occasion(phase: str) -> None:
    play = running().until(phase)
    play.must(w.NoteTiltak("ref-1"))
    assert now(play) is None


# --- the phase --------------------------------------------------------------------------------------------------


def test_a_phase_whose_time_is_gone_while_somebody_waits_is_told() -> None:
    play = round_of(3).wait(601)
    assert kind(play) is Prompt.PHASE_GONE


def test_a_phase_whose_time_is_gone_in_its_last_turn_is_only_a_turn_that_is_over() -> None:
    play = running().wait(301)
    assert kind(play) is Prompt.TURN_OVER


def test_an_answered_phase_prompt_stays_answered_through_a_pause() -> None:
    play = round_of(3).wait(601)
    play.must(w.DoBreakIn(BreakIn.TIME))
    assert now(play) is None
    play.wait(5).must(w.Pause())
    play.wait(120).must(w.Resume())
    assert now(play.wait(1)) is None
    play.next(10)
    assert kind(play) != Prompt.PHASE_GONE


# --- break-ins and how many -------------------------------------------------------------------------------------


def test_a_break_in_that_fits_answers_the_prompt_and_another_does_not() -> None:
    play = round_of(3).wait(20)
    play.must(w.NoteTiltak("ref-1"))
    play.must(w.DoBreakIn(BreakIn.JARGON))
    assert kind(play) is Prompt.EARLY_TILTAK
    play.must(w.DoBreakIn(BreakIn.TOO_EARLY))
    assert now(play) is None


def test_a_break_in_before_the_turn_was_over_does_not_answer_that_it_is() -> None:
    play = round_of(3).wait(100)
    play.must(w.DoBreakIn(BreakIn.TIME))
    assert kind(play.wait(150)) is Prompt.TURN_OVER
    play.must(w.DoBreakIn(BreakIn.TIME))
    assert now(play) is None


def test_every_prompt_has_a_break_in_that_fits() -> None:
    assert set(FITTING) == set(Prompt)


def test_two_occasions_a_phase_and_no_third() -> None:
    play = round_of(4)
    play.next(170)
    play.next(170)
    assert kind(play.wait(300)) is None
    play.until("offer")
    assert kind(play.wait(200)) is not None  # a new phase has its own two


def test_a_round_that_keeps_its_time_leaves_the_second_prompt_for_a_real_overrun() -> None:
    play = round_of(4)
    assert kind(play.wait(149)) is Prompt.TURN_SOON
    play.next()
    assert kind(play.wait(149)) is None
    play.next()
    assert kind(play.wait(149)) is None
    assert kind(play.wait(5)) is Prompt.TURN_OVER


def test_no_prompt_before_the_start_in_a_pause_or_after_the_thanks() -> None:
    play = opened().wait(5000)
    assert now(play) is None
    play = round_of(3).wait(300)
    play.must(w.Pause())
    assert now(play) is None
    assert now(running().until(Stage.THANKED).wait(900)) is None


def test_with_nobody_to_speak_there_is_nobody_to_prompt_about() -> None:
    play = round_of(1)
    play.must(w.Skip(play.meeting.step, "t1"))
    play.must(w.NoteTiltak("ref-1"))
    assert play.word is None
    assert now(play.wait(700)) is None


def test_a_turn_nobody_came_to_is_prompted_like_any() -> None:
    play = opened()
    play.must(w.SetPresence("h1", Presence.ABSENT))
    play.next()
    assert kind(play.wait(250)) is Prompt.TURN_SOON


ACTS = st.lists(
    st.tuples(st.sampled_from(["wait", "wait", "next", "family", "tiltak", "break_in", "answer", "pause"]),
              st.integers(0, 250)),
    max_size=30,
)  # fmt: skip


@given(ACTS, st.integers(1, 6))
@example([("tiltak", 57), ("family", 0), ("next", 43), ("wait", 250), ("wait", 250)], 3)
def test_never_more_than_two_occasions_a_phase_and_never_one_over_the_family(
    acts: list[tuple[str, int]], services: int
) -> None:
    play = round_of(services)
    seen: dict[str, set[str]] = {}
    for nth, (what, seconds) in enumerate(acts):
        found = now(play.wait(seconds))
        if found is not None:
            assert play.meeting.run is not None
            assert play.word is None or not is_family(play.word)
            seen.setdefault(play.meeting.run.phase, set()).add(found.key)
            assert timedelta(0) <= found.since <= clock.spent(play.meeting, play.now)
        step = play.meeting.step
        wishes: dict[str, w.Wish] = {
            "next": w.Next(step),
            "family": w.GiveWord(step, "f"),
            "tiltak": w.NoteTiltak(f"ref-{nth}"),
            "break_in": w.DoBreakIn(BreakIn.TIME),
            "pause": w.Resume() if play.meeting.stage is Stage.PAUSED else w.Pause(),
        }
        if what == "answer" and found is not None:
            answer(play, PromptAnswer.SAID)
        elif what in wishes:
            play.do(wishes[what])
    assert all(len(keys) <= 2 for keys in seen.values())


@pytest.mark.parametrize(
    ("phase", "early", "late"),
    [
        ("describe", True, False),
        ("clarify", True, False),
        ("reflect", True, True),
        ("offer", False, True),
        ("close", False, True),
    ],
)
def test_an_offer_is_too_early_before_its_round_and_a_question_too_late_after_its_own(
    phase: str, *, early: bool, late: bool
) -> None:
    meeting = running(3).until(phase).meeting
    assert (fits(meeting, BreakIn.TOO_EARLY), fits(meeting, BreakIn.TOO_LATE)) == (early, late)
    assert all(fits(meeting, what) for what in BreakIn if what not in (BreakIn.TOO_EARLY, BreakIn.TOO_LATE))
