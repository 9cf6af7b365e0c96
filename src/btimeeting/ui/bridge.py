"""Session and stores on their one thread, seen from the screens.

A connection belongs to the thread that made it, so everything that touches a store runs on one thread, in the order
it was asked for; the bell is listened to there, too. Answers come back as messages; only `post` is called from there,
which is safe.
The clock is read anywhere: it holds no state.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual.message import Message

from btimeeting.domain.meeting import Meeting
from btimeeting.domain.moment import Moment
from btimeeting.domain.refusals import Refusal
from btimeeting.service.session import Session
from btimeeting.service.watch import CHECK_EVERY
from btimeeting.ui.messages import DoorShut, Knocked, Led, MeetingChanged, RecordRang, Refused, SaveFailed, Unreadable
from btimeeting.ui.own_thread import OwnThread

if TYPE_CHECKING:  # the wall needs none of these, and would load the record's models with them
    from btimeeting.domain.wishes import Wish
    from btimeeting.service.answer_book import AnswerBook
    from btimeeting.service.next_meeting import Onward
    from btimeeting.service.ports import Gate
    from btimeeting.service.record_ports import MeetingRecords

BELL_S = 0.045
"""How long a window rests between two looks for other windows' writing: with the look itself and the waking of a
thread one comes every 50 ms (design.md 5)."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stores:
    """What the door hands over, made on the stores' own thread: one meeting and, when unlocked, its record."""

    session: Session
    records: MeetingRecords | None = None
    close: Callable[[], None] = field(default=lambda: None)
    dates: tuple[date, ...] = ()
    """The dates the unit has set aside for meetings (domain.calendar_rules.proposals)."""
    onward: Onward = field(default=lambda _: None)
    """Where the window goes on when its meeting is over, asked whenever somebody wrote; usually nowhere."""
    book: AnswerBook | None = None
    """The evaluation's answers, in the window that has nothing else of the record."""
    led: Callable[[], bool] | None = None
    """Whether the leader's window is there, in windows that tell when it is gone; asked about once a second."""
    gate: Gate | None = None
    """Where other windows knock, in the window that leads; it is opened and closed with the stores."""
    rest: Callable[[Stores], Stores] | None = None
    """Opens what the clock does without (the record): asked for once the clock is seen, on the stores' thread."""


class Listener(Protocol):
    """Who hears the answers (a screen)."""

    def post_message(self, message: Message) -> bool:
        """Take a message; safe from any thread."""


