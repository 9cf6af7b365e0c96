"""Every failure → a sentence that says what, where and how to mend it, a stream, an exit code. Never a traceback."""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TextIO

from btimeeting.cli.narration import say
from btimeeting.cli.outcomes_asked import NOT_THERE, UNCLEAR
from btimeeting.cli.outcomes_ends import BAD_FILES, ENDS
from btimeeting.cli.outcomes_levels import BETWEEN, PROFILES
from btimeeting.cli.outcomes_typed import makes_no_value, not_storable
from btimeeting.cli.same_home import command
from btimeeting.i18n import N_, tr

DONE, FAILED, USAGE, LOCKED, DAMAGED = 0, 1, 2, 3, 4
DEBUG_VARIABLE = "BTIMEETING_DEBUG"

Sentence = tuple[str, int]

_REASONS = {
    "ENOENT": N_("it is not there"),
    "EACCES": N_("you may not"),
    "EPERM": N_("you may not"),
    "EROFS": N_("it can only be read"),
    "EISDIR": N_("it is a folder"),
    "ENOTDIR": N_("a part of the path is no folder"),
    "EEXIST": N_("something of that name is there already"),
    "ENAMETOOLONG": N_("the name is too long"),
    "ENOSPC": N_("the disk is full"),
}
"""Why the system refused, by its own name for it: its own sentence for it is English."""

_RIGHTS, _CHECK = N_("Choose another place, or ask for the right to use this one."), N_("Check its name.")
_MENDS = {
    "ENOENT": _CHECK,
    "EACCES": _RIGHTS,
    "EPERM": _RIGHTS,
    "EROFS": _RIGHTS,
    "EISDIR": N_("Name a file in it."),
    "ENOTDIR": _CHECK,
    "EEXIST": N_("Choose another name."),
    "ENAMETOOLONG": N_("Choose another name."),
    "ENOSPC": N_("Make room and try again."),
}
"""What can be done about it."""

_DAMAGES = {
    "empty": N_("it is empty"),
    "not-a-database": N_("it is no database, or belongs to another key"),
    "not-encrypted": N_("it is not encrypted"),
    "corrupt": N_("a part of it cannot be read"),
    "foreign": N_("another program made it"),
    "unreadable": N_("a part of it cannot be read"),
    "checksum": N_("it was changed afterwards"),
    "key-mismatch": N_("the key belongs to another record"),
}
"""What is wrong with a file, by the store's code for it."""


def tell(failure: Exception, err: TextIO) -> int:
    """Write the sentence for `failure` to `err` and give the exit code.

    A failure nobody foresaw is told as one, with where it happened and none of its values; BTIMEETING_DEBUG=1
    prints the whole trace for whoever mends it (no personal data is in a demo home; elsewhere take care).
    """
    sentence, code = explain(failure)
    say(err, sentence)
    if os.environ.get(DEBUG_VARIABLE):
        traceback.print_exception(failure, file=err)
    return code


def explain(failure: Exception) -> Sentence:
    """The sentence and exit code of a failure, without writing anything."""
    for kind in type(failure).__mro__:
        found = _table().get(kind.__name__)
        if found is not None and kind is not Exception:
            return found(failure)
    if isinstance(failure, OSError):
        return _os_error(failure)
    return _unforeseen(failure)


def _path(failure: object) -> str:
    path = getattr(failure, "path", None)
    return str(path) if isinstance(path, Path) else ""


def _os_error(failure: OSError) -> Sentence:
    """What the system refused, with what can be done about just that."""
    code = errno.errorcode.get(failure.errno or 0, type(failure).__name__)
    mend = tr(_MENDS.get(code, _CHECK))
    if not isinstance(failure.filename, str):
        return tr("It could not be written: {reason}. {mend}", reason=_reason(code), mend=mend), FAILED
    folder = Path(failure.filename).parent
    if code == "ENOENT" and not folder.exists():
        return tr("There is no folder {path}. Make it, or choose another.", path=folder), FAILED
    path, reason = failure.filename, _reason(code)
    return tr("The file {path} cannot be used: {reason}. {mend}", path=path, reason=reason, mend=mend), FAILED


