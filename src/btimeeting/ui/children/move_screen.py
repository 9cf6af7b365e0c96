"""Moving a case: one question at a time, what has to be said and at last why; Esc goes one question back."""

from __future__ import annotations

from btimeeting.documents.level_words import guard_name, mend, where
from btimeeting.domain.level_guards import Checked, MoveRefused
from btimeeting.domain.levels import LevelMove, Option
from btimeeting.i18n import N_, language, tr
from btimeeting.service.levels import Asked, Standing, move_case
from btimeeting.ui.children.questions import Question, Told
from btimeeting.ui.children.unnamed import UnnamedScreen
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.home_thread import HomeStores

WHY = "why"


class MoveScreen(UnnamedScreen):
    """The guards that are told, then why. Nothing is written before the last Enter."""

    final = N_("Move the case")

    def __init__(self, ways: Ways, found: Standing, option: Option, checks: tuple[Checked, ...]) -> None:
        super().__init__(ways, found.on, named=found.case.child_id is not None)
        self._standing, self._option = found, option
        self._asked = tuple(each for each in checks if not each.met)
        self.written = (*(each.guard.value for each in self._asked), WHY)

    def on_mount(self) -> None:
        """Which case, and which way."""
        super().on_mount()
        number = tr("case {number}", number=self._standing.case.number)
        self.head(f"{number} · {self._option.title.spoken(language())}")

    def own_question(self, told: Told) -> Question | None:
        """What has to be said of each guard, then why."""
        for each in self._asked:
            if each.guard.value not in told:
                how = mend(each)[:1].upper() + mend(each)[1:]
                return Question(each.guard.value, guard_name(each.guard), how, needed=how)
        if WHY not in told:
            note = where(self._standing.profile, self._option.to)
            needed = tr("Say why: it is kept with the move.")
            return Question(WHY, tr("Why is the case moved?"), note, needed=needed)
        return None

    def quietly(self, question: Question) -> str:  # noqa: ARG002 - the same at every question
        """How many questions are left."""
        left = len(self._asked) - len(self.told) + 1
        return tr("Nothing is moved before the last question is answered. Questions left: {n}", n=left)

    def save(self, told: Told) -> None:
        """Move it, or say what is lacking."""
        said = {each.guard: told[each.guard.value] for each in self._asked}
        found, option, user = self._standing, self._option, self.ways.door.user

        def work(stores: HomeStores) -> LevelMove | MoveRefused:
            made = move_case(
                stores.unlocked,
                stores.clock,
                found.profile,
                found.case.id,
                option=option.id,
                asked=Asked(told=said),
                by=user or "?",
                why=told[WHY],
            )
            if isinstance(made, LevelMove):
                self.ways.looker(stores).look("move", "case", found.case.id)
            return made

        self.ask(work, self._done)

    def _done(self, made: LevelMove | MoveRefused) -> None:
        if isinstance(made, LevelMove):
            self.dismiss()
            return
        lacking = "; ".join(f"{guard_name(each.guard)}: {mend(each)}" for each in made.lacking)
        self.tell(tr("The case was not moved.") + f" {lacking}", loud=True)
        self.again()

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [tr("One question at a time. Esc goes one question back; nothing is moved before the last one.")]
