"""What an assessor said about knowing a candidate, before reading anything.

Who sits on the assessment panel is published with the advert, so it stands in `recruitment.competitions.Assessor`.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class ConflictDeclaration(models.Model):
    """One assessor's word on one application; made once, and needed before anything of it is shown."""

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
    details = models.TextField(blank=True)
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessor", "application"], name="conflict_declared_once"),
            models.CheckConstraint(
                condition=Q(kind="none", details="") | (Q(kind="conflict") & ~Q(details="")),
                name="conflict_has_details",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor_id} on {self.application_id}: {self.kind}"
