"""Home: the meetings of today, what is prepared, what is to be followed up, and the way into each."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from btimeeting import i18n
from btimeeting.domain.record import MeetingRecord
from btimeeting.i18n import tr
from btimeeting.service import plan
from btimeeting.service.unprepare import MeetingBegun, goes_with_it, take_away
from btimeeting.service.which import language_of
from btimeeting.ui.bridge import Bridge
from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.children_list import ChildrenScreen
from btimeeting.ui.children.search import SearchScreen
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.command import bindings
from btimeeting.ui.glimpse import being_opened
from btimeeting.ui.home.commands import HOME
from btimeeting.ui.home.entered import EnteredMeeting
from btimeeting.ui.home.identity import IdentityScreen
from btimeeting.ui.home.joined import say_joined
from btimeeting.ui.home.line_widgets import HomeRow
from btimeeting.ui.home.rows import Act
from btimeeting.ui.home.view import HomeView
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.ask import Ask
from btimeeting.ui.look import UNLOCK
from btimeeting.ui.prepare.screen import PrepareScreen


class HomeScreen(HomeView):
    """The home and what can be done there."""

    CSS_PATH = "../styles/home.tcss"
    commands = (*HOME, *HOUSE)
    footer = ("choose", "unlock", "prepare", "start-now", "new", "remove", "quit", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    _on_the_way = False
    """Whether a meeting is being looked up or opened: a key that is pressed twice opens it once."""

    # --- commands (commands.AtHome) ----------------------------------------------------------------------------

    @property
    def act(self) -> Act:
        """What Enter would do."""
        return self.line.act

    @property
    def on_prepared(self) -> bool:
        """Whether the marked line is a prepared meeting."""
        return self.line.prepared

    @property
    def locked(self) -> bool:
        """Whether only the journal is open."""
        return self.seen is None or self.seen.locked

    def unlock(self) -> None:
        """The door asks on a quiet terminal, where nothing that is typed is shown, and opens the home anew."""
        if self.seen is not None:
            self.app.exit(return_code=UNLOCK)

    def on_home_row_clicked(self, message: HomeRow.Clicked) -> None:
        """Mark it; marked already, choose it."""
        if message.nth in self._able():
            again = message.nth == self.marked or message.at_once
            self.marked = message.nth
            self.paint()
            if again:
                self.choose()

    def choose(self) -> None:
        """Do what the marked line is for."""
        if self.act is Act.ENTER:
            self.enter_meeting(self.line.meeting_id)
        elif self.act is Act.START:
            self.start()
        elif self.act is Act.CHILDREN:
            self.show_children()
        elif self.act is Act.SEARCH:
            self.search()
        elif self.act is Act.EVALUATE:
            self.app.push_screen(CaseScreen(self._ways(), self.line.case_id, evaluate=self.line.tiltak_id))
        elif self.act is not Act.NOTHING:
            self.prepare(new=self.act is Act.NEW)

    def _ways(self) -> Ways:
        """What the lists of cases need to lead on to a meeting."""
        return Ways(self.thread, self._door, self._look, self.enter_meeting, self._prepare, self._prepare_in)

    def show_children(self) -> None:
        """All cases, by the child's name."""
        self.app.push_screen(ChildrenScreen(self._ways()))

    def search(self) -> None:
        """Words in all records."""
        self.app.push_screen(SearchScreen(self._ways()))

    def prepare(self, *, new: bool) -> None:
        """The form."""
        self._prepare(None if new else self.line.meeting_id)

    def _prepare(self, meeting_id: str | None) -> None:
        self.app.push_screen(PrepareScreen(self.thread, self._door, self._look, meeting_id))

    def _prepare_in(self, number: str) -> None:
        self.app.push_screen(PrepareScreen(self.thread, self._door, self._look, number=number))

    def start(self) -> None:
        """The silent identity check, on this screen alone; then the room."""
        if self._on_the_way:
            return
        self._on_the_way, meeting_id = True, self.line.meeting_id

        def work(stores: HomeStores) -> MeetingRecord:
            return plan.take_up(stores.unlocked, stores.clock, meeting_id, self._door.user)

        self.thread.ask(work).add_done_callback(partial(self._check, meeting_id))

    def _check(self, meeting_id: str, answer: asyncio.Future[MeetingRecord]) -> None:
        self._on_the_way = False
        record = self._answer(answer)
        if record is None:
            return
        checked = IdentityScreen(record, self._look)
        self.app.push_screen(checked, lambda right: self.enter_meeting(meeting_id) if right else None)

    def enter_meeting(self, meeting_id: str) -> None:
        """The console on the meeting, in the room face; in the meeting's own language where nobody chose one."""
        if self._on_the_way:
            return
        if not self._look.meeting_speaks:
            self._enter(meeting_id, "")
            return
        self._on_the_way = True
        self.say(being_opened())

        def work(stores: HomeStores) -> str:
            return language_of(stores.journal, stores.records, meeting_id)

        self.thread.ask(work).add_done_callback(partial(self._speak_and_enter, meeting_id))

    def _speak_and_enter(self, meeting_id: str, answer: asyncio.Future[str]) -> None:
        self._on_the_way = False
        spoken = self._answer(answer)
        if spoken is not None:
            self._enter(meeting_id, spoken)

    def _enter(self, meeting_id: str, spoken: str) -> None:
        at_home = i18n.language()
        if spoken in i18n.LANGUAGES:
            i18n.use(spoken)
        screen = EnteredMeeting(Bridge(partial(self._door.open_meeting, meeting_id)), self._look)
        self.app.push_screen(screen, lambda _: self._home_again(at_home))
        say_joined(screen, self._look)

    def _home_again(self, spoken: str) -> None:
        """The lines hold words: they are written anew in the home's own language."""
        i18n.use(spoken)
        if self.seen is not None:
            self.call_later(self.show, self.seen)

    # --- taking a prepared meeting away ------------------------------------------------------------------------

    def take_away(self) -> None:
        """Ask whether the prepared meeting is to be gone; what goes with it is looked up first."""
        meeting_id = self.line.meeting_id

        def work(stores: HomeStores) -> tuple[str, bool]:
            record = stores.unlocked.meeting(meeting_id)
            return record.case.number, goes_with_it(stores.unlocked, record)

        self.thread.ask(work).add_done_callback(partial(self._ask_remove, meeting_id))

    def _ask_remove(self, meeting_id: str, answer: asyncio.Future[tuple[str, bool]]) -> None:
        found = self._answer(answer)
        if found is None:
            return
        number, alone = found
        with_it = (
            tr("Child and consents go with it, for nothing else lies in the case.")
            if alone
            else tr("The case stays, with its other meetings.")
        )
        told = tr("All that is prepared is gone for good, and cannot be had back.")
        question = tr("Remove the prepared meeting in case {number}?", number=number)

        def answered(index: int | None) -> None:
            if index == 1:
                user = self._door.user
                self.thread.ask(
                    lambda stores: take_away(stores.unlocked, stores.journal, stores.clock, meeting_id, user)
                ).add_done_callback(self._removed)

        self.app.push_screen(Ask(question, f"{told} {with_it}", (tr("Keep it"), tr("Remove it"))), answered)

    def _removed(self, answer: asyncio.Future[None]) -> None:
        if not answer.cancelled() and isinstance(answer.exception(), MeetingBegun) and self.is_attached:
            self.say(tr("That meeting has begun. It is not removed."))
        else:
            self._answer(answer)
            self.reload()

    # --- help --------------------------------------------------------------------------------------------------

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [
            tr("Today's meetings, those that are prepared, and what is to be followed up."),
            tr("Starting a prepared meeting: check that it is the right child, then Space; Space starts the clock."),
        ]
