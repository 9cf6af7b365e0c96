"""The one walk from Markdown to blocks, and what every format reads from it."""

from __future__ import annotations

from btimeeting.documents.blocks import (
    Bullets,
    Fact,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    Quote,
    Run,
    Table,
    parse,
    plain,
    sheet,
    text_of,
)


def _words(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def test_headings_paragraphs_and_styles_become_blocks_with_runs() -> None:
    heading, paragraph = parse("# Referat\n\nvanleg **feit** og *skrå* og `kode`\n")
    assert heading == Heading(1, _words("Referat"))
    feit, skraa, kode = Run("feit", bold=True), Run("skrå", italic=True), Run("kode", code=True)
    assert paragraph == Paragraph((Run("vanleg "), feit, Run(" og "), skraa, Run(" og "), kode))


def test_a_hard_line_break_is_a_run_of_its_own_and_a_soft_one_is_a_space() -> None:
    assert parse("ei line\\\nto\ntre")[0] == Paragraph((Run("ei line"), Run("\n"), Run("to tre")))


def test_lists_keep_their_inner_lists_and_their_first_number() -> None:
    bullets, numbered = parse("- ein\n  - inni\n- to\n\n3. tre\n4. fire\n")
    inner = Bullets(((Paragraph(_words("inni")),),))
    assert bullets == Bullets(((Paragraph(_words("ein")), inner), (Paragraph(_words("to")),)))
    assert numbered == Numbered(((Paragraph(_words("tre")),), (Paragraph(_words("fire")),)), start=3)


def test_a_list_of_labels_in_bold_is_facts_without_the_colon() -> None:
    (facts,) = parse("- **Barn:** Nor Eksempel\n- **Dato:** i dag\n\n  og i morgon\n")
    assert facts == Facts(
        (
            Fact(_words("Barn"), (Paragraph(_words("Nor Eksempel")),)),
            Fact(_words("Dato"), (Paragraph(_words("i dag")), Paragraph(_words("og i morgon")))),
        )
    )


def test_one_item_without_a_label_makes_it_a_plain_list() -> None:
    (block,) = parse("- **Barn:** Nor\n- utan merkelapp\n")
    assert isinstance(block, Bullets)


def test_a_table_has_a_head_and_rows() -> None:
    (table,) = parse("| Tiltak | Kven |\n| --- | --- |\n| a \\| b | **c** |\n")
    assert table == Table((_words("Tiltak"), _words("Kven")), ((_words("a | b"), (Run("c", bold=True),)),))


def test_a_quote_holds_blocks() -> None:
    assert parse("> ein\n>\n> to\n")[0] == Quote((Paragraph(_words("ein")), Paragraph(_words("to"))))


def test_raw_html_code_and_links_stay_as_text() -> None:
    blocks = parse("<script>x</script>\n\n    innrykk\n\n[lenkje](http://døme)\n")
    assert plain(blocks) == "<script>x</script>\n\ninnrykk\n\n\nlenkje"


def test_a_sheet_has_the_title_of_its_first_heading_and_the_footer_under_its_last_rule() -> None:
    paper = sheet("# Tittel *her*\n\ntekst\n\n---\n\nSak 14\n\nMerke: `ab`\n")
    assert paper.title == "Tittel her"
    assert plain(paper.body) == "Tittel her\n\ntekst"
    assert plain(paper.footer) == "Sak 14\n\nMerke: ab"


def test_a_sheet_without_a_rule_or_a_heading_is_all_body() -> None:
    paper = sheet("berre tekst")
    assert (paper.title, plain(paper.body), paper.footer) == ("", "berre tekst", ())


def test_neighbouring_runs_of_one_style_are_joined() -> None:
    (paragraph,) = parse("a \\* b & c")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs == _words("a * b & c")
    assert text_of(paragraph.runs) == "a * b & c"
