"""The decision on the work face: which service first, what is tried, who carries the baton, what is read aloud.

Three presses from the last offer: Next, the number of a service, read aloud. Everything between has a default.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import date, tzinfo
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import TextArea

from btimeeting.domain.events import ReadBack
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import ChildView, MeetingRecord, StafettloggEntry
from btimeeting.domain.tiltakline import TiltakLine
from btimeeting.i18n import tr
from btimeeting.service.pad import Pad
from btimeeting.ui.pad import decision_draft as drafts
from btimeeting.ui.pad.decision_draft import Draft
from btimeeting.ui.pad.decision_lines import (
    baton_line,
    choice_line,
    choices,
    chosen,
    tiltak_lines,
    view_line,
    voice_line,
)
from btimeeting.ui.pad.decision_rows import Later, Person, View, decision_rows
from btimeeting.ui.pad.decision_save import keep
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.drafts import Drafts, Failed, Saved
from btimeeting.ui.pad.note_area import NoteArea
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.pad.rows import FormRow
from btimeeting.ui.pad.tiltak_row import People
from btimeeting.ui.pad.when_words import saved_at
from btimeeting.ui.said import said
from btimeeting.ui.widgets.split import EMPTY, Split

TEXT = "entry"


class Decision(VerticalScroll, can_focus=False):
    """The decision being made. Every change is saved at once."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(str(n), f"choose({n})", show=False) for n in range(1, 10)]

    class Kept(Message):
        """The decision is in the record as it stands."""

    def __init__(self, desk: Desk, zone: tzinfo) -> None:
        super().__init__(id="decision")
        self._desk = desk
        self._zone = zone
        self._order: tuple[str, ...] = ()
        self._people = People()
        self._area = NoteArea(id="decide-text")
        self._texts: Drafts[str, StafettloggEntry] = Drafts(self._save_text, self._told)
        self.draft: Draft | None = None

    def compose(self) -> ComposeResult:
        """The questions in the order they are asked in the room."""
        yield Split(id="decide-head")
        yield PickList(id="decide-who")
        yield PickList(id="decide-what")
        yield PickList(id="decide-baton")
        yield Split(id="decide-said")
        yield self._area
        yield PickList(id="decide-voices")
        yield from decision_rows(self._people, lambda: self.draft)

    # --- the record ----------------------------------------------------------------------------------------------

    def know(self, record: MeetingRecord, today: date, order: tuple[str, ...]) -> None:
        """The record as it stands; what is being decided here is kept."""
        self._order = order
        self._people.known = tuple(dict.fromkeys(p.name for p in record.participants if p.name))
        if self.draft is None:
            self.draft = drafts.begin(record, today)
        else:
            self.draft = drafts.known(self.draft, record)
        self._paint()

    def clear(self) -> None:
        """Out of sight; what was typed goes to disk."""
        self._texts.flush()
        self.draft = None
        self._area.load_text("")
        for picks in self.query(PickList):
            picks.show(())
        for row in self.query(FormRow):
            row.fill({})
        self.display = False

    def last(self) -> None:
        """The window closes."""
        self._texts.last()

    def _change(self, now: Draft) -> None:
        before, self.draft = self.draft, now
        if before is None:
            return
        self._paint()
        self._heed(self._desk.run(lambda pad: keep(pad, before, now)), self._show_saved)

    def _heed(self, future: Future[Moment], then: Callable[[Moment], None]) -> None:
        def done(answer: asyncio.Future[Moment]) -> None:
            failure = None if answer.cancelled() else answer.exception()
            if failure is None and not answer.cancelled():
                then(answer.result())
            elif failure is not None:
                self._told(Failed(type(failure).__name__))

        asyncio.wrap_future(future).add_done_callback(done)

    def _show_saved(self, moment: Moment) -> None:
        self._head(saved_at(moment, self._zone), "$quiet")
        self.post_message(self.Kept())

    def _told(self, answer: Saved | Failed) -> None:
        if isinstance(answer, Saved):
            self._show_saved(answer.at)
        else:
            text = tr("NOT SAVED ({kind}) – the text stands here and is tried again", kind=answer.kind)
            self._head(text, "bold $soon")

    # --- painting ------------------------------------------------------------------------------------------------

    def _head(self, state: str = "", style: str = "$quiet") -> None:
        if self.is_attached:
            question = said(tr("Who do you want help from first?"), "bold")
            self.query_one("#decide-head", Split).show(question, said(state, style) if state else EMPTY)

    def _paint(self) -> None:
        draft = self.draft
        if draft is None:
            return
        self._head()
        self.query_one("#decide-who", PickList).show([choice_line(draft, self._order)])
        self.query_one("#decide-what", PickList).show(tiltak_lines(draft))
        self.query_one("#decide-baton", PickList).show([baton_line(draft)])
        self.query_one("#decide-voices", PickList).show([voice_line(draft, person) for person in draft.people])
        heading = said(tr("The baton log (is read aloud)"), "$quiet")
        self.query_one("#decide-said", Split).show(heading, said(view_line(draft), "$quiet"))
        self.query_one("#decide-later").display = draft.decision.undecided
        self.query_one("#decide-person").display = draft.baton is not None
        if self._area.text != draft.entry.text:
            self._area.load_text(draft.entry.text)

    # --- choosing ------------------------------------------------------------------------------------------------

    def ready(self) -> None:
        """The number keys choose a service now."""
        self.query_one("#decide-who", PickList).focus(scroll_visible=False)

    def options(self) -> list[tuple[str | None, str]]:
        """What can be answered to the first question."""
        return [] if self.draft is None else choices(self.draft, self._order)

    def action_choose(self, number: int) -> None:
        """The service of that number, from 1."""
        options = self.options()
        if self.draft is not None and number <= len(options):
            last = number == len(options)
            self._change(drafts.choose(self.draft, options[number - 1][0], undecided=last))

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        """A line was picked."""
        message.stop()
        draft, index = self.draft, message.index
        if draft is None:
            return
        match message.picks.id:
            case "decide-who":
                now = chosen(draft, self.options())
                self.action_choose((message.step + (-1 if now is None else now)) % len(self.options()) + 1)
            case "decide-what" if index < len(draft.offers):
                self._change(drafts.toggle(draft, draft.offers[index]))
            case "decide-what":
                self._change(drafts.drop(draft, draft.free[index - len(draft.offers)]))
            case "decide-baton":
                self._change(drafts.accept(draft, message.step))
            case _:
                self._change(drafts.answer(draft, draft.people[index], message.step))

    def on_form_row_entered(self, message: FormRow.Entered) -> None:
        """A row was filled in."""
        message.stop()
        draft, value = self.draft, message.value
        if draft is None:
            return
        if isinstance(value, TiltakLine):
            self._change(drafts.add(draft, value))
        elif isinstance(value, Person):
            self._change(drafts.hand_on(draft, value.name))
        elif isinstance(value, View) and draft.people:
            marked = self.query_one("#decide-voices", PickList).marked
            self._change(drafts.view(draft, draft.people[marked], value.text))
        elif isinstance(value, ChildView):
            self._change(drafts.child_view(draft, value))
        elif isinstance(value, Later):
            self._change(drafts.decides_later(draft, value.who, value.by))

    # --- the text ------------------------------------------------------------------------------------------------

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """A hand changes the text."""
        event.stop()
        if self.draft is not None and self._area.text != self.draft.entry.text:
            self.draft = drafts.with_text(self.draft, self._area.text)
            self._texts.typed(TEXT, self.draft.entry)

    def _save_text(self, batch: Mapping[str, StafettloggEntry]) -> Future[Saved]:
        entry = batch[TEXT]

        def work(pad: Pad) -> Saved:
            pad.write(entry)
            return Saved(pad.session.clock.now())

        return self._desk.run(work)

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

            self._heed(self._desk.run(work), self._show_saved)
