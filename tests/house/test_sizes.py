"""Small rooms: no file over 400 lines, no class over 200, no function over 40."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.tree import PACKAGE, ROOT, project_files

FILE, CLASS, FUNCTION = 400, 200, 40
EXCEPTIONS: frozenset[str] = frozenset()
"""`file:name` of what may be longer, each with a reason in a comment. Keep it empty."""


def _long(tree: ast.Module, where: str) -> Iterator[str]:
    limits = {ast.ClassDef: CLASS, ast.FunctionDef: FUNCTION, ast.AsyncFunctionDef: FUNCTION}
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > limits[type(node)] and f"{where}:{node.name}" not in EXCEPTIONS:
                yield f"{where}:{node.lineno} {node.name} {length}"


def test_no_file_is_over_400_lines() -> None:
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines()) for path in project_files() if path.suffix == ".py"
    }
    assert [f"{path.relative_to(ROOT)} {length}" for path, length in lengths.items() if length > FILE] == []


def test_no_class_is_over_200_lines_and_no_function_over_40() -> None:
    long = [
        line
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in _long(ast.parse(path.read_text(encoding="utf-8")), str(path.relative_to(ROOT)))
    ]
    assert long == []


def test_the_measure_sees_a_function_of_41_lines() -> None:
    body = "\n".join("    pass" for _ in range(FUNCTION))
    assert list(_long(ast.parse(f"def f():\n{body}\n"), "x.py")) == ["x.py:1 f 41"]
