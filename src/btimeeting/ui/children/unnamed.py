"""Writing where no child is named: what may tell who it is about is shown before anything is saved."""

from __future__ import annotations

from datetime import date

from btimeeting.documents.anonymity_words import tells_who
from btimeeting.i18n import tr
from btimeeting.service.cases import TellsWho, found_in
from btimeeting.ui.children.one_by_one import AskScreen
from btimeeting.ui.children.questions import Question, Told
from btimeeting.ui.children.ways import Ways

MEANT = "meant"
AGAIN, SAVE = "again", "save"


class UnnamedScreen(AskScreen):
    """Questions whose answers are read for names and numbers when the case is about no named child."""

    written: tuple[str, ...] = ()
    """The questions whose answers are read."""
    always_shown = False
    """Whether it is shown also that nothing was found."""

    def __init__(self, ways: Ways, today: date, *, named: bool) -> None:
        super().__init__(ways, today)
        self.named = named
        self._found: dict[str, TellsWho] = {}
        """What was found in each text that has been read."""

    def own_question(self, told: Told) -> Question | None:
        """What the screen itself asks after these answers."""
        raise NotImplementedError

    def next_question(self, told: Told) -> Question | None:
        """The screen's own questions, then whether what was found is meant so."""
        own = self.own_question(told)
        if own is not None or self.named or MEANT in told:
            return own
        found = self._found.get(self._text(told))
        return self._check(found) if found is not None and (found.traces or self.always_shown) else None

    def _text(self, told: Told) -> str:
        return "\n".join(told.get(each, "") for each in self.written)

    def finish(self, told: Told) -> None:
        """All is said: read it for names first, where none may be written, then do what it is for."""
        text = self._text(told)
        if self.named or text in self._found:
            self.save(told)
            return

        def arrived(found: TellsWho) -> None:
            self._found[text] = found
            self.go_on()

        self.ask(lambda stores: found_in(stores.unlocked, text), arrived)

    def save(self, told: Told) -> None:
        """Do what it was asked for."""
        raise NotImplementedError

    def _check(self, found: TellsWho) -> Question:
        """What was found, and what can be done; an identity number is never kept."""
        lines = list(tells_who(found.traces))
        again = (AGAIN, tr("Write it again"))
        if found.never:
            return Question(MEANT, tr("This cannot be saved"), "\n".join(lines), choices=(again,))
        if not found.traces:
            lines = [tr("No name, date of birth or number was found.")]
        lines.append(tr("In a small place age, sex, department and diagnosis together can tell who it is."))
        lines += self.told_before_saving()
        save = (SAVE, tr("Save it: nobody can be known by it"))
        choices = (again, save) if found.traces else (save, again)
        return Question(MEANT, tr("Can somebody be known by it?"), "\n".join(lines), choices=choices)

    def told_before_saving(self) -> list[str]:
        """What else should be known before it is saved."""
        return []

    def takes(self, question: Question, answer: str) -> bool:
        """To write it again is to go back to it."""
        if question.id == MEANT and answer == AGAIN:
            self.go_back()
            return False
        return super().takes(question, answer)

    @property
    def act(self) -> str:
        """Going back is called so; what is to be read first is not saved yet."""
        marked = self.marked
        if marked is not None and marked.kind == "choice" and marked.key == AGAIN:
            return tr("Write it again")
        act = super().act
        return tr("Next question") if self.always_shown and act == tr(self.final) and not self.asked(MEANT) else act
