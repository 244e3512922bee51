"""Fixtures of the tests of signing in."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_codes_asked_for_lately():
    """The rate limits count in the cache, which outlives a test."""
    cache.clear()
