"""Questions one at a time: Enter takes the answer, Esc goes one question back, nothing is written before the last one.

What is typed is never lost: what is lacking is told below it, and so is a save that was refused.
"""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.widgets import OptionList, TextArea

from btimeeting.i18n import tr
from btimeeting.service.record_ports import Locked as CaseLocked
from btimeeting.ui.children.finder import FinderScreen, ListRow, Rows
from btimeeting.ui.children.questions import Question, Told, read, said_of
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.kit.ask import Ask
from btimeeting.ui.pad.note_area import NoteArea
from btimeeting.ui.refused import failure_words
from btimeeting.ui.said import said
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.split import Split, Text

_ARROWS = ("mark-down", "mark-up", "page-down", "page-up")


class QuestionView(FinderScreen):
    """A question as it is shown: what is asked, where one writes or chooses, what has been said."""

    def __init__(self, ways: Ways, today: date) -> None:
        super().__init__(ways)
        self.today = today
        self._told: list[tuple[Question, str, str]] = []
        """Each question with its answer, and the answer as it was typed."""
        self._now: Question | None = None
        self._busy = False
        self._half: dict[str, str] = {}
        """What stood half written when somebody went back from it."""
        self._complained = ""
        """The text something was wrong with."""

    def compose(self) -> ComposeResult:
        """What is asked, where one writes or chooses, what has been said."""
        yield Split(id="finder-head")
        yield Text(id="asked")
        yield NoteArea(id="asked-area")
        yield Rows(id="finder-rows", markup=False)
        yield Text(id="finder-line")
        yield KeyBar(id="keys")

    @property
    def area(self) -> NoteArea:
        """Where one writes."""
        return self.query_one("#asked-area", NoteArea)

    @property
    def told(self) -> dict[str, str]:
        """The answers so far."""
        return {question.id: answer for question, answer, _ in self._told}

    def show_question(self, question: Question | None, typed: str | None = None) -> None:
        """Ask it, with what had been typed already when it is asked again."""
        assert question is not None  # noqa: S101 - every screen asks something
        self._now = question
        asked = said(question.text, "bold")
        self.query_one("#asked", Text).show(asked + said(f"\n{question.note}", "$quiet") if question.note else asked)
        self.area.display = not question.choices
        found = [ListRow(words, tr("Choose"), "choice", value) for value, words in question.choices]
        found += [ListRow("")] if found and self._told else []
        found += [ListRow(said_of(asked, answer), style="$quiet") for asked, answer, _ in self._told]
        if question.choices:
            self.set_focus(None)
        else:
            self.area.load_text(self._half.pop(question.id, question.given) if typed is None else typed)
            self.area.move_cursor(self.area.document.end)
            self.area.focus()
        self.show(found)
        if question.choices and typed is not None:
            self.mark_key(typed)
        self.tell(self.quietly(question))

    def quietly(self, question: Question) -> str:
        """The quiet line below a question."""
        if question.day:
            return tr("Write a day as you say it: 12.1., Friday, in 6 weeks.")
        return tr("Nothing is saved before the last question is answered.")

    def on_text_area_changed(self, _event: TextArea.Changed) -> None:
        """Enter is for something else now, and what was wrong has been seen to."""
        self.show_keys()
        if self._now is not None and self._complained and self.area.text.strip() not in ("", self._complained):
            self._complained = ""
            self.tell(self.quietly(self._now))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While somebody writes, the arrows are the text's own."""
        arrows = action == "do" and bool(parameters) and parameters[0] in _ARROWS
        return not (arrows and self._now is not None and not self._now.choices)


