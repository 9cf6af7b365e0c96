"""One case: where it is, what is due, what has happened; its meetings and documents can be opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType

from btimeeting.documents.case_page_text import happened
from btimeeting.documents.kind_words import reason_name
from btimeeting.documents.level_words import said_of_guards
from btimeeting.domain.case_page import CasePage, Happened, What
from btimeeting.domain.record import CaseKind, MeetingInfo, MeetingState
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import clock_time, short_date
from btimeeting.service.case_page import case_page
from btimeeting.service.looks import REASONS, needs_reason
from btimeeting.ui.children import between
from btimeeting.ui.children.between import BETWEEN, at_a_glance, first_to_do
from btimeeting.ui.children.case_head import case_head
from btimeeting.ui.children.child_screen import ChildScreen
from btimeeting.ui.children.commands import FINDER
from btimeeting.ui.children.consents_screen import ConsentsScreen
from btimeeting.ui.children.finder import FinderScreen, ListRow
from btimeeting.ui.children.level_screen import LevelScreen
from btimeeting.ui.children.naming import NamingScreen
from btimeeting.ui.children.reader import ReaderScreen
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.command import Command, bindings
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.house_commands import HOUSE

WHY = "why"
"""The rows a reason is chosen from."""
Quote = tuple[str, str]
"""What a text is, and the text."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A case as it is read: the page, and the meetings that are only prepared."""

    page: CasePage
    prepared: tuple[MeetingInfo, ...]
    begun: frozenset[str]
    """The meetings whose course the journal has: those can be entered."""


class Levels(Command["CaseScreen"]):
    """Where the case may go."""

    id = "levels"
    keys = ("n",)
    name = N_("Level")
    help = N_("Where the case may go from here, and what has to be so first.")

    def possible(self, at: CaseScreen) -> bool:
        """When the case has been read."""
        return at.seen

    def do(self, at: CaseScreen) -> None:
        """Show it."""
        at.show_levels()


class ChildData(Command["CaseScreen"]):
    """What is held on the child; of an anonymous case: its naming."""

    id = "child"
    keys = ("b",)
    name = N_("The child")
    help = N_("What is held on the child: parents, services, its own voice. An anonymous child is named here.")

    def possible(self, at: CaseScreen) -> bool:
        """Not in a case about a group."""
        return at.has_child or at.nameable

    def label(self, at: CaseScreen) -> str:
        """What it leads to."""
        return tr("Name the child") if at.nameable else tr(self.name)

    def short(self, at: CaseScreen) -> str:
        """One word, or two."""
        return tr("Give a name") if at.nameable else tr("Child")

    def do(self, at: CaseScreen) -> None:
        """Show it."""
        at.show_child()


class Consents(Command["CaseScreen"]):
    """Who may be told what."""

    id = "consents"
    keys = ("s",)
    name = N_("Consents")
    help = N_("Per service how the consent stands; a new one, one that is taken back, one that is replaced.")

    def possible(self, at: CaseScreen) -> bool:
        """In a case about a child."""
        return at.has_child

    def do(self, at: CaseScreen) -> None:
        """Show them."""
        at.show_consents()


