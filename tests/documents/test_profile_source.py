"""The two guides, walked from level 0 to the end in their own words (ressursteam-veileder.txt, bti-nivaa-flyt.txt)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pytest

from btimeeting.documents.level_words import came_by, where
from btimeeting.documents.profile_files import available, find, shipped
from btimeeting.documents.profile_reader import check, read
from btimeeting.domain.child import CaseKind
from btimeeting.domain.level_guards import Checked, Facts, MoveRefused, Planned, Refused, checked, move
from btimeeting.domain.levels import CLOSED, Guard, LevelMove, Outcome, Profile
from tests.builders import TODAY, consent

LATER = TODAY + timedelta(days=60)
TRIED = (Planned(review_on=TODAY, evaluated=True),)
"""A tiltak with its evaluation date, evaluated."""
PLANNED = (Planned(review_on=LATER),)


@lru_cache
def _profile(name: str) -> Profile:
    return read(find(name, None))


@dataclass
class Walk:
    """A case on its way through a profile."""

    profile: Profile
    facts: Facts = field(default_factory=lambda: Facts(on=TODAY, named=False))
    at: str | None = None
    made: list[LevelMove] = field(default_factory=list)

    def go(self, option: str, why: str = "Slik rettleiaren seier") -> LevelMove | MoveRefused:
        answer = move(
            self.profile,
            self.at,
            option,
            self.facts,
            move_id=f"move-{len(self.made)}",
            case_id="case-1",
            by="Rita Rektor",
            why=why,
        )
        if isinstance(answer, LevelMove):
            self.made.append(answer)
            self.at = answer.to_step
        return answer

    def must(self, option: str, quote: str) -> LevelMove:
        """Take an option whose guide's words, or those of the step it leads to, are these."""
        chosen = next(o for o in self.profile.options_at(self.at) if o.id == option)
        step = self.profile.step(chosen.to)
        assert quote in {chosen.source, step.source if step is not None else ""}
        answer = self.go(option)
        assert isinstance(answer, LevelMove), answer
        return answer

    def lacking(self, option: str) -> set[Guard]:
        """Take an option that is refused: what is lacking."""
        answer = self.go(option)
        assert isinstance(answer, MoveRefused)
        assert answer.code is Refused.GUARDS
        return {each.guard for each in answer.lacking}

    def now(self, **facts: Any) -> Walk:
        told = {**self.facts.told, **facts.pop("told", {})}
        self.facts = replace(self.facts, told=told, **facts)
        return self


def test_what_comes_with_the_program_is_right_and_found_by_name(tmp_path: Any) -> None:
    assert [path.stem for path in shipped()] == ["bti-mappe", "ressursteam"]
    assert [check(path)[1] for path in shipped()] == [(), ()]
    (tmp_path / "ressursteam.toml").write_text("", encoding="utf-8")
    assert [(file.id, file.own) for file in available(tmp_path)] == [("ressursteam", True), ("bti-mappe", False)]


@pytest.mark.parametrize("name", ["ressursteam", "bti-mappe"])
def test_every_step_and_option_quotes_the_guide_or_is_marked_as_ours(name: str) -> None:
    profile = _profile(name)
    assert all(step.source for step in profile.steps)
    assert [option.id for option in profile.options if bool(option.source) is option.ours] == []
    assert [level.id for level in profile.levels] == ["0", "1", "2", "3"]
    assert [level.stays_open for level in profile.levels] == [False, False, False, True]


