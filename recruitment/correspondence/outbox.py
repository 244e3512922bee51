"""Put an email into the outbox."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from recruitment.correspondence.models import Email
from recruitment.correspondence.tasks import send_email

if TYPE_CHECKING:
    from recruitment.applications.models import Application


@transaction.atomic
def queue(*, application: "Application", kind: str, context: dict[str, Any], about: str = "") -> Email:
    """Write an email to the applicant, in the caller's transaction, and have it sent when that is committed.

    Its words come from the templates `correspondence/<kind>.subject.txt` and `.body.txt`; `url` there is the address
    of the application. An email of a kind about a thing is written once: asking again returns the one that is there.
    Raises TemplateDoesNotExist for an unknown kind.
    """
    said = {"url": settings.SITE_URL + reverse("applications:tasks", args=[application.reference])} | context
    email, written = Email.objects.get_or_create(
        application=application,
        kind=kind,
        about=about,
        defaults={
            "to": application.applicant.email,
            "subject": " ".join(_render(f"correspondence/{kind}.subject.txt", said).split()),
            "body": _render(f"correspondence/{kind}.body.txt", said),
        },
    )
    if written:
        # The queue is a table of the same database, so the order to send commits together with the email. A worker
        # cannot see it before, and nothing is lost if the site stops right after.
        send_email.enqueue(email.pk, attempt=1)
    return email


def _render(template: str, context: dict[str, Any]) -> str:
    return render_to_string(template, context).strip()
