"""An assessor sends their scores."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from recruitment.applications.models import Application
from recruitment.competitions.models import Assessor, Criterion
from recruitment.records.audit import record
from scoring.assessments.models import Assessment
from scoring.assessments.scorecard import scorecard
from scoring.assessments.scoring import AlreadySent, NotTheirs, may_score, unsent_assessment
from scoring.assessors.locking import NotInCompetition, locked


class NotComplete(ValueError):
    """Some criteria have no level or no reason yet. `criteria` says which."""

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        super().__init__("Not scored yet: " + ", ".join(criterion.code for criterion in criteria))
        self.criteria = criteria


@transaction.atomic
def send_assessment(*, assessor: Assessor, application: Application, stage: str, by: Any) -> Assessment:
    """Send one assessor's scores: fixed from then on, and readable by those who sent theirs.

    Sending again returns what was sent. Raises NotInCompetition, NotTheirs, NotInterviewed, NotComplete.
    """
    application = locked(application)
    may_score(assessor=assessor, application=application, stage=stage, by=by)
    try:
        assessment, _ = unsent_assessment(assessor=assessor, application=application, stage=stage)
    except AlreadySent:
        return Assessment.objects.sent().get(assessor=assessor, application=application, stage=stage)
    card = scorecard(seat=assessor, application=application, stage=stage)
    if card.missing:
        raise NotComplete(card.missing)
    assessment.sent_at = timezone.now()
    assessment.save(update_fields=["sent_at"])
    record(
        by=by,
        action="assessment.sent",
        subject=application.reference,
        competition=application.competition.slug,
        capacity="assessor",
        details={"stage": str(stage)},
    )
    return assessment


def send_complete(
    *, assessor: Assessor, applications: Iterable[Application], stage: str, by: Any
) -> tuple[int, int]:
    """Send one assessor's scores for several applications, each by itself; return how many were sent, and how many not.

    Not sent is what is no longer complete, was withdrawn, or is not the assessor's to score.
    """
    sent = left = 0
    for application in applications:
        try:
            send_assessment(assessor=assessor, application=application, stage=stage, by=by)
        except (NotComplete, NotInCompetition, NotTheirs):
            left += 1
        else:
            sent += 1
    return sent, left
