"""What an editor, a keyboard or a hasty hand can do to an agenda file: everything is told, nothing disappears."""

from __future__ import annotations

from pathlib import Path

import pytest

from btimeeting.documents.agenda_problems import Code
from btimeeting.documents.agenda_reader import check
from tests.documents.agenda_text import RIGHT, file_of, line_of, problems, told, with_line

WELCOME = line_of(RIGHT, "## Velkommen")
ROUND = line_of(RIGHT, "## Oppklarande")
CUES = line_of(RIGHT, "### Replikkar")


@pytest.mark.parametrize(
    "raw",
    ["##Velkommen (5 min)", "##\u00a0Velkommen (5 min)", "####### Velkommen (5 min)"],
)
def test_a_heading_that_markdown_takes_for_text_is_told(tmp_path: Path, raw: str) -> None:
    text = with_line("## Velkommen (5 min)", raw)
    assert told(tmp_path, text) == [(line_of(text, "Velkommen (5 min)"), Code.HASH_IS_TEXT)]


@pytest.mark.parametrize("heading", ["## Roller", "### Replikkar", "## Etter møtet: Evaluering", "## Tankar (5 min)"])
def test_a_forgotten_space_is_told_once_and_nothing_else(tmp_path: Path, heading: str) -> None:
    text = with_line(heading, heading.replace("# ", "#"))
    assert told(tmp_path, text) == [(line_of(RIGHT, heading), Code.HASH_IS_TEXT)]


def test_a_heading_that_is_indented_into_the_text_above_is_told(tmp_path: Path) -> None:
    text = with_line("Éi teneste om gongen.\n", "Éi teneste om gongen.\n    ## Kaffi (5 min)\n")
    assert (line_of(text, "## Kaffi"), Code.HASH_IS_TEXT) in told(tmp_path, text)


@pytest.mark.parametrize("raw", ["Velkommen (5 min)", "**Velkommen (5 min)**", "Velkommen (5\u00a0min)"])
def test_a_phase_without_its_hashes_is_told(tmp_path: Path, raw: str) -> None:
    assert told(tmp_path, with_line("## Velkommen (5 min)", raw)) == [(WELCOME, Code.LOOKS_LIKE_PHASE)]


@pytest.mark.parametrize(
    "before", ["- Viddevakt: passar på\n", "2. Fortel om samtykket.\n", "- kvar tur viddevakt: {teneste} har {tid}.\n"]
)
def test_a_phase_that_markdown_makes_a_part_of_the_line_above_is_told(tmp_path: Path, before: str) -> None:
    text = with_line(before, before + "Kaffi (5 min)\n")
    assert (line_of(text, "Kaffi"), Code.LOOKS_LIKE_PHASE) in told(tmp_path, text)


def test_a_sentence_that_ends_in_minutes_is_text(tmp_path: Path) -> None:
    text = with_line("Éi teneste om gongen.", "Bruk litt tid på kvar av dei som er her (2 min)\n\nKort (2 min).")
    agenda, found = check(file_of(tmp_path, text))
    assert found == ()
    assert agenda is not None
    assert len(agenda.phases[1].text) == 2


@pytest.mark.parametrize("indent", ["  ", "    ", "\t"])
def test_an_indented_heading_after_text_is_a_heading(tmp_path: Path, indent: str) -> None:
    text = with_line("Éi teneste om gongen.\n\n### Replikkar", f"Éi teneste om gongen.\n\n{indent}### Replikkar")
    assert check(file_of(tmp_path, text)) == check(file_of(tmp_path))


def test_an_indented_heading_after_a_list_is_part_of_the_list_and_told(tmp_path: Path) -> None:
    text = with_line("## Velkommen", "  ## Velkommen")
    assert (WELCOME, Code.HEADING_INSIDE) in told(tmp_path, text)


