"""Each guide from level 0 to closed through the services, in its own words, with every guard met by what lies there.

Sources: ressursteam-veileder.txt 3.3 and 3.4, bti-nivaa-flyt.txt. The same is done by hand on the screens.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from btimeeting.documents.profile_files import find
from btimeeting.documents.profile_reader import read
from btimeeting.domain.case_page import What
from btimeeting.domain.child import Child
from btimeeting.domain.consent import Consent, Giver
from btimeeting.domain.level_guards import Checked, MoveRefused
from btimeeting.domain.levels import Guard, LevelMove, Option, Profile
from btimeeting.domain.record import Case, MeetingState, Tiltak, TiltakState
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.service import cases, followup, stafettlogg
from btimeeting.service.case_page import case_page
from btimeeting.service.level_zero import forget, write_note
from btimeeting.service.levels import Asked, move_case, standing
from btimeeting.store import home as homes
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import new_key
from tests.fakes import StandingClock
from tests.store.record_values import CASE, CHILD, MEETING, MOVE, NOON, changed, opened


@dataclass
class Walk:
    """One case, and a day for every step."""

    store: RecordsStore
    profile: Profile
    clock: StandingClock = field(default_factory=StandingClock)
    case_id: str = ""
    a_step: int = 24 * 60
    """Minutes between two steps."""

    def begin(self, text: str) -> None:
        """The note of level 0."""
        case, _ = write_note(self.store, self.clock, self.profile, text, 30, by="kari")
        self.case_id = case.id

    def ways(self) -> tuple[tuple[Option, tuple[Checked, ...]], ...]:
        """Where the case may go."""
        return standing(self.store, self.profile, self.case_id, self.clock.today()).ways

    def lacks(self, option: str) -> set[Guard]:
        """What is lacking for a way; the case stays."""
        at = standing(self.store, self.profile, self.case_id, self.clock.today()).at
        made = move_case(
            self.store, self.clock, self.profile, self.case_id, option=option, asked=Asked(), by="kari", why="Prøver"
        )
        assert isinstance(made, MoveRefused), option
        assert standing(self.store, self.profile, self.case_id, self.clock.today()).at == at
        return {each.guard for each in made.lacking}

    def go(self, option: str, quote: str, **told: str) -> LevelMove:
        """Take a way whose guide's words, or those of the step it leads to, are these; a day later."""
        self.clock.go(minutes=self.a_step)
        at = standing(self.store, self.profile, self.case_id, self.clock.today()).at
        chosen = next(each for each in self.profile.options_at(at) if each.id == option)
        step = self.profile.step(chosen.to)
        assert quote in {chosen.source, step.source if step is not None else ""}
        said = {Guard(guard.replace("_", "-")): text for guard, text in told.items()}
        made = move_case(
            self.store,
            self.clock,
            self.profile,
            self.case_id,
            option=option,
            asked=Asked(told=said),
            by="kari",
            why="Slik rettleiaren seier",
        )
        assert isinstance(made, LevelMove), made
        return made

    def name(self) -> None:
        """The child gets its name, in a step of its own."""
        naming = cases.Naming(Child(id="child", name="Ola Døme"), "mor, i møte i dag")
        cases.name_child(self.store, self.clock, self.profile, self.case_id, naming)

    def tiltak(self, text: str) -> None:
        """A tiltak with who and when, in the stafettlogg."""
        review_on = self.clock.today() + timedelta(weeks=4)
        what = stafettlogg.Written(EntryKind.TILTAK, text, owner="Per Pedagog", review_on=review_on)
        stafettlogg.write(self.store, self.clock, self.case_id, what, "kari")

    def evaluate(self, state: TiltakState) -> None:
        """Weeks later: how each tiltak went."""
        self.clock.go(minutes=self.a_step * 28)
        again = self.clock.today() + timedelta(weeks=4)
        for _, tiltak in followup.following(self.store, self.case_id, self.clock.today()).tiltak:
            followup.evaluate(
                self.store, self.clock, tiltak.id, state, "Ho leikar meir", by="kari", said="Held fram", review_on=again
            )

    def consent(self, *services: str) -> None:
        """Mother says yes, in writing."""
        given = Consent(
            id=f"consent-{services[0]}",
            case_id=self.case_id,
            services=services,
            givers=(Giver(name="Mor Døme", relation="mor"),),
            given_on=self.clock.today(),
        )
        self.store.save(given, self.clock.now())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordsStore]:
    with opened(homes.create(tmp_path / "home", demo=False), new_key()) as records:
        yield records