class Bridge:
    """One running meeting for the screens. `opener` is called once, on the stores' thread."""

    def __init__(self, opener: Callable[[], Stores]) -> None:
        self._opener = opener
        self._thread = OwnThread("stores", self._look, BELL_S)
        self._listener: Listener | None = None
        self._stores: Stores | None = None
        self._told: Meeting | None = None
        self._blind = False
        self._stopped = False
        self._hosting = False
        self._looks, self._led = 0, True

    # --- for the screens: the event loop ---------------------------------------------------------------------

    def start(self, listener: Listener) -> None:
        """Open the stores, tell `listener` how the meeting stands, and listen for the bell from then on.

        Called once more by a screen that follows another: the stores are open, and it is told what that one was.
        """
        self._listener = listener
        self._thread.submit(self._open)

    def open_rest(self) -> None:
        """The clock is on the screen: open what it did without. What is asked for from here on has it."""
        self._thread.submit(self._open_rest)

    def now(self) -> Moment:
        """The time. Call it only after the first MeetingChanged."""
        assert self._stores is not None  # noqa: S101 - a screen that has heard nothing shows no clock
        return self._stores.session.clock.now()

    def wish(self, wish: Wish) -> None:
        """Ask for something. The answer arrives as MeetingChanged, Refused or SaveFailed."""
        self._run(lambda stores: stores.session.do(wish))

    def undo(self) -> None:
        """Take back the newest step."""
        self._run(lambda stores: stores.session.undo())

    def ask(self, work: Callable[[Stores], T]) -> Future[T]:
        """Let `work` run on the stores' thread: a future of what it gives or raises (await it by `wrap_future`).

        What the meeting became of it is told as after any wish.
        """

        def job() -> T:
            try:
                return work(self._open_stores())
            finally:
                self._tell()

        return self._thread.submit(job)

    def host(self) -> None:
        """Let windows knock here, when the one they knocked at is gone."""
        self._thread.submit(self._host)

    def answer(self, knock_id: str, *, let_in: bool) -> None:
        """Let a window in that knocked, or not; the gate has threads of its own."""
        if self._stores is not None and self._stores.gate is not None:
            self._stores.gate.answer(knock_id, let_in=let_in)

    def stop(self) -> None:
        """Finish what was asked for, close the stores, end the thread. Nothing is heard afterwards."""
        if not self._stopped:
            self._stopped = True
            self._thread.submit(self._close)
            self._thread.stop()

    # --- on the stores' thread -------------------------------------------------------------------------------

    def _open(self) -> None:
        if self._stores is not None:
            self._told = None
            self._tell()
            return
        try:
            self._stores = self._opener()
        except BaseException as failure:  # noqa: BLE001 - told to the door, which has the sentence for it
            self._post(DoorShut(failure))
        else:
            self._tell()
            self._host()

    def _open_rest(self) -> None:
        before = self._stores
        if before is None or before.rest is None:
            return
        try:
            self._stores = replace(before.rest(before), rest=None)
        except BaseException as failure:  # noqa: BLE001 - as when opening
            self._post(DoorShut(failure))
        else:
            self._host()

    def _host(self) -> None:
        if self._stores is not None and self._stores.gate is not None and not self._hosting:
            self._hosting = self._stores.gate.open(lambda knocks: self._post(Knocked(knocks)))

    def _open_stores(self) -> Stores:
        if self._stores is None:
            raise RuntimeError("the stores are not open")
        return self._stores

    def _run(self, work: Callable[[Stores], object]) -> None:
        def job() -> None:
            if self._stores is None:
                return
            try:
                answer = work(self._stores)
            except Exception as failure:  # noqa: BLE001 - whatever it was: the meeting goes on, people are told
                self._post(SaveFailed(type(failure).__name__))
                return
            if isinstance(answer, Refusal):
                self._post(Refused(answer))
            self._tell()

        if not self._stopped:
            self._thread.submit(job)

    def _tell(self) -> None:
        stores = self._stores
        if stores is None or stores.session.meeting is self._told:
            return
        meeting = stores.session.meeting
        labels = stores.session.journal.labels(stores.session.id)
        self._told = meeting
        self._post(MeetingChanged(meeting, labels))

    def _look(self) -> None:
        stores = self._stores
        if stores is None or self._stopped:
            return
        try:
            rang = stores.session.journal.changed()
            if rang or self._blind:
                stores.session.catch_up()
                self._tell()
                self._go_on(stores)
            if stores.records is not None and stores.records.changed():
                self._post(RecordRang())
            self._ask_who_leads(stores, rang=rang)
            if self._blind:  # that is over, which is told by telling all anew
                self._blind, self._told = False, None
                self._tell()
        except Exception as failure:  # noqa: BLE001 - a bell that cannot be heard is said once, and tried again
            if not self._blind:
                self._post(Unreadable(type(failure).__name__))
            self._blind = True

    def _ask_who_leads(self, stores: Stores, *, rang: bool) -> None:
        if stores.led is not None and (rang or self._looks % CHECK_EVERY == 0):
            before, self._led = self._led, stores.led()
            if self._led is not before:
                self._post(Led(led=self._led))
        self._looks += 1

    def _go_on(self, stores: Stores) -> None:
        session = stores.onward(stores.session)
        if session is not None:
            self._stores = replace(stores, session=session)
            self._tell()

    def _close(self) -> None:
        if self._stores is not None:
            if self._stores.gate is not None:
                self._stores.gate.close()
            self._stores.close()

    def _post(self, message: Message) -> None:
        if self._listener is not None and not self._stopped:
            self._listener.post_message(message)
