"""A document as options of the Design System's components."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from recruitment.documents.models import Document
from recruitment.govuk.templatetags.moments import moment


def file(document: Document, *, query: str = "") -> dict[str, Any]:
    """Return the summary list of a CV with its actions. `query` is kept on the way to removing it."""
    args = [document.application.reference]
    remove_url = reverse("documents:remove", args=args) + (f"?{query}" if query else "")
    name = {"text": document.original_name}
    if not document.is_infected:
        url = reverse("documents:download", args=[*args, document.pk])
        name = {"html": format_html('<a class="govuk-link" href="{}">{}</a>', url, document.original_name)}
    remove = {"href": remove_url, "text": "Remove", "visuallyHiddenText": "CV"}
    return {
        "rows": [
            {"key": {"text": "File"}, "value": name, "actions": {"items": [remove]}},
            {"key": {"text": "Length"}, "value": {"text": _length(document)}},
            {"key": {"text": "Uploaded"}, "value": {"text": moment(document.uploaded_at)}},
            {"key": {"text": "Check"}, "value": {"text": _state(document)}},
        ]
    }


def _length(document: Document) -> str:
    pages = {None: "", 1: "1 page, "}.get(document.pages, f"{document.pages} pages, ")
    return pages + _size(document.size)


def _state(document: Document) -> str:
    state = document.get_state_display()
    return f"{state}, without a virus scan" if document.is_clean and not document.scanner else state


def _size(size: int) -> str:
    """Return a number of bytes as people say it: "420KB", "1.5MB"."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))}KB"
    return f"{size / (1024 * 1024):.1f}MB".replace(".0MB", "MB")
