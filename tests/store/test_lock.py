"""One console at a time, whatever becomes of it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from btimeeting.store.errors import HomeNotWritable
from btimeeting.store.home import Home
from btimeeting.store.lock import ConsoleLock
from tests.store.processes import start

HOLDER = """
import subprocess, sys
from pathlib import Path
from btimeeting.store.lock import ConsoleLock
lock = ConsoleLock(Path(sys.argv[1]))
print(lock.acquire(), flush=True)
if len(sys.argv) > 2:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    print(child.pid, flush=True)
sys.stdin.read()
"""


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_only_one_console_holds_the_lock(home: Home) -> None:
    first, second = ConsoleLock(home.console_lock), ConsoleLock(home.console_lock)
    assert not first.held()
    assert first.acquire()
    assert first.acquire()
    assert first.held()
    assert not second.acquire()
    assert not second.held()
    first.release()
    first.release()
    assert not first.held()
    with second as held:
        assert held
        assert not first.acquire()
    assert first.acquire()
    first.release()


def test_another_process_keeps_it_until_it_is_killed(home: Home) -> None:
    lock = ConsoleLock(home.console_lock)
    holder = start(HOLDER, home.console_lock)
    try:
        assert said(holder) == "True"
        assert not lock.acquire()
        if sys.platform == "win32":
            holder.kill()
        else:
            holder.send_signal(signal.SIGKILL)
        holder.wait()
        assert lock.acquire()
    finally:
        lock.release()
        end(holder)


def test_a_program_started_by_the_console_does_not_inherit_the_lock(home: Home) -> None:
    lock = ConsoleLock(home.console_lock)
    holder = start(HOLDER, home.console_lock, "with a child")
    try:
        assert said(holder) == "True"
        assert int(said(holder)) > 0  # the child stands
        holder.kill()
        holder.wait()
        assert lock.acquire()
    finally:
        lock.release()
        end(holder)  # the child ends with its standard input


def test_a_file_left_by_a_crash_means_nothing(home: Home) -> None:
    home.console_lock.write_text("left over")
    lock = ConsoleLock(home.console_lock)
    assert lock.acquire()
    lock.release()
    assert home.console_lock.read_text() == "left over"


@pytest.mark.parametrize("in_the_way", ["file for a folder", "missing folder"])
def test_a_place_where_no_lock_can_lie_is_said(tmp_path: Path, in_the_way: str) -> None:
    if in_the_way == "file for a folder":
        (tmp_path / "run").write_text("")
    with pytest.raises(HomeNotWritable):
        ConsoleLock(tmp_path / "run" / "console.lock").acquire()
