"""What is done in a case between meetings, from its page: the stafettlogg, the baton, a tiltak that is evaluated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from textual.app import App

from btimeeting.documents.case_page_text import carried, due_line, head, next_meeting, offered
from btimeeting.documents.level_words import where
from btimeeting.domain.case_page import CasePage
from btimeeting.domain.child import CaseKind
from btimeeting.i18n import N_, tr
from btimeeting.ui.children.baton_asking import TalkedScreen
from btimeeting.ui.children.baton_screen import BatonScreen
from btimeeting.ui.children.case_head import InCase
from btimeeting.ui.children.evaluating import EvaluateScreen
from btimeeting.ui.children.finder import ListRow
from btimeeting.ui.children.stafettlogg_screen import StafettloggScreen
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.command import Command

EVALUATE, BATON, TALKED, STAFETTLOGG, CHILD = "evaluate", "baton", "talked", "stafettlogg", "child"
LEVEL, MEETING = "levels", "new-meeting"
ROWS = frozenset({EVALUATE, BATON, TALKED, STAFETTLOGG, CHILD, LEVEL, MEETING})
"""The kinds of rows that lead to one of these."""
PREPARED, ANSWER = "prepared", "answer"
WAITS = frozenset({EVALUATE, TALKED, PREPARED})
"""Rows somebody should do something about; so is an offer of the baton nobody has answered."""


class AtCase(Protocol):
    """What these commands ask of the case's page."""

    ways: Ways
    case_id: str
    seen: bool

    @property
    def app(self) -> App[object]:
        """The app."""

    def show_child(self) -> None:
        """What is held on the child, or its naming."""

    def show_levels(self) -> None:
        """Where the case may go."""


class _Page(Command[AtCase]):
    """A page of the case."""

    shown: type[BatonScreen | StafettloggScreen]

    def possible(self, at: AtCase) -> bool:
        """When the case has been read."""
        return at.seen

    def do(self, at: AtCase) -> None:
        """Show it."""
        at.app.push_screen(self.shown(at.ways, at.case_id))


class ShowStafettlogg(_Page):
    """The stafettlogg."""

    id = "stafettlogg"
    keys = ("l",)
    name = N_("Baton log")
    help = N_("What has been written between and in the meetings; write, correct and copy there.")
    few = N_("Log")
    shown = StafettloggScreen


class ShowBaton(_Page):
    """The baton."""

    id = "baton"
    keys = ("p",)
    name = N_("The baton")
    help = N_("Who carries it, and who is asked to take it.")
    few = N_("Baton")
    shown = BatonScreen


BETWEEN = (ShowStafettlogg(), ShowBaton())


def at_a_glance(page: CasePage) -> list[ListRow]:
    """Where the case is and what is due; what can be done about it is done on its row."""
    found = tuple(head(page))
    wide = max(len(name) for name, _ in found)
    acts = {where(page.profile, page.at): ListRow("", tr("Level"), LEVEL)}
    acts[carried(page.carrier)] = ListRow("", tr("The baton"), BATON)
    if page.next_id is None:
        acts[next_meeting(page)] = ListRow("", tr("Prepare a meeting"), MEETING)
    if page.waiting is not None:
        acts[offered(page.waiting)] = ListRow("", tr("Answer"), BATON, ANSWER)
    acts[tr("Has an adult talked with the child since the last meeting?")] = ListRow("", tr("Answer"), TALKED)
    due = {due_line(state, tiltak): tiltak.id for state, tiltak in reversed(page.due)}
    acts |= {text: ListRow("", tr("Evaluate this measure"), EVALUATE, tiltak_id) for text, tiltak_id in due.items()}
    lines = []
    for name, text in found:
        act = acts.get(text, ListRow(""))
        lines.append(ListRow(f"{name:<{wide}}  {' '.join(text.split())}", act.act, act.kind, act.key, hang=wide + 2))
    lines += [_child(page, wide)] if page.child is not None or page.case.kind is CaseKind.ANONYMOUS else []
    return [*lines, ListRow("")]


def _child(page: CasePage, wide: int) -> ListRow:
    """What leads on to the child's own page, or to its naming."""
    if page.child is None:
        text, act = tr("not named"), tr("Name the child")
    else:
        text, act = tr("parents, services, the child's own voice"), tr("The child")
        text = text if page.child.born is None else f"{tr('born {year}', year=page.child.born.year)} · {text}"
    return ListRow(f"{tr('The child'):<{wide}}  {text}", act, CHILD, hang=wide + 2)


def evaluated_now(page: CasePage) -> frozenset[str]:
    """The tiltak that go on and were evaluated today."""
    return frozenset(tiltak.id for _, tiltak in page.due if tiltak.evaluated_on == page.today)


def first_to_do(lines: Sequence[ListRow], page: CasePage) -> int | None:
    """The row that is marked at first: what waits, before what is always there; no tiltak that was evaluated today."""
    done = evaluated_now(page)
    able = [nth for nth, line in enumerate(lines) if line.act]
    waits = [n for n in able if (lines[n].kind in WAITS or lines[n].key == ANSWER) and lines[n].key not in done]
    return next(iter((*waits, *able)), None)


def open_row(at: AtCase, page: CasePage, line: ListRow) -> None:
    """Do what a row is for."""
    if line.kind == CHILD:
        at.show_child()
    elif line.kind == LEVEL:
        at.show_levels()
    elif line.kind == MEETING:
        at.ways.prepare_in(page.case.number)
    elif line.kind == BATON:
        at.app.push_screen(BatonScreen(at.ways, at.case_id))
    elif line.kind == STAFETTLOGG:
        at.app.push_screen(StafettloggScreen(at.ways, at.case_id))
    elif line.kind == TALKED:
        at.app.push_screen(TalkedScreen(at.ways, InCase.of(page.case, page.child, page.today)))
    else:
        tiltak = next((tiltak for _, tiltak in page.due if tiltak.id == line.key), None)
        if tiltak is not None:
            case = InCase.of(page.case, page.child, page.today, next_on=page.next_on)
            at.app.push_screen(EvaluateScreen(at.ways, case, tiltak))
