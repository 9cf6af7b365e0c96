"""The words of a call: where options may stand, and that nothing is said in another language than the user's."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from btimeeting import i18n
from btimeeting.cli import main, parser
from btimeeting.cli.paper import KINDS

SPOKEN = [*parser.COMMANDS, "record list", "record show 14", "paper referat", "keys list"]
ALONE = {"meet", "agenda", "record", "paper", "keys"}
"""Commands that are nothing without a word after them."""

SAME_IN_EVERY_LANGUAGE = {"N", "ID", "AGENDA", ", ".join(KINDS)}
ARGPARSE_ENGLISH = (
    "usage:", "positional arguments", "optional arguments", "options:", "show this help", "error:", "invalid",
    "choose from", "expected", "required", "unrecognized", "not allowed", "ignored", "argument ",
)  # fmt: skip
"""What argparse says by itself."""

WRONG = {
    "an unknown command": ["fylgj"],
    "nearly a command": ["folow"],
    "an unknown language": ["--lang", "se"],
    "an unknown kind": ["paper", "bursdagskort"],
    "an unknown sub-command": ["record", "vis"],
    "no sub-command": ["record"],
    "nothing where something must stand": ["paper"],
    "no value": ["follow", "--home"],
    "a value too many": ["follow", "--json=ja"],
    "two that exclude each other": ["follow", "--plain", "--json"],
    "letters for a number": ["demo", "--speed", "fort"],
    "a word too many": ["follow", "siste", "neste"],
    "an unknown option": ["follow", "--hurtig"],
    "an option cut short": ["--hom", "x", "follow"],
}


def _parsers(top: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in dict.fromkeys(action.choices.values()):
                yield from _parsers(below)


def _metavar(action: argparse.Action) -> str | None:
    """What stands for the argument's value in the help; argparse takes its English name where nothing is given."""
    if isinstance(action.metavar, str) or action.nargs == 0:
        return action.metavar if isinstance(action.metavar, str) else None
    return None if action.choices is not None else action.dest


def _pieces(top: argparse.ArgumentParser) -> list[tuple[str, str]]:
    """Every piece of text in the help of every command, with where it stands."""
    found: list[tuple[str, str | None]] = []
    for one in _parsers(top):
        found += [(one.prog, one.description), (one.prog, one.epilog)]
        found += [(one.prog, group.title) for group in one._action_groups]
        for action in one._actions:
            found += [(one.prog, action.help), (one.prog, _metavar(action))]
            if isinstance(action, argparse._SubParsersAction):
                found += [(choice.metavar, choice.help) for choice in action._choices_actions]
    return [(where, text) for where, text in found if text not in {None, argparse.SUPPRESS}]  # type: ignore[misc]


@pytest.mark.parametrize("words", [words for words in SPOKEN if words not in ALONE])
@pytest.mark.parametrize("option", [["--home", "her"], ["--lang", "nb"], ["--passphrase-file", "frase.txt"]])
def test_a_common_option_means_the_same_before_and_after_the_command(words: str, option: list[str]) -> None:
    call = words.split()
    before = parser.build().parse_args([*option, *call])
    assert before == parser.build().parse_args([*call, *option])
    name = option[0].removeprefix("--").replace("-", "_")
    assert str(getattr(before, name)) == option[1]


def test_a_common_option_may_stand_between_a_command_and_its_own_command() -> None:
    call = parser.build().parse_args(["record", "--home", "her", "list"])
    assert (call.home, call.func.__name__) == (Path("her"), "list_cases")


def test_the_one_nearest_the_end_counts() -> None:
    call = ["--lang", "nn", "--home", "a", "record", "list", "--lang", "nb", "--home", "b"]
    found = parser.build().parse_args(call)
    assert (found.lang, found.home) == ("nb", Path("b"))
    assert parser.early_language(call) == "nb"


@pytest.mark.parametrize("words", SPOKEN)
def test_a_parser_for_one_call_understands_it_as_the_whole_parser_does(words: str) -> None:
    call = ["--home", "demo", *words.split(), *(["list"] if words in ALONE - {"paper"} else [])]
    call += ["referat"] if words == "paper" else []
    one, whole = vars(parser.build(call).parse_args(call)), vars(parser.build().parse_args(call))
    assert callable(one.pop("func"))  # a partial is equal to none but itself
    assert callable(whole.pop("func"))
    assert one == whole


