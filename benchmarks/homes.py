"""Homes to measure in: a prepared child's record with a meeting, or the whole invented meeting of the demo."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Final

from benchmarks.meetings import AT, MEETING
from btimeeting import i18n
from btimeeting.cli.demo import demo_home, invented_house, load_script, play
from btimeeting.domain.moment import Moment
from btimeeting.domain.record import Case, Child, MeetingInfo, Note, NoteField
from btimeeting.store.home import Home
from btimeeting.store.records import RecordsStore
from btimeeting.store.secret import DatabaseKey

NOW: Final = Moment(at=AT)
WORDS: Final = "Me prøver leksehjelp to dagar i veka fram til neste møte, og ser då om det har hjelpt. "


def prepared_record(path: Path, key: DatabaseKey) -> None:
    """A record with an invented child and one meeting about it, nothing written yet."""
    child = Child(id="child-1", name="Ola Døme", unit="Prøveskulen")
    case = Case(id="case-1", number="14", child_id=child.id)
    with RecordsStore.open(path, key, NOW) as records:
        records.save_all([child, case, MeetingInfo(id=MEETING, case_id=case.id)], NOW)


def note(speaker: str, text: str) -> Note:
    """What somebody's pad says now."""
    field = NoteField.SUMMARY
    return Note(id=f"note-{speaker}", meeting_id=MEETING, phase="describe", speaker=speaker, field=field, text=text)


def played_home(path: Path) -> tuple[Home, str]:
    """A demo home in which the invented meeting was held and written down in nynorsk; returns the meeting's id, too."""
    i18n.use("nn")
    home = demo_home(path)
    with redirect_stdout(StringIO()), invented_house(home, AT) as house:
        return home, play(house, load_script("nn"), AT).id
