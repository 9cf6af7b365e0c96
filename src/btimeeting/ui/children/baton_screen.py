"""The baton of a case: who carries it, who is asked, how it went from hand to hand, and the child's word midway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from textual.binding import BindingType

from btimeeting.documents.case_page_text import carried, offered, passed_on
from btimeeting.domain.case_page import CaseParts, What, history
from btimeeting.domain.record import MeetingInfo
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import short_date
from btimeeting.service.followup import following
from btimeeting.service.stafettlogg import Stafettlogg, read
from btimeeting.ui.children.baton_asking import AnswerScreen, OfferScreen, TalkedScreen
from btimeeting.ui.children.case_head import InCase
from btimeeting.ui.children.commands import FINDER
from btimeeting.ui.children.finder import FinderScreen, ListRow
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.command import Command, bindings
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.house_commands import HOUSE

ANSWER, TALKED = "answer", "talked"


class AtBaton(Protocol):
    """What these commands ask of the screen."""

    @property
    def read(self) -> bool:
        """Whether it has been read."""

    @property
    def about_child(self) -> bool:
        """Whether the case is about a child."""

    def offer(self) -> None:
        """Offer the baton."""

    def talked(self) -> None:
        """An adult has talked with the child."""


class Offer(Command[AtBaton]):
    """Offer it."""

    id = "offer"
    keys = ("t",)
    name = N_("Offer the baton")
    help = N_("Asks a service to take it. Whoever has it keeps it meanwhile; an offer nobody answered is taken back.")
    few = N_("Offer it")

    def possible(self, at: AtBaton) -> bool:
        """When it has been read."""
        return at.read

    def do(self, at: AtBaton) -> None:
        """Ask whom."""
        at.offer()


class Talked(Command[AtBaton]):
    """Somebody talked with the child."""

    id = "talked"
    keys = ("s",)
    name = N_("An adult has talked with the child")
    help = N_("Who it was, and when. What was said is not written here.")
    few = N_("Talked with the child")

    def possible(self, at: AtBaton) -> bool:
        """In a case about a child."""
        return at.about_child

    def do(self, at: AtBaton) -> None:
        """Ask who."""
        at.talked()


@dataclass(frozen=True, slots=True)
class Baton:
    """What the screen shows."""

    log: Stafettlogg
    meetings: tuple[MeetingInfo, ...]
    at: InCase
    ask_talk: bool


class BatonScreen(FinderScreen):
    """Who carries it. The look at the case has been logged."""

    commands = (*FINDER, Offer(), Talked(), *HOUSE)
    footer = ("open", "offer", "talked", "back", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, ways: Ways, case_id: str) -> None:
        super().__init__(ways)
        self._case_id = case_id
        self._found: Baton | None = None

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self.reload()

    def on_screen_resume(self) -> None:
        """Somebody may have answered."""
        if self._found is not None:
            self.reload()

    def reload(self) -> None:
        """Read it anew."""
        case_id, school = self._case_id, self.ways.door.unit or tr("The school")

        def work(stores: HomeStores) -> Baton:
            today = stores.clock.today()
            log, waits = read(stores.unlocked, case_id, school), following(stores.unlocked, case_id, today)
            at = InCase.of(log.case, log.child, today)
            return Baton(log, stores.unlocked.of_case(MeetingInfo, case_id), at, waits.talk_since is not None)

        self.ask(work, self._arrived)

    def _arrived(self, found: Baton) -> None:
        self._found = found
        log = found.log
        self.head(found.at.head, tr("The baton"))
        carrier = ListRow(f"  {carried(log.carrier)}", style="bold")
        lines = [ListRow(tr("The baton is carried by")), carrier, ListRow("")]
        if log.waiting is not None:
            lines += [ListRow(offered(log.waiting), tr("Write the answer"), ANSWER), ListRow("")]
        if found.ask_talk:
            lines += [ListRow(tr("Has an adult talked with the child since the last meeting?"), tr("Answer"), TALKED)]
        elif log.child is not None and log.child.voice.talked_on is not None:
            who, day = log.child.voice.who_talks or "?", short_date(log.child.voice.talked_on)
            lines.append(ListRow(tr("{who} talked with the child {date}.", who=who, date=day), style="$quiet"))
        passed = _passed(found)
        lines += [ListRow(""), ListRow(tr("From hand to hand"))] if passed else []
        self.show([*lines, *passed])
        self.tell(
            tr("There is always exactly one baton holder: the old one, or the school, until the new one says yes.")
        )

    @property
    def read(self) -> bool:
        """Whether it has been read."""
        return self._found is not None

    @property
    def about_child(self) -> bool:
        """Whether the case is about a child."""
        return self._found is not None and self._found.log.child is not None

    def open(self, line: ListRow) -> None:
        """The answer to an offer, or about the child."""
        assert self._found is not None  # noqa: S101 - its lines are shown
        if line.kind == TALKED:
            self.talked()
        elif self._found.log.waiting is not None:
            self.app.push_screen(AnswerScreen(self.ways, self._found.at, self._found.log.waiting))

    def offer(self) -> None:
        """Ask whom."""
        assert self._found is not None  # noqa: S101 - see possible
        self.app.push_screen(OfferScreen(self.ways, self._found.at))

    def talked(self) -> None:
        """Ask who."""
        assert self._found is not None  # noqa: S101 - see possible
        self.app.push_screen(TalkedScreen(self.ways, self._found.at))

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [
            tr("Who carries the baton, who is asked to take it, and how it went from hand to hand."),
            tr("A baton holder outside the school has no access here: write who told you their answer, and when."),
        ]


def _passed(found: Baton) -> list[ListRow]:
    """Offered and answered, the newest first."""
    happened = history(CaseParts(found.log.case, found.log.child, batons=found.log.batons, meetings=found.meetings))
    wanted = [each for each in happened if each.what in (What.OFFERED, What.ANSWERED)]
    return [ListRow(f"  {short_date(e.on)}  {passed_on(e)}", hang=len(short_date(e.on)) + 4) for e in wanted]