def test_the_resource_team_guide_from_level_0_to_solved() -> None:
    walk = Walk(_profile("ressursteam"))
    walk.go("enter-0")
    assert walk.made[-1].level == "0"
    # «Pedagogisk leder har ansvar for å informere styrer. Behov for å gi informasjon til foreldre må vurderes.»
    assert walk.lacking("n0-report") == {Guard.LEADER_INFORMED, Guard.PARENTS_CONSIDERED}
    walk.now(told={Guard.LEADER_INFORMED: "styrar i dag", Guard.PARENTS_CONSIDERED: "mor veit det"}, named=True)
    walk.must("n0-report", "Saken meldes og drøftes i barnehagens lederteam.")
    # «Aktuell ekstern instans kan inviteres … Foresatte må være informert, og samtykke må innhentes»
    assert walk.lacking("n1-external") == {Guard.PARENTS_INFORMED, Guard.CONSENT, Guard.PARENTS_TAKE_PART}
    assert walk.lacking("n1-team") == {Guard.CONSENT_CONSIDERED, Guard.PARENTS_TAKE_PART}
    walk.now(told={Guard.PARENTS_TAKE_PART: "mor og far var med og valde tiltaka"})
    walk.must("n1-parents", "Planlegg tiltak i samarbeide med barnet og foresatte.")
    # «Tiltak følges opp og evalueres i henhold til tiltaksplanen.»
    assert walk.now(tiltak=PLANNED).lacking("n1-try") == {Guard.EVALUATED}
    walk.now(tiltak=TRIED).must("n1-try", "Evaluer igangsatte tiltak i henhold til tiltaksplan.")
    # «Foreldre/ foresatte må samtykke til at aktuelle instanser inviteres til møte.»
    assert walk.now(services=("PPT",)).lacking("n1-not-solved") == {Guard.CONSENT}
    walk.now(consents=(consent("Helsestasjonen"),))
    refused = walk.go("n1-not-solved")
    assert isinstance(refused, MoveRefused)
    assert refused.lacking == (Checked(Guard.CONSENT, met=False, values={"services": "PPT"}),)
    walk.now(consents=(consent("PPT"),)).must("n1-not-solved", "Sak ikke løst")
    # «Møtene referatføres med plan for tiltak, ansvar for oppfølging og varighet på utprøving før evaluering.»
    assert walk.now(tiltak=(Planned(),)).lacking("n2-individual") == {Guard.REVIEW_DATE}
    walk.now(tiltak=PLANNED).must(
        "n2-system", "Tiltak iverksettes på individ/systemnivå. Tidspunkt for evaluering settes."
    )
    walk.now(tiltak=TRIED).must("n2-try", "Evalueringsmøte og beslutning om veien videre")
    assert walk.lacking("n2-solved") == {Guard.OUTCOME}
    done = walk.now(told={Guard.OUTCOME: "Ho leikar med dei andre"}).must("n2-solved", "Sak løst")
    assert (done.closed, done.level, done.to_step, done.outcome) == (True, "2", CLOSED, Outcome.STOP)
    assert [m.outcome for m in walk.made if m.outcome is not Outcome.STEP] == ["next", "next", "system", "stop"]
    assert all((m.on, m.by, m.why) == (TODAY, "Rita Rektor", "Slik rettleiaren seier") for m in walk.made)
    assert {told.guard for told in walk.made[1].told} == {Guard.LEADER_INFORMED, Guard.PARENTS_CONSIDERED}


def test_the_resource_team_guide_to_level_3_which_stays_open() -> None:
    walk = Walk(_profile("ressursteam"), Facts(on=TODAY, consents=(consent("PPT"),), tiltak=TRIED))
    walk.at = "n2-evaluate"
    # «Saken følges opp ved PPT/andre instanser»: who, and when
    assert walk.lacking("n2-not-solved") == {Guard.FOLLOW_UP}
    walk.now(next_on=LATER).must("n2-not-solved", "Saken følges opp ved PPT/andre instanser")
    # «Saker som henvises til PPT skal være drøftet med PPT, eller PPT deltar i ressursmøte … Referat … legges ved»
    assert walk.lacking("n3-ppt") == {Guard.PPT_DISCUSSED, Guard.REFERAT}
    assert walk.now(met=("helsestasjonen", "ppt")).lacking("n3-ppt") == {Guard.REFERAT}
    assert walk.now(met=(), referat=True).lacking("n3-ppt") == {Guard.PPT_DISCUSSED}
    walk.now(told={Guard.PPT_DISCUSSED: "på telefon"}).go("n3-ppt")
    assert walk.lacking("n3-bup-habu") == {Guard.VIA_GP}  # «via fastlege»
    walk.now(told={Guard.VIA_GP: "fastlegen har fått brev"}).must("n3-bup-habu", "Henvisning til BUP/HABU via fastlege")
    walk.must("n3-statped", "Henvisning til Statped")
    walk.must("n3-others", "Samarbeide med andre instanser")
    assert [m.outcome for m in walk.made[1:]] == [Outcome.REFER] * 4
    assert walk.at == "n3-followed-up"
    assert not any(m.closed for m in walk.made)
    assert Outcome.STOP not in {o.outcome for o in walk.profile.options_at(walk.at)}


