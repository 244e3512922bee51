"""What this room holds about a person, for that person to take away: the feedback that was sent to them."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from recruitment.applications import signals
from scoring.candidate_feedback.models import FeedbackLetter


@receiver(signals.taken_away)
def feedback_of(application_ids: Sequence[int], **_: Any) -> dict[int, dict[str, Any]]:
    """Return the letters that were sent by the application's primary key, in one query."""
    sent = FeedbackLetter.objects.filter(application__in=application_ids, sent_at__isnull=False)
    return {
        letter.application_id: {"feedback": {"text": letter.text, "sent_at": letter.sent_at}}
        for letter in sent
    }