def test_a_heading_inside_a_code_block_is_told_with_its_line(tmp_path: Path) -> None:
    text = with_line("## Velkommen (5 min)", "```\n## Velkommen (5 min)\n```")
    assert told(tmp_path, text)[:2] == [(WELCOME, Code.CODE_BLOCK), (WELCOME + 1, Code.HEADING_IN_CODE)]


def test_a_code_block_that_is_never_closed_tells_every_heading_it_swallows(tmp_path: Path) -> None:
    text = with_line("Éi teneste om gongen.", "~~~")
    swallowed = [line for line, code in told(tmp_path, text) if code is Code.HEADING_IN_CODE]
    assert swallowed == [line_of(text, part) for part in ("### Replikkar", "## Tankar", "## Etter møtet")]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("> ## Velkommen (5 min)", Code.HEADING_INSIDE),
        ("> > ## Velkommen (5 min)", Code.HEADING_INSIDE),
        ("- ## Velkommen (5 min)", Code.HEADING_INSIDE),
        ("1. x\n   - ## Velkommen (5 min)", Code.HEADING_INSIDE),
        ("# Velkommen (5 min)", Code.WRONG_LEVEL),
        ("### Velkommen (5 min)", Code.WRONG_LEVEL),
        ("###### Velkommen (5 min)", Code.WRONG_LEVEL),
        ("# Velkommen", Code.SECOND_TITLE),
        ("### Velkommen", Code.SUBHEADING),
        ("## Velkommen", Code.NO_TIME),
        ("## Velkommen: 5 min", Code.NO_TIME),
        ("## Velkommen (5)", Code.NO_TIME),
        ("## (5 min)", Code.NO_NAME),
        ("##", Code.NO_NAME),
        ("## Velkommen (0 min)", Code.BAD_MINUTES),
        ("## Velkommen (181 min)", Code.BAD_MINUTES),
        ("## Velkommen (1.5 min)", Code.BAD_MINUTES),
        ("## Velkommen (1,5 min)", Code.BAD_MINUTES),
        ("## Velkommen (-5 min)", Code.BAD_MINUTES),
        ("## Velkommen (٥ min)", Code.BAD_MINUTES),
        ("## Velkommen (fem min)", Code.BAD_MINUTES),
        ("## Velkommen (5-10 min)", Code.BAD_MINUTES),
    ],
)
def test_a_phase_is_never_lost_silently(tmp_path: Path, raw: str, code: Code) -> None:
    text = with_line("## Velkommen (5 min)", raw)
    assert code in {found for line, found in told(tmp_path, text) if WELCOME <= line <= WELCOME + 1}


@pytest.mark.parametrize("minutes", ["1", "180"])
def test_a_phase_may_last_one_minute_and_three_hours(tmp_path: Path, minutes: str) -> None:
    one = f"# M\n\n- Agenda: m\n- Språk: nn\n- Samla tid: {minutes} min\n\n## Fase ({minutes} min)\n"
    agenda, found = check(file_of(tmp_path, one))
    assert found == ()
    assert agenda is not None
    assert agenda.total_s == int(minutes) * 60


def test_a_meeting_of_more_than_three_hours_is_told(tmp_path: Path) -> None:
    text = with_line("Tankar (5 min)", "Tankar (170 min)").replace("20 min", "185 min")
    assert told(tmp_path, text) == [(5, Code.TOO_LONG)]


def test_a_line_under_a_text_makes_it_a_heading_and_that_is_told(tmp_path: Path) -> None:
    text = with_line("Éi teneste om gongen.", "Éi teneste om gongen.\n---")
    assert (line_of(text, "Éi teneste"), Code.UNDERLINED) in told(tmp_path, text)
    text = with_line("Éi teneste om gongen.", "Ei linje til.\nSlutt (5 min)\n---")
    assert (line_of(text, "Ei linje til"), Code.UNDERLINED) in told(tmp_path, text)


