"""Settings: what counts over what, and a broken file told as a value."""

from __future__ import annotations

import ast
import inspect
from dataclasses import FrozenInstanceError, fields
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.config import ConfigError, Problem, Settings, home_folder, load
from btimeeting.documents.model import Choices


def _file(folder: Path, text: str | bytes) -> Path:
    path = folder / "settings.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def _error(folder: Path, text: str | bytes) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        load(_file(folder, text), {"BTIMEETING_HOME": str(folder)})
    return caught.value


def test_without_a_file_everything_has_a_default_and_home_is_the_environments(tmp_path: Path) -> None:
    settings = load(None, {"BTIMEETING_HOME": str(tmp_path)})
    assert settings == Settings(home=tmp_path)
    assert settings.wall_style == "auto"
    assert settings.zone.key == "Europe/Oslo"


def test_the_homes_own_file_is_read_when_no_other_is_named(tmp_path: Path) -> None:
    _file(tmp_path, 'unit_name = "Fjordvik skule"\n')
    assert load(None, {"BTIMEETING_HOME": str(tmp_path)}).unit_name == "Fjordvik skule"


@pytest.mark.parametrize(
    ("environ", "arguments", "spoken"),
    [
        ({}, {}, "nb"),
        ({"BTIMEETING_LANG": "en"}, {}, "en"),
        ({"BTIMEETING_LANG": "en"}, {"language": "nn"}, "nn"),
        ({"BTIMEETING_LANG": ""}, {"language": None}, "nb"),
    ],
)
def test_arguments_count_over_the_environment_and_it_over_the_file(
    tmp_path: Path, environ: dict[str, str], arguments: dict[str, object], spoken: str
) -> None:
    file = _file(tmp_path, 'language = "nb"\n')
    assert load(file, environ, {"home": tmp_path, **arguments}).language == spoken


def test_home_is_the_argument_then_the_environment_then_the_systems_place(tmp_path: Path) -> None:
    environ = {"BTIMEETING_HOME": str(tmp_path / "b")}
    assert home_folder(environ, tmp_path / "a") == tmp_path / "a"
    assert home_folder(environ) == tmp_path / "b"
    assert home_folder({"BTIMEETING_HOME": ""}).name == "btimeeting"
    assert home_folder({}, "~/møte").is_absolute()


def test_what_the_referat_holds_is_chosen_and_every_choice_has_a_setting(
    tmp_path: Path,
) -> None:
    file = _file(tmp_path, "referat_questions = true\nreferat_child_view = false\n")
    assert load(file, {}, {"home": tmp_path}).in_referat == {"questions"}
    assert Settings(home=tmp_path).in_referat == {"child_view"}
    names = {choice.name for choice in fields(Choices)} - {"zone"}
    held = {field.name for field in fields(Settings) if field.name.startswith("referat_")}
    assert {name.removeprefix("referat_") for name in held} == names


def test_meeting_dates_are_kept_in_order_and_once(tmp_path: Path) -> None:
    file = _file(tmp_path, "next_meetings = [2027-02-01, 2026-12-01, 2027-02-01]\n")
    assert load(file, {}).next_meetings == (date(2026, 12, 1), date(2027, 2, 1))


@pytest.mark.parametrize(
    ("text", "line", "field", "problem"),
    [
        ('unit_name = "a"\n\nwarnat = 85\n', 3, "warnat", Problem.UNKNOWN_FIELD),
        ("\n[unit_nme]\na = 1\n", 2, "unit_nme", Problem.UNKNOWN_FIELD),
        ('\ntheme = "dak"\n', 2, "theme", Problem.NOT_A_CHOICE),
        ("warn_at = 200\n", 1, "warn_at", Problem.OUT_OF_RANGE),
        ('time_zone = "Europe/Olso"\n', 1, "time_zone", Problem.NO_SUCH_ZONE),
        ('time_zone = "Europe"\n', 1, "time_zone", Problem.NO_SUCH_ZONE),
        ('time_zone = "../etc/passwd"\n', 1, "time_zone", Problem.NO_SUCH_ZONE),
        ('qa_apart = "kanskje"\n', 1, "qa_apart", Problem.WRONG_KIND),
        ('next_meetings = ["onsdag"]\n', 1, "next_meetings", Problem.WRONG_KIND),
        ('home = "/elsewhere"\n', 1, "home", Problem.NOT_IN_FILE),
        ('unit_name = "a"\nwarn_at = = 2\n', 2, "", Problem.SYNTAX),
        ('unit_name = "a\n', 1, "", Problem.SYNTAX),
        ('theme = "dark"\ntheme = "light"', 2, "", Problem.SYNTAX),
        ('theme = "dark"\nunit_name = "Fjør"\n'.encode("cp1252"), 2, "", Problem.NOT_UTF8),
        ('warn_at = 200\ntheme = "dak"\n', 1, "warn_at", Problem.OUT_OF_RANGE),
    ],
)
def test_a_broken_file_says_where_and_what(
    tmp_path: Path, text: str | bytes, line: int, field: str, problem: Problem
) -> None:
    error = _error(tmp_path, text)
    assert (error.path, error.line, error.field, error.problem) == (tmp_path / "settings.toml", line, field, problem)


def test_a_broken_value_comes_with_what_it_may_be(tmp_path: Path) -> None:
    assert _error(tmp_path, "warnat = 85").choices == ("warn_at",)
    assert _error(tmp_path, 'language = "se"').choices == ("nn", "nb", "en")
    assert _error(tmp_path, "warn_at = 200").bounds == (50, 99)
    assert _error(tmp_path, 'theme = "dak"').found == "dak"


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read(tmp_path: Path) -> None:
    file = _file(tmp_path, 'theme = "light"\r\nunit_name = "Tårnby"\r\n'.encode("utf-8-sig"))
    assert load(file, {}).unit_name == "Tårnby"


def test_a_folder_in_place_of_the_file_is_a_typed_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, {})
    assert caught.value.problem is Problem.UNREADABLE


@pytest.mark.parametrize(
    ("environ", "arguments", "field"),
    [({"BTIMEETING_LANG": "xx"}, {}, "BTIMEETING_LANG"), ({}, {"language": "xx"}, "language")],
)
def test_a_bad_value_from_outside_the_file_names_where_it_came_from(
    tmp_path: Path, environ: dict[str, str], arguments: dict[str, object], field: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load(_file(tmp_path, 'language = "nn"'), environ, arguments)
    assert (caught.value.path, caught.value.line, caught.value.field) == (None, None, field)


def test_settings_cannot_be_changed_once_read(tmp_path: Path) -> None:
    with pytest.raises(FrozenInstanceError):
        Settings(home=tmp_path).theme = "light"  # type: ignore[misc]


def test_every_setting_is_explained() -> None:
    (body,) = [node.body for node in ast.parse(inspect.getsource(Settings)).body if isinstance(node, ast.ClassDef)]
    told = [nxt for node, nxt in pairwise(body) if isinstance(node, ast.AnnAssign)]
    assert len(told) == len(fields(Settings))
    assert [ast.unparse(each) for each in told if not isinstance(each, ast.Expr)] == []


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_file_at_all_gives_anything_but_settings_or_a_typed_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp()
    file = _file(folder, content)
    try:
        settings = load(file, {})
    except ConfigError as error:
        told = error
    else:
        assert settings.zone
        return
    assert told.path == file
