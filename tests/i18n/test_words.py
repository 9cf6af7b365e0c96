"""Choosing a language, and saying something in it."""

from __future__ import annotations

import pytest

from btimeeting import i18n
from btimeeting.i18n import N_, UnknownLanguageError, ntr, system_language, tr


@pytest.mark.parametrize(
    ("language", "one", "five"),
    [("nn", "1 minutt", "5 minutt"), ("nb", "1 minutt", "5 minutter"), ("en", "1 minute", "5 minutes")],
)
def test_each_language_has_its_own_plural(language: str, one: str, five: str) -> None:
    i18n.use(language)
    assert ntr("{n} minute", "{n} minutes", 1) == one
    assert ntr("{n} minute", "{n} minutes", 5) == five


def test_a_sentence_nobody_has_translated_is_said_in_english() -> None:
    i18n.use("nn")
    assert tr("a sentence of {n} words", n=5) == "a sentence of 5 words"


def test_without_values_the_braces_stand_for_a_later_format() -> None:
    text = N_("not a word of the program: {n}")
    assert tr(text) == text
    assert tr(text).format(n=3) == "not a word of the program: 3"


def test_a_value_with_braces_is_only_text() -> None:
    assert tr("said: {what}", what="{0} {n!r}") == "said: {0} {n!r}"


def test_nothing_is_said_as_nothing() -> None:
    i18n.use("nn")
    assert tr("") == ""


def test_an_unknown_language_is_refused_and_the_old_one_stays() -> None:
    i18n.use("nb")
    with pytest.raises(UnknownLanguageError) as caught:
        i18n.use("sv")
    assert caught.value.asked == "sv"
    assert i18n.language() == "nb"


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "nn"),
        ({"LANG": "C.UTF-8"}, "nn"),
        ({"LANG": "nn_NO.UTF-8"}, "nn"),
        ({"LANG": "nb_NO.UTF-8"}, "nb"),
        ({"LANG": "no_NO"}, "nb"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "pl_PL.UTF-8"}, "nn"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "nb_NO.UTF-8"}, "nb"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "se:nn:en"}, "nn"),
        ({"LANG": "C", "LANGUAGE": "en"}, "nn"),
        ({"LANG": "nb-NO"}, "nb"),
    ],
)
def test_the_machines_language_is_read_from_its_environment(environ: dict[str, str], language: str) -> None:
    assert system_language(environ) == language
