"""A home with very many children: opening one record, what is due, search and lists, beside the same rows raw.

100,000 children with a case, a meeting and ten entries in the stafettlogg each (`big_home`): invented words, always the
same. `--quick` builds a handful, to see that it works.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter

from benchmarks.big_home import A_BLOCK, ENTRIES, RARE, TODAY, build, case_id
from benchmarks.homes import NOW
from benchmarks.measure import Row, against, alone, timed
from btimeeting.documents.profile_files import DEFAULT_ID, find
from btimeeting.documents.profile_reader import read
from btimeeting.service.case_page import case_page
from btimeeting.store.database import open_encrypted
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey, new_key

BLOCKS = 200
QUICK_BLOCKS, QUICK_BLOCK = 3, 40
PAGE = 50
Next = Callable[[], str]
HEAD = "SELECT c.body, k.body FROM cases c JOIN children k ON k.id = c.child_id WHERE c.id = ?"
TABLES = ("meetings", "consents", "tiltak", "stafettholdar", "entries", "level_moves", "documents")


def rows(folder: Path, *, quick: bool) -> list[Row]:
    """Open, due, search and a page of the list; and what memory does while the whole list goes by."""
    blocks, a_block = (QUICK_BLOCKS, QUICK_BLOCK) if quick else (BLOCKS, A_BLOCK)
    children = blocks * a_block
    key, path = new_key(), folder / "records.db"
    begun = perf_counter()
    build(path, key, blocks, a_block)
    taken = perf_counter() - begun
    size = path.stat().st_size / 1e6
    built = f"{children:,} children, {children * ENTRIES:,} entries in {taken:,.0f} s, {size:,.0f} MB"
    plain = _plain_copy(path, key, folder / "plain.db")
    times = 5 if quick else 500
    mine, theirs = (partial(next, _cases(blocks, a_block)) for _ in range(2))
    with RecordsStore.open(path, key, NOW) as records:
        told = [
            _open(records, plain, mine, theirs, times),
            _due(records, plain, times),
            *_searches(records, min(times, 200)),
            _names(records, min(times, 200)),
            _page(records, plain, mine, theirs, times),
            _flat(records),
        ]
    plain.close()
    return [*told, Row("built by the generator", children, said=built)]


def _cases(blocks: int, a_block: int) -> Iterator[str]:
    """Cases here and there, none twice in a row."""
    return (case_id(nth * 37, blocks, a_block) for nth in count())


def _plain_copy(path: Path, key: DatabaseKey, to: Path) -> sqlite3.Connection:
    """What the floors read, unencrypted: the same rows, in tables with the same indexes."""
    names = ("children", "cases", *TABLES)
    conn = open_encrypted(path, key)
    conn.execute("ATTACH DATABASE ? AS plain KEY ''", (str(to),))
    ask = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type = 'index', rowid"
    for kind, name, table, sql in conn.execute(ask).fetchall():
        if table not in names or kind == "trigger":
            continue
        conn.execute(re.sub(rf'^(CREATE (?:UNIQUE )?{kind.upper()}) "?{name}"?', rf"\1 plain.{name}", sql))
        if kind == "table":
            conn.execute(f"INSERT INTO plain.{name} SELECT * FROM main.{name} ORDER BY rowid")  # noqa: S608 - ours
    conn.close()
    return sqlite3.connect(to)


def _open(records: RecordsStore, plain: sqlite3.Connection, mine: Next, theirs: Next, times: int) -> Row:
    profile = read(find(DEFAULT_ID, None))

    def raw() -> None:
        case = theirs()
        plain.execute(HEAD, (case,)).fetchall()
        for table in TABLES:
            plain.execute(f"SELECT body FROM {table} WHERE case_id = ?", (case,)).fetchall()  # noqa: S608 - ours

    work = lambda: case_page(records, profile, mine(), "Skulen", TODAY, note_days=30)  # noqa: E731 - one call
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
        ("search, a first name and the beginning of a last one", "tiril op"),
        ("search, two words in every sixth entry, never in one", "leksehjelp svømming"),
        ("search, a rare word", RARE),
        ("search, nothing holds it", "nosuchword"),
    ):
        yield timed(what, alone(partial(records.search, words), times), goal={"p95": 20})


def _names(records: RecordsStore, times: int) -> Row:
    text = "Tiril er lei seg, og eit barn leikar aldri med dei andre"
    return timed("the names of children in a text about nobody named", alone(partial(records.names_in, text), times))


def _page(records: RecordsStore, plain: sqlite3.Connection, mine: Next, theirs: Next, times: int) -> Row:
    ask = (
        "SELECT c.body, k.body FROM children k JOIN cases c ON c.child_id = k.id"
        " WHERE k.sort_key >= (SELECT k.sort_key FROM children k, cases c WHERE k.id = c.child_id AND c.id = ?)"
        " ORDER BY k.sort_key, k.rowid, c.sort_key, c.rowid LIMIT ?"
    )

    def raw() -> object:
        return plain.execute(ask, (theirs(), PAGE)).fetchall()

    samples, floor = against(lambda: records.cases_after(mine(), PAGE), raw, "sqlite3, a page of names", times)
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
