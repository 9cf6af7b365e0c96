"""A profile that contradicts itself is refused: every problem at once, with file, line, reason and mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from btimeeting import i18n
from btimeeting.documents.profile_files import NoSuchProfile, find, no_such, shipped
from btimeeting.documents.profile_problems import Code, ProfileError, sentence
from btimeeting.documents.profile_reader import check, read

SOUND = """\
id = "vaar"
title = "Vår kommune"

[ages]
youth_consents = 16

[[level]]
id = "A"
title = "Uro"
named = false

[[level]]
id = "B"
title = { nn = "Innsats", nb = "Innsats", en = "Effort" }
needs = ["consent"]

[[step]]
id = "a"
level = "A"
title = "Uro"

[[step]]
id = "b"
level = "B"
title = "Innsats"

[[option]]
id = "a-b"
at = "a"
to = "b"
outcome = "next"
title = "Gå vidare"

[[option]]
id = "b-out"
at = "b"
to = "closed"
outcome = "stop"
title = "Slutt"
"""


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def _file(folder: Path, text: str | bytes, name: str = "vaar.toml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _problems(folder: Path, *changes: tuple[str, str]) -> list[tuple[int, str]]:
    text = SOUND
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    profile, problems = check(_file(folder, text))
    assert (profile is None) is bool(problems)
    assert all(str(folder) in sentence(problem) for problem in problems)
    return [(problem.line, problem.code.value) for problem in problems]


def test_a_municipality_writes_its_own_with_letters_for_levels(tmp_path: Path) -> None:
    profile = read(_file(tmp_path, SOUND))
    assert [level.id for level in profile.levels] == ["A", "B"]
    assert (profile.ages.youth_consents, profile.ages.youth_decides_alone) == (16, 18)
    assert profile.title.spoken("en") == "Vår kommune"
    assert find("VAAR", tmp_path) == tmp_path / "vaar.toml"
    with pytest.raises(NoSuchProfile) as missing:
        find("ressursteem", tmp_path)
    assert no_such(missing.value) == "There is no profile «ressursteem». Did you mean «ressursteam»?"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('id = "vaar"', 'id = "andre"', (1, "other_id")),
        ('title = "Vår kommune"', 'titel = "Vår kommune"', (2, "unknown_key")),
        ('title = "Vår kommune"', "title = 3", (2, "wrong_kind")),
        ('title = "Vår kommune"', 'title = " "', (2, "blank")),
        ('title = "Vår kommune"', 'title = { nn = "x", nb = "y" }', (2, "no_language")),
        ("youth_consents = 16", "youth_consents = 3", (5, "age")),
        ("youth_consents = 16", "youth_consents = 18\nyouth_decides_alone = 16", (6, "age_order")),
        ('needs = ["consent"]', 'needs = ["samtykke"]', (15, "unknown_word")),
        ('needs = ["consent"]', 'needs = ["consent", "consent"]', (15, "said_twice")),
        ("named = false", 'named = false\nneeds = ["consent"]', (11, "unnamed_consent")),
        ("named = false", "named = false\nasks_scope = true", (11, "scope")),
        ('id = "B"', 'id = "A"', (13, "same_id")),
        ('level = "B"', 'level = "C"', (24, "unknown_level")),
        ('id = "a-b"', 'id = "A til B"', (28, "bad_id")),
        ('id = "a-b"', 'id = "enter-b"', (28, "own_id")),
        ('to = "b"', 'to = "bb"', (30, "unknown_step")),
        ('outcome = "next"', 'outcome = "back"', (31, "wrong_way")),
        ('outcome = "stop"', 'outcome = "next"', (38, "wrong_way")),
        ('to = "closed"', 'to = "b"', (38, "wrong_way")),
        ('level = "A"\n', 'level = "B"\n', (19, "first_step")),
        ("[[option]]", '[[help]]\nid = "b-out"\nat = "a"\ntitle = "x"\ntext = "y"\n\n[[option]]', (41, "stored_help")),
    ],
)
def test_each_contradiction_is_found_on_its_line(tmp_path: Path, old: str, new: str, found: tuple[int, str]) -> None:
    assert found in [(line, code) for line, code in _problems(tmp_path, (old, new))]


def test_everything_wrong_is_told_at_once_and_how_to_mend_it(tmp_path: Path) -> None:
    changes = (('at = "b"', 'at = "a"'), ('outcome = "next"', 'outcome = "nest"'), ('needs = ["consent"]', "need = 1"))
    assert _problems(tmp_path, *changes) == [(15, "unknown_key"), (23, "dead_end"), (31, "unknown_word")]
    with pytest.raises(ProfileError) as refused:
        read(tmp_path / "vaar.toml")
    told = [sentence(problem) for problem in refused.value.problems]
    file = tmp_path / "vaar.toml"
    assert told[0] == f"{file}:15: «need» is nothing the program knows in [level]; take it away; did you mean «needs»?"
    assert told[1].startswith(f'{file}:23: no way leads on from the step «b»; write an [[option]] with at = "b"')
    assert told[2] == f"{file}:31: «nest» cannot be used for «outcome»; did you mean «next»?"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", (1, Code.EMPTY)),
        (b"id = \n", (1, Code.SYNTAX)),
        (b'id = "a"\nid = "b"\n', (2, Code.SAME_KEY)),
        ("title = 'Vår'".encode("cp1252"), (1, "not_utf8")),
        (b"\x00\x01", (1, Code.NOT_TEXT)),
        (b"# only a comment\n", (1, Code.NO_TABLE)),
        (b"level = 1\n", (1, Code.WRONG_KIND)),
    ],
)
def test_a_file_that_is_no_profile(tmp_path: Path, content: bytes, found: tuple[int, str]) -> None:
    profile, problems = check(_file(tmp_path, content))
    assert profile is None
    assert found in [(problem.line, problem.code.value) for problem in problems]
    assert all(sentence(problem) for problem in problems)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    _, problems = check(tmp_path / "ingen.toml")
    assert [sentence(problem) for problem in problems] == [
        f"{tmp_path / 'ingen.toml'}: there is no such file; look at the spelling"
    ]


def test_keys_inside_a_long_text_are_text(tmp_path: Path) -> None:
    long = 'title = """\nid = "x"\n[[level]]\n"""\nsource = 7'
    assert _problems(tmp_path, ('title = "Vår kommune"', long)) == [(6, "wrong_kind")]


def test_the_shipped_ones_have_one_id_each_step_and_no_line_over_the_limit() -> None:
    for path in shipped():
        assert max(map(len, path.read_text(encoding="utf-8").splitlines())) < 1000
