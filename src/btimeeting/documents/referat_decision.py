"""The first half of a referat: what was decided, who does what by when, who carries the baton, when they meet again."""

from __future__ import annotations

from datetime import date

from btimeeting.documents.markdown import (
    clean,
    facts,
    join,
    lines_of,
    md_escape,
    paragraph,
    quote,
    say,
    section,
    sentences,
    table,
)
from btimeeting.documents.model import Material
from btimeeting.documents.words import capital, day, day_and_time, holder, listed, quoted, speaker
from btimeeting.domain.events import ReadBack
from btimeeting.domain.record import Acceptance, Answer, CaseKind, ChildView, Confirmation, NoteField, Stafettholdar
from btimeeting.domain.seats import CHILD_GROUP
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import long_date

_ANSWERS = {
    Answer.YES: N_("Yes"),
    Answer.CHANGED: N_("Wants it changed"),
    Answer.THINK: N_("Wants to think about it"),
    Answer.NO: N_("Sees it otherwise"),
}

_READ_BACK = {
    ReadBack.YES: N_("It was read aloud in the meeting, and the family said yes to it."),
    ReadBack.CHANGED: N_("It was read aloud in the meeting, and the family asked for a change in it."),
    ReadBack.THINK: N_("It was read aloud in the meeting, and the family wants to think about it."),
    None: N_("It was not read aloud in the meeting."),
}


def decided(material: Material) -> str:
    """Everything about the decision, in the order a reader asks for it."""
    return join(
        section(2, tr("What was decided"), paragraph(_in_words(material)), _tiltak(material)),
        section(3, tr("Baton holder"), paragraph(_baton(material))),
        section(3, tr("Next meeting"), paragraph(_next_meeting(material))),
        section(3, tr("Answers to the decision"), _answers(material)),
        section(3, _view_title(material), _child_view(material)),
        section(3, tr("From the baton log"), _entry(material)),
    )


def _in_words(material: Material) -> str:
    decision = material.record.decision
    if decision is None and material.meeting.ended_in is not None:
        return sentences(tr("Nothing was decided in the meeting."), _who_decides("", None))
    if decision is None:
        return tr("No decision from the meeting has been written down.")
    if decision.undecided:
        return sentences(tr("Nothing was decided in the meeting."), _who_decides(decision.decides, decision.decide_by))
    if decision.none_now:
        return tr("The family wants no service for now: they will try for themselves first.")
    if decision.services:
        return say(N_("The family wants help from {services} first."), services=listed(decision.services))
    return tr("Which service the family wants help from first has not been written down.")


def _who_decides(who: str, by: date | None) -> str:
    if who and by:
        return say(N_("{who} decides by {date}."), who=who, date=long_date(by))
    if who:
        return say(N_("{who} decides; no day has been set for it."), who=who)
    if by:
        return say(N_("It is to be decided by {date}; by whom has not been agreed."), date=long_date(by))
    return tr("Who decides, and when, has not been agreed.")


def _tiltak(material: Material) -> str:
    """Vedlegg 2: tiltak, ansvar, tidsperspektiv/evalueringsdato, hovudmål (ressursteam-veileder.txt).

    One goal for all stands alone under the table; goals that differ get a column.
    """
    listed_, decision = material.record.tiltak, material.record.decision
    if not listed_:
        return paragraph(tr("No measures were agreed.")) if decision is not None and not decision.undecided else ""
    goals = {clean(tiltak.goal) for tiltak in listed_} - {""}
    blank = tr("not agreed")
    rows = [
        (
            md_escape(tiltak.text),
            md_escape(tiltak.goal) if len(goals) > 1 else "",
            md_escape(holder(tiltak.service, tiltak.owner)) or blank,
            day(tiltak.start_on) or blank,
            day(tiltak.review_on) or blank,
        )
        for tiltak in listed_
    ]
    head = [tr("Measure"), tr("Goal"), tr("Who does it"), tr("From"), tr("To be evaluated")]
    one = facts([(tr("Goal"), md_escape(next(iter(goals))))]) if len(goals) == 1 else ""
    return join(table(head, rows), one)


# --- the baton ---------------------------------------------------------------------------------------------------


def _baton(material: Material) -> str:
    baton = material.record.stafettholdar
    if baton is None:
        return sentences(tr("Who is baton holder from here has not been decided."), _until_then(material))
    who = holder(baton.service, baton.person)
    match baton.acceptance:
        case Acceptance.ACCEPTED:
            return _accepted(baton, who)
        case Acceptance.SERVICE:
            said = say(N_("{service} has said yes to being baton holder."), service=baton.service)
            return sentences(said, _person_by(baton), _until_then(material))
        case Acceptance.OFFERED:
            return sentences(_asked(baton, who), _until_then(material))
        case Acceptance.DECLINED:
            said = say(N_("{who} was asked to be baton holder and said no."), who=who)
            return sentences(said, tr("Who it will be instead has not been decided."), _until_then(material))


def _accepted(baton: Stafettholdar, who: str) -> str:
    said = (
        say(N_("{who} has said yes to being baton holder, from {date}."), who=who, date=long_date(baton.from_on))
        if baton.from_on is not None
        else say(N_("{who} has said yes to being baton holder."), who=who)
    )
    return sentences(said, "" if baton.person else _person_by(baton))


