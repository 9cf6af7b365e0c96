"""What `doctor` looks at in the home folder. Nothing is repaired, and no name is told."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from btimeeting.cli.doctor_finding import Finding, Status, failed, whole
from btimeeting.cli.outcomes import explain
from btimeeting.i18n import language, ntr, tr

if TYPE_CHECKING:
    from btimeeting.config import Settings
    from btimeeting.service.ports import Clock, Journal
    from btimeeting.store.home import Home

ENOUGH_MB, LEAST_MB = 500, 50
"""Free room on the disk: below the first it is time to make some, below the second a meeting may not fit."""
LEFT_RUNNING = timedelta(hours=3)
"""A meeting nobody has touched for so long was left open."""
EVERYBODYS = ("settings.toml", "agendas", "profiles")
"""What people write with their own editor and what holds nothing about a case; behind the folder's door it is safe."""
SHOWN = 8
"""Digits of a meeting's id that are shown."""


def look(args: Namespace) -> Iterator[Finding]:
    """Everything about the home these arguments name; what cannot be opened ends the list."""
    from btimeeting.cli.wiring import settings_of  # noqa: PLC0415 - heavy
    from btimeeting.config import ConfigError, Settings, home_folder  # noqa: PLC0415 - only here
    from btimeeting.store.errors import StoreError  # noqa: PLC0415 - with the store
    from btimeeting.store.home import open_home  # noqa: PLC0415 - heavy

    path = home_folder(os.environ, getattr(args, "home", None))
    settings = Settings(home=path)
    try:
        settings = settings_of(args)
        yield Finding("settings", Status.OK, tr("The settings can be read."))
    except ConfigError as error:
        yield Finding("settings", Status.BAD, explain(error)[0], tr("Mend that line, or delete it."))
    yield place(path)
    try:
        home = open_home(path, writing=False)
    except StoreError as error:
        yield failed("home", error)
        return
    yield Finding("home", Status.OK, tr("The home folder is {path}.", path=path))
    yield private(path)
    yield writable(path)
    yield space(shutil.disk_usage(path).free)
    yield from inside(home, settings, getattr(args, "passphrase_file", None))


def inside(home: Home, settings: Settings, passphrase_file: Path | None) -> Iterator[Finding]:
    """What lies in the home: keys, both databases, agendas."""
    from btimeeting.cli.doctor_records import keys_and_record  # noqa: PLC0415 - a neighbour
    from btimeeting.service.system_clock import SystemClock  # noqa: PLC0415 - brings the domain

    clock = SystemClock(settings.time_zone)
    yield from keys_and_record(home, passphrase_file, clock)
    yield from journal(home, clock)
    yield agendas(home)
    yield profile(home, settings.profile)


def place(path: Path) -> Finding:
    """Whether the home lies on this machine itself."""
    from btimeeting.store.errors import HomeOnNetworkShare  # noqa: PLC0415 - with the store
    from btimeeting.store.shares import share_kind  # noqa: PLC0415 - heavy

    kind = share_kind(path)
    if kind is not None:
        return failed("place", HomeOnNetworkShare(path, kind))
    return Finding("place", Status.OK, tr("The home folder lies on this machine, in no synced folder."))


def private(path: Path) -> Finding:
    """Whether nobody else on the machine can read the home."""
    if sys.platform == "win32":
        return Finding("private", Status.OK, tr("The user's own profile protects the home folder."))
    found = [path, *(each for each in sorted(path.rglob("*")) if each.relative_to(path).parts[0] not in EVERYBODYS)]
    shown = [each for each in found if _open_to_others(each)]
    if not shown:
        return Finding("private", Status.OK, tr("Only you can read the home folder."))
    status = Status.BAD if path in shown else Status.WARN
    names = ", ".join(str(each.relative_to(path.parent)) for each in shown[:3])
    return Finding(
        "private",
        status,
        ntr("Others on this machine may read {names}.", "Others on this machine may read {names} ({n} in all).",
            len(shown), names=names),
        tr("Run: {command}", command=f"chmod -R go-rwx '{path}'"),
    )  # fmt: skip


def _open_to_others(path: Path) -> bool:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:  # another window's, gone meanwhile
        return False
    return not stat.S_ISLNK(mode) and bool(stat.S_IMODE(mode) & 0o077)


def writable(path: Path) -> Finding:
    """Whether a real write succeeds; the trial file is gone afterwards."""
    from btimeeting.store.errors import StoreError  # noqa: PLC0415 - with the store
    from btimeeting.store.home import probe  # noqa: PLC0415 - heavy

    try:
        probe(path)
    except StoreError as error:
        return failed("writable", error)
    return Finding("writable", Status.OK, tr("The home folder takes writes."))


