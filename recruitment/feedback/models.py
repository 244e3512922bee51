"""What people think of this service. Nothing here tells who they are."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

IMPROVEMENT_LENGTH = 1200


class Satisfaction(models.TextChoices):
    """The answers that services of the government offer, from best to worst."""

    VERY_SATISFIED = "very_satisfied", "Very satisfied"
    SATISFIED = "satisfied", "Satisfied"
    NEITHER = "neither", "Neither satisfied nor dissatisfied"
    DISSATISFIED = "dissatisfied", "Dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied", "Very dissatisfied"


class Feedback(models.Model):
    """What one person thinks, without the person: no account, no address, no moment, no number that counts up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    given_on = models.DateField(default=timezone.localdate)
    satisfaction = models.CharField(max_length=20, choices=Satisfaction.choices)
    improvement = models.TextField(blank=True)

    class Meta:
        # Within one day the order is that of random numbers, and says nothing.
        ordering = ["-given_on", "id"]
        indexes = [models.Index(fields=["-given_on", "id"], name="feedback_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(satisfaction__in=Satisfaction.values), name="feedback_satisfaction_is_known"
            )
        ]
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return self.get_satisfaction_display()
