"""What the viddevakt sees: the turn's clock, what may be said now, who has had the word, and how to break in."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from btimeeting.documents.break_ins import BREAK_INS
from btimeeting.documents.labels import group_name, speaker_name
from btimeeting.domain.clock import Heat
from btimeeting.domain.meeting import Meeting, Stage, is_family
from btimeeting.domain.viddevakt import fits
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import duration
from btimeeting.ui import words
from btimeeting.ui.pad.pick_list import laid
from btimeeting.ui.picture import share
from btimeeting.ui.said import said, told
from btimeeting.ui.sight import Sight
from btimeeting.ui.widgets.bar import Bar
from btimeeting.ui.widgets.heading import beside, numbered_title
from btimeeting.ui.widgets.huge_digits import HugeDigits
from btimeeting.ui.widgets.prompt_line import PromptLine, Suggestion
from btimeeting.ui.widgets.split import EMPTY, GAP, Split, Text

NARROWEST = 40
"""Narrower than this it is not laid out yet."""
HEAT_STYLE = {Heat.QUIET: "$quiet", Heat.SOON: "bold $soon", Heat.OVER: "bold $over"}


class KeeperFace(Vertical):
    """Given a moment of a meeting; it holds no name, for it is given none."""

    def compose(self) -> ComposeResult:
        """From what is biggest to what is seldom needed."""
        yield Split(id="keeper-head")
        yield Text(id="keeper-rule")
        yield HugeDigits(id="keeper-digits")
        yield Text(id="keeper-words")
        yield Split(id="keeper-who")
        yield Bar(id="keeper-bar")
        yield Text(id="keeper-turns")
        yield PromptLine(id="keeper-prompt")
        yield Text(id="keeper-break-ins")

    def show(self, seen: Sight, suggestion: Suggestion | None, line: str) -> None:
        """Paint what changed. `line` is what to say when there is no suggestion."""
        timed = seen.meeting.stage in (Stage.RUNNING, Stage.PAUSED) and not seen.meeting.stopped
        family = over_family(seen)
        digits = self.query_one("#keeper-digits", HugeDigits)
        digits.display = timed and not family
        self.query_one("#keeper-words").display = not digits.display
        for name in ("rule", "who", "bar", "turns", "break-ins"):
            self.query_one(f"#keeper-{name}").display = timed
        self._show_head(seen)
        if timed:
            self._show_turn(seen, digits)
        else:
            self.query_one("#keeper-words", Text).show(_between(seen.meeting))
        if family and timed:
            text = tr("Towards the family it goes through the leader: give the leader a sign.")
            self.query_one("#keeper-words", Text).show(said(text))
        self.query_one(PromptLine).show(suggestion, line)

    def _show_head(self, seen: Sight) -> None:
        meeting = seen.meeting
        title = EMPTY if meeting.stopped else numbered_title(meeting, "bold")
        ends = " · " + words.ends(meeting, seen.clock, seen.zone, calm=over_family(seen))
        state = said(words.stage_word(meeting), "bold")
        if meeting.stage is Stage.CLOSED:
            state = EMPTY
        ways = [state] if meeting.stage in _AFTER else [state + said(ends), state]
        self.query_one("#keeper-head", Split).show(title, beside(title, self.content_size.width, ways))

    def _show_turn(self, seen: Sight, digits: HugeDigits) -> None:
        meeting, clock = seen.meeting, seen.clock
        rule, never = words.rule(meeting), words.not_permitted(meeting)
        now = tr("Now: {what}", what=rule) if rule else ""
        narrow = len(now) + len(never) + GAP > self.content_size.width
        apart = ("\n" if narrow else " " * GAP) if now and never else ""
        self.query_one("#keeper-rule", Text).show(told((now, "bold $now"), apart, (never, "bold")))
        left, whole, heat = clock.remaining, clock.planned, clock.heat
        if clock.turn_remaining is not None and clock.turn_budget is not None:
            left, whole, heat = clock.turn_remaining, clock.turn_budget, clock.turn_heat
        calm = not digits.display
        if not calm:
            digits.show(words.countdown(left), heat)
        state = EMPTY if calm else said(words.heat_word(heat), HEAT_STYLE[heat])
        self.query_one("#keeper-who", Split).show(said(words.speaks_now(meeting, seen.labels), "bold $now"), state)
        self.query_one("#keeper-bar", Bar).show(share(left, whole), Heat.QUIET if calm else heat)
        self.query_one("#keeper-turns", Text).show(turns(seen, self.content_size.width))
        self.query_one("#keeper-break-ins", Text).show(break_ins(meeting))


_AFTER = {
    Stage.THANKED: N_("The family says goodbye. Your part is done."),
    Stage.EVALUATING: N_("The family has gone. Those who are left answer the five questions."),
    Stage.CLOSED: N_("The meeting is over. The next one comes here when it begins."),
}


def _between(meeting: Meeting) -> Content:
    """What stands where no clock runs."""
    if meeting.stopped:
        hidden = tr("Everything is hidden. The leader says how you go on.")
        return told((words.stage_word(meeting), "bold"), "\n\n", hidden)
    if meeting.stage not in _AFTER:
        what = tr("The numbers 1 to 7 break in: the time and the kind are kept, never a name.")
        return told((words.stage_word(meeting), "bold"), "\n\n", (what, "$quiet"))
    return told((tr("Thank you for today"), "bold $now"), "\n\n", tr(_AFTER[meeting.stage]))


def over_family(seen: Sight) -> bool:
    """Whether føresette or the youth has the word: no countdown, and no word from the viddevakt."""
    run = seen.meeting.run
    return run is not None and run.turn is not None and is_family(run.turn.group)


def turns(seen: Sight, width: int) -> Content:
    """Who has had the word in this phase, who has it, and who waits with how much time; no sign without its name."""
    run = seen.meeting.run
    if run is None:
        return EMPTY
    parts: list[Content] = []
    for turn in run.done:
        sign, taken = ("–", "") if turn.skipped else ("✓", f" {duration(turn.spent)}")
        timed = "" if is_family(turn.group) else taken
        parts.append(said(f"{sign} {group_name(turn.group, seen.labels)}{timed}", "$quiet"))
    if run.turn is not None:
        parts.append(said(f"▶ {speaker_name(seen.meeting, run.turn.group, seen.labels)}", "bold $now"))
    for (group, _), time in seen.coming:
        parts.append(said(f"○ {group_name(group, seen.labels)} ({duration(time)})"))
    return Content("\n").join(laid(tuple(parts), max(width, NARROWEST))) if parts else EMPTY


def break_ins(meeting: Meeting) -> Content:
    """The seven keys, what each is for, and the line to say; one that makes no sense in this phase is only named."""
    rows: list[str | tuple[str, str]] = []
    width = max(len(tr(name)) for name, _ in BREAK_INS.values())
    for number, (what, (name, line)) in enumerate(BREAK_INS.items(), 1):
        rows.append("\n" if rows else "")
        if fits(meeting, what):
            rows += [(f"{number}  ", "bold $key"), tr(name).ljust(width + 2), (f"«{tr(line)}»", "$quiet")]
        else:
            rows += ["   ", (tr(name).ljust(width + 2), "$quiet"), (tr("not in this phase"), "$quiet")]
    return told(*rows)
