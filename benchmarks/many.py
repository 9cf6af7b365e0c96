"""A home with very many children: opening one record, what is due, search and lists, beside the same rows raw.

100,000 children with a case, a meeting and ten entries in the stafettlogg each, built by a generator: invented words,
always the same. `--quick` builds a handful, to see that it works.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count, islice
from pathlib import Path

from benchmarks.homes import NOW
from benchmarks.measure import Row, against, alone, timed
from benchmarks.meetings import AT
from benchmarks.storing import decrypted
from btimeeting.documents.profile_files import DEFAULT_ID, find
from btimeeting.documents.profile_reader import read
from btimeeting.domain.consent import Consent, Giver
from btimeeting.domain.levels import LevelMove, Outcome
from btimeeting.domain.record import (
    Acceptance,
    Case,
    Child,
    MeetingInfo,
    MeetingState,
    Stafettholdar,
    StafettloggEntry,
    Stored,
    Tiltak,
)
from btimeeting.domain.stafettlogg import EntryKind
from btimeeting.service.case_page import case_page
from btimeeting.store import records_rows as values
from btimeeting.store.database import write
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey, new_key

CHILDREN, ENTRIES = 100_000, 10
QUICK_CHILDREN = 120
A_TRANSACTION = 50_000
PAGE = 50
TODAY = AT.date()
FIRST = ("Nor", "Liv", "Ola", "Kari", "Åse", "Øyvind", "Per", "Ida", "Anne", "Leif", "Tiril", "Sondre")
LAST = ("Døme", "Prøve", "Eksempel", "Demo", "Liksom", "Oppdikt", "Tenkt", "Påhitt")
SAID = (
    "Leksehjelp to dagar i veka saman med ein vaksen som er trygg",
    "Rolegare morgon, frukost i barnehagen før dei andre kjem",
    "Lesevenn kvar fredag, og ei lita gruppe i friminutta",
    "Uroa har vorte mindre, føresette ser det same heime",
    "Språkleik i liten gruppe, pedagogen følgjer opp kvar dag",
    "Svømming på torsdagar, helsesjukepleiaren tek kontakt",
)
RARE = "kvikksølvgraut"
"""A word that a single entry in two thousand holds."""
HEAD = "SELECT c.body, k.body FROM cases c JOIN children k ON k.id = c.child_id WHERE c.id = ?"
TABLES = ("meetings", "consents", "tiltak", "stafettholdar", "entries", "level_moves", "documents")


def rows(folder: Path, *, quick: bool) -> list[Row]:
    """Open, due, search and a page of the list; and what memory does while the whole list goes by."""
    children = QUICK_CHILDREN if quick else CHILDREN
    key, path = new_key(), folder / "records.db"
    taken = build(path, key, children)
    plain = sqlite3.connect(decrypted(path, key, folder / "plain.db"))
    times = 5 if quick else 500
    with RecordsStore.open(path, key, NOW) as records:
        told = [
            _open(records, plain, children, times),
            _due(records, plain, times),
            *_searches(records, min(times, 200)),
            _page(records, plain, children, times),
            _flat(records),
        ]
    plain.close()
    size = path.stat().st_size / 1e6
    built = f"{children:,} children, {children * ENTRIES:,} entries in {taken:,.0f} s, {size:,.0f} MB"
    return [*told, Row("built by the generator", children, said=built)]


# --- the generator


def build(path: Path, key: DatabaseKey, children: int) -> float:
    """Fill a record; returns how many seconds it took."""
    begun = datetime.now()  # noqa: DTZ005 - how long, not when
    stored = _everything(children)
    with RecordsStore.open(path, key, NOW) as records:
        # For the building alone: nothing here has to outlive a power cut, and the indexes grow in memory.
        records._conn.execute("PRAGMA synchronous = OFF")
        records._conn.execute("PRAGMA cache_size = -300000")
        (trigger,) = records._conn.execute("SELECT sql FROM sqlite_schema WHERE name = 'search_text_in'").fetchone()
        records._conn.execute("DROP TRIGGER search_text_in")
        while some := list(islice(stored, A_TRANSACTION)):
            with write(records._conn) as conn:
                for value in some:
                    values.put(conn, value, value.model_dump_json(), AT)
        with write(records._conn) as conn:  # the index of all words at once, as search_rebuild would leave it
            conn.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")
            conn.execute(trigger)
    return (datetime.now() - begun).total_seconds()  # noqa: DTZ005 - likewise


def _everything(children: int) -> Iterator[Stored]:
    """Every value, those that others refer to first; the same ones in every run."""
    chance = random.Random(2026)  # noqa: S311 - no secret: the same words in every run
    numbers = count()
    for nth in range(children):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        day = TODAY - timedelta(days=chance.randrange(1000))
        yield Child(id=f"k{nth}", name=name, born=date(2010 + nth % 10, 1 + nth % 12, 1), unit=f"Skule {nth % 60}")
        yield Case(id=f"c{nth}", number=str(nth + 1), child_id=f"k{nth}")
        yield MeetingInfo(id=f"m{nth}", case_id=f"c{nth}", held_on=day, state=MeetingState.APPROVED)
        yield from _rest(nth, day, chance)
        for _ in range(ENTRIES):
            number = next(numbers)
            rare = f" {RARE}" if number % 2000 == 0 else ""
            text = f"{chance.choice(SAID)}. {name} {number}{rare}"
            yield StafettloggEntry(
                id=f"e{number}",
                case_id=f"c{nth}",
                kind=EntryKind.MEETING,
                on=day,
                text=text,
                author=chance.choice(LAST),
            )


def _rest(nth: int, day: date, chance: random.Random) -> Iterator[Stored]:
    case, meeting = f"c{nth}", f"m{nth}"
    giver = Giver(name=f"Mor {chance.choice(LAST)}", relation="mor")
    review = day + timedelta(days=chance.randrange(1200))
    yield Consent(id=f"s{nth}", case_id=case, services=("PPT",), givers=(giver,), given_on=day)
    yield Tiltak(
        id=f"t{nth}", case_id=case, meeting_id=meeting, text=chance.choice(SAID), start_on=day, review_on=review
    )
    yield Stafettholdar(id=f"b{nth}", case_id=case, meeting_id=meeting, service="PPT", acceptance=Acceptance.ACCEPTED)
    yield LevelMove(
        id=f"l{nth}",
        case_id=case,
        profile=DEFAULT_ID,
        option="enter-2",
        outcome=Outcome.STEP,
        to_step="n2-contact",
        level="2",
        on=day,
        by="Rita Demo",
        why="Oppdikta",
    )


# --- what is measured


def _cases(children: int) -> Iterator[str]:
    """Cases here and there, none twice in a row."""
    return (f"c{nth * 7919 % children}" for nth in count())


def _open(records: RecordsStore, plain: sqlite3.Connection, children: int, times: int) -> Row:
    profile = read(find(DEFAULT_ID, None))
    mine, theirs = _cases(children), _cases(children)

    def raw() -> None:
        case = next(theirs)
        plain.execute(HEAD, (case,)).fetchall()
        for table in TABLES:
            plain.execute(f"SELECT body FROM {table} WHERE case_id = ?", (case,)).fetchall()  # noqa: S608 - ours

    work = lambda: case_page(records, profile, next(mine), "Skulen", TODAY)  # noqa: E731 - one call
    samples, floor = against(work, raw, "sqlite3 reads the same rows of a plain copy", times)
    return timed("open a child's record: the page and its whole history", samples, floor, goal={"p95": 5})


def _due(records: RecordsStore, plain: sqlite3.Connection, times: int) -> Row:
    until = TODAY + timedelta(days=14)
    ask = (
        "SELECT c.body, v.body FROM tiltak v JOIN cases c ON c.id = v.case_id WHERE v.review_on <= ?"
        " AND v.state NOT IN ('done', 'stopped') ORDER BY v.review_on, v.rowid LIMIT 8"
    )
    raw = lambda: plain.execute(ask, (until.isoformat(),)).fetchall()  # noqa: E731 - one call
    samples, floor = against(lambda: records.tiltak_due(until, 8), raw, "sqlite3, the same rows", times)
    return timed("the eight follow-ups that have waited longest", samples, floor)


def _searches(records: RecordsStore, times: int) -> Iterator[Row]:
    for what, words in (
        ("search, a word in every sixth entry", "leksehjelp"),
        ("search, the beginning of a word", "lek"),
        ("search, a first and a last name", "tiril oppdikt"),
        ("search, a rare word", RARE),
        ("search, nothing holds it", "nosuchword"),
    ):
        yield timed(what, alone(partial(records.search, words), times), goal={"p95": 20})


def _page(records: RecordsStore, plain: sqlite3.Connection, children: int, times: int) -> Row:
    mine, theirs = _cases(children), _cases(children)
    ask = (
        "SELECT c.body, k.body FROM children k JOIN cases c ON c.child_id = k.id"
        " WHERE k.sort_key >= (SELECT sort_key FROM children WHERE id = ?)"
        " ORDER BY k.sort_key, k.rowid, c.sort_key, c.rowid LIMIT ?"
    )

    def raw() -> object:
        return plain.execute(ask, (next(theirs).replace("c", "k"), PAGE)).fetchall()

    samples, floor = against(lambda: records.cases_after(next(mine), PAGE), raw, "sqlite3, a page of names", times)
    return timed(f"a page of {PAGE} children, by name", samples, floor)


def _flat(records: RecordsStore) -> Row:
    """The whole list, a page at a time: how much more memory the process takes at the end than after the first page."""
    last = records.cases_after(None, PAGE)[-1].id
    before, seen = _resident_kib(), PAGE
    while page := records.cases_after(last, 500):
        last, seen = page[-1].id, seen + len(page)
    grown = max(0, _resident_kib() - before)
    met = grown <= 8 * 1024
    return Row("the whole list, page by page", seen, said=f"{grown:,} KiB more in memory", goal="≤ 8 MiB", met=met)


def _resident_kib() -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        import resource  # noqa: PLC0415 - where there is no /proc

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1])
