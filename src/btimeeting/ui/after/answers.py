"""The evaluation's answers on the stores' thread. What comes back to the screen is answers and words, never a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from btimeeting.documents.case_words import case_words
from btimeeting.domain.moment import Moment
from btimeeting.service.answer_book import AnswerBook, Key
from btimeeting.service.pad import Pad
from btimeeting.ui.bridge import Bridge, Stores
from btimeeting.ui.pad.desk import Desk, NoRecord
from btimeeting.ui.pad.drafts import Saved

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Checked(Saved):
    """A saved batch, and the words in all answers that are names from the case."""

    words: Mapping[Key, tuple[str, ...]] = field(default_factory=dict, repr=False)


class Ask(Protocol):
    """Runs work on the book, on the thread the stores live on."""

    def __call__(self, work: Callable[[AnswerBook], T], /) -> Future[T]:
        """A future of what `work` gives or raises."""


class Answers:
    """What has been answered, by question and voice."""

    def __init__(self, ask: Ask, now: Callable[[], Moment]) -> None:
        self._ask, self._now = ask, now

    def read(self) -> Future[dict[Key, str]]:
        """The answers that are there."""
        return self._ask(lambda book: book.read())

    def named(self) -> Future[dict[Key, tuple[str, ...]]]:
        """The words of them that are names from the case."""
        return self._ask(lambda book: book.named())

    def save(self, batch: Mapping[Key, str]) -> Future[Saved]:
        """Keep what was typed; an answer that was emptied is gone."""

        def work(book: AnswerBook) -> Saved:
            words = book.save(batch)
            return Checked(self._now(), words=words)

        return self._ask(work)

    def done(self) -> Future[object]:
        """Tell the journal that the meeting was evaluated, if anything was answered."""

        def work(book: AnswerBook) -> object:
            return book.done()

        return self._ask(work)


def at_desk(desk: Desk) -> Answers:
    """The answers as the console reaches them."""
    books: list[AnswerBook] = []

    def ask(work: Callable[[AnswerBook], T], /) -> Future[T]:
        def on_thread(pad: Pad) -> T:
            if not books:
                books.append(AnswerBook(pad.session, pad.records, case_words))
            return work(books[0])

        return desk.run(on_thread)

    return Answers(ask, desk.now)


def by_itself(bridge: Bridge) -> Answers:
    """The answers as a window of their own reaches them: it has this book, and no record."""

    def ask(work: Callable[[AnswerBook], T], /) -> Future[T]:
        def on_thread(stores: Stores) -> T:
            if stores.book is None:
                raise NoRecord
            return work(stores.book)

        return bridge.ask(on_thread)

    return Answers(ask, bridge.now)


__all__ = ["Answers", "Checked", "Key", "at_desk", "by_itself"]
