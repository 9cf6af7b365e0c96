"""How a value becomes a row and a row a value: one entry for every kind the record stores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from pydantic import BaseModel, ValidationError

from btimeeting.domain.consent import Consent
from btimeeting.domain.record import (
    Case,
    Child,
    DecisionRecord,
    Document,
    EvaluationAnswer,
    LevelMove,
    MeetingInfo,
    NextMeeting,
    Note,
    Offer,
    Participant,
    Prepared,
    Stafettholdar,
    StafettloggEntry,
    Stored,
    Tiltak,
    Tried,
)
from btimeeting.service.ports import Conflict, NotFound
from btimeeting.store import records_words as words
from btimeeting.store import search
from btimeeting.store.driver import Connection, IntegrityError
from btimeeting.store.errors import Damage, StoreDamaged
from btimeeting.store.letters import same_spelling, sort_key
from btimeeting.store.records_errors import NotStorable

V = TypeVar("V", bound=BaseModel)
Cell = str | int | None
PARENTS = {"child_id": ("child", "children"), "case_id": ("case", "cases"), "meeting_id": ("meeting", "meetings")}


@dataclass(frozen=True, slots=True)
class Kind(Generic[V]):
    """One kind of stored value: what it is called, where it lies, what it is asked for by."""

    name: str
    table: str
    model: type[V]
    keys: Mapping[str, Callable[[Any], Any]]
    words: Callable[[Any], tuple[str, ...]] = field(default=lambda _: ())
    """What a search finds it by. Changed for a kind that has values already: raise `search_rebuild.MADE_BY`."""
    history: bool = True
    """Whether every saved revision is kept as a version."""


def _same(*names: str) -> dict[str, Callable[[Any], Any]]:
    return {name: attrgetter(name) for name in names}


def _starts(info: MeetingInfo) -> str | None:
    """When the meeting is or was, so that the texts sort as the meetings do; a day when only that is known."""
    planned, held = info.planned_start, info.held_on
    if held is not None and (planned is None or planned.date() != held):
        return held.isoformat()
    return None if planned is None else planned.isoformat()


KINDS: tuple[Kind[Any], ...] = (
    # In this order they are written: what others refer to comes first.
    Kind("child", "children", Child, {"sort_key": lambda c: sort_key(c.name)}, words.child),
    Kind(
        "case",
        "cases",
        Case,
        {
            "child_id": attrgetter("child_id"),
            "number_key": lambda c: same_spelling(c.number),
            "sort_key": lambda c: sort_key(c.number),
        },
        words.case,
    ),
    Kind("meeting", "meetings", MeetingInfo, {**_same("case_id", "state"), "starts": _starts}, words.meeting),
    Kind(
        "participant",
        "participants",
        Participant,
        {"meeting_id": attrgetter("meeting_id"), "position": attrgetter("order")},
        words.participant,
    ),
    Kind("consent", "consents", Consent, _same("case_id", "valid_until"), words.consent),
    Kind("prepared", "prepared", Prepared, _same("meeting_id"), words.prepared),
    Kind(
        "note",
        "notes",
        Note,
        _same("meeting_id", "phase", "speaker", "field", "copy_no"),
        words.note,
        history=False,  # a draft is overwritten as one types; notes.freeze keeps versions
    ),
    Kind("tried", "tried", Tried, _same("meeting_id"), words.tried),
    Kind("offer", "offers", Offer, _same("meeting_id"), words.offer),
    Kind(
        "tiltak",
        "tiltak",
        Tiltak,
        _same("case_id", "meeting_id", "state", "review_on"),
        words.tiltak,
    ),
    Kind("stafettholdar", "stafettholdar", Stafettholdar, _same("case_id", "meeting_id"), words.stafettholdar),
    Kind("entry", "entries", StafettloggEntry, _same("case_id", "meeting_id"), words.entry),
    Kind("decision", "decisions", DecisionRecord, _same("meeting_id"), words.decision),
    Kind(
        "next_meeting",
        "next_meetings",
        NextMeeting,
        {"meeting_id": attrgetter("meeting_id"), "on_day": attrgetter("on")},
        words.next_meeting,
    ),
    Kind("answer", "answers", EvaluationAnswer, _same("meeting_id", "question", "voice")),
    Kind(
        "document",
        "documents",
        Document,
        _same("version", "case_id", "meeting_id", "kind", "language", "made_at", "approved_at"),
        words.document,
        history=False,  # each row is a version already
    ),
    Kind("level_move", "level_moves", LevelMove, _same("case_id", "level", "closed"), words.level_move),
)
BY_NAME: Mapping[str, Kind[Any]] = {kind.name: kind for kind in KINDS}
_BY_MODEL: Mapping[type[BaseModel], Kind[Any]] = {kind.model: kind for kind in KINDS}
RANK: Mapping[type[BaseModel], int] = {kind.model: rank for rank, kind in enumerate(KINDS)}


def kind_of(model: type[V]) -> Kind[V]:
    """Return the entry of a model."""
    return cast("Kind[V]", _BY_MODEL[model])


def dump(value: Stored) -> str:
    """Return a value as the JSON that is stored. Raises `NotStorable` for one that would not come back."""
    kind = kind_of(type(value))
    try:
        # A value made by model_copy was never checked; what is refused here is refused before anything is written.
        body = value.model_dump_json(warnings="error")
        kind.model.model_validate_json(body)
    except ValidationError as error:
        fields = tuple(".".join(map(str, each["loc"])) for each in error.errors(include_input=False))
        raise NotStorable(kind.name, fields) from None
    except ValueError:  # a lone half of a surrogate pair, or a value of another type than its field's
        raise NotStorable(kind.name, ()) from None
    return body


def load(kind: Kind[V], body: str, path: Path) -> V:
    """Return the value a row holds. Raises `StoreDamaged`, without the words that could not be read."""
    try:
        return kind.model.model_validate_json(body)
    except ValueError:
        raise StoreDamaged(path, Damage.UNREADABLE) from None


def utc(at: datetime) -> str:
    """Return an instant as text that sorts as the instants do."""
    return at.astimezone(UTC).isoformat()


def cell(value: Any) -> Cell:
    """Return a field as a column holds it."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return utc(value)
    if isinstance(value, date):
        return value.isoformat()
    return cast("Cell", value)


