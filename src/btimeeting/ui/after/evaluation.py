"""The evaluation: five questions about the meeting, answered together or one by one. The case cannot be reached."""

from __future__ import annotations

import asyncio
import string
from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from btimeeting.domain.agenda import Entry as Skjema
from btimeeting.domain.meeting import Meeting
from btimeeting.i18n import N_, tr
from btimeeting.ui.after.answers import Answers, Checked, Key
from btimeeting.ui.after.plan import plan_told
from btimeeting.ui.command import Command, Entry, bindings, key_name
from btimeeting.ui.house_commands import HOUSE
from btimeeting.ui.kit.base import CommandScreen
from btimeeting.ui.look import Look
from btimeeting.ui.pad.drafts import Drafts, Failed, Saved
from btimeeting.ui.pad.when_words import saved_at
from btimeeting.ui.refused import failure_words
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.key_bar import KeyBar
from btimeeting.ui.widgets.split import EMPTY, Split, Text

ABOUT_TIME = "c"


class Back(Command["EvaluationScreen"]):
    """Done, or the rest later."""

    id = "back"
    typing_keys = ("escape",)
    name = N_("Done – or the rest later today")
    help = N_("What is answered is saved. The questions can be taken up again until the minutes are approved.")

    def short(self, at: EvaluationScreen) -> str:  # noqa: ARG002 - always the same
        """Fewer words."""
        return tr("Done for now")

    def do(self, at: EvaluationScreen) -> None:
        """Leave the questions."""
        at.leave()


class NextQuestion(Command["EvaluationScreen"]):
    """From line to line."""

    id = "question"
    name = N_("Next question")
    help = N_("Tab, ↓ and Enter go to the next question; ↑ goes back.")

    def key(self, *, typing: bool) -> str:  # noqa: ARG002 - somebody types all the time
        """The line's own key."""
        return key_name("tab")

    def keys_text(self) -> str:
        """All that do it."""
        return ", ".join(key_name(key) for key in ("tab", "enter", "down", "up"))

    def entries(self, at: EvaluationScreen) -> Iterable[Entry]:  # noqa: ARG002 - moving is no act for a list
        """None."""
        return ()

    def do(self, at: EvaluationScreen) -> None:
        """The next line."""
        at.action_step(1)


class NextVoice(Command["EvaluationScreen"]):
    """One employee after the other."""

    id = "voice"
    typing_keys = ("ctrl+n",)
    name = N_("One by one: next person")
    help = N_("Each answers alone, told apart by a number and never by name; the answers before are hidden.")

    def short(self, at: EvaluationScreen) -> str:  # noqa: ARG002 - always the same
        """Fewer words."""
        return tr("Next person")

    def do(self, at: EvaluationScreen) -> None:
        """The next one."""
        at.next_voice()


class Together(Command["EvaluationScreen"]):
    """All together again."""

    id = "together"
    typing_keys = ("ctrl+l",)
    name = N_("Answer together")
    help = N_("One answer to each question from all of you.")

    def possible(self, at: EvaluationScreen) -> bool:
        """While one answers alone."""
        return at.voice > 0

    def do(self, at: EvaluationScreen) -> None:
        """Together."""
        at.show_voice(0)


