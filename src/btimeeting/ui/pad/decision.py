"""The decision on the work face: which service first, what is tried, who carries the baton, what is read aloud.

Three presses from the last offer: Next, the number of a service, read aloud. Everything between has a default.
"""

from __future__ import annotations

from datetime import date, tzinfo
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from btimeeting.domain.events import ReadBack
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import ChildView, MeetingRecord
from btimeeting.domain.tiltakline import TiltakLine
from btimeeting.i18n import tr
from btimeeting.service.pad import Pad
from btimeeting.ui.pad import decision_draft as drafts
from btimeeting.ui.pad.decision_base import DECISION, ENTRY, DecisionBase
from btimeeting.ui.pad.decision_lines import baton_line, choice_line, choices, chosen, tiltak_lines, view_line
from btimeeting.ui.pad.decision_rows import Later, Person, decision_rows
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.note_area import NoteArea
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.pad.rows import FormRow
from btimeeting.ui.pad.tiltak_row import People
from btimeeting.ui.pad.voices import Voice, Voices
from btimeeting.ui.said import said
from btimeeting.ui.widgets.split import EMPTY, Split


class Decision(DecisionBase, can_focus=False):
    """The decision being made. Every change is saved at once."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(str(n), f"choose({n})", show=False) for n in range(1, 10)]

    def __init__(self, desk: Desk, zone: tzinfo) -> None:
        super().__init__(desk, zone)
        self._order: tuple[str, ...] = ()
        self._people = People()
        self._area = NoteArea(id="decide-text")
        self._area_shown = ""
        """The text as it was last put there; what differs from it a hand has typed."""
        self.voices = Voices(id="decide-voices")

    def compose(self) -> ComposeResult:
        """The questions in the order they are asked in the room."""
        yield Split(id="decide-head")
        yield PickList(id="decide-who")
        yield PickList(id="decide-what")
        yield PickList(id="decide-baton")
        yield Split(id="decide-said")
        yield self._area
        yield self.voices
        yield from decision_rows(self._people, lambda: self.draft)

    # --- the record ----------------------------------------------------------------------------------------------

    def know(self, record: MeetingRecord, today: date, order: tuple[str, ...]) -> None:
        """The record as it stands; what is being decided here is kept."""
        self._order = order
        self._people.known = tuple(dict.fromkeys(p.name for p in record.participants if p.name))
        self.take_in(record, today)

    def clear(self) -> None:
        """Out of sight; what was typed goes to disk."""
        self.sync()
        self._texts.flush()
        self.draft = None
        self.state = EMPTY
        self._area_shown = ""
        self._area.load_text("")
        self.voices.clear()
        for picks in self.query(PickList):
            picks.show(())
        for row in self.query(FormRow):
            row.fill({})
        self.display = False

    # --- painting ------------------------------------------------------------------------------------------------

    def paint(self) -> None:
        """Show the draft; what a hand has typed meanwhile is taken in first."""
        self.sync()
        draft = self.draft
        if draft is None or not self.is_attached:
            return
        self.show_head()
        self.query_one("#decide-who", PickList).show([choice_line(draft, self._order)])
        self.query_one("#decide-what", PickList).show(tiltak_lines(draft))
        self.query_one("#decide-baton", PickList).show([baton_line(draft)])
        self.voices.show(draft)
        heading = said(tr("The baton log (is read aloud)"), "$quiet")
        self.query_one("#decide-said", Split).show(heading, said(view_line(draft), "$quiet"))
        self.query_one("#decide-later").display = draft.decision.undecided
        self.query_one("#decide-person").display = draft.baton is not None
        if self._area.text != draft.entry.text:
            self._area.load_text(draft.entry.text)
            self._area_shown = self._area.text

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
            self.change(drafts.choose(self.draft, options[number - 1][0], undecided=last))

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
                self.change(drafts.toggle(draft, draft.offers[index]))
            case "decide-what":
                self.change(drafts.drop(draft, draft.free[index - len(draft.offers)]))
            case "decide-baton":
                self.change(drafts.accept(draft, message.step))
            case _:
                voice = next((v for v in self.voices.all() if v.picks is message.picks), None)
                if voice is not None:
                    self.change(drafts.answer(draft, draft.people[voice.number], message.step))

    def on_form_row_entered(self, message: FormRow.Entered) -> None:
        """A row was filled in."""
        message.stop()
        draft, value = self.draft, message.value
        if draft is None:
            return
        if isinstance(value, TiltakLine):
            self.change(drafts.add(draft, value))
        elif isinstance(value, Person):
            self.change(drafts.hand_on(draft, value.name))
        elif isinstance(value, ChildView):
            self.change(drafts.child_view(draft, value))
        elif isinstance(value, Later):
            self.change(drafts.decides_later(draft, value.who, value.by))

    # --- what is typed -------------------------------------------------------------------------------------------

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """A hand changes the text."""
        event.stop()
        self.sync()

    def on_voice_viewed(self, message: Voice.Viewed) -> None:
        """A key in somebody's view."""
        message.stop()
        if self.draft is not None:
            self.typed(DECISION, drafts.view(self.draft, message.person, message.text))
            self.voices.show(self.draft)

    def sync(self) -> None:
        """Take what stands in the fields; what a hand has changed is on its way to disk."""
        if self.draft is None:
            return
        if self._area.text != self._area_shown:
            self._area_shown = self._area.text
            if self._area.text != self.draft.entry.text:
                self.typed(ENTRY, drafts.with_text(self.draft, self._area.text))
        for person, text in self.voices.typed():
            self.typed(DECISION, drafts.view(self.draft, person, text))

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
