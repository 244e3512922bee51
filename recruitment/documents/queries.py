"""What the pages ask about documents."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from recruitment.accounts.models import User
from recruitment.documents.models import Document

if TYPE_CHECKING:
    from recruitment.applications.models import Application


def own_applications(user: User) -> "QuerySet[Application]":
    """Return a person's applications as the CV page needs them."""
    return user.applications.select_related("competition")


def documents() -> QuerySet[Document]:
    """Return the documents that are there, with what decides who may read them."""
    return Document.objects.current().select_related("application__competition")