def _person_by(baton: Stafettholdar) -> str:
    """A substitute cannot accept for a colleague: the service does, the person follows by a date (domain.md 5.7)."""
    if baton.person and baton.answer_by:
        return say(N_("{person} answers by {date}."), person=baton.person, date=long_date(baton.answer_by))
    if baton.answer_by:
        return say(N_("Which person it will be, they say by {date}."), date=long_date(baton.answer_by))
    return tr("Which person it will be has not been decided.")


def _asked(baton: Stafettholdar, who: str) -> str:
    if baton.answer_by is None:
        return say(N_("{who} has been asked to be baton holder and has not answered yet."), who=who)
    return say(
        N_("{who} has been asked to be baton holder and answers by {date}."), who=who, date=long_date(baton.answer_by)
    )


def _until_then(material: Material) -> str:
    """The present one, or the school or kindergarten, keeps the baton until another has accepted it."""
    earlier, child = material.record.earlier_stafettholdar, material.record.child
    if earlier is not None and (who := holder(earlier.service, earlier.person)):
        return say(N_("Until it is clear, {who} keeps the baton."), who=who)
    if child is not None and child.unit and not material.hidden:
        return say(N_("Until it is clear, {who} keeps the baton."), who=child.unit)
    return tr("Until it is clear, the school or kindergarten keeps the baton.")


# --- what follows ------------------------------------------------------------------------------------------------


def _next_meeting(material: Material) -> str:
    following = material.record.next_meeting
    if following is None or (following.on is None and not following.who_calls):
        said = tr("The next meeting has not been agreed.")
    elif following.on is not None:
        said = say(N_("{when}."), when=capital(day_and_time(following.on, following.at)))
    else:
        said = say(N_("The day has not been agreed; {who} calls the meeting."), who=following.who_calls)
    return sentences(said, md_escape(following.note) if following is not None and not material.hidden else "")


def _answers(material: Material) -> str:
    """Who said what; a view in words stands in a line of its own, so that two that differ are read side by side."""
    decision = material.record.decision
    if decision is None:
        return ""
    rows = []
    for answer, label in _ANSWERS.items():
        voices = [c for c in decision.confirmations if c.answer is answer]
        rows.append((tr(label), "; ".join(_answered(material, c) for c in voices if not c.text.strip())))
        rows += [(tr(label), _answered(material, c)) for c in voices if c.text.strip()]
    return facts(rows)


def _answered(material: Material, confirmation: Confirmation) -> str:
    who = speaker(material, confirmation.who, confirmation.role)
    return md_escape(f"{who}: {quoted(confirmation.text)}" if confirmation.text.strip() else who)


def _view_title(material: Material) -> str:
    child = material.record.child
    return tr("The youth's view") if child is not None and child.youth else tr("The child's view")


def _child_view(material: Material) -> str:
    """The child's view, or honestly that it was not asked for: who talks with the child, and when (domain.md 5.7)."""
    if material.record.case.kind is not CaseKind.INDIVIDUAL or not material.choices.child_view:
        return ""
    decision = material.record.decision
    view = decision.child_view if decision is not None else None
    prepared = material.child_words
    words = "" if view is not None and prepared.strip() == view.text.strip() else lines_of(prepared)
    spoke = any(group == CHILD_GROUP for group, _ in material.voices(NoteField.CHALLENGE, NoteField.THOUGHT))
    if view is None and spoke:
        stated = paragraph(tr("What was said in the meeting stands under the headings below."))
    else:
        stated = "" if view is None and words else _stated(view)
    return join(stated, words and paragraph(tr("Prepared for the meeting:")), quote(words))


def _stated(view: ChildView | None) -> str:
    if view is not None and view.obtained:
        told = quote(lines_of(view.text)) or paragraph(tr("Asked for; the answer has not been written down."))
        return join(told, paragraph(_who_talks(view)) if view.who_asks or view.when else "")
    return paragraph(sentences(tr("Not asked for yet."), _who_talks(view)))


def _who_talks(view: ChildView | None) -> str:
    who = view.who_asks if view is not None else ""
    when = view.when if view is not None else None
    if who and when:
        return say(N_("{who} has that talk by {date}."), who=who, date=long_date(when))
    if who:
        return say(N_("{who} has that talk; no day has been set for it."), who=who)
    if when:
        return say(N_("It is to be done by {date}; by whom has not been agreed."), date=long_date(when))
    return tr("Who has that talk, and when, has not been agreed.")


def _entry(material: Material) -> str:
    entries = [entry for entry in material.record.entries if entry.text.strip()]
    if not entries:
        return ""
    last = entries[-1]
    by = ""
    if last.author and last.written_by and last.written_by != last.author:
        by = say(N_("Entered by {writer} for {author}."), writer=last.written_by, author=last.author)
    elif last.author or last.written_by:
        by = say(N_("Entered by {writer}."), writer=last.author or last.written_by)
    texts = "\n\n".join(lines_of(entry.text) for entry in entries)
    return join(quote(texts), paragraph(sentences(_heard(material), by)))


def _heard(material: Material) -> str:
    """What the family said to the text: never that they said yes to words they have not heard."""
    if material.read_back is None and material.meeting.read_back is not None:
        return tr("The text was changed after it had been read aloud in the meeting.")
    return tr(_READ_BACK[material.read_back])
