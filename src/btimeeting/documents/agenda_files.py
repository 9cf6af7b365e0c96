"""Where agenda files lie: those that come with the program, and a house's own.

`bti-individ.md` is the agenda `bti-individ`; `bti-individ.nb.md` is its twin in bokmål. A house's own file (the folder
`agendas` in its home) comes before one of the same id that came with the program.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from btimeeting.documents.agenda_problems import shown
from btimeeting.documents.agenda_words import fold
from btimeeting.i18n import LANGUAGES, tr

SUFFIX: Final = ".md"
DEFAULT_ID: Final = "bti-individ"
_PACKAGE: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class AgendaFile:
    """A file and what its name says: the agenda's id, and the language (None when the name gives none)."""

    path: Path
    id: str
    language: str | None
    own: bool
    """The house's own, not one that came with the program."""


class NoSuch(LookupError):
    """No file of that name: `name` is what was asked for, `known` every id there is, `guess` the one most like it."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"{name!r} is not one of {', '.join(known)}")
        self.name = name
        self.known = known
        close = difflib.get_close_matches(fold(name), known, 1)
        self.guess = close[0] if close else ""


class NoSuchAgenda(NoSuch):
    """No agenda of that name."""


def no_such(missing: NoSuchAgenda) -> str:
    """The sentence for it, in the language spoken."""
    name = shown(missing.name)
    if missing.guess:
        return tr("There is no agenda «{name}». Did you mean «{guess}»?", name=name, guess=missing.guess)
    return tr("There is no agenda «{name}». Those there are: {known}.", name=name, known=", ".join(missing.known))


def shipped() -> tuple[Path, ...]:
    """The agenda files that come with the program, in order of their names.

    In a wheel they lie inside the package; in a checkout, or an editable install of one, in `agendas/` at its top.
    """
    return in_folder(shipped_folder())


def available(home_agendas: Path | None) -> tuple[AgendaFile, ...]:
    """Every agenda file there is: the house's own (in the folder `home_agendas`) first, then those of the program."""
    own = [_described(path, own=True) for path in in_folder(home_agendas)]
    return (*own, *(_described(path, own=False) for path in shipped()))


def find(name_or_path: str | Path, home_agendas: Path | None, language: str) -> Path:
    """The file that is meant: a path as it stands, or the agenda of an id, in `language` if there is such a twin.

    A path is what has a folder in it or ends in .md, or a file there is; whether a path leads to a file is seen when
    it is read. Raises NoSuchAgenda for an id nobody has.
    """
    name = str(name_or_path)
    files = available(home_agendas)
    if isinstance(name_or_path, Path) or "/" in name or "\\" in name:
        return _expanded(name)
    if fold(name).endswith(SUFFIX):
        by_name = [file.path for file in files if fold(file.path.name) == fold(name)]
        return by_name[0] if by_name and not Path(name).exists() else Path(name)
    for own in (True, False):
        twins = [file for file in files if file.own is own and fold(file.id) == fold(name)]
        if twins:
            return min(twins, key=lambda file: _distance(file.language, language)).path
    if name and Path(name).exists():
        return Path(name)
    raise NoSuchAgenda(name, tuple(dict.fromkeys(file.id for file in files)))


def _expanded(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:  # "~somebody" whom this machine does not know
        return Path(name)


def _distance(has: str | None, wanted: str) -> int:
    """How far a file's language is from the one wanted: the same, then the file without a language in its name."""
    if has == wanted:
        return 0
    return 1 if has is None else 2 + LANGUAGES.index(has)


def _described(path: Path, *, own: bool) -> AgendaFile:
    name, dot, language = path.stem.rpartition(".")
    if dot and language in LANGUAGES:
        return AgendaFile(path, name, language, own)
    return AgendaFile(path, path.stem, None, own)


def shipped_folder() -> Path | None:
    """The folder of the files that come with the program: inside the package, or at the top of a checkout."""
    inside = _PACKAGE / "agendas"
    if inside.is_dir():
        return inside
    checkout = _PACKAGE.parent.parent
    return checkout / "agendas" if _PACKAGE.parent.name == "src" and (checkout / "pyproject.toml").is_file() else None


def in_folder(folder: Path | None, suffix: str = SUFFIX) -> tuple[Path, ...]:
    """The files of one kind in a folder, in order of their names; none where nobody may look."""
    if folder is None:
        return ()
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() == suffix and path.is_file()]
    except OSError:  # no such folder, or nobody may look into it
        return ()
    return tuple(sorted(found, key=lambda path: (path.stem.partition(".")[0], path.name)))
