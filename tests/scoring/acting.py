"""What people of the sift do, done through the rules as the site does it."""

from typing import Any

from recruitment.applications.models import Application
from recruitment.competitions.models import Assessor, Competition, Stage
from scoring.assessments.models import Assessment
from scoring.assessments.scoring import save_score
from scoring.assessments.sending import send_assessment
from scoring.assessors.conflicts import declare
from scoring.assessors.models import ConflictDeclaration, Ruling
from scoring.assessors.ruling import rule
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
    seat: Assessor, application: Application, *, value: int = 4, reason: str = "A good reason."
) -> None:
    """Score every criterion, after declaring if need be, and send nothing."""
    if not application.conflict_declarations.filter(assessor=seat).exists():
        declare_none(seat, application)
    level = seat.competition.scale_levels.get(value=value)
    for criterion in seat.competition.criteria.at(Stage.SIFT):
        save_score(
            assessor=seat,
            application=application,
            stage=Stage.SIFT,
            criterion=criterion,
            level=level,
            reason=reason,
            by=seat.user,
        )


def send(seat: Assessor, application: Application) -> Assessment:
    """Send the scores."""
    return send_assessment(assessor=seat, application=application, stage=Stage.SIFT, by=seat.user)


def score_and_send(seat: Assessor, application: Application, **score_: Any) -> Assessment:
    """Score every criterion and send."""
    score(seat, application, **score_)
    return send(seat, application)


def agree_all(application: Application, *, by: Any, value: int = 4, **values: int) -> None:
    """Agree a level for every criterion: `value`, or the one given under the criterion's code."""
    competition = application.competition
    levels = {level.value: level for level in competition.scale_levels.all()}
    for criterion in competition.criteria.at(Stage.SIFT):
        agree(
            application=application,
            criterion=criterion,
            stage=Stage.SIFT,
            level=levels[values.get(criterion.code, value)],
            reason=f"Agreed for {criterion.code}.",
            by=by,
        )


def confirm_and_release(*, competition: Competition, by: Any) -> int:
    """Confirm every decision, and tell the candidates; return how many were told."""
    confirm(competition=competition, by=by)
    return release(competition=competition, by=by)


def sift(application: Application, *, by: Any, **levels: int) -> None:
    """Have every assessor score and send, and agree every criterion."""
    for seat in application.competition.assessors.all():
        score_and_send(seat, application)
    agree_all(application, by=by, **levels)