def put(conn: Connection, value: Stored, body: str, at: datetime, reason: str = "", *, version: bool = True) -> None:
    """Insert or replace one value by its id, inside the caller's transaction; the same value again changes nothing.

    Without `version` none is kept of it: `freeze` keeps one when what is typed has come to an end.
    Raises `NotFound` when the child, case or meeting it belongs to is not there, `Conflict` when a move
    between levels would become another.
    """
    kind = kind_of(type(value))
    keys = {name: cell(get(value)) for name, get in kind.keys.items()}
    now = utc(at)
    try:
        saved = conn.execute(_upsert(kind.name), (value.id, *keys.values(), body, now, now)).fetchall()
    except IntegrityError:
        raise_orphan(conn, keys)
        if kind.name == "level_move":  # its guard: what has happened is never rewritten
            raise Conflict from None
        raise
    if not saved:
        return
    if kind.history and version:
        conn.execute(
            "INSERT INTO versions(kind, id, revision, body, at, reason) VALUES (?, ?, ?, ?, ?, ?)",
            (kind.name, value.id, saved[0][0], body, now, reason),
        )
    index(conn, value)


def freeze(conn: Connection, model: type[Stored], meeting_id: str, at: datetime) -> None:
    """Keep a version of a meeting's values of one kind as they stand; one that is kept already stays as it is."""
    kind = kind_of(model)
    mine = f"SELECT ?, id, revision, body, ?, '' FROM {kind.table} WHERE meeting_id = ?"  # noqa: S608 - a table of ours
    keep = f"INSERT INTO versions(kind, id, revision, body, at, reason) {mine} ON CONFLICT DO NOTHING"
    conn.execute(keep, (kind.name, utc(at), meeting_id))


@cache
def _upsert(name: str) -> str:
    kind = BY_NAME[name]
    columns = ("id", *kind.keys, "body", "created_at", "changed_at")
    news = ", ".join(f"{column} = excluded.{column}" for column in (*kind.keys, "body", "changed_at"))
    return (
        f"INSERT INTO {kind.table}({', '.join(columns)}, revision) VALUES ({', '.join('?' * len(columns))}, 1)"  # noqa: S608 - names of ours
        f" ON CONFLICT(id) DO UPDATE SET {news}, revision = revision + 1"
        f" WHERE {kind.table}.body <> excluded.body RETURNING revision"
    )


def raise_orphan(conn: Connection, keys: Mapping[str, Cell]) -> None:
    """Raise `NotFound` for the first child, case or meeting that `keys` names and that is not there."""
    for column, (name, table) in PARENTS.items():
        wanted = keys.get(column)
        there = f"SELECT 1 FROM {table} WHERE id = ?"  # noqa: S608 - a table of ours
        if wanted is not None and not conn.execute(there, (wanted,)).fetchall():
            raise NotFound(name, str(wanted))


def index(conn: Connection, value: Stored) -> None:
    """Let a search find the value by the words it has now."""
    kind = kind_of(type(value))
    search.index(conn, entry_of(kind, value), kind.words(value))


def entry_of(kind: Kind[Any], value: Any) -> search.Entry:
    """Return where the index points: a case and a meeting are themselves what they belong to."""
    meeting_id = value.id if kind.name == "meeting" else getattr(value, "meeting_id", None)
    case_id = value.id if kind.name == "case" else getattr(value, "case_id", None)
    return search.Entry(kind.name, value.id, meeting_id, case_id)


def originals(conn: Connection, found: Mapping[str, list[str]]) -> dict[tuple[str, str], str]:
    """Return (kind, id) → the text as people wrote it; one query a kind."""
    texts: dict[tuple[str, str], str] = {}
    for name, ids in found.items():
        kind = BY_NAME[name]
        newest = "ORDER BY version" if name == "document" else ""  # the last one read is the newest
        ask = f"SELECT id, body FROM {kind.table} WHERE id IN ({', '.join('?' * len(ids))}) {newest}"  # noqa: S608 - names of ours
        for value_id, body in conn.execute(ask, ids).fetchall():
            texts[name, value_id] = "\n".join(text for text in kind.words(load(kind, body, conn.path)) if text)
    return texts
