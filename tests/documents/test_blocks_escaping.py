"""Nothing a person typed ever becomes markup: it comes out of the blocks as it went in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting.documents.blocks import Bullets, Facts, Heading, Paragraph, Quote, Table, parse, plain, text_of
from btimeeting.documents.markdown import (
    bullets,
    clean,
    facts,
    heading,
    join,
    lines_of,
    md_escape,
    paragraph,
    quote,
    say,
    section,
    table,
)

HARD = (
    "#eval(1)",
    "# overskrift",
    "$x$ og $$y$$",
    "*b* _i_ **f** __g__ ~~s~~",
    "<b>feit</b> <!-- gøymt --> <script>",
    "[/x] [tekst](http://døme) ![bilete](x.png) [1]: http://døme",
    "- punkt",
    "+ punkt",
    "1. ein",
    "1) ein",
    "2026. året",
    "> sitat",
    "---",
    "===",
    "***",
    ":--",
    "| a | b |",
    "a | b\n--- | ---",
    "tekst\n---",
    "tekst\n===",
    "\ttabulator først",
    "    fire mellomrom",
    "```\nkode\n```",
    "~~~",
    "bakstrek \\ og \\* og slutt \\",
    "&amp; &nbsp; &#35; &",
    "linje\nto\n\navsnitt",
    "slutt med mellomrom  \nog ny linje",
    "http://døme.invalid <http://døme.invalid>",
    "@ref <merke> #merke",
    "{0} {namn} %s",
    "«sitat» – tankestrek … æøå ÆØÅ č ŋ",
    "*",
    "_",
    "\\",
    "`",
    "#",
    "-",
    "1.",
    "😀 ሰላም مرحبا",
)

ANY = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="#*_-+=>|\\`~[]()<>!&$:.{}1 a\n\t", max_size=40),
    st.lists(st.sampled_from(HARD), min_size=1, max_size=3).map("\n".join),
)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _through(markdown: str) -> str:
    return plain(parse(markdown))


@pytest.mark.parametrize("text", HARD)
def test_hard_text_survives_as_paragraphs(text: str) -> None:
    blocks = parse(lines_of(text))
    assert plain(blocks) == clean(text)
    assert all(isinstance(block, Paragraph) for block in blocks)


@given(ANY)
def test_any_text_survives_as_paragraphs(text: str) -> None:
    blocks = parse(lines_of(text))
    assert plain(blocks) == clean(text)
    assert all(isinstance(block, Paragraph) for block in blocks)


@given(ANY)
def test_any_text_survives_in_the_middle_of_a_sentence_and_at_its_beginning(text: str) -> None:
    (block,) = parse(paragraph(say("{who} answers by {date}.", who="x" + text, date=text)))
    assert plain([block]) == f"{_one_line('x' + text)} answers by {_one_line(text)}."
    (block,) = parse(paragraph(say("{who} x", who=text)))
    assert isinstance(block, Paragraph)
    assert plain([block]).strip() == f"{_one_line(text)} x".strip()


@given(ANY)
def test_any_text_survives_in_a_list_and_stays_one_item(text: str) -> None:
    line = md_escape("a" + text)
    (block,) = parse(bullets([line, md_escape(text)]))
    assert isinstance(block, Bullets)
    assert [plain(item) for item in block.items] == [t for t in (_one_line("a" + text), _one_line(text)) if t]


@given(ANY, ANY)
def test_any_text_survives_as_label_and_value_of_facts(label: str, value: str) -> None:
    (block,) = parse(facts([(md_escape("x" + label), lines_of("y" + value)), ("Z", "z")]))
    assert isinstance(block, Facts)
    assert text_of(block.rows[0].label) == _one_line("x" + label)
    assert plain(block.rows[0].value) == clean("y" + value)
    assert len(block.rows) == 2


@given(ANY, ANY)
def test_any_text_survives_in_a_table_cell_and_moves_no_column(one: str, two: str) -> None:
    cells = (md_escape("a" + one), md_escape("b" + two), md_escape("c"))
    (block,) = parse(table(["A", "B", "C"], [cells, cells]))
    assert isinstance(block, Table)
    told = (_one_line("a" + one), _one_line("b" + two), "c")
    assert [tuple(text_of(cell) for cell in row) for row in block.rows] == [told, told]


@given(ANY)
def test_any_text_survives_in_a_heading_and_a_quote(text: str) -> None:
    title, said = parse(join(heading(2, md_escape("x" + text)), quote(lines_of("y" + text))))
    assert isinstance(title, Heading)
    assert text_of(title.runs) == _one_line("x" + text)
    assert isinstance(said, Quote)
    assert plain([said]) == clean("y" + text)


@given(ANY)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b\x07c\x1b[31md", "abc[31md"),
        ("ein\r\nto\rtre\u2028fire", "ein\nto\ntre\nfire"),
        ("  kant  \n\n\n\n  kant  ", "kant\n\nkant"),
        ("a\tb\u00a0\u2003c", "a b c"),
        ("A\u030a", "Å"),
        ("\ufeffmerke \u202esnudd", "merke snudd"),
        ("halv \ud800", "halv \ufffd"),
    ],
)
def test_control_characters_go_and_lines_and_spaces_are_made_plain(text: str, kept: str) -> None:
    assert clean(text) == kept


def test_an_empty_section_vanishes_and_so_do_empty_rows_and_columns() -> None:
    assert section(2, "Tom", "", facts([("Barn", "")]), bullets([""]), table(["A"], [])) == ""
    assert facts([("Barn", ""), ("Dato", "i dag")]) == "- **Dato:** i dag"
    assert table(["A", "B", "C"], [("1", "", "2"), ("3", "", "4")]).splitlines()[0] == "| A | C |"
    assert table(["A"], [("",)]) == ""
