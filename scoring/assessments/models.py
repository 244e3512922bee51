"""One assessor's independent scores for one application at one stage."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from recruitment.competitions.models import Assessor, Stage


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """The words in which screens ask for assessments."""

    def sent(self) -> "AssessmentQuerySet":
        """Those that their assessor has sent: the only ones anybody else may see."""
        return self.filter(sent_at__isnull=False)

    def readable_by(self, assessor: Assessor) -> "AssessmentQuerySet":
        """The assessor's own, and the others' sent ones of an application for which the assessor sent theirs."""
        own_sent = Assessment.objects.sent().filter(
            assessor=assessor, application=OuterRef("application"), stage=OuterRef("stage")
        )
        return self.filter(Q(assessor=assessor) | Q(Exists(own_sent), sent_at__isnull=False))


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
    """A level and a reason for one criterion, in whatever state of completion.

    Nothing chosen and nothing written is "not started", whether or not there is a row. NULL level: a reason was begun
    but no level is chosen yet. `version` grows by one at each save, so that a save from a page that is out of date is
    noticed.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey("competitions.Criterion", on_delete=models.PROTECT, related_name="scores")
    level = models.ForeignKey(
        "competitions.ScaleLevel", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = models.TextField(blank=True)
    is_complete = models.BooleanField()  # it can be sent: a level, and a reason that is not too long
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="score_once"),
            models.CheckConstraint(
                condition=Q(is_complete=False) | Q(level__isnull=False) & ~Q(reason=""),
                name="score_complete_has_level_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.level_id}"

    @property
    def is_started(self) -> bool:
        """Whether there is anything in it."""
        return self.level_id is not None or bool(self.reason)
