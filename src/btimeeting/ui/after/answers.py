"""The evaluation's answers on the stores' thread. What comes back to the screen is answers and words, never a case."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass

from btimeeting.documents.case_words import case_words
from btimeeting.domain.record import LONG, EvaluationAnswer
from btimeeting.service.finish import evaluate
from btimeeting.service.ids import new_id
from btimeeting.service.pad import Pad
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.drafts import Saved

Key = tuple[str, int]
"""Question and voice: 0 for what is answered together, 1, 2, … for one employee each."""


@dataclass(frozen=True, slots=True)
class Checked(Saved):
    """A saved batch, and the words in it that are names from the case."""

    words: tuple[str, ...] = ()


class Answers:
    """What has been answered, by question and voice."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: dict[Key, EvaluationAnswer] = {}
        """Touched on the stores' thread only."""

    def read(self) -> Future[dict[Key, str]]:
        """The answers that are there."""

        def work(pad: Pad) -> dict[Key, str]:
            for answer in pad.records.meeting(pad.session.id).answers:
                self._kept[answer.question, answer.voice] = answer
            return {key: answer.text for key, answer in self._kept.items()}

        return self._desk.run(work)

    def save(self, batch: Mapping[Key, str]) -> Future[Saved]:
        """Keep what was typed; an answer that was emptied is gone."""

        def work(pad: Pad) -> Saved:
            for (question, voice), text in batch.items():
                there = self._kept.get((question, voice))
                if not text.strip():
                    if there is not None:
                        pad.records.strike(EvaluationAnswer, there.id)
                        del self._kept[question, voice]
                    continue
                fresh = there or EvaluationAnswer(
                    id=new_id(), meeting_id=pad.session.id, question=question, text="", voice=voice
                )
                answer = fresh.model_copy(update={"text": text[:LONG]})
                pad.write(answer)
                self._kept[question, voice] = answer
            words = case_words("\n".join(batch.values()), pad.records.meeting(pad.session.id))
            return Checked(pad.session.clock.now(), words=words)

        return self._desk.run(work)

    def done(self) -> Future[object]:
        """Tell the journal that the meeting was evaluated, if anything was answered."""

        def work(pad: Pad) -> object:
            if not self._kept:
                return None
            return evaluate(pad.session, pad.records, self._kept.values())

        return self._desk.run(work)
