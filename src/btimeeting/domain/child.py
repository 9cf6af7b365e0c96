"""The child and the case: who it is about, who stands around, what the child says. No national identity number."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from btimeeting.domain.values import Line, Text, Value


class CaseKind(StrEnum):
    """Individual, system (a group or an environment) or anonymous."""

    INDIVIDUAL = "individual"
    SYSTEM = "system"
    ANONYMOUS = "anonymous"


class Parent(Value):
    """One of føresette. `responsibility`: has foreldreansvar, and therefore a say in consents."""

    name: Line
    relation: Line = ""
    responsibility: bool = True
    interpreter: Line = ""
    """The language an interpreter is wished for; empty: none."""


class Around(Value):
    """A service or a person around the child, and what it does."""

    service: Line = ""
    name: Line = ""
    task: Line = ""


class ChildVoice(Value):
    """Barnets stemme: prepared words, who talks with the child and when, what shall not be raised."""

    statement: Text = ""
    read_by: Line = ""
    who_talks: Line = ""
    when: date | None = None
    talked_on: date | None = None
    """The last day an adult did talk with the child."""
    not_to_be_raised: Text = ""


class Child(Value):
    """The child or youth. `alias`: the name is not the real one."""

    id: str
    name: Line
    alias: bool = False
    born: date | None = Field(None, repr=False)
    unit: Line = ""
    language: str = "nn"
    youth: bool = False
    """Called «ungdom» and asked for a yes of its own."""
    hidden_address: bool = False
    """Then nothing about place stands on any export or wall."""
    parents: tuple[Parent, ...] = Field((), repr=False)
    around: tuple[Around, ...] = Field((), repr=False)
    coordinator: Line = ""
    """Barnekoordinator: who it is, when there is one; she does the coordinating then (domain.md 3.4)."""
    individual_plan: bool = False
    """With an individuell plan the stafettlogg is closed (domain.md 1.4)."""
    voice: ChildVoice = Field(ChildVoice(), repr=False)


class Case(Value):
    """A case; `number` is what people call it («sak 14»)."""

    id: str
    number: str
    child_id: str | None = None
    kind: CaseKind = CaseKind.INDIVIDUAL
    opened_on: date | None = None
    topic: Line = ""
    """What a system or anonymous case is about; never a child's name."""


def age_on(born: date, on: date) -> int:
    """Whole years on a day; born on the 29th of February turns a year older on the 1st of March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
