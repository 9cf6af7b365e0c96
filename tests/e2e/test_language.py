"""Which language a command speaks: --lang, BTIMEETING_LANG, settings.toml, a meeting's own, the machine's."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.program import btimeeting

NOBODY = {"BTIMEETING_LANG": "", "LANG": "C", "LC_ALL": "C"}
"""Neither the environment nor the machine says anything: nynorsk."""

SPELT_OTHERWISE = {
    "follow --no-wait": "Møtet er avsluttet.",
    "meet list": "avsluttet",
    "record show 99": "Fant ikke",
    "paper kort": "Stikkordkort: møteleder",
    "keys list": "passfrase",
    "doctor": "vinduer",
}
"""A sentence of each command that nynorsk spells otherwise."""


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo home with an English meeting, played to its end."""
    home = tmp_path_factory.mktemp("english") / "home"
    assert btimeeting("demo", "--auto", "--lang", "en", home=home).returncode == 0
    return home


def test_follow_speaks_the_meetings_language_where_nobody_chose_one(english: Path) -> None:
    chosen = btimeeting("follow", "--no-wait", "--lang", "nb", home=english, **NOBODY)
    own = btimeeting("follow", "--no-wait", home=english, **NOBODY)

    assert "The meeting is closed." in own.stdout
    assert "Møtet er avsluttet." in chosen.stdout


def test_every_command_speaks_the_settings_language_and_what_is_asked_for_goes_before(english: Path) -> None:
    (english / "settings.toml").write_text('language = "nb"\n', encoding="utf-8")
    try:
        spoken = {words: btimeeting(*words.split(), home=english, **NOBODY) for words in SPELT_OTHERWISE}
        asked = btimeeting("meet", "list", "--lang", "en", home=english, **NOBODY)
        environment = btimeeting("meet", "list", home=english, **NOBODY | {"BTIMEETING_LANG": "en"})
    finally:
        (english / "settings.toml").unlink()

    told = {words: ran.stdout + ran.stderr for words, ran in spoken.items()}
    assert [words for words, sentence in SPELT_OTHERWISE.items() if sentence not in told[words]] == []
    assert "vindauge" not in told["doctor"]
    assert "closed" in asked.stdout
    assert "closed" in environment.stdout
