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
    link = format_html(
        '<a class="govuk-link" href="{}">{}</a>',
        reverse("documents:download", args=[*args, document.pk]),
        document.original_name,
    )
    pages = "1 page" if document.pages == 1 else f"{document.pages} pages"
    remove = {"href": remove_url, "text": "Remove", "visuallyHiddenText": "CV"}
    return {
        "rows": [
            {"key": {"text": "File"}, "value": {"html": link}, "actions": {"items": [remove]}},
            {"key": {"text": "Length"}, "value": {"text": f"{pages}, {_size(document.size)}"}},
            {"key": {"text": "Uploaded"}, "value": {"text": moment(document.uploaded_at)}},
        ]
    }


def _size(size: int) -> str:
    """Return a number of bytes as people say it: "420KB", "1.5MB"."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))}KB"
    return f"{size / (1024 * 1024):.1f}MB".replace(".0MB", "MB")
