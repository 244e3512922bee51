"""The CV of an application: put one in place, take it away, find it."""

import hashlib
import uuid
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.documents import signals
from recruitment.documents.errors import CannotChange, CvRefused
from recruitment.documents.foreign.limited import Inspection, inspect
from recruitment.documents.models import Document
from recruitment.documents.queries import written_applications
from recruitment.documents.refusals import convert_yourself, too_large, words_of
from recruitment.documents.tasks import prepare
from recruitment.records.audit import record

if TYPE_CHECKING:
    from recruitment.applications.models import Application


def current_cv(application: "Application") -> Document | None:
    """Return the CV that the application has now."""
    return Document.objects.current().filter(application=application, kind=Document.Kind.CV).first()


def replace_cv(
    *, application: "Application", upload: UploadedFile, by: User, now: datetime | None = None
) -> Document:
    """Make an uploaded file the application's CV, in place of one that is there, and have it checked.

    Nobody but its owner can read it before that, and the application cannot be sent.

    `now` is the moment that counts against the closing time: when the file had arrived.

    Raises CvRefused for a file that cannot be taken, CannotChange where the application can no longer be written, and
    Application.DoesNotExist for somebody else's application.
    """
    with TemporaryFile() as file:
        sha256 = _copy(upload, file)
        found = _look_into(file)
        # Stored before the transaction, so that no lock is held while it travels; taken back if that fails.
        document = Document(
            application=application,
            kind=Document.Kind.CV,
            format=found.format,
            original_name=_shown_name(upload),
            size=file.tell(),
            sha256=sha256,
            pages=found.pages,
            uploaded_by=by,
        )
        file.seek(0)
        document.file.save(f"cv/{uuid.uuid4().hex}.{found.format}", File(file), save=False)
    try:
        _put_in_place(document, by=by, now=now)
    except BaseException:
        document.file.delete(save=False)
        raise
    return document


def _copy(upload: UploadedFile, file: IO[bytes]) -> str:
    """Copy an upload, piece by piece, and return its SHA-256 in hex; refuse an empty or too large one."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
        file.write(chunk)
        if file.tell() > settings.CV_MAX_BYTES:
            raise CvRefused(too_large())
    if not file.tell():
        raise CvRefused("The selected file is empty")
    file.flush()
    return digest.hexdigest()


def _look_into(file: IO[bytes]) -> Inspection:
    """Return what the file is, whatever it is called; refuse what cannot be taken."""
    found = inspect(file, max_pages=settings.CV_MAX_PAGES)
    if found.fault:
        raise CvRefused(words_of(found.fault))
    if found.format != Document.Format.PDF and not settings.LIBREOFFICE:
        raise CvRefused(convert_yourself())
    return found


def _shown_name(upload: UploadedFile) -> str:
    """Return the name that the person's device gave the file, shortened in the middle of what is too long."""
    name = Path(upload.name or "CV.pdf")
    return f"{name.stem[: 255 - len(name.suffix[:10])]}{name.suffix[:10]}"


@transaction.atomic
def _put_in_place(document: Document, *, by: User, now: datetime | None) -> None:
    application = _lock(document.application, by=by, now=now)
    replaced = _take_away(application)
    document.save()
    record(
        by=by,
        action="document.replaced" if replaced else "document.added",
        subject=application.reference,
        competition=application.competition.slug,
        capacity=application.capacity_of(by),
        details={
            "kind": document.kind,
            "document": document.pk,
            "format": document.format,
            "sha256": document.sha256,
        },
    )
    # The queue is a table of the same database: the order commits together with the document, so neither is lost.
    prepare.enqueue(document.pk, attempt=1)
    signals.changed.send(sender=Document, application=application, by=by)


@transaction.atomic
def remove_cv(*, application: "Application", by: User) -> bool:
    """Take the CV away; return whether there was one.

    Raises CannotChange where the application can no longer be written, and Application.DoesNotExist for somebody else's
    application.
    """
    locked = _lock(application, by=by)
    removed = _take_away(locked)
    if removed is None:
        return False
    record(
        by=by,
        action="document.removed",
        subject=locked.reference,
        competition=locked.competition.slug,
        capacity=locked.capacity_of(by),
        details={"kind": removed.kind, "document": removed.pk},
    )
    signals.changed.send(sender=Document, application=locked, by=by)
    return True


def discard_files(*, application: "Application") -> None:
    """Remove the files of an application that is deleted in the caller's transaction, once that is certain."""
    _take_away(application)


def _lock(application: "Application", *, by: User, now: datetime | None = None) -> "Application":
    """Return the application, locked until the transaction ends, if this person may change it at this moment."""
    locked = written_applications(by).select_for_update(of=("self",)).get(pk=application.pk)
    if not locked.is_draft:
        raise CannotChange("The application was sent. What was sent stays as it was.")
    if not locked.is_open(now):
        raise CannotChange("The competition is not open.")
    return locked


def _take_away(application: "Application") -> Document | None:
    """Mark the CV as removed, and delete its files once that is certain. One that stays behind is only logged."""
    document = current_cv(application)
    if document is None:
        return None
    document.removed_at = timezone.now()
    document.save(update_fields=["removed_at"])
    for file in (document.file, document.clean_copy):
        if file:
            transaction.on_commit(partial(file.delete, save=False), robust=True)
    return document
