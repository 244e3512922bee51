"""Send an application."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.drafting import lock_for_writing
from recruitment.applications.errors import AlreadySent, NotComplete, NotEligible
from recruitment.applications.fingerprint import hash_of
from recruitment.applications.masking import mask_answers
from recruitment.applications.models import Application, PostChoice, RefusedSave, StepDraft
from recruitment.applications.progress import Progress, progress_of
from recruitment.applications.sections import SECTIONS
from recruitment.correspondence import outbox
from recruitment.records.audit import record


@transaction.atomic
def send(*, application: Application, by: User, now: datetime | None = None) -> Application:
    """Send the application: once, whatever happens twice.

    `now` is the moment that counts against the closing time: when the request began. Sending what was sent returns it
    unchanged. Raises NotOpen, NotComplete (naming the sections) or NotEligible, and then nothing is changed.
    """
    moment = now or timezone.now()
    try:
        locked = lock_for_writing(application, by=by, now=moment)
    except AlreadySent:
        return Application.objects.get(pk=application.pk)
    progress = progress_of(locked)
    if progress.missing:
        raise NotComplete(progress.missing)
    if progress.ruled_out:
        raise NotEligible("An answer in Eligibility means that you cannot be considered.")
    _settle_answers(locked, progress)
    mask_answers(application=locked)
    locked.state = Application.State.SENT
    locked.sent_at = moment
    locked.sent_hash = hash_of(locked)
    locked.save(update_fields=["state", "sent_at", "sent_hash"])
    record(
        by=by,
        action="application.sent",
        subject=locked.reference,
        competition=locked.competition.slug,
        capacity="applicant",
        details={"hash": locked.sent_hash},
    )
    outbox.queue(application=locked, kind="application-sent", context={"application": locked})
    return locked


def _settle_answers(application: Application, progress: Progress) -> None:
    """Keep what was asked for and confirmed; drop raw drafts and details of questions that no longer apply."""
    posts = progress.outline.posts
    if len(posts) == 1:
        PostChoice.objects.get_or_create(application=application, post=posts[0])
    for section in SECTIONS:
        for step in section.all_steps(progress.outline):
            if not step.applies(progress.answers):
                step.form.forget(application, step.about)
    StepDraft.objects.filter(application=application).delete()
    RefusedSave.objects.filter(application=application).delete()