def test_the_resource_team_guide_is_walked_from_level_0_to_solved(store: RecordsStore) -> None:
    walk = Walk(store, read(find("ressursteam", None)))
    # «BTI nivå 0: En ansatt får en uro for et barn.»
    walk.begin("Eit barn leikar aldri med dei andre")
    with pytest.raises(cases.NamedTooEarly):
        walk.name()
    # «… del uroen med nærmeste leder, før du evt deler med foresatte»: nobody knows what the family thinks yet
    (closing,) = (checks for option, checks in walk.ways() if option.id == "n0-stop")
    assert [dict(each.values) for each in closing] == [{}]
    # «Pedagogisk leder har ansvar for å informere styrer. Behov for å gi informasjon til foreldre må vurderes.»
    assert walk.lacks("n0-report") == {Guard.LEADER_INFORMED, Guard.PARENTS_CONSIDERED}
    walk.go(
        "n0-report",
        "Saken meldes og drøftes i barnehagens lederteam.",
        leader_informed="styrar Sara",
        parents_considered="mor veit det",
    )
    assert forget(store, StandingClock(walk.clock.at + timedelta(days=400)), walk.profile, 30, "kari") == 0
    (external,) = (checks for option, checks in walk.ways() if option.id == "n1-external")
    assert {"unnamed": "1"} in [dict(each.values) for each in external]  # who consents for a child without a name?
    walk.name()
    # «Aktuell ekstern instans kan inviteres … Foresatte må være informert, og samtykke må innhentes»
    assert Guard.CONSENT in walk.lacks("n1-external")
    walk.go(
        "n1-parents",
        "Planlegg tiltak i samarbeide med barnet og foresatte.",
        parents_take_part="dei valde leikegruppa",
    )
    # «Tiltak følges opp og evalueres i henhold til tiltaksplanen.»
    assert walk.lacks("n1-try") == {Guard.EVALUATED}
    walk.tiltak("Fast leikegruppe")
    assert walk.lacks("n1-try") == {Guard.EVALUATED}
    walk.evaluate(TiltakState.GOES_ON)
    walk.go("n1-try", "Evaluer igangsatte tiltak i henhold til tiltaksplan.")
    # «Foreldre/ foresatte må samtykke til at aktuelle instanser inviteres til møte.»
    assert walk.lacks("n1-not-solved") == {Guard.CONSENT}
    walk.consent("PPT")
    walk.go("n1-not-solved", "Sak ikke løst")
    # «Møtene referatføres med plan for tiltak, ansvar for oppfølging og varighet på utprøving før evaluering.»
    walk.tiltak("Observasjon saman med PPT")
    walk.go("n2-individual", "Tiltak iverksettes på individ/systemnivå. Tidspunkt for evaluering settes.")
    assert walk.lacks("n2-try") == {Guard.EVALUATED}
    walk.evaluate(TiltakState.DONE)
    walk.go("n2-try", "Evalueringsmøte og beslutning om veien videre")
    assert walk.lacks("n2-solved") == {Guard.OUTCOME}
    (closing,) = (checks for option, checks in walk.ways() if option.id == "n2-solved")
    assert dict(closing[0].values) == {"family": "1"}
    done = walk.go("n2-solved", "Sak løst", outcome="Ho har to vener; mor er glad")
    assert (done.closed, done.level) == (True, "2")
    assert store.get(Case, walk.case_id).child_id == "child"
    assert {each.state for each in store.of_case(Tiltak, walk.case_id)} == {TiltakState.DONE}


def test_the_bti_folder_is_walked_from_level_0_to_closed(store: RecordsStore) -> None:
    walk = Walk(store, read(find("bti-mappe", None)))
    walk.begin("Eit barn er mykje åleine")
    walk.go("n0-to-concrete", "Konkretiser undring")
    walk.go("n0-to-share", "Del bekymringen")
    walk.go("n0-to-assess", "Grunn til å gå videre? Individ- eller systemnivå")
    # «Ledelsen er nå informert om saken. Foreldre skal være informert.»
    assert walk.lacks("n0-individual") == {Guard.LEADER_INFORMED, Guard.PARENTS_INFORMED}
    walk.go("n0-individual", "Individ- eller systemnivå", leader_informed="rektor", parents_informed="mor i går")
    walk.name()
    walk.go("n1-to-meeting", "Planlegging, gjennomføring og evaluering av møte m/foreldre")
    assert walk.lacks("n1-to-tiltak") == {Guard.TILTAK}
    walk.tiltak("Fadder i friminutta")
    walk.go("n1-to-tiltak", "Iverksetting av tjenesteinterne tiltak")
    walk.evaluate(TiltakState.GOES_ON)
    walk.go("n1-to-evaluate", "Evaluering: Tiltak på nivå 1 og behov for ytterligere innsats")
    # «Her involveres en eller flere hjelpetjenester … Foreldrene må samtykke til dette.»
    assert walk.lacks("n1-next") == {Guard.CONSENT}
    walk.consent("PPT")
    walk.go("n1-next", "3) Fortsette til nivå 2")
    walk.go("n2-to-plan", "Planlegging, gjennomføring og evaluering av tiltak")
    walk.go("n2-to-tiltak", "Iverksetting av tiltak")
    walk.evaluate(TiltakState.GOES_ON)
    walk.go("n2-to-evaluate", "Evaluering: Tiltak på nivå 2 og behov for ytterligere innsats")
    assert walk.lacks("n2-report") == {Guard.FOLLOW_UP}
    walk.go("n2-report", "3) Melde til tiltaksteam", follow_up="PPT, om fire veker")
    walk.go("n3-to-meeting", "Planlegging, gjennomføring og evaluering av tverrfaglig møte")
    walk.go("n3-to-tiltak", "Iverksetting av koordinert tiltak")
    walk.evaluate(TiltakState.DONE)
    walk.go("n3-to-evaluate", "Evaluering: Tiltak på nivå 3 og behov for ytterligere innsats")
    assert walk.lacks("n3-stop") == {Guard.OUTCOME}
    assert walk.go("n3-stop", "1) Avslutte/fortsette", outcome="Ho har det bra").closed


