"""What the pages ask about documents."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import QuerySet

from recruitment.accounts.models import User
from recruitment.documents.models import Document

if TYPE_CHECKING:
    from recruitment.applications.models import Application


def written_applications(user: User) -> "QuerySet[Application]":
    """Return the applications that a person may write, as the CV page needs them."""
    applications = apps.get_model("applications", "Application")
    return applications.objects.written_by(user).select_related("competition", "entering")


def documents() -> QuerySet[Document]:
    """Return the documents that are there, with what decides who may read them."""
    return Document.objects.current().select_related("application__competition")
