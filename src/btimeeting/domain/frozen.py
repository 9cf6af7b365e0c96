"""Values of the journal's format: frozen, and checked when they are made and when they are read.

The first clock of every window waits for them, and the wall keeps nothing else in memory: so they are told by their
annotations alone, as pydantic's models are, but without that library (design.md 10). A field may be a `str`, `int`,
`bool`, an instant, a word of an enum or a Literal, another value, several of one kind, one of these or None, or
`Annotated` with a condition. Nothing is guessed: "1" is no number, and a field nobody knows is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from inspect import get_annotations
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    NoReturn,
    Self,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

Condition = Callable[[Any], bool]


class NotSo(ValueError):
    """A field holds what it may not hold. The value is not told: it may be anybody's words."""


class _Check(NamedTuple):
    """A field: its name, the type of a value that needs no reading, and how others are read."""

    name: str
    exact: type | None
    read: Callable[[Any], Any]


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Frozen:
    """A value that is written to the journal. Built by keyword; the annotations of its class are its fields."""

    fields: ClassVar[tuple[str, ...]] = ()
    """Their names, in the order of the classes and of the lines."""
    defaults: ClassVar[dict[str, Any]] = {}
    _checks: ClassVar[tuple[_Check, ...] | None] = None

    def __init_subclass__(cls) -> None:
        own = [name for name in get_annotations(cls) if name not in cls.fields]
        cls.fields = (*cls.fields, *own)
        cls.defaults = cls.defaults | {name: cls.__dict__[name] for name in cls.fields if name in cls.__dict__}
        cls._checks = None

    def __init__(self, **given: Any) -> None:
        """Raises NotSo."""
        object.__setattr__(self, "__dict__", self._checked(given))

    @classmethod
    def of(cls, told: dict[str, Any]) -> Self:
        """The value that was told as JSON's own kinds; `told` becomes part of it. Raises NotSo."""
        made = object.__new__(cls)
        object.__setattr__(made, "__dict__", cls._checked(told))
        return made

    def but(self, **fields: Any) -> Self:
        """The same value with some fields changed, and checked. Raises NotSo."""
        return type(self)(**{**self.__dict__, **fields})

    @classmethod
    def _checked(cls, told: dict[str, Any]) -> dict[str, Any]:
        """`told` with every field there and in its own kind."""
        checks = cls._checks
        if checks is None:
            hints = get_type_hints(cls, include_extras=True)
            checks = cls._checks = tuple(_Check(name, *_reader(hints[name])) for name in cls.fields)
        if len(told) < len(checks):
            told = {**cls.defaults, **told}
        name = ""
        try:
            for name, exact, read in checks:
                value = told[name]
                if type(value) is not exact:
                    told[name] = read(value)
        except (KeyError, TypeError, ValueError) as wrong:
            raise NotSo(f"{cls.__name__}.{name}") from (wrong if isinstance(wrong, NotSo) else None)
        if len(told) > len(checks):
            raise NotSo(f"{cls.__name__}: {len(told) - len(checks)} extra")
        return told

    def __eq__(self, other: object) -> bool:
        return self.__dict__ == other.__dict__ if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), *map(self.__dict__.__getitem__, self.fields)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={self.__dict__[name]!r}' for name in self.fields)})"

    def __setattr__(self, name: str, _value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")


def plain(value: Any) -> Any:
    """A value as JSON's own kinds: what `Frozen.of` reads."""
    if isinstance(value, Frozen):
        return {name: plain(value.__dict__[name]) for name in value.fields}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {plain(key): plain(each) for key, each in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value


# --- conditions ----------------------------------------------------------------------------------------------------


def within(least: int, most: int) -> Condition:
    """Whether a number is no less and no more than that."""
    return lambda number: bool(least <= number <= most)


def as_long(least: int, most: int | None = None) -> Condition:
    """Whether a text or a list is so long."""
    return lambda found: len(found) >= least and (most is None or len(found) <= most)


def matching(pattern: str) -> Condition:
    """Whether a text is such a word, from its beginning to its end."""
    return lambda text: re.fullmatch(pattern, text) is not None


# --- reading one field ---------------------------------------------------------------------------------------------

_Reader = tuple[type | None, Callable[[Any], Any]]


def _refused(_value: object) -> NoReturn:
    raise NotSo


def _reader(hint: Any) -> _Reader:
    """The type that needs no reading, and how everything else is read."""
    of, parts = get_origin(hint), get_args(hint)
    if hint in (str, int, bool, type(None)):
        return hint, _refused
    if of is Annotated:
        return None, _conditional(parts[0], parts[1:])
    if of is tuple:
        return None, _several(parts[0])
    if of is dict:
        return None, _by_key(*parts)
    if of is Literal:
        return None, {word: word for word in parts}.__getitem__
    if type(None) in parts:  # a union, and of no others
        (other,) = [part for part in parts if part is not type(None)]
        return type(None), _one(other)
    if hint is datetime:
        return None, _instant
    if issubclass(hint, Enum):
        return None, {word.value: word for word in hint}.__getitem__  # a StrEnum's word is equal to its own text
    return hint, lambda told: hint.of(told) if type(told) is dict else _refused(told)


def _one(hint: Any) -> Callable[[Any], Any]:
    exact, read = _reader(hint)
    return lambda value: value if type(value) is exact else read(value)


def _conditional(hint: Any, conditions: tuple[Condition, ...]) -> Callable[[Any], Any]:
    one = _one(hint)

    def conditional(value: Any) -> Any:
        found = one(value)
        return found if all(holds(found) for holds in conditions) else _refused(value)

    return conditional


def _several(hint: Any) -> Callable[[Any], Any]:
    exact, read = _reader(hint)

    def several(values: Any) -> tuple[Any, ...]:
        if type(values) not in (list, tuple):
            _refused(values)
        return tuple([value if type(value) is exact else read(value) for value in values])

    return several


def _by_key(key: Any, value: Any) -> Callable[[Any], Any]:
    keys, values = _one(key), _one(value)
    return lambda told: {keys(k): values(v) for k, v in told.items()} if type(told) is dict else _refused(told)


def _instant(told: Any) -> datetime:
    """An instant, always kept in UTC; a time of day that belongs to no zone is none."""
    at = told if isinstance(told, datetime) else datetime.fromisoformat(told)
    if at.tzinfo is UTC:
        return at
    return at.astimezone(UTC) if at.tzinfo is not None else _refused(told)