@pytest.mark.parametrize("call", [["folow", "--home", "demo"], ["folow"], ["demo", "--help"], ["--help"], []])
def test_a_parser_for_one_call_knows_the_other_commands_too(
    call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with suppress(SystemExit):
        parser.build(call).parse_args(call)
    one = capsys.readouterr()
    with suppress(SystemExit):
        parser.build().parse_args(call)
    assert one == capsys.readouterr()


def test_an_option_that_is_not_given_is_not_there_to_hide_a_setting() -> None:
    assert not {"home", "lang", "passphrase_file"} & set(vars(parser.build().parse_args(["follow"])))


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(
    ("lang", "words"),
    [("nn", "Det finst inga heimemappe"), ("nb", "Det finnes ingen hjemmemappe"), ("en", "There is no home folder")],
)
def test_home_and_language_are_obeyed_on_either_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, before: bool, lang: str, words: str
) -> None:
    common = ["--home", str(tmp_path / "borte"), "--lang", lang]
    code = main([*common, "record", "list"] if before else ["record", "list", *common])
    told = capsys.readouterr()
    assert (code, told.out) == (1, "")
    assert told.err.startswith(words)
    assert str(tmp_path / "borte") in told.err


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("nn", "Kommandoen «folow» finst ikkje. Meinte du «follow»? Hjelp får du med: btimeeting --help\n"),
        ("nb", "Kommandoen «folow» finnes ikke. Mente du «follow»? Hjelp får du med: btimeeting --help\n"),
        ("en", "There is no command «folow». Did you mean «follow»? For help: btimeeting --help\n"),
    ],
)
def test_an_unknown_command_is_told_in_one_line_with_what_may_have_been_meant(
    capsys: pytest.CaptureFixture[str], lang: str, sentence: str
) -> None:
    assert main(["--lang", lang, "folow"]) == 2
    assert capsys.readouterr() == ("", sentence)


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
@pytest.mark.parametrize("case", WRONG)
def test_a_call_that_is_not_understood_ends_with_2_and_one_line_in_the_users_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: str, lang: str
) -> None:
    monkeypatch.setenv("BTIMEETING_LANG", lang)
    assert main(WRONG[case]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert not [english for english in ARGPARSE_ENGLISH if english in told.err.lower()]
    assert {"nn": "Hjelp får du med:", "nb": "Hjelp får du med:", "en": "For help:"}[lang] in told.err


def test_what_is_wrong_is_named_and_so_is_the_command_to_ask(capsys: pytest.CaptureFixture[str]) -> None:
    def told(*words: str) -> str:
        assert main(["--lang", "nn", *words]) == 2
        return capsys.readouterr().err

    assert told("demo", "--speed", "fort").startswith("--speed må vera eit heilt tal, ikkje «fort».")
    assert told("paper", "bursdag").startswith("«bursdag» kan ikkje brukast for SLAG. Vel mellom desse: referat, ")
    assert told("follow", "--json", "--plain").startswith("--plain og --json kan ikkje brukast saman.")
    assert told("follow", "a", "--hurtig", "b").startswith("Dette høyrer ikkje til her:")
    assert told("record", "show").startswith("Her manglar noko: SAK.")
    assert told("record", "show").endswith("btimeeting record show --help\n")


def test_a_complaint_nobody_knows_is_told_without_argparses_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    i18n.use("nn")
    with pytest.raises(SystemExit) as ended:
        parser.build().error("a brand new complaint about 'Kari Demo'")
    assert ended.value.code == 2
    assert capsys.readouterr().err == "Kommandoen var ikkje til å forstå. Hjelp får du med: btimeeting --help\n"


def test_a_commands_own_check_is_told_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    def never(_word: str) -> int:
        raise argparse.ArgumentTypeError("Farten må vera mellom 1 og 3600.")

    made = parser.Parser(prog="btimeeting")
    made.add_argument("--fart", type=never)
    with pytest.raises(SystemExit):
        made.parse_args(["--fart", "9999"])
    assert capsys.readouterr().err.startswith("Farten må vera mellom 1 og 3600. ")


def test_what_somebody_typed_can_neither_fill_nor_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "\x1b[2J\n" + "x" * 500]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "\x1b" not in told
    assert len(told) < 150


@lru_cache
def _built() -> parser.Parser:
    return parser.build()


@given(
    st.lists(
        st.sampled_from(["follow", "demo", "record", "list", "--home", "--lang", "nn", "--json", "--plain", "--", "-h"])
        | st.text(max_size=8),
        max_size=6,
    )
)
def test_no_call_breaks_the_parser(words: list[str]) -> None:
    try:
        assert isinstance(_built().parse_args(words), argparse.Namespace)
    except SystemExit as ended:
        assert ended.code in {0, 2}  # noqa: PT017 - both an answer and an ending are right


@pytest.mark.parametrize("lang", ["nn", "nb"])
def test_the_help_has_no_english(lang: str) -> None:
    i18n.use("en")
    source = _pieces(parser.build())
    i18n.use(lang)
    spoken = _pieces(parser.build())
    assert len(source) == len(spoken) > 40
    english = {
        (where, text)
        for (where, text), (_, words) in zip(source, spoken, strict=True)
        if text == words and text not in SAME_IN_EVERY_LANGUAGE
    }
    assert english == set()
    for one in _parsers(parser.build()):
        assert not [words for words in ARGPARSE_ENGLISH if words in one.format_help().lower()], one.prog


def test_the_search_for_english_sees_a_value_without_a_name_of_its_own() -> None:
    made = parser.Parser(prog="btimeeting")
    made.add_argument("folder")
    made.add_argument("--depth", type=int)
    assert {("btimeeting", "folder"), ("btimeeting", "depth")} <= set(_pieces(made))


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (["demo"], None),
        (["--lang", "nb", "demo"], "nb"),
        (["demo", "--lang=en"], "en"),
        (["demo", "--lang"], None),
        (["--lang", "nn", "demo", "--lang", "nb"], "nb"),
        (["follow", "--", "--lang", "nb"], None),
    ],
)
def test_the_language_is_found_before_the_arguments_are_read(words: list[str], asked: str | None) -> None:
    assert parser.early_language(words) == asked


def test_the_version_is_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    told = capsys.readouterr()
    assert (told.out.split()[0], told.err) == ("btimeeting", "")
