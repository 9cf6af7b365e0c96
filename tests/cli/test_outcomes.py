"""Every failure somebody can meet is a sentence in their language and an exit code of the contract, no traceback."""

from __future__ import annotations

import errno
import importlib
import inspect
import io
import os
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import ValidationError

from btimeeting import config, documents, i18n, service, store
from btimeeting.cli import outcomes, record
from btimeeting.cli.choose import LogChanged, NoMeeting, TooShort
from btimeeting.cli.keys import NewPassphraseNeeded
from btimeeting.cli.wiring import House, NotADemo, PassphraseNeeded
from btimeeting.config import ConfigError, Problem, Settings
from btimeeting.documents.agenda_files import NoSuch, NoSuchAgenda
from btimeeting.documents.agenda_problems import AgendaError, Code
from btimeeting.documents.agenda_problems import Problem as AgendaProblem
from btimeeting.documents.docx import DocxMissing
from btimeeting.documents.innsyn_draft import Fault, NotReviewed, Wrong
from btimeeting.documents.pdf import PdfFailed
from btimeeting.documents.profile_files import NoSuchProfile
from btimeeting.documents.profile_problems import Code as ProfileCode
from btimeeting.documents.profile_problems import Problem as ProfileProblem
from btimeeting.documents.profile_problems import ProfileError
from btimeeting.domain.frozen import NotSo
from btimeeting.domain.record import Offer
from btimeeting.service.cases import NamedTooEarly, NotAnonymous, NoYes
from btimeeting.service.ending import NamedInReason, NotArchived, StillGoing
from btimeeting.service.level_zero import NoUnnamedLevel
from btimeeting.service.looks import ReasonNeeded
from btimeeting.service.ports import Conflict, NotFound, NotUnique, StoreFault
from btimeeting.service.record_ports import Locked, StillInUse
from btimeeting.service.rehearsal import ScriptStuck
from btimeeting.service.stafettlogg import NoReason, NothingOffered
from btimeeting.service.system_clock import SystemClock
from btimeeting.service.unprepare import MeetingBegun
from btimeeting.service.which import MeetingOver, NonePreparedToday, NoneUnderWay, NothingPrepared
from btimeeting.store import errors as e
from btimeeting.store import home as homes
from btimeeting.store import keys
from btimeeting.store.records_errors import DocumentStays, NotStorable, StillNeeded
from btimeeting.store.slots import CHEAP
from btimeeting.store.unlock import NobodyThere
from tests.cli.door import Door, door_with

door = pytest.fixture(door_with("follow", "record", "demo"))

HERE = Path("/heime/døme")
FAILED, USAGE, LOCKED, DAMAGED = 1, 2, 3, 4
"""design.md 9: refused or failed with a sentence, bad usage or bad file, locked or wrong passphrase, damaged store."""

