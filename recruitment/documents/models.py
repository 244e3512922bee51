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


class Document(models.Model):
    """One uploaded file. The row stays when the file is removed, so that the record shows what was there."""

    class Kind(models.TextChoices):
        """What the file is for."""

        CV = "cv", "CV"

    application = models.ForeignKey(
        "applications.Application", on_delete=models.CASCADE, related_name="documents"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    file = models.FileField(storage=_document_storage, max_length=200)
    original_name = models.CharField(max_length=255)  # as the person named it: shown, never used as a path
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"],
                condition=Q(removed_at=None),
                name="document_one_current_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.application_id}"
