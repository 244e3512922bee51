"""Say that a letter on paper was posted."""

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
        record(
            by=by,
            action="letter.posted",
            subject=letter.application.reference,
            competition=letter.application.competition.slug,
            capacity="official",
            details={"kind": letter.kind},
        )
