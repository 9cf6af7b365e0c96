"""Sentences on stderr: as they are in a pipe, broken between words in a terminal."""

from __future__ import annotations

import io
import shutil

import pytest

from btimeeting.cli.narration import say

LINE = "/heim/ei-mappe-med-eit-langt-namn-til-sist"
TEXT = f"Den førebudde ligg i {LINE}. Start han."


class Screen(io.StringIO):
    """A terminal, as far as it is asked."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _thirty_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    assert shutil.get_terminal_size().columns == 30


def test_in_a_pipe_a_sentence_is_one_line() -> None:
    pipe = io.StringIO()
    say(pipe, TEXT)
    assert pipe.getvalue() == TEXT + "\n"


def test_in_a_terminal_no_word_is_broken_and_what_is_copied_stays_whole() -> None:
    screen = Screen()
    say(screen, TEXT + "\nEi line til.")
    assert screen.getvalue() == f"Den førebudde ligg i\n{LINE}.\nStart han.\nEi line til.\n"


def test_in_a_terminal_a_command_to_copy_stands_alone_and_whole() -> None:
    screen = Screen()
    say(screen, f"Lag ein kode no: btimeeting keys recovery --home {LINE}")
    assert screen.getvalue() == f"Lag ein kode no:\n  btimeeting keys recovery --home {LINE}\n"
