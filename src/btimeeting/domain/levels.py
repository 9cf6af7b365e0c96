"""The levels of a case as data: a municipality's profile, and the transitions a case has made.

Sources: ressursteam-veileder.txt 3.3 and 3.4, bti-nivaa-flyt.txt. Which guard a transition has is the profile's; how
a guard is met is told in level_guards.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from pydantic import Field

from btimeeting.domain.values import Line, Value

CLOSED = "closed"
"""Where an option leads that ends the case."""
ENTER = "enter-"
"""How the options are called by which a case that has no level yet comes to one."""


class Guard(StrEnum):
    """What must be so before a case moves. Those of `RECORDED` are read from the record; the others are told."""

    LEADER_INFORMED = "leader-informed"
    PARENTS_CONSIDERED = "parents-considered"
    """Whether føresette are to be informed was considered: when they were, or why not yet."""
    PARENTS_INFORMED = "parents-informed"
    PARENTS_TAKE_PART = "parents-take-part"
    """The child's and føresette's part in the tiltak, or why they had none."""
    CONSENT_CONSIDERED = "consent-considered"
    CONSENT = "consent"
    TILTAK = "tiltak"
    REVIEW_DATE = "review-date"
    EVALUATED = "evaluated"
    PPT_DISCUSSED = "ppt-discussed"
    REFERAT = "referat"
    """An approved referat is there to be attached."""
    VIA_GP = "via-gp"
    FOLLOW_UP = "follow-up"
    """Who follows up, and when."""
    OUTCOME = "outcome"
    UNNAMED = "unnamed"
    """The record names no child."""


RECORDED = frozenset({Guard.CONSENT, Guard.TILTAK, Guard.REVIEW_DATE, Guard.EVALUATED, Guard.REFERAT, Guard.UNNAMED})
"""Read from the record: nobody can say them away."""
CHILDS = frozenset(
    {
        Guard.PARENTS_CONSIDERED,
        Guard.PARENTS_INFORMED,
        Guard.PARENTS_TAKE_PART,
        Guard.CONSENT_CONSIDERED,
        Guard.CONSENT,
    }
)
"""Concern one child and its føresette: a system case has none of them."""


class Outcome(StrEnum):
    """What an option does. The evaluation options are kept apart, also where a guide writes two in one line."""

    STEP = "step"
    """To the next step of the same level."""
    STOP = "stop"
    CONTINUE = "continue"
    SYSTEM = "system"
    """Tiltak for the group or the environment."""
    NEXT = "next"
    """To the next level."""
    REPORT = "report"
    """To the team that coordinates (tiltaksteam, koordinerande eining)."""
    REFER = "refer"
    BACK = "back"


class Scope(StrEnum):
    """Whether a matter is about one child or about a group and its environment."""

    INDIVIDUAL = "individual"
    SYSTEM = "system"


class Said(Value):
    """A text in the three languages; a municipality may have written one for all."""

    nn: str
    nb: str
    en: str

    def spoken(self, language: str) -> str:
        """The text in one of the three; nynorsk for any other."""
        return {"nb": self.nb, "en": self.en}.get(language, self.nn)


class Ages(Value):
    """Ages in whole years, because practice differs (domain.md 3.1)."""

    youth_consents: int = Field(15, ge=10, le=18)
    """From here on the youth gives consent too."""
    youth_decides_alone: int = Field(18, ge=15, le=23)
    """From here on nobody consents for the young person."""


class Level(Value):
    """One level. `needs` holds for whoever is on it."""

    id: str
    title: Said
    needs: tuple[Guard, ...] = ()
    named: bool = True
    """False: no child is named in the record on this level (domain.md 3.8)."""
    asks_scope: bool = False
    """Whether the way out of it asks: individual or system?"""
    stays_open: bool = False
    """A case here is followed up elsewhere and stays open."""


class Step(Value):
    """A step inside a level. `source` is the guide's own text."""

    id: str
    level: str
    title: Said
    source: str = ""


