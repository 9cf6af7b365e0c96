"""Førebu: one form with parts that can be walked in any order, saved as one goes, taken up again any day."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input, TextArea
from textual.worker import Worker, WorkerState

from btimeeting.domain.agenda import Agenda
from btimeeting.domain.record import MeetingRecord
from btimeeting.i18n import ntr, tr
from btimeeting.service import plan
from btimeeting.service.readiness import lacks
from btimeeting.ui.command import bindings
from btimeeting.ui.home.thread import Door, HomeStores, StoreThread
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.look import Look
from btimeeting.ui.prepare import part_case, part_people, part_words
from btimeeting.ui.prepare.boxes import FormBody, SectionBox, rail
from btimeeting.ui.prepare.commands import PREPARE
from btimeeting.ui.prepare.context import Context
from btimeeting.ui.prepare.fields import Field, Kind, NotUnderstood, Section
from btimeeting.ui.prepare.keeping import Keeper
from btimeeting.ui.prepare.widgets import Pick, Pressable, field_id
from btimeeting.ui.said import said, told
from btimeeting.ui.screens.ask import Ask
from btimeeting.ui.screens.base import CommandScreen
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.split import Split, Text

WRITE_S = 2.0
"""What is being written is kept this long after the first letter, and when one leaves the field."""
PARTS = (
    part_case.child,
    part_case.meeting,
    part_people.people,
    part_people.duties,
    part_people.consents,
    part_words.voices,
    part_words.tried,
    part_case.earlier,
    part_words.drafts,
    part_words.ready,
)


class PrepareScreen(CommandScreen):
    """The form. It owns what is being typed; everything else is the record."""

    CSS_PATH = "../styles/prepare.tcss"
    commands = (*PREPARE, *HOUSE)
    footer = ("field-next", "turn", "section-next", "move-up", "take-away", "leave", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(
        self, thread: StoreThread, door: Door, look: Look, meeting_id: str | None = None, *, alone: bool = False
    ) -> None:
        """`meeting_id` is None for a new meeting. The thread is its owner's to stop, this screen's own when `alone`."""
        super().__init__()
        self._thread, self._door, self._look = thread, door, look
        self._meeting_id = meeting_id
        self._alone = alone
        self.record: MeetingRecord | None = None
        self.keeper = Keeper(thread, look.zone, self._kept)
        self.context: Context | None = None
        self.sections: tuple[Section, ...] = ()
        self.problems: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Head, the list of parts (where there is room), the form, the footer."""
        yield Split(id="prepare-head")
        with Horizontal(id="prepare-main"):
            yield Text(id="prepare-rail")
            yield FormBody(id="prepare-form")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Read the meeting."""
        self.run_worker(self._open(), exit_on_error=False)

    def on_unmount(self) -> None:
        """Keep what is being written; stop the thread when it is this screen's own."""
        for wanted, text in self._typed.items():
            one = self.field(wanted)
            if one is not None and one.put is not None and self.record is not None:
                with suppress(NotUnderstood):
                    self.record = one.put(self.record, text)
        with suppress(RuntimeError):  # the thread was stopped with its owner: everything before is kept
            self._save()
        if self._alone:
            self._thread.stop()

    def ask_quit(self) -> None:
        """What is being written is kept before anything is asked."""
        self._commit(field_id(self.focused))
        super().ask_quit()

    async def _open(self) -> None:
        def work(stores: HomeStores) -> tuple[MeetingRecord, Context, bool]:
            new = self._meeting_id is None
            if new:
                record = plan.fresh(stores.unlocked, self._door.house)
            else:
                record = plan.take_up(stores.unlocked, stores.clock, str(self._meeting_id), self._door.user)
            now = stores.clock.now().at
            context = Context(now, stores.clock.today(), self._look.zone, None, self._door.agendas, self._door.dates)
            return record, context, new

        self.record, self.context, new = await self._thread.ask(work)
        self.keeper.on_disk = None if new else self.record
        await self._read_agenda()
        self._rebuild()
        await self.form.mount_all([SectionBox(section) for section in self.sections])
        self.call_after_refresh(self._begin)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What could not be read or done is told in the head; nothing typed is lost."""
        if event.state is WorkerState.ERROR:
            kind = type(event.worker.error).__name__
            if self.record is None:
                self.query_one("#prepare-head", Split).show(said(tr("This meeting cannot be read ({kind})", kind=kind)))
            else:
                self.keeper.words = tr("NOT SAVED ({kind})", kind=kind)
                self._paint_head()

    def _begin(self) -> None:
        self.refresh_form()
        first = "child" if self.record is not None and self.record.child is None else "number"
        self.form.focus_field(first)
        self.show_keys()

    async def _read_agenda(self) -> None:
        record, context = self._here()
        wanted = (record.info.agenda_id, record.info.language)

        def work(_: HomeStores) -> Agenda | None:
            try:
                return self._door.agenda(*wanted)
            except Exception:  # noqa: BLE001 - a broken agenda file is told when the meeting is opened
                return None

        self.context = replace(context, agenda=await self._thread.ask(work))

    def _here(self) -> tuple[MeetingRecord, Context]:
        if self.record is None or self.context is None:
            raise RuntimeError("the form is not open yet")
        return self.record, self.context

    # --- painting ----------------------------------------------------------------------------------------------

    def _rebuild(self) -> None:
        record, context = self._here()
        self.sections = tuple(part(record, context) for part in PARTS)

    def refresh_form(self) -> None:
        """Let every widget show the record as it is now; what is being typed or is wrong stays as it was typed."""
        if self.record is None or not self.is_attached:
            return
        self._rebuild()
        self.form.show(self.sections, tuple(self._typed), self.problems)
        self._paint_head()

    @property
    def form(self) -> FormBody:
        """The form's body."""
        return self.query_one(FormBody)

    def _paint_head(self) -> None:
        record, context = self._here()
        missing = lacks(record, context.agenda, context.today, context.zone)
        lack = {p.section for p in missing}
        here = self.section_here
        title = tr("Prepare · case {number}", number=record.case.number)
        if not self._wide:
            nth = next((i for i, s in enumerate(self.sections, 1) if s.id == here), 1)
            title += f" · {nth}/{len(self.sections)} {self.sections[nth - 1].title}"
        counted = ntr("▲ {n} thing missing", "▲ {n} things missing", len(missing)) if missing else tr("✓ ready")
        right = told((f"{self.keeper.words}   ", "$quiet"), (counted, "$soon" if missing else "$now"))
        self.query_one("#prepare-head", Split).show(said(title, "bold"), right)
        self.query_one("#prepare-rail", Text).show(rail(self.sections, lack, here))

    @property
    def _wide(self) -> bool:
        return self.size.width >= 100  # noqa: PLR2004 - the breakpoint of the style sheet

    @property
    def section_here(self) -> str:
        """The part the cursor is in."""
        box = self.form.here
        return box.section.id if box is not None else "child"

    def on_resize(self, _event: events.Resize) -> None:
        """The head depends on the width."""
        if self.record is not None:
            self.call_after_refresh(self._paint_head)

    # --- writing -----------------------------------------------------------------------------------------------

    def field(self, wanted: str) -> Field | None:
        """The field of that id as it is now."""
        return next((one for s in self.sections for row in s.rows for one in row if one.id == wanted), None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Somebody writes."""
        self._write(field_id(event.input), event.value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Somebody writes more than a line."""
        self._write(field_id(event.text_area), event.text_area.text)

    def _write(self, wanted: str, text: str) -> None:
        one = self.field(wanted)
        if one is None or (one.value == text and wanted not in self._typed):
            return
        self._typed[wanted] = text
        if self._timer is None and not one.strict:
            self._timer = self.set_timer(WRITE_S, self._keep_typed)

    def _keep_typed(self) -> None:
        """Keep what is being written; a complaint waits until one leaves the field."""
        self._timer = None
        one = self.field(field_id(self.focused))
        if one is None or one.strict or one.id not in self._typed or one.put is None or self.record is None:
            return
        try:
            self.record = one.put(self.record, self._typed[one.id])
        except NotUnderstood:
            return
        self._save()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The field is left: read it."""
        super().on_descendant_blur(event)
        self._commit(field_id(event.widget))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Another part, perhaps."""
        super().on_descendant_focus(event)
        if self.record is not None:
            self._paint_head()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps it and goes on."""
        event.stop()
        self.step(1)

    def _commit(self, wanted: str) -> None:
        if wanted not in self._typed or self.record is None:
            return
        text = self._typed.pop(wanted)
        if wanted == part_case.NUMBER:
            self.run_worker(self._renumber(text), exit_on_error=False)
            return
        one = self.field(wanted)
        if one is not None and one.put is not None:
            self._put(one, text)

    def _put(self, one: Field, text: str) -> None:
        """Let a field's text into the record, or say beside it why not."""
        record, _ = self._here()
        try:
            self.record = one.put(record, text) if one.put is not None else record
        except NotUnderstood as doubt:
            self.problems[one.id] = doubt.sentence
        else:
            self.problems.pop(one.id, None)
            self._save()
        self.refresh_form()

    async def _renumber(self, text: str) -> None:
        """Another case number: a case that has it comes with its child and consents."""
        record, _ = self._here()
        if not text.strip() or len(text) > 60:  # noqa: PLR2004 - a number, not a story
            self.problems[part_case.NUMBER] = tr("A case needs a number, of at most 60 characters.")
            self.refresh_form()
            return

        def work(stores: HomeStores) -> MeetingRecord:
            return plan.adopt_case(stores.unlocked, record, text)

        self.problems.pop(part_case.NUMBER, None)
        self.record = await self._thread.ask(work)
        self._save()
        self.refresh_form()

    def on_pick_picked(self, message: Pick.Picked) -> None:
        """Another choice."""
        one = self.field(message.field)
        if one is None:
            return
        self._put(one, message.value)
        if message.field in ("agenda", "language"):
            self.run_worker(self._other_agenda(), exit_on_error=False)

    async def _other_agenda(self) -> None:
        await self._read_agenda()
        self.refresh_form()

    def on_pressable_pressed(self, message: Pressable.Pressed) -> None:
        """A row more, or a covered text opened."""
        one = self.field(message.field)
        if one is None or self.context is None:
            return
        if one.kind is Kind.HIDDEN:
            self.context = replace(self.context, opened=self.context.opened | {one.id})
            self.refresh_form()
        else:
            self._put(one, "")

    def _save(self) -> None:
        if self.record is not None:
            self.keeper.save(self.record)

    def _kept(self) -> None:
        """Say when it was saved, or that it was not."""
        if self.is_attached and self.record is not None:
            self._paint_head()

    # --- commands (commands.Form) ------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """To the next field, or back."""
        self.form.step(by)

    def go_to_section(self, by: int) -> None:
        """To the next part, or the one before."""
        self.form.step_part(by)

    @property
    def on_pick(self) -> bool:
        """Whether the cursor is on a choice."""
        return isinstance(self.focused, Pick)

    def turn(self) -> None:
        """The next choice."""
        if isinstance(self.focused, Pick):
            self.focused.action_turn(1)

    @property
    def row_owner(self) -> str:
        """The person or thing the focused row is about."""
        one = self.field(field_id(self.focused))
        return one.owner if one is not None else ""

    def move_up(self) -> None:
        """One earlier in the order."""
        if self.record is not None and self.row_owner:
            focused = field_id(self.focused)
            self._commit(focused)
            self.record = plan.move_earlier(self.record, self.row_owner) if self._is_person() else self.record
            self._save()
            self.refresh_form()

    def _is_person(self) -> bool:
        return self.record is not None and any(p.id == self.row_owner for p in self.record.participants)

    def take_away(self) -> None:
        """Take the focused row away."""
        owner = self.row_owner
        if self.record is None or not owner:
            return
        remove = plan.remove_person if self._is_person() else plan.remove_tried
        row = next((row for s in self.sections for row in s.rows if row[0].owner == owner), ())
        for one in row:
            self._typed.pop(one.id, None)
            self.problems.pop(one.id, None)
        self.record = remove(self.record, owner)
        self._save()
        self.step(-1)
        self.refresh_form()

    def leave(self) -> None:
        """Save, and out; what could not be understood is asked about first."""
        self._commit(field_id(self.focused))
        if not self.problems:
            self.run_worker(self._close(), exit_on_error=False)
            return
        text = ntr("{n} field is not understood, and is not kept.", "{n} fields are not understood, and are not kept.",
                   len(self.problems))  # fmt: skip

        def answered(index: int | None) -> None:
            if index == 1:
                self.run_worker(self._close(), exit_on_error=False)
            else:
                self.form.focus_field(next(iter(self.problems)))

        self.app.push_screen(Ask(tr("Leave?"), text, (tr("Stay and mend it"), tr("Leave"))), answered)

    async def _close(self) -> None:
        self._save()
        await self.keeper.settled()
        if not self.keeper.all_kept and self.keeper.on_disk is not None:
            return  # the head says that it is not saved: stay
        self.dismiss()

    # --- help --------------------------------------------------------------------------------------------------

    def footer_now(self) -> Sequence[str]:
        """The footer."""
        return self.footer

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [
            tr("Fill in what you know, in any order. Everything is saved as you go, and can be gone on with any day."),
            tr("Nothing here is required: what is missing stands in the last part, and never stops the meeting."),
        ]

    def quit_question(self) -> tuple[str, str]:
        """Closing keeps everything."""
        return tr("Close this window?"), tr("What is written is saved. Go on with: btimeeting meet prepare")
