"""That an official types an application for somebody who applied on paper or by telephone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from recruitment.applications.models.application import Application
from recruitment.govuk.templatetags.moments import day


class Entering(models.Model):
    """For whom, how and when the application came, and who began to type it. Never changed; kept with what was sent."""

    class How(models.TextChoices):
        """How the application came."""

        PAPER = "paper", "On paper"
        TELEPHONE = "telephone", "By telephone"

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="entering")
    name = models.CharField(max_length=200)
    how = models.CharField(max_length=10, choices=How.choices)
    received_on = models.DateField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="entering_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(how__in=["paper", "telephone"]), name="entering_how_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}, {self.get_how_display()}"

    @property
    def received(self) -> str:
        """How and on which day it came, like "on paper on 4 May 2021"."""
        return f"{self.get_how_display().lower()} on {day(self.received_on)}"
