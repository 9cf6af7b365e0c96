"""The decision on its way to disk: a choice at once, what is typed within 300 ms, what others wrote taken in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import date, tzinfo
from functools import partial

from textual.content import Content
from textual.message import Message

from btimeeting.domain.events import ReadBack
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import MeetingRecord, Participant
from btimeeting.i18n import tr
from btimeeting.service.pad import Pad
from btimeeting.service.throttle import RETRY_S
from btimeeting.ui.pad import decision_draft as drafts
from btimeeting.ui.pad.decision_draft import Draft
from btimeeting.ui.pad.decision_save import keep
from btimeeting.ui.pad.decision_sections import Sections
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.drafts import Drafts, Failed, Saved
from btimeeting.ui.pad.places import Place
from btimeeting.ui.pad.when_words import saved_at
from btimeeting.ui.refused import failure_words
from btimeeting.ui.said import said
from btimeeting.ui.widgets.split import EMPTY, Split

ENTRY, DECISION = "entry", "decision"
OutOf = tuple[Place, str]
"""Where the row stood, and what is left of what was begun there."""


class DecisionBase(Sections, can_focus=False):
    """Holds the draft and keeps it. What it looks like is for whoever inherits."""

    class Kept(Message):
        """The decision is in the record as it stands."""

    def __init__(self, desk: Desk, zone: tzinfo) -> None:
        super().__init__(id="decision")
        self._desk = desk
        self._zone = zone
        self._texts: Drafts[str, Draft] = Drafts(self._save_text, self._told)
        self._under_way = 0
        self._failed = False
        self.state = EMPTY
        """How saving stands, as it is shown."""
        self.draft: Draft | None = None

    # --- for whoever inherits ------------------------------------------------------------------------------------

    def paint(self) -> None:
        """Show the draft."""

    def sync(self) -> None:
        """Take in what stands in the fields."""

    def show_head(self) -> None:
        """The first question, and how saving stands."""
        self.query_one("#decide-head", Split).show(self.question, self.state)

    @property
    def question(self) -> Content:
        """The first question, bold: it is asked aloud."""
        return said(tr("Who do you want help from first?"), "bold")

    @property
    def text(self) -> str:
        """The text that is read aloud."""
        return self.draft.entry.text.strip() if self.draft is not None else ""

    def heard(self, answer: ReadBack | None) -> None:
        """What the family said when the text had been read aloud; None when nobody noted it."""
        draft = self.draft
        if draft is not None and answer is not None:
            now = self.draft = drafts.heard(draft, answer)

            def work(pad: Pad) -> Moment:
                pad.write(now.decision)
                pad.read_back(draft.entry, answer)
                return pad.session.clock.now()

            self.heed(self._desk.run(work), self.show_saved)

    # --- the record ----------------------------------------------------------------------------------------------

    def take_in(self, record: MeetingRecord, today: date) -> None:
        """The record as it stands. What is on its way to disk from here is kept; else another window's choice holds."""
        self.sync()
        if self.draft is None:
            self.draft = drafts.begin(record, today)
        elif self._under_way or self._failed or not self._texts.quiet:
            self.draft = drafts.known(self.draft, record)
        else:
            self.draft = drafts.taken_up(self.draft, record, today)
        self.paint()

    def change(self, now: Draft, out_of: OutOf | None = None) -> None:
        """A choice: kept at once, together with what is left of the row it came `out_of`."""
        before, self.draft = self.draft, now
        if before is not None:
            self.state = EMPTY
            self.paint()
            self._keep(before, out_of)

    def _keep(self, before: Draft, out_of: OutOf | None) -> None:
        """Write the draft as it is now; what did not come to disk is tried again, from the same beginning."""
        now = self.draft
        if now is None:
            return
        self._failed = False

        def write(pad: Pad) -> Moment:
            if out_of is None:
                return keep(pad, before, now)
            with self._desk.along(pad, *out_of):
                return keep(pad, before, now)

        self.heed(self._desk.run(write), self.show_saved, partial(self._again, before, out_of))

    def _again(self, before: Draft, out_of: OutOf | None) -> None:
        self._failed = True
        self.set_timer(RETRY_S, partial(self._keep, before, out_of))

    def typed(self, key: str, now: Draft) -> None:
        """A key in the text of the log or in a view: on disk within 300 ms."""
        self.draft = now
        self._texts.typed(key, now)

    def strike_view(self, person: Participant | None) -> Future[None] | None:
        """Somebody's own view is gone for real: from the screen, from the disk, from its way there."""
        self.sync()
        draft = self.draft
        said = draft.voice(person) if draft is not None and person is not None else None
        if draft is None or person is None or said is None:
            return None
        now = self.draft = drafts.without_view(draft, person)
        self._texts.forget(DECISION)
        self.paint()
        return self._desk.run(lambda pad: pad.strike_view(now.decision, said))

    def heed(
        self, future: Future[Moment], then: Callable[[Moment], None], failed: Callable[[], None] | None = None
    ) -> None:
        """Let `then` know when it is durable; a failure is told in words, and to `failed`."""
        self._under_way += 1

        def done(answer: asyncio.Future[Moment]) -> None:
            self._under_way -= 1
            failure = None if answer.cancelled() else answer.exception()
            if failure is None and not answer.cancelled():
                then(answer.result())
            elif failure is not None:
                self._told(Failed(type(failure).__name__))
                if failed is not None and self.is_attached:
                    failed()

        asyncio.wrap_future(future).add_done_callback(done)

    def show_saved(self, moment: Moment) -> None:
        """Quietly."""
        self.show_state(saved_at(moment, self._zone), "$quiet")
        self.post_message(self.Kept())

    def _told(self, answer: Saved | Failed) -> None:
        if isinstance(answer, Saved):
            self.show_saved(answer.at)
        else:
            text = tr("NOT SAVED ({kind}) – the text stands here and is tried again", kind=failure_words(answer.kind))
            self.show_state(text, "bold $soon")

    def show_state(self, text: str, style: str) -> None:
        """How saving stands, or a line that can wait."""
        if self.is_attached:
            self.state = said(text, style)
            self.show_head()

    def _save_text(self, batch: Mapping[str, Draft]) -> Future[Saved]:
        """Write what was typed as it stands by now: a choice made meanwhile is not written over by an older one."""
        newest = {key: self.draft or typed for key, typed in batch.items()}

        def work(pad: Pad) -> Saved:
            if ENTRY in newest:
                pad.typed(newest[ENTRY].entry)
            if DECISION in newest:
                pad.typed(newest[DECISION].decision)
            return Saved(pad.session.clock.now())

        return self._desk.run(work)

    def flush(self) -> None:
        """The meeting moves on: everything typed is written now."""
        self.sync()
        self._texts.flush()

    def last(self) -> None:
        """The window closes."""
        self.sync()
        self._texts.last()
