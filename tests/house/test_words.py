"""Every sentence the code can say has words in nynorsk and bokmål, and no word is left over."""

from __future__ import annotations

import re
import string
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.pofile import PoFileError

from tests.house.tree import PACKAGE
from tools.words import LANGUAGES, entries, extract, is_translated, po_path, read


@cache
def _code() -> dict[object, Message]:
    """What the code can say: read when it is asked for, or every worker reads all of it to find its tests."""
    return {message.id: message for message in entries(extract())}


@cache
def _words(language: str) -> dict[object, Message]:
    return {message.id: message for message in entries(read(po_path(language), language))}


def _forms(value: object) -> tuple[str, ...]:
    return tuple(str(form) for form in value) if isinstance(value, (tuple, list)) else (str(value),)


def _placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def _as_many_values(message: Message) -> bool:
    """Whether a translation fills in what its source does; of two forms, one may leave the number out."""
    source = set().union(*(_placeholders(form) for form in _forms(message.id)))
    for form in _forms(message.string):
        missing = source ^ _placeholders(form)
        if missing - ({"n"} if len(_forms(message.id)) > 1 else set()):
            return False
    return _placeholders(_forms(message.string)[-1]) == _placeholders(_forms(message.id)[-1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    words = _words(language)
    assert sorted(str(m) for m in _code() if m not in words or not is_translated(words[m])) == []


def test_nynorsk_has_one_form_of_each_verb_everywhere() -> None:
    """«Blei» and «vart» are both right, and mixed they are a hand that did not read the page before."""
    told = " ".join(form for m in _words("nn").values() for form in _forms(m.string))
    assert re.findall(r"\b[Vv]art\b", told) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_left_over_from_a_sentence_the_code_no_longer_says(language: str) -> None:
    assert sorted(str(m) for m in _words(language) if m not in _code()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_the_same_values(language: str) -> None:
    assert sorted(str(m.id) for m in _words(language).values() if not _as_many_values(m)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_begins_and_ends_as_its_source(language: str) -> None:
    """A lost full stop or line end is seen on no screen test; one language's own punctuation is left alone."""
    uneven = [
        str(message.id)
        for message in _words(language).values()
        for source, words in zip(_forms(message.id), _forms(message.string), strict=True)
        if (source[:1].isspace(), source[-1:].isspace()) != (words[:1].isspace(), words[-1:].isspace())
    ]
    assert sorted(uneven) == []


def test_every_po_file_can_be_read_and_belongs_to_a_language() -> None:
    files = sorted((PACKAGE / "i18n").rglob("*.po"))
    assert files == sorted(po_path(language) for language in LANGUAGES)
    for language in LANGUAGES:
        assert str(read(po_path(language), language).locale) == language


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a"\nmsgstr "b\n',
        '<<<<<<< one\nmsgid "a"\nmsgstr "b"\n',
        'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n',
    ],
)
def test_a_broken_po_file_is_not_read_as_half_a_file(tmp_path: Path, text: str) -> None:
    broken = tmp_path / "nn.po"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(PoFileError):
        read(broken, "nn")


@pytest.mark.parametrize(
    ("source", "words", "same"),
    [
        ("{n} left", "{n} att", True),
        ("{n} left", "att", False),
        ("left", "{n} att", False),
        (("{n} child", "{n} children"), ("eitt barn", "{n} barn"), True),
        (("{n} child", "{n} children"), ("{n} barn", "barn"), False),
        (("{n} of {m}", "{n} of {m}"), ("{n}", "{n} av {m}"), False),
    ],
)
def test_the_comparison_of_values_sees_a_lost_one(source: object, words: object, same: bool) -> None:
    assert _as_many_values(Message(source, string=words)) is same
