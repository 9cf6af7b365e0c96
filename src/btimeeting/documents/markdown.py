"""Markdown out: the one text every document is, written so that nothing a person typed becomes markup.

A value is put into a sentence with `say`, which escapes it; a block is made by `paragraph`, `bullets`, `facts` …,
which take Markdown that has been escaped already. An empty part is the empty string, and `join` leaves it out:
so an empty heading vanishes by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from btimeeting.i18n import tr

_ENDS_OF_LINE = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
# Marks that turn the direction of what follows could make a document read otherwise than it is written.
_UNSEEN = re.compile("[\ufeff\u202a-\u202e\u2066-\u2069]")
_MARKUP = re.compile(r"[\\`*_\[\]<>|~$]|&(?=#?\w{1,32};)")
_OPENS_A_BLOCK = re.compile(r"(?P<number>\d{1,9})(?P<point>[.)])(?=\s|$)|(?P<sign>[#>+=:-])")
_BREAK = "\\\n"


def clean(text: str) -> str:
    """`text` as it is written down: composed letters, plain spaces, lines without edges, no control characters.

    At most one empty line stands between two others, and none at the ends.
    """
    lines = _ENDS_OF_LINE.sub("\n", unicodedata.normalize("NFC", text))
    seen = "".join(_visible(sign) for sign in _UNSEEN.sub("", lines))
    trimmed = "\n".join(line.strip() for line in _SPACES.sub(" ", seen).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", trimmed).strip()


def _visible(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Cs":
        return "\ufffd"
    return sign if kind != "Cc" or sign in "\n\t" else ""


def md_escape(text: str) -> str:
    """A person's text on one line, for the middle of a sentence, a cell or a heading: it never becomes markup."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(clean(text).split()))


def say(msgid: str, /, **values: str) -> str:
    """The sentence `msgid` in the language spoken now, with a person's values escaped into it."""
    return tr(msgid, **{name: md_escape(value) for name, value in values.items()}) if values else tr(msgid)


def lines_of(text: str) -> str:
    """A person's longer text as Markdown: line breaks are kept, an empty line parts two paragraphs."""
    parts = clean(text).split("\n\n")
    return "\n\n".join(_BREAK.join(_guarded(md_escape(line)) for line in part.split("\n")) for part in parts if part)


def _guarded(line: str) -> str:
    """`line` so that it cannot open a list, a heading, a quote, a rule or a table."""

    def quoted(found: re.Match[str]) -> str:
        return f"{found['number']}\\{found['point']}" if found["number"] else f"\\{found['sign']}"

    return _OPENS_A_BLOCK.sub(quoted, line, count=1) if _OPENS_A_BLOCK.match(line) else line


def bold(markdown: str) -> str:
    """`markdown` in bold; nothing stays nothing."""
    return f"**{markdown}**" if markdown else ""


def sentences(*parts: str) -> str:
    """Sentences after each other on one line, empty ones left out."""
    return " ".join(part for part in parts if part)


def join(*parts: str) -> str:
    """Blocks under each other, empty ones left out."""
    return "\n\n".join(part for part in parts if part)


def heading(level: int, markdown: str) -> str:
    """A heading; `#` at the end of a line would be taken for a closing mark."""
    return "#" * level + " " + markdown.replace("#", "\\#")


def section(level: int, title: str, *parts: str) -> str:
    """A heading with what stands under it, or nothing at all when nothing does."""
    body = join(*parts)
    return join(heading(level, title), body) if body else ""


def paragraph(markdown: str) -> str:
    """One paragraph of a single line."""
    return _guarded(markdown)


def bullets(items: Iterable[str]) -> str:
    """A list; an item may hold several paragraphs (from `lines_of`)."""
    return "\n".join(f"- {_hung(_guarded(item))}" for item in items if item)


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """A list of `label: value`, the label in bold; a row without a value vanishes. Renderers set it in two columns."""
    return "\n".join(f"- {bold(f'{label}:')} {_hung(value)}" for label, value in rows if value)


def _hung(markdown: str) -> str:
    """Later lines of a list item stand under its first."""
    return re.sub(r"\n(?=[^\n])", "\n  ", markdown)


def quote(markdown: str) -> str:
    """What somebody wrote or said, set apart."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n")) if markdown else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, or nothing when it has no rows. A column that is empty in every row is left out."""
    kept = [tuple(row) for row in rows]
    columns = [i for i in range(len(head)) if any(row[i] for row in kept)]
    if not columns:
        return ""
    rows_out = [[row[i] for i in columns] for row in (head, ["---"] * len(head), *kept)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows_out)


RULE = "---"
"""The line above a document's footer; it stands nowhere else."""