TOLD: dict[type[Exception], tuple[Callable[[], Exception], int, str]] = {
    e.HomeMissing: (lambda: e.HomeMissing(HERE), FAILED, str(HERE)),
    e.NotAHome: (lambda: e.NotAHome(HERE), FAILED, str(HERE)),
    e.HomeTaken: (lambda: e.HomeTaken(HERE), FAILED, str(HERE)),
    e.HomeDamaged: (lambda: e.HomeDamaged(HERE), DAMAGED, str(HERE)),
    e.HomeNotWritable: (lambda: e.HomeNotWritable(HERE, "EACCES"), FAILED, str(HERE)),
    e.HomeOnNetworkShare: (lambda: e.HomeOnNetworkShare(HERE, "cifs"), FAILED, "cifs"),
    e.HomeTooNew: (lambda: e.HomeTooNew(HERE, 9, 1), DAMAGED, str(HERE)),
    e.KeysTaken: (lambda: e.KeysTaken(HERE), FAILED, str(HERE)),
    e.KeysMissing: (lambda: e.KeysMissing(HERE), FAILED, str(HERE.parent)),  # no record beside it: not finished
    e.KeysDamaged: (lambda: e.KeysDamaged(HERE, e.Damage.CHECKSUM), DAMAGED, str(HERE)),
    e.KeysTooNew: (lambda: e.KeysTooNew(HERE, 9, 1), DAMAGED, str(HERE)),
    e.WrongPassphrase: (e.WrongPassphrase, LOCKED, "Caps Lock"),
    e.WrongRecoveryCode: (e.WrongRecoveryCode, LOCKED, ""),
    e.RecoveryCodeMistyped: (lambda: e.RecoveryCodeMistyped(3, 64, 64), LOCKED, "3"),
    e.PassphraseTooShort: (lambda: e.PassphraseTooShort(8), USAGE, "8"),
    e.NoSuchSlot: (lambda: e.NoSuchSlot("ab12"), USAGE, "btimeeting keys list"),
    e.LastSlots: (lambda: e.LastSlots("any"), FAILED, ""),
    e.NotEnoughMemory: (lambda: e.NotEnoughMemory(256), FAILED, "256"),
    e.StoreMissing: (lambda: e.StoreMissing(HERE), DAMAGED, str(HERE)),
    e.StoreDamaged: (lambda: e.StoreDamaged(HERE, e.Damage.CORRUPT), DAMAGED, str(HERE)),
    e.StoreTooNew: (lambda: e.StoreTooNew(HERE, "0009", "0001"), DAMAGED, str(HERE)),
    e.StoreTooOld: (lambda: e.StoreTooOld(HERE, "0002"), DAMAGED, str(HERE)),
    e.DiskFull: (lambda: e.DiskFull(HERE), FAILED, ""),
    e.StoreBusy: (lambda: e.StoreBusy(HERE), FAILED, ""),
    e.ReadOnly: (lambda: e.ReadOnly(HERE), FAILED, str(HERE)),
    e.DiskFailed: (lambda: e.DiskFailed(HERE, "SQLITE_IOERR"), FAILED, "SQLITE_IOERR"),
    e.UnsafeLibrary: (lambda: e.UnsafeLibrary("3.40.1"), FAILED, "3.40.1"),
    e.CipherMissing: (e.CipherMissing, FAILED, "SQLite"),
    e.DriverMismatch: (e.DriverMismatch, FAILED, "SQLite"),
    NotStorable: (lambda: NotStorable("note", ("",)), FAILED, "(?)"),
    NotFound: (lambda: NotFound("meeting", "ab12"), FAILED, "«ab12»"),
    NotUnique: (lambda: NotUnique("meeting", "ab12", 3), USAGE, "«ab12»"),
    ConfigError: (lambda: ConfigError(HERE, 3, "theme", Problem.UNREADABLE), USAGE, f"{HERE}:3: "),
    NoMeeting: (NoMeeting, FAILED, "btimeeting"),
    LogChanged: (lambda: LogChanged("a41b"), DAMAGED, "meet show a41b"),
    NewPassphraseNeeded: (lambda: NewPassphraseNeeded("--new-passphrase-file"), USAGE, "--new-passphrase-file"),
    TooShort: (lambda: TooShort("a41"), USAGE, "4"),
    NotADemo: (lambda: NotADemo(HERE), FAILED, str(HERE)),
    PassphraseNeeded: (PassphraseNeeded, LOCKED, "--passphrase-file"),
    NothingPrepared: (NothingPrepared, FAILED, "btimeeting"),
    NonePreparedToday: (lambda: NonePreparedToday(under_way=False), FAILED, "btimeeting meet prepare"),
    NoneUnderWay: (NoneUnderWay, FAILED, "btimeeting meet run"),
    MeetingBegun: (MeetingBegun, FAILED, ""),
    MeetingOver: (MeetingOver, FAILED, "btimeeting meet show"),
    Locked: (lambda: Locked("case-1", "14"), FAILED, "btimeeting record unlock 14"),
    StillGoing: (lambda: StillGoing("ab12"), FAILED, "btimeeting meet resume ab12"),
    NotArchived: (lambda: NotArchived(2), FAILED, "--why"),
    ReasonNeeded: (ReasonNeeded, FAILED, "--reason"),
    NamedInReason: (lambda: NamedInReason(1), FAILED, ""),
    NotReviewed: (lambda: NotReviewed("x.md", (Fault(3, Wrong.UNDECIDED),)), USAGE, "x.md:3"),
    NoSuchAgenda: (lambda: NoSuchAgenda("bti-indvid", ("bti-individ",)), USAGE, "«bti-individ»"),
    AgendaError: (lambda: AgendaError((AgendaProblem("x.md", 3, Code.EMPTY),)), USAGE, "x.md:3"),
    NoSuchProfile: (lambda: NoSuchProfile("bti-mape", ("bti-mappe",)), USAGE, "«bti-mappe»"),
    ProfileError: (lambda: ProfileError((ProfileProblem("x.toml", 3, ProfileCode.EMPTY),)), USAGE, "x.toml:3"),
    NoReason: (NoReason, FAILED, ""),
    NotAnonymous: (NotAnonymous, FAILED, ""),
    NamedTooEarly: (lambda: NamedTooEarly("0"), FAILED, "btimeeting record level"),
    NoYes: (NoYes, FAILED, ""),
    NoUnnamedLevel: (NoUnnamedLevel, FAILED, ""),
    NothingOffered: (NothingOffered, FAILED, "btimeeting record baton offer"),
    DocxMissing: (DocxMissing, FAILED, "[docx]"),
    PdfFailed: (lambda: PdfFailed("unknown font family: x"), FAILED, "--format html"),
}
"""How each comes about, its exit code, and what its sentence has to name."""

