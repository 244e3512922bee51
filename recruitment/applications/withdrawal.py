"""Withdraw an application."""

from django.db import transaction
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.errors import NotSent
from recruitment.applications.models import Application
from recruitment.correspondence import outbox
from recruitment.records.audit import record


@transaction.atomic
def withdraw(*, application: Application, by: User) -> Application:
    """Take a sent application out of the competition, for good. Withdrawing it again changes nothing.

    Raises NotSent for a draft, and Application.DoesNotExist for somebody else's application.
    """
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("competition")
        .get(pk=application.pk, applicant=by)
    )
    if locked.state == Application.State.WITHDRAWN:
        return locked
    if locked.state != Application.State.SENT:
        raise NotSent("This application was not sent, so there is nothing to withdraw.")
    locked.state = Application.State.WITHDRAWN
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["state", "withdrawn_at"])
    record(
        by=by,
        action="application.withdrawn",
        subject=locked.reference,
        competition=locked.competition.slug,
        capacity="applicant",
    )
    outbox.queue(application=locked, kind="application-withdrawn", context={"application": locked})
    return locked
