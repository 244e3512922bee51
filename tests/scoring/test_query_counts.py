"""Cost does not grow with the crowd: each page of the sift takes as many queries for 1, 3 and 30 of anything."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from scoring.shortlisting.deciding import decide
from tests.factories import OfficialFactory, competition, sent_application
from tests.scoring.acting import (
    declare_none,
    discuss,
    find_on,
    interview,
    recuse,
    score,
    score_and_send,
    score_interview,
    sift,
)

pytestmark = pytest.mark.django_db

# The most queries that any page of the group may take, session and person included. What an assessor opens again and
# again takes at most 12.
LIMITS = {"assessors": 12, "assessments": 12, "moderation": 28, "shortlisting": 49, "findings": 40}

# Pages on which more comes together: a whole application, of which more is read at the interview; the list of all
# applications with what waits for a ruling.
MORE = {
    "assessors:competition": 20,
    "assessments:application": 24,
    "assessments:interview-application": 27,
    "moderation:interview": 36,
}


def build(**sizes):
    """Make a competition with applications in every standing, `applications` of them sifted.

    Returns the addresses of all pages with the person who opens each.
    """
    applications = sizes.pop("applications", 1)
    made = competition(closed=True, interviews=True, **{"assessors": 2, "criteria": 2, "sectors": 2, **sizes})
    official = OfficialFactory(competition=made).user
    chair, *others = made.assessors.select_related("competition", "user")
    decided = [sent_application(competition=made) for _ in range(applications)]
    for application in decided:
        sift(application, by=official)
        decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
        interview(application)
    for application in decided:
        score_interview(application, by=official)
        discuss(application, by=official)
        find_on(application, by=official)
    partly, declared, untouched = (sent_application(competition=made) for _ in range(3))
    score(chair, partly)
    for seat in others:
        score_and_send(seat, partly)
    interview(partly)
    declare_none(chair, declared)
    for seat in others:
        recuse(seat, untouched)
    code = made.criteria.first().code
    reference = decided[0].reference
    of_chair = {
        "assessors:home": [],
        "assessors:competition": [made.slug],
        "assessors:conflict": [made.slug, untouched.reference],
        "assessors:conflict-later": [made.slug, partly.reference],
        "assessments:application": [made.slug, reference],
        "assessments:criterion": [made.slug, partly.reference, code],
        "assessments:send": [made.slug, partly.reference],
        "assessments:criteria": [made.slug],
        "assessments:by-criterion": [made.slug, code],
        "assessments:on-criterion": [made.slug, code, partly.reference],
        "assessments:send-all": [made.slug],
        "assessors:interviews": [made.slug],
        "assessments:interview-application": [made.slug, reference],
        "assessments:interview-criterion": [made.slug, partly.reference, code],
        "moderation:interviews": [made.slug],
        "moderation:interview": [made.slug, reference],
        "moderation:competition": [made.slug],
        "moderation:agreement": [made.slug],
        "moderation:application": [made.slug, reference],
    }
    of_official = {
        "shortlisting:home": [],
        "shortlisting:competition": [made.slug],
        "shortlisting:applications": [made.slug],
        "shortlisting:application": [made.slug, reference],
        "shortlisting:decide": [made.slug, reference],
        "shortlisting:ranking": [made.slug],
        "shortlisting:below": [made.slug],
        "shortlisting:equals": [made.slug],
        "shortlisting:what-if": [made.slug],
        "shortlisting:confirm": [made.slug],
        "shortlisting:outcomes": [made.slug],
        "findings:list": [made.slug],
        "findings:appointable": [made.slug],
        "findings:person": [made.slug, reference],
        "findings:discussion": [made.slug, reference],
        "findings:finding": [made.slug, reference],
    }
    pages = {name: (chair.user, arguments) for name, arguments in of_chair.items()}
    return pages | {name: (official, arguments) for name, arguments in of_official.items()}


def counts(pages, sign_in):
    """Return how many queries each page takes."""
    found = {}
    for name, (user, arguments) in pages.items():
        browser = sign_in(user)
        address = reverse(name, args=arguments)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(address).status_code == 200
        found[name] = len(queries)
    return found


@pytest.mark.parametrize("axis", ["applications", "assessors", "criteria", "sectors"])
def test_number_of_queries_does_not_grow_with(axis, sign_in):
    fewest = 2 if axis == "assessors" else 1  # a sift cannot start with fewer
    one, three, thirty = (counts(build(**{axis: number}), sign_in) for number in (fewest, 3, 30))

    assert one == three == thirty
    for name, number in one.items():
        assert number <= MORE.get(name, LIMITS[name.split(":")[0]]), name
