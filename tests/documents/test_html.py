"""The HTML: one file, semantic, nothing from outside, a person's text never markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from btimeeting import i18n
from btimeeting.documents.blocks import sheet
from btimeeting.documents.html import to_html
from btimeeting.documents.markdown import facts, heading, join, lines_of, md_escape, quote, table
from tests.documents.test_pdf import a_referat

VOID = {"meta", "br", "hr"}


class Outline(HTMLParser):
    """Tags with attributes in order, the text, and whether every tag is closed in its place."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in {"style", "title"}:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_page_says_its_language_and_its_title(language: str) -> None:
    page = to_html(a_referat(language), language=language)
    outline = Outline(page)
    assert outline.all("html") == [{"lang": language}]
    assert f"<title>{sheet(a_referat(language)).title}</title>" in page
    assert len(outline.all("h1")) == len(outline.all("main")) == len(outline.all("footer")) == 1


def test_headings_do_not_skip_a_level() -> None:
    levels = [int(tag[1]) for tag, _ in Outline(to_html(a_referat(), language="nn")).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_table_headers_have_a_scope_and_facts_are_a_description_list() -> None:
    outline = Outline(to_html(a_referat(), language="nn"))
    assert outline.all("th")
    assert {cell.get("scope") for cell in outline.all("th")} == {"col", "row"}
    assert len(outline.all("dt")) == len(outline.all("dd")) > 0


def test_nothing_is_fetched_from_anywhere() -> None:
    page = to_html(a_referat(), language="nn")
    assert not re.search(r"https?:|//[a-z]|@import|url\(|src=|href=", page)
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in Outline(page).tags}
    assert "default-src 'none'" in page


def test_it_prints_on_a4_without_breaking_rows() -> None:
    page = to_html("# a", language="nn")
    assert "@media print" in page
    assert "size: A4" in page


@pytest.mark.parametrize(
    "text", ["<b>feit</b>", "<script>alert(1)</script>", "a & b &lt; c", '"sitat" \'', "[/x] {body}"]
)
def test_a_persons_text_is_never_markup(text: str) -> None:
    escaped = md_escape(text)
    markdown = join(
        heading(1, escaped), facts([(escaped, lines_of(text))]), quote(lines_of(text)), table([escaped], [(escaped,)])
    )
    outline = Outline(to_html(markdown, language="nn"))
    assert outline.text.count(text) == 6
    assert {"b", "script"}.isdisjoint({tag for tag, _ in outline.tags})


def test_line_breaks_lists_and_styles_are_kept() -> None:
    page = to_html("a\\\nb **c** *d* `e`\n\n3. x\n\n- y\n  - z\n\n---\n\nfot", language="nn")
    assert "<p>a<br>b <strong>c</strong> <em>d</em> <code>e</code></p>" in page
    assert '<ol start="3">\n<li>x</li>\n</ol>' in page
    assert "<li><p>y</p>\n<ul>\n<li>z</li>\n</ul></li>" in page
    assert "<footer>\n<p>fot</p>\n</footer>" in page


def test_text_and_background_have_a_contrast_of_seven_to_one() -> None:
    page = to_html("# a", language="nn")
    for colour in re.findall(r"[ {]color: (#[0-9a-f]{3,6})", page):
        assert contrast(colour, "#ffffff") >= 7, colour


def contrast(one: str, two: str) -> float:
    """WCAG's contrast of two colours."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_word_without_an_end_may_break_and_stays_one_word() -> None:
    assert f"<p>{'å' * 20}<wbr>{'å' * 20}<wbr>{'å' * 10}</p>" in to_html("å" * 50, language="nn")