class CaseScreen(FinderScreen):
    """The page of a case. The look is logged before anything is shown."""

    commands = (*FINDER, Levels(), *BETWEEN, ChildData(), Consents(), *HOUSE)
    footer = ("open", "levels", "stafettlogg", "consents", "back", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, ways: Ways, case_id: str, quote: Quote | None = None, *, evaluate: str = "") -> None:
        """`quote`: a text somebody searched for, shown above. `evaluate`: the tiltak that is evaluated at once."""
        super().__init__(ways)
        self.case_id = case_id
        self._quote = quote
        self._evaluate = evaluate
        self._page: CasePage | None = None
        self._reason = ""
        self.seen = self.has_child = self.nameable = False

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.reload()

    def on_screen_resume(self) -> None:
        """A meeting of it may be otherwise now."""
        if self.seen:
            self.reload()

    def reload(self) -> None:
        """Read it anew; looked at once is logged once."""
        again, case_id, reason = self.seen, self.case_id, self._reason

        def work(stores: HomeStores) -> Seen | None:
            door, today = self.ways.door, stores.clock.today()
            if not again:
                if not reason and needs_reason(door.reason_asked, stores.unlocked, case_id, today):
                    return None
                self.ways.looker(stores).look("show", "case", case_id, reason)
            school = door.unit or tr("The school")
            page = case_page(stores.unlocked, door.profile(), case_id, school, today, note_days=door.note_days)
            infos = stores.unlocked.of_case(MeetingInfo, case_id)
            begun = frozenset(line.id for line in stores.journal.meetings())
            return Seen(page, tuple(info for info in infos if info.state is MeetingState.PREPARED), begun)

        self.ask(work, self._arrived)

    def _ask_why(self) -> None:
        """Nothing of the case is shown before somebody has said why they read it."""
        self.head(tr("Why do you read this case? It stands in the access log."))
        self.show([ListRow(reason_name(code), tr("Choose"), WHY, code) for code in REASONS])

    def _arrived(self, seen: Seen | None) -> None:
        if seen is None:
            self._ask_why()
            return
        self.seen = True
        page = self._page = seen.page
        self.has_child = page.child is not None
        self.nameable = page.child is None and page.case.kind is CaseKind.ANONYMOUS
        self.head(case_head(page.case, page.child))
        found: list[ListRow] = []
        if self._quote is not None:
            found.append(ListRow(self._quote[0], style="bold $now"))
            found += [ListRow(f"  {text}") for text in self._quote[1].splitlines()]
            found.append(ListRow(""))
        found += at_a_glance(page)
        found += [self._prepared(info) for info in seen.prepared]
        found += [line for each in page.history for line in _history(each, page, seen.begun)]
        marked = self.marked
        self.show(found)
        self.rows.highlighted = self._mark_after(marked, found, page)
        self.show_keys()
        if self._evaluate:
            between.open_row(self, page, ListRow("", "", between.EVALUATE, self._evaluate))
            self._evaluate = ""

    def _mark_after(self, marked: ListRow | None, found: Sequence[ListRow], page: CasePage) -> int | None:
        """The row that was marked while it is for something; a tiltak that was evaluated now gives way to the next."""
        same: list[int] = []
        if marked is not None and marked.key and marked.key not in between.evaluated_now(page):
            same = [nth for nth, line in enumerate(found) if line.act and line.key == marked.key]
        if marked is None and self._quote is not None:  # a hit lands where it stands: at the meeting or the document
            same = [nth for nth, line in enumerate(found) if line.act and line.kind not in between.ROWS]
        return same[0] if same else first_to_do(found, page)

    def _prepared(self, info: MeetingInfo) -> ListRow:
        local = info.planned_start.astimezone(self.ways.look.zone) if info.planned_start is not None else None
        when = tr("no day yet") if local is None else f"{short_date(local.date())} {clock_time(local)}"
        return ListRow(f"{when}  {tr('BTI meeting, prepared')}", tr("Prepare this meeting"), between.PREPARED, info.id)

    def open(self, line: ListRow) -> None:
        """The meeting, or the document."""
        if line.kind == WHY:
            self._reason = line.key
            self.reload()
        elif line.kind == between.PREPARED:
            self.ways.prepare(line.key)
        elif line.kind == What.MEETING:
            self.ways.enter(line.key)
        elif line.kind in between.ROWS:
            assert self._page is not None  # noqa: S101 - its lines are shown
            between.open_row(self, self._page, line)
        else:
            self.ask(self._document(line.key), self._read)

    def _read(self, screen: ReaderScreen) -> None:
        self.app.push_screen(screen)

    def _document(self, key: str) -> Callable[[HomeStores], ReaderScreen]:
        document_id, version = key.rsplit(":", 1)

        def work(stores: HomeStores) -> ReaderScreen:
            self.ways.looker(stores).look("open", "document", document_id)
            found = [d for d in stores.unlocked.documents(self.case_id) if d.id == document_id]
            wanted = next((d for d in found if str(d.version) == version), found[-1])
            return ReaderScreen(wanted.markdown)

        return work

    def show_levels(self) -> None:
        """The options of its step."""
        self.app.push_screen(LevelScreen(self.ways, self.case_id))

    def show_child(self) -> None:
        """The form of the child's data, or the step that names it."""
        if self.nameable:
            self.app.push_screen(NamingScreen(self.ways, self.case_id))
        else:
            self.app.push_screen(ChildScreen(self.ways, self.case_id, self._reason))

    def show_consents(self) -> None:
        """The consents of the case."""
        self.app.push_screen(ConsentsScreen(self.ways, self.case_id, self._reason))

    def footer_now(self) -> Sequence[str]:
        """Nobody consents for a child without a name: then it is the naming that stands there."""
        return ("open", "levels", "stafettlogg", "child", "back", "help") if self.nameable else self.footer

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [tr("Where the case is, what is due, and what has happened. Meetings and documents can be opened.")]


def _history(each: Happened, page: CasePage, begun: frozenset[str]) -> Iterator[ListRow]:
    """What happened; under a move between levels what was told of its guards."""
    day = short_date(each.on)
    yield _happened(each, page, begun, day)
    hang = len(day) + 2
    for text in said_of_guards(each.told):
        yield ListRow(f"{' ' * hang}{text}", style="$quiet", hang=hang)


def _happened(each: Happened, page: CasePage, begun: frozenset[str], day: str) -> ListRow:
    text, hang = f"{day}  {' '.join(happened(each, page).split())}", len(day) + 2
    if each.what is What.MEETING and each.id in begun:
        return ListRow(text, tr("Enter the meeting"), What.MEETING, each.id, hang=hang)
    if each.what is What.DOCUMENT:
        return ListRow(text, tr("Read the document"), What.DOCUMENT, f"{each.id}:{each.values['version']}", hang=hang)
    if each.what is What.ENTRY:
        return ListRow(text, tr("Open the baton log"), between.STAFETTLOGG, hang=hang)
    return ListRow(text, hang=hang)
