"""The assessment panel's agreed scores, entered by its chair or an official."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from recruitment.applications.models import Application
from recruitment.applications.tracking import is_told_of_sift
from recruitment.competitions.models import Assessor, Criterion, ScaleLevel, Stage
from recruitment.govuk.words import strip
from recruitment.records.audit import record
from scoring.assessments.models import Assessment
from scoring.assessments.scoring import NotAsked
from scoring.assessors.criteria import criteria_asked
from scoring.assessors.locking import locked
from scoring.assessors.permissions import chairs
from scoring.moderation.models import AgreedScore
from scoring.moderation.permissions import may_agree
from scoring.moderation.queries import waiting_for


class NotAModerator(PermissionError):
    """The person neither chairs the assessment panel nor runs the competition, or has yet to send their own scores."""


class NotAllSent(ValueError):
    """Some assessors have not sent their scores; `waiting` says who. Empty: every assessor is recused."""

    def __init__(self, waiting: Sequence[Assessor]) -> None:
        names = ", ".join(assessor.name for assessor in waiting)
        super().__init__(
            f"Scores have not been sent by: {names}" if names else "Nobody scored this application."
        )
        self.waiting = waiting


class AlreadyTold(ValueError):
    """The candidate was told the outcome of the sift, which rests on the scores that were agreed."""


class AlreadyFound(ValueError):
    """It is recorded whether the candidate is appointable, which rests on the interview scores that were agreed."""


class ReasonMissing(ValueError):
    """An agreed level needs a written reason."""


class AgreedElsewhere(ValueError):
    """Another score was agreed since the person opened the page. `score` is what stands."""

    def __init__(self, score: AgreedScore) -> None:
        super().__init__("Another score was agreed in the meantime.")
        self.score = score


@transaction.atomic
def agree(
    *,
    application: Application,
    criterion: Criterion,
    stage: str,
    level: ScaleLevel,
    reason: str,
    by: Any,
    seen: int | None = None,
) -> AgreedScore:
    """Record the agreed level for one criterion, as a new version beside the independent scores and earlier versions.

    Needs the scores of every assessor who is not recused: assessors score by themselves before they agree (domain guide
    3.3). `seen` is the version that the person had before them (0: none yet); None leaves that unchecked. Agreeing
    the same again returns what stands. Raises NotInCompetition, NotAModerator, NotAsked, AlreadyTold, AlreadyFound,
    ReasonMissing, NotAllSent, AgreedElsewhere.
    """
    application = locked(application)
    if not may_agree(by, application, stage):
        raise NotAModerator("This person may not agree scores of this application.")
    competition = application.competition
    asked = criteria_asked(competition=competition, stage=stage, application_ids=[application.pk])
    if criterion not in asked[application.pk] or level.competition_id != competition.pk:
        raise NotAsked("This is not scored for this application.")
    if stage == Stage.SIFT and is_told_of_sift(application):
        raise AlreadyTold("The candidate was told the outcome of the sift.")
    if stage == Stage.INTERVIEW and application.findings.exists():
        raise AlreadyFound("The finding on the candidate is recorded.")
    reason = strip(reason.replace("\x00", ""))
    if not reason:
        raise ReasonMissing("An agreed level needs a reason.")
    waiting = waiting_for(application, stage)
    if waiting or not Assessment.objects.sent().filter(application=application, stage=stage).exists():
        raise NotAllSent(waiting)
    versions = AgreedScore.objects.filter(application=application, criterion=criterion, stage=stage)
    standing = versions.order_by("-version").first()
    if standing and (standing.level_id, standing.reason, standing.agreed_by_id) == (level.pk, reason, by.pk):
        return standing
    if standing and seen is not None and seen != standing.version:
        raise AgreedElsewhere(standing)
    agreed = versions.create(
        application=application,
        criterion=criterion,
        stage=stage,
        level=level,
        reason=reason,
        version=standing.version + 1 if standing else 1,
        agreed_by=by,
    )
    record(
        by=by,
        action="score.agreed",
        subject=application.reference,
        competition=competition.slug,
        capacity="chair" if chairs(by, competition) else "official",
        details={
            "stage": str(stage),
            "criterion": criterion.code,
            "level": level.value,
            "version": agreed.version,
        },
    )
    return agreed
