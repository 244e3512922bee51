"""The pages of moderation cost as many queries for 10, 300 and 2,000 applications."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import OfficialFactory, competition
from tests.scoring.crowds import scored_applications

pytestmark = pytest.mark.django_db


def counts(sign_in, *, applications):
    """Return how many queries each page takes for the chair and for an official."""
    made = competition(closed=True, assessors=3)
    official = OfficialFactory(competition=made).user
    [application, *_] = scored_applications(made, applications, seed=applications)
    lists = [reverse(f"moderation:{name}", args=[made.slug]) for name in ("competition", "agreement")]
    addresses = [
        *lists,
        f"{lists[0]}?show=differ-widely",
        f"{lists[0]}?show=not-agreed",
        reverse("moderation:application", args=[made.slug, application.reference]),
    ]
    found = []
    for user in (made.assessors.get(chair=True).user, official):
        browser = sign_in(user)
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(address).status_code == 200
            found.append(len(queries))
    return found


@pytest.mark.long
def test_number_of_queries_does_not_grow_with_the_applications(sign_in):
    few, many, most = (counts(sign_in, applications=number) for number in (10, 300, 2000))

    assert few == many == most
