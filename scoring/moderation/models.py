"""The scores that the assessment panel agreed."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from recruitment.competitions.models import Stage


class AgreedScoreQuerySet(models.QuerySet["AgreedScore"]):
    """The words in which screens ask for agreed scores."""

    def current(self) -> "AgreedScoreQuerySet":
        """The latest for each application, criterion and stage; the ones before stay as the record."""
        newer = AgreedScore.objects.filter(
            application=OuterRef("application"),
            criterion=OuterRef("criterion"),
            stage=OuterRef("stage"),
            version__gt=OuterRef("version"),
        )
        return self.filter(~Exists(newer))


class AgreedScore(models.Model):
    """The agreed level for one criterion, with the reason. Never changed: a new agreement is a new version."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="agreed_scores"
    )
    criterion = models.ForeignKey(
        "competitions.Criterion", on_delete=models.PROTECT, related_name="agreed_scores"
    )
    stage = models.CharField(max_length=10, choices=Stage.choices)
    level = models.ForeignKey("competitions.ScaleLevel", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    version = models.PositiveSmallIntegerField(default=1)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now)

    objects = AgreedScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "criterion", "stage", "version"], name="agreed_score_version_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="agreed_score_has_a_reason"),
            models.CheckConstraint(condition=Q(version__gte=1), name="agreed_score_versions_from_one"),
            models.CheckConstraint(
                condition=Q(stage__in=["sift", "interview"]), name="agreed_score_stage_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id} of {self.application_id}: {self.level_id} (version {self.version})"
