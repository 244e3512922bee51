"""The database refuses what must not happen, whoever asks."""

import importlib
import pkgutil
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from recruitment.competitions.models import Criterion, Post, ScaleLevel, Sector
from recruitment.records import triggers
from tests import factories

pytestmark = pytest.mark.django_db


def in_the_database():
    """Return the names of the refusals that are there."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def named_by_migrations(monkeypatch):
    """Return the names that the migrations give, by reading them again with a refuse() that takes notes."""
    named = []
    made = triggers.refuse

    def noted(*, name, **others):
        named.append(name)
        return made(name=name, **others)

    monkeypatch.setattr(triggers, "refuse", noted)
    for label in MigrationLoader(None).migrated_apps:
        module, _ = MigrationLoader.migrations_module(label)
        if module.startswith(("recruitment.", "scoring.")):
            for found in pkgutil.iter_modules(importlib.import_module(module).__path__):
                importlib.reload(importlib.import_module(f"{module}.{found.name}"))
    return set(named)


def test_every_refusal_of_the_migrations_stands_in_the_database(monkeypatch):
    named = named_by_migrations(monkeypatch)
    assert len(named) > 40
    assert in_the_database() == named


@pytest.mark.parametrize("model", [Criterion, Post, ScaleLevel, Sector])
@pytest.mark.parametrize("change", ["save", "delete"])
def test_published_criteria_scale_posts_and_sectors_are_locked(model, change):
    row = model.objects.filter(competition=factories.competition()).first()
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        getattr(row, change)()


def test_nothing_is_added_to_a_published_competition():
    competition = factories.competition()
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        ScaleLevel.objects.create(competition=competition, value=99, label="More", meaning="More")
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        competition.posts.get().sectors.add(competition.sectors.first())
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        competition.criteria.first().posts.add(competition.posts.get())


def test_acceptable_level_of_a_published_competition_is_locked_and_its_dates_are_not():
    competition = factories.competition()
    competition.closes = timezone.now()
    competition.save()
    competition.acceptable_level = 3
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        competition.save()


def test_competition_that_is_not_published_yet_can_be_changed():
    competition = factories.competition()
    competition.published_at = timezone.now() + timedelta(hours=1)
    competition.save()
    criterion = competition.criteria.first()
    criterion.text = "Mended"
    criterion.save()
    assert competition.criteria.first().text == "Mended"
