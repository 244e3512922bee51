"""What the assessment panel found at an interview: conflicts of interest discussed, and who is appointable."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone


class ConflictDiscussionQuerySet(models.QuerySet["ConflictDiscussion"]):
    """The words in which screens ask for what was discussed."""

    def current(self) -> "ConflictDiscussionQuerySet":
        """The latest on each application; the ones before stay as the record."""
        newer = ConflictDiscussion.objects.filter(
            application=OuterRef("application"), version__gt=OuterRef("version")
        )
        return self.filter(~Exists(newer))


class ConflictDiscussion(models.Model):
    """That the panel asked a candidate about conflicts of interest, and what came of it. Never changed.

    Where there is no row, nothing is recorded yet. A row without a conflict says that the panel asked and found none.
    """

    class Kind(models.TextChoices):
        """What came of asking."""

        NONE = "none", "The panel asked, and there is no conflict of interest"
        DISCUSSED = "discussed", "A conflict of interest was discussed"

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="conflict_discussions"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    discussed_on = models.DateField()
    discussed = models.TextField(blank=True)  # what the conflict is, and what was said of it
    view = models.TextField(blank=True)  # the panel's
    mitigation = models.TextField(blank=True)  # how it would be managed
    version = models.PositiveSmallIntegerField(default=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = ConflictDiscussionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "version"], name="conflict_discussion_version_once"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="conflict_discussion_versions_from_one"),
            models.CheckConstraint(
                condition=Q(kind="none", discussed="", view="", mitigation="")
                | (Q(kind="discussed") & ~Q(discussed="") & ~Q(view="") & ~Q(mitigation="")),
                name="conflict_discussion_says_all_or_that_there_is_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.kind} (version {self.version})"


class FindingQuerySet(models.QuerySet["Finding"]):
    """The words in which screens ask for findings."""

    def current(self) -> "FindingQuerySet":
        """The latest on each application; the ones before stay as the record."""
        newer = Finding.objects.filter(application=OuterRef("application"), version__gt=OuterRef("version"))
        return self.filter(~Exists(newer))


class Finding(models.Model):
    """That the panel finds somebody appointable or not, and why. Never changed: another finding is a new version.

    There is no place and no order in it: who is appointed is the ministers' choice.
    """

    class Outcome(models.TextChoices):
        """What was found."""

        APPOINTABLE = "appointable", "Appointable"
        NOT_APPOINTABLE = "not_appointable", "Not appointable"

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="findings"
    )
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    reason = models.TextField()
    version = models.PositiveSmallIntegerField(default=1)
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(default=timezone.now)

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "version"], name="finding_version_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="finding_has_a_reason"),
            models.CheckConstraint(condition=Q(version__gte=1), name="finding_versions_from_one"),
            models.CheckConstraint(
                condition=Q(outcome__in=["appointable", "not_appointable"]), name="finding_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome} (version {self.version})"


class CriterionFinding(models.Model):
    """A candidate's strengths and weaknesses on one criterion, as a finding says them."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="on_criteria")
    criterion = models.ForeignKey("competitions.Criterion", on_delete=models.PROTECT, related_name="+")
    strengths = models.TextField(blank=True)
    weaknesses = models.TextField(blank=True)

    class Meta:
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "criterion"], name="criterion_finding_once"),
            models.CheckConstraint(
                condition=~Q(strengths="", weaknesses=""), name="criterion_finding_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id} in {self.finding_id}"
