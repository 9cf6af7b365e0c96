"""What `doctor` looks at of the keys and the encrypted record; opened only in a demo or with a passphrase file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from btimeeting.cli.doctor_finding import Finding, Status, failed, whole
from btimeeting.cli.open_lines import quoted
from btimeeting.i18n import dates, tr

if TYPE_CHECKING:
    from datetime import date

    from btimeeting.service.ports import Clock
    from btimeeting.store.home import Home
    from btimeeting.store.keys import KeyFile
    from btimeeting.store.secret import DatabaseKey


def keys_and_record(home: Home, passphrase_file: Path | None, clock: Clock) -> Iterator[Finding]:
    """Keys, recovery code, encryption, and the record itself where it can be opened without a question."""
    from btimeeting.store import keys  # noqa: PLC0415 - heavy
    from btimeeting.store.errors import StoreError  # noqa: PLC0415 - with the store

    try:
        found = keys.read(home)
    except StoreError as error:
        yield failed("keys", error)
        return
    yield Finding("keys", Status.OK, tr("The keys can be read."))
    yield recovery(home, found)
    try:
        yield encrypted(home)
        key = key_of(home, found, passphrase_file)
        yield record(home, key)
        yield believed(home, key, clock)
    except (StoreError, OSError) as error:
        yield failed("record", error)


def recovery(home: Home, found: KeyFile) -> Finding:
    """Whether a forgotten passphrase would lose everything; a demo has nothing to lose."""
    from btimeeting.store import keys  # noqa: PLC0415 - heavy

    if home.demo:
        return Finding("recovery", Status.OK, tr("This is a demo: it opens without a question."))
    if keys.ready_for_real_meeting(found):
        return Finding("recovery", Status.OK, tr("There is a passphrase and a recovery code."))
    return Finding(
        "recovery",
        Status.WARN,
        tr("There is no recovery code: a forgotten passphrase would lose every record."),
        tr("Run: {command}", command=quoted("btimeeting", "keys", "recovery", "--home", str(home.path))),
    )


def encrypted(home: Home) -> Finding:
    """Whether records.db cannot be read without a key."""
    from btimeeting.store import database  # noqa: PLC0415 - heavy
    from btimeeting.store.errors import Damage, StoreDamaged, StoreError  # noqa: PLC0415 - with the store

    if not home.holds(home.records):
        return Finding("encrypted", Status.OK, tr("There is no record yet."))
    try:
        database.close(database.open_plain(home.records, read_only=True))
    except StoreError:
        return Finding("encrypted", Status.OK, tr("The record cannot be read without a key."))
    return failed("encrypted", StoreDamaged(home.records, Damage.NOT_ENCRYPTED))


def key_of(home: Home, found: KeyFile, passphrase_file: Path | None) -> DatabaseKey | None:
    """The record's key where no question has to be asked, else None."""
    from btimeeting.cli.wiring import ask_passphrase  # noqa: PLC0415 - heavy
    from btimeeting.store import keys  # noqa: PLC0415 - heavy

    if home.demo:
        return keys.unlock_demo(home)
    return None if passphrase_file is None else keys.unlock(found, ask_passphrase(passphrase_file))


def record(home: Home, key: DatabaseKey | None) -> Finding:
    """Whether the record is whole, as far as it may be opened."""
    from btimeeting.store import database  # noqa: PLC0415 - heavy
    from btimeeting.store.records_schema import HISTORY  # noqa: PLC0415 - likewise

    if key is None:
        return Finding(
            "record", Status.OK, tr("The record is locked and was not looked at. To look: --passphrase-file FILE")
        )
    if not home.holds(home.records):
        return Finding("record", Status.OK, tr("The record is empty; its key opens."))
    return whole("record", database.open_encrypted(home.records, key, read_only=True), HISTORY)


def believed(home: Home, key: DatabaseKey | None, clock: Clock) -> Finding:
    """Whether the machine's date can be believed: while it is doubted nothing deletes itself."""
    from btimeeting.domain.clock_doubt import SETTLED, doubt  # noqa: PLC0415 - heavy
    from btimeeting.store import access, database  # noqa: PLC0415 - likewise
    from btimeeting.store.errors import StoreDamaged  # noqa: PLC0415 - likewise

    if key is None or not home.holds(home.records):
        return Finding("date", Status.OK, tr("The machine's date was not compared with the record."))
    conn = database.open_encrypted(home.records, key, read_only=True)
    try:
        with database.read(conn):
            used = access.days(conn, SETTLED + 1)
    except StoreDamaged:  # `record` has told that
        return Finding("date", Status.OK, tr("The machine's date was not compared with the record."))
    finally:
        database.close(conn)
    last = doubt((*used, *_met(home, clock)), clock.today())
    today = dates.short_date(clock.today())
    if last is None:
        return Finding("date", Status.OK, tr("The machine's date is {date}, and can be believed.", date=today))
    return Finding(
        "date",
        Status.WARN,
        tr(
            "The machine says it is {date}; the home was last used {last}. Nothing deletes itself until it has been "
            "used on {n} days.",
            date=today,
            last=dates.short_date(last),
            n=SETTLED,
        ),
        tr("See whether the machine's date is right, and set it if it is not."),
    )


def _met(home: Home, clock: Clock) -> tuple[date, ...]:
    """The days a meeting was opened, as far as the journal can be read."""
    from btimeeting.cli.wiring import House  # noqa: PLC0415 - heavy
    from btimeeting.config import Settings  # noqa: PLC0415 - only here
    from btimeeting.store.errors import StoreError  # noqa: PLC0415 - with the store

    try:
        if not home.holds(home.journal):
            return ()
        with House(home, Settings(home=home.path), clock, read_only=True) as house:
            return tuple(line.opened_at.date() for line in house.journal.meetings())
    except StoreError:
        return ()  # told in its place
