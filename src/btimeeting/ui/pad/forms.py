"""The rows under the notes: what has been tried, what a service offers, when they meet again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from textual.containers import Vertical
from textual.message import Message

from btimeeting.domain.agenda import Role
from btimeeting.domain.record import MeetingRecord, NextMeeting, Offer, Stored, Tried
from btimeeting.domain.seats import CHILD_GROUP, EDUCATOR_GROUP, FORESETTE_GROUP
from btimeeting.domain.tiltakline import TiltakLine
from btimeeting.i18n import tr
from btimeeting.service.ids import new_id
from btimeeting.service.pad import Pad
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.drafts import Failed, Saved
from btimeeting.ui.pad.places import Place, Spot
from btimeeting.ui.pad.row_drafts import RowDrafts, row_place
from btimeeting.ui.pad.rows import Blank, FormRow, Reading, Values
from btimeeting.ui.pad.tiltak_row import People, blanks, draft_lines, read_tiltak
from btimeeting.ui.pad.when_words import MeetingTime, meeting_time_words, read_meeting_time, too_long

_TOLD_BY = {FORESETTE_GROUP: Role.FORESETTE, EDUCATOR_GROUP: Role.EDUCATOR, CHILD_GROUP: Role.CHILD}
_ROW_OF = {"describe": "pad-tried", "offer": "pad-offer", "close": "pad-next"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Attempt:
    text: str = field(repr=False)
    period: str
    effect: str


class Forms(Vertical):
    """Shows the row that belongs to the phase; keeps what is entered in it."""

    DEFAULT_CSS = "Forms { height: auto; }"

    class Kept(Message):
        """Something is in the record now."""

    class NotKept(Message):
        """It is not; `kind` is the failure's class name."""

        def __init__(self, kind: str) -> None:
            super().__init__()
            self.kind = kind

    class Told(Message):
        """How saving a row that is being written went."""

        def __init__(self, answer: Saved | Failed) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self, desk: Desk, begun: RowDrafts) -> None:
        """`begun` keeps what stands in the rows while it is typed."""
        super().__init__()
        self._desk = desk
        self._begun = begun
        self._record: MeetingRecord | None = None
        self._today = date.min
        self._people = People()
        tried = (Blank("what", tr("Tried before: what")), Blank("when", tr("when"), 14), Blank("effect", tr("effect")))
        meeting = (Blank("when", tr("Next meeting: 12.1. at 9.30 – or who calls it")),)
        self._rows = [
            FormRow(tried, self._read_tried, id="pad-tried"),
            FormRow(blanks(), self._read_offer, self._people, id="pad-offer"),
            FormRow(meeting, self._read_next, id="pad-next"),
        ]
        """Held here: what stands in them is asked for before they are mounted, and when the window is taken apart."""

    # --- what the blanks mean --------------------------------------------------------------------------------

    def _read_tried(self, values: Values) -> Reading:
        line = _Attempt(values["what"], values["when"], values["effect"])
        problem = too_long(*values.values()) if line.text else tr("What was tried?")
        return Reading(None if problem else line, "", problem)

    def _read_offer(self, values: Values) -> Reading:
        following = self._record.next_meeting if self._record is not None else None
        proposed = next(iter(self._desk.dates), None)
        agreed = following.on if following is not None else None
        return read_tiltak(values, self._today, agreed, proposed, whole=self._people.whole)

    def _read_next(self, values: Values) -> Reading:
        found = read_meeting_time(values["when"], self._today)
        problem = found.problem or too_long(found.who_calls)
        return Reading(None if problem else found, _words(found), problem)

    # --- where the pad is ------------------------------------------------------------------------------------

    def rows(self) -> list[FormRow]:
        """All of them."""
        return self._rows

    def show(self, spot: Spot | None) -> None:
        """Show the row of this spot; a line that was begun elsewhere is kept for that place first."""
        self.sync()
        for row in self.rows():
            if row.spot is not None and row.spot != spot and row.touched:
                row.commit()
            row.fill({})
            row.spot = spot
            row.display = spot is not None and _ROW_OF.get(spot.phase) == row.id
            if row.display and not row.is_attached:
                self.mount(row)  # when its phase comes: fields are dear, and a meeting begins with none of them

    def sync(self) -> None:
        """What stands in the rows is on its way to disk."""
        for row in self.rows():
            if row.fresh():
                self._typed(row)

    def _typed(self, row: FormRow) -> None:
        if row.spot is not None:
            self._begun.typed(_place(row.spot), str(row.id), row.raw)

    def on_form_row_typed(self, message: FormRow.Typed) -> None:
        """A key."""
        message.stop()
        self._typed(message.row)

    def know(self, record: MeetingRecord, today: date, spot: Spot) -> None:
        """The record as it stands: names to complete, a row that was begun, what the service had prepared.

        A draft that is only proposed has not been said: it is not kept by the meeting moving on.
        """
        self._record, self._today = record, today
        self._people.known = tuple(dict.fromkeys(p.name for p in record.participants if p.name))
        for row in self.rows():
            if row.display and not row.touched:
                begun = self._begun.of(_place(spot), str(row.id))
                row.fill(begun or self._proposed(row, record, spot))

    def _proposed(self, row: FormRow, record: MeetingRecord, spot: Spot) -> Values:
        if row.id == "pad-next" and record.next_meeting is None and self._desk.dates:
            day = self._desk.dates[0]
            return {"when": f"{day.day}.{day.month}.{day.year}"}
        drafts = draft_lines(record, spot.speaker) if row.id == "pad-offer" else []
        return {"what": drafts[0]} if drafts else {}

    # --- keeping ---------------------------------------------------------------------------------------------

    def on_form_row_entered(self, message: FormRow.Entered) -> None:
        """Keep it, at the place it was written for."""
        message.stop()
        record, spot, value = self._record, message.spot, message.value
        if record is None or spot is None:
            return
        if isinstance(value, _Attempt):
            tried = _tried(record, value, _TOLD_BY.get(spot.speaker))
            self._keep(message, lambda pad: pad.write(tried))
        elif isinstance(value, TiltakLine):
            offer = _offer(record, spot, value)
            self._keep(message, lambda pad: pad.offer(offer))
        elif isinstance(value, MeetingTime):
            agreed = _agreed(record, value)
            self._keep(message, lambda pad: pad.write(*agreed))

    def _keep(self, message: FormRow.Entered, work: Callable[[Pad], object]) -> None:
        """Keep a row; only then is what was typed in it forgotten. What could not be kept stands in the row again."""
        row, spot = message.row, message.spot
        assert spot is not None  # noqa: S101 - whoever calls has looked
        place = _place(spot)
        left = self._begun.leave(place, str(row.id))

        def write(pad: Pad) -> None:
            with self._desk.along(pad, place, left):
                work(pad)

        def failed() -> None:
            self._begun.typed(place, str(row.id), message.raw)
            if row.spot == spot and not row.touched:
                row.fill(message.raw)

        self.keep(self._desk.run(write), failed)

    def keep(self, future: Future[T], failed: Callable[[], None] = lambda: None) -> None:
        """Tell when it is in the record, or why not."""

        def done(answer: asyncio.Future[T]) -> None:
            failure = None if answer.cancelled() else answer.exception()
            if failure is not None:
                failed()
            self.post_message(self.Kept() if failure is None else self.NotKept(type(failure).__name__))

        asyncio.wrap_future(future).add_done_callback(done)

    def is_begun(self, row: FormRow) -> bool:
        """Whether somebody has begun what stands in a row, in this window or before."""
        return row.spot is not None and any(self._begun.of(_place(row.spot), str(row.id)).values())

    def strike_begun(self, row: FormRow) -> None:
        """What stands in a row is gone for real: from the screen, from the disk."""
        row.fill({})
        if row.spot is not None:
            place = _place(row.spot)
            left = self._begun.leave(place, str(row.id))
            self._desk.strike(place)
            if left:
                self._begun.typed(place, str(row.id), {})

    def newest(self, row: FormRow) -> tuple[type[Stored], str] | None:
        """The newest thing entered in a row at its place, for the strike key."""
        if self._record is None or row.spot is None:
            return None
        kinds: dict[str, Callable[[MeetingRecord], list[Stored]]] = {
            "pad-tried": lambda record: list(record.tried),
            "pad-offer": lambda record: [o for o in record.offers if row.spot and o.group == row.spot.speaker],
            "pad-next": lambda record: [record.next_meeting] if record.next_meeting is not None else [],
        }
        found = kinds[str(row.id)](self._record) if row.id in kinds else []
        return (type(found[-1]), found[-1].id) if found else None


