"""The draft of an answer to a family: a text file the school reviews, one box for each thing that is held.

`[x]` is given, `[ ]` is left out, `[?]` has to be decided by a person before anything is given. Lines that begin with
`>` under a thing are given in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from btimeeting.documents.held_words import lines, what
from btimeeting.documents.innsyn import ASKERS, Review, grouped, when
from btimeeting.documents.words import capital
from btimeeting.domain.child_file import Asker, ChildFile, Doubt, Held, doubts
from btimeeting.domain.record import Document
from btimeeting.i18n import N_, tr

_BOX = re.compile(r"^- \[(?P<mark>.?)\] .*`(?P<key>[^`\s#]+)(?:#(?P<print>\w+))?`")
_ASKER = re.compile(r"^<!-- asker: (?P<asker>\w+) -->$")
_QUOTED = re.compile(r"^\s*>[\s>]*")
_INSTEAD = re.compile(r"^\s*> ?(?P<text>.*)$")
_DOUBTS = {
    Doubt.CONFIDENCE: N_("the child may have said this in confidence"),
    Doubt.OTHER_PARENT: N_("this is one parent’s, and there is another"),
    Doubt.THIRD_PERSON: N_("this seems to name somebody who is not in the case"),
    Doubt.PLACE: N_("the address is hidden, and this may tell where the child is"),
    Doubt.NOT_SAID: N_("a service prepared this, and it may never have been said"),
}


def compose_draft(file: ChildFile, asker: Asker, zone: tzinfo) -> str:
    """Return the draft, in the language spoken now: all that is held, and what should be looked at marked `[?]`."""
    head = [
        f"# {tr('Draft: what we hold about the child')}",
        "",
        tr("Asked for by {who}. Only the school reads this draft.", who=tr(ASKERS[asker])),
        tr("[x] is given, [ ] is left out. Decide each [?]: write x or a space in its place."),
        tr("To give something in other words, write them under it on lines that begin with >."),
        tr("Staff are told by role by themselves, but not inside documents that were sent as they are."),
        tr("Delete this file when the answer is made."),
        "",
        f"<!-- asker: {asker.value} -->",
    ]
    for title, found in grouped(file, zone):
        head += ["", f"## {title}", ""]
        for held in found:
            head += _item(held, doubts(held, file, asker), zone)
    return "\n".join(head).rstrip() + "\n"


def _item(held: Held, found: tuple[Doubt, ...], zone: tzinfo) -> Iterator[str]:
    why = "; ".join(tr(_DOUBTS[doubt]) for doubt in found)
    yield f"- [{'?' if found else 'x'}] {capital(what(held.kind, held.value))} `{held.key}#{held.fingerprint}`" + (
        f" – {why}" if why else ""
    )
    for label, text in lines(held.value, zone):
        yield from _indented(f"{label}: {text}")
    if isinstance(held.value, Document):
        yield from _indented(held.value.markdown.strip())
    now = dict(lines(held.value, zone))
    for before in held.earlier:
        differs = [f"{label}: {text}" for label, text in lines(before.value, zone) if now.get(label) != text]
        if differs:  # it is given with it, so it is reviewed with it
            yield from _indented("\n".join((tr("Before, as written {date}:", date=when(before.at, zone)), *differs)))


def _indented(text: str) -> Iterator[str]:
    """Lines that can be taken neither for a box nor for words of the school."""
    return (f"      {_QUOTED.sub('', line)}".rstrip() for line in text.splitlines())


class Wrong(StrEnum):
    """What is wrong with a reviewed draft."""

    NOT_A_DRAFT = "not_a_draft"
    UNDECIDED = "undecided"
    NO_MARK = "no_mark"
    MISSING = "missing"
    CHANGED = "changed"
    """In the record, since the draft was made."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: the line (from 1; 0: the file as a whole) and what is wrong there."""

    line: int
    wrong: Wrong
    count: int = 1


class NotReviewed(Exception):
    """A draft that cannot be used yet, with everything that is wrong in it."""

    def __init__(self, name: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(name)
        self.name, self.faults = name, faults


def read_review(text: str, file: ChildFile, name: str) -> Review:
    """Read what the school decided. Raises `NotReviewed` with every fault: also for what the draft does not know of."""
    given: set[str] = set()
    prints = {held.key: held.fingerprint for held in file.held}
    known: set[str] = set()
    instead: dict[str, list[str]] = {}
    faults: list[Fault] = []
    asker, key = "", None
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if box := _BOX.match(line):
            key, mark = box["key"], box["mark"].strip().casefold()
            known.add(key)
            if mark and prints.get(key) not in (None, box["print"]):
                faults.append(Fault(number, Wrong.CHANGED))
            elif mark == "x":
                given.add(key)
            elif mark:
                faults.append(Fault(number, Wrong.UNDECIDED if mark == "?" else Wrong.NO_MARK))
        elif found := _ASKER.match(line):
            asker = found["asker"]
        elif key is not None and (written := _INSTEAD.match(line)):
            instead.setdefault(key, []).append(written["text"])
    missing = {held.key for held in file.held} - known
    if missing and known:
        faults.append(Fault(0, Wrong.MISSING, len(missing)))
    if asker not in set(Asker) or not known:
        faults = [Fault(0, Wrong.NOT_A_DRAFT)]
    if faults:
        raise NotReviewed(name, tuple(faults))
    return Review(Asker(asker), frozenset(given), {each: "\n".join(told) for each, told in instead.items()})
