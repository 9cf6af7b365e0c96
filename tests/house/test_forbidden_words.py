"""What must never be written down in the project: package hosts, one machine's paths, one workplace's tools."""

from __future__ import annotations

import re

import pytest

from tests.house.tree import ROOT, project_files

# A character class in each keeps this file from finding itself.
PATTERNS = {
    "a package host": r"index-ur[l]|/simpl[e]/|\bpyp[i]\.org|pythonhoste[d]\.org|registr[y]\.|npmj[s]\.",
    "a path of one machine": r"/wor[k]/|/roo[t]/|/op[t]/|/tm[p]/h\b|/hom[e]/\w|\bC:[\\]Users\\",
    "a tool of one workplace": r"far[m]-|subagen[t]|before-sto[p]|\bhelper[s]?\b",
}
BINARY = {".pdf", ".png", ".ttf", ".otf", ".docx", ".db", ".ico"}
LOCKS = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock", "pdm.lock"}


def _found(pattern: str, text: str) -> list[str]:
    return [
        f"{line}: {found[0]}" for line, words in enumerate(text.splitlines(), 1) if (found := re.search(pattern, words))
    ]


@pytest.mark.parametrize("what", PATTERNS)
def test_no_file_names(what: str) -> None:
    told = [
        f"{path.relative_to(ROOT)}:{place}"
        for path in project_files()
        if path.suffix not in BINARY
        for place in _found(PATTERNS[what], path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert told == []


def test_no_lock_file_and_no_compiled_words_are_in_the_repository() -> None:
    assert [path.name for path in project_files() if path.name in LOCKS or path.suffix == ".mo"] == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a package host", "--index-" + "url x"),
        ("a path of one machine", "see /wo" + "rk/main"),
        ("a tool of one workplace", "a help" + "er"),
    ],
)
def test_the_patterns_see_what_they_are_for(what: str, text: str) -> None:
    assert len(_found(PATTERNS[what], text)) == 1