def _place(spot: Spot) -> Place:
    return row_place(spot.phase, spot.speaker)


def _words(found: MeetingTime) -> str:
    return meeting_time_words(found.on, found.at, found.who_calls)


def _tried(record: MeetingRecord, value: _Attempt, told_by: Role | None) -> Tried:
    return Tried(
        id=new_id(),
        meeting_id=record.info.id,
        text=value.text,
        period=value.period,
        effect=value.effect,
        told_by=told_by,
    )


def _offer(record: MeetingRecord, spot: Spot, line: TiltakLine) -> Offer:
    return Offer(
        id=new_id(),
        meeting_id=record.info.id,
        group=spot.speaker,
        service=record.label(spot.speaker),
        text=line.text,
        owner=line.owner,
        start_on=line.start_on,
        review_on=line.review_on,
        goal=line.goal,
    )


def _agreed(record: MeetingRecord, value: MeetingTime) -> list[Stored]:
    """The next meeting; what has no day of its own is evaluated there, and what was to be on its day before too."""
    before = record.next_meeting.on if record.next_meeting is not None else None
    waiting: list[Stored] = [tiltak for tiltak in record.tiltak if tiltak.review_on in (None, before)]
    waiting += [offer for offer in record.offers if before is not None and offer.review_on == before]
    moved = waiting if value.on is not None else []
    return [_next(record, value), *(each.model_copy(update={"review_on": value.on}) for each in moved)]


def _next(record: MeetingRecord, value: MeetingTime) -> NextMeeting:
    there = record.next_meeting
    fresh = NextMeeting(id=new_id(), meeting_id=record.info.id) if there is None else there
    return fresh.model_copy(update={"on": value.on, "at": value.at, "who_calls": value.who_calls})
