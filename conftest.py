"""What every test stands on: words as they are written now, and a home that is nobody's."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from btimeeting import i18n
from hatch_build import compile_words

ROOT = Path(__file__).resolve().parent


def pytest_configure(config: pytest.Config) -> None:
    """Compile the words once (not in each worker), and keep the tester's own home and language out of it."""
    if not hasattr(config, "workerinput"):
        compile_words(ROOT)
    gc.set_threshold(400_000, 20, 20)  # a tree of widgets is no litter: looking for some took a sixth of the suite
    os.environ["BTIMEETING_HOME"] = str(ROOT / "no-such-home")
    os.environ.pop("BTIMEETING_LANG", None)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each program a test starts compiles the house anew
    sys.dont_write_bytecode = False


@pytest.fixture(autouse=True)
def _language_left_as_found() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.use(before)


def pytest_collection_finish() -> None:
    """What is loaded and collected by now stays to the end: no look for litter goes through it again."""
    gc.collect()
    gc.freeze()
