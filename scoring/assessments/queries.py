"""What an assessor sees who scores one criterion after another."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Value, When

from recruitment.applications.models import Application, PostChoice
from recruitment.competitions.models import Assessor, Criterion
from scoring.assessments.models import Assessment, Score
from scoring.assessments.scorecard import State
from scoring.assessors.criteria import criteria_asked
from scoring.assessors.queries import declared_for, in_own_order


@dataclass(frozen=True)
class CriterionProgress:
    """For how many of the applications that an assessor scores on a criterion they have completed it."""

    criterion: Criterion
    completed: int
    total: int

    @property
    def state(self) -> State:
        """How far the assessor is with the criterion."""
        if self.completed == self.total:
            return State.COMPLETED
        return State.IN_PROGRESS if self.completed else State.NOT_STARTED


@dataclass(frozen=True)
class Overview:
    """Where an assessor is who goes through the criteria: each of them, and how many applications can be sent."""

    criteria: tuple[CriterionProgress, ...]
    ready: int


@dataclass(frozen=True)
class Ready:
    """An application whose scores can be sent: every criterion has a choice and a reason."""

    application: Application
    scores: tuple[Score, ...]  # in the order of the criteria


def own_scores(seat: Assessor, stage: str) -> QuerySet[Score]:
    """Return the assessor's scores in force at the stage."""
    return Score.objects.filter(
        assessment__in=Assessment.objects.current().filter(assessor=seat, stage=stage)
    )


def overview(seat: Assessor, stage: str) -> Overview:
    """Return how far the assessor is with each criterion, and how many applications they can send, in six queries."""
    ids = list(declared_for(seat).order_by().values_list("pk", flat=True))
    asked = criteria_asked(competition=seat.competition, stage=stage, application_ids=ids)
    complete = own_scores(seat, stage).filter(is_complete=True, assessment__application__in=ids).order_by()
    done = set(complete.values_list("assessment__application_id", "criterion_id"))
    sent = Assessment.objects.sent().filter(assessor=seat, stage=stage, application__in=ids)
    ready = {pk for pk in ids if all((pk, criterion.pk) in done for criterion in asked[pk])}
    totals = Counter(criterion for criteria in asked.values() for criterion in criteria)
    completed = Counter(criterion_id for _, criterion_id in done)
    return Overview(
        criteria=tuple(
            CriterionProgress(criterion, completed[criterion.pk], totals[criterion])
            for criterion in sorted(totals, key=lambda criterion: criterion.position)
        ),
        ready=len(ready - set(sent.values_list("application_id", flat=True))),
    )


def applications_on(criterion: Criterion, seat: Assessor, stage: str) -> QuerySet[Application]:
    """Return the applications that this assessor scores on the criterion, in their own order for it.

    Each has the `state_of_score`, the name of a State. Those about which the assessor has yet to declare are left out.
    """
    for_some = Criterion.posts.through.objects.filter(criterion=criterion)
    chosen = PostChoice.objects.filter(application=OuterRef("pk"), post__criteria=criterion)
    applications = declared_for(seat).filter(~Exists(for_some) | Exists(chosen))
    own = own_scores(seat, stage).filter(assessment__application=OuterRef("pk"), criterion=criterion)
    sent = Assessment.objects.sent().filter(application=OuterRef("pk"), assessor=seat, stage=stage)
    return in_own_order(applications, seat, criterion=criterion.code).annotate(
        state_of_score=Case(
            When(Exists(sent), then=Value(State.SENT.name)),
            When(Exists(own.filter(is_complete=True)), then=Value(State.COMPLETED.name)),
            When(Exists(own.exclude(level=None, no_level="", reason="")), then=Value(State.IN_PROGRESS.name)),
            default=Value(State.NOT_STARTED.name),
            output_field=CharField(),
        )
    )


def ready_to_send(seat: Assessor, stage: str) -> list[Ready]:
    """Return what the assessor has completed and not sent, in their own order, in at most six queries."""
    sent = Assessment.objects.sent().filter(assessor=seat, stage=stage, application=OuterRef("pk"))
    applications = list(in_own_order(declared_for(seat), seat).exclude(Exists(sent)))
    ids = [application.pk for application in applications]
    asked = criteria_asked(competition=seat.competition, stage=stage, application_ids=ids)
    complete = own_scores(seat, stage).filter(is_complete=True, assessment__application__in=ids)
    found = {
        (score.assessment.application_id, score.criterion_id): score
        for score in complete.select_related("assessment", "criterion", "level")
    }
    return [
        Ready(application, tuple(found[application.pk, criterion.pk] for criterion in asked[application.pk]))
        for application in applications
        if all((application.pk, criterion.pk) in found for criterion in asked[application.pk])
    ]