def space(free_bytes: int) -> Finding:
    """Whether there is room on the disk."""
    megabytes = free_bytes // 1_000_000
    if megabytes >= ENOUGH_MB:
        return Finding("space", Status.OK, tr("There is room on the disk ({mb} MB).", mb=megabytes))
    status = Status.BAD if megabytes < LEAST_MB else Status.WARN
    return Finding(
        "space",
        status,
        tr("Only {mb} MB are left on the disk.", mb=megabytes),
        tr("Make room before the next meeting."),
    )


def journal(home: Home, clock: Clock) -> Iterator[Finding]:
    """Whether journal.db is sound, every meeting's chain holds, and no meeting was left open."""
    from btimeeting.cli.wiring import House  # noqa: PLC0415 - heavy
    from btimeeting.config import Settings  # noqa: PLC0415 - only here
    from btimeeting.store import database  # noqa: PLC0415 - heavy
    from btimeeting.store.errors import StoreError  # noqa: PLC0415 - with the store
    from btimeeting.store.journal_schema import JOURNAL  # noqa: PLC0415 - likewise

    try:
        if not home.holds(home.journal):
            yield Finding("journal", Status.OK, tr("No meeting has been opened yet."))
            return
        yield whole("journal", database.open_plain(home.journal, read_only=True), JOURNAL)
        with House(home, Settings(home=home.path), clock, read_only=True) as house:
            yield chains(house.journal)
            yield left_open(house.journal, clock)
    except StoreError as error:
        yield failed("journal", error)


def chains(journal: Journal) -> Finding:
    """Whether every meeting's course is as it was written."""
    lines = journal.meetings()
    broken = [(line.id, verdict) for line in lines if not (verdict := journal.verify(line.id)).ok]
    if not broken:
        n = len(lines)
        return Finding(
            "chain", Status.OK, ntr("The course of {n} meeting holds.", "The course of {n} meetings holds.", n)
        )
    places = ", ".join(f"{meeting_id[:SHOWN]}:{verdict.broken_at}" for meeting_id, verdict in broken)
    return Finding(
        "chain",
        Status.BAD,
        tr("What the journal says of a meeting was changed afterwards (meeting:line {places}).", places=places),
        tr("Compare with the minutes, whose last line holds the journal's head, and with a backup."),
    )


def left_open(journal: Journal, clock: Clock) -> Finding:
    """Whether a meeting was left open: the services' names lie in the journal until it is closed."""
    now = clock.now().at
    running = [line.id for line in journal.meetings() if not line.closed]
    left = [each for each in running if now - journal.since(each)[-1].moment.at > LEFT_RUNNING]
    if left:
        return Finding(
            "open-meeting",
            Status.WARN,
            tr("A meeting was never closed: {ids}.", ids=", ".join(each[:SHOWN] for each in left)),
            tr("Take it to its end: until then the services' names stay in the journal."),
        )
    if running:
        return Finding("open-meeting", Status.OK, tr("A meeting is under way."))
    return Finding("open-meeting", Status.OK, tr("Every meeting has been closed."))


def agendas(home: Home) -> Finding:
    """Whether the house's own agendas can be read."""
    from btimeeting.documents.agenda_files import available  # noqa: PLC0415 - heavy
    from btimeeting.documents.agenda_reader import check  # noqa: PLC0415 - heavy

    own = [file.path for file in available(home.agendas) if file.own]
    if not own:
        return Finding("agendas", Status.OK, tr("You have no agendas of your own; those of the program are used."))
    wrong = [path for path in own if check(path)[1]]
    if not wrong:
        n = len(own)
        return Finding("agendas", Status.OK, ntr("{n} agenda of your own, fine.", "{n} agendas of your own, fine.", n))
    return Finding(
        "agendas",
        Status.WARN,
        tr("These agendas cannot be used as they are: {names}.", names=", ".join(path.name for path in wrong)),
        tr("Run: {command}", command=f"btimeeting agenda check '{wrong[0]}'"),
    )


def profile(home: Home, name: str) -> Finding:
    """Whether the municipality's levels can be read."""
    from btimeeting.documents.profile_files import NoSuchProfile, find, no_such  # noqa: PLC0415 - heavy
    from btimeeting.documents.profile_problems import sentence  # noqa: PLC0415 - likewise
    from btimeeting.documents.profile_reader import check  # noqa: PLC0415 - likewise

    mend = tr("Write another one in settings.toml: {example}", example='profile = "bti-mappe"')
    try:
        found, problems = check(find(name, home.profiles))
    except NoSuchProfile as missing:
        return Finding("profile", Status.WARN, no_such(missing), mend)
    if found is None:
        return Finding("profile", Status.WARN, "; ".join(map(sentence, problems)), mend)
    title = found.title.spoken(language())
    return Finding("profile", Status.OK, tr("The levels are those of «{title}».", title=title))
