"""Sent and scored applications by the hundred, without what no list of them reads."""

from random import Random

from django.db import connection
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.models import Application
from recruitment.applications.references import new_reference
from recruitment.competitions.models import Competition, Stage
from scoring.assessments.models import Assessment, Score


def scored_applications(competition: Competition, count: int, *, seed: int = 1) -> list[Application]:
    """Make `count` sent applications, scored by every assessor on every criterion of the sift at random."""
    random = Random(seed)  # noqa: S311 - made-up scores
    people = User.objects.bulk_create(User(email=f"crowd{seed}-{n}@example.org") for n in range(count))
    applications = Application.objects.bulk_create(
        Application(
            competition=competition,
            applicant=person,
            reference=new_reference(random),
            state=Application.State.SENT,
            sent_at=timezone.now(),
        )
        for person in people
    )
    assessments = Assessment.objects.bulk_create(
        Assessment(assessor=assessor, application=application, stage=Stage.SIFT)
        for assessor in competition.assessors.all()
        for application in applications
    )
    levels = list(competition.scale_levels.all())
    Score.objects.bulk_create(
        Score(
            assessment=assessment,
            criterion=criterion,
            level=random.choice(levels),
            reason="x",
            is_complete=True,
        )
        for criterion in competition.criteria.at(Stage.SIFT)
        for assessment in assessments
    )
    Assessment.objects.filter(assessor__competition=competition).update(sent_at=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE"
        )  # as databases do by themselves; they plan by how many rows they believe there are
    return applications
