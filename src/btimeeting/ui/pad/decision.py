"""The decision on the work face: which service first, what is tried, who carries the baton, what is read aloud.

Three presses from the last offer: Next, the number of a service, read aloud. Everything between has a default.
"""

from __future__ import annotations

from datetime import date, tzinfo
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from btimeeting.domain.record import ChildView, MeetingRecord
from btimeeting.domain.seats import LEADER_GROUP
from btimeeting.domain.tiltakline import TiltakLine
from btimeeting.i18n import tr
from btimeeting.ui.pad import decision_draft as drafts
from btimeeting.ui.pad.decision_base import DECISION, ENTRY, DecisionBase
from btimeeting.ui.pad.decision_draft import Draft
from btimeeting.ui.pad.decision_lines import (
    baton_line,
    choice_line,
    choices,
    chosen,
    heard_line,
    part_lines,
    tiltak_lines,
    view_line,
)
from btimeeting.ui.pad.decision_rows import Later, Person, decision_rows
from btimeeting.ui.pad.decision_sections import Section
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.note_area import NoteArea
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.pad.places import Spot
from btimeeting.ui.pad.row_drafts import RowDrafts, row_place
from btimeeting.ui.pad.rows import FormRow
from btimeeting.ui.pad.tiltak_row import People
from btimeeting.ui.pad.voices import Voice, Voices
from btimeeting.ui.said import said
from btimeeting.ui.widgets.split import EMPTY, Split, Text


class Decision(DecisionBase, can_focus=False):
    """The decision being made. Every change is saved at once."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(str(n), f"choose({n})", show=False) for n in range(1, 10)]

    def __init__(self, desk: Desk, zone: tzinfo, begun: RowDrafts) -> None:
        """`begun` keeps what stands in the rows while it is typed."""
        super().__init__(desk, zone)
        self._begun = begun
        self._order: tuple[str, ...] = ()
        self._people = People()
        self._area = NoteArea(id="decide-text")
        self._area_shown = ""
        """The text as it was last put there; what differs from it a hand has typed."""
        self.voices = Voices(id="decide-voices")
        self._rows = list(decision_rows(self._people, lambda: self.draft, lambda: next(iter(desk.dates), None)))
        person, child, new, later = self._rows
        self.parts = (  # the questions in the order they are asked in the room
            Section(Split(id="decide-head"), PickList(id="decide-who"), later, id="part-who"),
            Section(PickList(id="decide-what"), new, id="part-what"),
            Section(PickList(id="decide-baton"), person, id="part-baton"),
            Section(Split(id="decide-said"), self._area, id="part-said"),
            Section(self.voices, id="part-voices"),
            Section(Text(id="decide-seen"), child, id="part-child"),
        )

    # --- the record ----------------------------------------------------------------------------------------------

    def know(self, record: MeetingRecord, today: date, order: tuple[str, ...], phase: str) -> None:
        """The record as it stands; what is being decided here is kept, and what was begun in a row is there again."""
        self._order = order
        self._people.known = tuple(dict.fromkeys(p.name for p in record.participants if p.name))
        self.take_in(record, today)
        for row in self.rows():
            row.spot = Spot(phase, LEADER_GROUP, (), decides=True)
            if not row.touched:
                row.fill(self._begun.of(row_place(phase, LEADER_GROUP), str(row.id)))

    def rows(self) -> list[FormRow]:
        """The rows under the decision."""
        return self._rows

    def leave(self) -> None:
        """The meeting goes on: a row that was begun is kept as if by Enter; what cannot be understood stands."""
        self.sync()
        for row in self.rows():
            if row.touched:
                row.commit()

    def clear(self) -> None:
        """Out of sight; what was typed goes to disk."""
        self.flush()
        self.draft = None
        self.state = EMPTY
        self._area_shown = ""
        self._area.load_text("")
        self.voices.clear()
        for picks in self.query(PickList):
            picks.show(())
        for row in self.rows():
            row.fill({})
            row.spot = None
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
        self.query_one("#decide-what", PickList).show(tiltak_lines(draft), tr("Take or leave"))
        self.query_one("#decide-baton", PickList).show(
            [baton_line(draft)], tr("Next answer") if draft.baton is not None else ""
        )
        self.voices.show(draft)
        self.query_one("#decide-said", Split).show(
            said(tr("The baton log (is read aloud)"), "$quiet"), heard_line(draft)
        )
        seen, childs = view_line(draft), self.query_one("#decide-seen", Text)
        childs.display = bool(seen)
        childs.show(said(tr("The child's view: {text}", text=seen)) if seen else EMPTY)
        self.query_one("#decide-later").display = draft.decision.undecided
        self.query_one("#decide-person").display = draft.baton is not None
        if self._area.text != draft.entry.text:
            self._area.load_text(draft.entry.text)
            self._area_shown = self._area.text
        self.fit_soon()

    def show_head(self) -> None:
        """The first question, and how saving stands; what each part tells when it is folded."""
        super().show_head()
        if self.draft is not None:
            for part, line in zip(self.parts, part_lines(self.draft, self.options(), self.state), strict=True):
                part.tell(*line)

    # --- choosing ------------------------------------------------------------------------------------------------

    def ready(self) -> None:
        """The number keys choose a service now."""
        self.query_one("#decide-who", PickList).focus(scroll_visible=False)

    def change_text(self) -> None:
        """The family wants the text otherwise: the keys go there, once the page they stand on is in sight."""
        self._area.move_cursor(self._area.document.end)
        self.call_after_refresh(self.call_after_refresh, self._area.focus, scroll_visible=False)

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
                voice = self.voices.of(message.picks)
                if voice is not None:
                    self.change(drafts.answer(draft, draft.people[voice.number], message.step))

    def on_form_row_entered(self, message: FormRow.Entered) -> None:
        """A row was filled in; what was typed in it is forgotten when it is kept."""
        message.stop()
        draft, spot = self.draft, message.spot
        if draft is None or spot is None:
            return
        place = row_place(spot.phase, spot.speaker)
        left = self._begun.leave(place, str(message.row.id))
        self.change(_entered(draft, message.value), (place, left))

    # --- what is typed -------------------------------------------------------------------------------------------

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """A hand changes the text."""
        event.stop()
        self.sync()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A text that was emptied is made anew from what is chosen."""
        if event.widget is self._area and self.draft is not None and self.draft.made and not self._area.text.strip():
            self.sync()
            self.change(drafts.written(self.draft))

    def on_form_row_typed(self, message: FormRow.Typed) -> None:
        """A key in a row."""
        message.stop()
        self._row_typed(message.row)

    def _row_typed(self, row: FormRow) -> None:
        if row.spot is not None:
            self._begun.typed(row_place(row.spot.phase, row.spot.speaker), str(row.id), row.raw)

    def on_voice_viewed(self, message: Voice.Viewed) -> None:
        """A key in somebody's view."""
        message.stop()
        if self.draft is not None:
            self.typed(DECISION, drafts.view(self.draft, message.person, message.text))
            self.voices.show(self.draft)
            self.fit_soon()

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
        for row in self.rows():
            if row.fresh():
                self._row_typed(row)


def _entered(draft: Draft, value: object) -> Draft:
    match value:
        case TiltakLine():
            return drafts.add(draft, value)
        case Person():
            return drafts.hand_on(draft, value.name)
        case ChildView():
            return drafts.child_view(draft, value)
        case Later():
            return drafts.decides_later(draft, value.who, value.by)
    return draft
