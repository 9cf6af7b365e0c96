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


def test_a_no_stands_until_whoever_said_it_says_yes_and_is_kept_beside_it() -> None:
    """«Innhentet samtykke fra foreldre …: Ja: Dato: Nei:» (ressursteam-veileder.txt, Vedlegg 1)."""
    hers = consent("PPT", id="hers", givers=[Giver(name="Mor Døme")], given_on=TODAY - 3 * DAY)
    no = consent("PPT", id="no", givers=[Giver(name="Far Døme")], given_on=TODAY - 2 * DAY, refused=True)
    (found,) = by_service((hers, no), (), TODAY, BOTH)
    assert (found.state, found.counts, found.all) == (ConsentState.REFUSED, no, (no, hers))
    assert by_service((hers, no), (), TODAY - 3 * DAY, BOTH)[0].state is ConsentState.MISSING  # not said yet that day
    assert by_service((hers, no), (), TODAY, ("Mor Døme",))[0].state is ConsentState.VALID  # father has no say
    assert by_service((hers, no), (), TODAY, ())[0].state is ConsentState.REFUSED  # nobody knows who has
    his = consent("PPT", id="his", givers=[Giver(name="far  døme")], given_on=TODAY - 2 * DAY)
    (after,) = by_service((hers, no, his), (), TODAY, BOTH)
    assert (after.state, no in after.all) == (ConsentState.VALID, True)
    (again,) = by_service((hers, his, no), (), TODAY, BOTH)  # of one day the last word counts
    assert again.state is ConsentState.REFUSED
    assert by_service((no,), ("Helsestasjonen",), TODAY, BOTH)[0].state is ConsentState.MISSING


def test_a_yes_after_a_no_that_was_taken_back_since_is_taken_back_and_no_longer_refused() -> None:
    no = consent("PPT", id="no", givers=[Giver(name="Mor Døme")], given_on=TODAY - 2 * DAY, refused=True)
    both = [Giver(name="Mor Døme"), Giver(name="Far Døme")]
    yes = consent("PPT", id="yes", givers=both, given_on=TODAY - 2 * DAY, withdrawn_on=TODAY, withdrawn_by="Far Døme")
    (found,) = by_service((no, yes), (), TODAY, BOTH)
    assert (found.state, found.counts) == (ConsentState.WITHDRAWN, yes)


def test_a_no_needs_who_and_when_and_nothing_that_belongs_to_a_yes() -> None:
    no = consent("PPT", refused=True, form=ConsentForm.ORAL, valid_until=TODAY - 90 * DAY)
    assert lacks(no, TODAY) == {}
    assert lacks(no.model_copy(update={"givers": ()}), TODAY) == {"givers": ConsentLack.REFUSERS}
    assert lacks(no.model_copy(update={"given_on": TODAY + DAY}), TODAY) == {"given_on": ConsentLack.NOT_YET}
