"""Note what happened to an application, for the applicant's status page."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.models import Application, Milestone
from recruitment.records.audit import record


def is_told_of_sift(application: Application) -> bool:
    """Say whether the applicant was told an outcome of the sift; from then on what it rests on is fixed."""
    return application.milestones.filter(kind__in=Milestone.SIFT_OUTCOMES).exists()


def is_told_a_final_outcome(application: Application) -> bool:
    """Say whether the applicant was told an outcome of the sift that stays: any but that they are a reserve."""
    return application.milestones.filter(kind__in=Milestone.FINAL_OUTCOMES).exists()


def is_invited(application: Application) -> bool:
    """Say whether the applicant was ever invited to an interview, withdrawn since or not."""
    return application.milestones.filter(kind=Milestone.Kind.INVITED_TO_INTERVIEW).exists()


@transaction.atomic
def note(*, application: Application, kind: str, by: User | None, now: datetime | None = None) -> bool:
    """Note, in the caller's transaction, that something happened; return whether that is new.

    The applicant reads it from that moment, so an outcome is noted when the applicant is told, not when it is decided.
    Noting the same again changes nothing.
    """
    _, is_new = Milestone.objects.get_or_create(
        application=application, kind=Milestone.Kind(kind), defaults={"at": now or timezone.now()}
    )
    if is_new:
        record(
            by=by,
            action="milestone.noted",
            subject=application.reference,
            competition=application.competition.slug,
            details={"kind": str(kind)},
        )
    return is_new
