"""Packs that were asked for, and who downloaded them."""

from datetime import timedelta

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone

# A worker says at least this often that it is still at work; one that is silent for longer was stopped.
SILENCE = timedelta(minutes=10)


def _pack_storage() -> Storage:
    """Return the private storage of packs; a function, so that migrations name no place."""
    return storages["packs"]


class PackQuerySet(models.QuerySet["Pack"]):
    """The words in which screens and rules ask for packs."""

    def ready(self) -> "PackQuerySet":
        """Those that can be downloaded."""
        return self.filter(state=Pack.State.READY)

    def under_way(self) -> "PackQuerySet":
        """Those that wait for a worker or are with one that is still at work."""
        return self.filter(
            Q(state=Pack.State.WAITING) | Q(state=Pack.State.BUILDING, heard_at__gt=timezone.now() - SILENCE)
        )

    def claimable(self) -> "PackQuerySet":
        """Those that a worker may begin: waiting, or left behind by a worker that was stopped."""
        return self.filter(
            Q(state=Pack.State.WAITING) | Q(state=Pack.State.BUILDING, heard_at__lte=timezone.now() - SILENCE)
        )


class Pack(models.Model):
    """One pack of a competition. Ready packs never change: the hash stands for the file."""

    class Kind(models.TextChoices):
        """What a pack holds and for whom."""

        SHORTLIST = "shortlist", "Shortlist pack"

    class State(models.TextChoices):
        """Where the building of a pack is."""

        WAITING = "waiting", "Waiting to start"
        BUILDING = "building", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Not made"

    competition = models.ForeignKey(
        "competitions.Competition", on_delete=models.PROTECT, related_name="packs"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # NULL: an operator asked for it at the command line.
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    requested_at = models.DateTimeField(default=timezone.now)
    # Progress, told while the pack is built.
    started_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=200, blank=True)
    # What came of it.
    finished_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(storage=_pack_storage, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)  # bytes
    page_count = models.PositiveIntegerField(null=True, blank=True)
    complete = models.BooleanField(null=True, blank=True)  # NULL: not known before it is ready
    missing = models.JSONField(default=list, blank=True)  # what could not be included: sentences
    error = models.CharField(max_length=500, blank=True)  # why it was not made: a sentence

    objects = PackQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["shortlist"]), name="pack_kind_known"),
            models.CheckConstraint(
                condition=(
                    Q(state="waiting", started_at=None, finished_at=None, file="", error="", complete=None)
                    | Q(state="building", started_at__isnull=False, heard_at__isnull=False, finished_at=None)
                    & Q(file="", error="", complete=None)
                    | Q(state="ready", finished_at__isnull=False, page_count__gte=1, size__gte=1, error="")
                    & Q(complete__isnull=False)
                    & ~Q(file="")
                    & ~Q(sha256="")
                    | Q(state="failed", finished_at__isnull=False, file="", complete=None) & ~Q(error="")
                ),
                name="pack_state_has_its_results",
            ),
            models.CheckConstraint(
                condition=~Q(complete=True) | Q(missing=[]), name="pack_complete_misses_nothing"
            ),
        ]
        indexes = [models.Index(fields=["competition", "-requested_at"], name="pack_list")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk} of {self.competition_id}"

    @property
    def is_stopped(self) -> bool:
        """Whether its worker was stopped before it was done."""
        if self.state != self.State.BUILDING:
            return False
        return self.heard_at is not None and self.heard_at <= timezone.now() - SILENCE

    @property
    def is_under_way(self) -> bool:
        """Whether waiting for it makes sense."""
        return self.state in {self.State.WAITING, self.State.BUILDING} and not self.is_stopped

    @property
    def progress(self) -> str:
        """How far the building is, in words."""
        if self.state == self.State.BUILDING and self.total:
            return f"Step {self.done + 1} of {self.total}: {self.step}"
        return self.step or self.get_state_display()

    @property
    def file_name(self) -> str:
        """What the file is called when it is downloaded: plain letters, no name of a person."""
        return f"{self.kind}-pack-{self.competition.slug}-{self.pk}.pdf"


class PackDownload(models.Model):
    """Somebody downloaded a pack. Rows are added and never changed."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="downloads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["pack", "at"], name="pack_download_list")]

    def __str__(self) -> str:
        return f"{self.pack_id} by {self.by_id}"
