"""What is asked when the baton is offered and answered, and whether an adult has talked with the child."""

from __future__ import annotations

from btimeeting.documents.words import holder
from btimeeting.domain.stafettlogg import Acceptance, Stafettholdar
from btimeeting.i18n import N_, tr
from btimeeting.i18n.dates import short_date
from btimeeting.service import followup, stafettlogg
from btimeeting.service.stafettlogg import NothingOffered
from btimeeting.ui.children.case_head import InCase
from btimeeting.ui.children.one_by_one import AskScreen
from btimeeting.ui.children.questions import Question, Told, day_of
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.home_thread import HomeStores

ANSWERS = {
    Acceptance.ACCEPTED: N_("A person there takes it"),
    Acceptance.SERVICE: N_("The service takes it; who it is comes later"),
    Acceptance.DECLINED: N_("They do not take it"),
}
SERVICE, PERSON, BY, ANSWER, TOLD_BY, TOLD_ON, WHO, WHEN = (
    "service",
    "person",
    "by",
    "answer",
    "told-by",
    "told-on",
    "who",
    "when",
)


class BatonQuestions(AskScreen):
    """Questions about one case."""

    doing = ""
    """What is done here, for the head; to be translated."""

    def __init__(self, ways: Ways, at: InCase) -> None:
        super().__init__(ways, at.today)
        self._at = at

    def on_mount(self) -> None:
        """Which case."""
        super().on_mount()
        self.head(self._at.head, tr(self.doing))


class OfferScreen(BatonQuestions):
    """Whom the baton is offered to. Whoever has it keeps it until they have said yes."""

    doing = N_("Offer the baton")
    final = N_("Offer the baton")

    def next_question(self, told: Told) -> Question | None:
        """The service, who in it, by when."""
        if SERVICE not in told:
            note = tr("Whoever carries the baton keeps it until they have said yes.")
            return Question(SERVICE, tr("Which service is asked?"), note, needed=tr("Write the name of a service."))
        if PERSON not in told:
            return Question(PERSON, tr("Who in it? (may be named later)"))
        if BY not in told:
            return Question(BY, tr("Answer by which day?"), tr("May be left empty."), day=True)
        return None

    def finish(self, told: Told) -> None:
        """Offer it."""

        def work(stores: HomeStores) -> None:
            by = day_of(told[BY])
            new = stafettlogg.offer(
                stores.unlocked,
                stores.clock,
                self._at.case_id,
                service=told[SERVICE],
                person=told[PERSON],
                answer_by=by,
            )
            self.ways.looker(stores).look("edit", "stafettholdar", new.id)

        self.ask(work, self.saved)


class AnswerScreen(BatonQuestions):
    """What was answered, and who told the school: a stafettholdar outside has no access here."""

    doing = N_("The answer about the baton")
    final = N_("Save the answer")

    def __init__(self, ways: Ways, at: InCase, waiting: Stafettholdar) -> None:
        super().__init__(ways, at)
        self._waiting = waiting

    def next_question(self, told: Told) -> Question | None:
        """Yes or no; who; told by whom, when."""
        if ANSWER not in told:
            who = holder(self._waiting.service, self._waiting.person)
            choices = tuple((given.value, tr(words)) for given, words in ANSWERS.items())
            return Question(ANSWER, tr("What was answered?"), who, choices=choices)
        if told[ANSWER] == Acceptance.ACCEPTED and PERSON not in told:
            needed = tr("Write the name; or go back and say that the service takes it, and who it is comes later.")
            return Question(PERSON, tr("Who takes it?"), given=self._waiting.person, needed=needed)
        if TOLD_BY not in told:
            note = tr("Left empty: they said it here themselves.")
            return Question(TOLD_BY, tr("Who told the school?"), note)
        if told[TOLD_BY] and TOLD_ON not in told:
            today = short_date(self.today)
            return Question(TOLD_ON, tr("When?"), tr("Left empty: today, {date}.", date=today), day=True, past=True)
        return None

    def finish(self, told: Told) -> None:
        """Write it down. Another window may have done it meanwhile."""

        def work(stores: HomeStores) -> None:
            new = stafettlogg.answer(
                stores.unlocked,
                stores.clock,
                self._at.case_id,
                Acceptance(told[ANSWER]),
                person=told.get(PERSON, ""),
                told_by=told[TOLD_BY],
                told_on=day_of(told.get(TOLD_ON, "")),
            )
            self.ways.looker(stores).look("edit", "stafettholdar", new.id)

        self.ask(work, self.saved)

    def refusal(self, failure: BaseException) -> str:
        """It was answered already."""
        if isinstance(failure, NothingOffered):
            return tr("Somebody has answered already: the baton is offered to nobody now.")
        return super().refusal(failure)


class TalkedScreen(BatonQuestions):
    """An adult has talked with the child: who, and when."""

    doing = N_("Has an adult talked with the child?")
    final = N_("Save it")

    def next_question(self, told: Told) -> Question | None:
        """Who, when; what was said is not asked for."""
        if WHO not in told:
            note = tr("Only that somebody did, not what was said. Nobody has yet? Go back with Esc: it is asked again.")
            return Question(WHO, tr("Who talked with the child?"), note, needed=tr("Write who it was."))
        if WHEN not in told:
            today = short_date(self.today)
            return Question(WHEN, tr("When?"), tr("Left empty: today, {date}.", date=today), day=True, past=True)
        return None

    def finish(self, told: Told) -> None:
        """Write it on the child's page."""

        def work(stores: HomeStores) -> None:
            on = day_of(told[WHEN])
            child = followup.talked(stores.unlocked, stores.clock, self._at.case_id, told[WHO], on)
            if child is not None:
                self.ways.looker(stores).look("edit", "child", child.id)

        self.ask(work, self.saved)
