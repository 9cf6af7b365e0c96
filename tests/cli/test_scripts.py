"""The invented meeting is one meeting told in three languages: the same people, turns, seconds and days."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import resources

import pytest

from btimeeting.domain.agenda import PHASE_IDS, Role
from btimeeting.i18n import LANGUAGES
from btimeeting.service.script import Script

SPOKEN = {
    *("place", "unit", "consent_information", "last_answer_e", "summary", "title", "service", "text", "goal"),
    *("period", "effect", "entry", "child_view", "language"),
}
"""Fields whose words differ between the languages; everything else is the same in all."""

WORDS_OF = {
    "nn": {"ikkje", "eg", "korleis", "ein", "frå"},
    "nb": {"ikke", "jeg", "hvordan", "noen", "uke"},
    "en": {"the", "not", "and", "is"},
}
"""Words of one language that the others never use."""


def script(language: str) -> Script:
    text = (resources.files("btimeeting.cli.scripts") / f"{language}.toml").read_text(encoding="utf-8")
    return Script.model_validate(tomllib.loads(text))


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every value of a script with where it stands."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*path, name))
    elif isinstance(value, (list, tuple)):
        for at, inner in enumerate(value):
            yield from leaves(inner, (*path, str(at)))
    else:
        yield path, value


def spoken(path: tuple[str, ...]) -> bool:
    names = [part for part in path if not part.isdigit()]
    in_pair = path[0] in {"consent_givers", "answers"} and path[-1] == "1"
    return names[-1] in SPOKEN or names[-1] == "services" or in_pair or path[0] == "consent_services"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_script_is_one(language: str) -> None:
    assert script(language).language == language


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "nn"])
def test_a_twin_has_the_same_people_turns_seconds_and_days(language: str) -> None:
    model, twin = (dict(leaves(script(each).model_dump())) for each in ("nn", language))
    assert list(model) == list(twin)
    assert {p: v for p, v in model.items() if not spoken(p)} == {p: v for p, v in twin.items() if not spoken(p)}


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "nn"])
def test_what_is_said_is_said_in_every_language_or_in_none(language: str) -> None:
    model, twin = (dict(leaves(script(each).model_dump())) for each in ("nn", language))
    assert [p for p in model if spoken(p) and bool(model[p]) != bool(twin[p])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_service_is_called_the_same_wherever_it_stands(language: str) -> None:
    told = script(language)
    services = {person.service for person in told.people if person.role is Role.SERVICE}
    assert {step.service for step in told.steps if step.service} == services
    assert set(told.consent_services) < services
    assert told.decision.service in services
    assert {each.service for each in told.decision.tiltak} <= {*services, told.unit}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_timed_phase_is_played_and_the_five_questions_are_answered(language: str) -> None:
    told = script(language)
    assert list(dict.fromkeys(step.phase for step in told.steps)) == list(PHASE_IDS[:7])
    assert [question for question, _ in told.answers] == list("abcde")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_is_written_in_its_own_language(language: str) -> None:
    said = " ".join(str(value) for path, value in leaves(script(language).model_dump()) if spoken(path))
    used = set(re.findall(r"\w+", said.casefold()))
    for other, words in WORDS_OF.items():
        assert bool(used & words) == (other == language), (other, used & words)
