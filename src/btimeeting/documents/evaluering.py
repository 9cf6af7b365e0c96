"""The evaluation of a meeting: its own document, about the meeting and never about the child.

The five questions stand word for word as the agenda has them (bti-mote-individniva.txt, Etter møtet 1).
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta, tzinfo

from btimeeting.documents.markdown import (
    RULE,
    facts,
    heading,
    join,
    lines_of,
    md_escape,
    paragraph,
    say,
    section,
    sentences,
)
from btimeeting.documents.model import WAS_THERE, Choices, Material
from btimeeting.documents.referat_case import pauses, practice, time_table
from btimeeting.documents.words import capital, minutes, whole_minutes
from btimeeting.domain.agenda import Entry, Role
from btimeeting.domain.clock import actual
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.record import EvaluationAnswer, MeetingRecord
from btimeeting.i18n import N_, ntr, tr
from btimeeting.i18n.dates import long_date

ABOUT_TIME = "c"
"""The question that asks whether the structure was held: what the clock knows stands beside it."""


def compose_evaluering(meeting: Meeting, record: MeetingRecord, *, on: date, zone: tzinfo) -> str:
    """The evaluation as Markdown, in the language spoken now. No name, no case number, no word about the case.

    `on` stands for the meeting's day where neither record nor journal tells it.
    """
    material = Material.of(meeting, record, on, Choices(zone))
    return (
        join(
            heading(1, tr("Evaluation of the meeting")),
            facts(_facts(material)),
            *_questions(material),
            section(2, tr("Planned and actual time (minutes:seconds)"), time_table(material)),
            RULE,
            paragraph(f"{md_escape(_title(material))} · {md_escape(long_date(material.day))}"),
        )
        + "\n"
    )


def _title(material: Material) -> str:
    return material.title or tr("BTI meeting")


def _facts(material: Material) -> list[tuple[str, str]]:
    return [
        (tr("Meeting"), md_escape(_title(material))),
        (tr("Date"), md_escape(capital(long_date(material.day)))),
        (tr("Took part"), md_escape(_numbers(material))),
    ]


def _numbers(material: Material) -> str:
    """How many took part, by role; people are counted, never named."""
    counted = Counter(p.role for p in material.who(*WAS_THERE))
    known = [_count(role, counted.pop(role)) for role in _COUNTED if counted[role]]
    others = counted.total()
    return ", ".join([*known, *([ntr("{n} other", "{n} others", others)] if others else [])])


_COUNTED = (Role.FORESETTE, Role.CHILD, Role.EDUCATOR, Role.SERVICE, Role.HEAD, Role.INTERPRETER, Role.SUPPORT)


def _count(role: Role, n: int) -> str:
    match role:
        case Role.FORESETTE:
            return ntr("{n} parent", "{n} parents", n)
        case Role.CHILD:
            return ntr("{n} child or youth", "{n} children or youths", n)
        case Role.EDUCATOR:
            return ntr("{n} teacher", "{n} teachers", n)
        case Role.SERVICE:
            return ntr("{n} from the services", "{n} from the services", n)
        case Role.HEAD:
            return ntr("{n} head of school or kindergarten", "{n} heads of school or kindergarten", n)
        case Role.INTERPRETER:
            return ntr("{n} interpreter", "{n} interpreters", n)
        case _:
            return ntr("{n} support person", "{n} support persons", n)


def _questions(material: Material) -> list[str]:
    """The questions a–e with their answers; an answer to a question the agenda no longer has is not lost."""
    agenda = material.meeting.agenda
    parts = () if agenda is None else agenda.after
    prompts = next((part.prompts for part in parts if Entry.EVALUATION in part.entries), ())
    asked = dict(zip(string.ascii_lowercase, prompts, strict=False))
    for answer in sorted(material.record.answers, key=lambda a: a.question):
        asked.setdefault(answer.question, "")
    blocks = []
    for letter, prompt in asked.items():
        given = [a for a in material.record.answers if a.question == letter and a.text.strip()]
        beside = _beside(material) if letter == ABOUT_TIME else ""
        question = re.sub(rf"^{letter}[).]\s*", "", prompt)  # an agenda may letter its questions itself
        blocks.append(section(2, f"{letter}) {md_escape(question)}".rstrip(), _answers(given), beside))
    return blocks


def _answers(given: Sequence[EvaluationAnswer]) -> str:
    """What was answered together first; then one employee each, told apart by number only."""
    together = [lines_of(a.text) for a in given if a.voice == 0]
    alone = sorted((a for a in given if a.voice), key=lambda a: a.voice)
    rows = [(tr("Voice {number}", number=a.voice), lines_of(a.text)) for a in alone]
    return join(*together, facts(rows)) or paragraph(tr("Not answered."))


def _beside(material: Material) -> str:
    """What the clock and the viddevakt's keys know, in words: all together, never by service."""
    if material.meeting.started_at is None:
        return paragraph(tr("No clock ran, so nothing is known about the time."))
    taken = actual(material.meeting)
    planned = sum((p for _, p, _ in taken), timedelta())
    spent = sum((s for _, _, s in taken), timedelta())
    said = tr("The meeting took {spent}; {planned} were planned.", spent=minutes(spent), planned=minutes(planned))
    if material.record.info.on_paper:
        paper = tr("The meeting was run on paper; the times are those that were written down.")
        return paragraph(sentences(said, _longest_over(material), paper))
    broke_in = _break_ins(len(material.meeting.break_ins))
    course = (_stopped(material), _longest_over(material), broke_in, pauses(material))
    return paragraph(sentences(said, practice(material), *course))


def _stopped(material: Material) -> str:
    """That not all phases were walked, and from where; nothing about why."""
    title = material.ended_in
    return say(N_("The meeting was stopped during “{title}” and ended there."), title=title) if title else ""


def _longest_over(material: Material) -> str:
    agenda = material.meeting.agenda
    over = [(spent - planned, phase) for phase, planned, spent in actual(material.meeting)]
    most, phase = max(over, default=(timedelta(), ""))
    if agenda is None or whole_minutes(most) < 1:
        return tr("No phase ran over by a minute or more.")
    return say(N_("{phase} ran over the most, by {length}."), phase=agenda.phase(phase).title, length=minutes(most))


def _break_ins(n: int) -> str:
    if not n:
        return tr("The viddevakt did not break in.")
    return ntr("The viddevakt broke in once.", "The viddevakt broke in {n} times.", n)
