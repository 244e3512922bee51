"""A member of the assessment panel leaves, and somebody takes their place."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.competitions.models import Assessor, Competition
from recruitment.correspondence.outbox import Letter, queue_letters
from recruitment.govuk.words import strip
from recruitment.records.audit import record
from scoring.assessors.permissions import runs


class MayNotReplace(PermissionError):
    """The person does not run the competition."""


class HasLeft(ValueError):
    """The member left before. `seat` is the one that ended."""

    def __init__(self, seat: Assessor) -> None:
        super().__init__(f"{seat.name} has already left the assessment panel.")
        self.seat = seat


class CannotSit(ValueError):
    """The person cannot take the place; says in words why."""


class NotAnAddress(ValueError):
    """The e-mail address is none."""


class Unclear(ValueError):
    """The name, the political activity or the reason is missing."""


@transaction.atomic
def replace(
    *,
    seat: Assessor,
    name: str,
    email: str,
    political_activity: str,
    reason: str,
    by: Any,
    now: datetime | None = None,
) -> Assessor:
    """Let a member leave, for a reason, and somebody else take their place; return the new member.

    The new one has the same capacity, and chairs if the one before did: ministers agree in what capacities a panel sits
    (domain guide 2.2). What was sent stays and counts, so that nobody scores for this place again; what was begun stays
    in the record and counts for nothing. From now on the one who left meets nothing of the competition. Both are
    written to. Raises MayNotReplace, HasLeft, NotAnAddress, Unclear, CannotSit.
    """
    competition = Competition.objects.select_for_update().get(pk=seat.competition_id)
    seat = Assessor.objects.get(pk=seat.pk)
    if not runs(by, competition):
        raise MayNotReplace("This person does not run the competition.")
    if seat.left_at is not None:
        raise HasLeft(seat)
    try:
        validate_email(email.strip())
    except ValidationError:
        raise NotAnAddress(f"{email!r} is not an email address.") from None
    name, activity, reason = (strip(text.replace("\x00", "")) for text in (name, political_activity, reason))
    if not (name and activity and reason):
        raise Unclear("A name, the political activity and a reason are needed.")
    user = User.objects.for_email(email)
    _check_may_sit(user, competition)
    present = now or timezone.now()
    seat.left_at, seat.left_why = present, reason
    seat.save(update_fields=["left_at", "left_why"])
    successor = Assessor.objects.create(
        competition=competition,
        position=seat.position,
        user=user,
        name=name,
        capacity=seat.capacity,
        chair=seat.chair,
        political_activity=activity,
        place_id=seat.place_id or seat.pk,
        joined_at=present,
    )
    record(
        by=by,
        action="assessor.replaced",
        subject=str(seat.pk),
        competition=competition.slug,
        capacity="official",
        details={"successor": successor.pk, "chair": seat.chair},
    )
    _tell(seat, successor, competition)
    return successor


def _check_may_sit(user: User, competition: Competition) -> None:
    """Raise CannotSit for somebody who applied, sits or sat here, or reads applications with names as an official."""
    if competition.applications.filter(applicant=user).exists():
        raise CannotSit("This person has an application in this competition and cannot assess it")
    sat = competition.assessors.filter(user=user).first()
    if sat:
        sits = "sits" if sat.left_at is None else "sat"
        raise CannotSit(f"This person already {sits} on the assessment panel, as {sat.name}")
    if competition.officials.filter(user=user).exists():
        raise CannotSit("This person runs the competition and can read who applied, so they cannot score it")


def _tell(seat: Assessor, successor: Assessor, competition: Competition) -> None:
    """Write to the one who left and to the one who came."""
    url = settings.SITE_URL + reverse("assessors:competition", args=[competition.slug])
    context = {"competition": competition, "seat": seat, "successor": successor, "url": url}
    for kind, member in (("assessor-left", seat), ("assessor-joined", successor)):
        if member.user.email:
            queue_letters(
                kind=kind, letters=[Letter(to=member.user.email, about=f"{member.pk}", context=context)]
            )
