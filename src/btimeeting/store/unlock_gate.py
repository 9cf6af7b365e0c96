"""The console's side of `unlock`: it listens, says who knocks, and hands the key out when somebody pressed Enter.

A thread accepts, and a thread for each knock waits: for its line, for the answer, for its end. None of them decides.
The socket's name belongs to whoever holds the lock beside it, so a console that was killed leaves nothing in the way.
"""

from __future__ import annotations

import os
import secrets
import select
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from btimeeting.service.ports import Knock
from btimeeting.store.errors import StoreError
from btimeeting.store.lock import FileLock
from btimeeting.store.secret import DatabaseKey
from btimeeting.store.unlock import MOST_BYTES, WINDOWS, Answer, PeerUid, line, peer_uid, understood

REQUEST_S = 2.0
"""How long one may take to say who one is."""
PATIENCE_S = 120.0
"""How long a knock stands before nobody has answered it."""
MOST_KNOCKS = 4
"""More at a time are turned away: nobody has so many windows."""
LEAVE_S = 1.0

Knocked = Callable[[tuple[Knock, ...]], None]


@dataclass(eq=False)
class _Caller:
    """One at the door."""

    peer: socket.socket
    knock: Knock | None = None
    answer: Answer | None = None
    bell: tuple[socket.socket, socket.socket] = field(default_factory=socket.socketpair)
    """Something is written to the first when an answer is there, or the gate closes; the thread hears it."""


class UnlockGate:
    """`service.ports.Gate` over a socket. It holds the key of the record, and which meeting a knock lets into."""

    def __init__(
        self,
        where: Path,
        key: DatabaseKey,
        meeting_id: str,
        *,
        uid_of: PeerUid = peer_uid,
        request_s: float = REQUEST_S,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._where, self._key, self._meeting_id = where, key, meeting_id
        self._uid_of = uid_of
        self._request_s, self._patience_s = request_s, patience_s
        self._lock = FileLock(where.with_suffix(".lock"))
        self._guard = threading.Lock()
        self._telling = threading.Lock()
        self._callers: list[_Caller] = []
        self._listener: socket.socket | None = None
        self._bell = socket.socketpair()
        self._thread = threading.Thread(target=self._accept, name="unlock", daemon=True)
        self._knocked: Knocked = lambda _: None
        self._over = False

    def open(self, knocked: Knocked) -> bool:
        """Listen, and tell `knocked` (on threads of the gate's) who waits, whenever that changes.

        False when another console of this home listens already, or no socket can be made here: then windows ask for
        the passphrase.
        """
        try:
            if not self._lock.acquire():
                return False
            if self._bell[0].fileno() < 0:  # it was tried before, and could not be
                self._bell = socket.socketpair()
            self._where.unlink(missing_ok=True)
            listener = self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            listener.bind(os.fspath(self._where))
            self._where.chmod(0o600)
            listener.listen(MOST_KNOCKS)
        except (OSError, StoreError):
            self._release()
            return False
        self._knocked = knocked
        self._thread.start()
        return True

    def answer(self, knock_id: str, *, let_in: bool) -> None:
        """Somebody pressed it. A knock that has gone meanwhile is passed over."""
        with self._guard:
            for caller in self._callers:
                if caller.knock is not None and caller.knock.id == knock_id and caller.answer is None:
                    caller.answer = Answer.GRANTED if let_in else Answer.DENIED
                    _ring(caller.bell)

    def close(self) -> None:
        """Listen no more; whoever waits is told by the end of the line."""
        self._over = True
        _ring(self._bell)
        with self._guard:
            callers = list(self._callers)
        for caller in callers:
            _ring(caller.bell)
        if self._thread.is_alive():
            self._thread.join(LEAVE_S)
        self._release()

    def _release(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        for each in self._bell:
            each.close()
        if self._lock.held():
            with suppress(OSError):
                self._where.unlink(missing_ok=True)
            self._lock.release()

    # --- on threads --------------------------------------------------------------------------------------------------

    def _accept(self) -> None:
        listener = self._listener
        while listener is not None:
            if self._bell[1] in select.select([listener, self._bell[1]], [], [])[0]:
                return
            with suppress(OSError):  # it left before it was let in
                self._let_knock(listener.accept()[0])

    def _let_knock(self, peer: socket.socket) -> None:
        """Whoever is not this user hears nothing at all."""
        with self._guard:
            if self._uid_of(peer) != os.getuid() or len(self._callers) >= MOST_KNOCKS:
                peer.close()
                return
            caller = _Caller(peer)
            self._callers.append(caller)
        threading.Thread(target=self._attend, args=(caller,), name="knock", daemon=True).start()

    def _attend(self, caller: _Caller) -> None:
        try:
            window = self._asked(caller.peer)
            if window is not None:
                caller.knock = Knock(secrets.token_hex(8), window)
                caller.peer.sendall(line(answer=Answer.HEARD.value))
                self._tell()
                self._reply(caller)
        except OSError:  # it died meanwhile
            pass
        finally:
            with self._guard:
                self._callers.remove(caller)
            for each in (caller.peer, *caller.bell):
                each.close()
            if caller.knock is not None:
                self._tell()

    def _asked(self, peer: socket.socket) -> str | None:
        """Which window asks; None for garbage, for too much, for too slow."""
        alarm = threading.Timer(self._request_s, lambda: _hang_up(peer))
        alarm.start()
        try:
            raw = b""
            while b"\n" not in raw:
                got = peer.recv(MOST_BYTES)
                if not got or len(raw) > MOST_BYTES:
                    return None
                raw += got
        finally:
            alarm.cancel()
        told = understood(raw.partition(b"\n")[0])
        window = None if told is None else told.get("window")
        return window if isinstance(window, str) and window in WINDOWS else None

    def _reply(self, caller: _Caller) -> None:
        """Wait for the answer, as long as the other end is there."""
        ready = select.select([caller.peer, caller.bell[1]], [], [], self._patience_s)[0]
        if self._over or caller.peer in ready:  # it said more than it may, or it is gone
            return
        with self._guard:  # whoever presses it after this finds that nobody waits any more
            answer = caller.answer = caller.answer or Answer.LATE
        caller.peer.settimeout(self._request_s)
        if answer is Answer.GRANTED:
            caller.peer.sendall(line(answer=answer.value, key=self._key.raw.hex(), meeting=self._meeting_id))
        else:
            caller.peer.sendall(line(answer=answer.value))

    def _tell(self) -> None:
        with self._telling:  # what is told last is what stands
            with self._guard:
                waiting = tuple(c.knock for c in self._callers if c.knock is not None and c.answer is None)
            if not self._over:
                self._knocked(waiting)


def _ring(bell: tuple[socket.socket, socket.socket]) -> None:
    with suppress(OSError):
        bell[0].send(b"!")


def _hang_up(peer: socket.socket) -> None:
    with suppress(OSError):
        peer.shutdown(socket.SHUT_RDWR)
