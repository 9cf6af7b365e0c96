"""`record innsyn`: a draft the school reviews, then the answer, and nothing in it that was left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from btimeeting.cli.demo import demo_home
from btimeeting.cli.wiring import House
from btimeeting.config import Settings
from btimeeting.documents.innsyn import by_role
from btimeeting.documents.innsyn_draft import read_review
from btimeeting.domain.record import NoteField, PreparedKind
from btimeeting.service.system_clock import GivenClock
from btimeeting.store import home as homes
from tests.builders import START
from tests.cli.door import Door, door_with
from tests.store.record_values import CASE, CHILD, EVERYTHING, MEETING, MOTHER, NOTE, PREPARED, TILTAK, changed, moment

door = pytest.fixture(door_with("record"), name="door")
MORE = (
    changed(MOTHER, id="father", name="Pål Døme"),
    changed(NOTE, id="note-f", field=NoteField.VIEW, text="Mor er uroleg"),
    changed(NOTE, id="note-t", speaker="t1", text="Me bør spørja om Gunnvald i klassen"),
    changed(PREPARED, id="raised", kind=PreparedKind.NOT_TO_BE_RAISED, text="Ikkje om natta"),
    changed(PREPARED, id="draft", kind=PreparedKind.SERVICE_DRAFT, group="t1", text="Timar i skulegarden"),
    changed(MEETING, id="meeting-2", planned_start=None),
    changed(CASE, id="case-2", number="Sak 20"),
)


@pytest.fixture
def house(door: Door) -> Iterator[House]:
    demo_home(door.home)
    with House(homes.open_home(door.home), Settings(home=door.home), GivenClock(START)) as made:
        made.records.save_all([*EVERYTHING, *MORE], moment())
        made.records.save(changed(TILTAK, text="Leksehjelp tre dagar"), moment(2))
        yield made


def _boxes(draft: str) -> dict[str, str]:
    """Key → mark."""
    lines = [line for line in draft.splitlines() if line.startswith("- [")]
    return {line.split("`")[1].split("#")[0]: line[3] for line in lines}


def test_the_draft_holds_everything_and_points_at_what_a_person_should_decide(
    house: House, door: Door, tmp_path: Path
) -> None:
    to = tmp_path / "utkast.md"
    ran = door.run("record", "innsyn", "Sak 14", "--asked-by", "parent", "--to", str(to))
    assert ran.code == 0
    assert f"--reviewed {to} --home" in ran.err
    again = door.run("record", "innsyn", "Sak 14", "--asked-by", "parent", "--to", str(to))
    assert (again.code, "no review is lost" in again.err) == (1, True)
    assert to.stat().st_mode & 0o777 == 0o600
    boxes = _boxes(to.read_text(encoding="utf-8"))
    held = house.records.child_file("case-1").held
    assert set(boxes) == {each.key for each in held}
    assert len(boxes) == len(EVERYTHING) + len(MORE)
    assert {key for key, mark in boxes.items() if mark == "?"} == {
        "prepared:prepared-1",
        "prepared:raised",
        "prepared:draft",
        "note:note-1",
        "note:note-f",
        "note:note-t",
    }
    (line,) = [line for line in house.records.access_log_of_case("case-1") if line.action != "edit"]
    assert (line.action, line.kind, line.reason) == ("innsyn-draft", "case", "parent")


def test_nothing_is_given_before_everything_is_decided_and_every_fault_is_told_with_its_line(
    house: House, door: Door, tmp_path: Path
) -> None:
    draft = door.run("record", "innsyn", "Sak 14", "--asked-by", "youth").out
    file = tmp_path / "utkast.md"
    file.write_text(draft.replace("- [x] Case", "- [q] Case", 1), encoding="utf-8")
    house.records.save(changed(NOTE, id="late", speaker="t9"), moment(9))
    ran = door.run("record", "innsyn", "Sak 14", "--reviewed", str(file))
    assert (ran.code, ran.out) == (2, "")
    undecided = [n for n, line in enumerate(draft.splitlines(), 1) if line.startswith("- [?]")]
    odd = next(n for n, line in enumerate(draft.splitlines(), 1) if line.startswith("- [x] Case"))
    told = ran.err.splitlines()
    assert [line for line in told if "not decided" in line] == [
        f"{file}:{n}: this is not decided: write x to give it, or a space to leave it out." for n in undecided
    ]
    assert f"{file}:{odd}: the box holds a sign that is neither x nor a space." in told
    assert told[-1] == f"{file}: 1 thing that is held is not in the draft: make a new one."
    file.write_text("# Noko anna\n", encoding="utf-8")
    assert "not a draft" in door.run("record", "innsyn", "Sak 14", "--reviewed", str(file)).err


def _reviewed(door: Door, tmp_path: Path) -> Path:
    """The draft with the child's words left out, a note told in other words, and the rest given."""
    file = tmp_path / "utkast.md"
    draft = door.run("record", "innsyn", "Sak 14", "--asked-by", "parent").out
    lines = []
    for line in draft.splitlines():
        mark = "[ ]" if "`prepared:" in line else "[x]"
        lines.append(line.replace("[?]", mark, 1) if line.startswith("- [?] ") else line)
        if "`note:note-t#" in line:
            lines.append("  > Ei teneste ville høyra om ein medelev.")
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.mark.usefixtures("house")
def test_the_answer_can_be_read_by_a_parent_and_holds_nothing_that_was_left_out(door: Door, tmp_path: Path) -> None:
    file = _reviewed(door, tmp_path)
    ran = door.run("record", "innsyn", "Sak 14", "--reviewed", str(file), "--format", "md")
    assert ran.code == 0
    text = ran.out
    for told in (
        "# What we hold about the child",
        "- **Child:** Åse Døme",
        "- **Cases:** Sak 14, Sak 20",
        "- **Asked for by:** a parent",
        "3 things have been left out",
        "## The meeting Wednesday 25 November 2026",
        "## A meeting without a date",
        "Ei teneste ville høyra om ein medelev.",
        "- **Text:** Leksehjelp tre dagar",
        "Before, as written",
        "- **Text:** Leksehjelp to dagar",
        "### Referat",
        "Åse får leksehjelp.",
        "| staff 1 | made an answer to the family (a draft) | case |",
    ):
        assert told in text, told
    for hidden in ("Eg vil ha fred", "Ikkje om natta", "skulegarden", "Gunnvald", "Liv Prøve", "Kortare"):
        assert hidden not in text, hidden
    assert "- **Title:** helsesjukepleiar" in text
    assert "- **Who does it:** helsesjukepleiar, Helsestasjonen" in text


