"""Conflicts of interest: what an assessor declares before reading anything of an application, or notices later."""

from datetime import datetime
from typing import Any

from django.db import transaction

from recruitment.applications import tracking
from recruitment.applications.masking import identity_of, mask
from recruitment.applications.models import Application, Milestone
from recruitment.competitions.models import Assessor, Competition
from recruitment.records.audit import record
from scoring.assessors.blinding import sift_decided
from scoring.assessors.locking import locked
from scoring.assessors.models import ConflictDeclaration
from scoring.assessors.starting import missing


class NotTheirSeat(PermissionError):
    """The person does not sit in this seat of this competition's assessment panel."""


class NotClosedYet(ValueError):
    """Applications can still be sent, so nobody reads any of them."""


class PanelNotComplete(ValueError):
    """The assessment panel lacks somebody without whom a sift cannot start; the message says whom."""


class AlreadyDeclared(ValueError):
    """The assessor declared something else before; that stays."""


class NotDeclaredYet(ValueError):
    """The assessor has yet to answer for the first time."""


class SiftDecided(ValueError):
    """Every application is decided, so that the scores are the record of it."""


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
    for the closing moment, and for an assessment panel that is complete. Raises NotTheirSeat, NotInCompetition,
    NotClosedYet, PanelNotComplete, AlreadyDeclared, UnclearDeclaration.
    """
    application = locked(application)
    competition = application.competition
    _check_seat(assessor, competition, by)
    if not competition.is_closed(now):
        raise NotClosedYet("Applications can still be sent.")
    if lacking := missing(competition):
        raise PanelNotComplete(f"The assessment panel needs {' and '.join(lacking)}.")
    kind = ConflictDeclaration.Kind(kind)
    details = details.strip()
    is_conflict = kind == ConflictDeclaration.Kind.CONFLICT
    if is_conflict != bool(details) or (left_to_chair and not is_conflict):
        raise UnclearDeclaration("A conflict needs details, and only a conflict has them.")
    standing = application.conflict_declarations.filter(assessor=assessor, noticed_later=False).first()
    if standing:
        if (standing.kind, standing.left_to_chair) != (kind, left_to_chair):
            raise AlreadyDeclared("The assessor has already answered.")
        return standing
    declaration = _recorded(assessor, application, kind=kind, details=details, left_to_chair=left_to_chair)
    tracking.note(application=application, kind=Milestone.Kind.SIFT_STARTED, by=by, now=now)
    return declaration


@transaction.atomic
def declare_later(
    *, assessor: Assessor, application: Application, details: str, by: Any, left_to_chair: bool = False
) -> ConflictDeclaration:
    """Record a conflict, or a connection, that the assessor notices after they answered, until the sift is decided.

    It works like one declared at first. What the assessor scored stays in the record and is left out of everything
    (`Assessment.objects.sent()`). Somebody who is kept away already has nothing to add: what stands is returned. Raises
    NotTheirSeat, NotInCompetition, NotDeclaredYet, SiftDecided, UnclearDeclaration.
    """
    application = locked(application)
    _check_seat(assessor, application.competition, by)
    details = details.strip()
    if not details:
        raise UnclearDeclaration("A conflict needs details.")
    declared = ConflictDeclaration.objects.filter(assessor=assessor, application=application)
    if not declared.exists():
        raise NotDeclaredYet("The assessor has not answered at all.")
    if standing := declared.recusing().last():
        return standing
    if sift_decided(application.competition):
        raise SiftDecided("The sift is decided.")
    return _recorded(
        assessor,
        application,
        kind=ConflictDeclaration.Kind.CONFLICT,
        details=details,
        left_to_chair=left_to_chair,
        noticed_later=True,
    )


def _check_seat(assessor: Assessor, competition: Competition, by: Any) -> None:
    """Raise NotTheirSeat unless this person serves in this seat of the competition's panel at this moment."""
    if not competition.assessors.serving().filter(pk=assessor.pk, user=by).exists():
        raise NotTheirSeat("This person does not sit in this seat.")


def _recorded(
    assessor: Assessor,
    application: Application,
    *,
    kind: str,
    details: str,
    left_to_chair: bool,
    noticed_later: bool = False,
) -> ConflictDeclaration:
    declaration = application.conflict_declarations.create(
        assessor=assessor,
        kind=kind,
        left_to_chair=left_to_chair,
        noticed_later=noticed_later,
        details=details,
        details_masked=mask(details, identity_of(application)),
    )
    record(
        by=assessor.user,
        action="conflict.declared",
        subject=application.reference,
        competition=application.competition.slug,
        capacity="assessor",
        details={"kind": str(kind), "left_to_chair": left_to_chair, "noticed_later": noticed_later},
    )
    return declaration
