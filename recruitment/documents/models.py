"""Files that applicants upload."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone


def _document_storage() -> Storage:
    """Return the private storage of uploads; a function, so that migrations name no place."""
    return storages["documents"]


class DocumentQuerySet(models.QuerySet["Document"]):
    """The words in which screens ask for documents."""

    def current(self) -> "DocumentQuerySet":
        """Those that have not been replaced or removed."""
        return self.filter(removed_at=None)

    def clean(self) -> "DocumentQuerySet":
        """Those that others than their owner may read."""
        return self.filter(state=Document.State.CLEAN)


class Document(models.Model):
    """One uploaded file, and the clean copy that is made of it. Nobody but its owner reads the file as it came.

    The row stays when the file is removed, so that the record shows what was there.
    """

    class Kind(models.TextChoices):
        """What the file is for."""

        CV = "cv", "CV"

    class Format(models.TextChoices):
        """What the file is, by its content."""

        PDF = "pdf", "PDF"
        DOCX = "docx", "DOCX"
        ODT = "odt", "ODT"

    class State(models.TextChoices):
        """What is known of the file. `preparing.py` alone changes it."""

        PENDING = "pending", "Being checked"
        CLEAN = "clean", "Checked"
        INFECTED = "infected", "Contains a virus"
        FAILED = "failed", "Could not be taken"

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="documents"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    format = models.CharField(
        max_length=10, choices=Format.choices, default=Format.PDF, db_default=Format.PDF.value
    )
    file = models.FileField(storage=_document_storage, max_length=200)  # as it came; deleted when infected
    original_name = models.CharField(max_length=255)  # as the person named it: shown, never used as a path
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)  # None until it is known
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PENDING, db_default=State.PENDING.value
    )
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)  # to check it
    checked_at = models.DateTimeField(null=True, blank=True)
    scanner = models.CharField(max_length=100, blank=True, default="", db_default="")  # empty: not scanned
    problem = models.CharField(
        max_length=300, blank=True, default="", db_default=""
    )  # in words for its owner
    clean_copy = models.FileField(
        storage=_document_storage, max_length=200, blank=True, default="", db_default=""
    )
    clean_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=Q(removed_at=None),
                name="document_one_current_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(state="pending", checked_at=None, problem="", clean_copy="", clean_sha256="")
                | Q(state="clean", checked_at__isnull=False, problem="", pages__gt=0)
                & ~Q(clean_copy="")
                & ~Q(clean_sha256="")
                | Q(
                    state__in=["infected", "failed"], checked_at__isnull=False, clean_copy="", clean_sha256=""
                )
                & ~Q(problem=""),
                name="document_state_has_its_columns",
            ),
            models.CheckConstraint(
                condition=~Q(state="infected", scanner=""), name="document_infected_says_who_found_it"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.application_id}"

    @property
    def is_pending(self) -> bool:
        """Whether the file still waits to be checked."""
        return self.state == self.State.PENDING

    @property
    def is_clean(self) -> bool:
        """Whether there is a clean copy."""
        return self.state == self.State.CLEAN

    @property
    def is_infected(self) -> bool:
        """Whether the file had a virus, and was deleted."""
        return self.state == self.State.INFECTED
