"""What follows for an application when its CV was checked, or changed by its owner."""

from typing import Any

from django.dispatch import receiver

from recruitment.accounts.models import User
from recruitment.applications.models import Application
from recruitment.applications.sending import cannot_finish_sending, finish_sending, take_back
from recruitment.correspondence import outbox
from recruitment.documents import signals
from recruitment.documents.models import Document


@receiver(signals.checked)
def cv_checked(document: Document, **_: Any) -> None:
    """Send what waited for a clean CV; tell the person of one that was not taken. In the caller's transaction."""
    application = Application.objects.select_related("competition", "applicant").get(
        pk=document.application_id
    )
    if document.is_clean:
        finish_sending(application)
        return
    was_to_be_sent = cannot_finish_sending(application)
    application.refresh_from_db(fields=["extended_until", "asked_to_send_at"])
    if application.applicant.email is None:
        return  # the official who uploaded it sees it on the pages
    outbox.queue(
        application=application,
        kind="cv-not-taken",
        about=str(document.pk),
        context={"application": application, "document": document, "was_to_be_sent": was_to_be_sent},
    )


@receiver(signals.changed)
def cv_changed(application: Application, by: User, **_: Any) -> None:
    """Take back a wish to send: what would be sent is no longer what the person saw."""
    take_back(application, by=by)
