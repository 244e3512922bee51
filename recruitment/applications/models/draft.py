"""What a person sent for one step, good or not."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from recruitment.applications.models.application import Application


class Typed(models.Model):
    """The raw answers of one step, as one page sent them."""

    section = models.CharField(max_length=40)
    step = models.CharField(max_length=60)
    data = models.JSONField()  # {field name: [texts]} as posted, without the step's prefix
    # Which opened page sent them (a random text that the page carries), and its how-manieth save this was.
    page = models.CharField(max_length=40, blank=True, default="", db_default="")
    turn = models.PositiveIntegerField(default=0, db_default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class StepDraftQuerySet(models.QuerySet["StepDraft"]):
    """The words in which screens ask for drafts."""

    def contested(self) -> "StepDraftQuerySet":
        """With `contested`: whether another version of the step waits beside the draft for the person's choice."""
        own = {name: OuterRef(name) for name in ("application", "section", "step")}
        return self.annotate(contested=Exists(RefusedSave.objects.filter(**own)))


class StepDraft(Typed):
    """The raw answers of one step as last saved, whether or not they could be accepted.

    Accepted answers also stand in the typed columns of the section's model. `version` grows by one at each save, so
    that a save from a page that is out of date is noticed.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="drafts")
    accepted = models.BooleanField()
    automatic = models.BooleanField(
        default=False, db_default=False
    )  # saved by the page itself: the person did not continue yet
    version = models.PositiveIntegerField(default=1)

    contested: bool  # by the queryset of the same name

    objects = StepDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "section", "step"], name="step_draft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.section}/{self.step} of {self.application_id}"


class RefusedSave(Typed):
    """What a page that was out of date sent: kept beside the draft until the person chooses between them."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="refused_saves")

    class Meta:
        ordering = ["saved_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "section", "step", "page"], name="refused_save_once_a_page"
            ),
        ]

    def __str__(self) -> str:
        return f"Refused: {self.section}/{self.step} of {self.application_id}"
