"""The log is read aloud once: when it was answered, the main key does not lead through it again."""

from __future__ import annotations

import pytest

from btimeeting.domain import wishes as w
from btimeeting.domain.events import Part, ReadBack
from btimeeting.domain.meeting import waiting
from tests.builders import Play, opened


def _in_the_decision() -> Play:
    play = opened(2)
    while play.meeting.run is None or play.meeting.run.phase != "decide":
        play.next()
    return play


def _reads_again(play: Play) -> bool:
    return any(part is Part.READ for _, part in waiting(play.meeting))


@pytest.mark.parametrize(
    ("answer", "again"), [(ReadBack.YES, False), (ReadBack.THINK, False), (ReadBack.CHANGED, True)]
)
def test_what_was_heard_and_answered_is_not_read_again_unless_it_is_to_be_changed(
    answer: ReadBack, again: bool
) -> None:
    play = _in_the_decision()
    assert _reads_again(play)
    play.must(w.AnswerReadBack(answer))
    assert _reads_again(play) is again


def test_the_others_who_wait_still_get_the_word() -> None:
    play = _in_the_decision()
    before = [slot for slot in waiting(play.meeting) if slot[1] is not Part.READ]
    play.must(w.AnswerReadBack(ReadBack.YES))
    assert list(waiting(play.meeting)) == before
