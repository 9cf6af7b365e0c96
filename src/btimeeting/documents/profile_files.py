"""Where profiles lie: those that come with the program, and a municipality's own in the home's folder `profiles`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from btimeeting.documents.agenda_files import NoSuch, in_folder, shipped_folder
from btimeeting.documents.agenda_problems import shown
from btimeeting.documents.agenda_words import fold
from btimeeting.i18n import tr

SUFFIX: Final = ".toml"
DEFAULT_ID: Final = "bti-mappe"


@dataclass(frozen=True, slots=True)
class ProfileFile:
    """A file and the id its name says; `own`: not one that came with the program."""

    path: Path
    id: str
    own: bool


class NoSuchProfile(NoSuch):
    """No profile of that name."""


def no_such(missing: NoSuchProfile) -> str:
    """The sentence for it, in the language spoken."""
    name = shown(missing.name)
    if missing.guess:
        return tr("There is no profile «{name}». Did you mean «{guess}»?", name=name, guess=missing.guess)
    return tr("There is no profile «{name}». Those there are: {known}.", name=name, known=", ".join(missing.known))


def shipped() -> tuple[Path, ...]:
    """The profiles that come with the program; they lie in `profiles` beside its agendas, in a wheel and a checkout."""
    agendas = shipped_folder()
    return in_folder(agendas / "profiles" if agendas is not None else None, SUFFIX)


def available(home_profiles: Path | None) -> tuple[ProfileFile, ...]:
    """Every profile there is, the house's own first. Its own of the same id takes the place of the program's."""
    own = [ProfileFile(path, path.stem, own=True) for path in in_folder(home_profiles, SUFFIX)]
    taken = {fold(file.id) for file in own}
    return (*own, *(ProfileFile(p, p.stem, own=False) for p in shipped() if fold(p.stem) not in taken))


def find(name: str, home_profiles: Path | None) -> Path:
    """The file of a profile's id. Raises NoSuchProfile."""
    files = available(home_profiles)
    for file in files:
        if fold(file.id) == fold(name):
            return file.path
    raise NoSuchProfile(name, tuple(file.id for file in files))
