"""Say that a letter on paper was posted, or that it was not after all."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from recruitment.correspondence.models import PaperLetter
from recruitment.records.audit import record


@transaction.atomic
def mark_posted(*, letter: PaperLetter, by: Any) -> None:
    """Keep that this official posted the letter. Saying it again changes nothing; who may say it, the caller knows."""
    posted = PaperLetter.objects.filter(pk=letter.pk, posted_at=None)
    if posted.update(posted_at=timezone.now(), posted_by=by):
        _record(letter, "letter.posted", by)


@transaction.atomic
def mark_not_posted(*, letter: PaperLetter, by: Any) -> None:
    """Keep that the letter was marked by mistake and waits to be posted. That it was marked stays in the audit log."""
    posted = PaperLetter.objects.filter(pk=letter.pk, posted_at__isnull=False)
    if posted.update(posted_at=None, posted_by=None):
        _record(letter, "letter.not_posted", by)


def _record(letter: PaperLetter, action: str, by: Any) -> None:
    record(
        by=by,
        action=action,
        subject=letter.application.reference,
        competition=letter.application.competition.slug,
        capacity="official",
        details={"kind": letter.kind, "letter": letter.pk},
    )
