"""`btimeeting paper KIND [MEETING]`: a document of the record, or cue cards, as Markdown, HTML, PDF or Word."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from btimeeting.cli.narration import say
from btimeeting.cli.outcomes import DONE, FAILED
from btimeeting.cli.paper_file import tell_replaced, write_file
from btimeeting.cli.reasons import add_reason, reason_for
from btimeeting.i18n import tr

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from btimeeting.cli.wiring import House
    from btimeeting.domain.record import Document, MeetingRecord

KINDS = ("referat", "familie", "evaluering", "kort")
"""`familie` is the referat without the journal's mark: the family's own copy (domain.md 3.8). `kort` is no document of
a record: the cue cards of an agenda, without any name."""
FORMATS = ("md", "html", "pdf", "docx")


def add_parser(subparsers: _SubParsersAction[ArgumentParser], common: ArgumentParser) -> None:
    """Add `paper`."""
    text = tr("a document of the record, to read, print or hand over")
    parser = subparsers.add_parser("paper", parents=[common], help=text, description=text)
    parser.add_argument("kind", choices=KINDS, metavar=tr("KIND"), help=", ".join(KINDS))
    parser.add_argument("meeting", nargs="?", metavar=tr("MEETING"), help=tr("the beginning of its id, or «siste»"))
    parser.add_argument("--format", choices=FORMATS, default=None, help=tr("md (the usual), html, pdf or docx"))
    parser.add_argument("--to", type=Path, metavar=tr("FILE"), help=tr("write to this file, or into this folder"))
    add_reason(parser)
    parser.set_defaults(func=run)


def run(args: Namespace) -> int:
    """Write the newest version of the document; what leaves the record is logged and warned about."""
    from btimeeting.cli.choose import choose_meeting  # noqa: PLC0415 - kept light for --help
    from btimeeting.cli.paper_kort import run_kort  # noqa: PLC0415 - a neighbour
    from btimeeting.cli.wiring import open_house  # noqa: PLC0415 - heavy

    fmt = args.format or (args.to.suffix[1:] if args.to and args.to.suffix[1:] in FORMATS else "md")
    if args.to is None and fmt in {"pdf", "docx"} and sys.stdout.isatty():
        say(sys.stderr, tr("A {format} file cannot be shown here. Write it to a file: --to FILE", format=fmt))
        return FAILED
    if args.kind == "kort":
        return run_kort(args, fmt)
    with open_house(args) as house:
        meeting_id = choose_meeting(house.journal, args.meeting)
        record = house.records.meeting(meeting_id)
        document = newest(record, args.kind)
        if document is None and args.kind == "evaluering" and not house.settings.evaluation_in_record:
            text = tr("This unit does not keep the evaluation in the record (evaluation_in_record in settings.toml).")
            say(sys.stderr, text)
            return FAILED
        if document is None:
            text = tr("This meeting has no such document yet: it is made when the minutes are approved.")
            say(sys.stderr, text + " " + tr("Open the meeting from btimeeting, and press M there."))
            return FAILED
        hidden = record.child is not None and record.child.hidden_address
        data = rendered(document, fmt, author="" if hidden else house.settings.unit_name)
        _log(house, document, fmt, reason_for(house, record.case.id, args))
        _write(data, _place(args.to, record, document, fmt))
    return DONE


def newest(record: MeetingRecord, kind: str) -> Document | None:
    """The newest version of a meeting's document of one kind."""
    from btimeeting.documents.referat import family_copy  # noqa: PLC0415 - heavy

    wanted = "referat" if kind == "familie" else kind
    found = [d for d in record.documents if d.kind.value == wanted]
    if not found:
        return None
    document = max(found, key=lambda d: d.version)
    if kind == "familie":
        return document.model_copy(update={"markdown": family_copy(document.markdown)})
    return document


def _place(to: Path | None, record: MeetingRecord, document: Document, fmt: str) -> Path | None:
    """The file to write: in a folder it is named by kind, case and day, never by who."""
    from btimeeting.documents.file_name import file_name  # noqa: PLC0415 - with the documents

    if to is None or not to.is_dir():
        return to
    on = record.info.held_on or document.made_at.date()
    return to / file_name(document.kind, record.case.number, on, fmt)


def rendered(document: Document, fmt: str, *, author: str) -> bytes:
    """The document in a format. Tells on stderr which characters a PDF's letters lacked.

    `author` is the unit, empty for a child whose address is secret: then the school must not be told.
    """
    from btimeeting.documents.render import render  # noqa: PLC0415 - heavy

    result = render(document, fmt, author=author)
    tell_replaced(result.replaced)
    return result.data


def _write(data: bytes, to: Path | None) -> None:
    write_file(data, to)
    if to is not None:
        text = tr(
            "Written to {path}. This copy is no longer locked in the record: keep it safe and delete it after use.",
            path=to,
        )
        say(sys.stderr, text)


def _log(house: House, document: Document, fmt: str, reason: str) -> None:
    from btimeeting.cli.record import log_look  # noqa: PLC0415 - a neighbour

    log_look(house, f"export-{fmt}", document.kind.value, document.id, reason)
