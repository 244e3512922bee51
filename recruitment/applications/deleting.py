"""Delete a draft."""

from django.db import transaction

from recruitment.accounts.models import User
from recruitment.applications.errors import AlreadySent, BeingSent
from recruitment.applications.models import Application
from recruitment.documents.cvs import discard_files
from recruitment.records.audit import record


@transaction.atomic
def delete_draft(*, application: Application, by: User) -> None:
    """Delete a draft with all that was typed, its files and its e-mails. The audit log keeps the reference.

    Raises AlreadySent (BeingSent where only the check of the CV is waited for), and Application.DoesNotExist for
    somebody else's application.
    """
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("competition")
        .written_by(by)
        .get(pk=application.pk)
    )
    if not locked.is_draft:
        raise AlreadySent("This application was sent, so it can only be withdrawn.")
    if locked.is_being_sent:
        raise BeingSent("This application is being sent. Withdraw it when it is sent.")
    discard_files(application=locked)
    record(
        by=by,
        action="application.deleted",
        subject=locked.reference,
        competition=locked.competition.slug,
        capacity=locked.capacity_of(by),
    )
    locked.delete()
