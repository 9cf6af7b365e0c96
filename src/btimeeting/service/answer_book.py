"""The answers of the evaluation: all of a record that the window for the questions is handed.

It gives answers, and of what is typed the words that are names from the case (`named` finds them); nothing else of
the record comes out of it. Not thread-safe: whoever owns it calls it from one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from btimeeting.domain.events import Event
from btimeeting.domain.record import LONG, EvaluationAnswer, MeetingRecord
from btimeeting.domain.refusals import Refusal
from btimeeting.service.finish import evaluate
from btimeeting.service.ids import new_id
from btimeeting.service.record_ports import MeetingRecords
from btimeeting.service.session import Session

Key = tuple[str, int]
"""Question and voice: 0 for what is answered together, 1, 2, … for one employee each."""
Named = Callable[[str, MeetingRecord], tuple[str, ...]]


class AnswerBook:
    """What has been answered, by question and voice."""

    def __init__(self, session: Session, records: MeetingRecords, named: Named) -> None:
        self._session, self._records, self._named = session, records, named
        self._kept: dict[Key, EvaluationAnswer] = {}
        """As this window last saw them."""

    def read(self) -> dict[Key, str]:
        """The answers that are there."""
        for answer in self._all():
            self._kept.setdefault((answer.question, answer.voice), answer)
        return {key: answer.text for key, answer in self._kept.items()}

    def named(self) -> dict[Key, tuple[str, ...]]:
        """The words of the answers that are names from the case, where there are any."""
        record = self._records.meeting(self._session.id)
        found = {key: self._named(answer.text, record) for key, answer in self._kept.items()}
        return {key: words for key, words in found.items() if words}

    def save(self, batch: Mapping[Key, str]) -> dict[Key, tuple[str, ...]]:
        """Keep what was typed; gives the names from the case in all answers as `named`. An emptied answer is gone.

        One that another window changed meanwhile stays as it is; this window's answer is kept beside it.
        """
        there = {answer.id: answer for answer in self._all()}
        for (question, voice), text in batch.items():
            mine = self._kept.get((question, voice))
            if mine is not None and there.get(mine.id) != mine:
                mine = None
            if not text.strip():
                if mine is not None:
                    self._records.strike(EvaluationAnswer, mine.id)
                self._kept.pop((question, voice), None)
                continue
            fresh = mine or EvaluationAnswer(
                id=new_id(), meeting_id=self._session.id, question=question, text="", voice=voice
            )
            answer = self._kept[question, voice] = fresh.model_copy(update={"text": text[:LONG]})
            self._records.save(answer, self._session.clock.now())
        return self.named()

    def done(self) -> tuple[Event, ...] | Refusal | None:
        """Tell the journal that the meeting was evaluated, if anything was answered."""
        there = {answer.id: answer for answer in self._all()}
        kept = [answer for answer in self._kept.values() if there.get(answer.id) == answer]
        return evaluate(self._session, self._records, kept) if kept else None

    def _all(self) -> tuple[EvaluationAnswer, ...]:
        return self._records.meeting(self._session.id).answers
