"""The unlock socket: real sockets, real processes; whoever is at the other end may be slow, foreign, mad or dead."""

from __future__ import annotations

import os
import queue
import select
import signal
import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from btimeeting.service.ports import Knock
from btimeeting.store.home import Home
from btimeeting.store.secret import DatabaseKey
from btimeeting.store.unlock import LONGEST_PATH, Answer, Granted, Knocking, NobodyThere, address, line, peer_uid
from btimeeting.store.unlock_gate import MOST_KNOCKS, UnlockGate
from tests.store.processes import finish, start

pytestmark = pytest.mark.skipif(not hasattr(socket, "SO_PEERCRED"), reason="needs the peer credentials of Linux")

MEETING = "c0ffee00c0ffee00"
PATIENCE_S = 20
CONSOLE = """
import sys
from pathlib import Path
from btimeeting.store.secret import DatabaseKey
from btimeeting.store.unlock_gate import UnlockGate
gate = UnlockGate(Path(sys.argv[1]), DatabaseKey(bytes(32)), "c0ffee00c0ffee00")
print(gate.open(lambda knocks: print(len(knocks), flush=True)), flush=True)
sys.stdin.read()
"""
PAD = """
import select, sys
from pathlib import Path
from btimeeting.store.unlock import Answer, Granted, Knocking
with Knocking(Path(sys.argv[1]), "pad") as knocking:
    answer = None
    while answer in (None, Answer.HEARD):
        select.select([knocking], [], [])
        answer = knocking.poll()
print(isinstance(answer, Granted) and answer.key.raw == bytes(range(32)), answer)
"""


@pytest.fixture
def where(home: Home) -> Path:
    found = address(home, None)
    assert found is not None
    return found


@pytest.fixture
def key() -> DatabaseKey:
    return DatabaseKey(bytes(range(32)))


Told = queue.Queue[tuple[Knock, ...]]


@contextmanager
def gate(where: Path, key: DatabaseKey, **options: object) -> Iterator[tuple[UnlockGate, Told]]:
    told: Told = queue.Queue()
    made = UnlockGate(where, key, MEETING, **options)  # type: ignore[arg-type]
    assert made.open(told.put)
    try:
        yield made, told
    finally:
        made.close()


def waiting(told: Told) -> tuple[Knock, ...]:
    """The next thing the console is told."""
    return told.get(timeout=PATIENCE_S)


def next_answer(knocking: Knocking) -> Granted | Answer | None:
    """The next answer, however long it takes to come."""
    while True:
        found = knocking.poll()
        if found is not None:
            return found
        assert select.select([knocking], [], [], PATIENCE_S)[0]


def hung_up(peer: socket.socket) -> bytes:
    """All that is still said before the other end closes."""
    peer.settimeout(PATIENCE_S)
    said = b""
    while got := peer.recv(1024):
        said += got
    return said


def raw_peer(where: Path) -> socket.socket:
    peer = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    peer.connect(str(where))
    return peer


def test_a_window_is_heard_and_let_in_by_one_answer(where: Path, key: DatabaseKey) -> None:
    with gate(where, key) as (console, told), Knocking(where, "pad") as pad:
        (knock,) = waiting(told)
        assert knock.window == "pad"
        assert next_answer(pad) is Answer.HEARD
        console.answer("another knock", let_in=True)
        console.answer(knock.id, let_in=True)
        assert next_answer(pad) == Granted(key, MEETING)
        assert waiting(told) == ()
        assert pad.poll() is Answer.GONE
        assert key.raw.hex() not in repr(Granted(key, MEETING))


def test_another_process_gets_the_key(where: Path, key: DatabaseKey) -> None:
    with gate(where, key) as (console, told):
        window = start(PAD, where)
        (knock,) = waiting(told)
        console.answer(knock.id, let_in=True)
        assert finish(window).split()[0] == "True"


def test_refused_late_and_ended_are_three_answers(where: Path, key: DatabaseKey) -> None:
    with gate(where, key) as (console, told), Knocking(where, "evaluation") as one:
        (knock,) = waiting(told)
        console.answer(knock.id, let_in=False)
        assert [next_answer(one), next_answer(one)] == [Answer.HEARD, Answer.DENIED]
    with gate(where, key, patience_s=0) as (_, told), Knocking(where, "pad") as two:
        assert [next_answer(two), next_answer(two)] == [Answer.HEARD, Answer.LATE]
    with gate(where, key) as (console, told), Knocking(where, "pad") as three:
        assert len(waiting(told)) == 1
        console.close()
        assert [next_answer(three), next_answer(three)] == [Answer.HEARD, Answer.GONE]


def test_a_window_that_goes_takes_its_line_with_it(where: Path, key: DatabaseKey) -> None:
    with gate(where, key) as (console, told):
        with Knocking(where, "pad") as pad:
            (knock,) = waiting(told)
            assert next_answer(pad) is Answer.HEARD
        assert waiting(told) == ()
        console.answer(knock.id, let_in=True)
        killed = start(PAD, where)
        assert len(waiting(told)) == 1
        killed.send_signal(signal.SIGKILL)
        assert waiting(told) == ()
        killed.communicate()


