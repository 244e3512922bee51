"""That an official corrected for whom an application was entered."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from recruitment.applications.models.application import Application


class Correction(models.Model):
    """The name and the e-mail address of somebody whose application officials enter, before and from one moment on.

    Never changed: the last row counts.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="corrections")
    name_before = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    # Empty where the person has no address.
    email_before = models.EmailField(max_length=254, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="correction_has_a_name")]

    def __str__(self) -> str:
        return f"Correction of {self.application_id}"
