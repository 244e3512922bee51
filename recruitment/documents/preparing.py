"""Check an uploaded file and make the clean copy that others read: scan, convert, inspect, take out what runs."""

import hashlib
import logging
import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from recruitment.documents import signals
from recruitment.documents.conversion import CannotConvert, to_pdf
from recruitment.documents.foreign.faults import Fault
from recruitment.documents.foreign.limited import Inspection, inspect
from recruitment.documents.models import Document
from recruitment.documents.refusals import NOT_CHECKED, VIRUS, words_of
from recruitment.documents.scanning import ScannerUnavailable, scan
from recruitment.records.audit import record

logger = logging.getLogger(__name__)

# How long after each attempt the next one comes. After the last of them the file counts as failed.
WAITS = (
    timedelta(minutes=2),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=4),
)


@dataclass(frozen=True)
class Outcome:
    """What became of checking a file: the columns to write, what the audit log is told, and the clean copy if any."""

    columns: dict[str, Any]
    details: dict[str, str]
    clean_copy: Path | None = None


def prepare(*, document_id: int, attempt: int, book_next: Callable[[datetime], None]) -> None:
    """Make attempt number `attempt` (from 1) to check a document, and settle what becomes of it.

    `book_next` is called with the moment of the attempt after this one, in the transaction that claims this one and
    before anything is done: a worker that dies on the way delays a document but does not lose it. A document that is
    settled, replaced or removed needs no attempt.
    """
    waiting = Document.objects.current().filter(pk=document_id, state=Document.State.PENDING)
    if attempt > len(WAITS):
        if document := waiting.first():
            # Should settling fail as well, because the database is away, the next attempt settles it.
            book_next(timezone.now() + WAITS[-1])
            _settle(document, _failed(NOT_CHECKED, "not_checked"))
        return
    with transaction.atomic():
        if not waiting.filter(attempts=attempt - 1).update(attempts=attempt):
            return
        book_next(timezone.now() + WAITS[attempt - 1])
    document = Document.objects.get(pk=document_id)
    with TemporaryDirectory(prefix="document-") as folder:
        try:
            outcome = _check(document, folder=Path(folder))
        except ScannerUnavailable as error:
            logger.warning("Document %s waits: the scanner cannot be reached (%s)", document_id, error)
            return
        # A fault of this service, such as a store that is away, is no fault of the file: wait and try again.
        except Exception:
            logger.exception("Document %s could not be checked at attempt %s", document_id, attempt)
            return
        _settle(document, outcome)


def _check(document: Document, *, folder: Path) -> Outcome:
    original = folder / f"original.{document.format}"
    with document.file.open("rb") as stored, original.open("wb") as file:
        shutil.copyfileobj(stored, file)
    with original.open("rb") as file:
        virus, scanner = scan(file)
    if virus:
        return Outcome(
            {"state": Document.State.INFECTED, "scanner": scanner, "problem": VIRUS},
            {"scanner": scanner, "virus": virus},
        )
    clean_copy = folder / "clean.pdf"
    found = _inspect(document, original, folder=folder, clean_copy=clean_copy)
    if found.fault:
        return _failed(words_of(found.fault), found.fault.value, scanner=scanner)
    with clean_copy.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Outcome(
        {
            "state": Document.State.CLEAN,
            "scanner": scanner,
            "pages": found.pages,
            "clean_sha256": sha256,
        },
        {"scanner": scanner or "not scanned", "sha256": sha256},
        clean_copy,
    )


def _inspect(document: Document, original: Path, *, folder: Path, clean_copy: Path) -> Inspection:
    pdf = original
    if document.format != Document.Format.PDF:
        made_in = folder / "converted"
        made_in.mkdir()
        try:
            pdf = to_pdf(original, folder=made_in)
        except CannotConvert as error:
            logger.warning("Document %s could not be converted: %s", document.pk, error)
            return Inspection(fault=Fault.NOT_CONVERTED)
    with pdf.open("rb") as file:
        return inspect(file, max_pages=settings.CV_MAX_PAGES, clean_copy=clean_copy)


def _failed(problem: str, reason: str, *, scanner: str = "") -> Outcome:
    return Outcome(
        {"state": Document.State.FAILED, "scanner": scanner, "problem": problem},
        {"scanner": scanner or "not scanned", "reason": reason},
    )


def _settle(document: Document, outcome: Outcome) -> None:
    """Store the copy and, only when it is there, write the outcome down. A copy that nothing names is taken away."""
    storage, name = document.clean_copy.storage, ""
    if outcome.clean_copy:
        with outcome.clean_copy.open("rb") as file:
            name = storage.save(f"cv/{uuid.uuid4().hex}.pdf", File(file))
    try:
        kept = _write(document.pk, outcome, name)
    except BaseException:
        if name:
            storage.delete(name)
        raise
    if name and not kept:
        storage.delete(name)


@transaction.atomic
def _write(document_id: int, outcome: Outcome, clean_copy: str) -> bool:
    """Write the outcome down and tell the other rooms; False if the document was settled or removed meanwhile."""
    document = Document.objects.select_related("application__competition").get(pk=document_id)
    application = document.application
    # The application first, as whoever replaces its CV or sends it does: then nobody waits for each other.
    type(application)._default_manager.select_for_update().get(pk=application.pk)
    document.refresh_from_db(fields=["state", "removed_at"])
    if document.removed_at or not document.is_pending:
        return False
    for column, value in outcome.columns.items():
        setattr(document, column, value)
    document.checked_at = timezone.now()
    document.clean_copy.name = clean_copy
    document.save(update_fields=[*outcome.columns, "checked_at", "clean_copy"])
    if document.is_infected:
        transaction.on_commit(lambda: document.file.delete(save=False), robust=True)
    record(
        by=None,
        action=f"document.{document.state}",
        subject=application.reference,
        competition=application.competition.slug,
        details={"kind": document.kind, "document": document.pk} | outcome.details,
    )
    signals.checked.send(sender=Document, document=document)
    return True
