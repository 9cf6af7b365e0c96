"""A small agenda file that is right, and ways to spoil it."""

from __future__ import annotations

from pathlib import Path

from btimeeting.documents.agenda_problems import Code, Problem
from btimeeting.documents.agenda_reader import check

RIGHT = """\
# Lite møte

- Agenda: lite-mote
- Språk: nn
- Samla tid: 20 min

Alle er velkomne.

## Roller

- Rektor/styrar: opnar
- Føresette: fortel
- Hjelpetenester: spør og tilbyr
- Viddevakt: passar på

## Velkommen (5 min)

- Form: plenum
- Ordet: rektor/styrar
- Skjema: deltakarar, samtykke
- Lov: informasjon
- Ikkje lov: saka (vårt framlegg)

1. Ønsk velkommen.
2. Fortel om samtykket.

## Oppklarande runde (10 min)

- Form: runde
- Over: hjelpetenester
- Svar: føresette
- Skjema: spørsmål og svar

Éi teneste om gongen.

### Replikkar

- 0:00 rektor: {første teneste} først.
- 9:30 rektor: Me rundar av.
- kvar tur viddevakt: {teneste} har {tid}.

## Tankar (5 min)

- Form: tur
- Ordet: føresette
- Skjema: nye tankar

## Etter møtet: Evaluering

- Deltakarar: rektor/styrar, hjelpetenester
- Skjema: evaluering

1. Kva fungerte bra?
"""


def file_of(folder: Path, text: str | bytes = RIGHT) -> Path:
    """A file in `folder` that holds `text`."""
    path = folder / "agenda.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def with_line(old: str, new: str) -> str:
    """The small agenda with a line (or a part of it) replaced."""
    assert RIGHT.count(old) == 1
    return RIGHT.replace(old, new)


def problems(folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    """What is wrong with a file that holds `text`; there must be something."""
    agenda, found = check(file_of(folder, text))
    assert (agenda is None) is bool(found)
    return found


def told(folder: Path, text: str | bytes) -> list[tuple[int, Code]]:
    """The lines and codes of what is wrong with a file that holds `text`."""
    return [(problem.line, problem.code) for problem in problems(folder, text)]


def line_of(text: str, part: str) -> int:
    """The line `part` stands on, from 1."""
    return text[: text.index(part)].count("\n") + 1
