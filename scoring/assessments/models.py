"""One assessor's independent scores for one application at one stage."""

from django.db import models
from django.db.models import Q

from recruitment.competitions.models import Stage


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """The words in which screens ask for assessments."""

    def sent(self) -> "AssessmentQuerySet":
        """Those that their assessor has sent: the only ones anybody else may see."""
        return self.filter(sent_at__isnull=False)


class Assessment(models.Model):
    """One assessor's assessment. Its scores are the assessor's alone until it is sent, and fixed from then on."""

    assessor = models.ForeignKey(
        "competitions.Assessor", on_delete=models.PROTECT, related_name="assessments"
    )
    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="assessments"
    )
    stage = models.CharField(max_length=10, choices=Stage.choices)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessor", "application", "stage"], name="assessment_once"),
            models.CheckConstraint(
                condition=Q(stage__in=["sift", "interview"]), name="assessment_stage_known"
            ),
        ]
        indexes = [models.Index(fields=["application", "stage", "sent_at"], name="assessment_by_application")]

    def __str__(self) -> str:
        return f"{self.assessor_id} on {self.application_id} ({self.stage})"


class Score(models.Model):
    """A level and a reason for one criterion. NULL level: a reason was begun but no level is chosen yet."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey("competitions.Criterion", on_delete=models.PROTECT, related_name="scores")
    level = models.ForeignKey(
        "competitions.ScaleLevel", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = models.TextField(blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "criterion"], name="score_once")]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.level_id}"

    @property
    def is_complete(self) -> bool:
        """Whether it has both a level and a reason."""
        return self.level_id is not None and bool(self.reason)
