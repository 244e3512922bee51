"""What a person last sent for one step, good or not."""

from django.db import models
from django.utils import timezone

from recruitment.applications.models.application import Application


class StepDraft(models.Model):
    """The raw answers of one step as last sent to the server, whether or not they could be accepted.

    Accepted answers also stand in the typed columns of the section's model. `version` grows by one at each save, so
    that a save from a page that is out of date is noticed.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="drafts")
    section = models.CharField(max_length=40)
    step = models.CharField(max_length=60)
    data = models.JSONField()  # {field name: [texts]} as posted, without the step's prefix
    accepted = models.BooleanField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "section", "step"], name="step_draft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.section}/{self.step} of {self.application_id}"
