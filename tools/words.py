"""The words of the program: bring the .po files in step with the code, and merge translations into them.

    python tools/words.py                         extract from src/, add what is new, drop what is gone
    python tools/words.py merge nn FRAGMENT...    take translations from fragments ("nn" or a path to a .po)
    python tools/words.py merge --replace nn FRAGMENT...   likewise; the fragment wins where two differ

The files are sorted by sentence and hold neither dates nor line numbers, so that two branches merge calmly.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import PoFileError, read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "btimeeting"
LANGUAGES = ("nn", "nb")
KEYWORDS = {"tr": None, "ntr": (1, 2), "N_": None}

HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

_PO_LINE = re.compile(r'\s*(?:#.*|(?:(?:msgid|msgid_plural|msgstr|msgstr\[\d\])\s+)?"(?:[^"\\]|\\.)*"\s*)?')


def po_path(language: str) -> Path:
    """Where the words of `language` stand."""
    return SOURCE / "i18n" / language / "LC_MESSAGES" / "btimeeting.po"


def extract(source: Path = SOURCE) -> Catalog:
    """Every sentence the code marks with tr, ntr or N_; a plural entry where any caller asks for one."""
    found = Catalog()
    for path in sorted(source.rglob("*.py")):
        for _line, msgid, comments, _context in extract_from_file(
            "python", path, keywords=KEYWORDS, comment_tags=["Words:"], strip_comment_tags=True
        ):
            found.add(msgid, auto_comments=comments)
        for marked in _inside_f_strings(ast.parse(path.read_bytes())):
            found.add(marked)
    return found


def _inside_f_strings(code: ast.Module) -> Iterator[str | tuple[str, ...]]:
    """What is marked inside an f-string: to Babel one string and nothing else before Python 3.12."""
    for string in (node for node in ast.walk(code) if isinstance(node, ast.JoinedStr)):
        for call in (node for node in ast.walk(string) if isinstance(node, ast.Call)):
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            given = call.args[: len(KEYWORDS[name] or (1,))] if name in KEYWORDS else []
            words = tuple(arg.value for arg in given if isinstance(arg, ast.Constant) and isinstance(arg.value, str))
            if words and len(words) == len(given):
                yield words if len(words) > 1 else words[0]


def read(path: Path, language: str) -> Catalog:
    """The catalogue at `path`, empty when there is none.

    Raises PoFileError for what Babel would read past: an open quotation, a merge mark, a sentence that stands twice.
    """
    if not path.exists():
        return Catalog(locale=language)
    seen: set[str] = set()
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not _PO_LINE.fullmatch(line):
            raise PoFileError("not a line of a .po file", None, line, number)
        if line.startswith("msgid ") and line != 'msgid ""':
            if line in seen:
                raise PoFileError("the sentence stands twice", None, line, number)
            seen.add(line)
    return read_po(BytesIO(path.read_bytes()), locale=language, abort_invalid=True)


def entries(catalog: Catalog) -> Iterable[Message]:
    """The sentences of a catalogue, without its header."""
    return (message for message in catalog if message.id)


def is_translated(message: Message) -> bool:
    """Whether every form of the sentence has words, and none of them is a guess."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return bool(forms) and all(forms) and not message.fuzzy


def write(catalog: Catalog, language: str, path: Path) -> None:
    """Write `catalog` sorted by sentence, with a header that never changes."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=100, no_location=True, omit_header=True, sort_output=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER.format(language=language) + buffer.getvalue().decode(), encoding="utf-8", newline="\n")


def updated(template: Catalog, old: Catalog, language: str) -> Catalog:
    """The sentences of `template` with the translations `old` has; nothing is guessed."""
    new = Catalog(locale=language)
    for message in entries(template):
        known = old.get(_key(message))
        keep = known is not None and type(known.id) is type(message.id)
        new.add(
            message.id,
            string=known.string if known is not None and keep else None,
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known is not None else (),
        )
    return new


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def update() -> int:
    """Bring every language in step with the code; say what is new and what went."""
    template = extract()
    for language in LANGUAGES:
        old = read(po_path(language), language)
        new = updated(template, old, language)
        gone = sorted({_key(m) for m in entries(old)} - {_key(m) for m in entries(new)})
        empty = sorted(_key(m) for m in entries(new) if not is_translated(m))
        write(new, language, po_path(language))
        print(f"{language}: {len(new)} sentences, {len(empty)} without words, {len(gone)} dropped")
        for sign, names in (("?", empty), ("-", gone)):
            for name in names:
                print(f"  {sign} {name!r}")
    return 0


def merge(target: Path, language: str, fragments: Sequence[Path], *, replace: bool = False) -> list[str]:
    """Take the translations of `fragments` into `target`; give a line for each that differs from one it has.

    Of two that differ the first stands, or with `replace` the last. Untranslated entries are passed over.
    """
    merged = read(target, language)
    conflicts = []
    for fragment in fragments:
        for message in entries(read(fragment, language)):
            if not is_translated(message):
                continue
            known = merged.get(_key(message))
            if known is not None and is_translated(known) and known.string != message.string:
                conflicts.append(f"{fragment}: {_key(message)!r}: {known.string!r} / {message.string!r}")
                if not replace:
                    continue
            if known is not None:
                merged.delete(_key(message))
            merged.add(message.id, string=message.string, user_comments=message.user_comments)
    write(merged, language, target)
    return conflicts


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; 1 when a merge met two translations of one sentence and kept the first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    merging = parser.add_subparsers(dest="command").add_parser("merge", help="take translations from fragments")
    merging.add_argument("--replace", action="store_true", help="the fragment wins where two differ")
    merging.add_argument("target", help="nn, nb, or a path to a .po file")
    merging.add_argument("fragments", nargs="+", type=Path)
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        return update()
    target = po_path(arguments.target) if arguments.target in LANGUAGES else Path(arguments.target)
    language = arguments.target if arguments.target in LANGUAGES else _language_of(target)
    conflicts = merge(target, language, arguments.fragments, replace=arguments.replace)
    for line in conflicts:
        print(line, file=sys.stderr)
    return 1 if conflicts and not arguments.replace else 0


def _language_of(path: Path) -> str:
    """nn.po, btimeeting.nb.po and nn/LC_MESSAGES/btimeeting.po say their language in their name."""
    for part in (*path.name.split("."), *reversed(path.parts)):
        if part in LANGUAGES:
            return part
    raise SystemExit(f"{path}: which language? name the file nn.po or nb.po")


if __name__ == "__main__":
    sys.exit(main())
