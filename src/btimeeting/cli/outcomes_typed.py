"""The sentence for something typed that the record does not take: which blank it was, never what stood in it."""

from __future__ import annotations

from collections.abc import Iterable

from btimeeting.i18n import tr


def not_storable(failure: object) -> str:
    """The record refused a value: its own error names the fields."""
    return _cannot_be_kept(getattr(failure, "fields", ()))


def makes_no_value(failure: object) -> str | None:
    """What was typed makes no value, by pydantic's error; None when something else than a text was wrong."""
    found = failure.errors(include_input=False) if hasattr(failure, "errors") else []
    if not found or any(not str(each["type"]).startswith("string_") for each in found):
        return None
    return _cannot_be_kept(".".join(map(str, each["loc"])) for each in found)


def _cannot_be_kept(fields: Iterable[str]) -> str:
    from btimeeting.documents.held_words import label  # noqa: PLC0415 - only when it happens

    told = ", ".join(dict.fromkeys(label(field.rpartition(".")[2]) for field in fields if field)) or "?"
    return tr(
        "Something typed cannot be kept as it is ({fields}). Shorten it, or leave out the odd signs.", fields=told
    )
