"""What happened to an application that its applicant may know."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from recruitment.applications.models.application import Application


class Milestone(models.Model):
    """One thing that happened to an application after it was sent. Never changed.

    An outcome stands here only from the moment at which the applicant is told of it.
    """

    class Kind(models.TextChoices):
        """What happened. Sending, closing and withdrawing have their own moments elsewhere."""

        SIFT_STARTED = "sift_started", "The sift of this application began"
        SHORTLISTED = "shortlisted", "Told: shortlisted"
        RESERVE = "reserve", "Told: reserve"
        NOT_SHORTLISTED = "not_shortlisted", "Told: not shortlisted"
        INVITED_TO_INTERVIEW = "invited_to_interview", "Invited to an interview"

    # Of the final ones an application has one at most; a reserve may be told one of them later.
    FINAL_OUTCOMES = (Kind.SHORTLISTED, Kind.NOT_SHORTLISTED)
    SIFT_OUTCOMES = (*FINAL_OUTCOMES, Kind.RESERVE)

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=40, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "kind"], name="milestone_once_of_a_kind"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(kind__in=["shortlisted", "not_shortlisted"]),
                name="milestone_one_sift_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.kind}"
