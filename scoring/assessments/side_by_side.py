"""The scores of several assessors for each criterion, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from recruitment.competitions.models import Assessor, Criterion
from scoring.assessments.models import Assessment, Score


@dataclass(frozen=True)
class Opinion:
    """One assessor's score."""

    assessor: Assessor
    score: Score


@dataclass(frozen=True)
class Opinions:
    """The scores for one criterion, in the order in which the assessors are published."""

    criterion: Criterion
    opinions: tuple[Opinion, ...]


def side_by_side(criteria: Iterable[Criterion], assessments: QuerySet[Assessment]) -> tuple[Opinions, ...]:
    """Return the scores in these assessments, in two queries. Whether they may be read is the caller's business."""
    given = list(
        assessments.select_related("assessor")
        .prefetch_related("scores__level")
        .order_by("assessor__position", "pk")
    )
    return tuple(
        Opinions(
            criterion,
            tuple(
                Opinion(assessment.assessor, score)
                for assessment in given
                for score in assessment.scores.all()
                if score.criterion_id == criterion.pk
            ),
        )
        for criterion in criteria
    )
