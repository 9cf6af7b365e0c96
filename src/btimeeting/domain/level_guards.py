"""Whether a case may take a step between levels: what each guard finds, and what would satisfy it.

Pure: facts of the record and what somebody tells come in as values, a transition or a refusal goes out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from btimeeting.domain.child import CaseKind
from btimeeting.domain.consent import Consent, ConsentState, service_key, service_state
from btimeeting.domain.levels import (
    CHILDS,
    CLOSED,
    RECORDED,
    Guard,
    LevelMove,
    Option,
    Profile,
    Scope,
    Told,
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A tiltak of the case, as far as a guard asks."""

    review_on: date | None = None
    evaluated: bool = False
    """Since the case came to its level, or back to an earlier step of it."""
    over: bool = False
    """Stopped or done."""
    text: str = field(default="", repr=False)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the record holds about a case on a day, and what somebody tells."""

    on: date
    kind: CaseKind = CaseKind.INDIVIDUAL
    named: bool = True
    consents: tuple[Consent, ...] = ()
    services: tuple[str, ...] = ()
    """Who is asked to help: consent has to reach each of them."""
    needed: tuple[str, ...] = field(default=(), repr=False)
    """Who has to give consent."""
    tiltak: tuple[Planned, ...] = ()
    referat: bool = False
    """Whether an approved referat is in the record."""
    met: tuple[str, ...] = ()
    """Services that took part in a meeting about the case."""
    next_on: date | None = None
    told: Mapping[Guard, str] = field(default_factory=dict, repr=False)
    told_before: frozenset[Guard] = frozenset()
    """What was told when the case came to the level it is on."""
    scope: Scope | None = None
    """Individual or system, as it was chosen last on the way here."""
    family: bool = True
    """Whether føresette have been reached: before that nobody can know what they think."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One guard and what was found. `values` name what is lacking: services, a day."""

    guard: Guard
    met: bool
    values: Mapping[str, str] = field(default_factory=dict, repr=False)


class Refused(StrEnum):
    """Why a case did not move."""

    NO_SUCH_OPTION = "no_such_option"
    GUARDS = "guards"
    NO_WHO = "no_who"
    NO_WHY = "no_why"


@dataclass(frozen=True, slots=True)
class MoveRefused:
    """The case stays where it is. `checked`: every guard of the option, the unmet among them."""

    code: Refused
    checked: tuple[Checked, ...] = ()
    known: tuple[str, ...] = ()

    @property
    def lacking(self) -> tuple[Checked, ...]:
        """What is not satisfied."""
        return tuple(each for each in self.checked if not each.met)


def checked(profile: Profile, at: str | None, option: Option, facts: Facts) -> tuple[Checked, ...]:
    """Every guard of an option, its own first, then those of the level it leads to."""
    answers = tuple(_check(profile, guard, facts) for guard in _guards(profile, at, option))
    scope = option.scope or facts.scope
    system = facts.kind is CaseKind.SYSTEM or (scope is Scope.SYSTEM and not facts.named)
    skipped = CHILDS if system else frozenset()
    return tuple(each for each in answers if each.guard not in skipped)


def _guards(profile: Profile, at: str | None, option: Option) -> tuple[Guard, ...]:
    """A level's guards hold for whoever comes to it; those read from the record for whoever is on it."""
    if option.to == CLOSED:
        return tuple(dict.fromkeys((*option.needs, Guard.OUTCOME)))
    target = profile.level_at(option.to)
    here = profile.level_at(at) if at is not None else None
    level = () if target is None else target.needs
    if target == here:
        level = tuple(guard for guard in level if guard in RECORDED)
    unnamed = (Guard.UNNAMED,) if target is not None and not target.named else ()
    return tuple(dict.fromkeys((*option.needs, *level, *unnamed)))


