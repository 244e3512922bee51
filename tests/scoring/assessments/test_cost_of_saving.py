"""A score is saved at a fixed cost: at most 12 statements that read or write, of the session and the person too."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recruitment.competitions.models import Stage
from scoring.assessments.scoring import save_score
from tests.factories import competition, sent_application
from tests.scoring.acting import declare_none, interview, score

pytestmark = pytest.mark.django_db

MOST = 12
MARKS = ("SAVEPOINT", "RELEASE", "ROLLBACK")  # they mark a transaction, and read and write nothing


def assessing(number, *, stage):
    """Return a seat and its applications on `number` criteria: untouched, scored on the last one, and on all."""
    made = competition(closed=True, interviews=True, criteria=number, assessors=2)
    seat = made.assessors.select_related("competition", "user").first()
    applications = [sent_application(competition=made) for _ in range(number + 2)]
    for application in applications:
        declare_none(seat, application)
        if stage == Stage.INTERVIEW:
            interview(application)
    untouched, begun, scored, *_ = applications
    save_score(
        assessor=seat,
        application=begun,
        stage=stage,
        criterion=made.criteria.last(),
        level=None,
        reason="To be continued",
        by=seat.user,
    )
    score(seat, scored, stage=stage)
    return seat, {"untouched": untouched, "begun": begun, "scored": scored}


def cost(browser, address, version):
    """Return how many statements it takes to save a score, and where it leads."""
    answers = {"level": 3, "reason": "It says so.", "version": version}
    with CaptureQueriesContext(connection) as queries:
        answer = browser.post(address, answers)
    assert answer.status_code in (200, 302)
    assert answer.status_code == 302 or answer.json()["version"] == version + 1
    return sum(not query["sql"].startswith(MARKS) for query in queries)


@pytest.mark.parametrize(
    ("page", "stage"),
    [
        ("criterion", Stage.SIFT),
        ("on-criterion", Stage.SIFT),
        ("autosave", Stage.SIFT),
        ("interview-criterion", Stage.INTERVIEW),
        ("interview-autosave", Stage.INTERVIEW),
    ],
)
def test_saving_a_score_takes_at_most_12_statements_at_any_size(page, stage, sign_in):
    found = []
    for number in (1, 3):
        seat, applications = assessing(number, stage=stage)
        browser = sign_in(seat.user)
        slug, code = seat.competition.slug, seat.competition.criteria.first().code
        costs = {}
        for standing, application in applications.items():
            if standing == "begun" and number == 1:
                continue  # its only criterion is scored already
            place = [code, application.reference] if page == "on-criterion" else [application.reference, code]
            address = reverse(f"assessments:{page}", args=[slug, *place])
            costs[standing] = cost(browser, address, 1 if standing == "scored" else 0)
        found.append(costs)

    one, three = found
    assert one == {standing: three[standing] for standing in one}
    assert max(three.values()) <= MOST
