"""Consent per service: how it stands on a day (domain.md 3.1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from btimeeting.domain.consent import ConsentState, service_key, service_state
from tests.builders import TODAY, consent

DAY = timedelta(days=1)
GIVEN = TODAY - 14 * DAY


@pytest.mark.parametrize(
    ("fields", "on", "state"),
    [
        ({}, TODAY, ConsentState.VALID),
        ({}, GIVEN, ConsentState.VALID),
        ({}, GIVEN - DAY, ConsentState.MISSING),
        ({"given_on": None}, TODAY, ConsentState.MISSING),
        ({"givers": ()}, TODAY, ConsentState.MISSING),
        ({"valid_until": TODAY}, TODAY, ConsentState.VALID),
        ({"valid_until": TODAY}, TODAY + DAY, ConsentState.EXPIRED),
        ({"withdrawn_on": TODAY}, TODAY, ConsentState.WITHDRAWN),
        ({"withdrawn_on": TODAY}, TODAY - DAY, ConsentState.VALID),
        ({"replaced_by": "consent-2"}, TODAY, ConsentState.REPLACED),
    ],
)
def test_how_a_consent_stands_on_a_day(fields: dict[str, Any], on: date, state: ConsentState) -> None:
    assert consent(**fields).state(on) is state


def test_any_valid_consent_is_enough_for_a_service() -> None:
    old = consent("PPT", withdrawn_on=GIVEN)
    new = consent("ppt", id="consent-2", given_on=TODAY)
    assert service_state((old, new), "PPT", TODAY) is ConsentState.VALID


def test_without_a_valid_one_the_newest_tells_how_it_stands() -> None:
    expired = consent("PPT", valid_until=TODAY - DAY)
    withdrawn = consent("PPT", id="consent-2", given_on=TODAY - DAY, withdrawn_on=TODAY)
    assert service_state((withdrawn, expired), "PPT", TODAY) is ConsentState.WITHDRAWN
    assert service_state((), "PPT", TODAY) is ConsentState.MISSING


def test_a_consent_for_one_service_is_none_for_another() -> None:
    assert service_state((consent("PPT"),), "Helsestasjonen", TODAY) is ConsentState.MISSING


def test_two_spellings_are_one_service() -> None:
    assert service_key("  Helse\u00a0 STASJONEN ") == service_key("helse stasjonen")


def test_who_gave_it_and_what_about_is_not_shown_in_a_log() -> None:
    assert "Døme" not in repr(consent(information="alt om Ola Døme", heard_by="Rita Døme"))
