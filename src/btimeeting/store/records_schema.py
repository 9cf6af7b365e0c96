"""The tables of records.db, as steps that are never edited after a release.

One table per kind of value: the columns that are asked for, and the value itself as JSON in `body`. Beside them the
versions of every value, the access log and the search index.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from btimeeting.store.database import script
from btimeeting.store.driver import Connection
from btimeeting.store.migrations import History

HISTORY = History()

_META = """body TEXT NOT NULL, created_at TEXT NOT NULL, changed_at TEXT NOT NULL, revision INTEGER NOT NULL"""
_MEETING = "meeting_id TEXT NOT NULL REFERENCES meetings(id)"
_CASE = "case_id TEXT NOT NULL REFERENCES cases(id)"

_VALUES_0001 = f"""
CREATE TABLE children(id TEXT NOT NULL PRIMARY KEY, sort_key TEXT NOT NULL, {_META}) STRICT;

CREATE TABLE cases(
  id TEXT NOT NULL PRIMARY KEY, child_id TEXT REFERENCES children(id), number_key TEXT NOT NULL,
  sort_key TEXT NOT NULL, {_META}) STRICT;
CREATE INDEX cases_of_child ON cases(child_id);
CREATE INDEX cases_by_number ON cases(number_key);

CREATE TABLE meetings(
  id TEXT NOT NULL PRIMARY KEY, {_CASE}, state TEXT NOT NULL, starts TEXT, {_META}) STRICT;
CREATE INDEX meetings_of_case ON meetings(case_id);

CREATE TABLE participants(id TEXT NOT NULL PRIMARY KEY, {_MEETING}, position INTEGER NOT NULL, {_META}) STRICT;
CREATE INDEX participants_of_meeting ON participants(meeting_id, position);

CREATE TABLE consents(id TEXT NOT NULL PRIMARY KEY, {_CASE}, valid_until TEXT, {_META}) STRICT;
CREATE INDEX consents_of_case ON consents(case_id);

CREATE TABLE prepared(id TEXT NOT NULL PRIMARY KEY, {_MEETING}, {_META}) STRICT;
CREATE INDEX prepared_of_meeting ON prepared(meeting_id);

CREATE TABLE notes(
  id TEXT NOT NULL PRIMARY KEY, {_MEETING}, phase TEXT NOT NULL, speaker TEXT NOT NULL, field TEXT NOT NULL,
  copy_no INTEGER NOT NULL, {_META}, UNIQUE(meeting_id, phase, speaker, field, copy_no)) STRICT;

CREATE TABLE tried(id TEXT NOT NULL PRIMARY KEY, {_MEETING}, {_META}) STRICT;
CREATE INDEX tried_of_meeting ON tried(meeting_id);

CREATE TABLE offers(id TEXT NOT NULL PRIMARY KEY, {_MEETING}, {_META}) STRICT;
CREATE INDEX offers_of_meeting ON offers(meeting_id);

CREATE TABLE tiltak(
  id TEXT NOT NULL PRIMARY KEY, {_CASE}, {_MEETING}, state TEXT NOT NULL, review_on TEXT, {_META}) STRICT;
CREATE INDEX tiltak_of_case ON tiltak(case_id);
CREATE INDEX tiltak_of_meeting ON tiltak(meeting_id);

CREATE TABLE stafettholdar(id TEXT NOT NULL PRIMARY KEY, {_CASE}, {_MEETING}, {_META}) STRICT;
CREATE INDEX stafettholdar_of_case ON stafettholdar(case_id);
CREATE INDEX stafettholdar_of_meeting ON stafettholdar(meeting_id);

CREATE TABLE entries(id TEXT NOT NULL PRIMARY KEY, {_CASE}, {_MEETING}, {_META}) STRICT;
CREATE INDEX entries_of_case ON entries(case_id);
CREATE INDEX entries_of_meeting ON entries(meeting_id);

