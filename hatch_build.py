"""Compile the words (.po to .mo): for every wheel, editable ones too, and by hand.

`python hatch_build.py` compiles in place; nothing is installed and nothing else is touched.
"""

from __future__ import annotations

import os
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WORDS = Path("src/btimeeting/i18n")


def compile_words(root: Path) -> list[Path]:
    """Write a .mo beside each .po under `root` and give the list of them.

    A file is replaced in one step, so a program that is reading the old words is not disturbed, and only
    when its bytes differ. Fuzzy and empty entries are left out: the source sentence is shown instead.
    """
    compiled = []
    for po in sorted((root / WORDS).glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            catalog = read_po(source, locale=po.parent.parent.name, abort_invalid=True)
        buffer = BytesIO()
        write_mo(buffer, catalog, use_fuzzy=False)
        target = po.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != buffer.getvalue():
            _replace(target, buffer.getvalue())
        compiled.append(target)
    return compiled


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)  # a temporary file is private; the words are for everyone who may run the program
    Path(name).replace(target)


class WordsHook(BuildHookInterface[Any]):
    """Compiles the words into the wheel and, in a real one, puts agendas/ inside the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Runs before the files of the wheel are collected; `version` is "standard" or "editable"."""
        root = Path(self.root)
        compiled = compile_words(root)
        build_data["artifacts"] += [path.relative_to(root).as_posix() for path in compiled]
        # An editable install reads the checkout's own agendas: a copy in site-packages would grow stale.
        if version == "standard":
            build_data["force_include"][str(root / "agendas")] = "btimeeting/agendas"


if __name__ == "__main__":
    for path in compile_words(Path(__file__).resolve().parent):
        print(path)
