"""Handing out a document to somebody who may read it."""

from typing import Any

from django.db import transaction
from django.http import FileResponse, Http404

from recruitment.documents.models import Document
from recruitment.records.audit import record


def hand_out(document: Document, *, by: Any, capacity: str) -> FileResponse:
    """Return the file as a download under a safe name; the caller has checked that this person may read it.

    A download by anybody but the owner, whose `capacity` is then not empty, is recorded. Raises Http404 where the file
    is missing from the storage.
    """
    try:
        file = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    if capacity:
        _record(document, by=by, capacity=capacity)
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"{document.kind.upper()}-{document.application.reference}.pdf",
        content_type="application/pdf",
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