CREATE TABLE decisions(id TEXT NOT NULL PRIMARY KEY, {_MEETING}, {_META}) STRICT;
CREATE INDEX decisions_of_meeting ON decisions(meeting_id);

CREATE TABLE next_meetings(id TEXT NOT NULL PRIMARY KEY, {_MEETING}, on_day TEXT, {_META}) STRICT;
CREATE INDEX next_meetings_of_meeting ON next_meetings(meeting_id);
CREATE INDEX next_meetings_by_day ON next_meetings(on_day) WHERE on_day IS NOT NULL;

CREATE TABLE answers(
  id TEXT NOT NULL PRIMARY KEY, {_MEETING}, question TEXT NOT NULL, voice INTEGER NOT NULL, {_META}) STRICT;
CREATE INDEX answers_of_meeting ON answers(meeting_id, question, voice);

CREATE TABLE documents(
  id TEXT NOT NULL, version INTEGER NOT NULL, {_CASE}, {_MEETING}, kind TEXT NOT NULL, language TEXT NOT NULL,
  made_at TEXT NOT NULL, approved_at TEXT, body TEXT NOT NULL, created_at TEXT NOT NULL,
  PRIMARY KEY(id, version)) STRICT;
CREATE INDEX documents_of_case ON documents(case_id, made_at, version);
CREATE INDEX documents_of_meeting ON documents(meeting_id, made_at, version);
"""

# A row in `erasing` lives inside one transaction only: it opens the guards below for one value.
_LAWS_0001 = """
CREATE TABLE versions(
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL,
  at TEXT NOT NULL, reason TEXT NOT NULL, UNIQUE(kind, id, revision)) STRICT;

CREATE TABLE erasing(kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY(kind, id)) STRICT;

CREATE TABLE access_log(
  n INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, user TEXT NOT NULL, action TEXT NOT NULL,
  kind TEXT NOT NULL, object_id TEXT NOT NULL) STRICT;
CREATE INDEX access_log_of_object ON access_log(object_id);
CREATE TRIGGER access_log_kept BEFORE DELETE ON access_log
BEGIN SELECT RAISE(ABORT, 'the access log is kept'); END;
CREATE TRIGGER access_log_true BEFORE UPDATE ON access_log
BEGIN SELECT RAISE(ABORT, 'the access log is not rewritten'); END;
"""

_GUARDS_0001 = """
CREATE TRIGGER documents_kept BEFORE DELETE ON documents
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE kind = 'document' AND id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'documents are only erased'); END;
CREATE TRIGGER documents_true BEFORE UPDATE ON documents
BEGIN SELECT RAISE(ABORT, 'documents are never changed'); END;
CREATE TRIGGER versions_kept BEFORE DELETE ON versions
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE kind = OLD.kind AND id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'versions are only erased'); END;
CREATE TRIGGER versions_true BEFORE UPDATE ON versions
BEGIN SELECT RAISE(ABORT, 'versions are never changed'); END;
"""

# The text lies in a table of its own, so that the index can take back exactly what it was given: with FTS5's own
# secure-delete and the connection's secure_delete nothing of an erased word stays in the file. Every word asked for is
# the beginning of one: indexed by 4 and 5 letters too, the commonest take 1 ms among 100,000 notes, not 10 to 80.
_SEARCH_0001 = """
CREATE TABLE search_text(
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, meeting_id TEXT, case_id TEXT, text TEXT NOT NULL,
  UNIQUE(kind, id)) STRICT;
CREATE VIRTUAL TABLE search_words USING fts5(
  text, content='search_text', content_rowid='n', prefix='2 3 4 5', tokenize='unicode61 remove_diacritics 0');
