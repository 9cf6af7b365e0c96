"""Levels in words: what a guard and an outcome are called, and what would satisfy a guard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from btimeeting.domain.level_guards import Checked
from btimeeting.domain.levels import Guard, Option, Outcome, Profile, Told
from btimeeting.i18n import N_, language, tr

GUARDS: Final[Mapping[Guard, str]] = {
    Guard.LEADER_INFORMED: N_("The leader is informed"),
    Guard.PARENTS_CONSIDERED: N_("It is considered whether the parents are to be informed"),
    Guard.PARENTS_INFORMED: N_("The parents are informed"),
    Guard.PARENTS_TAKE_PART: N_("The child and the parents take part in planning the measures"),
    Guard.CONSENT_CONSIDERED: N_("It is considered whether consent is needed"),
    Guard.CONSENT: N_("The parents have consented"),
    Guard.TILTAK: N_("There is a measure that goes on"),
    Guard.REVIEW_DATE: N_("Every measure has an evaluation date"),
    Guard.EVALUATED: N_("The measures are evaluated"),
    Guard.PPT_DISCUSSED: N_("It has been discussed with PPT, or PPT was at the meeting"),
    Guard.REFERAT: N_("The minutes are approved, and are attached"),
    Guard.VIA_GP: N_("The referral goes through the family doctor"),
    Guard.FOLLOW_UP: N_("It is settled who follows up, and when"),
    Guard.OUTCOME: N_("How it ended is written down"),
    Guard.UNNAMED: N_("No child is named in this record"),
}

_MENDS: Final[Mapping[Guard, str]] = {
    Guard.LEADER_INFORMED: N_("say who was informed, and when"),
    Guard.PARENTS_CONSIDERED: N_("say when they were informed, or why not yet"),
    Guard.PARENTS_INFORMED: N_("say who was informed, how and when"),
    Guard.PARENTS_TAKE_PART: N_("say what part they took, or why they took none"),
    Guard.CONSENT_CONSIDERED: N_("say what was decided, and why"),
    Guard.TILTAK: N_("write the measures in a meeting or in the baton log"),
    Guard.REVIEW_DATE: N_("give each measure the day it is evaluated"),
    Guard.EVALUATED: N_("write the measures, and evaluate each: what effect did it have?"),
    Guard.PPT_DISCUSSED: N_("say when and with whom, or have PPT at a meeting"),
    Guard.REFERAT: N_("approve the minutes of the meeting"),
    Guard.VIA_GP: N_("say which doctor's office was asked, and when"),
    Guard.FOLLOW_UP: N_("agree on the next meeting, or say who follows up and when"),
    Guard.OUTCOME: N_("say how it ended"),
    Guard.UNNAMED: N_("take the name out: parents may not know yet. A note without a name is enough on this level"),
}

OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.STEP: N_("the next step"),
    Outcome.STOP: N_("stop"),
    Outcome.CONTINUE: N_("continue"),
    Outcome.SYSTEM: N_("measures on system level"),
    Outcome.NEXT: N_("the next level"),
    Outcome.REPORT: N_("report to the coordinating team"),
    Outcome.REFER: N_("refer"),
    Outcome.BACK: N_("back"),
}


def guard_name(guard: Guard) -> str:
    """What must be so."""
    return tr(GUARDS[guard])


def said_of_guards(told: Iterable[Told]) -> Iterator[str]:
    """What was told of each guard when a case was moved: «Leiaren er informert: rektor, i dag»."""
    for each in told:
        if each.text.strip():
            yield f"{guard_name(each.guard)}: {' '.join(each.text.split())}"


def mend(each: Checked) -> str:
    """What would satisfy a guard that is not met."""
    if each.guard is Guard.CONSENT:
        services, refused = each.values.get("services"), each.values.get("refused")
        if each.values.get("unnamed"):
            return tr("name the child first: nobody can consent for a child without a name")
        if refused:
            return tr("the family has said no to {services}; without their yes the case stays here", services=refused)
        if services:
            return tr("a valid consent that reaches {services} is missing", services=services)
        return tr("write down the consent: who gave it, for which services")
    if each.guard is Guard.OUTCOME and each.values.get("family"):
        return tr("say how it ended, and what the family thinks")
    if each.guard is Guard.EVALUATED and each.values.get("tiltak"):
        return tr("evaluate on this level: {measures}", measures=each.values["tiltak"])
    return tr(_MENDS[each.guard])


def outcome_name(outcome: Outcome) -> str:
    """What an option does."""
    return tr(OUTCOMES[outcome])


def where(profile: Profile, step: str | None) -> str:
    """«Nivå 1, TPO: Tenesteinterne tiltak»; a case that is closed, or has no level, says so."""
    if step is None:
        return tr("No level yet")
    found, level = profile.step(step), profile.level_at(step)
    if found is None or level is None:
        return tr("Closed") if step == "closed" else tr("On a step this profile does not know")
    spoken = language()
    return tr(
        "Level {level}, {title}: {step}",
        level=level.id,
        title=level.title.spoken(spoken),
        step=found.title.spoken(spoken),
    )


def came_by(profile: Profile, option_id: str, step: str) -> str:
    """Where a case came, and which way when several lead there from one place: the referral that was chosen."""
    level = where(profile, step)
    way = next((option for option in profile.options if option.id == option_id), None)
    alike = () if way is None else [each for each in profile.options if (each.at, each.to) == (way.at, way.to)]
    return f"{level} – {way.title.spoken(language())}" if way is not None and len(alike) > 1 else level


def option_name(profile: Profile, at: str | None, option: Option) -> str:
    """A way, what it does and where; a way in by its level; one that no guide names says that it is ours."""
    if not option.at:
        return where(profile, option.to)
    title, outcome = option.title.spoken(language()), outcome_name(option.outcome)
    target, here = profile.level_at(option.to), profile.level_at(at) if at is not None else None
    if target is not None and target != here:
        outcome = tr("{outcome}: level {level}", outcome=outcome, level=target.id)
    return f"{title} · {outcome}" + ("" if option.source else f" ({tr('our proposal')})")
