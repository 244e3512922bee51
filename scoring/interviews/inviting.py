"""Invite the people who are shortlisted to choose a time for their interview."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from recruitment.applications import tracking
from recruitment.applications.models import Application, Milestone
from recruitment.competitions.models import Competition
from recruitment.correspondence import outbox
from recruitment.govuk.templatetags.moments import moment as words
from recruitment.records.audit import record
from scoring.assessors.permissions import runs
from scoring.interviews.errors import AnswerByTooLate, NobodyToInvite, NotAhead, NotAnOfficial, TooFewSlots
from scoring.interviews.models import Invitation
from scoring.interviews.queries import to_answer, to_invite


@transaction.atomic
def invite(*, competition: Competition, answer_by: datetime, by: Any) -> int:
    """Invite everybody who waits for it to answer until a moment; return how many these are.

    Each gets an e-mail, and their status page leads to the answer. Who is invited and can still answer, or has
    answered, is not invited again; who let the day pass, or is back from a withdrawal, is. Raises NotAnOfficial,
    NotAhead, NobodyToInvite, TooFewSlots, and AnswerByTooLate where an interview could begin before that moment.
    """
    if not runs(by, competition):
        raise NotAnOfficial("This person does not run the competition.")
    now = timezone.now()
    if answer_by <= now:
        raise NotAhead("The last day to answer must be today or in the future")
    # Locked, so that nobody is invited twice at once, and nobody who withdraws in this moment.
    Competition.objects.select_for_update().get(pk=competition.pk)
    waiting = list(
        to_invite(competition, now)
        .select_related("competition", "applicant")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    if not waiting:
        raise NobodyToInvite("Nobody waits to be invited.")
    free = list(competition.interview_slots.free(now))
    people = len(waiting) + to_answer(competition, now).count()
    if len(free) < people:
        raise TooFewSlots(
            f"Times that are free: {len(free)}. People to choose one: {people}. Add times first"
        )
    if answer_by > free[0].starts:
        raise AnswerByTooLate(
            f"The last day to answer must be before the first interview, at {words(free[0].starts)}"
        )
    for application in waiting:
        _invite(application, answer_by, by=by, now=now)
    return len(waiting)


def _invite(application: Application, answer_by: datetime, *, by: Any, now: datetime) -> None:
    invitation = Invitation.objects.create(
        application=application, answer_by=answer_by, invited_by=by, at=now
    )
    tracking.note(application=application, kind=Milestone.Kind.INVITED_TO_INTERVIEW, by=by, now=now)
    outbox.queue(
        application=application,
        kind="interview-invitation",
        context={
            "application": application,
            "invitation": invitation,
            "url": settings.SITE_URL + reverse("interviews:interview", args=[application.reference]),
        },
        about=f"invitation {invitation.pk}",
    )
    record(
        by=by,
        action="interview.invited",
        subject=application.reference,
        competition=application.competition.slug,
        capacity="official",
        details={"answer_by": answer_by.isoformat()},
    )
