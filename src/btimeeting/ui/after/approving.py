"""The referat read through and approved, whatever screen one does it from."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from btimeeting.documents.model import Choices
from btimeeting.domain.record import Document
from btimeeting.i18n import tr
from btimeeting.ui.after import papers
from btimeeting.ui.after.preview import PreviewScreen
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.look import Look
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.notes_pad import NotesPad
from btimeeting.ui.refused import not_saved
from btimeeting.ui.said import said
from btimeeting.ui.widgets.split import EMPTY, Text

T = TypeVar("T")


class Approving(CommandScreen):
    """Knows the desk, and how things stand there."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self.pad = NotesPad(desk, look.zone)
        self.pad.notes.in_referat = look.in_referat
        self.desktop: papers.Desktop | None = None

    def look_again(self) -> None:
        """Read the record anew."""

    def heed(self, future: Future[T], then: Callable[[T], None]) -> None:
        """Let `then` have the answer; a failure is told in words."""

        def done(answer: asyncio.Future[T]) -> None:
            if answer.cancelled() or not self.is_attached:
                return
            failure = answer.exception()
            if failure is None:
                then(answer.result())
            else:
                self.say(not_saved(type(failure).__name__))

        asyncio.wrap_future(future).add_done_callback(done)

    def say(self, text: str) -> None:
        """A line that can wait."""
        line = self.query_one("#after-line", Text)
        line.display = bool(text)
        line.show(said(text, "bold $soon") if text else EMPTY)

    # --- the referat ---------------------------------------------------------------------------------------------

    def read_minutes(self) -> None:
        """The referat as it would be now; from there it is approved."""
        self.pad.notes.flush()
        options = self._options
        self.heed(self._desk.run(lambda pad: papers.referat(pad, options)), self._preview)

    @property
    def _options(self) -> Choices:
        return Choices.of(self._look.zone, self._look.in_referat)

    def _preview(self, markdown: str) -> None:
        desktop = self.desktop
        if desktop is None:
            return
        screen = PreviewScreen(markdown, desktop.approver, again=desktop.approved is not None)

        def closed(_: None) -> None:
            if screen.approval is not None:
                name, reason = screen.approval
                options, kept = self._options, self._look.evaluation_in_record
                work = partial(papers.approve, options=options, name=name, reason=reason, evaluation=kept)
                self.heed(self._desk.run(work), self._approved)

        self.app.push_screen(screen, closed)

    def _approved(self, document: Document) -> None:
        version = tr(
            "Approved by {name}. Version {n} lies in the record.", name=document.approved_by, n=document.version
        )
        self.say(version)
        self.look_again()