def _reason(code: str) -> str:
    return tr(_REASONS[code]) if code in _REASONS else code


def _damage(failure: object) -> str:
    code = str(getattr(failure, "detail", ""))
    if code == "not-a-database" and _path(failure).endswith("journal.db"):
        return tr("it is no database")  # it has no key
    return tr(_DAMAGES[code]) if code in _DAMAGES else code


def _validation(failure: object) -> Sentence:
    text = makes_no_value(failure)
    return (text, FAILED) if text is not None else _unforeseen(failure)


def _unforeseen(failure: object) -> Sentence:
    frames = traceback.extract_tb(getattr(failure, "__traceback__", None))
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return tr(
        "Something went wrong in the program itself ({kind} in {where}). Everything that was saved is safe.",
        kind=type(failure).__name__,
        where=where,
    ), FAILED


def _simple(text: Callable[[object], str], code: int) -> Callable[[object], Sentence]:
    return lambda failure: (text(failure), code)


def _table() -> Mapping[str, Callable[[object], Sentence]]:
    """Sentences by the failure's class name, so that this file imports no store."""
    return _HOME | _KEYS | _STORE | _ASKED | _ENDS


def _too_new(failure: object) -> str:
    return tr(
        "{path} was made by a newer btimeeting. Install that version on this machine; nothing was changed.",
        path=_path(failure),
    )


def _keys_missing(failure: object) -> Sentence:
    """Lost, or never made: then there is no record that they would open."""
    path, home = Path(_path(failure)), Path(_path(failure)).parent
    if (home / "records.db").exists():
        text = tr(
            "{path} is missing, and without it nobody can open the record. Take it back from a backup.", path=path
        )
        return text, DAMAGED
    making = command("keys", "new")
    text = tr("The home folder {path} is not finished. Finish it with: {command}", path=home, command=making)
    return text, FAILED


def _log_changed(failure: object) -> str:
    meeting_id = str(getattr(failure, "meeting_id", ""))
    where = command("meet", "show", meeting_id)
    return tr("The log of meeting {id} was changed afterwards. See where: {command}", id=meeting_id, command=where)


def _mistyped(failure: object) -> str:
    line = getattr(failure, "line", None)
    if line is None:
        return tr(
            "The recovery code has {found} characters, not {expected}. Type it as it is printed.",
            found=getattr(failure, "found", 0),
            expected=getattr(failure, "expected", 0),
        )
    return tr("The recovery code is mistyped in line {line}. Compare that line with the paper.", line=line)


_HOME: dict[str, Callable[[object], Sentence]] = {
    "HomeMissing": _simple(
        lambda f: tr(
            "There is no home folder at {path}. Make one with: {command}. To try: btimeeting demo",
            path=_path(f),
            command=command("keys", "new"),
        ),
        FAILED,
    ),
    "NotAHome": _simple(
        lambda f: tr("{path} is not a btimeeting home folder. Give another with --home DIR.", path=_path(f)), FAILED
    ),
    "HomeTaken": _simple(
        lambda f: tr("Something else lies in {path} already. Choose an empty folder with --home DIR.", path=_path(f)),
        FAILED,
    ),
    "HomeDamaged": _simple(
        lambda f: tr(
            "home.json in {path} cannot be read. Take it back from a backup; the records beside it are untouched.",
            path=_path(f),
        ),
        DAMAGED,
    ),
    "HomeNotWritable": _simple(
        lambda f: tr(
            "Cannot write in {path} ({reason}). Give yourself the right to write there, or choose another folder.",
            path=_path(f),
            reason=_reason(str(getattr(f, "reason", ""))),
        ),
        FAILED,
    ),
    "HomeOnNetworkShare": _simple(
        lambda f: tr(
            "{path} lies on a network share or in a synced folder ({kind}). Records can be damaged there: "
            "choose a folder on this machine.",
            path=_path(f),
            kind=getattr(f, "kind", ""),
        ),
        FAILED,
    ),
    "HomeTooNew": _simple(_too_new, DAMAGED),
    "NotADemo": _simple(
        lambda f: tr(
            "{path} is a real home, and the demo never touches one. Leave --home out, or name a demo's folder.",
            path=_path(f),
        ),
        FAILED,
    ),
}


