"""A person's words never stand in what Python says of a value: no traceback and no debug line can leak them."""

from __future__ import annotations

import dataclasses

import pytest

from btimeeting.documents.blocks import Run
from btimeeting.documents.render import Paper
from btimeeting.domain.agenda import Role
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.service.in_room import Newcomer
from btimeeting.service.prepare import Person
from btimeeting.service.stafettlogg import Written
from btimeeting.ui.pad.decision_rows import Person as Answering
from btimeeting.ui.pad.rows import Reading

SAID = "Kari Demo"


@pytest.mark.parametrize(
    "value",
    [
        Person(Role.HEAD, SAID, SAID, SAID, substitute_for=SAID),
        Newcomer(Role.SERVICE, SAID, SAID, SAID),
        Written(EntryKind.TILTAK, SAID, SAID, SAID),
        Run(SAID),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_somebody_wrote_is_not_in_what_python_says_of_it(value: object) -> None:
    assert SAID in dataclasses.astuple(value)  # type: ignore[call-overload]
    assert SAID not in repr(value)


@pytest.mark.parametrize(("of", "field"), [(Answering, "name"), (Reading, "text"), (Paper, "author")])
def test_nor_do_the_screens_and_papers_own_values_tell_it(of: type, field: str) -> None:
    assert not next(each for each in dataclasses.fields(of) if each.name == field).repr
