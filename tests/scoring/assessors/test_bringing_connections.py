"""The migration that brings connections, there and back: whoever had one is kept away by the version before too."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from scoring.assessors.models import ConflictDeclaration
from tests.factories import sent_application
from tests.scoring.acting import connect, declare_none, let_carry_on, recuse

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long, pytest.mark.postgresql]

BEFORE = [("assessors", "0002_append_only")]


def migrate_to_the_present():
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture
def latest():
    """Bring the database back to the present, whatever happens."""
    yield
    migrate_to_the_present()


@pytest.mark.usefixtures("latest")
def test_connections_are_conflicts_to_the_version_before(seats, sifting):
    declare_none(seats[0], sent_application(competition=sifting))
    recuse(seats[0], sent_application(competition=sifting))
    let_carry_on(connect(seats[1], sent_application(competition=sifting)), by=seats[0].user)
    connect(seats[1], sent_application(competition=sifting))

    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    old = executor.loader.project_state(BEFORE).apps.get_model("assessors", "ConflictDeclaration").objects

    assert list(old.order_by("pk").values_list("kind", flat=True)) == ["none", *["conflict"] * 3]
    with pytest.raises(IntegrityError), transaction.atomic():
        old.all().delete()

    migrate_to_the_present()
    assert ConflictDeclaration.objects.recusing().count() == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        ConflictDeclaration.objects.all().delete()