@pytest.mark.parametrize("html", ["<b>Éi</b> teneste om gongen.", "<!-- x -->", "<div>\nhei\n</div>", "Éi<br/>to"])
def test_html_is_told_with_its_line_wherever_it_stands(tmp_path: Path, html: str) -> None:
    text = with_line("Éi teneste om gongen.", html)
    assert (line_of(text, html.split("\n", maxsplit=1)[0]), Code.RAW_HTML) in told(tmp_path, text)
    in_a_heading = with_line("## Tankar (5 min)", "## Tankar <i>nye</i> (5 min)")
    assert (line_of(in_a_heading, "## Tankar"), Code.RAW_HTML) in told(tmp_path, in_a_heading)
    in_a_prompt = with_line("1. Ønsk velkommen.", "1. Ønsk <em>velkommen</em>.")
    assert told(tmp_path, in_a_prompt) == [(line_of(in_a_prompt, "1. Ønsk"), Code.RAW_HTML)]


def test_the_sum_is_told_along_with_the_rest_unless_a_phase_may_have_been_missed(tmp_path: Path) -> None:
    short = with_line("Tankar (5 min)", "Tankar (6 min)")
    (problem,) = problems(tmp_path, short)
    assert (problem.line, problem.code) == (5, Code.WRONG_SUM)
    assert problem.values == {"key": "Samla tid", "sum": 21, "total": 20}
    broken = short.replace("- Form: plenum", "- Form: x").replace("- Form: tur", "- Id: 12")
    assert {Code.WRONG_SUM, Code.UNKNOWN_FORM, Code.BAD_ID} <= {code for _, code in told(tmp_path, broken)}
    hidden = short.replace("## Velkommen", "##Velkommen")
    assert Code.WRONG_SUM not in {code for _, code in told(tmp_path, hidden)}


def test_two_phases_of_one_name_or_one_id_are_told(tmp_path: Path) -> None:
    text = with_line("## Tankar (5 min)", "## VELKOMMEN (5 min)")
    assert told(tmp_path, text) == [(line_of(text, "## VELKOMMEN"), Code.SAME_NAME)]
    text = with_line("- Skjema: nye tankar", "- Skjema: nye tankar\n- Id: welcome")
    (problem,) = problems(tmp_path, text)
    assert (problem.code, problem.values) == (Code.SAME_ID, {"id": "welcome", "first": WELCOME})


def test_two_phases_that_would_get_one_id_by_default_are_told(tmp_path: Path) -> None:
    text = with_line("- Form: tur\n- Ordet: føresette\n- Skjema: nye tankar", "- Skjema: samtykke")
    assert told(tmp_path, text) == [(line_of(text, "## Tankar"), Code.SAME_ID)]


@pytest.mark.parametrize(
    ("old", "new", "code", "guess"),
    [
        ("- Form: plenum", "- From: plenum", Code.UNKNOWN_KEY, "Form"),
        ("- Ikkje lov:", "- Ikje lov:", Code.UNKNOWN_KEY, "Ikkje lov"),
        ("- Språk: nn", "- Språk: nynosk", Code.UNKNOWN_LANGUAGE, "nynorsk"),
        ("- Form: runde", "- Form: rund", Code.UNKNOWN_FORM, "runde"),
        ("- Skjema: nye tankar", "- Skjema: nye tenkar", Code.UNKNOWN_ENTRY, "nye tankar"),
        ("- Over: hjelpetenester", "- Over: hjelpetenesta", Code.UNKNOWN_ROLE, "Hjelpetenester"),
        ("- Føresette: fortel", "- Føresete: fortel", Code.UNKNOWN_ROLE, "føresette"),
        ("## Roller", "## Rollar", Code.NO_TIME, "## Roller"),
        ("{tid}", "{tiid}", Code.UNKNOWN_PLACEHOLDER, "tid"),
    ],
)
def test_a_misspelt_word_is_told_with_the_one_that_was_meant(
    tmp_path: Path, old: str, new: str, code: Code, guess: str
) -> None:
    found = problems(tmp_path, with_line(old, new))
    assert (found[0].code, found[0].values["guess"]) == (code, guess)


