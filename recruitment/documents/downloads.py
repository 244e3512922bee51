"""Handing out a document to somebody who may read it."""

from typing import Any

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from recruitment.documents.models import Document
from recruitment.records.audit import record

_TYPES: dict[str, str] = {
    Document.Format.PDF: "application/pdf",
    Document.Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Document.Format.ODT: "application/vnd.oasis.opendocument.text",
}


def hand_out(document: Document, *, by: Any, capacity: str) -> FileResponse:
    """Return the clean copy as a download under a safe name; the caller has checked that this person may read it.

    The download is recorded, with the `capacity` in which the person reads. Raises Http404 where there is no clean
    copy, or it is missing from the storage.
    """
    if not document.is_clean:
        raise Http404("The document is not checked.")
    response = _download(document, document.clean_copy, Document.Format.PDF)
    _record(document, by=by, capacity=capacity)
    return response


def hand_back(document: Document) -> FileResponse:
    """Return the file as it came, to its owner; the caller has checked that. Raises Http404 where it is deleted."""
    return _download(document, document.file, document.format)


def _download(document: Document, stored: FieldFile, format_: str) -> FileResponse:
    try:
        file = stored.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"{document.kind.upper()}-{document.application.reference}.{format_}",
        content_type=_TYPES[format_],
    )
    response["Cache-Control"] = "private, no-store"
    return response


@transaction.atomic
def _record(document: Document, *, by: Any, capacity: str) -> None:
    record(
        by=by,
        action="document.downloaded",
        subject=document.application.reference,
        competition=document.application.competition.slug,
        capacity=capacity,
        details={"kind": document.kind, "document": document.pk},
    )
