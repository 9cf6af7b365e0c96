"""One calm prompt for the viddevakt, with its three answers. It never takes the focus and can wait."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from btimeeting.domain.events import Prompt, PromptAnswer
from btimeeting.i18n import N_, tr
from btimeeting.ui.said import said, told

ANSWERS = (
    (PromptAnswer.SAID, N_("Said")),
    (PromptAnswer.LET_GO, N_("Let it go")),
    (PromptAnswer.ASK_LEADER, N_("Ask the leader")),
)
BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A prompt as it is shown: which one, its occasion and what it says."""

    prompt: Prompt
    key: str
    text: str


class PromptLine(Widget):
    """A row with the prompt at the left and the answers at the right; ← → choose, Enter or a click answers."""

    DEFAULT_CSS = """
    PromptLine { height: 1; width: 1fr; }
    """

    class Answered(Message):
        """The viddevakt did something with a prompt."""

        def __init__(self, suggestion: Suggestion, answer: PromptAnswer) -> None:
            super().__init__()
            self.suggestion, self.answer = suggestion, answer

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.suggestion: Suggestion | None = None
        self._line = ""
        self._chosen = 0

    def show(self, suggestion: Suggestion | None, line: str = "") -> None:
        """Show a prompt, or without one a `line` (what to say when breaking in), or nothing."""
        if (suggestion, line) == (self.suggestion, self._line):
            return
        if suggestion is None or self.suggestion is None or suggestion.key != self.suggestion.key:
            self._chosen = 0
        self.suggestion, self._line = suggestion, line
        self.refresh()

    def choose(self, step: int) -> None:
        """Mark the answer before (−1) or after (1)."""
        self._chosen = (self._chosen + step) % len(ANSWERS)
        self.refresh()

    def answer(self) -> None:
        """Give the marked answer."""
        if self.suggestion is not None:
            self.post_message(self.Answered(self.suggestion, ANSWERS[self._chosen][0]))

    def _answers_width(self) -> int:
        return sum(len(tr(text)) for _, text in ANSWERS) + len(BETWEEN) * (len(ANSWERS) - 1)

    def render(self) -> Content:
        """The prompt and its answers."""
        width = self.content_size.width
        text = self.suggestion.text if self.suggestion is not None else self._line
        if not text:
            return said("")
        left = told((tr("Viddevakt"), "bold $quiet"), "  ", (f"«{text}»", "$soon" if self.suggestion else ""))
        if self.suggestion is None:
            return left.truncate(width, ellipsis=True)
        room = max(0, width - self._answers_width() - 2)
        parts: list[str | tuple[str, str]] = []
        for index, (_, name) in enumerate(ANSWERS):
            if index:
                parts.append((BETWEEN, "$quiet"))
            parts.append((tr(name), "bold reverse" if index == self._chosen else "bold"))
        return left.truncate(room, ellipsis=True, pad=True).append("  ").append(told(*parts))

    def on_click(self, event: events.Click) -> None:
        """Answer what was clicked."""
        if self.suggestion is None:
            return
        place = event.get_content_offset(self)
        at = self.content_size.width - self._answers_width()
        for index, (_, name) in enumerate(ANSWERS):
            if place is not None and at <= place.x < at + len(tr(name)):
                self._chosen = index
                self.answer()
                return
            at += len(tr(name)) + len(BETWEEN)
