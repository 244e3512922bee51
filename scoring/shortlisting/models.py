"""What people decided at the sift, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone


class SiftDecisionQuerySet(models.QuerySet["SiftDecision"]):
    """The words in which screens ask for decisions."""

    def current(self) -> "SiftDecisionQuerySet":
        """The latest decision on each application; the ones before stay as the record."""
        newer = SiftDecision.objects.filter(
            application=OuterRef("application"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(newer))


class SiftDecision(models.Model):
    """A person's decision on one application. Never changed: another decision is a new version."""

    class Outcome(models.TextChoices):
        """What was decided."""

        SHORTLISTED = "shortlisted", "Shortlisted"
        NOT_SHORTLISTED = "not_shortlisted", "Not shortlisted"

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="sift_decisions"
    )
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    reason = models.TextField()
    version = models.PositiveSmallIntegerField(default=1)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    objects = SiftDecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "version"], name="sift_decision_version_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="sift_decision_has_a_reason"),
            models.CheckConstraint(condition=Q(version__gte=1), name="sift_decision_versions_from_one"),
            models.CheckConstraint(
                condition=Q(outcome__in=["shortlisted", "not_shortlisted"]),
                name="sift_decision_outcome_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome} (version {self.version})"
