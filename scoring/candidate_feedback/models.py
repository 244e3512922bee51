"""The letter to one candidate: kept while an official writes it, fixed once it is sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class FeedbackLetter(models.Model):
    """What one candidate is told of how they were assessed. Once it is sent the database refuses to change it."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="feedback_letter"
    )
    text = models.TextField()
    version = models.PositiveSmallIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)  # NULL: nobody but officials reads it
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="feedback_letter_has_a_text"),
            models.CheckConstraint(condition=Q(version__gte=1), name="feedback_letter_versions_from_one"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="feedback_letter_sent_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Feedback on {self.application_id}"
