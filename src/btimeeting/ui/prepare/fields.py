"""What a form is made of: sections of rows of fields, as values. Each field says what its text does to the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from btimeeting.documents.anonymity_words import never_kept
from btimeeting.domain.anonymity import identity_number
from btimeeting.i18n import tr


class NotUnderstood(Exception):
    """What was written cannot be used; `sentence` says why and how to mend it."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class Kind(Enum):
    """How a field is filled in."""

    LINE = "line"
    AREA = "area"
    HIDDEN = "hidden"
    """Text that is covered until somebody opens it."""
    PICK = "pick"
    KNOB = "knob"
    """Something to press."""
    WAY = "way"
    """A line that leads to another part."""
    FACT = "fact"
    """Something to read."""


Put = Callable[[Any, str], Any]
"""What the form is about (a meeting's record, a child, a consent) with the text in its place. Raises NotUnderstood."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `choices` are (value, words) of a pick; `note` is a quiet line under the row."""

    id: str
    kind: Kind
    label: str = ""
    value: str = field(default="", repr=False)
    put: Put | None = None
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    note: str = field(default="", repr=False)
    width: int = 0
    """In cells; 0 for what is left."""
    owner: str = ""
    """The person or thing the row is about, for taking it away and moving it."""
    under: bool = False
    """Its row belongs to the one above."""
    leads_to: str = ""
    """The part a line leads to."""
    strict: bool = False
    """Its text is read first when one leaves the field, not while one types."""


Row = tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form."""

    id: str
    title: str
    rows: tuple[Row, ...]

    @property
    def shape(self) -> tuple[tuple[str, ...], ...]:
        """Which fields stand where: as long as it is the same, only their texts change."""
        return tuple(tuple(one.id for one in row) for row in self.rows)

    @property
    def ids(self) -> tuple[str, ...]:
        """The fields one can walk to, in order."""
        return tuple(one.id for row in self.rows for one in row if one.kind is not Kind.FACT)


def line(field_id: str, label: str, value: str, put: Put, **more: object) -> Field:
    """A line to write in."""
    return Field(field_id, Kind.LINE, label, value, put, **more)  # type: ignore[arg-type]


def pick(
    field_id: str, label: str, value: str, choices: tuple[tuple[str, str], ...], put: Put, **more: object
) -> Field:
    """One of several."""
    return Field(field_id, Kind.PICK, label, value, put, choices, **more)  # type: ignore[arg-type]


def area(field_id: str, label: str, value: str, put: Put, **more: object) -> Field:
    """A text of several lines."""
    return Field(field_id, Kind.AREA, label, value, put, **more)  # type: ignore[arg-type]


def knob(field_id: str, text: str, put: Put, **more: object) -> Field:
    """Something to press."""
    return Field(field_id, Kind.KNOB, "", text, put, **more)  # type: ignore[arg-type]


def fact(field_id: str, label: str, text: str) -> Field:
    """Something to read."""
    return Field(field_id, Kind.FACT, label, text)


def short(text: str, most: int = 500) -> str:
    """A line as the record takes it. Raises NotUnderstood for one that cannot be kept."""
    return kept(" ".join(text.split()), most)


def kept(text: str, most: int) -> str:
    """The text. Raises NotUnderstood when it is too long, or holds what is kept nowhere."""
    if len(text) > most:
        raise NotUnderstood(tr("This is longer than {most} characters; write less here.", most=most))
    if identity_number(text):
        raise NotUnderstood(never_kept())
    return text
