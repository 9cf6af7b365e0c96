"""A consent in words: everything that was written in it, and what the givers were told, in the language spoken."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from btimeeting import i18n
from btimeeting.documents import consent_words
from btimeeting.documents.held_words import lines
from btimeeting.domain.consent import ConsentForm
from btimeeting.domain.consent_page import FACTS, ConsentLack, by_service
from tests.builders import TODAY, consent


def test_all_that_is_written_is_told_and_the_codes_of_what_was_told_are_words() -> None:
    i18n.use("nn")
    given = consent(
        "PPT",
        form=ConsentForm.ORAL,
        heard_by="Rita",
        information="søvn",
        exceptions="skilsmissa",
        informed_of=("voluntary", "why", "på somali"),
        child_view="vil ha fred",
        legal_basis="opplæringslova",
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=30),
    )
    told = dict(consent_words.told(given))
    assert told["Gitt av"] == "Mor Døme (mor)"
    assert told["Korleis"] == "munnleg 11.11.2026, høyrt av Rita; gjeld frå 25.11.2026 til 25.12.2026"
    assert told["Før dei sa ja"] == "Fortalt kvifor; Fortalt at det er frivillig og kan trekkjast; på somali"
    assert {"søvn", "skilsmissa", "vil ha fred", "opplæringslova"} <= set(told.values())
    held = dict(lines(given, ZoneInfo("Europe/Oslo")))  # as the family is told
    assert held["Blei informert om"] == "Fortalt at det er frivillig og kan trekkjast; Fortalt kvifor; på somali"
    assert held["Gjeld frå"] == "onsdag 25. november 2026"


def test_one_that_lifts_nothing_says_so_and_every_code_has_its_words() -> None:
    i18n.use("nn")
    (found,) = by_service((consent("PPT", lifts=False),), (), TODAY, ())
    assert consent_words.summary(found) == "opphevar ikkje teieplikta"
    assert set(consent_words.TOLD) == set(FACTS)
    assert set(consent_words.LACKS) == set(ConsentLack)
