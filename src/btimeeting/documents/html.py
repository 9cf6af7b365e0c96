"""A document as one HTML file: semantic, its own style sheet inside, nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

from btimeeting.documents.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Inline,
    Numbered,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
    sheet,
)
from btimeeting.documents.typography import breakable

_MAY_BREAK = "\u200b"
_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
{footer}</body>
</html>
"""


def to_html(markdown: str, *, language: str) -> str:
    """The document a Markdown text is, as a whole page. `language` (nn, nb, en) tells a reader how to say it."""
    paper = sheet(markdown)
    footer = f"<footer>\n{_blocks(paper.footer)}\n</footer>\n" if paper.footer else ""
    return _PAGE.format(
        language=escape(language), title=escape(paper.title), style=_style(), body=_blocks(paper.body), footer=footer
    )


@cache
def _style() -> str:
    return (Path(__file__).parent / "templates" / "paper.css").read_text(encoding="utf-8")


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Heading(level, runs):
            return f"<h{level}>{_inline(runs)}</h{level}>"
        case Paragraph(runs):
            return f"<p>{_inline(runs)}</p>"
        case Bullets(items):
            return f"<ul>\n{_items(items)}\n</ul>"
        case Numbered(items, start):
            return f'<ol start="{start}">\n{_items(items)}\n</ol>'
        case Facts(rows):
            told = "\n".join(f"<dt>{_inline(row.label)}</dt>\n<dd>{_tight(row.value)}</dd>" for row in rows)
            return f"<dl>\n{told}\n</dl>"
        case Table():
            return _table(block)
        case Quote(inner):
            return f"<blockquote>\n{_blocks(inner)}\n</blockquote>"
        case Rule():
            return "<hr>"


def _items(items: Iterable[tuple[Block, ...]]) -> str:
    return "\n".join(f"<li>{_tight(item)}</li>" for item in items)


def _tight(blocks: tuple[Block, ...]) -> str:
    """A single paragraph stands without its tags inside a list."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _inline(blocks[0].runs)
    return _blocks(blocks)


def _table(table: Table) -> str:
    """A table whose columns and rows both have headers, so that a cell can be read aloud with what it belongs to."""
    head = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in table.head)
    rows = "\n".join(
        f'<tr><th scope="row">{_inline(row[0])}</th>{"".join(f"<td>{_inline(cell)}</td>" for cell in row[1:])}</tr>'
        for row in table.rows
    )
    return f'<div class="table"><table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>'


def _inline(runs: Inline) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if run.text == "\n":
        return "<br>"
    text = escape(breakable(run.text, _MAY_BREAK)).replace(_MAY_BREAK, "<wbr>")
    for on, tag in ((run.code, "code"), (run.italic, "em"), (run.bold, "strong")):
        if on:
            text = f"<{tag}>{text}</{tag}>"
    return text