THE_PROGRAMS_OWN_FAULT = {Conflict, DocumentStays, NobodyThere, NotSo, ScriptStuck, StillInUse, StillNeeded}
"""The service answers these itself; one that came all the way to the door would be told as unforeseen."""

CONFIG_PROBLEMS = {
    Problem.UNREADABLE: ConfigError(HERE, None, "", Problem.UNREADABLE, found="Permission denied"),
    Problem.NOT_UTF8: ConfigError(HERE, 2, "", Problem.NOT_UTF8),
    Problem.SYNTAX: ConfigError(HERE, 2, "", Problem.SYNTAX, found="Expected '=' after a key"),
    Problem.UNKNOWN_FIELD: ConfigError(HERE, 2, "tema", Problem.UNKNOWN_FIELD, found="x", choices=("theme",)),
    Problem.NOT_IN_FILE: ConfigError(HERE, 2, "home", Problem.NOT_IN_FILE, found="/x"),
    Problem.NOT_A_CHOICE: ConfigError(HERE, 2, "theme", Problem.NOT_A_CHOICE, found="rosa", choices=("dark", "light")),
    Problem.OUT_OF_RANGE: ConfigError(HERE, 2, "warn_at", Problem.OUT_OF_RANGE, found="400", bounds=(50, 99)),
    Problem.NO_SUCH_ZONE: ConfigError(None, None, "time_zone", Problem.NO_SUCH_ZONE, found="Mars/Base"),
    Problem.WRONG_KIND: ConfigError(HERE, 2, "qa_apart", Problem.WRONG_KIND, found="kanskje"),
}


def _modules(room: ModuleType) -> Iterator[ModuleType]:
    yield room
    for found in pkgutil.iter_modules(getattr(room, "__path__", []), f"{room.__name__}."):
        yield importlib.import_module(found.name)


def _failures(*rooms: ModuleType) -> set[type[Exception]]:
    """The kinds of failure these rooms can raise: those that nothing more exact is made from."""
    named = [kind for room in rooms for module in _modules(room) for kind in vars(module).values()]
    kinds = {
        kind
        for kind in named
        if inspect.isclass(kind) and issubclass(kind, Exception) and kind.__module__.startswith("btimeeting.")
        if not kind.__name__.startswith("_")  # these never leave their file
    }
    return kinds - {StoreFault, e.StoreError, e.PathError, NoSuch}


def _told(failure: Exception, lang: str) -> tuple[str, int]:
    i18n.use(lang)
    err = io.StringIO()
    code = outcomes.tell(failure, err)
    return err.getvalue(), code


def test_every_failure_of_store_service_documents_and_settings_is_accounted_for() -> None:
    found = _failures(store, service, config, documents)
    assert found - set(TOLD) - THE_PROGRAMS_OWN_FAULT == set()
    assert {e.DiskFull, ConfigError, NotFound, NotStorable} <= found, "the search itself"


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("kind", TOLD, ids=lambda kind: kind.__name__)
def test_a_failure_is_one_sentence_with_its_exit_code(kind: type[Exception], lang: str) -> None:
    made, code, named = TOLD[kind]
    sentence, found = _told(made(), lang)
    assert found == code
    assert named in sentence
    assert sentence.count("\n") == 1
    assert len(sentence) > 20
    assert not {"{", "}"} & set(sentence)
    assert "Traceback" not in sentence
    assert kind.__name__ not in sentence, "told as unforeseen"


@pytest.mark.parametrize("kind", TOLD, ids=lambda kind: kind.__name__)
def test_the_sentence_is_another_in_each_language(kind: type[Exception]) -> None:
    made, *_ = TOLD[kind]
    assert len({_told(made(), lang)[0] for lang in i18n.LANGUAGES}) == len(i18n.LANGUAGES)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("problem", Problem)
def test_a_setting_that_cannot_be_used_is_told_with_its_place(problem: Problem, lang: str) -> None:
    failure = CONFIG_PROBLEMS[problem]
    sentence, code = _told(failure, lang)
    assert code == USAGE
    assert sentence.startswith(f"{HERE}:" if failure.path else "time_zone: ")
    assert sentence.endswith(".\n")
    assert not [english for english in ("Expected", "Permission denied") if english in sentence]
    assert all(choice in sentence for choice in failure.choices)
    assert all(str(bound) in sentence for bound in failure.bounds or ())
    if lang != "en":
        assert sentence != _told(failure, "en")[0]


