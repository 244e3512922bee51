"""Longer than the competition's closing time, for one person."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from recruitment.applications.models.application import Application


class Extension(models.Model):
    """That an official gave one person until a later moment, and why. It is never changed; a longer one is another."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="extensions")
    until = models.DateTimeField()
    reason = models.TextField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="extension_has_a_reason"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("at")), name="extension_is_ahead"),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} until {self.until:%Y-%m-%d %H:%M}"