class Option(Value):
    """A way from one step to another, or out. `source` is the guide's own text; `ours`: the guide does not say so."""

    id: str
    at: str
    to: str
    outcome: Outcome
    title: Said
    needs: tuple[Guard, ...] = ()
    scope: Scope | None = None
    source: str = ""
    ours: bool = False


class Help(Value):
    """Words for the leader alone. Nothing about it is ever stored: there is no option of this id (domain.md 3.2)."""

    id: str
    at: str
    title: Said
    text: Said
    source: str = ""


class Profile(Value):
    """A municipality's levels, in order, with steps and options; its reader lets no contradiction through."""

    id: str
    title: Said
    source: str = ""
    ages: Ages = Ages()
    ppt: tuple[str, ...] = ("PPT", "PP-tenesta", "PP-tjenesten")
    """What the educational-psychological service is called."""
    levels: tuple[Level, ...]
    steps: tuple[Step, ...]
    options: tuple[Option, ...]
    helps: tuple[Help, ...] = ()

    @property
    def start(self) -> Step:
        """Where a worry begins."""
        return self.steps[0]

    def step(self, step_id: str) -> Step | None:
        """The step of that id."""
        return next((step for step in self.steps if step.id == step_id), None)

    def level(self, level_id: str) -> Level | None:
        """The level of that id."""
        return next((level for level in self.levels if level.id == level_id), None)

    def level_at(self, step_id: str) -> Level | None:
        """The level a step belongs to; None for the closed one."""
        step = self.step(step_id)
        return self.level(step.level) if step is not None else None

    def options_at(self, step_id: str | None) -> tuple[Option, ...]:
        """What can be chosen at a step; the ways in for a case that is closed or has no level (of this profile)."""
        if step_id is None or self.step(step_id) is None:
            return tuple(self._way_in(level) for level in self.levels)
        return tuple(option for option in self.options if option.at == step_id)

    def helps_at(self, step_id: str | None) -> tuple[Help, ...]:
        """What the leader may read at a step."""
        return tuple(each for each in self.helps if each.at == step_id)

    def _way_in(self, level: Level) -> Option:
        first = next(step for step in self.steps if step.level == level.id)
        return Option(id=f"{ENTER}{level.id}", at="", to=first.id, outcome=Outcome.STEP, title=first.title, ours=True)


class Told(Value):
    """What was said of one guard, when a case was moved."""

    guard: Guard
    text: Line


class LevelMove(Value):
    """One transition of a case: kept for ever, with date, who and why. The newest says where the case is."""

    id: str
    case_id: str
    profile: str
    option: str
    outcome: Outcome
    from_step: str | None = None
    to_step: str
    level: str
    """The level it came to; of a closed case the one it was closed on."""
    closed: bool = False
    scope: Scope | None = None
    on: date
    by: Line
    why: Line
    told: tuple[Told, ...] = Field((), repr=False)


def round_began(profile: Profile, moves: Sequence[LevelMove]) -> LevelMove | None:
    """The move that began what goes on now: the one to this level, or back to an earlier step of it.

    Tiltak are evaluated once more on each level, and each time they go on (ressursteam-veileder.txt 3.4: «Evaluer
    igangsatte tiltak», then «Evalueringsmøte og beslutning om veien videre»; bti-nivaa-flyt.txt: «Evaluering: Tiltak på
    nivå 1», on 2, on 3). A step on within the level begins nothing new.
    """
    order = [step.id for step in profile.steps]
    return next((made for made in reversed(moves) if not _goes_on(profile, order, made)), None)


def _goes_on(profile: Profile, order: Sequence[str], made: LevelMove) -> bool:
    before = profile.level_at(made.from_step) if made.from_step is not None else None
    if before is None or before != profile.level_at(made.to_step):
        return False
    return order.index(made.to_step) > order.index(made.from_step or "")
