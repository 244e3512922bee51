"""What the people who agree scores see."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from recruitment.accounts.models import Official
from recruitment.applications.models import Application, Milestone
from recruitment.competitions.models import Assessor, Competition, Stage
from scoring.assessments.models import Assessment, Score
from scoring.assessors.interviewing import begun, with_interview
from scoring.assessors.models import ConflictDeclaration
from scoring.assessors.queries import name_of, without_recused
from scoring.moderation.agreement import Given
from scoring.moderation.models import AgreedScore
from scoring.moderation.progress import sent_and_waited_for


def scores_readable_by(user: Any, stage: str = Stage.SIFT) -> QuerySet[Application]:
    """Return the applications whose scores of a stage this person may read, also withdrawn ones, by reference.

    They chair the assessment panel or run the competition; and whoever sits on the panel sent their own scores for it,
    so that nobody's scores depend on the others'. Nobody who is recused reads it, even after they left the panel. A
    chair who took over from somebody who had sent theirs reads it after declaring.
    """
    competition = OuterRef("competition")
    own_seat = Assessor.objects.serving().filter(user=user, competition=competition)
    sent = Assessment.objects.sent().filter(application=OuterRef("pk"), stage=stage)
    own_scores = sent.filter(assessor__user=user)
    before = Q(assessor__successors__user=user) | Q(assessor__place__successors__user=user)
    of_own_place = sent.filter(before, assessor__left_at__isnull=False)
    declared = ConflictDeclaration.objects.filter(application=OuterRef("pk"), assessor__user=user)
    took_over = Exists(of_own_place) & Exists(declared)
    runs = Exists(Official.objects.filter(user=user, competition=competition))
    return (
        without_recused(Application.objects.exclude(state=Application.State.DRAFT), user=user)
        .filter(runs | Exists(own_seat.filter(chair=True)))
        .filter(~Exists(own_seat) | Exists(own_scores) | took_over)
        .order_by("reference")
    )


def moderated_by(user: Any, stage: str = Stage.SIFT) -> QuerySet[Application]:
    """Return the applications in the competition whose scores this person may read and agree, by reference.

    At the interview those whose interview has begun.
    """
    sent = scores_readable_by(user, stage).filter(state=Application.State.SENT)
    return begun(with_interview(sent)) if stage == Stage.INTERVIEW else sent


def in_the_meeting(user: Any, stage: str = Stage.SIFT) -> QuerySet[Application]:
    """Return the same as the page of one of them needs them.

    Each says whether the person runs the competition (`is_official`), and whether its scores `are_fixed`: those of the
    sift are when the candidate was told the outcome, those of the interview when a finding rests on them.
    """
    runs = Official.objects.filter(user=user, competition=OuterRef("competition"))
    told = Milestone.objects.filter(application=OuterRef("pk"), kind__in=Milestone.SIFT_OUTCOMES)
    found = Application.objects.filter(pk=OuterRef("pk"), findings__isnull=False)
    fixed = Exists(told) if stage == Stage.SIFT else Exists(found)
    return (
        moderated_by(user, stage)
        .annotate(is_official=Exists(runs), are_fixed=fixed)
        .select_related("competition")
        .prefetch_related("competition__scale_levels")
    )


def given_scores(user: Any, *, competition: Competition, stage: str) -> list[Given]:
    """Return the levels given to those applications whose scores this person may read, in one query.

    Scores without a level (abstained, not applicable) are none.
    """
    readable = scores_readable_by(user, stage).filter(competition=competition)
    assessments = Assessment.objects.sent().filter(application__in=readable, stage=stage)
    scores = Score.objects.filter(assessment__in=assessments, level__isnull=False).order_by()
    columns = ("assessment__application_id", "criterion__code", "assessment__assessor_id", "level__value")
    return [Given(*values) for values in scores.values_list(*columns)]


def waiting_for(application: Application, stage: str) -> list[Assessor]:
    """Return the assessors whose scores for the application are still waited for, in their order."""
    _, waited_for = sent_and_waited_for(
        competition=application.competition, stage=stage, application_ids=[application.pk]
    )
    return [seat for _, seat in waited_for]


def recused_from(application: Application) -> QuerySet[Assessor]:
    """Return the assessors whom a conflict of interest keeps away from the application for good."""
    recused = ConflictDeclaration.objects.for_good().filter(application=application)
    return Assessor.objects.filter(pk__in=recused.values("assessor"))


def agreed_before(application: Application, stage: str) -> list[Assessor]:
    """Return the assessors on whose scores an agreed score leans, and who are kept away from the application since.

    They sent scores, a score was agreed, and only then they declared what keeps them away.
    """
    later = ConflictDeclaration.objects.recusing().filter(application=application, noticed_later=True)
    agreed = AgreedScore.objects.current().filter(application=application, stage=stage)
    leaning = Exists(agreed.filter(agreed_at__lt=OuterRef("declared_at")))
    scored = Exists(
        Assessment.objects.filter(
            application=application, stage=stage, assessor=OuterRef("assessor"), sent_at__isnull=False
        )
    )
    return list(Assessor.objects.filter(pk__in=later.filter(leaning, scored).values("assessor")))


def agreed_history(application: Application, stage: str) -> dict[int, list[AgreedScore]]:
    """Map each criterion's id to its agreed scores, the one in force first and those before it after."""
    history: dict[int, list[AgreedScore]] = {}
    scores = AgreedScore.objects.filter(application=application, stage=stage).select_related(
        "level", "criterion"
    )
    for score in scores.annotate(recorded_by=name_of("agreed_by")).order_by("-version"):
        history.setdefault(score.criterion_id, []).append(score)
    return history


def agreed_levels(application_ids: Collection[int], stage: str) -> dict[int, dict[str, int]]:
    """Map each application's id to the values of its agreed levels by the criterion's code, in one query."""
    levels: dict[int, dict[str, int]] = {pk: {} for pk in application_ids}
    scores = AgreedScore.objects.current().filter(application__in=application_ids, stage=stage)
    for application_id, code, value in scores.values_list(
        "application_id", "criterion__code", "level__value"
    ):
        levels[application_id][code] = value
    return levels