INSERT INTO search_words(search_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER search_text_in AFTER INSERT ON search_text
BEGIN INSERT INTO search_words(rowid, text) VALUES (NEW.n, NEW.text); END;
CREATE TRIGGER search_text_out AFTER DELETE ON search_text
BEGIN INSERT INTO search_words(search_words, rowid, text) VALUES ('delete', OLD.n, OLD.text); END;
CREATE TRIGGER search_text_on AFTER UPDATE OF text ON search_text
BEGIN
  INSERT INTO search_words(search_words, rowid, text) VALUES ('delete', OLD.n, OLD.text);
  INSERT INTO search_words(rowid, text) VALUES (NEW.n, NEW.text);
END;
"""


@HISTORY.step("0001 the record")
def _the_record(conn: Connection) -> None:
    for part in (_VALUES_0001, _LAWS_0001, _GUARDS_0001, _SEARCH_0001):
        script(conn, part)


# `case_id` groups what was looked at by case, also when the value itself is erased; `reason` is a code, never content.
_LOOKS_0002 = """
ALTER TABLE access_log ADD COLUMN case_id TEXT;
ALTER TABLE access_log ADD COLUMN reason TEXT NOT NULL DEFAULT '';
CREATE INDEX access_log_of_case ON access_log(case_id, n) WHERE case_id IS NOT NULL;
CREATE TABLE search_made(by INTEGER NOT NULL) STRICT;
"""
_CASE_OF_LOOK = """
UPDATE access_log SET case_id = CASE
  WHEN kind = 'case' THEN object_id
  WHEN kind = 'meeting' THEN (SELECT case_id FROM meetings m WHERE m.id = object_id)
  WHEN kind = 'child' THEN (SELECT c.id FROM cases c WHERE c.child_id = object_id ORDER BY c.rowid DESC LIMIT 1)
  ELSE (SELECT case_id FROM documents d WHERE d.id = object_id LIMIT 1) END
"""


@HISTORY.step("0002 looks by case, the index made anew")
def _looks_by_case(conn: Connection) -> None:
    script(conn, _LOOKS_0002)
    with _guards_down(conn, "access_log"):
        conn.execute(_CASE_OF_LOOK)


# Why somebody erased or locked is a sentence without names (the door sees to it); erased cases are known by id alone.
_ENDS_0003 = """
CREATE TABLE archived(
  document_id TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL, reference TEXT NOT NULL,
  PRIMARY KEY(document_id, version)) STRICT;
CREATE TABLE erasures(
  n INTEGER PRIMARY KEY, case_id TEXT NOT NULL, at TEXT NOT NULL, user TEXT NOT NULL, why TEXT NOT NULL,
  meetings INTEGER NOT NULL, documents INTEGER NOT NULL, unarchived INTEGER NOT NULL, clean_at TEXT) STRICT;
CREATE INDEX erasures_unclean ON erasures(n) WHERE clean_at IS NULL;
CREATE TRIGGER erasures_kept BEFORE DELETE ON erasures
BEGIN SELECT RAISE(ABORT, 'what was erased is remembered'); END;
CREATE TRIGGER erasures_true BEFORE UPDATE ON erasures WHEN OLD.clean_at IS NOT NULL OR NEW.case_id <> OLD.case_id
  OR NEW.at <> OLD.at OR NEW.user <> OLD.user OR NEW.why <> OLD.why
BEGIN SELECT RAISE(ABORT, 'what was erased is remembered as it was'); END;
CREATE TABLE locks(
  n INTEGER PRIMARY KEY, case_id TEXT NOT NULL REFERENCES cases(id), at TEXT NOT NULL, user TEXT NOT NULL,
  why TEXT NOT NULL, until_at TEXT, until_user TEXT, until_why TEXT) STRICT;
CREATE INDEX locks_of_case ON locks(case_id);
CREATE UNIQUE INDEX locks_that_hold ON locks(case_id) WHERE until_at IS NULL;
"""


@HISTORY.step("0003 archived, erased, locked")
def _how_cases_end(conn: Connection) -> None:
    script(conn, _ENDS_0003)


_LEVELS_0004 = f"""
CREATE TABLE level_moves(
  id TEXT NOT NULL PRIMARY KEY, {_CASE}, level TEXT NOT NULL, closed INTEGER NOT NULL, {_META}) STRICT;
CREATE INDEX level_moves_of_case ON level_moves(case_id);
CREATE TRIGGER level_moves_kept BEFORE DELETE ON level_moves
WHEN NOT EXISTS (SELECT 1 FROM erasing WHERE kind = 'level_move' AND id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a move between levels is kept'); END;
CREATE TRIGGER level_moves_true BEFORE UPDATE ON level_moves
BEGIN SELECT RAISE(ABORT, 'a move between levels is never changed'); END;
CREATE INDEX tiltak_by_day ON tiltak(review_on) WHERE review_on IS NOT NULL;
"""  # noqa: S608 - names of ours


@HISTORY.step("0004 levels, and the stafettlogg between meetings")
def _levels(conn: Connection) -> None:
    for table in ("stafettholdar", "entries"):
        _without_a_meeting(conn, table)
    script(conn, _LEVELS_0004)


def _without_a_meeting(conn: Connection, table: str) -> None:
    """Let a value of this table do without a meeting: SQLite takes NOT NULL away only by making the table anew."""
    script(
        conn,
        f"""
CREATE TABLE new_{table}(
  id TEXT NOT NULL PRIMARY KEY, {_CASE}, meeting_id TEXT REFERENCES meetings(id), {_META}) STRICT;
INSERT INTO new_{table} SELECT id, case_id, meeting_id, body, created_at, changed_at, revision
FROM {table} ORDER BY rowid;
DROP TABLE {table};
ALTER TABLE new_{table} RENAME TO {table};
CREATE INDEX {table}_of_case ON {table}(case_id);
CREATE INDEX {table}_of_meeting ON {table}(meeting_id);
""",  # noqa: S608 - names of ours
    )


# What lists and look-ups of a home with very many children go through.
_PAGES_0005 = """
CREATE INDEX children_by_name ON children(sort_key);
CREATE INDEX cases_nameless ON cases(sort_key) WHERE child_id IS NULL;
CREATE INDEX cases_by_count ON cases(CAST(number_key AS INTEGER)) WHERE number_key NOT GLOB '*[^0-9]*';
CREATE INDEX meetings_by_state ON meetings(state, coalesce(starts, created_at));
CREATE INDEX tiltak_open_by_day ON tiltak(review_on) WHERE state NOT IN ('done', 'stopped');
DROP INDEX tiltak_by_day;
"""


@HISTORY.step("0005 pages")
def _pages(conn: Connection) -> None:
    script(conn, _PAGES_0005)


_RAW_0006 = """
CREATE INDEX notes_raw ON notes(meeting_id) WHERE field IN ('note', 'question', 'answer', 'view', 'row');
"""


@HISTORY.step("0006 raw notes")
def _raw_notes(conn: Connection) -> None:
    script(conn, _RAW_0006)


@HISTORY.step("0007 consents valid from a day")
def _valid_from(_: Connection) -> None:
    """Nothing moves: what lies there reads as it did. An older program would not know the field, and says so."""


# The words of the index, as the index itself tells them: nothing of its own lies in the file. And a page of the index
# as long as FTS5 makes it would not fit in one of SQLCipher's, where 80 bytes are the seal's: it would be read as two.
_TERMS_0008 = """
CREATE VIRTUAL TABLE search_terms USING fts5vocab(search_words, 'instance');
INSERT INTO search_words(search_words, rank) VALUES ('pgsz', 3960);
"""


@HISTORY.step("0008 the words of the index")
def _terms(conn: Connection) -> None:
    script(conn, _TERMS_0008)


# One number, of no case: the highest there was when a case was erased. It stands on paper somewhere, and is not given
# again. Numbers of cases that are there are read from these.
_NUMBERS_0009 = """
CREATE TABLE numbers(one INTEGER PRIMARY KEY CHECK (one = 1), highest INTEGER NOT NULL) STRICT;
CREATE TRIGGER numbers_kept BEFORE DELETE ON numbers
BEGIN SELECT RAISE(ABORT, 'a number is never given again'); END;
CREATE TRIGGER numbers_true BEFORE UPDATE ON numbers WHEN NEW.highest < OLD.highest
BEGIN SELECT RAISE(ABORT, 'a number is never given again'); END;
"""


@HISTORY.step("0009 numbers that were given")
def _numbers(conn: Connection) -> None:
    script(conn, _NUMBERS_0009)


_BETWEEN_0010 = f"""
CREATE TABLE new_tiltak(
  id TEXT NOT NULL PRIMARY KEY, {_CASE}, meeting_id TEXT REFERENCES meetings(id), state TEXT NOT NULL, review_on TEXT,
  {_META}) STRICT;
INSERT INTO new_tiltak SELECT id, case_id, meeting_id, state, review_on, body, created_at, changed_at, revision
FROM tiltak ORDER BY rowid;
DROP TABLE tiltak;
ALTER TABLE new_tiltak RENAME TO tiltak;
CREATE INDEX tiltak_of_case ON tiltak(case_id);
CREATE INDEX tiltak_of_meeting ON tiltak(meeting_id);
CREATE INDEX tiltak_open_by_day ON tiltak(review_on) WHERE state NOT IN ('done', 'stopped');
"""  # noqa: S608 - names of ours


@HISTORY.step("0010 tiltak between meetings")
def _tiltak_between(conn: Connection) -> None:
    script(conn, _BETWEEN_0010)


@HISTORY.step("0011 a no to consent")
def _refusals(_: Connection) -> None:
    """Nothing moves: what lies there reads as it did. An older program would not know the field, and says so."""


# Each word of each child's name, so that a text without names is read for them by look-ups: `sort_key` holds letters,
# digits and single spaces, and is split by those alone.
_SPLIT = """json_each('["' || replace({row}.sort_key, ' ', '","') || '"]') j WHERE j.value <> ''"""
_NAME_WORDS_0012 = f"""
CREATE TABLE name_words(word TEXT NOT NULL, child_id TEXT NOT NULL, PRIMARY KEY(word, child_id)) STRICT;
CREATE INDEX name_words_of_child ON name_words(child_id);
INSERT INTO name_words(word, child_id) SELECT DISTINCT j.value, k.id FROM children k, {_SPLIT.format(row="k")};
CREATE TRIGGER name_words_in AFTER INSERT ON children
BEGIN INSERT INTO name_words(word, child_id) SELECT DISTINCT j.value, NEW.id FROM {_SPLIT.format(row="NEW")}; END;
CREATE TRIGGER name_words_out AFTER DELETE ON children
BEGIN DELETE FROM name_words WHERE child_id = OLD.id; END;
CREATE TRIGGER name_words_on AFTER UPDATE OF sort_key ON children WHEN OLD.sort_key <> NEW.sort_key
BEGIN
  DELETE FROM name_words WHERE child_id = OLD.id;
  INSERT INTO name_words(word, child_id) SELECT DISTINCT j.value, NEW.id FROM {_SPLIT.format(row="NEW")};
END;
"""  # noqa: S608 - names of ours


@HISTORY.step("0012 the words of names")
def _name_words(conn: Connection) -> None:
    script(conn, _NAME_WORDS_0012)


@contextmanager
def _guards_down(conn: Connection, *tables: str) -> Iterator[None]:
    marks = ", ".join("?" * len(tables))
    ask = f"SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ({marks})"  # noqa: S608 - marks
    guards = conn.execute(ask, tables).fetchall()
    for name, _ in guards:
        conn.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in guards:
        conn.execute(sql)
