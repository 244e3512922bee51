"""How to reach somebody whose details changed after they sent their application."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from recruitment.applications.models.application import Application


class ContactDetails(models.Model):
    """The contact details from one moment on, beside those that were sent. Never changed: the last row counts."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="contact_details")
    phone = models.CharField(max_length=30)
    address_line_1 = models.CharField(max_length=200)
    address_line_2 = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=100)
    postcode = models.CharField(max_length=10)
    at = models.DateTimeField(default=timezone.now)
    # The official who corrected them for somebody whose application was entered. NULL: the person changed them.
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name_plural = "contact details"

    def __str__(self) -> str:
        return f"Contact details of {self.application_id}"
