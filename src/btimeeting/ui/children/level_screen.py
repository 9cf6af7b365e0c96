"""Where a case may go from here: every option with what has to be so, and whether it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from btimeeting.documents.level_words import guard_name, mend, option_name, where
from btimeeting.domain.level_guards import Checked
from btimeeting.domain.levels import RECORDED, Guard, Option
from btimeeting.domain.record import Case, Child, MeetingInfo, MeetingState, Tiltak
from btimeeting.i18n import N_, language, tr
from btimeeting.service.followup import following
from btimeeting.service.levels import Standing, standing
from btimeeting.ui.children.case_head import InCase
from btimeeting.ui.children.commands import FINDER
from btimeeting.ui.children.consents_screen import ConsentsScreen
from btimeeting.ui.children.evaluating import EvaluateScreen
from btimeeting.ui.children.finder import FinderScreen, ListRow
from btimeeting.ui.children.move_screen import MoveScreen
from btimeeting.ui.children.naming import NamingScreen
from btimeeting.ui.children.stafettlogg_screen import StafettloggScreen
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.command import Command, bindings
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.dialog import Lines

UNNAMED = "unnamed"
"""The row of a consent nobody can give yet: the child has no name here."""
ENTER, PREPARE, MEET = "enter-meeting", "prepared-meeting", "new-meeting"
"""The row of a referat that is lacking: it is approved in its meeting, or the meeting is yet to be held."""
_LEADS = {
    Guard.CONSENT: N_("Consents"),
    Guard.EVALUATED: N_("Evaluate this measure"),
    Guard.TILTAK: N_("Baton log"),
}
"""What can be written at once of what is lacking, and what Enter is called there."""

_MEETINGS = {ENTER: N_("Enter the meeting"), PREPARE: N_("Prepare this meeting"), MEET: N_("Prepare a meeting")}


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the case is, and the way to a referat: what Enter does, and with which meeting (or case number)."""

    standing: Standing
    referat: tuple[str, str]


class LeaderHelp(Command["LevelScreen"]):
    """Words for the leader alone: never by itself on a screen others may see, and nothing of it is stored."""

    id = "leader-help"
    name = N_("Help for the leader alone")
    help = N_("Only when nobody else sees this screen. Nothing of it is stored or logged.")

    def possible(self, at: LevelScreen) -> bool:
        """Where the profile has some."""
        return at.has_help

    def do(self, at: LevelScreen) -> None:
        """Show it."""
        at.show_leader_help()


