"""Asking the stores from a screen of a case: the answer is shown, and what could not be read or written is told."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeVar

from btimeeting.documents.profile_files import NoSuchProfile, no_such
from btimeeting.documents.profile_problems import ProfileError, sentence
from btimeeting.i18n import tr
from btimeeting.service.record_ports import Locked as CaseLocked
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.kit.dialog import Lines
from btimeeting.ui.refused import failure_words

T = TypeVar("T")


class AskingScreen(CommandScreen):
    """A screen that knows the stores' thread; whoever is one sets its `ways`."""

    ways: Ways

    def ask(self, work: Callable[[HomeStores], T], shown: Callable[[T], None]) -> None:
        """Let the stores answer; what went wrong is told, and nothing else changes."""

        def arrived(answer: asyncio.Future[T]) -> None:
            if answer.cancelled() or not self.is_attached:
                return
            failure = answer.exception()
            if failure is None:
                shown(answer.result())
            else:
                self.failed(failure)

        self.ways.thread.ask(work).add_done_callback(arrived)

    def failed(self, failure: BaseException) -> None:
        """Say what could not be done."""
        if isinstance(failure, ProfileError):
            self._tell_problems([sentence(each) for each in failure.problems])
        elif isinstance(failure, NoSuchProfile):
            self.tell(no_such(failure), loud=True)
        elif isinstance(failure, CaseLocked):
            self.tell(tr("This case is locked: it is kept, and neither read nor changed."), loud=True)
        else:
            self.tell(
                tr("The record cannot be read just now ({kind})", kind=failure_words(type(failure).__name__)), loud=True
            )

    def _tell_problems(self, problems: Sequence[str]) -> None:
        """What is wrong in the municipality's levels: all of it, for whoever mends the file."""
        self.tell(problems[0], loud=True)
        if len(problems) > 1:
            title = tr("The municipality's levels cannot be used before this is mended")
            self.app.push_screen(Lines(title, [("", line) for text in problems for line in (text, "")]))

    @abstractmethod
    def tell(self, text: str, *, loud: bool = False) -> None:
        """A line for it, which moves nothing."""
