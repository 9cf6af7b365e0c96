"""No text loses a document: signs without a letter in the fonts, markup, endless names, everything at once."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from btimeeting.documents.markdown import facts, heading, join, lines_of, md_escape, table
from btimeeting.documents.pdf import PdfResult, to_pdf
from btimeeting.documents.typography import set_well
from tests.documents.pdf_text import pdf_words

MADE = datetime(2026, 11, 25, 11, 30, tzinfo=UTC)


def made_of(text: str) -> PdfResult:
    """A PDF with `text` as a paragraph, as a value, and in a table with narrow columns."""
    cell = md_escape(text)
    rows = [(cell, "ja", cell, "25.11.2026")]
    markdown = join(
        heading(1, "Prøve"), facts([("Tekst", lines_of(text))]), lines_of(text), table(["A", "B", "C", "D"], rows)
    )
    return to_pdf(markdown, language="nn", made_at=MADE)


@pytest.mark.parametrize(
    "text",
    [
        '#eval("1 + 1")',
        "#panic()",
        "$x^2$ og #text(red)[raudt]",
        "*b* _i_ `k` <etikett> @referanse",
        "<b>feit</b> & <script>alert(1)</script>",
        "[/x] Åse [b]",
        "// kommentar /* og */ = overskrift",
        'sitat " og \\" og \\u{41} og \\n',
        "- ikkje punkt",
    ],
)
def test_markup_of_every_kind_comes_out_as_it_was_typed(text: str) -> None:
    made = made_of(text)
    assert made.replaced == ()
    assert pdf_words(made.content).count("".join(text.split())) == 4


@pytest.mark.parametrize(
    ("text", "replaced", "told"),
    [
        ("glad 😀 dag", ("😀",), "glad[U+1F600]dag"),
        ("ሰላም til deg", ("ሰ", "ላ", "ም"), "[U+1230][U+120B][U+121D]tildeg"),
        ("漢字 😀 漢", ("漢", "字", "😀"), "[U+6F22][U+5B57][U+1F600][U+6F22]"),
        ("familie 👩\u200d👧", ("👩", "👧"), "familie[U+1F469][U+1F467]"),
        ("hjarte ❤\ufe0f no", None, "no"),
        ("privat \ue000 teikn", ("\ue000",), "privat[U+E000]teikn"),
        ("ikkje teikn \ufffe her", ("\ufffe",), "[U+FFFE]her"),
    ],
)
def test_a_sign_without_a_letter_is_written_as_its_code_and_told(
    text: str, replaced: tuple[str, ...] | None, told: str
) -> None:
    made = made_of(text)
    assert told in pdf_words(made.content)
    if replaced is not None:
        assert made.replaced == replaced


@pytest.mark.parametrize(
    "text", ["Žygimantas Čapek Ŋ đ ŧ", "Nguyễn Thị Ánh", "Олена Шевченко", "Ελένη", "مرحبا بكم", "Cabdi → ☐ ☑ ½ – …"]
)
def test_names_and_signs_of_many_languages_have_letters(text: str) -> None:
    assert made_of(text).replaced == ()


def test_control_characters_never_reach_the_typesetter() -> None:
    made = made_of("a\x00b\x07c\x1b[31md\x7f\u202ee")
    assert made.replaced == ()
    assert "abc[31mde" in pdf_words(made.content)


@pytest.mark.parametrize("name", ["Å" * 500, "Kari " * 100, "Ab-" * 160, "Kari Demo-" + "x" * 490])
def test_a_name_of_five_hundred_letters_is_all_there(name: str) -> None:
    made = made_of(name)
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert len(pdf.pages) <= 4
    assert pdf_words(made.content).replace("-", "").count("".join(name.split()).replace("-", "")) >= 1


def test_a_text_of_twenty_thousand_letters_is_set() -> None:
    markdown = join(heading(1, "Prøve"), facts([("Føresette", lines_of("Ord og fleire ord. " * 1050))]))
    content = to_pdf(markdown, language="nn", made_at=MADE).content
    assert pdf_words(content).count("Ordogfleireord.") >= 1000


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_any_text_becomes_a_pdf(text: str) -> None:
    assert made_of(text).content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("møte med Kari Demo i dag", "møte med Kari\u00a0Demo i dag"),
        ("Tor Å. Vik kjem", "Tor\u00a0Å.\u00a0Vik kjem"),
        ("den 25. november kl. 10.00", "den 25.\u00a0november kl.\u00a010.00"),
        ("45 minutt, 1 rektor/styrar (9. trinn)", "45\u00a0minutt, 1\u00a0rektor/styrar (9.\u00a0trinn)"),
        ("1 2 3 og 4,5 til", "1 2 3\u00a0og 4,5 til"),
        ("Det er slutt. No byrjar me.", "Det er slutt. No byrjar me."),
        ("Kari, Ola", "Kari, Ola"),
        ("x" * 40, "x" * 20 + "\u200b" + "x" * 20),
    ],
)
def test_names_and_dates_hold_together_and_endless_words_may_break(text: str, kept: str) -> None:
    assert set_well(text) == kept


@given(st.text(alphabet="Aa. 1n", max_size=80))
def test_setting_well_changes_nothing_but_spaces(text: str) -> None:
    assert set_well(text).replace("\u00a0", " ").replace("\u200b", "") == text


@given(st.lists(st.sampled_from(["Kari", "Demo", "Åse", "Å.", "Vik-Prøve"]), min_size=1, max_size=60))
def test_names_never_grow_into_an_unbreakable_line(names: list[str]) -> None:
    assert max(len(piece) for piece in set_well(" ".join(names)).split(" ")) <= 30
