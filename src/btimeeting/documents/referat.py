"""The referat: decisions first, in words a mother understands and a school can file.

What is in it by default, and what only when the house has chosen so: domain.md 3.8. The fields of Vedlegg 2
(ressursteam-veileder.txt) are all here, in our order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from btimeeting.documents.markdown import RULE, facts, heading, join, md_escape, paragraph, say, sentences
from btimeeting.documents.model import Approval, Choices, Material
from btimeeting.documents.referat_case import background, chosen, practice
from btimeeting.documents.referat_decision import decided
from btimeeting.documents.referat_people import closing
from btimeeting.documents.words import capital, day_and_time, named
from btimeeting.domain.meeting import Meeting
from btimeeting.domain.openpoints import OpenPoint
from btimeeting.domain.record import CaseKind, MeetingRecord
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import clock_time, long_date

HEAD_DIGITS = 16
"""How much of the journal's head is printed: enough to compare, short enough to read aloud."""
_MARK = re.compile(rf": `([0-9a-f]{{{HEAD_DIGITS}}})`")


def compose_referat(
    meeting: Meeting,
    record: MeetingRecord,
    open_points: Sequence[OpenPoint],
    *,
    on: date,
    head: str,
    options: Choices,
    approval: Approval | None = None,
) -> str:
    """The referat as Markdown, in the language spoken now (`i18n.use`).

    `on` stands for the meeting's day where neither record nor journal tells it. `head` is the journal's head; its
    first 16 digits stand in the footer, so an empty one makes the family's copy (no hash on it: domain.md 3.8).
    Without an `approval` it says that it is a draft.
    """
    material = Material.of(meeting, record, on, options)
    return (
        join(
            heading(1, say(N_("Minutes: {meeting}"), meeting=material.title or tr("BTI meeting"))),
            facts([*_facts(material), _approved(approval, options)]),
            paragraph(_course(material)),
            decided(material),
            background(material),
            chosen(material),
            closing(material, open_points),
            RULE,
            paragraph(_footer(material)),
            _head(head),
        )
        + "\n"
    )


def family_copy(markdown: str) -> str:
    """A composed referat without the journal's head in its footer."""
    body, rule, footer = markdown.rpartition(f"\n\n{RULE}\n\n")
    kept = footer.partition("\n\n")[0].rstrip()
    return f"{body}{rule}{kept}\n" if rule else markdown


def mark_of(markdown: str) -> str:
    """The journal's mark as a composed referat tells it in its footer; "" where it has none."""
    found = _MARK.search(markdown.rpartition(f"\n\n{RULE}\n\n")[2])
    return found[1] if found is not None else ""


def _facts(material: Material) -> list[tuple[str, str]]:
    child, info = material.record.child, material.record.info
    about = {CaseKind.SYSTEM: tr("A group or an environment"), CaseKind.ANONYMOUS: tr("Without a name")}
    subject = named(child) or about.get(material.record.case.kind, "")
    return [
        (tr("Youth") if child is not None and child.youth else tr("Child"), md_escape(subject)),
        (tr("School/kindergarten"), md_escape(child.unit) if child is not None and not material.hidden else ""),
        (tr("Case"), md_escape(material.record.case.number)),
        (tr("Date"), md_escape(capital(long_date(material.day)))),
        (tr("Time"), md_escape(_time(material))),
        (tr("Place"), "" if material.hidden else md_escape(info.place)),
        (tr("Interpreter"), md_escape(info.interpreter)),
    ]


def _approved(approval: Approval | None, options: Choices) -> tuple[str, str]:
    """Who answers for the text, and since when: what is filed must say it itself."""
    if approval is None:
        return tr("Approval"), tr("Not approved yet: this is a draft.")
    at = approval.at.astimezone(options.zone)
    return tr("Approved by"), f"{md_escape(approval.by)}, {md_escape(day_and_time(at.date(), at.time()))}"


def _time(material: Material) -> str:
    if material.span is None:
        return ""
    start, end = material.span
    return clock_time(start) if end is None else f"{clock_time(start)}–{clock_time(end)}"


def _course(material: Material) -> str:
    """What a reader must know about how the meeting went; nothing when it went as meetings do."""
    return sentences(
        practice(material),
        tr("The meeting was run on paper and entered afterwards.") if material.record.info.on_paper else "",
        _ended_early(material),
    )


def _ended_early(material: Material) -> str:
    """When and where it was stopped: a fact, without a reason and without anybody who wanted it."""
    stopped = material.stopped_at
    if stopped is None:
        return ""
    return say(
        N_("The meeting was stopped at {time}, during “{title}”, and ended there."),
        time=clock_time(stopped),
        title=material.ended_in,
    )


def _footer(material: Material) -> str:
    number = material.record.case.number.strip()
    case = say(N_("Case {number}"), number=number) if number else ""
    return " · ".join(part for part in (case, md_escape(long_date(material.day))) if part)


def _head(head: str) -> str:
    mark = tr("Mark from the meeting’s log")
    return f"{mark}: `{head[:HEAD_DIGITS]}`" if head else ""


__all__ = ["Approval", "Choices", "compose_referat", "family_copy", "mark_of"]
