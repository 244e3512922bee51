"""Send the emails of the outbox: each once, unless a worker dies between sending and writing it down."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from recruitment.correspondence.models import Email
from recruitment.records.audit import record

logger = logging.getLogger(__name__)

# How long after each attempt the next one comes. After the last of them the email counts as failed.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)


def deliver(*, email_id: int, attempt: int, book_next: Callable[[datetime], None]) -> bool:
    """Make attempt number `attempt` (from 1) to send an email; return whether it was sent now.

    `book_next` is called with the moment of the attempt after this one.

    An attempt belongs to whoever claims it, so that two workers never send the same email. Each claim books the next
    attempt in the same transaction, before anything is sent: a worker that dies on the way delays an email but does
    not lose it. An attempt that finds the email sent does nothing.
    """
    if attempt > len(WAITS):
        _give_up(email_id)
        return False
    if not _claim(email_id, attempt, book_next):
        return False
    email = Email.objects.filter(pk=email_id).first()
    # At this moment its reader unsubscribed, or the address was corrected.
    if email is None or email.is_former:
        return False
    try:
        EmailMessage(subject=email.subject, body=email.body, to=[email.to], headers=_headers(email)).send()
    # Whatever keeps an email from leaving, from a name that is not found to a refused address: wait and try again.
    except Exception as error:
        logger.warning("Email %s was not sent at attempt %s: %s", email_id, attempt, type(error).__name__)
        Email.objects.filter(pk=email_id).update(error=type(error).__name__)
        return False
    _mark_sent(email_id)
    return True


@transaction.atomic
def _claim(email_id: int, attempt: int, book_next: Callable[[datetime], None]) -> bool:
    """Take this attempt and book the next one; False if it was taken before or the email needs none."""
    waiting = Email.objects.filter(pk=email_id, state=Email.State.WAITING, attempts=attempt - 1)
    if not waiting.update(attempts=attempt):
        return False
    book_next(timezone.now() + WAITS[attempt - 1])
    return True


@transaction.atomic
def _give_up(email_id: int) -> None:
    waiting = Email.objects.filter(pk=email_id, state=Email.State.WAITING)
    if waiting.update(state=Email.State.FAILED):
        _record(email_id, "email.failed")


@transaction.atomic
def _mark_sent(email_id: int) -> None:
    email = Email.objects.filter(pk=email_id)
    if email.update(state=Email.State.SENT, sent_at=timezone.now(), error=""):
        _record(email_id, "email.sent")


def _headers(email: Email) -> dict[str, str]:
    """Return the headers by which a mail program shows a button to unsubscribe (RFC 8058)."""
    if not email.unsubscribe_url:
        return {}
    return {
        "List-Unsubscribe": f"<{email.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _record(email_id: int, action: str) -> None:
    email = Email.objects.select_related("application__competition").get(pk=email_id)
    record(
        by=None,
        action=action,
        subject=email.application.reference if email.application else "",
        competition=email.application.competition.slug if email.application else "",
        details={"kind": email.kind},
    )
