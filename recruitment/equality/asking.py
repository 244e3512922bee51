"""Answer or skip the equality questions: once, and after the application was sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.extending import LONGEST
from recruitment.applications.models import Application
from recruitment.competitions.models import Competition
from recruitment.equality import responses
from recruitment.equality.models import Settled

# After closing: as long as anybody can be given to send, and a week more for those who send in the last minute. Then
# the answers are counted and no more are taken, whoever is given longer: two counts, one before and one after an
# answer, would show the answer.
TIME_TO_ANSWER = LONGEST + timedelta(days=7)


class AlreadySettled(Exception):
    """The person answered or skipped before."""


class TooLate(Exception):
    """The answers of the competition are being counted."""


def counted_from(competition: Competition) -> datetime:
    """Return the moment from which answers are counted and no more are taken."""
    return competition.closes + TIME_TO_ANSWER


def is_asked(application: Application) -> bool:
    """Say whether the person can answer or skip now: they sent, did neither before, and it is not too late."""
    return (
        not application.is_draft
        and not application.is_entered
        and not Settled.objects.filter(application=application).exists()
        and timezone.now() < counted_from(application.competition)
    )


def answer(
    *,
    application: Application,
    answers: Mapping[str, str],
    code: str,
    by: User,
    now: datetime | None = None,
) -> None:
    """Keep the answers ({column: value}) without the person; `code` will remove them.

    That the person was asked is written first and by itself. Should the second write fail the answers are lost and not
    asked for again: better none than two. Raises AlreadySettled, TooLate, Application.DoesNotExist for somebody else's
    application or a draft, and NotStored.
    """
    _settle(application, by=by, now=now)
    responses.store(competition_id=application.competition_id, answers=answers, code=code)


def skip(*, application: Application, by: User) -> None:
    """Answer nothing, for good. Raises AlreadySettled, TooLate and Application.DoesNotExist."""
    _settle(application, by=by)
    responses.store_nothing(competition_id=application.competition_id)


@transaction.atomic(durable=True)
def _settle(application: Application, *, by: User, now: datetime | None = None) -> None:
    """Write down that the person was asked. No audit event: it would say when, and answers are written just after."""
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("competition")
        .owned_by(by)
        .filter(entering=None)
        .exclude(state=Application.State.DRAFT)
        .get(pk=application.pk)
    )
    if (now or timezone.now()) >= counted_from(locked.competition):
        raise TooLate("The answers to the equality questions are being counted.")
    _, is_new = Settled.objects.get_or_create(application=locked)
    if not is_new:
        raise AlreadySettled("You answered or skipped the equality questions before.")
