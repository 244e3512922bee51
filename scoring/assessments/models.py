"""One assessor's independent scores for one application at one stage."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from recruitment.competitions.models import Assessor, Stage
from scoring.assessors.models import ConflictDeclaration


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """The words in which screens ask for assessments."""

    def current(self) -> "AssessmentQuerySet":
        """Those in force; the ones that were reopened stay as the record."""
        return self.filter(reopened_at=None)

    def sent(self) -> "AssessmentQuerySet":
        """Those in force that their assessor has sent: the only ones anybody else may see, and that count.

        Left out is what was sent by an assessor who is kept away since, because of a conflict noticed later.
        """
        recusing = ConflictDeclaration.objects.recusing().filter(
            assessor=OuterRef("assessor"), application=OuterRef("application")
        )
        return self.current().filter(~Exists(recusing), sent_at__isnull=False)

    def readable_by(self, assessor: Assessor) -> "AssessmentQuerySet":
        """Of those in force the assessor's own, and the others' sent ones where the assessor sent theirs."""
        own_sent = Assessment.objects.sent().filter(
            assessor=assessor, application=OuterRef("application"), stage=OuterRef("stage")
        )
        others = Exists(Assessment.objects.sent().filter(pk=OuterRef("pk")))
        return self.current().filter(Q(assessor=assessor) | Q(Exists(own_sent), others))


class Assessment(models.Model):
    """One assessor's assessment. Its scores are the assessor's alone until it is sent, and fixed from then on.

    One that is reopened stays as it was sent, with who reopened it and why; its scores go on in a new row.
    """

    assessor = models.ForeignKey(
        "competitions.Assessor", on_delete=models.PROTECT, related_name="assessments"
    )
    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="assessments"
    )
    stage = models.CharField(max_length=10, choices=Stage.choices)
    sent_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reopened_why = models.TextField(blank=True, default="", db_default="")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessor", "application", "stage"],
                condition=Q(reopened_at=None),
                name="assessment_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopened_by=None, reopened_why="")
                | Q(sent_at__isnull=False, reopened_at__isnull=False, reopened_by__isnull=False)
                & ~Q(reopened_why=""),
                name="assessment_reopened_by_somebody_and_why",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["sift", "interview"]), name="assessment_stage_known"
            ),
        ]
        indexes = [models.Index(fields=["application", "stage", "sent_at"], name="assessment_by_application")]

    def __str__(self) -> str:
        return f"{self.assessor_id} on {self.application_id} ({self.stage})"


class Score(models.Model):
    """What an assessor says on one criterion, with a reason, in whatever state of completion.

    That is a level, or in words why there is none. Nothing chosen and nothing written is "not started", whether
    or not there is a row; nothing chosen beside a reason is a score that was begun. `version` grows by one at each
    save, so that a save from a page that is out of date is noticed.
    """

    class NoLevel(models.TextChoices):
        """Why an assessor gives no level. Neither is a number, nor counts as one."""

        ABSTAINED = "abstained", "Abstained"
        NOT_APPLICABLE = "not_applicable", "Not applicable"

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey("competitions.Criterion", on_delete=models.PROTECT, related_name="scores")
    level = models.ForeignKey(
        "competitions.ScaleLevel", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    no_level = models.CharField(max_length=20, choices=NoLevel.choices, blank=True, default="", db_default="")
    reason = models.TextField(blank=True)
    is_complete = models.BooleanField()  # it can be sent: a choice, and a reason that is not too long
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="score_once"),
            models.CheckConstraint(
                condition=Q(is_complete=False) | (Q(level__isnull=False) | ~Q(no_level="")) & ~Q(reason=""),
                name="score_complete_has_choice_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(no_level="")
                | Q(no_level__in=["abstained", "not_applicable"], level__isnull=True),
                name="score_level_or_why_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.level_id or self.no_level}"

    @property
    def said(self) -> str:
        """The choice in words; empty where there is none yet. The level is selected with the score."""
        return str(self.level) if self.level else self.get_no_level_display()

    @property
    def is_started(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.level_id or self.no_level or self.reason)