def test_another_user_hears_nothing_and_is_never_shown(where: Path, key: DatabaseKey) -> None:
    for somebody_else in (os.getuid() + 1, None):
        with gate(where, key, uid_of=lambda _peer, uid=somebody_else: uid) as (_, told), raw_peer(where) as stranger:
            assert hung_up(stranger) == b""
            assert told.empty()


def test_a_window_does_not_talk_to_another_users_console(where: Path, key: DatabaseKey) -> None:
    with gate(where, key) as (_, told):
        with pytest.raises(NobodyThere):
            Knocking(where, "pad", uid_of=lambda _: os.getuid() + 1)
        assert told.empty()


@pytest.mark.parametrize(
    "said",
    [
        b"\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x00\xff" * 100 + b"\n",
        b"x" * 5000,
        b"[" * 400 + b"\n",
        b'{"btimeeting": "unlock", "format": 2, "window": "pad"}\n',
        line(window="wall"),
        line(window=["pad"]),
        line(),
    ],
)
def test_garbage_is_hung_up_on(said: bytes, where: Path, key: DatabaseKey) -> None:
    with gate(where, key) as (_, told), raw_peer(where) as peer:
        peer.sendall(said)
        with suppress(ConnectionResetError):  # what was not read is answered so
            assert hung_up(peer) == b""
        assert told.empty()
        with Knocking(where, "pad"):
            assert len(waiting(told)) == 1  # the next one is heard all the same


def test_a_peer_that_never_says_who_it_is_holds_nobody_up(where: Path, key: DatabaseKey) -> None:
    with gate(where, key, request_s=0.05) as (_, told), raw_peer(where) as slow:
        slow.sendall(line(window="pad")[:-5])
        with Knocking(where, "pad"):
            assert len(waiting(told)) == 1
        assert hung_up(slow) == b""


def test_more_than_a_few_at_a_time_are_turned_away(where: Path, key: DatabaseKey) -> None:
    with gate(where, key) as (_, told):
        knocking = [Knocking(where, "pad") for _ in range(MOST_KNOCKS)]
        for _ in range(MOST_KNOCKS):
            shown = waiting(told)
        assert len(shown) == MOST_KNOCKS
        with raw_peer(where) as one_more:
            assert hung_up(one_more) == b""
        for each in knocking:
            each.close()


def test_the_socket_is_private_goes_with_the_console_and_a_killed_one_is_no_obstacle(
    where: Path, key: DatabaseKey
) -> None:
    with pytest.raises(NobodyThere):
        Knocking(where, "pad")
    console = start(CONSOLE, where)
    assert console.stdout is not None
    assert console.stdout.readline() == "True\n"
    assert stat.S_IMODE(where.stat().st_mode) == 0o600
    second = UnlockGate(where, key, MEETING)
    assert not second.open(lambda _: None)
    second.close()
    with Knocking(where, "pad") as pad:
        assert console.stdout.readline() == "1\n"
        console.send_signal(signal.SIGKILL)
        console.communicate()
        assert [next_answer(pad), next_answer(pad)] == [Answer.HEARD, Answer.GONE]
    assert where.exists()
    with pytest.raises(NobodyThere):
        Knocking(where, "pad")
    with gate(where, key) as (_, told), Knocking(where, "pad"):
        assert len(waiting(told)) == 1
    assert not where.exists()


def test_a_console_that_answers_nonsense_is_gone(where: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as console:
        console.bind(str(where))
        console.listen()
        for said in (b"what?\n", b"y" * 2000, line(answer="granted", key="00", meeting=MEETING), line(answer="yes")):
            with Knocking(where, "pad") as pad:
                peer, _ = console.accept()
                peer.sendall(said)
                assert next_answer(pad) is Answer.GONE
                peer.close()


def test_a_path_that_is_too_long_moves_to_the_users_own_folder(home: Home, tmp_path: Path) -> None:
    long = Home(home.path / ("x" * LONGEST_PATH), home.id, home.demo)
    mine = Path(f"/tmp/bti-{os.getpid()}")  # noqa: S108 - short on purpose, and made private here
    mine.mkdir(mode=0o700)
    try:
        assert address(long, None) is None
        assert address(long, mine) == mine / f"btimeeting-{home.id[:16]}.sock"
        mine.chmod(0o755)
        assert address(long, mine) is None
        assert address(long, tmp_path / "not there") is None
    finally:
        mine.rmdir()


def test_a_system_without_peer_credentials_has_no_such_socket(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "SO_PEERCRED")
    monkeypatch.setattr(sys, "platform", "other")
    assert address(home, None) is None
    one, two = socket.socketpair()
    with one, two:
        assert peer_uid(one) is None


def test_the_kernel_tells_who_is_there() -> None:
    one, two = socket.socketpair()
    with one, two:
        assert peer_uid(one) == os.getuid()


def test_a_gate_that_could_not_be_opened_can_be_opened_later(where: Path, key: DatabaseKey) -> None:
    where.mkdir()
    told: Told = queue.Queue()
    late = UnlockGate(where, key, MEETING)
    assert not late.open(told.put)
    where.rmdir()
    assert late.open(told.put)
    with Knocking(where, "pad") as pad:
        (knock,) = waiting(told)
        late.answer(knock.id, let_in=True)
        assert next_answer(pad) is Answer.HEARD
        assert isinstance(next_answer(pad), Granted)
    late.close()
    assert not where.exists()