def test_a_recovery_code_of_the_wrong_length_says_the_lengths() -> None:
    sentence, code = _told(e.RecoveryCodeMistyped(None, 61, 64), "nn")
    assert (code, sentence) == (
        LOCKED, "Gjenopprettingskoden har 61 teikn, ikkje 64. Skriv han slik han står på papiret.\n"
    )  # fmt: skip


def test_where_nothing_is_prepared_but_a_meeting_goes_on_that_one_is_named() -> None:
    sentence, code = _told(NonePreparedToday(under_way=True), "nn")
    assert code == FAILED
    assert "btimeeting meet resume" in sentence


def test_a_failure_made_from_a_known_one_is_told_as_that_one() -> None:
    class Nearer(e.StoreBusy):
        """A failure of tomorrow."""

    assert _told(Nearer(HERE), "nn") == _told(e.StoreBusy(HERE), "nn")


@pytest.mark.parametrize(
    "kind", sorted(THE_PROGRAMS_OWN_FAULT, key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__
)
@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_a_fault_of_the_program_is_told_as_one(kind: type[Exception], lang: str) -> None:
    made = kind.__new__(kind)  # its values do not matter: none of them may be told
    sentence, code = _told(made, lang)
    assert code == FAILED
    assert kind.__name__ in sentence
    start = {
        "nn": "Noko gjekk gale i sjølve programmet",
        "nb": "Noe gikk galt i selve programmet",
        "en": "Something went",
    }
    assert sentence.startswith(start[lang])


def _fails(*_: object) -> int:
    child = "Kari Demo"
    try:
        {}[child]
    except KeyError as inner:
        raise ValueError(f"{child} <kari@example.invalid>") from inner


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_an_unforeseen_failure_says_where_and_none_of_its_values(
    door: Door, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setattr(record, "list_cases", _fails)
    monkeypatch.delenv(outcomes.DEBUG_VARIABLE, raising=False)
    ran = door.run("record", "list", lang=lang)
    assert (ran.code, ran.out) == (FAILED, "")
    assert "ValueError" in ran.err
    assert "test_outcomes.py:" in ran.err
    assert ran.err.count("\n") == 1
    assert not [value for value in ("Kari", "Demo", "example", "child") if value in ran.err]


def test_the_trace_is_printed_for_whoever_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(outcomes.DEBUG_VARIABLE, "1")
    with pytest.raises(ValueError, match="Kari Demo") as caught:
        _fails()
    sentence, _ = _told(caught.value, "en")
    assert "Traceback" in sentence


@pytest.mark.parametrize("lang", ["nn", "nb"])
@pytest.mark.parametrize("detail", e.Damage)
def test_what_is_damaged_is_told_in_words(detail: e.Damage, lang: str) -> None:
    for failure in (e.StoreDamaged(HERE, detail), e.KeysDamaged(HERE, detail)):
        sentence, code = _told(failure, lang)
        assert code == DAMAGED
        assert f"({detail.value})" not in sentence


@pytest.mark.parametrize("lang", ["nn", "nb"])
@pytest.mark.parametrize("reason", [errno.ENOENT, errno.EACCES, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.ENOSPC])
def test_the_systems_reason_is_told_in_the_users_words(reason: int, lang: str) -> None:
    sentence, code = _told(OSError(reason, os.strerror(reason), "x.txt"), lang)
    assert code == FAILED
    assert "x.txt" in sentence
    assert os.strerror(reason) not in sentence
    assert errno.errorcode[reason] not in sentence


# --- and at the door itself, with real files --------------------------------------------------------------------------


def _real(path: Path) -> homes.Home:
    home = homes.create(path, demo=False)
    keys.create(home, "fire heilt vanlege ord", hint="", cost=CHEAP)
    return home


def test_a_wrong_passphrase_and_none_at_all_end_with_3(door: Door, tmp_path: Path) -> None:
    _real(door.home)
    wrong = tmp_path / "frase.txt"
    wrong.write_text("fire heilt andre ord\n", encoding="utf-8")
    ran = door.run("record", "list", "--passphrase-file", str(wrong), lang="nn")
    assert (ran.code, ran.out) == (LOCKED, "")
    assert ran.err.startswith("Den passfrasen opnar ikkje barnemappene.")
    assert "andre" not in ran.err
    silent = door.run("record", "list", lang="nb")
    assert (silent.code, silent.out) == (LOCKED, "")
    assert silent.err.startswith("Barnemappene er låst,")


def test_a_home_that_is_damaged_or_newer_ends_with_4_and_is_left_alone(door: Door) -> None:
    home = _real(door.home)
    for text, begins in (("{", "home.json i"), ('{"format": 99, "id": "x"}', f"{home.path}")):
        (home.path / "home.json").write_text(text, encoding="utf-8")
        ran = door.run("record", "list", lang="nn")
        assert (ran.code, ran.out) == (DAMAGED, "")
        assert ran.err.startswith(begins)
        assert (home.path / "home.json").read_text(encoding="utf-8") == text


def test_keys_that_are_gone_or_damaged_end_with_4(door: Door) -> None:
    home = _real(door.home)
    home.keys.write_text("{}", encoding="utf-8")
    assert door.run("record", "list").code == DAMAGED
    home.keys.unlink()
    home.records.touch()  # there is a record that they would open
    ran = door.run("record", "list", lang="nn")
    assert ran.code == DAMAGED
    assert ran.err.startswith(f"{home.keys} manglar,")


def test_a_record_that_is_damaged_ends_with_4_and_is_left_alone(door: Door) -> None:
    home = homes.create(door.home, demo=True)
    keys.create_demo(home)
    home.records.write_bytes(b"SQLite format 3\0 but not ours" * 200)
    before = home.records.read_bytes()
    ran = door.run("record", "list", lang="nn")
    assert (ran.code, ran.out) == (DAMAGED, "")
    assert ran.err.startswith(f"{home.records} er øydelagd")
    assert home.records.read_bytes() == before


def test_a_folder_that_is_no_home_and_a_home_that_is_no_demo_end_with_1(door: Door) -> None:
    door.home.mkdir()
    (door.home / "anna.txt").write_text("noko heilt anna", encoding="utf-8")
    assert door.run("record", "list", lang="nn").err.startswith(f"{door.home} er ikkje ei heimemappe")
    (door.home / "anna.txt").unlink()
    _real(door.home)
    ran = door.run("demo", "--auto", lang="nn")
    assert (ran.code, ran.out) == (FAILED, "")
    assert ran.err.startswith(f"{door.home} er ei ekte heimemappe")


def test_a_broken_settings_file_ends_with_2_and_its_line(door: Door) -> None:
    home = _real(door.home)
    (home.path / "settings.toml").write_text('unit_name = "Fjordvik skule"\ntheme = "rosa"\n', encoding="utf-8")
    ran = door.run("record", "list", lang="nn")
    assert (ran.code, ran.out) == (USAGE, "")
    assert ran.err.startswith(
        f"{home.path / 'settings.toml'}:2: «rosa» kan ikkje brukast for «theme»; du kan bruka: dark"
    )


def test_a_meeting_that_is_not_there_ends_with_1(door: Door) -> None:
    home = homes.create(door.home, demo=True)
    with House(home, Settings(home=home.path), SystemClock("Europe/Oslo")) as house:
        assert house.journal.meetings() == ()
    none = door.run("follow", "--no-wait", lang="nn")
    there = f"btimeeting --home {door.home}"
    told = f"Ingen møte har byrja her enno. Førebu eller start eit med: {there}\n"
    assert (none.code, none.out, none.err) == (FAILED, "", told)
    ran = door.run("follow", "abcd1234", "--no-wait", lang="nn")
    assert (ran.code, ran.out, ran.err) == (
        FAILED,
        "",
        f"Fann ikkje møte «abcd1234» her. Sjå kva som finst: btimeeting meet list --home {door.home}\n",
    )
    short = door.run("follow", "abc", "--no-wait", lang="nn")
    assert (short.code, short.err) == (USAGE, "«abc» er for kort: skriv minst 4 teikn av id-en til møtet.\n")


def test_what_was_typed_and_is_too_long_is_told_by_the_name_of_its_blank_and_never_repeated() -> None:
    with pytest.raises(ValidationError) as typed:
        Offer(id="o", meeting_id="m", group="t1", text="hemmeleg" * 99, service="PPT" * 300)
    sentence, code = outcomes.explain(typed.value)
    assert (code, "(Service, Text)" in sentence, "hemmeleg" in sentence) == (FAILED, True, False)
    with pytest.raises(ValidationError) as ours:
        Offer(id="o", meeting_id="m", group="t1", text="kort", start_on="no day")  # type: ignore[arg-type]
    assert "in the program itself" in outcomes.explain(ours.value)[0]