def test_a_suggestion_is_in_the_files_own_language(tmp_path: Path) -> None:
    text = "# M\n\n- Agenda: m\n- Language: en\n- Total time: 5 min\n\n## Round (5 min)\n\n- Fill inn: thoughs\n"
    (problem,) = problems(tmp_path, text)
    assert problem.values["guess"] == "Fill in"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("- Ordet: rektor/styrar\n", "- Ordet: tolk\n", Code.ROLE_NOT_LISTED),
        ("- 9:30 rektor:", "- 9:30 tolk:", Code.ROLE_NOT_LISTED),
        ("- Viddevakt: passar på", "- Viddevakt: passar på\n- Foreldre: x", Code.SAME_ROLE),
        ("- Over: hjelpetenester", "- Over: hjelpetenester og føresette", Code.ONE_ROLE),
        ("- Svar: føresette", "- Svar: føresette, foreldre", Code.SAID_TWICE),
        ("- Svar: føresette", "- Svar: føresette\n- Svar: føresette", Code.SAME_KEY),
        ("- Svar: føresette", "- Svar:", Code.EMPTY_VALUE),
        ("- Svar: føresette", "- Svar: føresette\n- Ordet: føresette", Code.SPEAKERS_IN_ROUND),
        ("- Over: hjelpetenester\n", "", Code.NEEDS_KEY),
        ("- Ordet: føresette\n", "", Code.NEEDS_KEY),
        ("- Form: tur", "- Form: tur, opplesing", Code.NEEDS_KEY),
        ("- Form: tur", "- Form: tur\n- Opplesing: rektor", Code.NEEDS_FORM),
        ("- Form: tur", "- Form: tur\n- Ansvar: rektor", Code.KEY_ELSEWHERE),
        ("- Form: tur", "- Form: tur\n- berre tekst", Code.NOT_A_SETTING),
        ("- Form: tur", "- Form: tur\n- Id: Å nei", Code.BAD_ID),
        ("- Agenda: lite-mote", "- Agenda: Lite møte", Code.BAD_ID),
        ("- Agenda: lite-mote\n", "", Code.MISSING_KEY),
        ("- Samla tid: 20 min", "- Samla tid: ein time", Code.BAD_TOTAL),
        ("- Skjema: evaluering", "- Skjema: evaluering\n- Form: runde", Code.FORM_HAS_CLOCK),
        ("## Etter møtet: Evaluering", "## Etter møtet: Evaluering (5 min)", Code.AFTER_HAS_TIME),
        ("## Etter møtet: Evaluering", "## Etter møtet", Code.NO_NAME),
        ("1. Kva fungerte bra?", "### Replikkar\n\n- 0:00 rektor: x", Code.CUES_WITHOUT_CLOCK),
        ("- Viddevakt: passar på", "- Viddevakt: passar på\n\nTekst.", Code.STRAY_TEXT),
        ("## Tankar (5 min)", "## Roller\n\n- Tolk\n\n## Tankar (5 min)", Code.SECOND_ROLES),
        ("## Tankar (5 min)", "### Replikkar\n\n## Tankar (5 min)", Code.SECOND_CUES),
        ("### Replikkar", "## Replikkar", Code.WRONG_LEVEL),
        ("1. Ønsk velkommen.", "1. Ønsk\n   - velkommen", Code.NESTED_LIST),
        ("1. Ønsk velkommen.", "> Ønsk velkommen.", Code.QUOTE),
    ],
)
def test_what_does_not_fit_together_is_told(tmp_path: Path, old: str, new: str, code: Code) -> None:
    assert [found for _, found in told(tmp_path, with_line(old, new))] == [code]


def test_settings_of_a_round_without_the_form_are_told_each(tmp_path: Path) -> None:
    found = problems(tmp_path, with_line("- Form: runde\n", ""))
    assert [(problem.code, problem.values["key"]) for problem in found] == [
        (Code.NEEDS_FORM, "Over"),
        (Code.NEEDS_FORM, "Svar"),
    ]


