"""Conflicts of interest: what an assessor declares before reading anything of an application."""

from datetime import datetime
from typing import Any

from django.db import transaction

from recruitment.applications import tracking
from recruitment.applications.masking import identity_of, mask
from recruitment.applications.models import Application, Milestone
from recruitment.competitions.models import Assessor
from recruitment.records.audit import record
from scoring.assessors.locking import locked
from scoring.assessors.models import ConflictDeclaration


class NotTheirSeat(PermissionError):
    """The person does not sit in this seat of this competition's assessment panel."""


class NotClosedYet(ValueError):
    """Applications can still be sent, so nobody reads any of them."""


class AlreadyDeclared(ValueError):
    """The assessor declared something else before; that stays."""


class UnclearDeclaration(ValueError):
    """A conflict without details, or details or a question to the chair without a conflict."""


@transaction.atomic
def declare(
    *,
    assessor: Assessor,
    application: Application,
    kind: str,
    details: str,
    by: Any,
    left_to_chair: bool = False,
    now: datetime | None = None,
) -> ConflictDeclaration:
    """Record what the assessor declares; a conflict recuses them from the application.

    One that is `left_to_chair` is a connection: it keeps the assessor away until the chair rules that they carry on
    (ruling.py). Declaring the same again returns what stands. Members of a selection board declare and withdraw
    (Governance Code; domain guide 3.3). Nothing can be read or scored before, so that this is also where scoring waits
    for the closing moment. Raises NotTheirSeat, NotInCompetition, NotClosedYet, AlreadyDeclared, UnclearDeclaration.
    """
    application = locked(application)
    competition = application.competition
    if assessor.user_id != by.pk or assessor.competition_id != competition.pk:
        raise NotTheirSeat("This person does not sit in this seat.")
    if not competition.is_closed(now):
        raise NotClosedYet("Applications can still be sent.")
    kind = ConflictDeclaration.Kind(kind)
    details = details.strip()
    is_conflict = kind == ConflictDeclaration.Kind.CONFLICT
    if is_conflict != bool(details) or (left_to_chair and not is_conflict):
        raise UnclearDeclaration("A conflict needs details, and only a conflict has them.")
    standing = application.conflict_declarations.filter(assessor=assessor).first()
    if standing:
        if (standing.kind, standing.left_to_chair) != (kind, left_to_chair):
            raise AlreadyDeclared("The assessor has already answered.")
        return standing
    declaration = application.conflict_declarations.create(
        assessor=assessor,
        kind=kind,
        left_to_chair=left_to_chair,
        details=details,
        details_masked=mask(details, identity_of(application)),
    )
    tracking.note(application=application, kind=Milestone.Kind.SIFT_STARTED, by=by, now=now)
    record(
        by=by,
        action="conflict.declared",
        subject=application.reference,
        competition=competition.slug,
        capacity="assessor",
        details={"kind": str(kind), "left_to_chair": left_to_chair},
    )
    return declaration