def test_a_move_is_told_by_what_its_steps_are_called_and_whoever_typed_by_a_number(
    house: House, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "livp")
    del house
    entry = door.run("record", "stafettlogg", "write", "Sak 14", "--kind", "bright_spot", typed="Song i lag\n\n")
    assert entry.code == 0
    moved = door.run("record", "level", "move", "Sak 20", "enter-1", typed="rektor\nmor i går\nSkulen ser det\n")
    assert moved.code == 0, moved.err
    text = door.run("record", "innsyn", "Sak 14", "--reviewed", str(_reviewed(door, tmp_path)), "--format", "md").out
    assert "**To step:** Level 1, TPO team, work inside the school: Define the problem" in text
    assert "**By:** staff 2" in text
    assert "**Written by:** staff 2" in text
    assert not any(hidden in text for hidden in ("livp", "enter-1", "n1-define"))


def test_the_answer_as_json_and_as_pdf_and_both_are_logged(house: House, door: Door, tmp_path: Path) -> None:
    file = _reviewed(door, tmp_path)
    told = json.loads(door.run("record", "innsyn", "Sak 14", "--reviewed", str(file), "--format", "json").out)
    assert (told["asked_for_by"], told["left_out"]) == ("parent", 3)
    values = {value["id"]: value for value in told["held"]}
    assert len(values) == len(EVERYTHING) + len(MORE) - 3
    assert values["nurse"]["value"]["name"] == ""
    assert values["entry-1"]["value"]["author"] == "helsesjukepleiar, Helsestasjonen"
    assert values["tiltak-1"]["earlier"][0]["value"]["text"] == "Leksehjelp to dagar"
    assert values["note-t"]["told_by_the_school"].startswith("Ei teneste")
    assert "last_answer_e" not in values["meeting-1"]["value"]
    assert "innsyn-json" in [line["action"] for line in told["access_log"]]
    pdf = tmp_path / "svar.pdf"
    assert door.run("record", "innsyn", "Sak 14", "--reviewed", str(file), "--to", str(pdf), lang="nn").code == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert "Døme".encode() not in pdf.name.encode()
    assert [line.action for line in house.records.access_log_of_case("case-1")][-1] == "innsyn-pdf"


