"""`btimeeting keys …`: who can open the record, and how nobody gets locked out. No secret is ever an argument."""

from __future__ import annotations

import secrets
import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from btimeeting.cli.outcomes import DONE, FAILED
from btimeeting.cli.same_home import command
from btimeeting.i18n import tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from btimeeting.store.home import Home
    from btimeeting.store.keys import KeyFile
    from btimeeting.store.recovery_code import RecoveryCode
    from btimeeting.store.secret import DatabaseKey

DATE_WIDTH = 11
"""Cells of the longest day («12 Nov 2026»)."""
TRIES = 3
"""How often something may be typed wrong before the command ends."""
FEWEST = 2
"""Keys that always stay; told before anybody is asked for a passphrase (`store.keys.remove` holds the rule)."""


class NewPassphraseNeeded(Exception):
    """A new passphrase is to be made, and nobody can be asked for it. Carries the option that gives it in a file."""

    def __init__(self, option: str) -> None:
        super().__init__()
        self.option = option


def add_parser(subparsers: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `keys`."""
    text = tr("who can open the record: passphrases and the recovery code")
    parser = subparsers.add_parser("keys", parents=[common], help=text, description=text)
    actions = parser.add_subparsers(dest="action", metavar=tr("COMMAND"), required=True)
    new_ = actions.add_parser("new", parents=[common], help=tr("make a home folder and its first passphrase"))
    _hint(new_)
    new_.set_defaults(func=new)
    actions.add_parser("list", parents=[common], help=tr("the keys there are")).set_defaults(func=list_slots)
    adding = actions.add_parser("add", parents=[common], help=tr("add another passphrase"))
    adding.add_argument(
        "--new-passphrase-file", type=Path, metavar=tr("FILE"), help=tr("read the new passphrase from the first line")
    )
    _hint(adding)
    _code(adding)
    adding.set_defaults(func=add)
    recovering = actions.add_parser("recovery", parents=[common], help=tr("make a recovery code to print"))
    _hint(recovering)
    _code(recovering)
    recovering.set_defaults(func=recovery)
    removing = actions.add_parser("remove", parents=[common], help=tr("take a key away"))
    removing.add_argument("id", metavar=tr("ID"), help=tr("the beginning of its id, as `keys list` shows it"))
    _code(removing)
    removing.set_defaults(func=remove)
    checking = actions.add_parser("check", parents=[common], help=tr("try whether a passphrase or code opens"))
    _code(checking)
    checking.set_defaults(func=check)


def _hint(parser: ArgumentParser) -> None:
    parser.add_argument("--hint", metavar=tr("WORD"), default="", help=tr("a neutral word to know it by, never a name"))


def _code(parser: ArgumentParser) -> None:
    parser.add_argument("--code", action="store_true", help=tr("open with the recovery code (typed, or from stdin)"))


def new(args: Namespace) -> int:
    """Make a real home: folder, key, first passphrase. What is there already is never overwritten."""
    from btimeeting.cli.wiring import settings_of  # noqa: PLC0415 - heavy
    from btimeeting.store import home as homes  # noqa: PLC0415 - heavy
    from btimeeting.store import keys  # noqa: PLC0415 - heavy
    from btimeeting.store.errors import KeysTaken  # noqa: PLC0415 - with the store

    path = settings_of(args).home
    there = (path / "home.json").exists()
    if there and (home := homes.open_home(path)).keys.exists():
        raise KeysTaken(home.keys)
    passphrase = ask_new_passphrase(getattr(args, "passphrase_file", None), "--passphrase-file")
    if passphrase is None:
        return FAILED
    home = homes.open_home(path) if there else homes.create(path, demo=False)
    keys.create(home, passphrase, hint=args.hint, on=_today(args))
    sys.stdout.write(tr("The home folder is ready: {path}", path=path) + "\n")
    _tell(tr("A forgotten passphrase cannot be found again by anybody."))
    making = command("keys", "recovery")
    _tell(tr("Make a recovery code now, print it and lock it away: {command}", command=making))
    return DONE


def list_slots(args: Namespace) -> int:
    """Id, kind, day and hint of every key; no passphrase is needed to see them."""
    from btimeeting.i18n.dates import short_date  # noqa: PLC0415 - with the others
    from btimeeting.store import keys  # noqa: PLC0415 - heavy

    home = _home(args)
    found = keys.read(home)
    kinds = {"argon2id": tr("passphrase"), "recovery": tr("recovery code")}
    width = max(len(kind) for kind in kinds.values())
    for slot in found.slots:
        made = short_date(date.fromisoformat(slot.made_on)) if slot.made_on is not None else "–"
        sys.stdout.write(f"{slot.id}  {kinds[slot.kind]:<{width}}  {made:<{DATE_WIDTH}}  {slot.hint}".rstrip() + "\n")
    _tell_if_unready(home, found)
    return DONE


def add(args: Namespace) -> int:
    """Add a passphrase beside those there are."""
    from btimeeting.store import keys  # noqa: PLC0415 - heavy

    home = _home(args)
    key = open_key(home, args)
    passphrase = ask_new_passphrase(args.new_passphrase_file, "--new-passphrase-file")
    if passphrase is None:
        return FAILED
    slot_id = keys.add_passphrase(home, key, passphrase, hint=args.hint, on=_today(args))
    sys.stdout.write(tr("The new passphrase opens the record. Its id: {id}", id=slot_id) + "\n")
    return DONE


def recovery(args: Namespace) -> int:
    """Add a recovery code, print it this once, and have a line of it typed back where somebody can."""
    from btimeeting.store import keys  # noqa: PLC0415 - heavy

    home = _home(args)
    key = open_key(home, args)
    slot_id, code = keys.add_recovery(home, key, hint=args.hint, on=_today(args))
    _tell(tr("The recovery code opens the record when every passphrase is forgotten. It is shown only this once."))
    sys.stdout.write(code.text + "\n")
    sys.stdout.flush()
    _tell(tr("Write it on paper or print it. Keep it locked away, not in this room and not on this machine."))
    if sys.stdin.isatty() and not _typed_back(code):
        _tell(
            tr(
                "That was not it. If the paper is not right, make another code, then remove this one: {command}",
                command=command("keys", "remove", slot_id),
            )
        )
        return FAILED
    _tell(tr("Its id: {id}. Clear the screen when the paper is safe.", id=slot_id))
    return DONE


def remove(args: Namespace) -> int:
    """Take a key away, once another one that stays has been shown to open."""
    from btimeeting.store import keys  # noqa: PLC0415 - heavy
    from btimeeting.store.errors import LastSlots, NoSuchSlot  # noqa: PLC0415 - with the store

    home = _home(args)
    found = keys.read(home)
    gone = [slot for slot in found.slots if slot.id.startswith(args.id)]
    if len(gone) != 1:
        raise NoSuchSlot(args.id)
    staying = found.model_copy(update={"slots": tuple(slot for slot in found.slots if slot not in gone)})
    if len(staying.slots) < FEWEST:
        raise LastSlots("any")
    if home.demo_passphrase is not None:
        keys.unlock(staying, home.demo_passphrase)
    else:
        _open(staying, args)
    keys.remove(home, gone[0].id)
    sys.stdout.write(tr("Removed. It no longer opens the record on this machine.") + "\n")
    _tell(tr("Older backups are still opened by it, if their keys.json is kept with them."))
    return DONE


def check(args: Namespace) -> int:
    """Try whether a passphrase (or the recovery code) opens; nothing is changed."""
    from btimeeting.store import keys  # noqa: PLC0415 - heavy

    home = _home(args)
    open_key(home, args)
    text = tr("The recovery code is right.") if args.code else tr("The passphrase is right.")
    if home.demo and not args.code:
        text = tr("This is a demo: it opens without a question.")
    sys.stdout.write(text + "\n")
    _tell_if_unready(home, keys.read(home))
    return DONE


def open_key(home: Home, args: Namespace) -> DatabaseKey:
    """The record's key: a demo's without a question, another's by its passphrase, or by the code with --code.

    Raises the store's errors for a wrong or mistyped one, PassphraseNeeded where nobody can be asked.
    """
    from btimeeting.store import keys  # noqa: PLC0415 - heavy

    if home.demo and not args.code:
        return keys.unlock_demo(home)
    return _open(keys.read(home), args)


def _open(found: KeyFile, args: Namespace) -> DatabaseKey:
    from btimeeting.cli.wiring import ask_passphrase  # noqa: PLC0415 - heavy
    from btimeeting.store import keys  # noqa: PLC0415 - heavy

    if args.code:
        return keys.unlock_with_code(found, _read_code())
    if not found.passphrase_slots:
        return keys.unlock(found, "")  # says which kind of key is missing
    return keys.unlock(found, ask_passphrase(getattr(args, "passphrase_file", None)))


def ask_new_passphrase(file: Path | None, option: str) -> str | None:
    """A new passphrase: the first line of `file`, else typed unseen, twice. None when the two never were alike.

    Raises PassphraseTooShort before it is asked for again or anything is made; NewPassphraseNeeded where there is
    nobody to ask, with the `option` that gives it in a file.
    """
    import getpass  # noqa: PLC0415 - only when somebody is asked

    from btimeeting.cli.wiring import ask_passphrase  # noqa: PLC0415 - heavy
    from btimeeting.store.errors import PassphraseTooShort  # noqa: PLC0415 - with the store
    from btimeeting.store.slots import MINIMUM_PASSPHRASE, normalised  # noqa: PLC0415 - heavy

    if file is not None:
        told = ask_passphrase(file)
        if len(normalised(told)) < MINIMUM_PASSPHRASE:
            raise PassphraseTooShort(MINIMUM_PASSPHRASE)
        return told
    if not sys.stdin.isatty():
        raise NewPassphraseNeeded(option)
    _tell(tr("Four ordinary words make a good passphrase. Nothing is shown while you type."))
    for _ in range(TRIES):
        first = getpass.getpass(tr("New passphrase: "))
        if len(normalised(first)) < MINIMUM_PASSPHRASE:
            raise PassphraseTooShort(MINIMUM_PASSPHRASE)
        if normalised(getpass.getpass(tr("The same once more: "))) == normalised(first):
            return first
        _tell(tr("The two were not alike. Nothing was changed."))
    return None


def _typed_back(code: RecoveryCode) -> bool:
    """Ask for one line of the code, chosen at random, as it stands on the paper."""
    number = secrets.randbelow(len(code.lines))
    for _ in range(TRIES):
        sys.stderr.write(tr("Type line {number} from the paper: ", number=number + 1))
        sys.stderr.flush()
        typed = sys.stdin.readline()
        if _is_line(code, number, typed):
            return True
        if not typed:
            return False
        _tell(tr("That is not what stands in line {number}. Compare it with the screen above.", number=number + 1))
    return False


def _is_line(code: RecoveryCode, number: int, typed: str) -> bool:
    """Whether the code is still the same code with its line `number` (from 0) as it was typed."""
    from btimeeting.store.errors import RecoveryCodeMistyped  # noqa: PLC0415 - with the store
    from btimeeting.store.recovery_code import decode  # noqa: PLC0415 - with the store

    lines = [*code.lines[:number], typed.strip(), *code.lines[number + 1 :]]
    try:
        return decode("\n".join(lines)) == decode(code.text)
    except RecoveryCodeMistyped:
        return False


def _read_code() -> str:
    """The recovery code as it is typed, in four lines or all at once; an empty line or the end of input ends it."""
    from btimeeting.store.recovery_code import LINES, SECRET_BYTES, encode  # noqa: PLC0415 - with the store

    whole = _length(encode(bytes(SECRET_BYTES)).text)
    if sys.stdin.isatty():
        _tell(tr("Type the recovery code, the four lines as they are printed:"))
    lines: list[str] = []
    while len(lines) < LINES and _length("".join(lines)) < whole and (line := sys.stdin.readline().strip()):
        lines.append(line)
    return "\n".join(lines)


def _length(text: str) -> int:
    return sum(map(str.isalnum, text))


def _today(args: Namespace) -> date:
    """The day here: it stands beside a key for as long as that opens."""
    from btimeeting.cli.wiring import settings_of  # noqa: PLC0415 - heavy
    from btimeeting.service.system_clock import SystemClock  # noqa: PLC0415 - brings the domain

    return SystemClock(settings_of(args).time_zone).today()


def _home(args: Namespace) -> Home:
    from btimeeting.cli.wiring import settings_of  # noqa: PLC0415 - heavy
    from btimeeting.store.home import open_home  # noqa: PLC0415 - heavy

    return open_home(settings_of(args).home)


def _tell(sentence: str) -> None:
    from btimeeting.cli.narration import say  # noqa: PLC0415 - a neighbour

    say(sys.stderr, sentence)


def _tell_if_unready(home: Home, found: KeyFile) -> None:
    from btimeeting.store import keys  # noqa: PLC0415 - heavy

    if not home.demo and not keys.ready_for_real_meeting(found):
        making = command("keys", "recovery")
        _tell(tr("Before the first real meeting there must be a recovery code: {command}", command=making))
