"""Have the alerts of a competition sent at the moment it opens."""

from typing import Any

from django.dispatch import receiver

from recruitment.alerts.tasks import send_alerts
from recruitment.competitions.models import Competition
from recruitment.competitions.signals import scheduled


@receiver(scheduled)
def book(competition: Competition, **kwargs: Any) -> None:
    """Book the sending. Booked twice, or for a time that changed, it does no harm: each letter is written once."""
    send_alerts.using(run_after=competition.opens).enqueue(competition.slug)
