"""The migration that lets people have no e-mail address goes back as well."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from recruitment.accounts.models import User

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long, pytest.mark.postgresql]

BEFORE = [("accounts", "0004_emails_of_a_code")]


@pytest.fixture
def latest():
    """Bring the database back to the present, whatever happens."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.usefixtures("latest")
def test_people_without_an_address_get_one_that_nobody_reads():
    people = [User.objects.without_address(), User.objects.without_address()]
    MigrationExecutor(connection).migrate(BEFORE)
    addresses = list(User.objects.order_by("pk").values_list("email", flat=True))
    assert addresses == [f"nobody-{person.pk}@no-address.invalid" for person in people]
