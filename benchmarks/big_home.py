"""A home with very many children, made quickly: the store writes the first of them, SQLite copies those.

What the store writes a value at a time, durably, into tables that can be searched at every moment, goes in here in one
transaction and is indexed at the end: nothing has to outlive a power cut, and nobody looks until it is done. A test
holds that the rows are those the store writes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from benchmarks.homes import NOW
from benchmarks.meetings import AT
from btimeeting.documents.profile_files import DEFAULT_ID
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
from btimeeting.store import records_rows as values
from btimeeting.store.database import close, open_encrypted
from btimeeting.store.driver import Connection
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey

A_BLOCK: Final = 500
"""So many children are written by the store; the others are copies of them, a block at a time."""
ENTRIES: Final = 10
TODAY: Final = AT.date()
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
_COPIED = (*(kind.table for kind in values.KINDS), "versions", "search_text")


def build(path: Path, key: DatabaseKey, blocks: int, a_block: int = A_BLOCK) -> None:
    """Fill a new record with so many blocks of children."""
    RecordsStore.open(path, key, NOW).close()  # a new record has its tables
    with _in_haste(path, key) as conn:
        for value in block(a_block):
            values.put(conn, value, value.model_dump_json(), AT)
        written = {table: conn.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] for table in _COPIED}  # noqa: S608 - ours
        for number in range(1, blocks):
            for table, last in written.items():
                if last is not None:
                    conn.execute(_copy(conn, table), {"last": last, "first": tail(0), "tail": tail(number)})


@contextmanager
def _in_haste(path: Path, key: DatabaseKey) -> Iterator[Connection]:
    """Open it without what makes single writes safe and quick to find; all of that is there again afterwards."""
    conn = open_encrypted(path, key)
    for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -400000", "journal_mode = OFF"):
        conn.execute(f"PRAGMA {pragma}").fetchall()
    ours = "type = 'index' AND sql IS NOT NULL OR name = 'search_text_in'"
    dropped = conn.execute(f"SELECT type, name, sql FROM sqlite_schema WHERE {ours}").fetchall()  # noqa: S608 - ours
    conn.execute("BEGIN IMMEDIATE")
    for kind, name, _ in dropped:
        conn.execute(f"DROP {kind} {name}")
    yield conn
    for _, _, sql in dropped:
        conn.execute(sql)
    conn.execute("INSERT INTO search_words(search_words) VALUES ('rebuild')")  # as search_rebuild would leave it
    conn.execute("COMMIT")
    conn.execute("PRAGMA journal_mode = WAL").fetchall()
    close(conn)


def _copy(conn: Connection, table: str) -> str:
    """The statement that copies the first block's rows: another end to each id and number, all else as it is."""
    columns = [
        (name, kind) for _, name, kind, *_ in conn.execute(f"PRAGMA table_info({table})").fetchall() if name != "n"
    ]
    news = ", ".join(f"replace({name}, :first, :tail)" if kind == "TEXT" else name for name, kind in columns)
    names = ", ".join(name for name, _ in columns)
    return f"INSERT INTO {table}({names}) SELECT {news} FROM {table} WHERE rowid <= :last ORDER BY rowid"  # noqa: S608 - ours


# --- what lies in it


def tail(number: int) -> str:
    """What every id and number in a block ends with; nothing else in it looks so."""
    return f"9{number:05}"


def _id(kind: str, number: int) -> str:
    """An id of sixteen characters that follow no order, as the program's own; the same ones in every run."""
    return f"{kind}{number * 0x9E3779B97F4A7C15 >> 8 & 0xFFFFFFFFF:09x}"


def case_id(nth: int, blocks: int, a_block: int = A_BLOCK) -> str:
    """The id of some case, another one for each number and far from the one before."""
    return f"{_id('c', nth % a_block)}{tail(nth * 7919 % blocks)}"


def block(children: int) -> Iterator[Stored]:
    """Every value about so many children, those that others refer to first; the same ones in every run.

    The entries come as time goes by: all children's first ones, then all their second ones.
    """
    chance = random.Random(2026)  # noqa: S311 - no secret: the same words in every run
    names = [f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(children)]
    days = [TODAY - timedelta(days=chance.randrange(1000)) for _ in range(children)]
    for nth, (name, day) in enumerate(zip(names, days, strict=True)):
        yield from _about(nth, name, day, chance)
    for number in range(children * ENTRIES):
        nth = number % children
        rare = f" {RARE}" if number % 2000 == 0 else ""
        yield StafettloggEntry(
            id=_first("e", number),
            case_id=_first("c", nth),
            kind=EntryKind.MEETING,
            on=days[nth],
            text=f"{chance.choice(SAID)}. {names[nth]} {number}{tail(0)}{rare}",
            author=chance.choice(LAST),
        )


def _first(kind: str, number: int) -> str:
    return f"{_id(kind, number)}{tail(0)}"


def _about(nth: int, name: str, day: date, chance: random.Random) -> Iterator[Stored]:
    child, case, meeting = (_first(kind, nth) for kind in "kcm")
    giver = Giver(name=f"Mor {chance.choice(LAST)}", relation="mor")
    review = day + timedelta(days=chance.randrange(1200))
    yield Child(id=child, name=name, born=date(2010 + nth % 10, 1 + nth % 12, 1), unit=f"Skule {nth % 60}")
    yield Case(id=case, number=f"{nth + 1}{tail(0)}", child_id=child)
    yield MeetingInfo(id=meeting, case_id=case, held_on=day, state=MeetingState.APPROVED)
    yield Consent(id=_first("s", nth), case_id=case, services=("PPT",), givers=(giver,), given_on=day)
    yield Tiltak(
        id=_first("t", nth),
        case_id=case,
        meeting_id=meeting,
        text=chance.choice(SAID),
        start_on=day,
        review_on=review,
    )
    yield Stafettholdar(
        id=_first("b", nth), case_id=case, meeting_id=meeting, service="PPT", acceptance=Acceptance.ACCEPTED
    )
    yield LevelMove(
        id=_first("l", nth),
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
