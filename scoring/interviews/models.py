"""The times of interviews, who is invited, and what they answered."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from recruitment.govuk.templatetags.moments import clock, weekday


class SlotQuerySet(models.QuerySet["Slot"]):
    """The words in which screens ask for times."""

    def free(self, now: datetime | None = None) -> "SlotQuerySet":
        """Those that somebody can still choose."""
        held = Reply.objects.filter(slot=OuterRef("pk"))
        return self.filter(~Exists(held), starts__gt=now or timezone.now())


class Slot(models.Model):
    """A time at which one person can be interviewed."""

    competition = models.ForeignKey(
        "competitions.Competition", on_delete=models.PROTECT, related_name="interview_slots"
    )
    starts = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=500)  # or how to join; everybody who is invited reads it

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["competition", "starts", "place"], name="slot_once_in_a_place"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="slot_lasts"),
            models.CheckConstraint(condition=~Q(place=""), name="slot_has_a_place"),
        ]

    def __str__(self) -> str:
        """Return "10am to 10:45am on Monday 7 December 2026"."""
        return f"{clock(self.starts)} to {clock(self.ends)} on {weekday(self.starts)}"

    @property
    def ends(self) -> datetime:
        """The moment at which it is over."""
        return self.starts + timedelta(minutes=self.minutes)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """The words in which screens ask for invitations."""

    def current(self) -> "InvitationQuerySet":
        """The latest of each application; the ones before stay as the record."""
        newer = Invitation.objects.filter(application=OuterRef("application"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(newer))


class Invitation(models.Model):
    """That a person was invited. Never changed: who is invited again, with another day, gets another."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="interview_invitations"
    )
    answer_by = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_by__gt=models.F("at")), name="invitation_leaves_time_to_answer"
            )
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.application_id}"


class Reply(models.Model):
    """What a person answered: a time, or that they cannot come. Another answer is another row and takes its place.

    What they need stays while they cannot come, in case a time is found after all.
    """

    application = models.OneToOneField(
        "applications.Application", on_delete=models.CASCADE, related_name="interview_reply"
    )
    slot = models.OneToOneField(Slot, on_delete=models.PROTECT, related_name="reply", null=True, blank=True)
    cannot_come = models.BooleanField(default=False)
    # Both are read by those who arrange interviews, never by scorers.
    needs = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    # Whether an official recorded it for the person, who telephoned or wrote.
    by_official = models.BooleanField(default=False, db_default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cannot_come=False, slot__isnull=False, reason="")
                | Q(cannot_come=True, slot__isnull=True),
                name="reply_is_a_time_or_cannot_come",
            )
        ]

    def __str__(self) -> str:
        return f"Reply of {self.application_id}"
