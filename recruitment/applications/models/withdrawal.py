"""That somebody withdrew their application, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from recruitment.applications.models.application import Application


class Withdrawal(models.Model):
    """One withdrawal, and whether an official put the application back. Never changed except to be undone, once."""

    class Reason(models.TextChoices):
        """Why, in the applicant's words as far as these go. Nobody has to say: then it is empty."""

        ANOTHER_ROLE = "another_role", "I have taken another role"
        CIRCUMSTANCES = "circumstances", "My circumstances have changed"
        TOOK_TOO_LONG = "took_too_long", "The process took too long"
        OTHER = "other", "Another reason"
        NOT_SAID = "not_said", "Prefer not to say"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="withdrawals")
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    details = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    # The official who withdrew it for somebody. NULL: the person did, or it was before this was kept.
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    undone_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(undone_at=None), name="withdrawal_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None, undone_reason="")
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason=""),
                name="withdrawal_undone_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Withdrawal of {self.application_id}"
