"""Moving a case: one question at a time, what has to be said and at last why; Esc goes one question back."""

from __future__ import annotations

from textual.widgets import Input

from btimeeting.documents.level_words import guard_name, mend, where
from btimeeting.domain.level_guards import Checked, MoveRefused
from btimeeting.domain.levels import Guard, LevelMove, Option
from btimeeting.i18n import N_, language, tr
from btimeeting.service.levels import Asked, Standing, move_case
from btimeeting.ui.children.finder import FinderScreen, Line
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.home_thread import HomeStores


class MoveScreen(FinderScreen):
    """The guards that are told, then why. Nothing is written before the last Enter."""

    placeholder = N_("Write here, then Enter")

    def __init__(self, ways: Ways, found: Standing, option: Option, checks: tuple[Checked, ...]) -> None:
        super().__init__(ways)
        self._found, self._option = found, option
        self._asked = tuple(each for each in checks if not each.met)
        self._told: list[str] = []
        self._busy = False

    def on_mount(self) -> None:
        """The first question."""
        super().on_mount()
        self.query_one(Input).max_length = 500
        self.head(self._option.title.spoken(language()), where(self._found.profile, self._option.to))
        self._show()

    @property
    def _line(self) -> Input:
        return self.query_one(Input)

    @property
    def _last(self) -> bool:
        return len(self._told) == len(self._asked)

    def _show(self) -> None:
        """What is asked now, right under the line to write in; below it what has been said."""
        if self._last:
            question, lines = tr("Why is the case moved?"), []
        else:
            asked = self._asked[len(self._told)]
            question, lines = guard_name(asked.guard), [Line(f"  {mend(asked)}", style="$quiet")]
        self._line.placeholder = question
        lines = [Line(question, style="bold"), *lines, Line("")]
        lines += [Line(f"{guard_name(e.guard)}: {text}") for e, text in zip(self._asked, self._told, strict=False)]
        self.show(lines)
        left = len(self._asked) - len(self._told) + 1
        self.tell(tr("Nothing is moved before the last question is answered. Questions left: {n}", n=left))

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Enter is for something now."""
        self.show_keys()

    @property
    def act(self) -> str:
        """On to the next question, or the move itself."""
        if not self._line.value.strip() or self._busy:
            return ""
        return tr("Move the case") if self._last else tr("Next question")

    def choose(self) -> None:
        """Take the answer; after the last one the case is moved."""
        text = " ".join(self._line.value.split())
        if not text or self._busy:
            return
        if self._last:
            self._move(text)
            return
        self._told.append(text)
        self._line.value = ""
        self._show()

    def go_back(self) -> None:
        """One question back, with what was written; before the first one, out."""
        if not self._told:
            super().go_back()
            return
        self._line.value = self._told.pop()
        self._line.cursor_position = len(self._line.value)
        self._show()

    def _move(self, why: str) -> None:
        told: dict[Guard, str] = dict(zip((each.guard for each in self._asked), self._told, strict=True))
        found, option, user = self._found, self._option, self.ways.door.user
        self._busy = True

        def work(stores: HomeStores) -> LevelMove | MoveRefused:
            made = move_case(
                stores.unlocked,
                stores.clock,
                found.profile,
                found.case.id,
                option=option.id,
                asked=Asked(told=told),
                by=user or "?",
                why=why,
            )
            if isinstance(made, LevelMove):
                self.ways.looker(stores).look("move", "case", found.case.id)
            return made

        self.ask(work, self._done)

    def failed(self, failure: BaseException) -> None:
        """Say it; what was answered stands, and the last Enter can be pressed again."""
        super().failed(failure)
        self._busy = False
        self.show_keys()

    def _done(self, made: LevelMove | MoveRefused) -> None:
        self._busy = False
        if isinstance(made, LevelMove):
            self.dismiss()
            return
        lacking = "; ".join(f"{guard_name(each.guard)}: {mend(each)}" for each in made.lacking)
        self.tell(tr("The case was not moved.") + f" {lacking}", loud=True)
        self.show_keys()

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [tr("One question at a time. Esc goes one question back; nothing is moved before the last one.")]
