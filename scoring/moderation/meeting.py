"""The meeting at which the assessment panel agrees scores: which application comes when."""

from typing import Any

from django.db.models import Case, Exists, F, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery, When

from recruitment.applications.models import Application
from recruitment.competitions.models import Competition
from scoring.assessments.models import Assessment
from scoring.moderation.disagreement import WIDE
from scoring.moderation.models import AgreedScore
from scoring.moderation.queries import moderated_by


class _SumOf(Subquery):
    """The sum of one column over the rows of a query that has groups of its own, which Django cannot nest."""

    template = "(SELECT COALESCE(SUM(%(column)s), 0) FROM (%(subquery)s) AS one_criterion)"
    output_field = IntegerField()


def in_meeting_order(user: Any, *, competition: Competition, stage: str) -> QuerySet[Application]:
    """Return the applications whose scores this person may read and agree, those with most disagreement first.

    `widely` counts the criteria on which the scores differ widely, `apart` adds up how many levels lie between the
    lowest and the highest score of each criterion (see disagreement.py), `not_agreed` says whether a criterion that was
    scored has no agreed score. First come those with most in `widely`, then in `apart`, then by reference.
    """
    given = Assessment.objects.sent().filter(application=OuterRef("pk"), stage=stage).order_by()
    by_criterion = _by_criterion(given, competition)
    agreed = AgreedScore.objects.filter(
        application=OuterRef("application"), criterion=OuterRef("scores__criterion"), stage=stage
    )
    return (
        moderated_by(user, stage)
        .filter(competition=competition)
        .annotate(
            widely=_SumOf(by_criterion, column="is_wide"),
            apart=_SumOf(by_criterion, column="distance"),
            not_agreed=Exists(given.filter(~Exists(agreed), scores__isnull=False)),
        )
        .order_by("-widely", "-apart", "reference")
    )


def _by_criterion(given: QuerySet[Assessment], competition: Competition) -> QuerySet[Assessment, Any]:
    """Return a row for each criterion of these assessments: how many levels the scores lie apart, and 1 if widely."""
    scale = list(competition.scale_levels.all())
    place = Case(
        *(When(scores__level=level, then=place) for place, level in enumerate(scale)),
        output_field=IntegerField(),
    )
    enough = next(place for place, level in enumerate(scale) if level.value == competition.acceptable_level)
    return (
        given.filter(scores__level__isnull=False)
        .values("scores__criterion")
        .annotate(low=Min(place), high=Max(place))
        .annotate(
            distance=F("high") - F("low"),
            is_wide=Case(
                When(Q(distance__gte=WIDE) | Q(low__lt=enough, high__gte=enough), then=1), default=0
            ),
        )
        .values("distance", "is_wide")
    )
