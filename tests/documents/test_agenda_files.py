"""Agendas are found by id and language, by path, in the house's own folder first; in a wheel and in a checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from btimeeting import i18n
from btimeeting.documents.agenda_files import NoSuchAgenda, available, find, no_such, shipped

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = {"bti-individ.md", "bti-individ.nb.md", "bti-individ.en.md"}


def _own(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).write_text("x", encoding="utf-8")
    return folder


def test_in_a_checkout_the_agendas_lie_at_its_top() -> None:
    assert {path.name for path in shipped()} >= NAMES
    assert {path.parent for path in shipped()} == {ROOT / "agendas"}


def _shipped_from(site: Path) -> list[Path]:
    code = "from btimeeting.documents.agenda_files import shipped; print(*shipped(), sep='\\n')"
    environ = {**os.environ, "PYTHONPATH": str(site)}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environ, cwd=site, check=True, capture_output=True, text=True
    )
    return [Path(line) for line in ran.stdout.splitlines() if line]


def test_in_a_wheel_they_lie_inside_the_package(tmp_path: Path) -> None:
    site = tmp_path / "site-packages"
    shutil.copytree(ROOT / "src" / "btimeeting", site / "btimeeting", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "agendas", site / "btimeeting" / "agendas")
    assert {path.name for path in _shipped_from(site)} >= NAMES
    assert {path.parent for path in _shipped_from(site)} == {(site / "btimeeting" / "agendas").resolve()}


def test_a_package_without_agendas_has_none_and_takes_nobody_elses(tmp_path: Path) -> None:
    site = tmp_path / "lib" / "site-packages"
    shutil.copytree(ROOT / "src" / "btimeeting", site / "btimeeting", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "agendas", tmp_path / "agendas")
    assert _shipped_from(site) == []


@pytest.mark.parametrize(
    ("language", "name"), [("nn", "bti-individ.md"), ("nb", "bti-individ.nb.md"), ("en", "bti-individ.en.md")]
)
def test_an_id_finds_the_twin_of_the_language(language: str, name: str) -> None:
    assert find("bti-individ", None, language).name == name
    assert find("BTI-Individ", None, language).name == name


def test_the_houses_own_comes_first_even_in_another_language(tmp_path: Path) -> None:
    own = _own(tmp_path, "bti-individ.md", "skulen vår.nn.md", "skulen vår.md", "les.txt")
    assert find("bti-individ", own, "nb") == own / "bti-individ.md"
    assert find("skulen vår", own, "nn") == own / "skulen vår.nn.md"
    assert find("skulen vår", own, "en") == own / "skulen vår.md"
    assert [(file.id, file.language, file.own) for file in available(own)][:3] == [
        ("bti-individ", None, True),
        ("skulen vår", None, True),
        ("skulen vår", "nn", True),
    ]
    assert not any(file.own for file in available(own)[3:])


def test_a_twin_is_better_than_nothing(tmp_path: Path) -> None:
    own = _own(tmp_path, "berre.en.md", "berre.nb.md")
    assert find("berre", own, "nn") == own / "berre.nb.md"


def test_a_path_is_taken_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find(tmp_path / "x", None, "nn") == tmp_path / "x"
    assert find("a/b", None, "nn") == Path("a/b")
    assert find("nope.md", None, "nn") == Path("nope.md")
    assert find("~nobody-of-that-name/x.md", None, "nn") == Path("~nobody-of-that-name/x.md")
    monkeypatch.chdir(_own(tmp_path, "utkast", "bti-individ.md"))
    assert find("utkast", None, "nn") == Path("utkast")
    assert find("bti-individ.md", None, "nn") == Path("bti-individ.md")
    assert find("bti-individ", None, "nn") != Path("bti-individ.md")


def test_a_file_name_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find("bti-individ.nb.md", None, "nn").is_file()


@pytest.mark.parametrize("name", ["bti-indivd", "", "xyz", "\x1b[2J"])
def test_an_id_nobody_has_is_told_with_the_one_that_was_meant(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    i18n.use("en")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoSuchAgenda) as caught:
        find(name, None, "nn")
    assert "bti-individ" in caught.value.known
    assert caught.value.guess == ("bti-individ" if name == "bti-indivd" else "")
    assert no_such(caught.value).isprintable()
    assert "bti-individ" in no_such(caught.value)


def test_a_home_without_the_folder_has_no_agendas_of_its_own(tmp_path: Path) -> None:
    assert available(tmp_path / "nope") == available(None)
    assert available(_own(tmp_path, "x") / "x") == available(None)