_KEYS: dict[str, Callable[[object], Sentence]] = {
    "KeysTaken": _simple(
        lambda f: tr("There are keys in {path} already; they are never overwritten.", path=_path(f)), FAILED
    ),
    "KeysMissing": _keys_missing,
    "KeysDamaged": _simple(
        lambda f: tr(
            "{path} is damaged ({detail}). Take it back from a backup; the record itself is untouched.",
            path=_path(f),
            detail=_damage(f),
        ),
        DAMAGED,
    ),
    "KeysTooNew": _simple(_too_new, DAMAGED),
    "WrongPassphrase": _simple(
        lambda _: tr(
            "That passphrase does not open the record. Check Caps Lock and the keyboard's language, and try again. "
            "Forgotten? The recovery code makes a new one: {command}",
            command=command("keys", "add", "--code"),
        ),
        LOCKED,
    ),
    "WrongRecoveryCode": _simple(
        lambda _: tr("That recovery code is rightly typed, but belongs to another home or has been withdrawn."), LOCKED
    ),
    "RecoveryCodeMistyped": _simple(_mistyped, LOCKED),
    "PassphraseTooShort": _simple(
        lambda f: tr(
            "The passphrase is too short: at least {minimum} characters. Four ordinary words make a good one.",
            minimum=getattr(f, "minimum", 8),
        ),
        USAGE,
    ),
    "NoSuchSlot": _simple(lambda _: tr("There is no such key. `btimeeting keys list` shows those there are."), USAGE),
    "LastSlots": _simple(
        lambda _: tr("That key cannot be removed: too few would be left to open the record. Add another one first."),
        FAILED,
    ),
    "NotEnoughMemory": _simple(
        lambda f: tr(
            "Opening the record needs {mib} MiB of free memory just now. Close something and try again.",
            mib=getattr(f, "needed_mib", 256),
        ),
        FAILED,
    ),
    "StaysLocked": _simple(
        lambda _: tr("The record stays locked. Nothing was opened; ask whoever leads, or write the passphrase."), LOCKED
    ),
    "NewPassphraseNeeded": _simple(
        lambda f: tr(
            "There is no terminal to ask for the new passphrase in. Give it in a file: {option} FILE",
            option=getattr(f, "option", ""),
        ),
        USAGE,
    ),
    "PassphraseNeeded": _simple(
        lambda _: tr("The record is locked, and there is no terminal to ask in. Use --passphrase-file FILE."), LOCKED
    ),
}


