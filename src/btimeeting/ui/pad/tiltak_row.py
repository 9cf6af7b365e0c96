"""«Nytt tiltak»: one line in the grammar of `domain.tiltakline`, or the blanks beside it; read while one types."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from textual.suggester import Suggester

from btimeeting.domain.record import MeetingRecord, Prepared, PreparedKind
from btimeeting.domain.tiltakline import LineCode, LineProblem, TiltakLine, parse_tiltak
from btimeeting.domain.whendates import NEXT_TIME, WhenCode, WhenProblem, been_lately, parse_when
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import long_date, short_date
from btimeeting.ui.pad.rows import Blank, Reading, Values
from btimeeting.ui.pad.when_words import TOO_LONG, as_written, been_words, problem_words, too_long

_PROBLEMS = {
    LineCode.NO_TEXT: N_("What is to be done?"),
    LineCode.EMPTY: N_("Something is missing after the mark."),
    LineCode.TWICE: N_("«{text}» stands there twice; the second one is kept as text."),
    LineCode.REVIEW_BEFORE_START: N_("It is evaluated before it begins."),
    LineCode.TOO_LONG: TOO_LONG,
}
_WHO = re.compile(r"(?:^|\s)(?:@|(?:ansvarleg|ansvarlig|kven|hvem|who|owner)\s*:\s*)([^@!>]*)$", re.IGNORECASE)


def blanks() -> tuple[Blank, ...]:
    """What, who, from when, evaluated when."""
    return (
        Blank("what", tr("New measure: sleep advice @Kari !12.1")),
        Blank("who", tr("who"), 16),
        Blank("start", tr("from"), 9),
        Blank("review", tr("evaluated"), 12),
    )


def read_tiltak(
    values: Values,
    today: date,
    next_meeting: date | None,
    proposed: date | None = None,
    *,
    whole: Callable[[str], str] = str,
) -> Reading:
    """The line, with what stands in the blanks beside it put in. A doubt is shown and stops nobody.

    `whole` gives the whole name of somebody who is here (`People.whole`).

    «neste møte» before one is agreed on: the tiltak has no day of its own, and is given that one when it is. `proposed`
    is told, and kept nowhere.
    """
    agreed = next_meeting or NEXT_TIME
    line = parse_tiltak(values["what"], today, agreed)
    if line.start_on == NEXT_TIME:
        line = parse_tiltak(values["what"], today, next_meeting)
    doubts = [_problem(problem) for problem in line.problems if problem.code is not LineCode.REVIEW_BEFORE_START]
    unread = any(problem.code is LineCode.BAD_DATE for problem in line.problems)
    line = replace(line, owner=whole(values["who"] or line.owner))
    line, left, wrong = _with_days(line, values, today, agreed, next_meeting)
    doubts += wrong
    meant = _next_time(proposed) if line.review_on == NEXT_TIME else ""
    if meant:
        line = replace(line, review_on=None)
    if line.start_on and line.review_on and line.review_on < line.start_on:
        doubts.append(tr(_PROBLEMS[LineCode.REVIEW_BEFORE_START]))
    written = replace(line, text=as_written(line.text, left))
    told_already = any(problem.code is LineCode.TOO_LONG for problem in line.problems)
    if not told_already and (long := too_long(written.text, line.owner)):
        doubts = [long]  # before what else is doubtful: this one keeps the row from being taken
    if told_already or long or not line.text:
        return Reading(None, understood(line, meant), " ".join(doubts))
    return Reading(line, understood(line, meant), " ".join(doubts), written if left or unread else None)


def _with_days(
    line: TiltakLine, values: Values, today: date, agreed: date, next_meeting: date | None
) -> tuple[TiltakLine, dict[str, str], list[str]]:
    """The line with the days of the blanks; what could not be read, by its blank, and what is wrong with it."""
    left: dict[str, str] = {}
    wrong: list[str] = []
    for name, field, label in (("start", "start_on", tr("from")), ("review", "review_on", tr("evaluated"))):
        if values[name]:
            found = parse_when(values[name], today, agreed if name == "review" else next_meeting)
            if isinstance(found, date):
                line = replace(line, **{field: found})  # type: ignore[arg-type]
                if been_lately(values[name], found, today):
                    wrong.append(been_words(found))
            else:
                wrong.append(problem_words(found))
                left[label] = values[name]
    return line, left, wrong


def _next_time(proposed: date | None) -> str:
    if proposed is None:
        return tr("evaluated at the next meeting")
    return tr("evaluated at the next meeting (proposed: {date})", date=long_date(proposed))


def understood(line: TiltakLine, meant: str = "") -> str:
    """«Søvnrettleiing · kven: Kari Demo · frå 25.11.2026 · vurdering tysdag 12. januar 2027 · mål: …»."""
    parts = [line.text] if line.text else []
    if line.owner:
        parts.append(tr("who: {name}", name=line.owner))
    if line.start_on is not None:
        parts.append(tr("from {date}", date=short_date(line.start_on)))
    if line.review_on is not None:
        parts.append(tr("evaluated {date}", date=long_date(line.review_on)))
    elif meant:
        parts.append(meant)
    if line.goal:
        parts.append(tr("goal: {goal}", goal=line.goal))
    return " · ".join(parts)


def _problem(problem: LineProblem) -> str:
    if problem.code is LineCode.BAD_DATE:
        values = {key: value for key, value in problem.values.items() if key not in ("field", "why")}
        return problem_words(WhenProblem(WhenCode(problem.values["why"]), values))
    if problem.code is LineCode.BEEN:
        return been_words(date.fromisoformat(problem.values["date"]))
    return tr(_PROBLEMS[problem.code]).format(**{"text": "", "most": "", **problem.values})


def draft_lines(record: MeetingRecord, group: str) -> list[str]:
    """What a service had prepared to offer and has not offered yet, a line each."""
    drafts: Sequence[Prepared] = [
        p for p in record.prepared if p.kind is PreparedKind.SERVICE_DRAFT and p.group == group
    ]
    offered = {offer.text.casefold() for offer in record.offers if offer.group == group}
    lines = [line.strip(" -–*\t") for draft in drafts for line in draft.text.splitlines()]
    return [line for line in lines if line and line.casefold() not in offered]


class People(Suggester):
    """Completes a name of the meeting: in the blank for who, and after `@` or `kven:` in the line."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self.known: tuple[str, ...] = ()

    def whole(self, name: str) -> str:
        """«Kari Demo» for «kari», when one of those who are here is called so and no other; else as it was written."""
        begun = f"{' '.join(name.split()).casefold()} "
        alike = [known for known in self.known if f"{known.casefold()} ".startswith(begun)] if name.strip() else []
        return alike[0] if len(alike) == 1 else name

    async def get_suggestion(self, value: str) -> str | None:
        """The value with the name it begins written out."""
        match = _WHO.search(value)
        begun = match[1] if match is not None else value
        if not begun.strip():
            return None
        for name in self.known:
            if name.casefold().startswith(begun.casefold()) and len(name) > len(begun):
                return value + name[len(begun) :]
        return None
