"""All cases, by the child's name, found by writing the beginning of a name or the number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from btimeeting.i18n import N_, ntr, tr
from btimeeting.service.looks import ALL
from btimeeting.service.record_ports import CaseLine
from btimeeting.ui.children.case_screen import CaseScreen
from btimeeting.ui.children.commands import FINDER
from btimeeting.ui.children.finder import FinderScreen, ListRow
from btimeeting.ui.children.new_case import NewCaseScreen
from btimeeting.ui.children.unnamed_note import NoteScreen
from btimeeting.ui.command import Command, bindings
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.house_commands import HOUSE

MOST = 200
"""So many rows are shown; more are found by writing more letters."""
PAGE = 1000
"""So many are read at once."""


class NewCase(Command["ChildrenScreen"]):
    """A case nobody has opened yet."""

    id = "new-case"
    typing_keys = ("ctrl+n",)
    name = N_("New case")
    help = N_("A new case: about a child without a name, a group, or a named child.")

    def do(self, at: ChildrenScreen) -> None:
        """The form."""
        at.new_case()


class NewNote(Command["ChildrenScreen"]):
    """A note on level 0."""

    id = "note"
    typing_keys = ("ctrl+u",)
    name = N_("Note without a name (level 0)")
    help = N_("A worry before the parents know: no name, and it deletes itself unless the case goes on to level 1.")
    few = N_("Unnamed note")

    def do(self, at: ChildrenScreen) -> None:
        """Write it."""
        at.new_note()


class ChildrenScreen(FinderScreen):
    """The list; that it was read is logged once, and each case as it is opened."""

    commands = (*FINDER, NewCase(), NewNote(), *HOUSE)
    footer = ("open", "new-case", "note", "back", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]
    placeholder = N_("Write the beginning of a name, or a case number")

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.head(tr("Children"))
        self.cases: tuple[CaseLine, ...] = ()
        self._stale, self._opened = False, ""

        def work(stores: HomeStores) -> tuple[CaseLine, ...]:
            self.ways.looker(stores).look("list", ALL, "")
            return stores.unlocked.cases_after(None, PAGE)

        self.ask(work, self._arrived)

    def on_screen_resume(self) -> None:
        """There may be a case more, or a child may have another name."""
        if self._stale:
            self._read_again()
        elif self._opened:
            ids = [case.id for case in self.cases]
            at = ids.index(self._opened)
            before = ids[at - 1] if at else None
            self.ask(lambda stores: stores.unlocked.cases_after(before, 1), partial(self._seen_again, self.cases[at]))

    def _seen_again(self, was: CaseLine, now: tuple[CaseLine, ...]) -> None:
        """All of the list is read anew only when the case that was opened is another one than before."""
        if now != (was,):
            self._read_again()

    def _read_again(self) -> None:
        self._stale, self._opened, self.cases = False, "", ()
        self.ask(lambda stores: stores.unlocked.cases_after(None, PAGE), self._arrived)

    def new_case(self) -> None:
        """The form for one."""
        self._stale = True
        self.app.push_screen(NewCaseScreen(self.ways))

    def new_note(self) -> None:
        """A note about no named child; its case is shown when it is saved."""

        def write(today: date) -> None:
            self._stale = True
            self.app.push_screen(NoteScreen(self.ways, today, self._noted))

        self.ask(lambda stores: stores.clock.today(), write)

    def _noted(self, case_id: str) -> None:
        self._stale = True
        self.app.push_screen(CaseScreen(self.ways, case_id))

    def _arrived(self, cases: tuple[CaseLine, ...]) -> None:
        """A page of them; the next one is read meanwhile."""
        self.cases += cases
        last = cases[-1].id if cases else ""
        if len(cases) == PAGE:
            self.ask(lambda stores: stores.unlocked.cases_after(last, PAGE), self._arrived)
        self.head(tr("Children"), ntr("{n} case", "{n} cases", len(self.cases)))
        self._find(self.query_one(Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Those that begin so."""
        self._find(event.value)

    def _find(self, words: str) -> None:
        found = [case for case in self.cases if fits(case, words)]
        self.show([_line(case) for case in found[:MOST]])
        if len(found) > MOST:
            self.tell(tr("{n} more: write more letters.", n=len(found) - MOST))
        elif not found:
            self.tell(tr("No case begins so.") if words.strip() else tr("There are no cases yet."))
        else:
            self.tell("")

    def open(self, line: ListRow) -> None:
        """The case."""
        self._opened = line.key
        self.app.push_screen(CaseScreen(self.ways, line.key))

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [tr("Every child there is a case about. Write a few letters; the arrows mark, Enter opens.")]


def fits(case: CaseLine, words: str) -> bool:
    """Whether every word is the beginning of a name, of the number, or of a word of the topic; å is not a."""
    known = (*_words(case.child_name), *_words(case.topic), case.number.casefold())
    return all(any(each.startswith(word) for each in known) for word in _words(words))


def _words(text: str) -> Iterable[str]:
    return text.casefold().replace("-", " ").split()


def _line(case: CaseLine) -> ListRow:
    number = tr("case {number}", number=case.number)
    if case.locked:
        return ListRow(f"{number:<12}  {tr('locked: kept, and neither read nor changed')}", style="$quiet")
    papers = ntr("{n} document", "{n} documents", len(case.documents)) if case.documents else ""
    topic = tr("without a child's name: {topic}", topic=case.topic) if case.topic else tr("without a child's name")
    name = case.child_name
    if name and case.born is not None:
        name = tr("{name}, born {year}", name=name, year=case.born)
    parts = (f"{number:<12}", name or topic, papers)
    return ListRow("  ".join(part for part in parts if part), tr("Open the case"), "case", case.id, hang=14)