class LevelScreen(FinderScreen):
    """The options of a case's step. The look is logged. What is lacking in the record leads to where it is written."""

    commands = (*FINDER, LeaderHelp(), *HOUSE)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, ways: Ways, case_id: str) -> None:
        super().__init__(ways)
        self._case_id = case_id
        self._found: Standing | None = None
        self._referat = MEET, ""

    def on_mount(self) -> None:
        """Read it."""
        super().on_mount()
        self._read(again=False)

    def on_screen_resume(self) -> None:
        """The case may have been moved."""
        if self.lines:
            self._read(again=True)

    def _read(self, *, again: bool) -> None:
        def work(stores: HomeStores) -> _Found:
            if not again:
                self.ways.looker(stores).look("level", "case", self._case_id)
            at = standing(stores.unlocked, self.ways.door.profile(), self._case_id, stores.clock.today())
            return _Found(at, _to_referat(stores, at.case))

        self.ask(work, self._arrived)

    def _arrived(self, read: _Found) -> None:
        self._found, self._referat = read.standing, read.referat
        found = read.standing
        self.head(tr("case {number}", number=found.case.number), tr("Where the case may go"))
        lines = [ListRow(where(found.profile, found.at), style="bold $now", hang=2), ListRow("")]
        for option, checks in found.ways:
            lines += _option(option_name(found.profile, found.at, option), option, checks, read.referat[0])
        marked, way = self.marked, self._way_here()
        self.show(lines)
        if marked is not None:
            self.mark_key(marked.key)
            self.mark_key(way)  # what was lacking for it may be in place now
        self.tell(tr("[x] is in place, [ ] is not yet. Who moved the case, when and why is kept."))

    def open(self, line: ListRow) -> None:
        """Ask what has to be said, and move the case; or go where what is lacking is written."""
        assert self._found is not None  # noqa: S101 - its lines are shown
        if line.kind == UNNAMED:
            self.app.push_screen(NamingScreen(self.ways, self._case_id))
            return
        if line.kind == Guard.CONSENT:
            self.app.push_screen(ConsentsScreen(self.ways, self._case_id))
            return
        if line.kind == Guard.EVALUATED:
            self._evaluate(line.key)
            return
        if line.kind == Guard.TILTAK:
            self.app.push_screen(StafettloggScreen(self.ways, self._case_id))
            return
        if line.kind in (ENTER, PREPARE, MEET):
            do = {ENTER: self.ways.enter, PREPARE: self.ways.prepare, MEET: self.ways.prepare_in}[line.kind]
            do(self._referat[1])
            return
        option, checks = next((o, c) for o, c in self._found.ways if o.id == line.key)
        self.app.push_screen(MoveScreen(self.ways, self._found, option, checks))

    def _way_here(self) -> str:
        """The option the marked row belongs to."""
        at = self.rows.highlighted
        before = self.lines[: at + 1] if at is not None else ()
        return next((line.key for line in reversed(before) if line.kind == "option"), "")

    def _evaluate(self, tiltak_id: str) -> None:
        """The first tiltak that is not evaluated here."""

        def work(stores: HomeStores) -> EvaluateScreen:
            tiltak, case = stores.unlocked.get(Tiltak, tiltak_id), stores.unlocked.get(Case, self._case_id)
            child = stores.unlocked.get(Child, case.child_id) if case.child_id is not None else None
            today = stores.clock.today()
            next_on = following(stores.unlocked, self._case_id, today).next_on
            return EvaluateScreen(self.ways, InCase.of(case, child, today, next_on=next_on), tiltak)

        def read(screen: EvaluateScreen) -> None:
            self.app.push_screen(screen)

        self.ask(work, read)

    @property
    def has_help(self) -> bool:
        """Whether the profile has words for the leader at this step."""
        return self._found is not None and bool(self._found.profile.helps_at(self._found.at))

    def show_leader_help(self) -> None:
        """The words, until a key is pressed."""
        assert self._found is not None  # noqa: S101 - see possible
        lines = [("", each.text.spoken(language())) for each in self._found.profile.helps_at(self._found.at)]
        self.app.push_screen(Lines(tr("For the leader alone"), lines))

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [
            tr("Where the case may go from here. Under each way stands what has to be so first."),
            tr("A way without «Move the case here» lacks something in the record: it stands beside [ ]."),
        ]


def _to_referat(stores: HomeStores, case: Case) -> tuple[str, str]:
    """The meeting whose referat waits for approval, or the one that is prepared, or a new one."""
    begun = {line.id for line in stores.journal.meetings()}
    infos = stores.unlocked.of_case(MeetingInfo, case.id)
    for info in sorted(infos, key=lambda info: info.held_on or date.min, reverse=True):
        if info.state in (MeetingState.UNDER_WAY, MeetingState.HELD) and info.id in begun:
            return ENTER, info.id
    prepared = [info.id for info in infos if info.state is MeetingState.PREPARED]
    return (PREPARE, prepared[0]) if prepared else (MEET, case.number)


def _option(text: str, option: Option, checks: tuple[Checked, ...], referat: str) -> list[ListRow]:
    """The way, and its guards. One that lacks something in the record cannot be taken yet."""
    lacks = any(not each.met and each.guard in RECORDED for each in checks)
    found = [ListRow(text, "" if lacks else tr("Move the case here"), "option", option.id, "" if lacks else "bold")]
    return [*found, *(_guard(each, referat) for each in checks), ListRow("")]


def _guard(each: Checked, referat: str) -> ListRow:
    """A guard; Enter on one that is not met goes where it is."""
    if each.met:
        return ListRow(f"    [x] {guard_name(each.guard)}", style="$quiet", hang=8)
    text, kind, key = f"    [ ] {guard_name(each.guard)}: {mend(each)}", each.guard, each.guard.value
    if each.guard is Guard.EVALUATED:
        first = each.values.get("first", "")
        kind, key = (each.guard, first) if first else (Guard.TILTAK, each.guard.value)
    if each.values.get("unnamed"):
        return ListRow(text, tr("Name the child"), UNNAMED, key, "$quiet", hang=8)
    if kind is Guard.REFERAT:
        return ListRow(text, tr(_MEETINGS[referat]), referat, key, "$quiet", hang=8)
    act = tr(_LEADS[kind]) if kind in _LEADS else ""
    return ListRow(text, act, kind.value if act else "", key, "$quiet", hang=8)
