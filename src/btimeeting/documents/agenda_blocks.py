"""From Markdown to the few blocks an agenda is made of, each with its line; nothing in the file is dropped unsaid.

Everything Markdown could hide (code, quotations, nested lists, `##Name` without a space, a heading made by the
line under it, link definitions) is either read as ordinary text or told as a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from btimeeting.documents.agenda_problems import Code, Report
from btimeeting.documents.agenda_words import norm

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_UNUSED_RULES: Final = (
    "code", "reference", "html_block", "html_inline", "link", "image", "autolink", "entity",
)  # fmt: skip
"""Rules of Markdown an agenda has no use for: without them such text stays text, and nothing disappears."""

_HTML: Final = re.compile(r"(?<!\\)<(?:/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|!--)")
"""A tag or a comment; «<» before a number or alone is a sign, and «\\<» says that it is."""


class Line(NamedTuple):
    """A line as it stands in the file, without its indentation."""

    number: int
    raw: str


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list. `text` is what a person reads, `lines` what stands in the file."""

    line: int
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is the title's."""

    line: int
    level: int
    text: str
    underlined: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines of text that belong together."""

    line: int
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list, numbered or not."""

    line: int
    numbered: bool
    items: tuple[Item, ...]


Block = Heading | Paragraph | Points


@dataclass(slots=True)
class _Node:
    """A block of Markdown and what stands in it.

    `content` is a paragraph, a heading or code as it stands in the file, `text` what a person reads of it.
    """

    type: str
    line: int
    level: int = 0
    underlined: bool = False
    content: str = ""
    text: str = ""
    children: list[_Node] = field(default_factory=list)


def blocks(text: str, report: Report) -> tuple[Block, ...]:
    """The blocks of a file, in order; what has no place in an agenda is noted in `report`."""
    if text.partition("\n")[0].strip() == "---":
        report.say(1, Code.FRONT_MATTER)
    return tuple(_blocks(_tree(text), report))


def _blocks(nodes: Iterable[_Node], report: Report) -> Iterator[Block]:
    for node in _joined(nodes):
        match node.type:
            case "heading":
                yield _heading(node, report)
            case "paragraph":
                yield Paragraph(node.line, node.text, _lines(node, report))
            case "bullet_list" | "ordered_list":
                items = tuple(_item(child, report) for child in node.children)
                yield Points(node.line, node.type == "ordered_list", items)
            case "hr":
                pass  # a rule across the page: nothing is said by it
            case _:
                _unused(node, report)


def _joined(nodes: Iterable[_Node]) -> Iterator[_Node]:
    """Two lists with nothing between them look like one, though one has "*" and the other "-": they are one."""
    last: _Node | None = None
    for node in nodes:
        if last is not None and node.type == last.type and node.type in {"bullet_list", "ordered_list"}:
            last.children += node.children
            continue
        if last is not None:
            yield last
        last = node
    if last is not None:
        yield last


def _heading(node: _Node, report: Report) -> Heading:
    if len(_lines(node, report)) > 1 and node.underlined:
        report.say(node.line, Code.UNDERLINED, found=node.text)
    return Heading(node.line, node.level, node.text, node.underlined)


def _item(node: _Node, report: Report) -> Item:
    texts: list[str] = []
    lines: list[Line] = []
    for child in node.children:
        if child.type == "paragraph":
            texts.append(child.text)
            lines += _lines(child, report)
        else:
            _unused(child, report)
    return Item(node.line, norm(" ".join(texts)), tuple(lines))


def _unused(node: _Node, report: Report) -> None:
    """Say that a node has no place in an agenda, and everything that hides in it."""
    match node.type:
        case "heading":
            report.say(node.line, Code.HEADING_INSIDE, found=node.text)
        case "paragraph":
            _lines(node, report)
        case "bullet_list" | "ordered_list":
            report.say(node.line, Code.NESTED_LIST)
        case "blockquote":
            report.say(node.line, Code.QUOTE)
        case "fence":
            _code(node, report)
    for child in node.children:
        _unused(child, report)


def _code(node: _Node, report: Report) -> None:
    report.say(node.line, Code.CODE_BLOCK)
    for number, raw in enumerate(node.content.split("\n"), node.line + 1):
        found = re.match(r"\s*#{1,6}\s*(\S.*)", raw)
        if found:
            report.say(number, Code.HEADING_IN_CODE, found=norm(found[1]))


def _lines(node: _Node, report: Report) -> tuple[Line, ...]:
    """The lines of a paragraph as they stand; one that begins with # was meant as a heading."""
    lines = tuple(Line(node.line + i, norm(text)) for i, text in enumerate(node.content.split("\n")))
    for line in lines:
        if tag := _HTML.search(line.raw):
            report.say(line.number, Code.RAW_HTML, found=tag[0])
        if line.raw.startswith("#") and node.type == "paragraph":
            report.say(line.number, Code.HASH_IS_TEXT)
    return lines


def _tree(text: str) -> list[_Node]:
    """The blocks of Markdown, one inside the other (never deeper than the parser's own limit)."""
    root = _Node("root", 0)
    path = [root]
    for token in _parser().parse(text):
        line = token.map[0] + 1 if token.map else 0
        if token.type == "inline":
            path[-1].content, path[-1].text = token.content, norm("".join(_pieces(token.children or ())))
        elif token.nesting == -1:
            path.pop()
        else:
            level = int(token.tag[1]) if token.type == "heading_open" else 0
            kind = token.type.removesuffix("_open")
            node = _Node(kind, line, level, level > 0 and token.markup in {"-", "="}, token.content)
            path[-1].children.append(node)
            if token.nesting == 1:
                path.append(node)
    return root.children


def _pieces(tokens: Sequence[Token]) -> Iterator[str]:
    """What a person reads of a line: without the signs of emphasis and escaping."""
    for token in tokens:
        yield " " if token.type in {"softbreak", "hardbreak"} else token.content


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - a format library is loaded when a file is read

    return MarkdownIt("commonmark", {"html": False}).disable(list(_UNUSED_RULES))
