"""The referent is back in the notes: what is missing, the notes and the decision to mend, then the referat itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from btimeeting.domain.meeting import Meeting
from btimeeting.domain.openpoints import OpenPointCode as Code
from btimeeting.domain.record import Stored
from btimeeting.i18n import ntr, tr
from btimeeting.ui.after import papers
from btimeeting.ui.after.answers import at_desk
from btimeeting.ui.after.approving import Approving
from btimeeting.ui.after.commands import AFTER
from btimeeting.ui.after.evaluation import EvaluationScreen
from btimeeting.ui.after.mend import mend
from btimeeting.ui.command import bindings
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.look import Look
from btimeeting.ui.open_windows import papers_of
from btimeeting.ui.pad.commands import PAD
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.drafts import Saved
from btimeeting.ui.pad.notes import Notes
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.pad.places import Spot, spots
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.split import EMPTY, Split, Text

T = TypeVar("T")
IN_CLOSE = {Code.NO_NEXT_MEETING, Code.NEXT_MEETING_CALLED}
TOLD_ONLY = {
    Code.CONSENT_POSTPONED,
    Code.CONSENT_WITHDRAWN,
    Code.PHASE_SKIPPED,
    Code.VIDDEVAKT_CLASH,
    Code.SLEEP,
    Code.WALL_CLOCK,
}
"""What has happened, or is done outside this program: it stands in the referat with whoever does it."""


class AfterScreen(Approving):
    """Open points above, the notes of one place at a time below."""

    commands = (*AFTER, *PAD, *HOUSE)
    footer = (
        "read-minutes",
        "versions",
        "pick",
        "write",
        "next-place",
        "leave-minutes",
        "move",
        "place-before",
        "help",
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]
    in_room = False

    def __init__(self, desk: Desk, meeting: Meeting, look: Look) -> None:
        super().__init__(desk, look)
        self._meeting = meeting
        self._labels: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The list, the pad, a line, the footer."""
        yield Split(id="after-title")
        yield PickList(id="after-points")
        yield Text(id="after-line")
        yield Container(self.pad, id="after-pad")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Read how things stand."""
        self.say("")
        self.look_again()

    def footer_now(self) -> Sequence[str]:
        """While one writes, what the field takes; else the list, the notes, the minutes."""
        writing = (
            "next-place",
            "versions",
            "keep-row",
            "next-field",
            "leave-minutes",
            "strike",
            "read-minutes",
            "help",
        )
        if self.typing:
            return writing
        return ("hand-over", *self.footer) if self.approved else self.footer

    def on_unmount(self) -> None:
        """What was typed is on its way to disk."""
        self.pad.finish()

    def turn_face(self) -> None:
        """There is one face only."""

    @property
    def approved(self) -> bool:
        """Whether a version is approved, and the door has told how it is written to a file."""
        return self.desktop is not None and self.desktop.approved is not None and bool(self._look.lines)

    def hand_over(self) -> None:
        """The lines that write the papers of this meeting."""
        if self.desktop is not None:
            self.app.push_screen(papers_of(self._look, self.desktop.record.info.id))

    @property
    def inside(self) -> bool:
        """Whether the keys go into the notes."""
        return self.pad.inside

    def to_the_list(self) -> None:
        """Out of the notes: the open points get the keys, or nothing does when none is left."""
        points = self.query_one("#after-points", PickList)
        self.set_focus(points if points.display else None)

    # --- how things stand ----------------------------------------------------------------------------------------

    def look_again(self) -> None:
        """Read the record anew."""
        self.heed(self._desk.run(papers.look), self._looked)

    def _looked(self, desktop: papers.Desktop) -> None:
        first, self.desktop = self.desktop is None, desktop
        self._labels = {p.group: p.service for p in desktop.record.participants if p.service}
        self._show_title(desktop)
        self.query_one("#after-points", PickList).show([said(task.text) for task in desktop.points], tr("Mend it"))
        if first:
            self.visit(self.places()[0])
        self.show_keys()

    def on_notes_pad_read(self) -> None:
        """The pad has something to show; the list of open points gets the keys unless somebody writes."""
        if self.focused is None:
            self.query_one("#after-points", PickList).focus()
        self.show_keys()

    def _show_title(self, desktop: papers.Desktop) -> None:
        """One row, so that nothing below it moves: what is open, and the version that stands."""
        n = len(desktop.points)
        left = ntr("{n} thing is open", "{n} things are open", n) if n else tr("Nothing is open")
        case = tr("The minutes · case {number}", number=desktop.record.case.number)
        state = EMPTY
        if desktop.approved is not None:
            version, name = desktop.approved
            state = said(tr("version {n} approved by {name}", n=version, name=name))
        self.query_one("#after-title", Split).show(told((case, "bold $now"), " · ", left), state)

    def places(self) -> list[Spot]:
        """Every place notes can stand in, in the order of the meeting; the decision is one, whoever had the word."""
        found = spots(self._meeting)
        once = {spot.phase: spot for spot in reversed(found) if spot.decides}
        return [spot for spot in found if not spot.decides or once[spot.phase] is spot]

    def visit(self, spot: Spot) -> None:
        """Show the notes of a place."""
        self.pad.visit(spot, self._meeting, self._labels)

    def step_place(self, step: int) -> None:
        """The place after or before."""
        found = self.places()
        now = found.index(self.pad.spot) if self.pad.spot in found else -1
        self.visit(found[(now + step) % len(found)])

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        """Ask what mends an open point, or go to where it is mended; what has only happened stands with its name."""
        if message.picks.id != "after-points" or self.desktop is None:
            return
        task = self.desktop.points[message.index]
        if task.code in TOLD_ONLY:
            self.say(tr("This stands in the minutes with whoever does it."))
        elif not mend(self, task) and (spot := self._spot_of(task)) is not None:
            self.visit(spot)
            self.call_after_refresh(
                self.pad.begin, "pad-next" if task.code in IN_CLOSE else "", rows=task.place is not None
            )

    def _spot_of(self, task: papers.Task) -> Spot | None:
        """Where it is mended: its own place, the last phase, or the decision."""
        place, found = task.place, self.places()
        if place is not None:
            here = [s for s in found if s.phase == place.phase]
            return next((s for s in here if s.decides or s.speaker == place.speaker), None)
        if task.code in IN_CLOSE:
            return next((s for s in found if s.phase == "close"), None)
        return next((s for s in found if s.decides), None)

    def keep(self, *values: Stored) -> None:
        """Keep what mends an open point, and look again."""
        self.heed(self._desk.write(*values), lambda _: self.look_again())

    def evaluate(self) -> None:
        """The five questions; the case is out of sight behind them."""
        answers = at_desk(self._desk)
        self.app.push_screen(EvaluationScreen(answers, self._meeting, self._look), lambda _: self.look_again())

    def on_notes_told(self, message: Notes.Told) -> None:
        """A note was saved: the list may be shorter."""
        if isinstance(message.answer, Saved):
            self.look_again()

    def on_forms_kept(self) -> None:
        """A row was kept."""
        self.look_again()

    def on_decision_base_kept(self) -> None:
        """The decision was changed."""
        self.look_again()

    def help_here(self) -> list[str]:
        """What this is about."""
        return [
            tr("Mend what can be mended; what is left stands in the minutes with whoever does it."),
            tr("Then read the minutes through, and let the head approve them."),
        ]
