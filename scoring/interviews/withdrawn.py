"""What follows for an interview when its applicant withdraws."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications import signals
from recruitment.applications.models import Application
from recruitment.records.audit import record
from scoring.interviews.models import Reply


@receiver(signals.withdrawn)
def give_back(application: Application, by: User, **_: Any) -> None:
    """Give back the time, with what was needed there, unless the interview was before. In the caller's transaction."""
    reply = Reply.objects.select_related("slot").filter(application=application).first()
    if reply is None or (reply.slot and reply.slot.starts <= timezone.now()):
        return
    reply.delete()
    record(
        by=by,
        action="interview.given_back",
        subject=application.reference,
        competition=application.competition.slug,
        capacity=application.capacity_of(by),
    )
