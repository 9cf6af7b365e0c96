"""Writing in the form: what is typed, chosen and pressed becomes the record, or a complaint beside its field."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from btimeeting.domain.record import LONG, MeetingRecord, PreparedKind
from btimeeting.i18n import tr
from btimeeting.service import plan
from btimeeting.service.child_data import with_words
from btimeeting.service.looks import Looker
from btimeeting.service.record_ports import Locked
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.prepare import part_case
from btimeeting.ui.prepare.fields import Field, Kind, NotUnderstood
from btimeeting.ui.prepare.form_screen import FormScreen
from btimeeting.ui.prepare.readings import read_days
from btimeeting.ui.prepare.widgets import Pick, Pressable, field_id
from btimeeting.ui.refused import failure_words


class WritingScreen(FormScreen):
    """The form as it is written in: each field is read as one leaves it, and kept as one goes."""

    def _keep_typed(self) -> None:
        """Keep what is being written, as it stands where it is read only when one leaves; a complaint waits too."""
        self._timer = None
        one = self.field(field_id(self.focused))
        if one is None or one.id not in self._typed or self.record is None:
            return
        if one.strict or one.put is None:
            self._unread(one.id, self._typed[one.id])
            self._save()
            return
        try:
            self.record = one.put(self.record, self._typed[one.id])
        except NotUnderstood:
            return
        self._save()

    def _commit(self, wanted: str) -> None:
        text = self._typed.pop(wanted, self._wrong.get(wanted))
        if text is None or self.record is None:
            return
        self.form.taken(wanted, text)
        if wanted == part_case.NUMBER:
            self.run_worker(self._renumber(text), exit_on_error=False)
            return
        if wanted == part_case.DATES:
            self.run_worker(self._set_aside(text), exit_on_error=False)
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
            self._complain(one.id, text, doubt.sentence)
        else:
            self._mended(one.id)
            self._save()
        self.refresh_form()

    def _complain(self, field: str, text: str, sentence: str) -> None:
        """It stays as it was written, also another day."""
        self.problems[field], self._wrong[field] = sentence, text
        self._unread(field, text)
        self._save()

    def _mended(self, field: str) -> None:
        self.problems.pop(field, None)
        self._wrong.pop(field, None)
        self._unread(field, "")

    def _unread(self, field: str, text: str) -> None:
        if self.record is not None:
            self.record = plan.with_prepared(self.record, PreparedKind.UNREAD, field, text=text[:LONG])

    async def _renumber(self, text: str) -> None:
        """Another case number: a case that has it comes with its child and consents."""
        record, _ = self._here()
        if not text.strip() or len(text) > 60:  # noqa: PLR2004 - a number, not a story
            self._complain(part_case.NUMBER, text, tr("A case needs a number, of at most 60 characters."))
            self.refresh_form()
            return

        def work(stores: HomeStores) -> MeetingRecord:
            looker = Looker(stores.unlocked, stores.clock, self._door.user)
            return with_words(record, plan.adopt_case(stores.unlocked, record, text, looker))

        try:
            self.record = await self._thread.ask(work)
        except Locked:
            self._complain(
                part_case.NUMBER, text, tr("That case is locked. Choose another, or have it unlocked first.")
            )
        else:
            self._mended(part_case.NUMBER)
            self._save()
        self.refresh_form()

    async def _set_aside(self, text: str) -> None:
        """Other dates for the unit's meetings: they lie in its settings."""
        _, context = self._here()
        try:
            days = read_days(text, context.today)
            await self._thread.ask(lambda _: self._door.keep_dates(days))
        except NotUnderstood as doubt:
            self._complain(part_case.DATES, text, doubt.sentence)
        except Exception as failure:  # noqa: BLE001 - whatever it was: what is written stays, and it is told
            self._complain(part_case.DATES, text, tr("NOT SAVED ({kind})", kind=failure_words(type(failure).__name__)))
        else:
            self._mended(part_case.DATES)
            self._save()
            self.context = replace(self._here()[1], dates=days)
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

    def rehearse_wall(self) -> None:
        """The wall of this meeting; filled in by the screen that knows it."""

    def on_pressable_pressed(self, message: Pressable.Pressed) -> None:
        """A row more, or a covered text opened."""
        one = self.field(message.field)
        if one is None or self.context is None:
            return
        if one.id == part_case.WALL:
            self.rehearse_wall()
        elif one.kind is Kind.WAY:
            self.form.go(one.leads_to)
        elif one.kind is Kind.HIDDEN:
            self.context = replace(self.context, opened=self.context.opened | {one.id})
            self.refresh_form()
        else:
            self._put(one, "")

    def _save(self) -> None:
        if self.record is not None and (self.keeper.begun or self.record != self._untouched):
            self.keeper.save(self.record)

    def on_unmount(self) -> None:
        """Keep what is being written; stop the thread when it is this screen's own."""
        if part_case.DATES in self._typed and self.context is not None:
            with suppress(NotUnderstood, RuntimeError):
                days = read_days(self._typed[part_case.DATES], self.context.today)
                self._thread.submit(lambda _: self._door.keep_dates(days))
        for wanted, text in self._typed.items():
            one = self.field(wanted)
            try:
                if one is not None and one.put is not None and self.record is not None:
                    self.record = one.put(self.record, text)
                elif wanted != part_case.DATES:
                    self._unread(wanted, text)
            except NotUnderstood:
                self._unread(wanted, text)
        with suppress(RuntimeError):  # the thread was stopped with its owner: everything before is kept
            self._save()
        if self._alone:
            self._thread.stop()
