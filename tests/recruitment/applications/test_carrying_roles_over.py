"""The migration to several roles keeps what stood in one, there and back."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from recruitment.applications.models import Application, SectorExperience, SectorRole, StepDraft
from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long, pytest.mark.postgresql]

BEFORE = [("applications", "0008_asked_to_send_at")]


def migrate_back():
    """Go back to before the migration; return the models of then."""
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    return executor.loader.project_state(BEFORE).apps


def migrate_to_the_present():
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.fixture
def latest():
    """Bring the database back to the present, whatever happens."""
    yield
    migrate_to_the_present()


@pytest.mark.usefixtures("latest")
def test_single_role_becomes_the_first_and_comes_back():
    draft = factories.filled_application()
    sent = factories.sent_application()
    StepDraft.objects.create(
        application=draft,
        section="sector-experience",
        step="role-1-local-authority",
        data={"role": ["Director"]},
        accepted=True,
    )
    old = migrate_back()
    row = old.get_model("applications", "SectorExperience").objects.filter(application_id=sent.pk).first()
    assert (row.organisation, row.started, row.years_strategic) == (
        "Organisation of Local authority",
        date(2012, 3, 1),
        5,
    )
    assert row.summary_masked == "I, [name], led this work."
    assert old.get_model("applications", "StepDraft").objects.get().step == "local-authority"
    migrate_to_the_present()
    page = StepDraft.objects.get()
    assert (page.step, page.accepted) == ("role-1-local-authority", False)
    for application in Application.objects.all():
        roles = SectorRole.objects.filter(application=application)
        assert [(role.position, role.days_a_week, role.current) for role in roles] == [(1, 5, True)] * 3
        experience = SectorExperience.objects.filter(application=application).first()
        assert (experience.years_right, experience.corrected_frontline) == (False, 10)
        assert experience.correction_reason


@pytest.mark.usefixtures("latest")
def test_half_a_day_becomes_a_day_when_going_back():
    draft = factories.filled_application()
    SectorRole.objects.filter(application=draft).update(days_a_week=0, half_day=True)
    SectorRole.objects.filter(application=draft, sector__position=0).update(days_a_week=2)
    Application.objects.filter(pk=draft.pk).update(state="sent", sent_at=draft.competition.opens)
    executor = MigrationExecutor(connection)
    executor.migrate([("applications", "0014_answers_stay")])
    old = executor.loader.project_state([("applications", "0014_answers_stay")]).apps
    roles = old.get_model("applications", "SectorRole").objects.order_by("sector__position")
    assert list(roles.values_list("days_a_week", flat=True)) == [2, 1, 1]