@pytest.mark.parametrize(
    "cue",
    [
        "2.30 rektor: x",
        "rektor: x",
        "2:60 rektor: x",
        "2:30 rektor x",
        "2:30: x",
        "kvar gong rektor: x",
        "2:30 rektor:",
    ],
)
def test_a_cue_that_is_not_one_is_told(tmp_path: Path, cue: str) -> None:
    assert told(tmp_path, with_line("9:30 rektor: Me rundar av.", cue)) == [(CUES + 3, Code.BAD_CUE)]


def test_a_cue_lies_within_its_phase(tmp_path: Path) -> None:
    assert told(tmp_path, with_line("- 9:30", "- 10:00")) == [(CUES + 3, Code.CUE_TOO_LATE)]


@pytest.mark.parametrize("text", ["{teneste", "teneste}", "{te{neste}", "{}}"])
def test_braces_come_in_pairs(tmp_path: Path, text: str) -> None:
    assert (CUES + 3, Code.STRAY_BRACE) in told(tmp_path, with_line("Me rundar av.", text))


def test_text_among_the_cues_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, with_line("### Replikkar\n", "### Replikkar\n\nHer er dei:\n")) == [(CUES + 2, Code.BAD_CUE)]


def test_a_settings_list_after_the_text_is_told_once_and_still_read(tmp_path: Path) -> None:
    text = with_line("- Form: tur", "Først litt tekst.\n\n- Form: tur")
    assert told(tmp_path, text) == [(line_of(text, "- Form: tur"), Code.SETTING_AFTER_TEXT)]
    text = with_line("- Form: tur", "Først litt tekst.\n\n- From: tur")
    assert [code for _, code in told(tmp_path, text)] == [Code.SETTING_AFTER_TEXT, Code.UNKNOWN_KEY]


def test_a_setting_after_the_settings_list_is_told(tmp_path: Path) -> None:
    text = with_line("Éi teneste om gongen.", "Tekst.\n\n- Lov: alt")
    assert told(tmp_path, text) == [(line_of(text, "- Lov: alt"), Code.SETTING_AFTER_TEXT)]


def test_settings_in_a_numbered_list_are_told(tmp_path: Path) -> None:
    text = with_line(
        "- Form: tur\n- Ordet: føresette\n- Skjema: nye", "1. Form: tur\n2. Ordet: føresette\n3. Skjema: nye"
    )
    line = line_of(text, "1. Form: tur")
    assert told(tmp_path, text) == [(line + n, Code.SETTING_NUMBERED) for n in range(3)]


def test_settings_without_their_hyphen_are_told(tmp_path: Path) -> None:
    text = with_line("- Form: tur\n- Ordet: føresette\n- Skjema", "Form: tur\nOrdet: føresette\n- Skjema")
    line = line_of(text, "\nForm: tur") + 1
    assert told(tmp_path, text) == [
        (line, Code.SETTING_AS_TEXT),
        (line + 1, Code.SETTING_AS_TEXT),
        (line + 2, Code.SETTING_AFTER_TEXT),
    ]
    text = with_line("- Form: tur\n- Ordet: føresette", "- Form: tur\nOrdet: føresette")
    assert told(tmp_path, text) == [(line_of(text, "\nOrdet: føresette") + 1, Code.SETTING_AS_TEXT)]


@pytest.mark.parametrize("text", [RIGHT.replace("# Lite møte\n", ""), RIGHT.replace("# Lite", "## Lite")])
def test_a_missing_title_is_told(tmp_path: Path, text: str) -> None:
    assert (1, Code.NO_TITLE) in told(tmp_path, text)


def test_front_matter_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "---\nagenda: x\n---\n" + RIGHT)[0] == (1, Code.FRONT_MATTER)


