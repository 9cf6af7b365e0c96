"""What everyone in the room may see: the wall's picture. It is given a meeting, its clocks and the services' names.

No name of a person and nothing typed about a case can reach it: it is given neither.
"""

from __future__ import annotations

from datetime import tzinfo

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from btimeeting.domain.clock import ClockFace, Heat
from btimeeting.domain.meeting import Meeting
from btimeeting.i18n import tr
from btimeeting.ui import words
from btimeeting.ui.picture import Kind, Picture, picture
from btimeeting.ui.said import said, told
from btimeeting.ui.widgets.bar import Bar
from btimeeting.ui.widgets.huge_digits import HugeDigits
from btimeeting.ui.widgets.progress import beads
from btimeeting.ui.widgets.split import EMPTY, Split, Text

_SHOWN = {
    Kind.DIGITS: {"room-digits", "room-turn", "room-bar", "room-beads"},
    Kind.CALM: {"room-calm", "room-turn", "room-beads"},
    Kind.WAITING: {"room-huge", "room-words", "room-beads"},
    Kind.THANKS: {"room-huge"},
    Kind.QUESTIONS: {"room-words"},
    Kind.ENDED: {"room-words"},
    Kind.DARK: {"room-words"},
}


LONGEST_QUESTION = 70
"""Letters of a question that has room in one row of the smallest window."""


class RoomFace(Vertical):
    """The wall's picture, for the wall itself and for the console's room face."""

    def __init__(
        self,
        zone: tzinfo,
        *,
        hint: str = "",
        dark_hint: str = "",
        stop_hint: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`hint` is said while the meeting waits, `dark_hint` on black screens, `stop_hint` when all is stopped.

        The wall says none of them.
        """
        super().__init__(id=id)
        self._zone = zone
        self._hint, self._dark_hint, self._stop_hint = hint, dark_hint, stop_hint
        self._kind: Kind | None = None

    def say_instead(self, text: str) -> None:
        """A sentence in place of the picture, as long as there is no meeting to show."""
        if self._kind is None:
            for child in self.children:
                child.display = child.id == "room-words"
            self.query_one("#room-words", Text).show(said(text, "$quiet"))

    def compose(self) -> ComposeResult:
        """The lines of the picture; which of them are seen depends on its kind."""
        yield Split(id="room-head")
        yield HugeDigits(id="room-digits")
        with Vertical(id="room-calm"):
            yield Bar(id="room-calm-bar")
            yield Text(id="room-calm-words")
        yield HugeDigits(id="room-huge")
        yield Text(id="room-words")
        yield Text(id="room-state")
        yield Split(id="room-turn")
        with Vertical(id="room-bar"):
            yield Bar(id="room-turn-bar")
            yield Split(id="room-rule")
        yield Text(id="room-beads")

    def show(self, meeting: Meeting, clock: ClockFace, labels: words.Labels) -> None:
        """Paint what changed."""
        seen = picture(meeting, clock)
        if seen.kind is not self._kind:
            self._kind = seen.kind
            for child in self.children:
                child.display = child.id in ("room-head", "room-state") or child.id in _SHOWN[seen.kind]
        self._show_head(meeting, clock, seen)
        self._show_state(meeting, seen)
        self.query_one("#room-beads", Text).show(beads(meeting) if seen.kind is not Kind.DARK else EMPTY)
        if seen.kind is Kind.DIGITS:
            self.query_one("#room-digits", HugeDigits).show(words.countdown(seen.left), seen.heat)
            self._show_bar(meeting, clock, seen)
        elif seen.kind is Kind.CALM:
            self.query_one("#room-calm-bar", Bar).show(seen.share)
            text = said(tr("We are rounding off"), "bold") if seen.heat is Heat.OVER else said(words.rule(meeting))
            self.query_one("#room-calm-words", Text).show(text)
        else:
            huge = tr("Welcome") if seen.kind is Kind.WAITING else tr("Thank you for today")
            self.query_one("#room-huge", HugeDigits).show(huge.upper())
            below = self.query_one("#room-words", Text)
            below.set_class(seen.kind is Kind.WAITING, "-below")
            below.show(self._words(meeting, seen.kind))
        self._show_turn(meeting, labels, seen)

    def _show_head(self, meeting: Meeting, clock: ClockFace, seen: Picture) -> None:
        head = self.query_one("#room-head", Split)
        if seen.kind not in (Kind.DIGITS, Kind.CALM, Kind.WAITING):
            head.show(EMPTY)
            return
        number = words.phase_number(meeting)
        title = said(words.phase_title(meeting).upper(), "bold")
        left = told((f"{number} · ", "$quiet"), title.plain) if number else title
        left = left.stylize("bold", len(left.plain) - len(title.plain))
        head.show(left, said(words.ends(meeting, clock, self._zone, calm=seen.kind is Kind.CALM), "$quiet"))

    def _show_state(self, meeting: Meeting, seen: Picture) -> None:
        text: Content = said(" ")
        if seen.paused:
            text = said(words.stage_word(meeting), "bold")
        elif seen.kind is Kind.DIGITS and seen.heat is not Heat.QUIET:
            text = said(words.heat_word(seen.heat), "bold $soon" if seen.heat is Heat.SOON else "bold $over")
        self.query_one("#room-state", Text).show(text)

    def _show_turn(self, meeting: Meeting, labels: words.Labels, seen: Picture) -> None:
        if seen.kind not in (Kind.DIGITS, Kind.CALM):
            return
        after = tr("next: {who}", who=words.next_who(meeting, labels))
        now = said(words.speaks_now(meeting, labels), "bold $now")
        self.query_one("#room-turn", Split).show(now, said(after, "$quiet"))

    def _show_bar(self, meeting: Meeting, clock: ClockFace, seen: Picture) -> None:
        heat = clock.turn_heat if clock.turn_remaining is not None else clock.heat
        self.query_one("#room-turn-bar", Bar).show(seen.share, heat)
        left, turn = EMPTY, clock.turn_remaining
        if turn is not None and turn != seen.left and clock.turn_budget != clock.planned:
            time = words.countdown(turn)
            hot = words.heat_word(heat)
            left = told((tr("turn {time}", time=time), "bold"), (f"  {hot}" if hot else "", "bold $soon"))
        self.query_one("#room-rule", Split).show(left, said(words.rule(meeting), "$quiet"), EMPTY)

    def _words(self, meeting: Meeting, kind: Kind) -> Content:
        """The few words of a picture without a clock."""
        match kind:
            case Kind.WAITING:
                return said(f"   {self._hint}   ", "bold reverse $now") if self._hint else EMPTY
            case Kind.QUESTIONS:
                return self._questions(meeting)
            case Kind.ENDED:
                return told((tr("The meeting is over"), "bold $now"), "\n\n", tr("Thank you for today"))
            case _:
                return said(self._stop_hint if meeting.stopped else self._dark_hint, "$quiet")

    def _questions(self, meeting: Meeting) -> Content:
        part = meeting.agenda.part("evaluate") if meeting.agenda is not None else None
        if part is None:
            return said(tr("Thank you for today"), "bold $now")
        lines: list[str | tuple[str, str]] = [(part.title, "bold $now"), "\n"]
        width = max((len(question) for question in part.prompts), default=0)
        for letter, question in zip("abcdefghij", part.prompts, strict=False):
            begins_alike = question.ljust(width) if width <= LONGEST_QUESTION else question  # the rows are centred
            lines += ["\n", (f"{letter}  ", "bold $now"), begins_alike, "\n"]
        return told(*lines)
