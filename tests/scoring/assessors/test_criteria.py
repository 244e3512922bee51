"""Which criteria an application is scored on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from recruitment.applications.models import PostChoice
from recruitment.competitions.models import Criterion
from scoring.assessors.criteria import criteria_asked, criteria_of
from tests.factories import ApplicationFactory, CompetitionFactory
from tests.factories import competition as make_competition

pytestmark = pytest.mark.django_db


def unpublished(*, posts):
    """Return a competition whose criteria can still be changed."""
    return make_competition(posts=posts, opens=timezone.now() + timedelta(days=9))


def codes(competition, *applications):
    asked = criteria_asked(
        competition=competition, stage="sift", application_ids=[a.pk for a in applications]
    )
    for application in applications:
        assert tuple(criteria_of(application, stage="sift")) == asked[application.pk]
    return [[criterion.code for criterion in asked[application.pk]] for application in applications]


def test_criterion_for_every_post_is_asked_of_everybody():
    competition = unpublished(posts=2)
    application = ApplicationFactory(competition=competition)

    assert codes(competition, application) == [["E1", "E2", "D3"]]


def test_criterion_for_one_post_is_asked_of_those_who_chose_it():
    competition = unpublished(posts=2)
    first, second = competition.posts.all()
    competition.criteria.get(code="E2").posts.add(second)
    applications = [ApplicationFactory(competition=competition) for _ in range(3)]
    for application, posts in zip(applications, ([first], [second], [first, second]), strict=True):
        for post in posts:
            PostChoice.objects.create(application=application, post=post)

    assert codes(competition, *applications) == [["E1", "D3"], ["E1", "E2", "D3"], ["E1", "E2", "D3"]]


def test_criterion_of_another_stage_is_not_asked():
    competition = CompetitionFactory()
    Criterion.objects.create(
        competition=competition,
        position=0,
        code="E1",
        kind="essential",
        text="Judgement",
        at_sift=False,
        at_interview=True,
        lead=False,
        word_limit=0,
    )
    application = ApplicationFactory(competition=competition)

    assert codes(competition, application) == [[]]
