"""Where a competition is, in words."""

from datetime import date, timedelta

import pytest

from scoring.shortlisting.situation import Situation, Standing, days_since_closing, situation
from tests.factories import CompetitionFactory

S = Standing


@pytest.fixture
def competition():
    """Return a competition that was published when it opened; it is in no database."""
    made = CompetitionFactory.build()
    made.published_at = made.opens
    return made


def test_situation_before_publication_opening_and_closing(competition):
    made = competition
    early = made.opens - timedelta(hours=1)

    assert situation(made, {}, early).state == "Not published"
    made.published_at = early
    assert situation(made, {}, early).state.startswith("Opens at ")
    assert situation(made, {S.SCORING: 1}, made.opens).state.startswith("Open until ")
    assert situation(made, {}, made.closes).state == "Closed"


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, Situation("Closed", "Nobody’s application is in the competition")),
        ({S.WITHDRAWN: 2}, Situation("Closed", "Nobody’s application is in the competition")),
        ({S.SCORING: 2}, Situation("Closed", "Wait for the assessors to score 2 applications", S.SCORING)),
        (
            {S.SCORING: 2, S.SHORTLISTED: 1},
            Situation("Sift under way", "Wait for the assessors to score 2 applications", S.SCORING),
        ),
        (
            {S.SCORING: 2, S.AGREEING: 1},
            Situation("Sift under way", "Agree the scores of 1 application", S.AGREEING),
        ),
        (
            {S.SCORING: 2, S.AGREEING: 1, S.DECIDING: 3},
            Situation("Sift under way", "Decide on 3 applications", S.DECIDING),
        ),
        (
            {S.SHORTLISTED: 1, S.RESERVE: 1, S.NOT_SHORTLISTED: 1, S.WITHDRAWN: 1},
            Situation("Sift decided", "Ask for the shortlist pack", is_decided=True),
        ),
    ],
)
def test_situation_after_closing(competition, counts, expected):
    assert situation(competition, counts, competition.closes) == expected


def test_days_are_counted_from_the_closing_date(competition):
    closed = competition.closes.date()

    assert days_since_closing(competition, closed + timedelta(days=90)) in {89, 90, 91}
    assert (
        days_since_closing(competition, date(2030, 1, 2)) - days_since_closing(competition, date(2030, 1, 1))
        == 1
    )
