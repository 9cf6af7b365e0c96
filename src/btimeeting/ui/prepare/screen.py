"""Førebu: one form with parts that can be walked in any order, saved as one goes, taken up again any day."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from btimeeting.domain.events import WallStyle
from btimeeting.domain.moment import Moment
from btimeeting.i18n import ntr, tr
from btimeeting.service import plan
from btimeeting.service.readiness import meeting_day
from btimeeting.service.wall_rehearsal import scenes
from btimeeting.ui.command import bindings
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.ask import Ask
from btimeeting.ui.prepare import part_case
from btimeeting.ui.prepare.commands import PREPARE
from btimeeting.ui.prepare.wall_screen import WallRehearsal
from btimeeting.ui.prepare.widgets import field_id
from btimeeting.ui.prepare.writing import WritingScreen


class PrepareScreen(WritingScreen):
    """The form. It owns what is being typed; everything else is the record."""

    commands = (*PREPARE, *HOUSE)
    footer = ("field-next", "turn", "section-next", "leave", "take-away", "move-up", "help")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(commands)]

    def ask_quit(self) -> None:
        """What is being written is kept before anything is asked."""
        self._commit(field_id(self.focused))
        super().ask_quit()

    def move_up(self) -> None:
        """One earlier in the order."""
        if self.record is not None and self.row_owner:
            focused = field_id(self.focused)
            self._commit(focused)
            self.record = (
                plan.move_earlier(self.record, self.row_owner)
                if plan.is_person(self.record, self.row_owner)
                else self.record
            )
            self._save()
            self.refresh_form()

    def take_away(self) -> None:
        """Take the focused row away."""
        owner = self.row_owner
        if self.record is None or not owner:
            return
        remove = plan.remove_person if plan.is_person(self.record, owner) else plan.remove_tried
        for one in (one for s in self.sections for row in s.rows for one in row if one.owner == owner):
            self._typed.pop(one.id, None)
            self._mended(one.id)
        self.record = remove(self.record, owner)
        self._save()
        self.step(-1)
        self.refresh_form()

    def rehearse_wall(self) -> None:
        """What everyone will see, before anybody sees it; an agenda that cannot be read has no wall."""
        record, context = self._here()
        if context.agenda is None:
            return
        begins = Moment(at=record.info.planned_start or context.now)
        found = scenes(record, context.agenda, begins, meeting_day(record, context.today, context.zone))
        wall = WallRehearsal(found, record.info.wall_style, self._look)
        self.app.push_screen(wall, lambda _: self._take_style(wall.style))

    def _take_style(self, style: WallStyle) -> None:
        record, _ = self._here()
        if style is not record.info.wall_style:
            self.record = plan.with_info(record, wall_style=style)
            self._save()
        self.refresh_form()
        self.form.focus_field(part_case.WALL)

    def leave(self) -> None:
        """Save, and out; what could not be understood is asked about first."""
        self._commit(field_id(self.focused))
        if not self.problems:
            self.run_worker(self._close(), exit_on_error=False)
            return
        text = ntr("{n} field is not understood. It stays as you wrote it, and is not used.",
                   "{n} fields are not understood. They stay as you wrote them, and are not used.",
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

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [
            tr("Fill in what you know, in any order. Everything is saved as you go, and can be gone on with any day."),
            tr("Nothing here is required: what is missing stands in the last part, and never stops the meeting."),
        ]

    def quit_question(self) -> tuple[str, str]:
        """Closing keeps everything."""
        return tr("Close this window?"), tr("What is written is saved. Go on with: btimeeting meet prepare")