def move(
    profile: Profile, at: str | None, option_id: str, facts: Facts, *, move_id: str, case_id: str, by: str, why: str
) -> LevelMove | MoveRefused:
    """The transition, or why it is refused. `by` and `why` are kept with it, and what was told of its guards."""
    options = profile.options_at(at)
    option = next((each for each in options if each.id == option_id), None)
    if option is None:
        return MoveRefused(Refused.NO_SUCH_OPTION, known=tuple(each.id for each in options))
    found = checked(profile, at, option, facts)
    if not all(each.met for each in found):
        return MoveRefused(Refused.GUARDS, found)
    if not by.strip():
        return MoveRefused(Refused.NO_WHO, found)
    if not why.strip():
        return MoveRefused(Refused.NO_WHY, found)
    level = profile.level_at(option.to if option.to != CLOSED else option.at)
    asked = {each.guard for each in found}
    return LevelMove(
        id=move_id,
        case_id=case_id,
        profile=profile.id,
        option=option.id,
        outcome=option.outcome,
        from_step=at,
        to_step=option.to,
        level=level.id if level is not None else "",
        closed=option.to == CLOSED,
        scope=option.scope,
        on=facts.on,
        by=by.strip(),
        why=why.strip(),
        told=tuple(Told(guard=guard, text=text.strip()) for guard, text in facts.told.items() if guard in asked),
    )


def _check(profile: Profile, guard: Guard, facts: Facts) -> Checked:
    read = _READ.get(guard)
    if read is not None:
        lacking = read(profile, facts)
        if lacking is None or guard in RECORDED:
            return Checked(guard, met=lacking is None, values=lacking or {})
    said = bool(facts.told.get(guard, "").strip())
    asks = {"family": "1"} if guard is Guard.OUTCOME and facts.family and facts.kind is not CaseKind.SYSTEM else {}
    return Checked(guard, met=said or guard in facts.told_before, values=asks)


Lacking = Mapping[str, str] | None
"""None: nothing is lacking."""


def _consent(_: Profile, facts: Facts) -> Lacking:
    if facts.kind is CaseKind.ANONYMOUS:
        return {"unnamed": "1"}  # nobody consents for a child without a name
    if facts.services:
        states = {s: service_state(facts.consents, s, facts.on, facts.needed) for s in facts.services}
        lacking = [s for s, state in states.items() if state is not ConsentState.VALID]
        return {"services": ", ".join(lacking)} | _refused(states) if lacking else None
    reached = dict.fromkeys(service for consent in facts.consents for service in consent.services)
    states = {s: service_state(facts.consents, s, facts.on, facts.needed) for s in reached}
    return None if ConsentState.VALID in states.values() else {"services": ""} | _refused(states)


def _refused(states: Mapping[str, ConsentState]) -> dict[str, str]:
    no = ", ".join(service for service, state in states.items() if state is ConsentState.REFUSED)
    return {"refused": no} if no else {}


def _going_on(facts: Facts) -> tuple[Planned, ...]:
    return tuple(each for each in facts.tiltak if not each.over)


def _tiltak(_: Profile, facts: Facts) -> Lacking:
    return None if _going_on(facts) else {}


def _review_date(_: Profile, facts: Facts) -> Lacking:
    going = _going_on(facts)
    without = sum(each.review_on is None for each in going)
    return None if going and not without else {"n": str(without)}


def _evaluated(_: Profile, facts: Facts) -> Lacking:
    left = [each for each in facts.tiltak if not each.evaluated]
    if facts.tiltak and not left:
        return None
    texts = "; ".join(each.text for each in left if each.text)
    return {"n": str(len(left)), "tiltak": texts, "first": left[0].id if left else ""}


def _referat(_: Profile, facts: Facts) -> Lacking:
    return None if facts.referat else {}


def _unnamed(_: Profile, facts: Facts) -> Lacking:
    return {} if facts.named else None


def _ppt(profile: Profile, facts: Facts) -> Lacking:
    names = {service_key(name) for name in profile.ppt}
    return None if any(service_key(name) in names for name in facts.met) else {}


def _follow_up(_: Profile, facts: Facts) -> Lacking:
    return None if facts.next_on is not None and facts.next_on >= facts.on else {}


_READ: Mapping[Guard, Callable[[Profile, Facts], Lacking]] = {
    Guard.CONSENT: _consent,
    Guard.TILTAK: _tiltak,
    Guard.REVIEW_DATE: _review_date,
    Guard.EVALUATED: _evaluated,
    Guard.REFERAT: _referat,
    Guard.UNNAMED: _unnamed,
    Guard.PPT_DISCUSSED: _ppt,
    Guard.FOLLOW_UP: _follow_up,
}
