"""A candidate whose interview has begun, before a panel of three."""

import pytest

from tests.factories import competition
from tests.scoring.acting import interview


@pytest.fixture
def sifting(db):
    """Return a competition whose criteria are assessed at the interview too."""
    return competition(closed=True, assessors=3, slug="panel", interviews=True)


@pytest.fixture
def met(application):
    """Return an application whose interview has begun."""
    return interview(application)
