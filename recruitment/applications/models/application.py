"""The application itself: whose, for which competition, and in which state."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from recruitment.applications.references import new_reference
from recruitment.competitions.models import Competition


class ApplicationQuerySet(models.QuerySet["Application"]):
    """The words in which screens ask for applications."""

    def owned_by(self, user: Any) -> "ApplicationQuerySet":
        """Those of which this person is the applicant."""
        return self.filter(applicant=user)

    def written_by(self, user: Any) -> "ApplicationQuerySet":
        """Those that this person may write and send: their own, or as an official those that are entered for others."""
        return self.filter(Q(applicant=user, entering=None) | _entered_by_officials(user))

    def handled_by(self, user: Any) -> "ApplicationQuerySet":
        """Those that this person may read as they are sent, and withdraw: all their own, and those they may write."""
        return self.filter(Q(applicant=user) | _entered_by_officials(user))

    def sent(self) -> "ApplicationQuerySet":
        """Those that are in the competition: sent and not withdrawn."""
        return self.filter(state=Application.State.SENT)

    def without_address(self) -> "ApplicationQuerySet":
        """Those of people who have no e-mail address: officials post letters to them."""
        return self.filter(applicant__email=None)


def _entered_by_officials(user: Any) -> Q:
    """Those that officials enter, for an official of the competition who does not assess it as well."""
    run = Competition.objects.filter(officials__user=user).exclude(assessors__user=user)
    return Q(entering__isnull=False, competition__in=run.values("pk"))


class Application(models.Model):
    """One person's application to one competition.

    The state is changed by `sending` and `withdrawal.withdraw` and by nothing else.
    """

    class State(models.TextChoices):
        """Where the application is."""

        DRAFT = "draft", "In progress"
        SENT = "sent", "Sent"
        WITHDRAWN = "withdrawn", "Withdrawn"

    competition = models.ForeignKey(
        "competitions.Competition", on_delete=models.PROTECT, related_name="applications"
    )
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications"
    )
    # A stable pseudonym: what people and addresses call the application. Says nothing about person, order or time.
    reference = models.CharField(max_length=9, unique=True, default=new_reference)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # The hash of what was sent (see fingerprint.py); NULL: not sent, or sent before hashes were kept.
    sent_hash = models.CharField(max_length=67, null=True, blank=True)
    # When the person pressed Send while the CV was still being checked: it is sent with this moment when that is done.
    asked_to_send_at = models.DateTimeField(null=True, blank=True)
    # Where an official gave this person longer than the competition's closing time.
    extended_until = models.DateTimeField(null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["competition", "applicant"], name="application_once_a_person"),
            models.CheckConstraint(
                condition=Q(state="draft", sent_at__isnull=True, withdrawn_at__isnull=True)
                | Q(state="sent", sent_at__isnull=False, withdrawn_at__isnull=True)
                | Q(state="withdrawn", sent_at__isnull=False, withdrawn_at__isnull=False),
                name="application_state_has_its_moments",
            ),
        ]
        indexes = [models.Index(fields=["competition", "state", "reference"], name="application_list")]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_draft(self) -> bool:
        """Whether it can still be written."""
        return self.state == self.State.DRAFT

    @property
    def is_being_sent(self) -> bool:
        """Whether the person pressed Send and only the check of the CV is waited for."""
        return self.asked_to_send_at is not None

    @property
    def is_entered(self) -> bool:
        """Whether officials enter it for somebody who applied on paper or by telephone."""
        return hasattr(self, "entering")

    @cached_property
    def entered_for(self) -> str:
        """The name of the person for whom officials enter it, as last corrected."""
        corrections = list(self.corrections.all())
        return corrections[-1].name if corrections else self.entering.name

    def capacity_of(self, user: Any) -> str:
        """Return in which capacity somebody who may write it does so, as the audit log says it."""
        return "applicant" if self.applicant_id == user.pk else "official"

    @property
    def closes(self) -> datetime:
        """The moment from which it is too late to write and send this application."""
        closes = self.competition.closes
        return max(closes, self.extended_until) if self.extended_until else closes

    def is_open(self, now: datetime | None = None) -> bool:
        """Say whether it can be written and sent at this moment."""
        moment = now or timezone.now()
        return self.competition.is_published(moment) and self.competition.opens <= moment < self.closes