_STORE: dict[str, Callable[[object], Sentence]] = {
    "StoreMissing": _simple(lambda f: tr("{path} is missing. Take it back from a backup.", path=_path(f)), DAMAGED),
    "StoreDamaged": _simple(
        lambda f: tr(
            "{path} is damaged ({detail}). Do not delete it: keep it, and take back a backup.",
            path=_path(f),
            detail=_damage(f),
        ),
        DAMAGED,
    ),
    "LogChanged": _simple(_log_changed, DAMAGED),
    "StoreTooNew": _simple(_too_new, DAMAGED),
    "StoreTooOld": _simple(
        lambda f: tr(
            "{path} is from an older btimeeting. Start the console once, and it is brought up to date.", path=_path(f)
        ),
        DAMAGED,
    ),
    "DiskFull": _simple(
        lambda _: tr(
            "The disk is full: the last thing was NOT saved. Make room and try again; everything before it is safe."
        ),
        FAILED,
    ),
    "StoreBusy": _simple(
        lambda _: tr("Another window is writing just now. Nothing was changed; try again in a moment."), FAILED
    ),
    "ReadOnly": _simple(lambda f: tr("{path} cannot be written. Check the folder's rights.", path=_path(f)), FAILED),
    "DiskFailed": _simple(
        lambda f: tr(
            "{path} could not be read or written ({code}). Check the disk.", path=_path(f), code=getattr(f, "code", "")
        ),
        FAILED,
    ),
    "NotStorable": _simple(not_storable, FAILED),
    "ValidationError": _validation,
    "UnsafeLibrary": _simple(
        lambda f: tr(
            "The SQLite on this machine ({version}) can damage files. Reinstall btimeeting.",
            version=getattr(f, "version", ""),
        ),
        FAILED,
    ),
    "CipherMissing": _simple(
        lambda _: tr("This machine's SQLite cannot encrypt, so the record was not opened. Reinstall btimeeting."),
        FAILED,
    ),
    "DriverMismatch": _simple(lambda _: tr("Another program part loaded SQLite first. Reinstall btimeeting."), FAILED),
}


_ASKED: dict[str, Callable[[object], Sentence]] = {
    "ConfigError": lambda f: (_config(f), USAGE),
    "AgendaError": lambda f: (_agenda(f), USAGE),
    "NoSuchAgenda": lambda f: (_no_agenda(f), USAGE),
    "PdfFailed": _simple(
        lambda _: tr("The PDF could not be made. The text itself is safe: take it out with --format html instead."),
        FAILED,
    ),
}


_ENDS = {name: _simple(text, FAILED) for name, text in (ENDS | BETWEEN | NOT_THERE).items()}
_ENDS |= {name: _simple(text, USAGE) for name, text in (BAD_FILES | PROFILES | UNCLEAR).items()}


def _agenda(failure: object) -> str:
    """All problems of an agenda file, a line each: `FILE:LINE: what, and how to mend it`."""
    from btimeeting.documents.agenda_problems import sentence  # noqa: PLC0415 - only when an agenda is wrong

    return "\n".join(sentence(problem) for problem in getattr(failure, "problems", ()))


def _no_agenda(failure: object) -> str:
    from btimeeting.documents.agenda_files import NoSuchAgenda, no_such  # noqa: PLC0415 - likewise

    return no_such(failure) if isinstance(failure, NoSuchAgenda) else ""


def _config(failure: object) -> str:
    path, line, field = (getattr(failure, name, None) for name in ("path", "line", "field"))
    found, choices, bounds = (getattr(failure, name, None) for name in ("found", "choices", "bounds"))
    where = f"{path}:{line or 1}" if path else str(field)
    texts = {
        "unreadable": tr("the file cannot be read"),
        "not_utf8": tr("the file is not saved as UTF-8; choose «UTF-8» when you save"),
        "syntax": tr("this cannot be read as a setting; write it as in: {example}", example='theme = "dark"'),
        "unknown_field": tr("«{field}» is not a setting", field=field),
        "not_in_file": tr("«{field}» cannot stand in the file", field=field),
        "not_a_choice": tr("«{found}» cannot be used for «{field}»", found=found, field=field),
        "out_of_range": tr("{found} is outside what «{field}» may be", found=found, field=field),
        "no_such_zone": tr("there is no time zone «{found}»", found=found),
        "wrong_kind": tr("«{found}» is not what «{field}» needs", found=found, field=field),
    }
    text = texts[str(getattr(failure, "problem", "unreadable"))]
    if choices:
        text += "; " + tr("use one of: {choices}", choices=", ".join(choices))
    if bounds:
        text += "; " + tr("use {low} to {high}", low=bounds[0], high=bounds[1])
    return f"{where}: {text}."