def test_who_asked_has_to_be_said_and_is_asked_for_at_a_terminal(house: House, door: Door) -> None:
    assert house.records.cases_after(None, 1)
    assert door.run("record", "innsyn", "Sak 14").code == 2
    assert "--asked-by parent|youth|representative" in door.run("record", "innsyn", "Sak 14").err
    ran = door.run("record", "innsyn", "Sak 14", typed="2\n", tty=True)
    assert ran.code == 0
    assert "<!-- asker: youth -->" in ran.out
    assert {mark for key, mark in _boxes(ran.out).items() if key in {"prepared:prepared-1", "note:note-f"}} == {"x"}


@pytest.mark.usefixtures("house")
def test_a_locked_case_is_still_told_to_the_family(door: Door) -> None:
    assert door.run("record", "lock", "Sak 14", "--why", "tvist").code == 0
    assert "`note:note-1#" in door.run("record", "innsyn", "Sak 14", "--asked-by", "parent").out


def test_what_was_changed_after_the_review_is_not_given(house: House, door: Door, tmp_path: Path) -> None:
    file = _reviewed(door, tmp_path)
    house.records.save(changed(NOTE, id="note-f", field=NoteField.VIEW, text="Far drikk"), moment(9))
    house.records.save(changed(PREPARED, text="Det eg sa i dag"), moment(9))  # was left out: stays so
    ran = door.run("record", "innsyn", "Sak 14", "--reviewed", str(file))
    assert (ran.code, ran.out) == (2, "")
    (line,) = (n for n, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if "`note:note-f#" in text)
    assert ran.err == f"{file}:{line}: this was changed in the record after the draft was made; make a new draft.\n"


def test_what_was_there_before_is_reviewed_too_and_nobodys_words_are_taken_for_the_schools(
    house: House, door: Door
) -> None:
    house.records.save(changed(TILTAK, text="Me snakkar med Gunnvald"), moment(3))
    house.records.save(changed(TILTAK, text="Me snakkar med ein elev"), moment(4))
    child = changed(CHILD, voice={"statement": "Eg grua meg", "not_to_be_raised": "Ikkje om far"})
    house.records.save(child, moment(4))
    house.records.save(
        changed(NOTE, id="note-9", speaker="t8", text="Sitat\n\t> Eg er redd\n\u00a0>> heime"), moment(4)
    )
    draft = door.run("record", "innsyn", "Sak 14", "--asked-by", "parent").out
    boxes = _boxes(draft)
    assert (boxes["tiltak:tiltak-1"], boxes["child:child-1"], boxes["note:note-9"]) == ("?", "?", "x")
    assert "Text: Me snakkar med Gunnvald" in draft
    file = house.records.child_file("case-1")
    review = read_review(draft.replace("- [?]", "- [x]"), file, "utkast.md")
    assert review.instead == {}


def test_the_names_of_staff_are_told_by_role_as_whole_words() -> None:
    staff = {"Liv Prøve": "helsesjukepleiar", "Liv": "rektor"}
    told = by_role("Liv Prøves råd. Liv og Livar og Oliv, seier Livs mor.", staff)
    assert told == "helsesjukepleiars råd. rektor og Livar og Oliv, seier rektors mor."
