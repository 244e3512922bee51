"""Begin an application."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.errors import NotOpen, TakesPart
from recruitment.applications.models import Application
from recruitment.applications.references import new_reference
from recruitment.competitions.models import Competition
from recruitment.records.audit import record


def begin(
    *, competition: Competition, by: User, now: datetime | None = None, reference: str | None = None
) -> Application:
    """Return the person's application to a competition; start one if there is none.

    An application that is there already is returned whatever its state. `reference` is for a demo that is the same
    each time; everybody else gets a random one. Raises NotOpen, and TakesPart for somebody who would judge their own
    application.
    """
    moment = now or timezone.now()
    found = Application.objects.owned_by(by).filter(competition=competition).first()
    if found:
        return found
    if not competition.is_open(moment):
        raise NotOpen("Applications can be started only between the opening and the closing time.")
    if takes_part(competition=competition, user=by):
        raise TakesPart("People who run or assess a competition cannot apply to it.")
    try:
        with transaction.atomic():
            application = Application.objects.create(
                competition=competition,
                applicant=by,
                created_at=moment,
                reference=reference or new_reference(),
            )
            record(
                by=by,
                action="application.started",
                subject=application.reference,
                competition=competition.slug,
                capacity="applicant",
            )
    except IntegrityError:
        # A double click: the other request started it.
        return Application.objects.get(competition=competition, applicant=by)
    return application


def takes_part(*, competition: Competition, user: User) -> bool:
    """Say whether this person runs the competition or sits on its assessment panel."""
    return (
        competition.assessors.filter(user=user).exists() or competition.officials.filter(user=user).exists()
    )
