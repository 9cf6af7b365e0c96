"""Markdown in: one walk over the tokens gives the blocks that HTML, PDF and DOCX are made from.

The only file that knows markdown-it. Raw HTML, images and links are not ours to make, so they stay text; what this
walk does not know becomes a paragraph: nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. A text that is a line end alone is a line break."""

    text: str = field(repr=False)
    bold: bool = False
    italic: bool = False
    code: bool = False


Inline = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's title."""

    level: int
    runs: Inline


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    runs: Inline


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without numbers."""

    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered list and its first number."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Fact:
    """A label (without its colon) and what is said of it."""

    label: Inline
    value: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A list in which every item is `**label:** value`."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of column headings."""

    head: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote or said, set apart."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


Block = Heading | Paragraph | Bullets | Numbered | Facts | Table | Quote | Rule


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document: its title (the first heading), what stands in it, and its footer (under the last rule)."""

    title: str
    body: tuple[Block, ...]
    footer: tuple[Block, ...] = ()


def parse(markdown: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text (CommonMark and tables)."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 80 ms that only a document costs
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415

    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)
    return tuple(_blocks(SyntaxTreeNode(tokens).children))


def sheet(markdown: str) -> Sheet:
    """The document a Markdown text is. A title in the metadata comes from here: the composers keep names out of it."""
    blocks = parse(markdown)
    title = next((text_of(block.runs) for block in blocks if isinstance(block, Heading)), "")
    rules = [i for i, block in enumerate(blocks) if isinstance(block, Rule)]
    if not rules:
        return Sheet(title, blocks)
    return Sheet(title, blocks[: rules[-1]], blocks[rules[-1] + 1 :])


def text_of(runs: Inline) -> str:
    """The plain text of some runs."""
    return "".join(run.text for run in runs)


def plain(blocks: Iterable[Block]) -> str:
    """The plain text of some blocks, an empty line between two."""
    return "\n\n".join(text for block in blocks if (text := _plain(block)))


def _plain(block: Block) -> str:
    match block:
        case Heading(_, runs) | Paragraph(runs):
            return text_of(runs)
        case Bullets(items) | Numbered(items, _):
            return "\n\n".join(plain(item) for item in items)
        case Facts(rows):
            return "\n\n".join(f"{text_of(row.label)}: {plain(row.value)}" for row in rows)
        case Table(head, rows):
            return "\n".join("\t".join(text_of(cell) for cell in row) for row in (head, *rows))
        case Quote(blocks):
            return plain(blocks)
        case Rule():
            return ""


# --- the walk ----------------------------------------------------------------------------------------------------


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                yield Heading(int(node.tag[1:]), _inline(node.children))
            case "paragraph":
                yield Paragraph(_inline(node.children))
            case "bullet_list":
                yield _facts_or_bullets(tuple(tuple(_blocks(item.children)) for item in node.children))
            case "ordered_list":
                items = tuple(tuple(_blocks(item.children)) for item in node.children)
                yield Numbered(items, int(node.attrs.get("start", 1)))
            case "table":
                yield _table(node)
            case "blockquote":
                yield Quote(tuple(_blocks(node.children)))
            case "hr":
                yield Rule()
            case _:
                yield Paragraph((Run(node.content),))


def _facts_or_bullets(items: tuple[tuple[Block, ...], ...]) -> Block:
    rows = tuple(_fact(item) for item in items)
    told = tuple(row for row in rows if row is not None)
    return Facts(told) if len(told) == len(items) else Bullets(items)


def _fact(item: tuple[Block, ...]) -> Fact | None:
    if not item or not isinstance(item[0], Paragraph):
        return None
    runs = item[0].runs
    label = next((runs[:i] for i, run in enumerate(runs) if not run.bold), runs)
    if not label or not text_of(label).endswith(":"):
        return None
    rest = runs[len(label) :]
    first = (replace(rest[0], text=rest[0].text.lstrip(" ")), *rest[1:]) if rest else ()
    words = tuple(replace(run, bold=False) for run in label)
    words = (*words[:-1], replace(words[-1], text=words[-1].text.removesuffix(":")))
    return Fact(words, (Paragraph(first), *item[1:]) if text_of(first) else item[1:])


def _table(node: SyntaxTreeNode) -> Table:
    rows = [tuple(_inline(cell.children) for cell in row.children) for part in node.children for row in part.children]
    return Table(rows[0], tuple(rows[1:]))


def _inline(nodes: Iterable[SyntaxTreeNode], style: Run = Run("")) -> Inline:
    return tuple(_joined(run for node in nodes for run in _runs(node, style)))


def _runs(node: SyntaxTreeNode, style: Run) -> Inline:
    match node.type:
        case "inline" | "link":
            return _inline(node.children, style)
        case "strong":
            return _inline(node.children, replace(style, bold=True))
        case "em":
            return _inline(node.children, replace(style, italic=True))
        case "code_inline":
            return (replace(style, text=node.content, code=True),)
        case "hardbreak":
            return (replace(style, text="\n"),)
        case "softbreak":
            return (replace(style, text=" "),)
        case _:
            return (replace(style, text=node.content),)


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours in one style become one run; a line break stays by itself."""
    held: Run | None = None
    for run in runs:
        if held is not None and "\n" not in (held.text, run.text) and replace(held, text="") == replace(run, text=""):
            held = replace(held, text=held.text + run.text)
            continue
        if held is not None and held.text:
            yield held
        held = run
    if held is not None and held.text:
        yield held
