"""From the record to a paper: composing the referat, and making HTML and PDF of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import typst
from markdown_it import MarkdownIt

from benchmarks.homes import played_home
from benchmarks.measure import Row, against, timed
from benchmarks.meetings import AT
from btimeeting.cli.demo import invented_house
from btimeeting.documents.html import to_html
from btimeeting.documents.model import Choices
from btimeeting.documents.pdf import STANDARDS, to_pdf
from btimeeting.documents.referat import compose_referat
from btimeeting.domain.openpoints import open_points

ON = date(2026, 11, 25)
ONE_LINE = '#set document(title: "Ei line")\n= Ei line\nEi line.'

_COLD_OURS = """
import sys, datetime
from btimeeting.documents.pdf import to_pdf
text = open(sys.argv[1], encoding="utf-8").read()
to_pdf(text, language="nn", made_at=datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC))
"""
_COLD_FLOOR = f"""
import typst
source = {ONE_LINE.encode()!r}
typst.Compiler(source, font_paths=typst.Fonts(include_system_fonts=False)).compile(input=source, format="pdf")
"""


def rows(folder: Path, *, quick: bool) -> list[Row]:
    """The referat of the invented meeting."""
    times = 2 if quick else 100
    home, meeting_id = played_home(folder / "home")
    with invented_house(home, AT) as house:
        record = house.records.meeting(meeting_id)
        session = house.session(meeting_id)
        head = house.journal.head(meeting_id)
        points = open_points(session.meeting, record, ON)
        options = Choices(house.settings.zone)

    def compose() -> str:
        return compose_referat(session.meeting, record, points, on=ON, head=head, options=options)

    text = compose()
    made, floor = against(compose, record.model_dump_json, "the same record as JSON", times)
    found = [timed("compose the referat", made, floor)]
    parser = MarkdownIt("commonmark").enable("table")
    made, floor = against(lambda: to_html(text, language="nn"), lambda: parser.render(text), "markdown-it alone", times)
    found.append(timed("HTML", made, floor))
    made, floor = against(lambda: _pdf(text), _one_line(), "typst compiles a one-line document", times)
    found.append(timed("PDF, warm (PDF/A-2a and PDF/UA-1)", made, floor))
    return [*found, _cold(folder / "referat.md", text, 1 if quick else 10)]


def _pdf(text: str) -> object:
    return to_pdf(text, language="nn", made_at=AT)


def _one_line() -> Callable[[], object]:
    fonts = typst.Fonts(include_system_fonts=False)
    source = ONE_LINE.encode()

    def compile_it() -> object:
        return typst.Compiler(source, font_paths=fonts).compile(
            input=source,
            format="pdf",
            pdf_standards=list(STANDARDS),  # type: ignore[arg-type]  # the names are checked by typst
            timestamp=int(AT.timestamp()),
        )

    return compile_it


def _cold(path: Path, text: str, times: int) -> Row:
    path.write_text(text, encoding="utf-8")

    def fresh(code: str) -> None:
        subprocess.run([sys.executable, "-c", code, str(path)], check=True)

    name = "a fresh interpreter, typst, a one-line document"
    made, floor = against(lambda: fresh(_COLD_OURS), lambda: fresh(_COLD_FLOOR), name, times, warm=1)
    return timed("PDF, cold: a fresh interpreter", made, floor)