def test_the_bti_folder_from_level_0_to_the_end() -> None:
    walk = Walk(_profile("bti-mappe"))
    walk.go("enter-0")
    walk.must("n0-to-concrete", "Konkretiser undring")
    walk.must("n0-to-share", "Del bekymringen")
    walk.must("n0-to-assess", "Grunn til å gå videre? Individ- eller systemnivå")
    assert {o.scope for o in walk.profile.options_at(walk.at)} == {None, "individual", "system"}
    # «Ledelsen er nå informert om saken. Foreldre skal være informert.»
    assert walk.lacking("n0-individual") == {Guard.LEADER_INFORMED, Guard.PARENTS_INFORMED}
    walk.now(told={Guard.LEADER_INFORMED: "ja", Guard.PARENTS_INFORMED: "i møte i går"}, named=True)
    walk.must("n0-individual", "Individ- eller systemnivå")
    walk.must("n1-to-meeting", "Planlegging, gjennomføring og evaluering av møte m/foreldre")
    assert walk.lacking("n1-to-tiltak") == {Guard.TILTAK}
    walk.now(tiltak=TRIED).must("n1-to-tiltak", "Iverksetting av tjenesteinterne tiltak")
    walk.must("n1-to-evaluate", "Evaluering: Tiltak på nivå 1 og behov for ytterligere innsats")
    walk.must("n1-continue", "2) Fortsette interne tiltak")
    walk.go("n1-to-evaluate")
    # «Foreldrene må samtykke til dette.»
    assert walk.lacking("n1-next") == {Guard.CONSENT}
    walk.now(consents=(consent("PPT"),)).must("n1-next", "3) Fortsette til nivå 2")
    walk.must("n2-to-plan", "Planlegging, gjennomføring og evaluering av tiltak")
    walk.must("n2-to-tiltak", "Iverksetting av tiltak")
    walk.must("n2-to-evaluate", "Evaluering: Tiltak på nivå 2 og behov for ytterligere innsats")
    walk.must("n2-continue", "1) Avslutte/fortsette")
    walk.go("n2-to-evaluate")
    walk.must("n2-system", "2) Systemtiltak")
    walk.go("n2-to-evaluate")
    walk.now(next_on=LATER).must("n2-report", "3) Melde til tiltaksteam")
    walk.must("n3-to-meeting", "Planlegging, gjennomføring og evaluering av tverrfaglig møte")
    walk.must("n3-to-tiltak", "Iverksetting av koordinert tiltak")
    walk.must("n3-to-evaluate", "Evaluering: Tiltak på nivå 3 og behov for ytterligere innsats")
    walk.must("n3-report", "3) Melde til KE")
    walk.go("n3-to-evaluate")
    done = walk.now(told={Guard.OUTCOME: "Ho har det bra"}).must("n3-stop", "1) Avslutte/fortsette")
    assert done.closed
    stored = [m.outcome.value for m in walk.made if m.outcome is not Outcome.STEP]
    assert stored == ["next", "continue", "next", "continue", "system", "report", "report", "stop"]


def test_the_duty_to_report_is_help_for_the_leader_and_can_never_be_stored() -> None:
    profile = _profile("bti-mappe")
    (shown,) = profile.helps_at("n3-evaluate")
    assert (shown.id, shown.source) == ("barnevern", "Barnevern")
    assert "barnevern" not in {option.id for option in profile.options}
    assert "3) Melde til KE" in {o.source for o in profile.options_at("n3-evaluate")}
    walk = Walk(profile, Facts(on=TODAY, consents=(consent("PPT"),), next_on=LATER), at="n3-evaluate")
    answer = walk.go("barnevern")
    assert isinstance(answer, MoveRefused)
    assert answer.code is Refused.NO_SUCH_OPTION
    assert walk.made == []


@pytest.mark.parametrize("name", ["ressursteam", "bti-mappe"])
def test_on_level_0_no_child_is_named(name: str) -> None:
    walk = Walk(_profile(name), Facts(on=TODAY, named=True))
    assert walk.lacking("enter-0") == {Guard.UNNAMED}
    assert isinstance(walk.now(named=False).go("enter-0"), LevelMove)


def test_a_system_matter_has_no_child_and_so_no_consent() -> None:
    walk = Walk(_profile("bti-mappe"), at="n0-assess")
    assert walk.lacking("n0-system") == {Guard.LEADER_INFORMED}
    assert walk.now(named=True).lacking("n0-system") >= {Guard.UNNAMED}
    walk.now(kind=CaseKind.SYSTEM, named=False, told={Guard.LEADER_INFORMED: "ja"})
    assert isinstance(walk.go("n0-system"), LevelMove)


def test_a_move_keeps_who_and_why_or_is_refused() -> None:
    profile = _profile("bti-mappe")
    facts = Facts(on=date(2026, 11, 25), named=False)
    values: dict[str, Any] = {"move_id": "m", "case_id": "c"}
    no_who = move(profile, None, "enter-0", facts, by=" ", why="uro", **values)
    no_why = move(profile, None, "enter-0", facts, by="Rita", why=" ", **values)
    assert [answer.code for answer in (no_who, no_why) if isinstance(answer, MoveRefused)] == ["no_who", "no_why"]
    (entry,) = (o for o in profile.options_at(None) if o.id == "enter-2")
    assert [each.guard for each in checked(profile, None, entry, facts)] == [Guard.CONSENT]
    assert profile.options_at("a step of another profile") == profile.options_at(None)


def test_of_several_ways_to_one_place_the_history_tells_which_was_taken() -> None:
    profile = read(find("ressursteam", None))
    others, habu = (came_by(profile, way, "n3-followed-up") for way in ("n3-others", "n3-bup-habu"))
    assert others != habu
    assert others.startswith(where(profile, "n3-followed-up") + " – ")
    assert came_by(profile, "enter-1", "n1-define") == where(profile, "n1-define")
