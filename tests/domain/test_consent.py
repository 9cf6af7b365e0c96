"""Consent per service: how it stands on a day (domain.md 3.1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from btimeeting.domain.child import Parent, age_on
from btimeeting.domain.consent import ConsentState, Giver, givers_needed, service_key, service_state, waiting_for
from btimeeting.domain.openpoints import consent_missing_groups
from tests.builders import CHILD, TODAY, consent, record

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


# --- who has to give it

YOUTH = CHILD.model_copy(
    update={
        "born": TODAY.replace(year=TODAY.year - 15),
        "parents": (
            Parent(name="Mor Døme", relation="mor"),
            Parent(name="Far Døme", relation="far"),
            Parent(name="Steffen Demo", relation="stefar", responsibility=False),
        ),
    }
)


@pytest.mark.parametrize(
    ("consents_at", "alone_from", "on", "needed"),
    [
        (None, 18, TODAY, ("Mor Døme", "Far Døme")),  # no profile says when the youth is asked too
        (None, 15, TODAY, ("Ola Døme",)),
        (16, 18, TODAY, ("Mor Døme", "Far Døme")),
        (15, 18, TODAY - DAY, ("Mor Døme", "Far Døme")),  # not fifteen yet
        (15, 18, TODAY, ("Mor Døme", "Far Døme", "Ola Døme")),
        (15, 15, TODAY, ("Ola Døme",)),
    ],
)
def test_both_with_responsibility_and_the_youth_by_the_profiles_age(
    consents_at: int | None, alone_from: int, on: date, needed: tuple[str, ...]
) -> None:
    assert givers_needed(YOUTH, consents_at, alone_from, on) == needed
    assert givers_needed(None, consents_at, alone_from, on) == ()


def test_a_consent_that_lacks_a_giver_is_missing_still_and_the_gate_says_so() -> None:
    given = consent(givers=(Giver(name="mor  døme"),))
    found = record(child=YOUTH, consents=(given,))
    assert waiting_for((given,), found.givers_needed(TODAY)) == ("Far Døme",)
    assert found.consent_state("PPT", TODAY) is ConsentState.MISSING  # no profile lifts nobody's say
    info = found.info.model_copy(update={"youth_consents_at": 15})
    found = record(child=YOUTH, consents=(given,), info=info)
    assert waiting_for((given,), found.givers_needed(TODAY)) == ("Far Døme", "Ola Døme")
    assert found.consent_state("PPT", TODAY) is ConsentState.MISSING
    assert consent_missing_groups(found, TODAY) == ("t1", "t2", "t3")
    everyone = consent(givers=tuple(Giver(name=name) for name in ("Mor Døme", "Far Døme", "Ola Døme")))
    found = record(child=YOUTH, consents=(everyone,), info=info)
    assert consent_missing_groups(found, TODAY) == ()
    unlifted = everyone.model_copy(update={"lifts": False})  # a legal basis alone lifts no confidentiality
    assert record(consents=(unlifted,)).consent_state("PPT", TODAY) is ConsentState.MISSING


def test_each_may_sign_a_sheet_of_their_own_and_together_they_count() -> None:
    both = ("Mor Døme", "Far Døme")
    hers, his = (consent(id=name, givers=(Giver(name=name),)) for name in both)
    assert service_state((hers,), "PPT", TODAY, both) is ConsentState.MISSING
    assert service_state((hers, his), "PPT", TODAY, both) is ConsentState.VALID
    over = his.model_copy(update={"withdrawn_on": TODAY})
    assert service_state((hers, over), "PPT", TODAY, both) is not ConsentState.VALID
    unlifted = his.model_copy(update={"lifts": False})
    assert service_state((hers, unlifted), "PPT", TODAY, both) is ConsentState.MISSING


def test_a_birthday_on_the_29th_of_february_comes_on_the_1st_of_march() -> None:
    born = date(2012, 2, 29)
    assert [age_on(born, day) for day in (date(2027, 2, 28), date(2027, 3, 1), date(2028, 2, 29))] == [14, 15, 16]
