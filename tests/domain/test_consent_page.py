"""The consents of a case service by service: who is waited for, and what keeps a new one from being saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from btimeeting.domain.consent import ConsentForm, ConsentState, Giver, divided, service_key
from btimeeting.domain.consent_page import ConsentLack, by_service, lacks
from tests.builders import TODAY, consent

DAY = timedelta(days=1)
BOTH = ("Mor Døme", "Far Døme")


def test_every_service_stands_once_with_the_consent_that_tells_how_it_is_and_who_is_waited_for() -> None:
    old = consent("PPT", id="old", given_on=TODAY - 90 * DAY, withdrawn_on=TODAY - DAY)
    half = consent("ppt", "Helsestasjonen", id="half")
    found = by_service((old, half), ("Barnevernstenesta", "PPT"), TODAY, BOTH)
    assert [(each.service, each.state) for each in found] == [
        ("Barnevernstenesta", ConsentState.MISSING),
        ("PPT", ConsentState.MISSING),  # father has not given it
        ("Helsestasjonen", ConsentState.MISSING),
    ]
    none, ppt, _ = found
    assert (none.counts, none.waits) == (None, BOTH)
    assert (ppt.counts, ppt.waits) == (half, ("Far Døme",))
    assert ppt.all == (half, old)
    whole = consent("PPT", id="whole", given_on=TODAY - 30 * DAY, givers=[Giver(name=name) for name in BOTH])
    (again,) = by_service((half.model_copy(update={"services": ("PPT",)}), whole), (), TODAY, BOTH)
    assert (again.state, again.counts, again.waits) == (ConsentState.VALID, whole, ())


def test_two_sheets_of_two_parents_stand_together() -> None:
    hers, his = (consent("PPT", id=name, givers=[Giver(name=name)]) for name in BOTH)
    (found,) = by_service((hers, his), (), TODAY, BOTH)
    assert (found.state, found.waits) == (ConsentState.VALID, ())
    assert {found.counts, *found.also} == {hers, his}


def test_a_consent_that_was_taken_back_waits_for_nobody() -> None:
    (found,) = by_service((consent("PPT", withdrawn_on=TODAY),), (), TODAY, BOTH)
    assert (found.state, found.waits) == (ConsentState.WITHDRAWN, ())


def test_a_consent_counts_from_the_day_it_is_valid_from() -> None:
    later = consent("PPT", valid_from=TODAY + DAY)
    assert later.state(TODAY) is ConsentState.MISSING
    assert later.state(TODAY + DAY) is ConsentState.VALID


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ({}, {}),
        ({"services": ()}, {"services": ConsentLack.SERVICES}),
        ({"givers": ()}, {"givers": ConsentLack.GIVERS}),
        ({"form": ConsentForm.ORAL}, {"heard_by": ConsentLack.HEARD_BY}),
        ({"form": ConsentForm.ORAL, "heard_by": "Rita"}, {}),
        ({"given_on": None}, {"given_on": ConsentLack.GIVEN_ON}),
        ({"given_on": TODAY + DAY}, {"given_on": ConsentLack.NOT_YET}),
        ({"valid_until": TODAY - 30 * DAY}, {"valid_until": ConsentLack.UNTIL}),
        ({"valid_from": TODAY + 9 * DAY, "valid_until": TODAY}, {"valid_until": ConsentLack.UNTIL}),
    ],
)
def test_what_keeps_a_new_one_from_being_saved_is_told_by_its_field(
    fields: dict[str, Any], lacking: dict[str, ConsentLack]
) -> None:
    assert lacks(consent("PPT").model_copy(update=fields), TODAY) == lacking


def test_one_that_replaces_another_reaches_one_of_its_services_and_is_valid_at_once() -> None:
    old = consent("PPT", "Helsestasjonen", id="old")
    assert lacks(consent("ppt"), TODAY, old) == {}
    assert lacks(consent("NAV"), TODAY, old) == {"services": ConsentLack.OTHERS}
    later = consent("PPT", valid_from=TODAY + DAY)
    assert lacks(later, TODAY, old) == {"valid_from": ConsentLack.BEGINS_LATER}


def test_a_consent_is_divided_so_that_the_others_keep_theirs() -> None:
    whole = consent("PPT", "Helsestasjonen", "NAV")
    rest, part = divided(whole, {service_key(" ppt")}, "part")
    assert rest is not None
    assert (rest.id, rest.services) == (whole.id, ("Helsestasjonen", "NAV"))
    assert (part.id, part.services) == ("part", ("PPT",))
    assert divided(whole, {service_key(name) for name in whole.services}, "part") == (None, whole)
