"""Fixtures that tests of all rooms use."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client
from django_tasks_db.management.commands import db_worker

from recruitment.accounts.models import User


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """Return a function that makes a browser in which this person is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def run_tasks(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function that does all waiting background work, as the worker would, and returns when none is left."""
    # The worker drops a connection that is inside a transaction; here that is the transaction of the test.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)

    def run() -> None:
        call_command("db_worker", batch=True, verbosity=0, interval=0, startup_delay=False, reload=False)

    return run
