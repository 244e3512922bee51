"""The outbox: e-mails to send, being sent, and sent."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

# Begins `Email.about` of what went to an address that was corrected since.
FORMER = "former "


class EmailQuerySet(models.QuerySet["Email"]):
    """The words in which others ask for e-mails."""

    def not_former(self) -> "EmailQuerySet":
        """Those that did not go to an address that was corrected since."""
        return self.exclude(about__startswith=FORMER)


class Email(models.Model):
    """One e-mail, written in the transaction of what it tells of; most are about one application."""

    class State(models.TextChoices):
        """Where the e-mail is."""

        WAITING = "waiting", "Waiting to be sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Could not be sent"

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="emails", null=True, blank=True
    )
    kind = models.CharField(max_length=40)  # the name of its template: "application-sent"
    # What one e-mail of a kind is about where there can be several: a document's primary key. Empty: there is one.
    about = models.CharField(max_length=40, blank=True, default="", db_default="")
    # Where a letter that somebody subscribed to is cancelled with one click. Empty: it cannot be.
    unsubscribe_url = models.CharField(max_length=300, blank=True, default="", db_default="")
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()  # plain text
    # The same as a letter, without links, in case the address is taken out. Empty: as the body.
    as_letter = models.TextField(blank=True, default="", db_default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)

    objects = EmailQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "kind", "about"], name="email_once_of_a_kind"),
            models.UniqueConstraint(
                fields=["kind", "about"], condition=Q(application=None), name="letter_once_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="email_sent_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"

    @property
    def may_be_leaving(self) -> bool:
        """Whether a worker tried to send it, and may be at it."""
        return self.state == self.State.WAITING and self.attempts > 0

    @property
    def is_former(self) -> bool:
        """Whether it went to an address that was corrected since."""
        return self.about.startswith(FORMER)


class PaperLetterQuerySet(models.QuerySet["PaperLetter"]):
    """The words in which others ask for letters."""

    def to_post(self, competition: Any) -> "PaperLetterQuerySet":
        """Those of a competition that wait to be posted."""
        return self.filter(application__competition=competition, posted_at=None)


class PaperLetter(models.Model):
    """A letter to an applicant without an e-mail address: written in place of an e-mail, posted by an official."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="paper_letters"
    )
    kind = models.CharField(max_length=40)  # as `Email.kind`
    about = models.CharField(max_length=40, blank=True)  # as `Email.about`
    subject = models.CharField(max_length=200)
    body = models.TextField()  # plain text
    # The same as an e-mail, with links, in case an address comes. Empty: as the body.
    as_email = models.TextField(blank=True, default="", db_default="")
    created_at = models.DateTimeField(default=timezone.now)
    posted_at = models.DateTimeField(null=True, blank=True)  # NULL: to be posted
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = PaperLetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind", "about"], name="paper_letter_once_of_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(posted_at__isnull=True, posted_by__isnull=True)
                | Q(posted_at__isnull=False, posted_by__isnull=False),
                name="paper_letter_posted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on paper"
