"""The pages are collected once for all rules."""

from typing import Any

import pytest

from tests.rules.pages import Site, collect, undone


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: Any) -> Site:
    """Return every page of the site; the database is left as it was."""
    with django_db_blocker.unblock(), undone():
        return collect()
