"""The questions about a meeting that was run on paper, in the order of the meeting. No input or output of its own.

The order is a contract for whoever pipes the answers in: one line each, an empty line passes the question or ends a
list, the end of the input passes everything that is left. A line that is refused uses up its own question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo

from btimeeting.cli import held_lines as lines
from btimeeting.cli import held_words as words
from btimeeting.cli.held_answers import Held, Room
from btimeeting.cli.held_ask import Asker, many, one
from btimeeting.cli.held_complaints import NotUnderstood
from btimeeting.cli.held_lines import GivenChild
from btimeeting.documents.agenda_words import fold
from btimeeting.domain.agenda import Agenda, Entry, Role
from btimeeting.i18n import tr

_REFUSED = "?"
"""Text that was refused in a pipe was text all the same: what is asked because of it still has its line."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case that is in the record already; `child_name` is empty where it has no child."""

    id: str
    child_name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the questions need to know: the agenda that was used, the time now, the cases there are."""

    agenda: Agenda
    now: datetime
    zone: tzinfo
    known_case: Callable[[str], KnownCase | None]
    """Raises NotUnderstood for a number that fits several cases."""
    free_number: str
    """What a case is called when no number is told."""

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.astimezone(self.zone).date()

    def start(self, said: str, day: date) -> time:
        """When the meeting began on its day; never later than now."""
        at = lines.clock_time(said)
        if datetime.combine(day, at, self.zone) > self.now:
            raise NotUnderstood(tr("That is later than now."))
        return at

    def seconds(self, said: str, day: date, start: time | None) -> tuple[int | None, ...]:
        """How long each phase took; the meeting must be over by them."""
        found = lines.phase_minutes(said, len(self.agenda.phases))
        took = timedelta(seconds=sum(each or 0 for each in found))
        if start is not None and datetime.combine(day, start, self.zone) + took > self.now:
            raise NotUnderstood(tr("By these minutes the meeting is not over yet."))
        return found


class OtherChild(Exception):
    """The case that was named is another child's: nothing may be written in it."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number


def ask_all(asker: Asker, house: Setting) -> Held:
    """Ask everything and give what was answered. Raises OtherChild."""
    number, case_id, child = _case(asker, house)
    day = one(
        asker,
        tr("Day of the meeting, for example 25.11 (empty: today):"),
        lambda said: lines.past_day(said, house.today),
        house.today,
    )
    start = one(asker, tr("When it began, for example 9.30:"), lambda said: house.start(said, day), None)
    seconds = one(asker, _minutes_question(house.agenda), lambda said: house.seconds(said, day, start), ())
    people = many(
        asker,
        tr(
            "Who was invited, one a line: role; name; title; service. After the role may stand leader, minute taker, "
            "viddevakt, absent or substitute: teacher, minute taker; Liv Prøve; contact teacher"
        ),
        lines.person,
    )
    held = Held(number, day, case_id=case_id, child=child, start=start, seconds=seconds, people=people)
    room = Room(people, day)
    held = _agreed(asker, room, _told(asker, room, held))
    return replace(held, answers=tuple(_evaluation(asker, house.agenda)))


def _case(asker: Asker, house: Setting) -> tuple[str, str | None, GivenChild | None]:
    """Case number and child; of a known case, whether it is the right child. Raises OtherChild."""
    question = tr("Case number, known or new (empty: {number}):", number=house.free_number)
    number, known = one(
        asker, question, lambda said: (lines.line(said), house.known_case(said)), (house.free_number, None)
    )
    if known is None or not known.child_name:
        question = tr("Name of the child; born; school or kindergarten; youth. Or: alias Fox")
        child = one(asker, question, lambda said: lines.child(said, house.today), None)
        return number, known.id if known is not None else None, child
    question = tr(
        "Case {number} is known; the child is called {name}. Empty if that is right, «no» if not:",
        number=number,
        name=known.child_name,
    )
    if not _same_child(asker.ask(question), known.child_name):
        raise OtherChild(number)
    return number, known.id, None


def _same_child(answer: str | None, name: str) -> bool:
    said = fold((answer or "").partition(";")[0])
    return not said or said in words.YES or said == fold(name)


def _minutes_question(agenda: Agenda) -> str:
    planned = " ".join(str(phase.planned_s // 60) for phase in agenda.phases)
    return tr("Minutes each phase took, for example {planned} (empty: nobody knows):", planned=planned)


def _told(asker: Asker, room: Room, held: Held) -> Held:
    """Consent, the challenge in two voices, what was tried, what was offered."""
    consents = many(
        asker,
        tr(
            "Consent, one a line: services; who gave it; written or oral; given on; valid until; heard by. "
            "For example PPT, Health clinic; Eli Eksempel (mother); written; 12.11"
        ),
        room.consent,
    )
    family = one(asker, tr("The challenge, as the parents described it:"), lines.text, "")
    teacher = one(asker, tr("The challenge, as the teacher described it:"), lines.text, "")
    tried = many(asker, tr("What has been tried, one a line: what; when; effect; who told it"), lines.tried)
    offers = many(
        asker,
        tr("What the services offered, one a line: service: measure @who !date"),
        room.offer,
    )
    voices = tuple((role, said) for role, said in ((Role.FORESETTE, family), (Role.EDUCATOR, teacher)) if said)
    return replace(held, consents=consents, challenge=voices, tried=tried, offers=offers)


def _agreed(asker: Asker, room: Room, held: Held) -> Held:
    """The decision and what belongs to it, in the order it was made."""
    decision = one(
        asker,
        tr("Which service the family wants help from first; «none»; or «not decided; who decides; by when»:"),
        room.decision,
        None,
    )
    tiltak = many(
        asker, tr("Measures that were agreed, one a line: measure @who !evaluated start: date > goal"), room.tiltak
    )
    baton = one(
        asker,
        tr("Baton holder: service; person; yes, service, asked or no; answers by"),
        room.baton,
        None,
    )
    entry = one(asker, tr("What was written in the baton log:"), lines.text, "", _REFUSED)
    read_back = None
    if entry:
        question = tr("It was read aloud, and the family said: yes, changed or think (empty: it was not read aloud)")
        read_back = one(asker, question, room.read_back, None)
    voices = one(
        asker, tr("What each said to the decision: parents yes, youth think (wants to sleep on it)"), room.voices, ()
    )
    view = one(asker, tr("The child's view; or «not asked; who asks; when»:"), room.view, None)
    following = one(asker, tr("Next meeting: 13.1 at 9.30; or «not agreed; who calls»:"), room.next_meeting, None)
    return replace(
        held,
        decision=decision,
        tiltak=tiltak,
        baton=baton,
        entry=entry,
        read_back=read_back,
        voices=voices,
        view=view,
        next_meeting=following,
    )


def _evaluation(asker: Asker, agenda: Agenda) -> Iterator[tuple[str, str]]:
    """The agenda's own questions, word for word (bti-mote-individniva.txt, Etter møtet 1)."""
    prompts = next((part.prompts for part in agenda.after if Entry.EVALUATION in part.entries), ())
    for letter, prompt in zip(LETTERS, prompts, strict=False):
        said = one(asker, f"{letter}) {prompt}", lines.text, "")
        if said:
            yield letter, said
