"""Writing in the stafettlogg: a new entry of the kind one chooses, and a correction, which is a new version."""

from __future__ import annotations

from datetime import date

from btimeeting.documents.case_page_text import due_line, kind_name
from btimeeting.domain.record import StafettloggEntry, Tiltak
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.domain.values import LONG
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import short_date
from btimeeting.service import stafettlogg
from btimeeting.ui.children.case_head import InCase
from btimeeting.ui.children.evaluating import WRITTEN, judge, judging
from btimeeting.ui.children.questions import LINE, Question, Told, day_of
from btimeeting.ui.children.unnamed import UnnamedScreen
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.home_thread import HomeStores

KINDS = tuple(kind for kind in EntryKind if kind is not EntryKind.STAFETTHOLDAR)
"""What is written here; who carries the baton has a page of its own, for it is offered and answered."""
_MEANS = {
    EntryKind.ATTENTION: N_("what the log is about: what works, what does not"),
    EntryKind.GOAL: N_("what is to be reached"),
    EntryKind.TILTAK: N_("what is tried, by whom, evaluated when"),
    EntryKind.EVALUATION: N_("how a measure went"),
    EntryKind.MEETING: N_("a call or a meeting: what was agreed"),
    EntryKind.BRIGHT_SPOT: N_("something good that happened"),
}
KIND, ABOUT, TEXT, AUTHOR, OWNER, WHY = "kind", "about", "entry", "author", "owner", "why"
START, REVIEW = "start", "review"
OTHER = ""


class WriteScreen(UnnamedScreen):
    """A new entry."""

    final = N_("Write it in the baton log")
    written = (TEXT, AUTHOR, OWNER, *WRITTEN)

    def __init__(self, ways: Ways, at: InCase) -> None:
        super().__init__(ways, at.today, named=at.named)
        self._at = at

    def on_mount(self) -> None:
        """Which case."""
        super().on_mount()
        self.head(self._at.head, tr("Write in the baton log"))

    def own_question(self, told: Told) -> Question | None:
        """The kind; then what belongs to it."""
        if KIND not in told:
            kinds = tuple((kind.value, f"{kind_name(kind)}: {tr(_MEANS[kind])}") for kind in KINDS)
            return Question(KIND, tr("What is it?"), choices=kinds)
        kind = EntryKind(told[KIND])
        if kind is EntryKind.EVALUATION and self._at.going:
            if ABOUT not in told:
                going = tuple((tiltak.id, due_line(state, tiltak)) for state, tiltak in self._at.going)
                return Question(ABOUT, tr("Which measure?"), choices=(*going, (OTHER, tr("None of these"))))
            if told[ABOUT] != OTHER:
                return judging(self._tiltak(told), self._at.next_on, told)
        return self._entry(kind, told)

    def _entry(self, kind: EntryKind, told: Told) -> Question | None:
        tiltak = kind is EntryKind.TILTAK
        if TEXT not in told:
            needed = tr("Nothing was written. Write what is to stand there.")
            question = tr("What is to be tried?") if tiltak else tr("What is to stand in the baton log?")
            return Question(TEXT, question, kind_name(kind), needed=needed, most=LINE if tiltak else LONG)
        if tiltak and OWNER not in told:
            return Question(OWNER, tr("Who answers for it?"), needed=tr("Write who answers for it: a name, or a role."))
        meeting = self._at.next_on.isoformat() if self._at.next_on is not None else ""
        if tiltak and START not in told:
            note = tr("Left empty: today, {date}.", date=short_date(self.today))
            return Question(START, tr("From which day is it tried?"), note, day=True, any_day=True, meeting=meeting)
        if tiltak and REVIEW not in told:
            needed = tr("Write the day it is evaluated, for instance «in 6 weeks».")
            return Question(REVIEW, tr("When is it evaluated?"), needed=needed, day=True, meeting=meeting)
        if AUTHOR not in told:
            return Question(AUTHOR, tr("Who says it?"), tr("The baton holder, a parent, the child: or leave it empty."))
        return None

    def _starts(self, told: Told) -> date:
        return day_of(told[START]) or self.today

    def takes(self, question: Question, answer: str) -> bool:
        """A tiltak is evaluated after it has begun."""
        start = self._starts(self.told) if question.id == REVIEW else self.today
        if question.id == REVIEW and (day_of(answer) or start) < start:
            begins = short_date(start)
            self.tell(tr("It begins {date}. Write a later day to evaluate it on.", date=begins), loud=True)
            return False
        return super().takes(question, answer)

    def _tiltak(self, told: Told) -> Tiltak:
        return next(tiltak for _, tiltak in self._at.going if tiltak.id == told[ABOUT])

    def save(self, told: Told) -> None:
        """Add it, or write how the tiltak went."""
        user, case_id = self.ways.door.user, self._at.case_id

        def work(stores: HomeStores) -> None:
            if told.get(ABOUT, OTHER) != OTHER:
                judge(stores, self._tiltak(told), told, user)
                self.ways.looker(stores).look("edit", "tiltak", told[ABOUT])
                return
            kind = EntryKind(told[KIND])
            what = stafettlogg.Written(
                kind,
                told[TEXT],
                told[AUTHOR],
                owner=told.get(OWNER, ""),
                start_on=self._starts(told) if kind is EntryKind.TILTAK else None,
                review_on=day_of(told.get(REVIEW, "")),
            )
            entry = stafettlogg.write(stores.unlocked, stores.clock, case_id, what, user or "?")
            self.ways.looker(stores).look("edit", "entry", entry.id)

        self.ask(work, self.saved)


class CorrectScreen(UnnamedScreen):
    """A new version of an entry, with the reason; the old one is kept."""

    final = N_("Save the correction")
    written = (TEXT, WHY)

    def __init__(self, ways: Ways, at: InCase, entry: StafettloggEntry) -> None:
        super().__init__(ways, at.today, named=at.named)
        self._at, self._entry = at, entry

    def on_mount(self) -> None:
        """Which case."""
        super().on_mount()
        self.head(self._at.head, tr("Correct the baton log"))

    def own_question(self, told: Told) -> Question | None:
        """The text as it stands, to be written anew; then why."""
        if TEXT not in told:
            most = LINE if self._entry.kind is EntryKind.TILTAK else LONG
            needed = tr("Nothing was changed. Write what is to stand there.")
            question = tr("What is to stand there instead?")
            return Question(
                TEXT, question, kind_name(self._entry.kind), given=self._entry.text, needed=needed, most=most
            )
        if WHY not in told:
            needed = tr("Nothing was changed: a correction needs a reason, which is kept.")
            return Question(WHY, tr("Why is it corrected? (kept beside it)"), needed=needed)
        return None

    def takes(self, question: Question, answer: str) -> bool:
        """The same words again are no correction."""
        if question.id == TEXT and answer == self._entry.text:
            self.tell(tr("It stands so already. Change the text, or go back with Esc."), loud=True)
            return False
        return super().takes(question, answer)

    def save(self, told: Told) -> None:
        """Keep both."""
        entry_id = self._entry.id

        def work(stores: HomeStores) -> None:
            stafettlogg.correct(stores.unlocked, stores.clock, entry_id, told[TEXT], told[WHY])
            self.ways.looker(stores).look("edit", "entry", entry_id)

        self.ask(work, self.saved)
