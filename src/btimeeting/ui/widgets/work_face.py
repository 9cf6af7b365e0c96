"""What whoever leads works with: agenda, clock, whose turn, prompts, open points, and room for the referent's pad."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content

from btimeeting.documents.labels import group_name
from btimeeting.domain.clock import Heat
from btimeeting.domain.meeting import Stage
from btimeeting.i18n import tr
from btimeeting.i18n.dates import clock_time, duration
from btimeeting.ui import words
from btimeeting.ui.picture import share
from btimeeting.ui.said import said, told
from btimeeting.ui.sight import Sight
from btimeeting.ui.widgets.agenda_rail import AgendaRail
from btimeeting.ui.widgets.bar import Bar
from btimeeting.ui.widgets.heading import HEAT_STYLE, beside, numbered_title, time_in_few_words
from btimeeting.ui.widgets.huge_digits import HugeDigits
from btimeeting.ui.widgets.prompt_line import PromptLine, Suggestion
from btimeeting.ui.widgets.split import EMPTY, GAP, CutText, Split, Text

WIDE = 100
"""From this width on the agenda stands beside the clock (the style sheet's -wide)."""


class WorkFace(Vertical):
    """The work face. The pad is mounted into the container `#pad`."""

    def compose(self) -> ComposeResult:
        """The lines; the style sheet puts them beside or under each other."""
        yield Split(id="work-head")
        with Horizontal(id="work-main"):
            yield AgendaRail(id="work-rail")
            with Container(id="work-now"):
                with Horizontal(id="work-clock"):
                    yield Text(id="work-phase")
                    yield HugeDigits(align="left", id="work-digits")
                with Vertical(id="work-turn"):
                    yield Split(id="work-who")
                    yield Bar(id="work-turn-bar")
                    yield Text(id="work-then")
                    yield Text(id="work-next")
        yield CutText(id="work-cue")
        yield PromptLine(id="work-prompt")
        yield Split(id="work-open")
        yield Container(id="pad")

    @property
    def wide(self) -> bool:
        """Whether the agenda stands beside the clock."""
        return self.size.width >= WIDE

    def show(
        self, seen: Sight, points: tuple[str, ...], cue: tuple[str, str], suggestion: Suggestion | None, line: str
    ) -> None:
        """Paint what changed. `cue` is to whom and what; `line` is the viddevakt's when there is no suggestion."""
        meeting = seen.meeting
        self._show_head(seen)
        if self.wide:
            self.query_one(AgendaRail).show_meeting(meeting, seen.labels)
            self.query_one("#work-phase", Text).show(self._phase(seen))
        digits = self.query_one("#work-digits", HugeDigits)
        digits.display = meeting.run is not None
        if meeting.run is not None:
            digits.show(words.countdown(seen.clock.remaining), seen.clock.heat)
        self._show_turn(seen)
        to, text = cue
        self.query_one("#work-cue", Text).show(told((to, "bold $quiet"), f"  «{text}»") if text else EMPTY)
        self.query_one(PromptLine).show(suggestion, line)
        self.query_one("#work-open", Split).show(*_open(points, self.size.width - 2))

    def _show_head(self, seen: Sight) -> None:
        meeting = seen.meeting
        parts: list[str | tuple[str, str]] = [(words.stage_word(meeting), "bold")]
        if meeting.run is not None and seen.clock.heat is not Heat.QUIET:
            parts += ["   ", (words.heat_word(seen.clock.heat), HEAT_STYLE[seen.clock.heat])]
        if meeting.stage in (Stage.RUNNING, Stage.PAUSED, Stage.WAITING):
            gap = "   " if self.wide else " · "
            if meeting.stage is not Stage.WAITING:
                parts += [gap, words.pace(seen.clock)]
            parts += [" · ", words.ended_at(seen.clock, seen.zone)]
        head = self.query_one("#work-head", Split)
        if self.wide:
            parts += ["    ", (clock_time(seen.local), "bold")]
            head.show(said(_agenda_title(seen), "$quiet"), told(*parts))
        else:
            title = numbered_title(seen.meeting)
            head.show(title, beside(title, self.size.width - 2, [told(*parts), *time_in_few_words(seen)]))

    def _phase(self, seen: Sight) -> Content:
        meeting = seen.meeting
        lines = [said(words.phase_number(meeting), "$quiet")] if meeting.run is not None else []
        lines.append(said(words.phase_title(meeting).upper(), "bold $now"))
        lines += [said(text) for text in (words.rule(meeting), words.not_permitted(meeting)) if text]
        return Content("\n").join(lines)

    def _show_turn(self, seen: Sight) -> None:
        meeting, clock = seen.meeting, seen.clock
        times = [EMPTY]
        if clock.turn_remaining is not None:
            left, word = words.countdown(clock.turn_remaining), words.heat_word(clock.turn_heat)
            sign, style = word.partition(" ")[0], HEAT_STYLE[clock.turn_heat] or "bold"
            times = [said(f"{text}  {left}".lstrip(), style) for text in (word, sign)]
        self.query_one("#work-who", Split).show(said(words.speaks_now(meeting, seen.labels), "bold"), *times)
        bar = self.query_one("#work-turn-bar", Bar)
        bar.visible = clock.turn_remaining is not None
        if clock.turn_remaining is not None and clock.turn_budget is not None:
            bar.show(share(clock.turn_remaining, clock.turn_budget), clock.turn_heat)
        then = words.answers_then(meeting)
        self.query_one("#work-then", Text).show(
            told((tr("then: {who} to answer", who=then), "$quiet")) if then else EMPTY
        )
        self.query_one("#work-next", Text).show(said(_next(seen), "$quiet"))


def _agenda_title(seen: Sight) -> str:
    return "" if seen.meeting.agenda is None else seen.meeting.agenda.title


def _next(seen: Sight) -> str:
    """«neste: Barnevernstenesta (2:50)», or the next phase with its time."""
    meeting = seen.meeting
    if meeting.run is None:
        return ""
    if seen.coming:
        (group, _), time = seen.coming[0]
        return tr("next: {who} ({time})", who=group_name(group, seen.labels), time=duration(time))
    return tr("next: {who}", who=words.next_who(meeting, seen.labels))


def _open(points: tuple[str, ...], width: int) -> tuple[Content, Content]:
    """The first open point, and how many more there are. Where there is little room it is told without the name."""
    if not points:
        return EMPTY, EMPTY
    more = f"(+{len(points) - 1})" if len(points) > 1 else ""
    label, text = tr("Open points"), points[0]
    task = text.rpartition(" – ")[0]
    room = width - len(label) - GAP - (len(more) + GAP if more else 0)
    return told((label, "bold $quiet"), "  ", task if task and len(text) > room else text), said(more, "$quiet")
