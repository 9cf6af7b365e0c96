"""How a tiltak went: its effect, whether it goes on, and when it is evaluated the next time."""

from __future__ import annotations

from datetime import date

from btimeeting.documents.words import TILTAK_STATES
from btimeeting.domain.followup import OVER
from btimeeting.domain.record import Tiltak, TiltakState
from btimeeting.i18n import N_, tr
from btimeeting.service import followup
from btimeeting.ui.children.case_head import InCase
from btimeeting.ui.children.questions import Question, Told, day_of
from btimeeting.ui.children.unnamed import UnnamedScreen
from btimeeting.ui.children.ways import Ways
from btimeeting.ui.home_thread import HomeStores

STATES = {
    TiltakState.GOES_ON: N_("It goes on as it is"),
    TiltakState.CHANGED: N_("It goes on, changed"),
    TiltakState.STOPPED: N_("It is ended"),
    TiltakState.DONE: N_("It is done"),
}
EFFECT, HOW, NEW_TEXT, AGAIN_ON = "effect", "how", "text", "again"
WRITTEN = (EFFECT, NEW_TEXT)


def judging(tiltak: Tiltak, next_on: date | None, told: Told) -> Question | None:
    """What is asked of a tiltak, in this order; None when all has been said."""
    if EFFECT not in told:
        owner = f" ({tiltak.owner})" if tiltak.owner else ""
        needed = tr("Write what effect it had, also when it had none: it is what the next choice stands on.")
        return Question(EFFECT, tr("What effect did it have?"), f"{tiltak.text}{owner}", needed=needed)
    if HOW not in told:
        states = tuple((state.value, tr(words)) for state, words in STATES.items())
        return Question(HOW, tr("How does it go on?"), tiltak.text, choices=states)
    how = TiltakState(told[HOW])
    if how is TiltakState.CHANGED and NEW_TEXT not in told:
        needed = tr("Write what is to be done from now on.")
        return Question(NEW_TEXT, tr("What is it now?"), given=tiltak.text, needed=needed)
    if how not in OVER and AGAIN_ON not in told:
        meeting = next_on.isoformat() if next_on is not None else ""
        needed = tr("A measure that goes on has a day it is evaluated: write one, for instance «in 6 weeks».")
        return Question(AGAIN_ON, tr("When is it evaluated again?"), needed=needed, day=True, meeting=meeting)
    return None


def judge(stores: HomeStores, tiltak: Tiltak, told: Told, by: str) -> Tiltak:
    """Write it down."""
    state = TiltakState(told[HOW])
    return followup.evaluate(
        stores.unlocked,
        stores.clock,
        tiltak.id,
        state,
        told[EFFECT],
        by=by or "?",
        said=tr(TILTAK_STATES[state]),
        review_on=day_of(told.get(AGAIN_ON, "")),
        text=told.get(NEW_TEXT, ""),
    )


class EvaluateScreen(UnnamedScreen):
    """One tiltak of a case."""

    final = N_("Save the evaluation")
    written = WRITTEN

    def __init__(self, ways: Ways, at: InCase, tiltak: Tiltak) -> None:
        super().__init__(ways, at.today, named=at.named)
        self._at, self._tiltak = at, tiltak

    def on_mount(self) -> None:
        """Which case, and that a tiltak is evaluated."""
        super().on_mount()
        self.head(self._at.head, tr("Evaluate a measure"))

    def own_question(self, told: Told) -> Question | None:
        """Effect, how it goes on, when again."""
        return judging(self._tiltak, self._at.next_on, told)

    def save(self, told: Told) -> None:
        """Write it in the record, and in the stafettlogg."""

        def work(stores: HomeStores) -> None:
            judge(stores, self._tiltak, told, self.ways.door.user)
            self.ways.looker(stores).look("edit", "tiltak", self._tiltak.id)

        self.ask(work, self.saved)
