"""What an assessor said about knowing a candidate, and what was ruled on it.

Who sits on the assessment panel is published with the advert, so it stands in `recruitment.competitions.Assessor`.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ConflictDeclarationQuerySet(models.QuerySet["ConflictDeclaration"]):
    """The words in which everybody asks who keeps away from what."""

    def recusing(self) -> "ConflictDeclarationQuerySet":
        """Those that keep an assessor away from an application now: nothing of it is shown to them.

        A connection does until the chair rules that the assessor carries on.
        """
        return self.filter(
            ~Q(left_to_chair=True, ruling__outcome=Ruling.Outcome.CARRIES_ON),
            kind=ConflictDeclaration.Kind.CONFLICT,
        )

    def waiting(self) -> "ConflictDeclarationQuerySet":
        """Connections on which nothing is ruled yet. Their applications still wait for these assessors."""
        return self.filter(left_to_chair=True, ruling=None)

    def for_good(self) -> "ConflictDeclarationQuerySet":
        """Those that keep an assessor away whatever is still ruled: nobody waits for their scores."""
        return self.filter(
            Q(left_to_chair=False) | Q(ruling__outcome=Ruling.Outcome.RECUSED),
            kind=ConflictDeclaration.Kind.CONFLICT,
        )


class ConflictDeclaration(models.Model):
    """One assessor's word on one application; needed once before anything of it is shown.

    What they notice afterwards is a row of its own, which stands beside the first.
    """

    class Kind(models.TextChoices):
        """What was declared."""

        NONE = "none", "No conflict of interest"
        CONFLICT = "conflict", "A conflict of interest"

    assessor = models.ForeignKey(
        "competitions.Assessor", on_delete=models.PROTECT, related_name="conflict_declarations"
    )
    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="conflict_declarations"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # A connection: the assessor leaves it to the chair whether it keeps them away. Otherwise a conflict always does.
    left_to_chair = models.BooleanField(default=False, db_default=False)
    details = models.TextField(blank=True)
    # The same with what gives the candidate away masked, for those who sift blind.
    details_masked = models.TextField(blank=True, default="", db_default="")
    noticed_later = models.BooleanField(default=False, db_default=False)
    declared_at = models.DateTimeField(default=timezone.now)

    objects = ConflictDeclarationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessor", "application"],
                condition=Q(noticed_later=False),
                name="conflict_declared_once_first",
            ),
            models.CheckConstraint(
                condition=Q(noticed_later=False) | Q(kind="conflict"), name="conflict_noticed_later_is_one"
            ),
            models.CheckConstraint(
                condition=Q(kind="none", details="", left_to_chair=False)
                | (Q(kind="conflict") & ~Q(details="")),
                name="conflict_has_details",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor_id} on {self.application_id}: {self.kind}"


class Ruling(models.Model):
    """What the chair, or an official, ruled on a connection. It stays as it was."""

    class Outcome(models.TextChoices):
        """Whether the assessor carries on."""

        CARRIES_ON = "carries_on", "Carries on"
        RECUSED = "recused", "Recused"

    declaration = models.OneToOneField(ConflictDeclaration, on_delete=models.PROTECT, related_name="ruling")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField()
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ruled_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["carries_on", "recused"]) & ~Q(reason=""),
                name="ruling_known_with_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.declaration_id}: {self.outcome}"