def test_on_one_day_the_order_counts_and_what_was_evaluated_on_level_1_is_not_evaluated_on_level_2(
    store: RecordsStore,
) -> None:
    walk = Walk(store, read(find("ressursteam", None)), a_step=0)
    walk.begin("Eit barn leikar aldri med dei andre")
    told = {"leader_informed": "styrar Sara", "parents_considered": "mor veit det"}
    walk.go("n0-report", "Saken meldes og drøftes i barnehagens lederteam.", **told)
    walk.name()
    quote = "Planlegg tiltak i samarbeide med barnet og foresatte."
    walk.go("n1-parents", quote, parents_take_part="dei valde leikegruppa")
    walk.tiltak("Fast leikegruppe")
    walk.evaluate(TiltakState.GOES_ON)
    walk.go("n1-try", "Evaluer igangsatte tiltak i henhold til tiltaksplan.")
    walk.go("n1-continue", quote)  # it goes on: its effect is told anew before it is evaluated again
    assert walk.lacks("n1-try") == {Guard.EVALUATED}
    walk.evaluate(TiltakState.GOES_ON)
    walk.go("n1-try", "Evaluer igangsatte tiltak i henhold til tiltaksplan.")
    walk.consent("PPT")
    walk.go("n1-not-solved", "Sak ikke løst")
    walk.go("n2-individual", "Tiltak iverksettes på individ/systemnivå. Tidspunkt for evaluering settes.")
    assert walk.lacks("n2-try") == {Guard.EVALUATED}
    walk.evaluate(TiltakState.GOES_ON)
    walk.go("n2-try", "Evalueringsmøte og beslutning om veien videre")


def test_one_day_is_told_in_the_order_it_was_written_the_naming_and_what_was_told_with_it(store: RecordsStore) -> None:
    walk = Walk(store, read(find("ressursteam", None)), a_step=1)
    walk.begin("Eit barn leikar aldri med dei andre")
    told = {"leader_informed": "styrar Sara", "parents_considered": "mor veit det"}
    walk.go("n0-report", "Saken meldes og drøftes i barnehagens lederteam.", **told)
    walk.clock.go(minutes=1)
    walk.name()
    walk.clock.go(minutes=1)
    walk.consent("PPT")
    quote = "Planlegg tiltak i samarbeide med barnet og foresatte."
    walk.go("n1-parents", quote, parents_take_part="dei valde leikegruppa")
    page = case_page(store, walk.profile, walk.case_id, "Skulen", walk.clock.today(), note_days=30)
    assert [each.what for each in page.history] == [What.LEVEL, What.CONSENT, What.NAMED, What.LEVEL, What.LEVEL]
    assert page.history[2].values["yes"] == "mor, i møte i dag"
    assert [each.text for each in page.history[3].told] == ["styrar Sara", "mor veit det"]


def test_what_goes_on_for_the_group_and_names_nobody_asks_no_parent_on_the_next_level(store: RecordsStore) -> None:
    walk = Walk(store, read(find("bti-mappe", None)))
    walk.begin("Mykje uro i friminutta")
    walk.go("n0-to-concrete", "Konkretiser undring")
    walk.go("n0-to-share", "Del bekymringen")
    walk.go("n0-to-assess", "Grunn til å gå videre? Individ- eller systemnivå")
    walk.go("n0-system", "Individ- eller systemnivå", leader_informed="rektor")
    walk.go("n1-to-meeting", "Planlegging, gjennomføring og evaluering av møte m/foreldre")
    walk.tiltak("Leikebuer ute")
    walk.go("n1-to-tiltak", "Iverksetting av tjenesteinterne tiltak")
    walk.evaluate(TiltakState.GOES_ON)
    walk.go("n1-to-evaluate", "Evaluering: Tiltak på nivå 1 og behov for ytterligere innsats")
    walk.go("n1-next", "3) Fortsette til nivå 2")


def test_in_a_closed_case_nobody_is_asked_whether_an_adult_has_talked_with_the_child(store: RecordsStore) -> None:
    profile, today = read(find("bti-mappe", None)), NOON.date() + timedelta(weeks=30)
    held = changed(MEETING, state=MeetingState.HELD, held_on=NOON.date())
    store.save_all([CHILD, CASE, held, MOVE], StandingClock().now())

    def asked() -> bool:
        page = case_page(store, profile, CASE.id, "Skulen", today, note_days=30)
        return page.talk_since is not None

    assert asked()
    store.save(changed(MOVE, id="move-2", to_step="closed", closed=True), StandingClock().now())
    assert not asked()
