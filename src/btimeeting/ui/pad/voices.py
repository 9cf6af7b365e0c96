"""What each says to the decision: a line a person, and under it that person's own view where it is not a plain yes.

The view stands under the one it belongs to, so that nobody has to remember whose it is; two parents who see it
differently stand one under the other. Every key of it is on its way to disk.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from btimeeting.domain.record import Answer, Participant
from btimeeting.i18n import tr
from btimeeting.ui.pad.decision_draft import Draft
from btimeeting.ui.pad.decision_lines import person_words, voice_line
from btimeeting.ui.pad.lines import Line
from btimeeting.ui.pad.pick_list import PickList
from btimeeting.ui.said import said

LINE = 500


class Voice(Vertical):
    """One person: the answer, and the view."""

    DEFAULT_CSS = """
    Voice { height: auto; }
    Voice Horizontal { height: 1; padding-left: 4; }
    Voice .voice-whose { width: auto; max-width: 50%; padding-right: 1; }
    """

    class Viewed(Message):
        """The view of that person is another one now."""

        def __init__(self, person: Participant, text: str) -> None:
            super().__init__()
            self.person, self.text = person, text

    def __init__(self, number: int) -> None:
        super().__init__(id=f"voice-{number}")
        self.number = number
        self.picks = PickList(id=f"voice-{number}-answer")
        self.view = Line(id=f"voice-{number}-view", max_length=LINE, classes="row-line")
        self.view.select_on_focus = False  # whoever comes back to a view writes on in it
        self._whose = Static("", classes="voice-whose", markup=False)
        self._row = Horizontal(self._whose, self.view)
        self._person: Participant | None = None
        self._shown = ""
        """The view as it was last put here; what differs from it a hand has typed."""

    def compose(self) -> ComposeResult:
        """The answer above, the view under it."""
        yield self.picks
        yield self._row

    def show(self, draft: Draft, person: Participant) -> None:
        """Show what this person says; what a hand has typed and nobody has taken in yet stays."""
        if self._person is not None and self._person.id != person.id:
            self._shown = self.view.value = ""
        self._person = person
        self.picks.show([voice_line(draft, person)], tr("Next answer"))
        self._whose.update(said(tr("The view of {who}:", who=person_words(person)), "$quiet"))
        found = draft.voice(person)
        text = found.text if found is not None else ""
        if self.view.value == self._shown and self.view.value != text:
            self.view.value = text
        if self.view.value == text:
            self._shown = text
        otherwise = found is not None and found.answer is not Answer.YES
        self._row.display = otherwise or bool(text) or self.view.has_focus

    @property
    def person(self) -> Participant | None:
        """Whose line it is."""
        return self._person

    def typed(self) -> tuple[Participant, str] | None:
        """What a hand has typed here since it was last shown or taken in."""
        if self._person is None or self.view.value == self._shown:
            return None
        self._shown = self.view.value
        return self._person, self.view.value

    def on_input_changed(self, event: Input.Changed) -> None:
        """A key."""
        event.stop()
        if (typed := self.typed()) is not None:
            self.post_message(self.Viewed(*typed))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on; the view is kept already."""
        event.stop()
        self.screen.focus_next()


class Voices(Vertical):
    """Everybody who is asked, in order."""

    DEFAULT_CSS = "Voices { height: auto; }"

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._all: list[Voice] = []
        """Held here: what stands in them is still asked for when the window has been taken apart."""

    def compose(self) -> ComposeResult:
        """The question, then the people."""
        yield Static(said(tr("What does each say to this?"), "$quiet"), id="voices-head")

    def show(self, draft: Draft) -> None:
        """Show what each says; somebody who came later gets a line."""
        people = draft.people
        self.display = bool(people)
        fresh = [Voice(number) for number in range(len(self._all), len(people))]
        self._all += fresh
        if fresh:
            self.mount_all(fresh)
        for voice in self._all:
            voice.display = voice.number < len(people)
            if voice.display:
                voice.show(draft, people[voice.number])

    def of(self, picks: PickList) -> Voice | None:
        """Whose answer is picked there."""
        return next((voice for voice in self._all if voice.picks is picks), None)

    def typed(self) -> Iterator[tuple[Participant, str]]:
        """Views that a hand has changed and nobody has taken in yet."""
        for voice in self._all:
            if (found := voice.typed()) is not None:
                yield found

    def clear(self) -> None:
        """Nobody is asked here any more: no name and no word of anybody is left."""
        self._all = []
        self.remove_children(Voice)
        self.display = False
