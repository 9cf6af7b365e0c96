"""The referent is back in the notes: what is missing, the notes and the decision to mend, then the referat itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from btimeeting.documents.model import Choices
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.openpoints import OpenPointCode as Code
from btimeeting.domain.record import Document
from btimeeting.i18n import ntr, tr
from btimeeting.ui.after import papers
from btimeeting.ui.after.commands import AFTER
from btimeeting.ui.after.preview import PreviewScreen
from btimeeting.ui.command import bindings
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.look import Look
from btimeeting.ui.pad.commands import PAD
from btimeeting.ui.pad.desk import Desk
from btimeeting.ui.pad.drafts import Saved
from btimeeting.ui.pad.notes import Notes
from btimeeting.ui.pad.notes_pad import NotesPad
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.pad.places import Spot, spots
from btimeeting.ui.refused import not_saved
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.split import EMPTY, Text

T = TypeVar("T")
IN_CLOSE = {Code.NO_NEXT_MEETING, Code.NEXT_MEETING_CALLED}
NOT_HERE = {
    Code.CONSENT_MISSING,
    Code.CONSENT_ORAL,
    Code.CONSENT_GENERAL,
    Code.CONSENT_POSTPONED,
    Code.CONSENT_WITHDRAWN,
    Code.PHASE_SKIPPED,
    Code.ENDED_EARLY,
    Code.NO_REFERENT,
    Code.NO_VIDDEVAKT,
    Code.VIDDEVAKT_CLASH,
    Code.NO_EVALUATION,
    Code.SLEEP,
    Code.WALL_CLOCK,
    Code.EARLIER_TILTAK,
}
"""What cannot be mended by writing: it stands in the referat with whoever does it."""


class AfterScreen(CommandScreen):
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
        super().__init__()
        self._desk = desk
        self._meeting = meeting
        self._look = look
        self._labels: dict[str, str] = {}
        self.pad = NotesPad(desk, look.zone)
        self.pad.notes.in_referat = look.in_referat
        self.desktop: papers.Desktop | None = None

    def compose(self) -> ComposeResult:
        """The list, the pad, a line, the footer."""
        yield Static("", id="after-title", markup=False)
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
        return writing if self.typing else self.footer

    def on_unmount(self) -> None:
        """What was typed is on its way to disk."""
        self.pad.finish()

    def turn_face(self) -> None:
        """There is one face only."""

    # --- how things stand ----------------------------------------------------------------------------------------

    def look_again(self) -> None:
        """Read the record anew."""
        self._heed(self._desk.run(papers.look), self._looked)

    def _heed(self, future: Future[T], then: Callable[[T], None]) -> None:
        def done(answer: asyncio.Future[T]) -> None:
            if answer.cancelled() or not self.is_attached:
                return
            failure = answer.exception()
            if failure is None:
                then(answer.result())
            else:
                self.say(not_saved(type(failure).__name__))

        asyncio.wrap_future(future).add_done_callback(done)

    def _looked(self, desktop: papers.Desktop) -> None:
        first, self.desktop = self.desktop is None, desktop
        self._labels = {p.group: p.service for p in desktop.record.participants if p.service}
        self.query_one("#after-title", Static).update(self._title(desktop))
        self.query_one("#after-points", PickList).show([said(text) for _, text in desktop.points], tr("Go there"))
        if first:
            self.visit(self.places()[0])
        self.show_keys()

    def on_notes_pad_read(self) -> None:
        """The pad has something to show; the list of open points gets the keys unless somebody writes."""
        if self.focused is None:
            self.query_one("#after-points", PickList).focus()
        self.show_keys()

    def _title(self, desktop: papers.Desktop) -> Content:
        n = len(desktop.points)
        left = ntr("{n} thing is open", "{n} things are open", n) if n else tr("Nothing is open")
        state = ""
        if desktop.approved is not None:
            version, name = desktop.approved
            state = " " + tr("· version {n} approved by {name}", n=version, name=name)
        case = tr("The minutes · case {number}", number=desktop.record.case.number)
        return told((case, "bold $now"), " · ", left, state)

    def places(self) -> list[Spot]:
        """Every place notes can stand in, in the order of the meeting."""
        return spots(self._meeting)

    def visit(self, spot: Spot) -> None:
        """Show the notes of a place."""
        self.pad.visit(spot, self._meeting, self._labels)

    def step_place(self, step: int) -> None:
        """The place after or before."""
        found = self.places()
        now = found.index(self.pad.spot) if self.pad.spot in found else -1
        self.visit(found[(now + step) % len(found)])

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        """Go to where an open point is mended; what cannot be mended by writing stands with its name."""
        if message.picks.id != "after-points" or self.desktop is None:
            return
        code, _ = self.desktop.points[message.index]
        if code in NOT_HERE:
            self.say(tr("This stands in the minutes with whoever does it."))
            return
        phase = "close" if code in IN_CLOSE else "decide"
        spot = next((s for s in self.places() if s.phase == phase or (s.decides and phase == "decide")), None)
        if spot is not None:
            self.visit(spot)

    def on_notes_told(self, message: Notes.Told) -> None:
        """A note was saved: the list may be shorter."""
        if isinstance(message.answer, Saved):
            self.look_again()

    def on_forms_kept(self) -> None:
        """A row was kept."""
        self.look_again()

    def on_decision_kept(self) -> None:
        """The decision was changed."""
        self.look_again()

    def say(self, text: str) -> None:
        """A line that can wait."""
        line = self.query_one("#after-line", Text)
        line.display = bool(text)
        line.show(said(text, "bold $soon") if text else EMPTY)

    # --- the referat ---------------------------------------------------------------------------------------------

    def read_minutes(self) -> None:
        """The referat as it would be now; from there it is approved."""
        self.pad.notes.flush()
        options = self._options
        self._heed(self._desk.run(lambda pad: papers.referat(pad, options)), self._preview)

    @property
    def _options(self) -> Choices:
        return Choices.of(self._look.zone, self._look.in_referat)

    def _preview(self, markdown: str) -> None:
        desktop = self.desktop
        if desktop is None:
            return
        screen = PreviewScreen(markdown, desktop.approver, again=desktop.approved is not None)

        def closed(_: None) -> None:
            if screen.approval is not None:
                name, reason = screen.approval
                options = self._options
                self._heed(self._desk.run(lambda pad: papers.approve(pad, options, name, reason)), self._approved)

        self.app.push_screen(screen, closed)

    def _approved(self, document: Document) -> None:
        version = tr(
            "Approved by {name}. Version {n} lies in the record.", name=document.approved_by, n=document.version
        )
        self.say(version)
        self.look_again()

    def help_here(self) -> list[str]:
        """What this is about."""
        return [
            tr("Mend what can be mended; what is left stands in the minutes with whoever does it."),
            tr("Then read the minutes through, and let rektor or styrar approve them."),
        ]
