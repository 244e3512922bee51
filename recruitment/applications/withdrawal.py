"""Withdraw an application, and put it back."""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications import signals, tracking
from recruitment.applications.errors import Concluded, NotAnOfficial, NotSent, NotWithdrawn, ReasonMissing
from recruitment.applications.models import Application, Milestone, Withdrawal
from recruitment.correspondence import outbox
from recruitment.govuk.words import strip
from recruitment.records.audit import record


@transaction.atomic
def withdraw(*, application: Application, by: User, reason: str = "", details: str = "") -> Application:
    """Take a sent application out of the competition. Withdrawing it again changes nothing.

    `reason` is a Withdrawal.Reason or empty, `details` what the person adds; officials read both. Raises NotSent for a
    draft, Concluded for somebody who was told that it is not taken forward, and Application.DoesNotExist for somebody
    else's application.
    """
    locked = _locked(application, among=Application.objects.handled_by(by))
    if locked.state == Application.State.WITHDRAWN:
        return locked
    if locked.state != Application.State.SENT:
        raise NotSent("This application was not sent, so there is nothing to withdraw.")
    if locked.milestones.filter(kind=Milestone.Kind.NOT_SHORTLISTED).exists():
        raise Concluded("This application is no longer in the competition.")
    by_official = locked.capacity_of(by) == "official"
    withdrawal = Withdrawal.objects.create(
        application=locked,
        withdrawn_by=by if by_official else None,
        reason=Withdrawal.Reason(reason) if reason else "",
        details=strip(details.replace("\x00", "")),
    )
    locked.state = Application.State.WITHDRAWN
    locked.withdrawn_at = withdrawal.at
    locked.save(update_fields=["state", "withdrawn_at"])
    record(
        by=by,
        action="application.withdrawn",
        subject=locked.reference,
        competition=locked.competition.slug,
        capacity=locked.capacity_of(by),
        details={"reason": str(withdrawal.reason)},
    )
    signals.withdrawn.send(sender=Application, application=locked, by=by)
    outbox.queue(
        application=locked,
        kind="application-withdrawn",
        context={
            "application": locked,
            "by_official": by_official,
            "is_invited": tracking.is_invited(locked),
        },
        about=f"withdrawal {withdrawal.pk}",
    )
    return locked


@transaction.atomic
def reinstate(*, application: Application, by: User, reason: str) -> Application:
    """Put a withdrawn application back into its competition, as it was sent.

    Raises NotAnOfficial for somebody who does not run the competition, ReasonMissing and NotWithdrawn.
    """
    locked = _locked(application, among=Application.objects.all())
    if not locked.competition.officials.filter(user=by).exists():
        raise NotAnOfficial("Only an official of the competition can put an application back.")
    reason = strip(reason.replace("\x00", ""))
    if not reason:
        raise ReasonMissing("Say why the application is put back.")
    if locked.state != Application.State.WITHDRAWN:
        raise NotWithdrawn("This application is not withdrawn.")
    # One that an earlier version of the portal took out has no row of its own yet.
    withdrawal, _ = Withdrawal.objects.get_or_create(
        application=locked,
        undone_at=None,
        defaults={"at": cast("datetime", locked.withdrawn_at)},
    )
    withdrawal.undone_at, withdrawal.undone_by, withdrawal.undone_reason = timezone.now(), by, reason
    withdrawal.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    locked.state = Application.State.SENT
    locked.withdrawn_at = None
    locked.save(update_fields=["state", "withdrawn_at"])
    record(
        by=by,
        action="application.reinstated",
        subject=locked.reference,
        competition=locked.competition.slug,
        capacity="official",
    )
    outbox.queue(
        application=locked,
        kind="application-reinstated",
        context={
            "application": locked,
            "withdrawal": withdrawal,
            "is_invited": tracking.is_invited(locked),
        },
        about=f"withdrawal {withdrawal.pk}",
    )
    return locked


def _locked(application: Application, *, among: QuerySet[Application]) -> Application:
    """Return the application as it is now, locked until the transaction ends."""
    locked = among.select_for_update(of=("self",)).select_related("competition")
    return locked.get(pk=application.pk)
