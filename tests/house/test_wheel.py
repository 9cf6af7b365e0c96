"""A real wheel, built here: the words and the agendas travel in it and are found from it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.house.tree import PACKAGE, ROOT, modules

AGENDA_FILES = "btimeeting.documents.agenda_files"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder a wheel of this checkout is unpacked in."""
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def _python(site: Path, code: str) -> str:
    """What `code` prints in an interpreter that looks for btimeeting in `site` first."""
    environ = {**os.environ, "PYTHONPATH": str(site)}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environ, cwd=site, check=True, capture_output=True, text=True
    )
    return ran.stdout


def test_the_wheel_holds_every_module_and_no_source_of_words(unpacked: Path) -> None:
    packed = {str(path.relative_to(unpacked)) for path in (unpacked / "btimeeting").rglob("*.py")}
    assert packed == {str(path.relative_to(PACKAGE.parent)) for path in PACKAGE.rglob("*.py")}
    assert list(unpacked.rglob("*.po")) == []


@pytest.mark.parametrize(("language", "words"), [("nn", "5 minutt"), ("nb", "5 minutter")])
def test_the_words_are_spoken_from_the_wheel(unpacked: Path, language: str, words: str) -> None:
    code = (
        f"import btimeeting, btimeeting.i18n as i; i.use({language!r}); from btimeeting.i18n import dates\n"
        "print(btimeeting.__file__, dates.minutes(5), sep='\\n')"
    )
    where, said = _python(unpacked, code).splitlines()
    assert Path(where).is_relative_to(unpacked)
    assert said == words


def test_the_agendas_are_packed_as_they_lie_in_the_checkout(unpacked: Path) -> None:
    lying = {path.relative_to(ROOT / "agendas"): path.read_bytes() for path in _files(ROOT / "agendas")}
    packed = {
        path.relative_to(unpacked / "btimeeting/agendas"): path.read_bytes()
        for path in _files(unpacked / "btimeeting/agendas")
    }
    assert packed == lying


@pytest.mark.parametrize("place", ["wheel", "checkout"])
def test_the_agendas_are_found_in_the_wheel_and_in_the_checkout_alike(unpacked: Path, place: str) -> None:
    if AGENDA_FILES not in modules(PACKAGE):
        assert find_spec(AGENDA_FILES) is None  # nobody finds agendas yet; this test waits for the module
        return
    site = unpacked if place == "wheel" else PACKAGE.parent
    found = _python(site, f"from {AGENDA_FILES} import shipped\nprint(*shipped(), sep='\\n')").splitlines()
    home = unpacked / "btimeeting" / "agendas" if place == "wheel" else ROOT / "agendas"
    assert {Path(line).resolve() for line in found} == {path.resolve() for path in home.glob("*.md")}


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
