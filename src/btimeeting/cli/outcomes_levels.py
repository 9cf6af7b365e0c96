"""The sentences for a profile of levels that cannot be used, and for what is refused between meetings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from btimeeting.i18n import tr


def _profile(failure: object) -> str:
    """All problems of a profile of levels, a line each."""
    from btimeeting.documents.profile_problems import sentence  # noqa: PLC0415 - only when a profile is wrong

    return "\n".join(sentence(problem) for problem in getattr(failure, "problems", ()))


def _no_profile(failure: object) -> str:
    from btimeeting.documents.profile_files import NoSuchProfile, no_such  # noqa: PLC0415 - likewise

    return no_such(failure) if isinstance(failure, NoSuchProfile) else ""


PROFILES: Final[dict[str, Callable[[object], str]]] = {"ProfileError": _profile, "NoSuchProfile": _no_profile}
"""Bad files: told with the exit code of those."""
BETWEEN: Final[dict[str, Callable[[object], str]]] = {
    "NoReason": lambda _: tr("Nothing was changed: a correction needs a reason, which is kept."),
    "NotAnonymous": lambda _: tr("Only an anonymous case is given a name; this one has a child, or is about a group."),
    "NamedTooEarly": lambda f: tr(
        "On level {level} no child is named: parents may not know yet. Move the case first: btimeeting record level",
        level=getattr(f, "level", ""),
    ),
    "NoYes": lambda _: tr("No name was written: first somebody with parental responsibility has to say yes."),
    "NoUnnamedLevel": lambda _: tr(
        "In this municipality's profile every level names the child: there are no such notes."
    ),
    "NothingOffered": lambda _: tr(
        "The baton is offered to nobody now. Offer it first: btimeeting record baton offer CASE"
    ),
}
"""Refused, with the exit code of that."""
