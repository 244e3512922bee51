"""A competition that closed, with an assessment panel and an official."""

import pytest

from recruitment.accounts.models import User
from recruitment.applications.models import Application
from recruitment.competitions.models import Assessor, Competition
from tests.factories import OfficialFactory, competition, sent_application


@pytest.fixture
def sifting(db: None) -> Competition:
    """Return a competition in a blind sift with three criteria and three assessors, the first in the chair."""
    return competition(closed=True, assessors=3, slug="panel")


@pytest.fixture
def seats(sifting: Competition) -> list[Assessor]:
    """Return its seats, the chair first."""
    return list(sifting.assessors.select_related("competition"))


@pytest.fixture
def official(sifting: Competition) -> User:
    """Return the person who runs it."""
    return OfficialFactory(competition=sifting, name="Dilys Farquhar").user


@pytest.fixture
def application(sifting: Competition) -> Application:
    """Return an application to it."""
    return sent_application(competition=sifting)
