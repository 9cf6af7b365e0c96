"""Windows that die, and windows that write at once: what was acknowledged is there, and the file is sound."""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Callable
from typing import IO

import pytest

from btimeeting.domain.record import Note, NoteField, Tiltak
from btimeeting.store.database import integrity
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey
from tests.store.record_values import CASE, CHILD, MEETING, NOTE, TILTAK, changed, moment, opened

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
KILLS = 30


def _forked(body: Callable[[IO[str]], None]) -> tuple[int, IO[str]]:
    """Run `body` in a child made before any database is open; return its process id and what it writes."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, os.fdopen(reading, encoding="utf-8")
    try:
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as out:
            body(out)
        os._exit(0)
    except BaseException:  # noqa: BLE001 - nothing of the test runner may go on in the child
        os._exit(1)


def _check_index(store: RecordsStore) -> None:
    store._conn.execute("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")


def _write_until_killed(home: Home, key: DatabaseKey, out: IO[str]) -> None:
    with opened(home, key) as store:
        done = {note.speaker: int(note.text.split()[1]) for note in store.meeting("meeting-1").notes}
        turn = 0
        while True:
            speaker = f"t{turn % 3}"
            n = done[speaker] = done.get(speaker, 0) + 1
            note = changed(NOTE, id=f"note-{speaker}", speaker=speaker, text=f"ord {n} " + "x" * 900)
            there = n - 1
            saved = store.save_note(note, there, moment(n))
            ready = changed(TILTAK, id=f"tiltak-{speaker}", text=f"tiltak {n}")
            store.save_all([ready, changed(CHILD, unit=f"unit {n}")], moment(n))
            out.write(json.dumps([speaker, n, saved.conflict]) + "\n")
            out.flush()
            if turn % 5 == 0:
                store.freeze_notes("meeting-1", moment(n))
            turn += 1


def test_nothing_acknowledged_is_lost_however_often_a_window_is_killed(home: Home, key: DatabaseKey) -> None:
    with opened(home, key) as store:
        store.save_all([CHILD, CASE, MEETING], moment())
    chance = random.Random(4)  # noqa: S311 - when to kill
    acknowledged: dict[str, int] = {}
    for _ in range(KILLS):
        child, told = _forked(lambda out: _write_until_killed(home, key, out))
        with told:
            for _ in range(chance.randint(1, 12)):
                line = told.readline()
                assert line, "the child ended by itself"
                speaker, n, conflict = json.loads(line)
                assert not conflict
                acknowledged[speaker] = n
            os.kill(child, signal.SIGKILL)
            for line in told:
                if line.endswith("\n"):
                    speaker, n, _conflict = json.loads(line)
                    acknowledged[speaker] = n
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        with opened(home, key) as store:
            for speaker, n in acknowledged.items():
                assert int(store.get(Note, f"note-{speaker}").text.split()[1]) >= n
                assert int(store.get(Tiltak, f"tiltak-{speaker}").text.split()[1]) >= n
                assert store.history(Tiltak, f"tiltak-{speaker}")[-1].value == store.get(Tiltak, f"tiltak-{speaker}")
            assert {hit.kind for hit in store.search("tiltak")} == {"tiltak"}
    with opened(home, key) as store:
        assert len(store.meeting("meeting-1").notes) == 3
        assert integrity(store._conn) == ()
        _check_index(store)


def _type(home: Home, key: DatabaseKey, who: str, rounds: int) -> None:
    with opened(home, key) as store:
        note = changed(NOTE, id=f"note-{who}", field=NoteField.SUMMARY, text=f"{who} 0")
        saved = store.save_note(note, 0, moment())
        for n in range(1, rounds):
            saved = store.save_note(changed(saved.note, text=f"{who} {n}"), saved.revision, moment(n))


def test_two_processes_typing_in_one_field_lose_no_word(home: Home, key: DatabaseKey) -> None:
    with opened(home, key) as store:
        store.save_all([CHILD, CASE, MEETING], moment())
    children = [_forked(lambda _, who=who: _type(home, key, who, 40)) for who in ("ein", "to", "tre")]  # type: ignore[misc]
    for child, told in children:
        told.close()
        assert os.waitpid(child, 0)[1] == 0
    with opened(home, key) as store:
        notes = store.meeting("meeting-1").notes
        assert sorted(note.text for note in notes) == ["ein 39", "to 39", "tre 39"]
        assert sorted(note.copy_no for note in notes) == [0, 1, 2]
        assert {hit.id for hit in store.search("39")} == {note.id for note in notes}
        assert integrity(store._conn) == ()
        _check_index(store)
