"""What is said outside the code: every command is one, every picture is there, nothing is fetched from the net."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from btimeeting.cli.parser import build
from tests.house.tree import ROOT
from tools.pictures import without_hosts

README = ROOT / "README.md"
PAGES = (README, *sorted((ROOT / "docs").glob("*.md")))
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.svg"))
NAMESPACE = "http://www.w3.org/2000/svg"
_CODE = re.compile(r"^```\w*\n(.*?)^```|`([^`\n]+)`", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)]+)\)")
_HOST = re.compile(r"https?://[\w.-]+")
_COMMAND = re.compile(r"(?:^|[/\\])btimeeting(?: |$)")


def commands(page: str) -> list[list[str]]:
    """The arguments of every `btimeeting …` in a page's code, also behind `&&` and a path."""
    found = []
    for block, inline in _CODE.findall(page):
        for line in re.split(r"\n|&&|;", block or inline):
            start = _COMMAND.search(line.strip())
            if start is not None:
                found.append(shlex.split(line.strip()[start.end() :]))
    return found


def understood(arguments: list[str]) -> bool:
    """Whether the program's own parser takes them."""
    try:
        build().parse_args(arguments)
    except SystemExit:
        return False
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_a_page_names_is_one_the_program_knows(page: Path) -> None:
    named = commands(page.read_text(encoding="utf-8"))
    assert named
    assert [" ".join(arguments) for arguments in named if not understood(arguments)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if not link.startswith("#")]
    assert [link for link in links if not (page.parent / link.split("#")[0]).is_file()] == []


@pytest.mark.parametrize("path", [*PAGES, *PICTURES], ids=lambda path: path.name)
def test_no_host_is_named(path: Path) -> None:
    assert set(_HOST.findall(path.read_text(encoding="utf-8").replace(NAMESPACE, ""))) == set()


def test_every_picture_is_used_on_a_page() -> None:
    linked = {(p.parent / link).resolve() for p in PAGES for link in _LINK.findall(p.read_text(encoding="utf-8"))}
    assert PICTURES
    assert [path.name for path in PICTURES if path.resolve() not in linked] == []


def test_the_first_command_of_the_readme_starts_the_demo() -> None:
    assert commands(README.read_text(encoding="utf-8"))[0] == ["demo"]


def test_the_readme_opens_with_a_picture_and_stays_short() -> None:
    lines = README.read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("![") and "docs/pictures/" in line for line in lines[:5])
    assert len(lines) < 100


def test_the_guide_stays_the_two_pages_a_head_of_school_reads() -> None:
    """About 450 words a page beside pictures; what does not fit goes to the page of what is looked up."""
    guide = (ROOT / "docs" / "brukarrettleiing.md").read_text(encoding="utf-8")
    assert len(guide.split()) < 1150
    assert "(meir.md)" in guide


def test_the_checks_see_what_they_are_for() -> None:
    page = "`btimeeting demo`\n\n```sh\nx && .venv/bin/btimeeting keys new\n```\n"
    assert commands(page) == [["demo"], ["keys", "new"]]
    assert understood(["keys", "new"])
    assert not understood(["keys", "gold"])


def test_a_picture_fetches_no_font_from_the_net() -> None:
    host = "https" + "://fonts.example"
    face = f'@font-face {{ src: url("{host}/a.woff2"); }}'
    drawn = f"<!-- made by {host} --><style>{face} .r1 {{ font-family: X; }}</style>"
    assert _HOST.findall(without_hosts(drawn)) == []
    assert "monospace" in without_hosts(drawn)
