"""Every problem has a sentence: where, what, and how to mend it; safe to print whatever the file holds."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from btimeeting import i18n
from btimeeting.documents import agenda_problems
from btimeeting.documents.agenda_problems import LONGEST_FOUND, SENTENCES, Code, Problem, clean, sentence, shown
from tests.documents import test_agenda_traps
from tests.documents.agenda_text import problems, with_line


def _one(folder: Path, old: str, new: str) -> str:
    i18n.use("en")
    (problem,) = problems(folder, with_line(old, new))
    return sentence(problem)


def test_every_code_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Code)


def test_every_code_is_provoked_by_a_test_of_the_traps() -> None:
    provoked = Path(test_agenda_traps.__file__).read_text(encoding="utf-8")
    assert [code.name for code in Code if f"Code.{code.name}" not in provoked] == []


def test_a_sentence_says_file_and_line_what_is_wrong_and_how_to_mend_it(tmp_path: Path) -> None:
    said = _one(tmp_path, "- Form: plenum", "- From: plenum")
    assert said == f"{tmp_path / 'agenda.md'}:18: «From» is not a setting; did you mean «Form»?"


def test_without_a_likely_word_the_choices_are_listed(tmp_path: Path) -> None:
    said = _one(tmp_path, "- Form: runde", "- Form: xyz")
    assert said.endswith("«xyz» is not a form; you can choose among: plenum, tur, runde, avgjerd, opplesing")


def test_a_guess_that_stands_in_the_sentence_is_not_repeated(tmp_path: Path) -> None:
    said = _one(tmp_path, "- Form: tur", "- Form: tur\n- Id: Å nei")
    assert said.count("a-nei") == 1


def test_a_heading_without_its_time_is_given_back_with_one(tmp_path: Path) -> None:
    assert "write for example «## Tankar (5 min)»" in _one(tmp_path, "## Tankar (5 min)", "## Tankar: 5 minutt")


def test_a_placeholder_is_shown_in_braces(tmp_path: Path) -> None:
    assert "«{tiid}» is nothing the program can fill in; did you mean «tid»?" in _one(tmp_path, "{tid}", "{tiid}")


def test_a_file_that_was_not_read_has_no_line() -> None:
    i18n.use("en")
    assert sentence(Problem("x.md", 0, Code.MISSING)).startswith("x.md: there is no such file")


@pytest.mark.parametrize("code", Code)
def test_a_sentence_is_one_line_without_control_characters_and_never_endless(code: Code) -> None:
    i18n.use("en")
    fields = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name}
    values = dict.fromkeys({*fields, "guess", "known"}, "\x1b[2J\u2028\n" + "{x}" * 500)
    said = sentence(Problem("a\x1b\n\udcff.md", 1, code, values | {"known": "a\x1b"}))
    assert said.isprintable()
    assert len(said) < 300 + 4 * LONGEST_FOUND
    assert said.encode()


def test_what_is_shown_of_a_file_is_a_glance() -> None:
    assert shown("x" * 61) == "x" * 59 + "…"
    assert shown("x" * 60) == "x" * 60
    assert clean("a\tb\x07") == "a\ufffdb\ufffd"


def test_problems_are_values() -> None:
    one = Problem("f", 1, Code.EMPTY)
    assert {one, Problem("f", 1, Code.EMPTY)} == {one}
    report = agenda_problems.Report("f")
    for line in (2, 1, 2):
        report.say(line, Code.QUOTE)
    assert [problem.line for problem in report.problems] == [1, 2]
