"""What people of the sift do, done through the rules as the site does it."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from recruitment.applications.models import Application, Milestone
from recruitment.applications.tracking import note
from recruitment.competitions.models import Assessor, Competition, Stage
from scoring.assessments.models import Assessment
from scoring.assessments.scoring import save_score
from scoring.assessments.sending import send_assessment
from scoring.assessors.conflicts import declare
from scoring.assessors.models import ConflictDeclaration, Ruling
from scoring.assessors.permissions import is_recused
from scoring.assessors.ruling import rule
from scoring.findings.discussing import record_discussion
from scoring.findings.finding import find
from scoring.findings.models import ConflictDiscussion, Finding
from scoring.interviews.models import Reply, Slot
from scoring.moderation.agreeing import agree
from scoring.shortlisting.confirming import confirm
from scoring.shortlisting.releasing import release


def declare_none(seat: Assessor, application: Application) -> ConflictDeclaration:
    """Declare that there is no conflict of interest."""
    return declare(assessor=seat, application=application, kind="none", details="", by=seat.user)


def recuse(seat: Assessor, application: Application) -> ConflictDeclaration:
    """Declare a conflict of interest."""
    return declare(
        assessor=seat, application=application, kind="conflict", details="We shared an office.", by=seat.user
    )


def connect(seat: Assessor, application: Application) -> ConflictDeclaration:
    """Declare a connection, on which somebody is to rule."""
    details = "We sat on a board together."
    return declare(
        assessor=seat,
        application=application,
        kind="conflict",
        left_to_chair=True,
        details=details,
        by=seat.user,
    )


def let_carry_on(declaration: ConflictDeclaration, *, by: Any) -> Ruling:
    """Rule that the assessor carries on."""
    return rule(declaration=declaration, outcome="carries_on", reason="Years ago, and in passing.", by=by)


def score(
    seat: Assessor,
    application: Application,
    *,
    value: int = 4,
    reason: str = "A good reason.",
    stage: str = Stage.SIFT,
) -> None:
    """Score every criterion, after declaring if need be, and send nothing."""
    if not application.conflict_declarations.filter(assessor=seat).exists():
        declare_none(seat, application)
    level = seat.competition.scale_levels.get(value=value)
    for criterion in seat.competition.criteria.at(stage):
        save_score(
            assessor=seat,
            application=application,
            stage=stage,
            criterion=criterion,
            level=level,
            reason=reason,
            by=seat.user,
        )


def send(seat: Assessor, application: Application, *, stage: str = Stage.SIFT) -> Assessment:
    """Send the scores."""
    return send_assessment(assessor=seat, application=application, stage=stage, by=seat.user)


def score_and_send(
    seat: Assessor, application: Application, *, stage: str = Stage.SIFT, **score_: Any
) -> Assessment:
    """Score every criterion and send."""
    score(seat, application, stage=stage, **score_)
    return send(seat, application, stage=stage)


def agree_all(
    application: Application, *, by: Any, value: int = 4, stage: str = Stage.SIFT, **values: int
) -> None:
    """Agree a level for every criterion: `value`, or the one given under the criterion's code."""
    competition = application.competition
    levels = {level.value: level for level in competition.scale_levels.all()}
    for criterion in competition.criteria.at(stage):
        agree(
            application=application,
            criterion=criterion,
            stage=stage,
            level=levels[values.get(criterion.code, value)],
            reason=f"Agreed for {criterion.code}.",
            by=by,
        )


def interview(application: Application, *, minutes_ago: int = 5) -> Application:
    """Have the candidate told that they are shortlisted, and their interview begin so many minutes ago."""
    note(application=application, kind=Milestone.Kind.SHORTLISTED, by=None)
    slot = Slot.objects.create(
        competition=application.competition,
        starts=timezone.now() - timedelta(minutes=minutes_ago),
        minutes=45,
        place=f"Room for {application.reference}",
    )
    Reply.objects.create(application=application, slot=slot)
    return application


def score_interview(application: Application, *, by: Any, **levels: int) -> None:
    """Have every assessor who is not kept away score the interview and send, and agree every criterion."""
    for seat in application.competition.assessors.all():
        if not is_recused(seat.user, application):
            score_and_send(seat, application, stage=Stage.INTERVIEW)
    agree_all(application, by=by, stage=Stage.INTERVIEW, **levels)


def discuss(application: Application, *, by: Any) -> ConflictDiscussion:
    """Record that a conflict of interest was discussed."""
    return record_discussion(
        application=application,
        kind="discussed",
        discussed_on=timezone.localdate(),
        discussed="The consultancy.",
        view="It can be managed.",
        mitigation="Keeps out of its cases.",
        by=by,
    )


def find_on(application: Application, *, by: Any, outcome: str = "appointable", **more: Any) -> Finding:
    """Record a finding, with strengths on every criterion."""
    codes = application.competition.criteria.at(Stage.INTERVIEW).values_list("code", flat=True)
    values = {
        "reason": "Convincing throughout.",
        "said": {code: (f"Strong on {code}.", "") for code in codes},
    }
    return find(application=application, outcome=outcome, by=by, **values | more)


def confirm_and_release(*, competition: Competition, by: Any) -> int:
    """Confirm every decision, and tell the candidates; return how many were told."""
    confirm(competition=competition, by=by)
    return release(competition=competition, by=by)


def sift(application: Application, *, by: Any, **levels: int) -> None:
    """Have every assessor score and send, and agree every criterion."""
    for seat in application.competition.assessors.all():
        score_and_send(seat, application)
    agree_all(application, by=by, **levels)
