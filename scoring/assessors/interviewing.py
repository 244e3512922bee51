"""Whom the assessment panel interviews, and when."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from recruitment.applications.models import Application, Milestone
from recruitment.competitions.models import Assessor, Competition
from scoring.assessors.queries import without_recused


def interviewed(competition: Competition) -> QuerySet[Application]:
    """Return the applications whose candidates were told that they are shortlisted and have a time, by that time.

    Only a confirmed decision is told, and it stays from then on. Each has `interview_starts`.
    """
    return (
        with_interview(Application.objects.sent().filter(competition=competition))
        .annotate(interview_starts=F("interview_reply__slot__starts"))
        .order_by("interview_starts", "reference")
    )


def with_interview(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Keep those whose candidates were told that they are shortlisted and have a time."""
    told = Milestone.objects.filter(application=OuterRef("pk"), kind=Milestone.Kind.SHORTLISTED)
    return applications.filter(Exists(told), interview_reply__slot__isnull=False)


def interviews_of(seat: Assessor) -> QuerySet[Application]:
    """Return those whom this assessor interviews: all but those from whom they are kept away.

    A member who took over interviews those whose interview begins after that.
    """
    everybody = without_recused(interviewed(seat.competition), user=seat.user_id)
    return (
        everybody.filter(interview_reply__slot__starts__gte=seat.joined_at) if seat.joined_at else everybody
    )


def interview_starts(application_ids: Collection[int]) -> dict[int, datetime]:
    """Map the ids of those who have a time to it."""
    held = Application.objects.filter(pk__in=application_ids, interview_reply__slot__isnull=False).order_by()
    return dict(held.values_list("pk", "interview_reply__slot__starts"))


def begun(applications: QuerySet[Application], now: datetime | None = None) -> QuerySet[Application]:
    """Keep those whose interview has begun: from then on it can be scored."""
    return applications.filter(interview_reply__slot__starts__lte=now or timezone.now())
