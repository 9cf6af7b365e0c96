"""The second half of a referat: the challenge in short, what was tried, thoughts; and what a house may add."""

from __future__ import annotations

from datetime import timedelta

from btimeeting.documents.markdown import facts, join, lines_of, md_escape, paragraph, section, sentences, table
from btimeeting.documents.model import Material
from btimeeting.documents.words import TILTAK_STATES, day, holder, minutes, speaker, told, voice
from btimeeting.domain.clock import actual
from btimeeting.domain.record import NoteField
from btimeeting.i18n import ntr, tr
from btimeeting.i18n.dates import duration


def background(material: Material) -> str:
    """The challenge in short, in the voices of those who told it; what was tried; how last time's tiltak went."""
    summary = [(tr("Summed up"), text) for _, text in told(material, material.voices(NoteField.SUMMARY))]
    return join(
        section(
            2, tr("The challenge in short"), facts([*told(material, material.voices(NoteField.CHALLENGE)), *summary])
        ),
        section(2, tr("What has been tried"), _tried(material)),
        section(2, tr("How the measures from last time went"), _earlier(material)),
        section(2, tr("Thoughts after the questions"), facts(told(material, material.voices(NoteField.THOUGHT)))),
    )


def _tried(material: Material) -> str:
    rows = [
        (
            md_escape(tried.text),
            md_escape(tried.period),
            md_escape(tried.effect),
            md_escape(speaker(material, "", tried.told_by)) if tried.told_by is not None else "",
        )
        for tried in material.record.tried
    ]
    return table([tr("Measure"), tr("When"), tr("Effect"), tr("Told by")], rows)


def _earlier(material: Material) -> str:
    rows = [
        (
            md_escape(tiltak.text),
            md_escape(holder(tiltak.service, tiltak.owner)),
            tr(TILTAK_STATES[tiltak.state]),
            md_escape(tiltak.effect),
        )
        for tiltak in material.record.earlier_tiltak
    ]
    return table([tr("Measure"), tr("Who did it"), tr("How it stands"), tr("Effect")], rows)


def chosen(material: Material) -> str:
    """What is in only when the house has chosen it (domain.md 3.8)."""
    choices = material.choices
    return join(
        section(2, tr("Questions and answers"), _questions(material) if choices.questions else ""),
        section(2, tr("How the services saw it"), _views(material) if choices.offers else ""),
        section(2, tr("Offers that were not chosen"), _offers(material) if choices.offers else ""),
        section(2, tr("Time (minutes:seconds) and pauses"), *(_times(material) if choices.times else ())),
    )


def _questions(material: Material) -> str:
    """Question and answer service by service; the pad keeps both under the service that asked."""
    answers = dict(material.voices(NoteField.ANSWER))
    rows: list[tuple[str, str]] = []
    for group, question in material.voices(NoteField.QUESTION):
        rows.append((md_escape(voice(material, group)), lines_of(question)))
        rows.append((tr("Answer"), lines_of(answers.pop(group, ""))))
    return facts([*rows, *told(material, tuple(answers.items()))])


def _views(material: Material) -> str:
    return facts(told(material, material.voices(NoteField.VIEW)))


def _offers(material: Material) -> str:
    rows = [
        (
            md_escape(offer.service or voice(material, offer.group)),
            md_escape(offer.text),
            md_escape(offer.owner),
            day(offer.start_on),
        )
        for offer in material.offers_left
    ]
    return table([tr("Service"), tr("Offer"), tr("Who does it"), tr("From")], rows)


def time_table(material: Material) -> str:
    """Planned and actual time phase by phase, with a last row for the whole."""
    agenda = material.meeting.agenda
    titles = {} if agenda is None else {phase.id: phase.title for phase in agenda.phases}
    taken = actual(material.meeting)
    rows = [(md_escape(titles[phase]), duration(planned), duration(spent)) for phase, planned, spent in taken]
    if rows:
        planned = sum((p.total_seconds() for _, p, _ in taken), 0.0)
        spent = sum((s.total_seconds() for _, _, s in taken), 0.0)
        rows.append((tr("In all"), duration(planned), duration(spent)))
    return table([tr("Phase"), tr("Planned"), tr("Taken")], rows)


def practice(material: Material) -> str:
    """That the clock was a hurried one; nothing for a real meeting."""
    n = material.meeting.speed
    return "" if n == 1 else tr("This was practice: the meeting’s clock ran {n} times as fast as usual.", n=n)


def pauses(material: Material) -> str:
    """How many pauses there were, and how long they were together."""
    count = material.pauses
    if not count:
        return tr("There were no pauses.")
    short = material.meeting.paused_for < timedelta(minutes=1)
    length = tr("less than a minute") if short else minutes(material.meeting.paused_for)
    return ntr(
        "There was one pause, of {length}.", "There were {n} pauses, of {length} together.", count, length=length
    )


def _times(material: Material) -> tuple[str, ...]:
    if not material.meeting.runs:
        return ()
    return time_table(material), paragraph(sentences(pauses(material)))
