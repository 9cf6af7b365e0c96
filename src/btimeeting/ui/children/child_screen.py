"""The child's data: one form on the case, saved as one goes; every look and every change is in the access log."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual.binding import BindingType

from btimeeting.domain.child import Child
from btimeeting.domain.moment import Moment
from btimeeting.i18n import ntr, tr
from btimeeting.service.child_data import ChildPage, child_page, keep, without_row
from btimeeting.service.looks import Looker
from btimeeting.service.ports import Clock
from btimeeting.service.record_ports import Records
from btimeeting.ui.children.child_parts import Known, parts
from btimeeting.ui.children.draft_form import WALK, DraftForm
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.command import bindings
from btimeeting.ui.home_thread import HomeStores
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.ask import Ask
from btimeeting.ui.prepare.commands import Leave
from btimeeting.ui.prepare.fields import NotUnderstood, Section
from btimeeting.ui.prepare.keeping import Keeper
from btimeeting.ui.prepare.widgets import field_id


class ChildScreen(DraftForm[Child]):
    """Who the child is, its parents, who stands around it, its own voice."""

    commands = (*WALK, Leave(), *HOUSE)
    footer = ("field-next", "turn", "section-next", "leave", "take-away", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def __init__(self, ways: Ways, case_id: str, reason: str = "") -> None:
        """`reason`: why it is read, where the unit asks for it."""
        super().__init__(ways)
        self._case_id, self._reason = case_id, reason
        self._page: ChildPage | None = None
        self._known: Known | None = None
        self._told = False
        self.keeper = Keeper[Child](ways.thread, ways.look.zone, self._kept, self._keep)

    def on_mount(self) -> None:
        """Read it. The look is logged before anything is shown."""

        def work(stores: HomeStores) -> tuple[ChildPage | None, Known]:
            page, today = child_page(stores.unlocked, self._case_id), stores.clock.today()
            if page is None:
                return None, Known(today)
            self.ways.looker(stores).look("show", "child", page.child.id, self._reason)
            return page, Known(today, page.met, page.words)

        self.ask(work, self._arrived)

    def _arrived(self, answer: tuple[ChildPage | None, Known]) -> None:
        self._page, self._known = answer
        if self._page is None:
            self.tell(tr("This case is about no child."), loud=True)
            return
        self.keeper.on_disk = self._page.child
        self.open_with(self._page.child)

    def parts(self, draft: Child) -> tuple[Section, ...]:
        """The form."""
        assert self._known is not None  # noqa: S101 - there is a draft
        return parts(draft, self._known)

    def heading(self) -> str:
        """The case and the child."""
        number = self._page.case.number if self._page is not None else ""
        name = self.draft.name if self.draft is not None else ""
        return f"{tr('case {number}', number=number)} · {name}"

    def without(self, draft: Child, owner: str) -> Child:
        """The child without that row."""
        name, _, nth = owner.rpartition("-")
        return without_row(draft, name, int(nth))

    # --- saving ------------------------------------------------------------------------------------------------

    def read(self, field: str) -> None:  # noqa: ARG002 - whichever it was
        """Save it."""
        if self.draft is not None:
            self.keeper.save(self.draft)

    def _keep(self, records: Records, clock: Clock, before: Child | None, after: Child) -> Moment:
        """On the stores' thread: the first change of this form is told in the access log."""
        moment = keep(records, clock, before, after)
        if not self._told:
            Looker(records, clock, self.ways.door.user).look("edit", "child", after.id)
            self._told = True
        return moment

    def kept_words(self) -> str:
        """When it was saved, or that it was not."""
        return self.keeper.words

    def _kept(self) -> None:
        if self.is_attached and self.is_read:
            self._paint_head()

    def on_unmount(self) -> None:
        """What was being written when the window went is kept as far as it can be read."""
        for wanted, text in self._typed.items():
            one = self.field(wanted)
            with suppress(NotUnderstood):
                if one is not None and one.put is not None:
                    self.draft = one.put(self.draft, text)
        with suppress(RuntimeError):  # the thread was stopped with its owner: everything before is kept
            self.read("")

    def leave(self) -> None:
        """Out, with everything saved; what is not understood is asked about first."""
        self._commit(field_id(self.focused))
        if not self.problems:
            self.run_worker(self._close(), exit_on_error=False)
            return

        def answered(index: int | None) -> None:
            if index == 1:
                self.run_worker(self._close(), exit_on_error=False)
            else:
                self.complain()

        text = ntr("{n} field is not understood, and what you wrote there is gone when you leave.",
                   "{n} fields are not understood, and what you wrote there is gone when you leave.",
                   len(self.problems))  # fmt: skip
        self.app.push_screen(Ask(tr("Leave?"), text, (tr("Stay and mend it"), tr("Leave"))), answered)

    async def _close(self) -> None:
        await self.keeper.settled()
        if self.keeper.all_kept:
            self.dismiss()
            return

        def answered(index: int | None) -> None:
            if index == 1:
                self.keeper.give_up()
                self.draft = self.keeper.on_disk
                self._typed.clear()
                self.dismiss()

        text = f"{self.keeper.words}. {tr('What you have written here is not saved, and is gone when you leave.')}"
        self.app.push_screen(Ask(tr("Leave?"), text, (tr("Stay here"), tr("Leave"))), answered)

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [
            tr("What is held on the child apart from the meetings. Everything is saved as you go."),
            tr("What the child does not want to be raised is found by no search."),
        ]
