"""The base of every stored value: frozen, and strict about what it does not know. And what derived ones need."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, ParamSpec, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

__all__ = ["LONG", "Line", "Lines", "Text", "Value", "changed", "remembered"]

LONG = 20_000
"""A text field takes this many characters: a pasted page is kept, a pasted book is refused with a sentence."""
Text = Annotated[str, Field(max_length=LONG, repr=False)]
Line = Annotated[str, Field(max_length=500, repr=False)]
Lines = tuple[Annotated[str, StringConstraints(max_length=500)], ...]

P = ParamSpec("P")
R = TypeVar("R")
REMEMBERED = 256
"""So many answers of one function are kept; then it begins anew."""


class Value(BaseModel):
    """A value that is written to disk or copied into the journal: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


if TYPE_CHECKING:
    from dataclasses import replace as changed
else:

    def changed(value, /, **fields):
        """A frozen dataclass with some fields changed: `dataclasses.replace` in a tenth of its time.

        Folding one event makes about five new values of some forty fields (design.md 10: 1,000 events in 20 ms).
        Only for dataclasses without slots and without `__post_init__`. TypeError for a field that does not exist.
        """
        old = value.__dict__
        new = old | fields
        if len(new) != len(old):
            raise TypeError(sorted(new.keys() - old.keys()))
        made = _new(type(value))
        _set(made, "__dict__", new)
        return made

    _new, _set = object.__new__, object.__setattr__


def remembered(depends_on: Callable[P, tuple[object, ...]]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A pure function of frozen values that does not work out again what it has been asked before.

    `depends_on`, given the same arguments, returns everything the answer depends on. These objects are told apart by
    identity, because comparing an agenda costs more than asking (design.md 10); they are kept with the answer, so
    that none can be gone and another have come to its identity.
    """

    def decorate(answer: Callable[P, R]) -> Callable[P, R]:
        known: dict[tuple[int, ...], tuple[object, R]] = {}

        @wraps(answer)
        def asked(*args: P.args, **kwargs: P.kwargs) -> R:
            parts = depends_on(*args, **kwargs)
            key = tuple(map(id, parts))
            found = known.get(key)
            if found is None:
                if len(known) >= REMEMBERED:
                    known.clear()
                found = known[key] = parts, answer(*args, **kwargs)
            return found[1]

        return asked

    return decorate
