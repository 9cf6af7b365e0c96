"""The form on the screen: read on the stores' thread, painted from the record."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual.worker import Worker, WorkerState

from btimeeting.domain.record import MeetingRecord, PreparedKind
from btimeeting.i18n import ntr, tr
from btimeeting.service import plan
from btimeeting.service.readiness import lacks
from btimeeting.ui.home_thread import Door, StoreThread
from btimeeting.ui.look import Look
from btimeeting.ui.prepare import part_case, part_people, part_words
from btimeeting.ui.prepare.boxes import part_titles, rail
from btimeeting.ui.prepare.context import Context, agenda_of, opened
from btimeeting.ui.prepare.form_base import FormBase
from btimeeting.ui.prepare.keeping import Keeper
from btimeeting.ui.refused import failure_words
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.heading import fitted
from btimeeting.ui.widgets.split import Split, Text

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


class FormScreen(FormBase):
    """The form as it is read and painted. The record is the truth; what is being typed lies beside it."""

    def __init__(
        self,
        thread: StoreThread,
        door: Door,
        look: Look,
        meeting_id: str | None = None,
        *,
        number: str = "",
        alone: bool = False,
    ) -> None:
        """`meeting_id` is None for a new meeting, `number` then the case it is in, "" for a new one.

        The thread is its owner's to stop, this screen's own when `alone`.
        """
        super().__init__()
        self._thread, self._door, self._look = thread, door, look
        self._meeting_id, self._number = meeting_id, number
        self._alone = alone
        self.record: MeetingRecord | None = None
        self.keeper = Keeper[MeetingRecord](thread, look.zone, self._kept, plan.keep)
        self.context: Context | None = None
        self._untouched: MeetingRecord | None = None
        """A new meeting as it is before anybody writes: not stored, so that opening the form leaves nothing behind."""

    @property
    def is_read(self) -> bool:
        """Whether the meeting has been read."""
        return self.record is not None

    def on_mount(self) -> None:
        """Read the meeting."""
        self.run_worker(self._open(), exit_on_error=False)

    async def _open(self) -> None:
        work = partial(opened, self._door, self._look.zone, self._meeting_id, self._number)
        self.record, self.context = await self._thread.ask(work)
        self.keeper.on_disk = None if self._meeting_id is None else self.record
        self._untouched = self.record if self._meeting_id is None else None
        await self._read_agenda()
        self._take_up_unread()
        self.refresh_form()
        self.form.focus_field("child" if self._here()[0].child is None else "number")

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What could not be read or done is told in the head; nothing typed is lost."""
        if event.state is WorkerState.ERROR:
            kind = type(event.worker.error).__name__
            if self.record is None:
                self.query_one("#prepare-head", Split).show(said(tr("This meeting cannot be read ({kind})", kind=kind)))
            else:
                self.keeper.words = tr("NOT SAVED ({kind})", kind=failure_words(kind))
                self._paint_head()

    def _take_up_unread(self) -> None:
        """What was typed last time and never read stands there again, with a line about it."""
        record, _ = self._here()
        self._rebuild()
        fields = {one for section in self.sections for one in section.ids}
        for words in record.prepared:
            if words.kind is PreparedKind.UNREAD and words.group in fields:
                self._wrong[words.group] = words.text
                self.problems[words.group] = tr(
                    "This was written and not read yet. See that it is right, and leave the field."
                )

    async def _read_agenda(self) -> None:
        record, context = self._here()
        work = partial(agenda_of, self._door, record)
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
        self.form.show(self.sections, self.problems, {**self._wrong, **self._typed})
        self._paint_head()

    def _paint_head(self) -> None:
        record, context = self._here()
        missing = lacks(record, context.agenda, context.today, context.zone)
        lack = {p.section for p in missing} | {
            s.id for s in self.sections if not self.problems.keys().isdisjoint(s.ids)
        }
        here = self.section_here
        title = tr("Prepare · case {number}", number=record.case.number)
        titles = part_titles(title, self.sections, here) if not self._has_rail else [title]
        doubts = len(self.problems)
        if doubts:
            counted = ntr("▲ {n} field is not understood", "▲ {n} fields are not understood", doubts)
        else:
            counted = ntr("▲ {n} thing missing", "▲ {n} things missing", len(missing)) if missing else tr("✓ ready")
        kept, style = (f"{self.keeper.words}   ", "$quiet"), "$soon" if missing or doubts else "$now"
        few = f"▲ {doubts or len(missing)}" if doubts or missing else counted
        ways = [told(kept, (counted, style)), told(kept, (few, style))]
        head = fitted(self.size.width - 2, [said(each, "bold") for each in titles], ways)
        self.query_one("#prepare-head", Split).show(*head)
        self.query_one("#prepare-rail", Text).show(rail(self.sections, lack, here))

    def _kept(self) -> None:
        """Say when it was saved, or that it was not."""
        if self.is_attached and self.record is not None:
            self._paint_head()
