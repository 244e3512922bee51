"""The chair rules on a connection: the assessor carries on, or is recused."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from recruitment.govuk.words import strip
from recruitment.records.audit import record
from scoring.assessors.locking import locked
from scoring.assessors.models import ConflictDeclaration, Ruling
from scoring.assessors.permissions import chairs
from scoring.assessors.queries import rulable_by


class NotTheirsToRule(PermissionError):
    """The person does not rule on this connection."""


class ReasonMissing(ValueError):
    """A ruling needs a written reason, whichever it is."""


class AlreadyRuled(ValueError):
    """Somebody else ruled before. `ruling` is what stands."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__("Somebody ruled on this connection before.")
        self.ruling = ruling


@transaction.atomic
def rule(
    *,
    declaration: ConflictDeclaration,
    outcome: str,
    reason: str,
    by: Any,
    now: datetime | None = None,
) -> Ruling:
    """Record the ruling on a connection, which stays.

    The chair rules; on the chair's own connection, and where the chair is kept away from the application, an official
    does. Nobody rules on their own. Ruling the same again returns what stands. Raises NotInCompetition,
    NotTheirsToRule, AlreadyRuled, ReasonMissing.
    """
    application = locked(declaration.application)
    competition = application.competition
    outcome = Ruling.Outcome(outcome)
    reason = strip(reason.replace("\x00", ""))
    standing = Ruling.objects.filter(declaration=declaration).first()
    if standing:
        if (standing.outcome, standing.reason, standing.ruled_by_id) == (outcome, reason, by.pk):
            return standing
        raise AlreadyRuled(standing)
    if not rulable_by(by, competition=competition).filter(pk=declaration.pk).exists():
        raise NotTheirsToRule("This person does not rule on this connection.")
    if not reason:
        raise ReasonMissing("A ruling needs a reason.")
    ruling = Ruling.objects.create(
        declaration=declaration, outcome=outcome, reason=reason, ruled_by=by, ruled_at=now or timezone.now()
    )
    record(
        by=by,
        action="conflict.ruled",
        subject=application.reference,
        competition=competition.slug,
        capacity="chair" if chairs(by, competition) else "official",
        details={"outcome": str(outcome), "assessor": declaration.assessor_id},
    )
    return ruling
