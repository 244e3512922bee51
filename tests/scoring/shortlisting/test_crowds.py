"""The pages of the ranking cost as many queries for 10, 300 and 2,000 applications."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scoring.moderation.models import AgreedScore
from scoring.shortlisting.models import Precedence
from tests.factories import OfficialFactory, competition
from tests.scoring.crowds import scored_applications

pytestmark = pytest.mark.django_db


def counts(sign_in, *, applications):
    """Return how many queries each page takes where everybody is equal, and some are put in order."""
    made = competition(closed=True, assessors=1)
    official = OfficialFactory(competition=made).user
    field = scored_applications(made, applications, seed=applications)
    level = made.scale_levels.get(value=5)
    AgreedScore.objects.bulk_create(
        AgreedScore(
            application=application,
            criterion=criterion,
            stage="sift",
            level=level,
            reason="x",
            agreed_by=official,
        )
        for criterion in made.criteria.at("sift")
        for application in field
    )
    Precedence.objects.bulk_create(
        Precedence(first=first, second=second, reason="x", recorded_by=official)
        for first, second in pairwise(field[: applications // 4])
    )
    browser = sign_in(official)
    found = []
    for name, query in (("ranking", ""), ("what-if", ""), ("what-if", "?line=3&interview=5")):
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse(f"shortlisting:{name}", args=[made.slug]) + query).status_code == 200
        found.append(len(queries))
    return found


def test_number_of_queries_does_not_grow_with_the_applications(sign_in):
    few, many, most = (counts(sign_in, applications=number) for number in (10, 300, 2000))

    assert few == many == most
