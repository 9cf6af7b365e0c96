"""All that is held on one child, as the child's family may ask to see it, and what the school looks at first.

What a reader is warned of comes from domain.md 3.8 (the youth's confidences, the other parent, third persons, a hidden
address; staff told by role). The program only points; a person decides.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from btimeeting.domain.agenda import Role
from btimeeting.domain.record import (
    AccessLine,
    Case,
    Child,
    DecisionRecord,
    Document,
    MeetingInfo,
    Note,
    Participant,
    Prepared,
    PreparedKind,
    Stored,
)
from btimeeting.domain.seats import CHILD_GROUP, FORESETTE_GROUP

FAMILY = (Role.FORESETTE, Role.CHILD)
"""Whose names are told; everybody else is told by role."""
_NAME_LIKE = re.compile(r"(?<![.!?:\n«“])\s([A-ZÆØÅÄÖ][a-zæøåäöé]{2,})")
_WORD = re.compile(r"[^\W\d_]+")


class Asker(StrEnum):
    """Who asked to see what is held."""

    PARENT = "parent"
    YOUTH = "youth"
    REPRESENTATIVE = "representative"


class Doubt(StrEnum):
    """Why somebody should look before this is handed over."""

    CONFIDENCE = "confidence"
    """The child may have said it trusting that a parent does not read it."""
    OTHER_PARENT = "other_parent"
    """It is one parent's own, and there is another."""
    THIRD_PERSON = "third_person"
    """It seems to name somebody who is not in the case."""
    PLACE = "place"
    """The address is hidden, and this may tell where the child is."""
    NOT_SAID = "not_said"
    """A service prepared it, and it may never have been said."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a value was before it was changed: until a newer one was written."""

    at: datetime
    value: Stored = field(repr=False)


@dataclass(frozen=True, slots=True)
class Held:
    """One value that is held, since when (UTC), of which meeting, and what it was before."""

    kind: str
    value: Stored = field(repr=False)
    since: datetime
    earlier: tuple[Earlier, ...] = ()

    @property
    def key(self) -> str:
        """What a draft calls it: «note:4f2a…»; of a document each version is one."""
        version = f":{self.value.version}" if isinstance(self.value, Document) else ""
        return f"{self.kind}:{self.value.id}{version}"

    @property
    def fingerprint(self) -> str:
        """Another one when any word of it has changed: what was reviewed is what is given."""
        forms = (self.value, *(before.value for before in self.earlier))
        return hashlib.sha256("\n".join(form.model_dump_json() for form in forms).encode()).hexdigest()[:12]

    @property
    def meeting_id(self) -> str | None:
        """The meeting it belongs to."""
        return self.value.id if isinstance(self.value, MeetingInfo) else getattr(self.value, "meeting_id", None)


@dataclass(frozen=True, slots=True)
class ChildFile:
    """Everything that is held on one child, whatever the case; of a case without a child the case alone."""

    held: tuple[Held, ...]
    log: tuple[AccessLine, ...] = ()

    @property
    def child(self) -> Child | None:
        """The child."""
        return next((held.value for held in self.held if isinstance(held.value, Child)), None)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the cases."""
        return tuple(held.value.number for held in self.held if isinstance(held.value, Case))

    def people(self, *, family: bool) -> tuple[Participant, ...]:
        """The participants of all meetings who are family, or who are not."""
        found = (held.value for held in self.held)
        return tuple(p for p in found if isinstance(p, Participant) and (p.role in FAMILY) is family)


def doubts(held: Held, file: ChildFile, asker: Asker) -> tuple[Doubt, ...]:
    """Why this should be looked at before it is handed to `asker`; nothing for most of it.

    What it was before is looked at, too: it is given with it.
    """
    forms = (held.value, *(before.value for before in held.earlier))
    return tuple(dict.fromkeys(doubt for form in forms for doubt in _doubts(form, file, asker)))


def _doubts(value: Stored, file: ChildFile, asker: Asker) -> Iterator[Doubt]:
    if asker is not Asker.YOUTH and _is_the_childs(value):
        yield Doubt.CONFIDENCE
    if asker is not Asker.YOUTH and _is_one_parents(value, file):
        yield Doubt.OTHER_PARENT
    if isinstance(value, Prepared) and value.kind is PreparedKind.SERVICE_DRAFT:
        yield Doubt.NOT_SAID
    child = file.child
    if child is not None and child.hidden_address and _may_tell_where(value, child):
        yield Doubt.PLACE
    if not isinstance(value, Document | Participant | Child) and _names_a_stranger(value, file):
        yield Doubt.THIRD_PERSON


def _is_the_childs(value: Stored) -> bool:
    if isinstance(value, Prepared):
        return value.kind in (PreparedKind.CHILD_WORDS, PreparedKind.NOT_TO_BE_RAISED)
    if isinstance(value, Child):
        return bool(value.voice.statement or value.voice.not_to_be_raised)
    if isinstance(value, DecisionRecord):
        return value.child_view is not None and bool(value.child_view.text)
    return (isinstance(value, Note) and value.speaker == CHILD_GROUP) or bool(getattr(value, "child_view", ""))


def _is_one_parents(value: Stored, file: ChildFile) -> bool:
    parents = {p.name for p in file.people(family=True) if p.role is Role.FORESETTE and p.name}
    if len(parents) < 2:  # noqa: PLR2004 - one parent has no other
        return False
    if isinstance(value, Prepared):
        return value.kind is PreparedKind.FAMILY_VIEW
    if isinstance(value, DecisionRecord):
        return any(voice.role is Role.FORESETTE and voice.text for voice in value.confirmations)
    return isinstance(value, Note) and value.speaker == FORESETTE_GROUP


def _may_tell_where(value: Stored, child: Child) -> bool:
    if isinstance(value, Child | Document):
        return True
    if isinstance(value, MeetingInfo):
        return bool(value.place)
    return bool(child.unit) and child.unit.casefold() in " ".join(texts(value)).casefold()


def _names_a_stranger(value: Stored, file: ChildFile) -> bool:
    """A word with a capital in the middle of a sentence that is no name, service or unit of the case."""
    known = {word for each in file.held for word in _known_words(each.value)}
    found = (match for text in texts(value) for match in _NAME_LIKE.findall(text))
    return any(word.casefold() not in known for word in found)


def _known_words(value: Stored) -> Iterator[str]:
    named: tuple[str, ...] = (value.name, value.unit) if isinstance(value, Child) else ()
    if isinstance(value, Participant):
        named = (value.name, value.title, value.service, value.substitute_for)
    for text in named:
        yield from (word.casefold() for word in _WORD.findall(text))


def texts(value: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)
    elif hasattr(value, "model_dump"):
        yield from texts(value.model_dump())


def nameless(value: Stored) -> Stored:
    """A member of staff is told by role, title and service: without a name."""
    if isinstance(value, Participant) and value.role not in FAMILY:
        return value.model_copy(update={"name": "", "substitute_for": ""})
    return value