class AskScreen(QuestionView):
    """One question at a time. Who inherits says which one comes next, and what is done with the answers."""

    final = ""
    """What Enter is called at the last question; to be translated."""

    def on_mount(self) -> None:
        """The first question."""
        super().on_mount()
        self.area.placeholder = tr("Write here, then Enter")
        self.begin()

    def begin(self) -> None:
        """Ask the first question; who has to read something first does that instead."""
        self.show_question(self.next_question({}))

    def next_question(self, told: Told) -> Question | None:
        """What is asked after these answers; None when all has been said."""
        raise NotImplementedError

    def finish(self, told: Told) -> None:
        """Do what it was asked for."""
        raise NotImplementedError

    # --- commands ----------------------------------------------------------------------------------------------

    @property
    def act(self) -> str:
        """On to the next question, or what it is all for."""
        if self._now is None or self._busy:
            return ""
        answer, wrong = self._read()
        if wrong:
            return tr("Next question")  # and Enter says what is lacking
        if self.next_question({**self.told, self._now.id: answer}) is None:
            return tr(self.final)
        if not self._now.choices and not answer:
            return tr("Leave it empty")
        return tr("Next question")

    def choose(self) -> None:
        """Take the answer; after the last one it is done."""
        if self._now is None or self._busy:
            return
        answer, wrong = self._read()
        if wrong:
            self._complained = self.area.text.strip() or " "
            self.tell(wrong, loud=True)
            return
        self._complained = ""
        if not self.takes(self._now, answer):
            return
        self.go_on()

    def go_on(self) -> None:
        """Ask what follows the answer that stands, or do what it was all for."""
        now = self._now
        assert now is not None  # noqa: S101 - see choose
        answer, _ = self._read()
        following = self.next_question({**self.told, now.id: answer})
        if following is not None:
            self._busy = False
            self._told.append((now, answer, self._typed()))
            self.show_question(following)
            return
        self._busy = True
        self.show_keys()
        self.finish({**self.told, now.id: answer})

    def asked(self, question_id: str) -> bool:
        """Whether this is asked now."""
        return self._now is not None and self._now.id == question_id

    def takes(self, question: Question, answer: str) -> bool:  # noqa: ARG002 - the rule for those that take all
        """Whether an answer leads on; who says no has done something else with it."""
        return True

    def open(self, line: ListRow) -> None:
        """A click chooses too."""

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click is Enter."""
        event.stop()
        self.choose()

    def _typed(self) -> str:
        assert self._now is not None  # noqa: S101 - something is asked
        if not self._now.choices:
            return self.area.text
        return self.marked.key if self.marked is not None and self.marked.kind == "choice" else ""

    def _read(self) -> tuple[str, str]:
        """The answer, and what is wrong with it."""
        assert self._now is not None  # noqa: S101 - see choose
        return read(self._now, self._typed(), self.today)

    def go_back(self) -> None:
        """One question back, with what was written; before the first one, out (asked first, when something stands)."""
        if self._busy:
            return
        if self._told:
            if self._now is not None and not self._now.choices:
                self._half[self._now.id] = self.area.text
            question, _, typed = self._told.pop()
            self.show_question(question, typed)
            return
        asked = self._now
        if asked is None or asked.choices or self.area.text.strip() in ("", asked.given.strip()):
            super().go_back()
            return
        answers = (tr("Go on writing"), tr("Throw it away"))
        self.app.push_screen(
            Ask(tr("Throw away what you have written?"), tr("It has not been saved."), answers), self._thrown
        )

    def _thrown(self, index: int | None) -> None:
        if index == 1:
            self.dismiss()

    # --- afterwards --------------------------------------------------------------------------------------------

    def saved(self, _done: object) -> None:
        """It is done: back to where one came from, which shows it."""
        self.dismiss()

    def failed(self, failure: BaseException) -> None:
        """Say it; what was written stands, and the last Enter can be pressed again."""
        if isinstance(failure, CaseLocked):
            super().failed(failure)
        else:
            self.tell(self.refusal(failure), loud=True)
        self.again()

    def again(self) -> None:
        """The last Enter can be pressed again."""
        self._busy = False
        self.show_keys()

    def refusal(self, failure: BaseException) -> str:
        """Why nothing was saved."""
        kind = failure_words(type(failure).__name__)
        return tr("Nothing was saved ({kind}). What you wrote still stands here: try again.", kind=kind)

    def help_here(self) -> list[str]:
        """What this screen is for."""
        return [
            tr("One question at a time: Enter takes the answer, Esc goes one question back with what you wrote."),
            tr("Nothing is saved before the last question is answered."),
        ]
