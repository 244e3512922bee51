"""Send an application."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.drafting import lock_for_writing
from recruitment.applications.entering import typed_until
from recruitment.applications.errors import AlreadySent, NotComplete, NotEligible, VersionsToChoose
from recruitment.applications.fingerprint import hash_of
from recruitment.applications.masking import mask_answers
from recruitment.applications.models import Application, PostChoice, RefusedSave, StepDraft
from recruitment.applications.progress import Progress, progress_of
from recruitment.applications.sections import SECTIONS
from recruitment.correspondence import outbox
from recruitment.records.audit import record

TIME_TO_REPLACE = timedelta(hours=24)


@transaction.atomic
def send(*, application: Application, by: User, now: datetime | None = None) -> Application:
    """Send the application: once, whatever happens twice.

    `now` is the moment that counts against the closing time: when the request began. While the CV is still being
    checked, the moment is kept, and `finish_sending` sends the application with it. Sending what was sent returns it
    unchanged. Raises NotOpen, NotComplete (naming the sections), VersionsToChoose or NotEligible, and then nothing is
    changed.
    """
    moment = now or timezone.now()
    try:
        locked = lock_for_writing(application, by=by, now=moment)
    except AlreadySent:
        return Application.objects.get(pk=application.pk)
    progress = progress_of(locked)
    if progress.missing:
        raise NotComplete(progress.missing)
    if progress.to_choose:
        raise VersionsToChoose("Choose which version of your answers to keep.")
    if progress.ruled_out:
        raise NotEligible("An answer in Eligibility means that you cannot be considered.")
    if progress.is_checking:
        locked.asked_to_send_at = moment
        locked.save(update_fields=["asked_to_send_at"])
        _record(locked, "application.send_asked", by=by)
    else:
        _send(locked, progress, at=moment, by=by)
    return locked


@transaction.atomic
def finish_sending(application: Application) -> None:
    """Send an application whose sending was asked for, now that its CV is clean, with the moment of asking.

    What was complete then is complete now: nothing but the CV can be written in between. Does nothing for any other
    application.
    """
    locked = _lock_being_sent(application)
    if locked and locked.asked_to_send_at:
        # Which official asked stands in the log already.
        by = None if locked.is_entered else locked.applicant
        _send(locked, progress_of(locked), at=locked.asked_to_send_at, by=by)


@transaction.atomic
def take_back(application: Application, *, by: User) -> None:
    """Do not send an application whose sending was asked for: its writer changes the CV. Nothing for any other."""
    locked = _lock_being_sent(application)
    if locked:
        locked.asked_to_send_at = None
        locked.save(update_fields=["asked_to_send_at"])
        _record(locked, "application.send_taken_back", by=by)


@transaction.atomic
def cannot_finish_sending(application: Application) -> bool:
    """Do not send an application whose sending was asked for, because its CV was not taken; return whether it was.

    Who pressed Send before the competition closed, or before the time that an official gave them was over, and hears
    of it with less than a day left, gets a day from now. One who pressed it in such a day gets no other, so that nobody
    can go on for ever.
    """
    locked = _lock_being_sent(application)
    if locked is None or locked.asked_to_send_at is None:
        return False
    asked_in_time = locked.asked_to_send_at < _closes_for(locked)
    locked.asked_to_send_at = None
    locked.save(update_fields=["asked_to_send_at"])
    _record(locked, "application.not_sent", by=None)
    until = timezone.now() + TIME_TO_REPLACE
    if asked_in_time and until > locked.closes:
        locked.extended_until = until
        locked.save(update_fields=["extended_until"])
        record(
            by=None,
            action="application.extended",
            subject=locked.reference,
            competition=locked.competition.slug,
            details={"until": until.isoformat(), "because": "the CV could not be taken"},
        )
    return True


def _closes_for(application: Application) -> datetime:
    """Return when it is too late to send, by what people gave: the competition's time, or an official's.

    The day that somebody gets whose CV could not be taken is in `Application.closes` and not in here.
    """
    longer = application.extensions.aggregate(last=Max("until"))["last"]
    typed = typed_until(application.competition) if application.is_entered else None
    return max(filter(None, [application.competition.closes, longer, typed]))


def _lock_being_sent(application: Application) -> Application | None:
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("competition", "entering")
        .filter(pk=application.pk, asked_to_send_at__isnull=False)
        .first()
    )


def _send(application: Application, progress: Progress, *, at: datetime, by: User | None) -> None:
    _settle_answers(application, progress)
    mask_answers(application=application)
    application.state = Application.State.SENT
    application.sent_at, application.asked_to_send_at = at, None
    application.sent_hash = hash_of(application)
    application.save(update_fields=["state", "sent_at", "asked_to_send_at", "sent_hash"])
    _record(application, "application.sent", by=by, hash=application.sent_hash)
    outbox.queue(application=application, kind="application-sent", context={"application": application})


def _record(application: Application, action: str, *, by: User | None, **details: str) -> None:
    record(
        by=by,
        action=action,
        subject=application.reference,
        competition=application.competition.slug,
        capacity=application.capacity_of(by) if by else "",
        details=details,
    )


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
