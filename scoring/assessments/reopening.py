"""Scores that were sent are opened again: what was sent stays, and its assessor goes on in a copy."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from recruitment.accounts.models import Official
from recruitment.applications.models import Application
from recruitment.competitions.models import Assessor, Stage
from recruitment.govuk.words import strip
from recruitment.records.audit import record
from scoring.assessments.models import Assessment, Score
from scoring.assessors.blinding import sift_decided
from scoring.assessors.locking import locked
from scoring.assessors.models import ConflictDeclaration
from scoring.assessors.permissions import chairs


class MayNotReopen(PermissionError):
    """The person neither chairs the assessment panel nor, for the chair's own scores, runs the competition."""


class NothingToReopen(ValueError):
    """The assessor has no scores in force for this application that are sent."""


class ReasonMissing(ValueError):
    """Whoever reopens scores says why."""


class AlreadyDecided(ValueError):
    """The sift is decided, or it is recorded what was found at the interview: its scores are the record of it."""


@transaction.atomic
def reopen(
    *,
    assessor: Assessor,
    application: Application,
    stage: str,
    reason: str,
    by: Any,
    now: datetime | None = None,
) -> Assessment:
    """Let an assessor change what they sent; return the assessment in which they go on, which starts as a copy.

    Until they send it, the application waits for them again, and they read nobody else's scores. Raises
    NotInCompetition, MayNotReopen, ReasonMissing, AlreadyDecided, NothingToReopen.
    """
    application = locked(application)
    competition = application.competition
    if not _in_their_hands(application, by).filter(pk=assessor.pk).exists():
        raise MayNotReopen("Only the chair can reopen scores, and an official those of the chair.")
    reason = strip(reason.replace("\x00", ""))
    if not reason:
        raise ReasonMissing("Say why the scores are reopened.")
    if stage == Stage.SIFT and sift_decided(competition):
        raise AlreadyDecided("The sift is decided.")
    if stage == Stage.INTERVIEW and application.findings.exists():
        raise AlreadyDecided("The finding on the candidate is recorded.")
    sent = Assessment.objects.sent().filter(assessor=assessor, application=application, stage=stage).first()
    if sent is None:
        raise NothingToReopen("There are no scores that were sent.")
    sent.reopened_at, sent.reopened_by, sent.reopened_why = now or timezone.now(), by, reason
    sent.save(update_fields=["reopened_at", "reopened_by", "reopened_why"])
    again = Assessment.objects.create(assessor=assessor, application=application, stage=stage)
    for score in sent.scores.all():
        Score.objects.create(
            assessment=again,
            criterion_id=score.criterion_id,
            level_id=score.level_id,
            no_level=score.no_level,
            reason=score.reason,
            is_complete=score.is_complete,
        )
    record(
        by=by,
        action="assessment.reopened",
        subject=application.reference,
        competition=competition.slug,
        capacity="chair" if chairs(by, competition) else "official",
        details={"stage": str(stage), "assessor": assessor.pk},
    )
    return again


def reopenable(*, application: Application, stage: str, by: Any) -> QuerySet[Assessor]:
    """Return the assessors whose sent scores for the application this person may reopen, in one query."""
    sent = Assessment.objects.sent().filter(application=application, stage=stage, assessor=OuterRef("pk"))
    return _in_their_hands(application, by).filter(Exists(sent))


def _in_their_hands(application: Application, by: Any) -> QuerySet[Assessor]:
    """Return whose scores a person may reopen: the chair, those of all others; an official, those of the chair.

    Nobody could go on in those of a member who left.
    """
    seats = Assessor.objects.serving().filter(competition=application.competition_id)
    is_chair = Exists(seats.filter(user=by, chair=True))
    is_official = Exists(Official.objects.filter(user=by, competition=application.competition_id))
    recused = ConflictDeclaration.objects.recusing().filter(application=application, assessor__user=by)
    others = seats.exclude(user=by).exclude(Exists(recused))
    return others.filter(Q(is_chair, chair=False) | Q(is_official, chair=True))
