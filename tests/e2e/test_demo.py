"""`btimeeting demo --auto` as people run it: a real process, a real home, real encrypted files."""

from __future__ import annotations

import json
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from btimeeting.i18n import LANGUAGES
from tests.e2e.program import btimeeting

NAMES = (
    "Eksempel",
    "Oppdikta",
    "Eli ",
    "Liv Pr",
    "Ola D",
    "Kari Demo",
    "Siv Fiktiv",
    "Nor ",
)
"""Pieces of the names of the invented child, parents and staff, as they may stand in a file."""


@pytest.fixture(scope="module", params=LANGUAGES)
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, str]:
    """A demo played to its end in one language: (language, home, what it printed)."""
    home = tmp_path_factory.mktemp("demo") / "home"
    ran = btimeeting("demo", "--auto", "--lang", request.param, home=home)
    assert ran.returncode == 0, ran.stderr
    return request.param, home, ran.stdout


def test_it_prints_the_course_and_last_where_the_papers_lie(demo: tuple[str, Path, str]) -> None:
    _, home, printed = demo

    lines = printed.strip().splitlines()

    assert len(lines) > 25
    assert "paper referat" in lines[-2]
    assert "paper evaluering" in lines[-1]
    assert str(home) in lines[-1]


def test_the_course_names_no_child_and_no_adult(demo: tuple[str, Path, str]) -> None:
    _, _, printed = demo

    course = "\n".join(printed.strip().splitlines()[:-2])

    assert not [name for name in NAMES if name in course]


def test_no_byte_of_a_name_stands_in_any_file_of_the_home(demo: tuple[str, Path, str]) -> None:
    """Names and what was written are in records.db, and that file is encrypted (issue: "a test greps")."""
    language, home, _ = demo
    script = tomllib.loads((resources.files("btimeeting.cli.scripts") / f"{language}.toml").read_text("utf-8"))
    words = [person["name"] for person in script["people"]]
    words += [word for name in words for word in name.split() if len(word) > 3]
    words += [note["text"][:20] for step in script["steps"] for note in step.get("notes", [])]
    words += [script["decision"]["entry"][:20], script["child_name"]]

    found = [
        (path.name, word)
        for path in home.rglob("*")
        if path.is_file()
        for word in words
        if word.encode() in path.read_bytes() or word.encode("utf-16-le") in path.read_bytes()
    ]

    assert found == []
    assert (home / "records.db").stat().st_size > 10_000


def test_follow_tells_the_same_course_afterwards(demo: tuple[str, Path, str]) -> None:
    language, home, printed = demo

    plain = btimeeting("follow", "--plain", "--lang", language, home=home)
    objects = btimeeting("follow", "--json", home=home)

    assert plain.returncode == 0
    assert len(plain.stdout.splitlines()) >= len(printed.splitlines()) - 2
    rows = [json.loads(line) for line in objects.stdout.splitlines()]
    entered = [(row["phase"], row["planned_s"]) for row in rows if "phase" in row]
    assert entered == [
        ("welcome", 300),
        ("describe", 300),
        ("clarify", 600),
        ("reflect", 300),
        ("offer", 600),
        ("decide", 300),
        ("close", 300),
    ]
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert all({"seq", "at", "kind"} <= row.keys() for row in rows)


def test_the_papers_are_versions_in_the_childs_record(demo: tuple[str, Path, str]) -> None:
    _, home, _ = demo

    listed = json.loads(btimeeting("record", "list", "--json", home=home).stdout)

    assert len(listed) == 1
    assert listed[0]["case"].startswith("demo 14")
    assert [(d["kind"], d["version"]) for d in listed[0]["documents"]] == [("referat", 1), ("evaluering", 1)]
    assert all(d["approved_at"] for d in listed[0]["documents"])


@pytest.mark.parametrize(("kind", "begins"), [("md", b"#"), ("html", b"<!"), ("pdf", b"%PDF-")])
def test_the_referat_comes_in_every_format(
    demo: tuple[str, Path, str], kind: str, begins: bytes, tmp_path: Path
) -> None:
    language, home, _ = demo
    to = tmp_path / f"referat.{kind}"

    ran = btimeeting("paper", "referat", "siste", "--format", kind, "--to", str(to), "--lang", language, home=home)

    assert ran.returncode == 0, ran.stderr
    assert to.read_bytes().lower().startswith(begins.lower())
    assert to.stat().st_mode & 0o077 == 0


def test_a_second_demo_in_the_same_home_is_another_case(tmp_path: Path) -> None:
    home = tmp_path / "home"
    btimeeting("demo", "--auto", home=home)

    again = btimeeting("demo", "--auto", home=home)

    assert again.returncode == 0, again.stderr
    listed = json.loads(btimeeting("record", "list", "--json", home=home).stdout)
    assert sorted(case["case"] for case in listed) == ["demo 14", "demo 14-2"]


def test_the_demo_never_touches_a_real_home(tmp_path: Path) -> None:
    secret = tmp_path / "passphrase"
    secret.write_text("fire heilt vanlege ord\n", encoding="utf-8")
    home = tmp_path / "home"
    made = btimeeting("keys", "new", "--passphrase-file", str(secret), home=home)
    assert made.returncode == 0, made.stderr

    ran = btimeeting("demo", "--auto", home=home)

    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert str(home) in ran.stderr