def test_a_file_without_roles_is_told_once(tmp_path: Path) -> None:
    start, end = RIGHT.index("## Roller"), RIGHT.index("## Velkommen")
    assert [code for _, code in told(tmp_path, RIGHT[:start] + RIGHT[end:])] == [Code.NO_ROLES]


def test_a_file_without_phases_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "# M\n\n- Agenda: m\n- Språk: nn\n- Samla tid: 5 min\n") == [(1, Code.NO_PHASES)]


@pytest.mark.parametrize("raw", [b"", b"\n\n  \t\n", b"\xef\xbb\xbf", "\u00a0\n".encode()])
def test_an_empty_file_is_told(tmp_path: Path, raw: bytes) -> None:
    assert told(tmp_path, raw) == [(1, Code.EMPTY)]


def test_a_file_in_an_old_encoding_is_told_with_the_line_and_with_everything_else(tmp_path: Path) -> None:
    wrong = with_line("- Form: plenum", "- From: plenum")
    assert told(tmp_path, RIGHT.encode("cp1252")) == [(1, Code.NOT_UTF8)]
    assert told(tmp_path, wrong.encode("cp1252")) == [(1, Code.NOT_UTF8), (WELCOME + 2, Code.UNKNOWN_KEY)]
    assert told(tmp_path, wrong.encode("utf-16")) == [(1, Code.UTF16), (WELCOME + 2, Code.UNKNOWN_KEY)]
    later = RIGHT.replace("ø", "o").replace("å", "a").replace("É", "E").encode() + "ø".encode("cp1252")
    assert (len(RIGHT.splitlines()) + 1, Code.NOT_UTF8) in told(tmp_path, later)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_an_encoding_nobody_marked_is_no_text(tmp_path: Path, encoding: str) -> None:
    assert told(tmp_path, RIGHT.encode(encoding))[0][1] in {Code.NOT_TEXT, Code.UTF16}


@pytest.mark.parametrize(
    "raw", [bytes(range(256)) * 9, b"PK\x03\x04\x14\x00\x06\x00", b"\xff\xfe\x00", b"\x1b[2J\n" * 9]
)
def test_binary_junk_is_no_text(tmp_path: Path, raw: bytes) -> None:
    assert told(tmp_path, raw) == [(1, Code.NOT_TEXT)]


def test_a_control_character_is_told_and_never_reaches_a_sentence(tmp_path: Path) -> None:
    found = problems(tmp_path, with_line("- Form: plenum", "- Fo\x1b[31mrm: plenum"))
    assert (found[0].line, found[0].code) == (WELCOME + 2, Code.CONTROL)
    assert not any("\x1b" in str(value) for problem in found for value in problem.values.values())


def test_a_file_that_is_too_big_or_has_endless_lines_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "# x\n" + "a" * 300_000) == [(1, Code.TOO_BIG)]
    text = with_line("Éi teneste om gongen.", "ord " * 2000)
    assert told(tmp_path, text) == [(line_of(text, "ord ord"), Code.LONG_LINE)]


@pytest.mark.parametrize(
    "junk", ["[" * 99_000, "*a " * 33_000, "> " * 50_000, "- " * 50_000, "`" * 99_000, "(5 min" * 16_000]
)
@pytest.mark.timeout(20)
def test_a_hostile_file_is_told_in_reasonable_time(tmp_path: Path, junk: str) -> None:
    assert problems(tmp_path, RIGHT + "\n" + junk)
    assert problems(tmp_path, RIGHT + "\n## " + junk)


def test_a_file_that_cannot_be_read_has_no_line(tmp_path: Path) -> None:
    for path, code in (
        (tmp_path / "nope.md", Code.MISSING),
        (tmp_path, Code.FOLDER),
        (file_of(tmp_path) / "inside.md", Code.UNREADABLE),
        (Path("a\0b"), Code.UNREADABLE),
    ):
        agenda, (problem,) = check(path)
        assert agenda is None
        assert (problem.line, problem.code) == (0, code)
