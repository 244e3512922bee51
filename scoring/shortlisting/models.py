"""What people decided at the sift, and why: on candidates, and between equals."""

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

    def pending(self) -> "SiftDecisionQuerySet":
        """Those that nobody confirmed."""
        return self.filter(confirmed=None)


class SiftDecision(models.Model):
    """A person's decision on one application. Never changed: another decision is a new version."""

    class Outcome(models.TextChoices):
        """What was decided."""

        SHORTLISTED = "shortlisted", "Shortlisted"
        RESERVE = "reserve", "Reserve"
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
                condition=Q(outcome__in=["shortlisted", "reserve", "not_shortlisted"]),
                name="sift_decision_outcome_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome} (version {self.version})"


class SiftConfirmation(models.Model):
    """An official confirmed the decisions of a competition together. Never changed: later ones need another."""

    competition = models.ForeignKey(
        "competitions.Competition", on_delete=models.PROTECT, related_name="sift_confirmations"
    )
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.competition_id}: confirmed at {self.confirmed_at}"


class ConfirmedDecision(models.Model):
    """One decision that a confirmation covers; a decision without it is pending."""

    confirmation = models.ForeignKey(SiftConfirmation, on_delete=models.PROTECT, related_name="decisions")
    decision = models.OneToOneField(SiftDecision, on_delete=models.PROTECT, related_name="confirmed")

    def __str__(self) -> str:
        return f"{self.decision_id}: confirmed"


class PrecedenceQuerySet(models.QuerySet["Precedence"]):
    """The words in which screens ask for what was recorded between equals."""

    def current(self) -> "PrecedenceQuerySet":
        """The latest on each two candidates for a post; the ones before stay as the record."""
        same_two = Q(first=OuterRef("first"), second=OuterRef("second")) | Q(
            first=OuterRef("second"), second=OuterRef("first")
        )
        newer = Precedence.objects.filter(same_two, pk__gt=OuterRef("pk"))
        return self.filter(
            ~Exists(newer.filter(post=OuterRef("post")))
            & (Q(post__isnull=False) | ~Exists(newer.filter(post=None)))
        )


class Precedence(models.Model):
    """Why one of two candidates with equal scores goes before the other. Never changed: another row takes its place.

    `post` is empty where the competition has one post. The ranking uses it only while the two are equal.
    """

    post = models.ForeignKey(
        "competitions.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    first = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = PrecedenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="precedence_has_a_reason"),
            models.CheckConstraint(condition=~Q(first=models.F("second")), name="precedence_is_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} before {self.second_id}"
