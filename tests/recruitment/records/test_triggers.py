"""The database refuses what must not happen, whoever asks."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from recruitment.applications.contact import FIELDS, change_contact
from recruitment.applications.models import (
    Application,
    Correction,
    Entering,
    Extension,
    RefusedSave,
    StepDraft,
)
from recruitment.competitions.models import Competition, Criterion, Post, ScaleLevel, Sector
from recruitment.records.triggers import Refusal, Refuse
from scoring.assessors.models import ConflictDeclaration, Ruling
from scoring.assessors.replacing import replace
from scoring.candidate_feedback.models import FeedbackLetter
from scoring.packs.models import PackDownload
from scoring.packs.requesting import build_for_operator
from scoring.shortlisting.confirming import confirm
from scoring.shortlisting.deciding import decide
from scoring.shortlisting.models import Precedence
from tests import factories
from tests.scoring.acting import discuss, find_on, interview, score_interview, sift

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


def named_by_migrations() -> list[Refusal]:
    """Return what the migrations of the site refuse."""
    migrations = MigrationLoader(None).disk_migrations.values()
    return [
        each.refusal for migration in migrations for each in migration.operations if isinstance(each, Refuse)
    ]


@pytest.fixture
def everything_fixed() -> None:
    """Make a competition in which at least one row of every protected table must not change any more."""
    competition = factories.competition(closed=True, assessors=2, interviews=True)
    # Their own refusals ask for the moment of publication, so for a moment it is not published.
    Competition.objects.update(published_at=None)
    competition.posts.get().sectors.add(competition.sectors.first())
    competition.criteria.first().posts.add(competition.posts.get())
    Competition.objects.update(published_at=competition.opens)
    application = factories.filled_application(competition=competition)
    Extension.objects.create(
        application=application,
        until=timezone.now() + timedelta(days=1),
        reason="Ill",
        granted_by=application.applicant,
    )
    Entering.objects.create(
        application=application,
        name="Rose",
        how="paper",
        received_on=timezone.localdate(),
        entered_by=application.applicant,
    )
    Correction.objects.create(
        application=application,
        name_before="Rose",
        name="Rosa",
        email_before="a@example.org",
        email="a@example.org",
        corrected_by=application.applicant,
    )
    RefusedSave.objects.create(application=application, section="about-you", step="name", data={})
    StepDraft.objects.create(
        application=application, section="about-you", step="name", data={}, accepted=True
    )
    Application.objects.update(state="sent", sent_at=competition.opens, sent_hash="v1:this")
    official = factories.OfficialFactory(competition=competition).user
    sift(application, by=official)
    decide(application=application, outcome="shortlisted", reason="Strong.", by=official)
    confirm(competition=competition, by=official)
    interview(application)
    score_interview(application, by=official)
    discuss(application, by=official)
    find_on(application, by=official)
    FeedbackLetter.objects.create(
        application=application,
        text="Strong.",
        saved_by=official,
        sent_at=timezone.now(),
        sent_by=official,
    )
    withdrawn = factories.withdrawn_application(competition=competition)
    Precedence.objects.create(first=application, second=withdrawn, reason="Stronger.", recorded_by=official)
    details = dict.fromkeys(FIELDS, "LS1 4AP")
    change_contact(application=application, by=application.applicant, details=details)
    declaration = ConflictDeclaration.objects.create(
        application=withdrawn,
        assessor=competition.assessors.first(),
        kind="conflict",
        left_to_chair=True,
        details="I know them.",
    )
    Ruling.objects.create(declaration=declaration, outcome="recused", reason="Too close.", ruled_by=official)
    pack = build_for_operator(competition=competition, kind="shortlist")
    PackDownload.objects.create(pack=pack, by=official)
    replace(
        seat=competition.assessors.first(),
        name="New",
        email="new@example.org",
        political_activity="None declared",
        reason="Ill",
        by=official,
    )


# A refusal that is about one column.
CHANGES = {
    "competitions_acceptable_level_locked": "acceptable_level = acceptable_level + 1",
    "applications_only_a_draft_waits": "asked_to_send_at = sent_at",
    "applications_sent_hash_fixed": "sent_hash = 'v1:another'",
    "withdrawal_fixed_update": "details = 'Something else.'",
}


def provoke(refusal: Refusal) -> None:
    """Do to a row of the table what is refused."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {refusal.table} ORDER BY id LIMIT 1")
        columns = [column[0] for column in cursor.description]
        pk = dict(zip(columns, cursor.fetchone(), strict=True))["id"]
        copied = ", ".join(column for column in columns if column != "id")
        change = CHANGES.get(refusal.name, "id = id")
        cursor.execute(
            {
                "INSERT": f"INSERT INTO {refusal.table} ({copied}) SELECT {copied} FROM {refusal.table} WHERE id = %s",
                "UPDATE": f"UPDATE {refusal.table} SET {change} WHERE id = %s",
                "DELETE": f"DELETE FROM {refusal.table} WHERE id = %s",
            }[refusal.event],
            [pk],
        )


def test_every_refusal_of_the_migrations_stands_in_the_database() -> None:
    assert in_the_database() == {refusal.name for refusal in named_by_migrations()}


@pytest.mark.usefixtures("everything_fixed")
def test_every_refusal_refuses() -> None:
    for refusal in named_by_migrations():
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            provoke(refusal)
        assert refusal.message in str(error.value), refusal


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


def test_files_of_a_sent_application_stay_and_those_removed_before_may_get_their_result():
    application = factories.filled_application()
    removed = application.documents.get()
    removed.removed_at = timezone.now()
    removed.save()
    other = factories.cv(factories.ApplicationFactory(competition=application.competition))
    current = factories.cv(application)
    Application.objects.filter(pk=application.pk).update(state="sent", sent_at=timezone.now())
    application.documents.filter(pk=removed.pk).update(scanner="clamd")
    for refused in (
        lambda: application.documents.filter(pk=removed.pk).update(removed_at=None),
        lambda: application.documents.filter(pk=removed.pk).update(application=other.application),
        lambda: application.documents.filter(pk=removed.pk).delete(),
        lambda: application.documents.filter(pk=current.pk).update(original_name="Other.pdf"),
        lambda: application.documents.filter(pk=current.pk).update(removed_at=timezone.now()),
        lambda: type(other).objects.filter(pk=other.pk).update(application=application),
        lambda: factories.cv(application),
    ):
        with (
            pytest.raises(IntegrityError, match="files of a sent application are fixed"),
            transaction.atomic(),
        ):
            refused()
