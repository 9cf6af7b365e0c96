"""A note on level 0, from the list of children: no name, what may tell who it is shown, and when it deletes itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from btimeeting.documents.case_page_text import deletes_itself
from btimeeting.i18n import N_, tr
from btimeeting.service.level_zero import NoUnnamedLevel, write_note
from btimeeting.ui.children.questions import Question, Told
from btimeeting.ui.children.unnamed import UnnamedScreen
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.home_thread import HomeStores

TEXT = "note"


class NoteScreen(UnnamedScreen):
    """The note; what was found in it is always shown before it is saved."""

    final = N_("Save the note")
    written = (TEXT,)
    always_shown = True

    def __init__(self, ways: Ways, today: date, opened: Callable[[str], None]) -> None:
        """`opened` is told the new case."""
        super().__init__(ways, today, named=False)
        self._opened = opened

    def on_mount(self) -> None:
        """What this is."""
        super().on_mount()
        self.head(tr("Note without a name"), tr("Level 0"))

    def own_question(self, told: Told) -> Question | None:
        """What somebody wonders about."""
        if TEXT in told:
            return None
        needed = tr("Nothing was written. Write what you wonder about.")
        note = tr("On level 0 no child is named: the parents may not know yet.")
        return Question(TEXT, tr("What do you wonder about? No names, no birth dates."), note, needed=needed)

    def told_before_saving(self) -> list[str]:
        """When it goes."""
        gone_on = self.today + timedelta(days=self.ways.door.note_days)
        return [tr("The note {what}.", what=deletes_itself(gone_on))]

    def save(self, told: Told) -> None:
        """Save it, and show its case."""

        def work(stores: HomeStores) -> str:
            door = self.ways.door
            text, days, by = told[TEXT], door.note_days, door.user or "?"
            case, _ = write_note(stores.unlocked, stores.clock, door.profile(), text, days, by=by)
            self.ways.looker(stores).look("edit", "case", case.id)
            return case.id

        self.ask(work, self._shown)

    def _shown(self, case_id: str) -> None:
        self.dismiss()
        self._opened(case_id)

    def refusal(self, failure: BaseException) -> str:
        """The profile has no such level."""
        if isinstance(failure, NoUnnamedLevel):
            return tr("In this municipality's profile every level names the child: there are no such notes.")
        return super().refusal(failure)
