"""What a family reads of a value: every field has a name, every choice has words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from enum import Enum
from typing import get_args

import pytest
from pydantic import BaseModel

from btimeeting.documents.held_words import LABELS, LEFT_OUT, choice, lines
from btimeeting.domain.record import Stored
from btimeeting.i18n import use
from tests.builders import START, consent
from tests.store.record_values import EVERYTHING


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and those that lie in it."""
    yield model
    for field in model.model_fields.values():
        for part in _parts(field.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from _models(part)


def _parts(annotation: object) -> Iterator[object]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


MODELS = {model for stored in get_args(Stored) for model in _models(stored)}


def test_every_field_of_every_value_has_a_name_or_is_left_out_on_purpose() -> None:
    names = {name for model in MODELS for name in model.model_fields}
    assert names - set(LABELS) - LEFT_OUT == set()


def test_every_choice_that_is_told_has_words() -> None:
    told = {
        part
        for model in MODELS
        for name, field in model.model_fields.items()
        if name not in LEFT_OUT
        for part in _parts(field.annotation)
        if isinstance(part, type) and issubclass(part, Enum)
    }
    use("nn")
    wordless = [value for kind in told for value in kind if choice(value) == value.value and kind.__name__ != "Role"]
    same = {"DocumentKind.referat", "DocumentKind.evaluering", "EntryKind.stafettholdar"}  # in nynorsk the same word
    assert {f"{type(value).__name__}.{value.value}" for value in wordless} == same


@pytest.mark.parametrize("value", EVERYTHING, ids=lambda value: value.id)
def test_a_value_is_told_in_lines_without_ids(value: BaseModel) -> None:
    use("nn")
    told = "\n".join(f"{label}: {text}" for label, text in lines(value, START.tzinfo))  # type: ignore[arg-type]
    assert told
    assert str(value.id) not in told.split()  # type: ignore[attr-defined]


def test_a_no_to_consent_is_never_told_as_a_yes() -> None:
    use("en")
    told = dict(lines(consent("PPT", refused=True), UTC))
    assert told["Said no"].startswith("Name: ")
    assert not {"Given by", "Lifts confidentiality"} & set(told)
