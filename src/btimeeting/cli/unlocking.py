"""The key for a window beside the console: by one Enter there, else by the passphrase."""

from __future__ import annotations

import getpass
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from btimeeting.cli.narration import say
from btimeeting.i18n import N_, tr

if TYPE_CHECKING:
    from btimeeting.cli.wiring import House
    from btimeeting.store.secret import DatabaseKey
    from btimeeting.store.unlock import Answer, Granted, Knocking

RUNTIME = ("XDG_RUNTIME_DIR", "TMPDIR")
"""Where a user's own folder for sockets stands, on Linux and on macOS; the store checks whose it is."""
TRIES = 3
"""How often a passphrase may be mistyped."""
KNOCKS = 30
BETWEEN_KNOCKS_S = 0.1
WORDS = {
    "denied": N_("The leader's window said no."),
    "late": N_("Nobody pressed Enter in the leader's window."),
    "gone": N_("The leader's window is gone."),
}


class StaysLocked(Exception):
    """Nobody let the window in, and nobody wrote a passphrase."""


def socket_of(house: House) -> Path | None:
    """Where this home's console listens; None where there can be no such socket."""
    from btimeeting.store.unlock import address  # noqa: PLC0415 - with the store

    named = next((os.environ[name] for name in RUNTIME if os.environ.get(name)), None)
    return address(house.home, None if named is None else Path(named))


def key_for(house: House, window: str) -> tuple[DatabaseKey, str | None]:
    """The key, and the one meeting it was given for (None: by passphrase, or a demo's). Raises StaysLocked.

    Asked for on a quiet terminal, before the screens come. Raises what reading and unlocking the keys raise.
    """
    from btimeeting.store import keys  # noqa: PLC0415 - heavy

    if not house.home.demo and house.passphrase_file is None:
        granted = _knocked(house, window)
        if granted is not None and keys.read(house.home).fits(granted.key):
            return granted.key, granted.meeting_id
    key = unlock_or_not(house)
    if key is None:
        raise StaysLocked
    return key, None


def _knocked(house: House, window: str) -> Granted | None:
    """Knock, and wait until it is answered or somebody presses Enter here to write the passphrase instead.

    A console that has only just come opens its door when its clock is seen, so it is knocked at for a while.
    """
    from btimeeting.store.unlock import NobodyThere  # noqa: PLC0415 - likewise

    where = socket_of(house)
    if where is None:
        return None
    for _ in range(KNOCKS):
        try:
            return _answered(where, window)
        except NobodyThere:
            if not house.led():
                return None
            select.select([], [], [], BETWEEN_KNOCKS_S)
    return None


def _answered(where: Path, window: str) -> Granted | None:
    """What the console that listens there says. Raises NobodyThere."""
    from btimeeting.store.unlock import Granted, Knocking  # noqa: PLC0415 - with the store

    with Knocking(where, window) as knocking, _unseen():
        say(sys.stderr, tr("Press Enter in the leader's window: it lets this one in."))
        say(sys.stderr, tr("(Enter here: write the passphrase instead.)"))
        answer = _waited(knocking)
    if isinstance(answer, Granted):
        return answer
    if answer is not None:
        say(sys.stderr, tr(WORDS[answer.value]))
    return None


@contextmanager
def _unseen() -> Iterator[None]:
    """No key is shown: somebody may begin to write the passphrase at once."""
    import termios  # noqa: PLC0415 - there is none where there are no such sockets

    try:
        before = termios.tcgetattr(sys.stdin)
    except termios.error:  # no terminal
        yield
        return
    quiet = [*before]
    quiet[3] &= ~termios.ECHO
    termios.tcsetattr(sys.stdin, termios.TCSADRAIN, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def _waited(knocking: Knocking) -> Granted | Answer | None:
    """The answer; None when somebody pressed Enter here."""
    from btimeeting.store.unlock import Answer  # noqa: PLC0415 - with the store

    while True:
        ready = select.select([knocking, sys.stdin], [], [])[0]
        if sys.stdin in ready:
            sys.stdin.readline()
            return None
        answer = knocking.poll()
        if answer is not None and answer is not Answer.HEARD:
            return answer


def unlock_or_not(house: House) -> DatabaseKey | None:
    """The record's key, or None when nobody wrote a passphrase. Three tries. Raises WrongPassphrase."""
    from btimeeting.cli.outcomes import explain  # noqa: PLC0415 - a neighbour
    from btimeeting.store import keys  # noqa: PLC0415 - heavy
    from btimeeting.store.errors import WrongPassphrase  # noqa: PLC0415 - likewise

    if house.home.demo or house.passphrase_file is not None or house.given_key is not None:
        return house.key
    for left in range(TRIES - 1, -1, -1):
        typed = getpass.getpass(tr("Passphrase (Enter alone leaves the home locked): "))
        if not typed:
            return None
        try:
            return keys.unlock(keys.read(house.home), typed)
        except WrongPassphrase as failure:
            if not left:
                raise
            say(sys.stderr, explain(failure)[0])
    return None