class EvaluationScreen(CommandScreen):
    """The questions of the agenda, a line each; everything is optional and saved while one types."""

    commands = (Back(), NextQuestion(), NextVoice(), Together(), *HOUSE)
    footer = ("back", "question", "voice", "together", "help")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(commands),
        Binding("down,tab", "step(1)", show=False),
        Binding("up,shift+tab", "step(-1)", show=False),
    ]

    def __init__(self, answers: Answers, meeting: Meeting, look: Look, *, apart: bool = False) -> None:
        """`apart`: in a window of their own people who answer alone are told apart from those of other windows."""
        super().__init__()
        self._answers = answers
        self._apart = apart
        self._drafts: Drafts[Key, str] = Drafts(self._answers.save, self._told)
        self._meeting = meeting
        self._look = look
        self._texts: dict[Key, str] = {}
        self._words: Mapping[Key, tuple[str, ...]] = {}
        """Names from the case, by the answer they stand in."""
        self.voice = 0
        self._before = 0
        """Voices of other windows: what they answered is not shown here."""

    def compose(self) -> ComposeResult:
        """Who answers, the questions, what the clock knows beside the third."""
        yield Split(id="evaluation-head")
        with VerticalScroll(id="evaluation", can_focus=False) as lines:
            lines.display = False  # until they can be written in: a key that is pressed at a question must not be lost
            for letter, question in self.questions.items():
                yield Static(told((f"{letter}  ", "bold $now"), question), classes="evaluation-question")
                yield Input(id=f"answer-{letter}", compact=True, classes="evaluation-answer")
                if letter == ABOUT_TIME:
                    yield Static(said(plan_told(self._meeting), "$quiet"), id="evaluation-plan")
        yield Text(id="evaluation-line")
        yield KeyBar(id="keys")

    @property
    def questions(self) -> dict[str, str]:
        """Letter → question, as the agenda has them."""
        agenda = self._meeting.agenda
        parts = () if agenda is None else agenda.after
        part = next((p for p in parts if Skjema.EVALUATION in p.entries or p.id == "evaluate"), None)
        return dict(zip(string.ascii_lowercase, part.prompts if part is not None else (), strict=False))

    def on_mount(self) -> None:
        """What has been answered already."""
        self._say("")
        self._head("")
        asyncio.wrap_future(self._answers.read()).add_done_callback(self._read)

    def _read(self, answer: asyncio.Future[dict[Key, str]]) -> None:
        if answer.cancelled() or not self.is_attached:
            return
        if answer.exception() is None:
            self._sync()
            self._texts = answer.result() | self._texts
            self._before = max((voice for _, voice in answer.result()), default=0) if self._apart else 0
            self._fill()
        asyncio.wrap_future(self._answers.named()).add_done_callback(self._named)
        self.query_one("#evaluation").display = True
        self.set_focus(self.query("Input").first(Input))

    def _named(self, answer: asyncio.Future[dict[Key, tuple[str, ...]]]) -> None:
        if not answer.cancelled() and self.is_attached and answer.exception() is None:
            self._point(answer.result())

    def next_voice(self) -> None:
        """The next one who answers alone."""
        self.show_voice(max(self.voice, self._before) + 1)

    def show_voice(self, voice: int) -> None:
        """The lines of this voice; those of the voice before are out of sight."""
        self._sync()
        self.voice = voice
        self._fill()
        self._head("")
        self._point(self._words)
        self.query_one(f"#answer-{next(iter(self.questions))}", Input).focus()

    def _fill(self) -> None:
        for letter in self.questions:
            self.query_one(f"#answer-{letter}", Input).value = self._texts.get((letter, self.voice), "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """A key."""
        event.stop()
        self._sync()

    def _sync(self) -> None:
        for letter in self.questions:
            text = self.query_one(f"#answer-{letter}", Input).value
            if text != self._texts.get((letter, self.voice), ""):
                self._texts[letter, self.voice] = text
                self._drafts.typed((letter, self.voice), text)

    def _told(self, answer: Saved | Failed) -> None:
        if not self.is_attached:
            return
        if isinstance(answer, Failed):
            self._head(
                tr("NOT SAVED ({kind}) – the text stands here and is tried again", kind=failure_words(answer.kind)),
                "bold $soon",
            )
            return
        if self._drafts.quiet:  # «lagra» is said of all that was typed
            self._head(saved_at(answer.at, self._look.zone))
        if isinstance(answer, Checked):
            self._point(answer.words)

    def _point(self, words: Mapping[Key, tuple[str, ...]]) -> None:
        """Names from the case are pointed at for as long as they stand there; nothing is taken out."""
        self._words = words
        here = {letter: words[letter, self.voice] for letter in self.questions if (letter, self.voice) in words}
        named = ", ".join(f"{letter}) " + " ".join(f"«{word}»" for word in found) for letter, found in here.items())
        text = tr("{words}: is this about the case? The evaluation is about the meeting.", words=named)
        self._say(text if here else "")

    def _head(self, state: str, style: str = "$quiet") -> None:
        who = tr("answered together") if not self.voice else tr("person {n} of those who answer alone", n=self.voice)
        left = told((tr("Evaluation of the meeting"), "bold $now"), " · ", who)
        self.query_one("#evaluation-head", Split).show(left, said(state, style) if state else EMPTY)

    def _say(self, text: str) -> None:
        line = self.query_one("#evaluation-line", Text)
        line.display = bool(text)
        line.show(said(f"▲ {text}", "bold $soon") if text else EMPTY)

    def on_input_submitted(self) -> None:
        """Enter goes to the next question."""
        self.action_step(1)

    def action_step(self, step: int) -> None:
        """Another question."""
        lines = list(self.query(Input))
        at = lines.index(self.focused) + step if isinstance(self.focused, Input) else 0
        lines[at % len(lines)].focus()

    def finish(self) -> None:
        """The window closes: what was typed is handed to the disk."""
        self._drafts.last()

    def leave(self) -> None:
        """Everything typed is saved, and the journal told."""
        self._sync()
        self._drafts.last()
        self._answers.done()
        self.dismiss(None)

    def help_here(self) -> list[str]:
        """What this is about."""
        return [tr("This is about how the meeting was run, not about the family. Every question may be left open.")]
