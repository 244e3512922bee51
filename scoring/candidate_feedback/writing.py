"""Write the feedback to one candidate, and send it."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from recruitment.applications.models import Application
from recruitment.applications.tracking import is_told_a_final_outcome
from recruitment.correspondence import outbox
from recruitment.govuk.words import strip
from recruitment.records.audit import record
from scoring.assessors.locking import locked
from scoring.candidate_feedback.errors import (
    AlreadySent,
    ChangedElsewhere,
    NotAnOfficial,
    NotTold,
    TextMissing,
)
from scoring.candidate_feedback.models import FeedbackLetter
from scoring.shortlisting.permissions import may_decide


@transaction.atomic
def save(*, application: Application, text: str, seen: int, by: Any) -> FeedbackLetter:
    """Keep the letter as an official wrote it; the candidate does not see it.

    `seen` is the version that the official had before them; 0 for the draft that the portal makes. Saving the same
    again changes nothing. Raises NotInCompetition, NotAnOfficial, NotTold, TextMissing, AlreadySent, ChangedElsewhere.
    """
    application, letter = _to_write(application, by=by)
    text = strip(text.replace("\x00", ""))
    if not text:
        raise TextMissing("Write the feedback.")
    if letter and letter.text == text:
        return letter
    if seen != (letter.version if letter else 0):
        raise ChangedElsewhere(letter)
    letter = letter or FeedbackLetter(application=application, version=0)
    letter.text, letter.saved_by, letter.saved_at = text, by, timezone.now()
    letter.version += 1
    letter.save()
    _record(application, "feedback.saved", by=by, version=letter.version)
    return letter


@transaction.atomic
def send(*, application: Application, seen: int, by: Any) -> FeedbackLetter:
    """Send the letter as it was saved: the candidate reads it from now on, and it is never changed.

    `seen` is the version that the official read. Sending again changes nothing. Raises NotInCompetition,
    NotAnOfficial, NotTold, and ChangedElsewhere where it is another one or none was saved.
    """
    try:
        application, letter = _to_write(application, by=by)
    except AlreadySent:
        return FeedbackLetter.objects.get(application=application)
    if letter is None or letter.version != seen:
        raise ChangedElsewhere(letter)
    letter.sent_at, letter.sent_by = timezone.now(), by
    letter.save()
    outbox.queue(
        application=application,
        kind="candidate-feedback",
        context={
            "application": application,
            "letter": letter,
            "url": settings.SITE_URL + reverse("candidate_feedback:read", args=[application.reference]),
        },
    )
    _record(application, "feedback.sent", by=by, version=letter.version)
    return letter


def _to_write(application: Application, *, by: Any) -> tuple[Application, FeedbackLetter | None]:
    """Return the application, locked until the transaction ends, and the letter as it stands."""
    application = locked(application)
    if not may_decide.test(by, application):
        raise NotAnOfficial("This person may not give feedback on this application.")
    if not is_told_a_final_outcome(application):
        raise NotTold("The candidate was not told the outcome of the sift yet.")
    letter = FeedbackLetter.objects.filter(application=application).first()
    if letter and letter.sent_at:
        raise AlreadySent("This feedback was sent.")
    return application, letter


def _record(application: Application, action: str, *, by: Any, **details: Any) -> None:
    record(
        by=by,
        action=action,
        subject=application.reference,
        competition=application.competition.slug,
        capacity="official",
        details=details,
    )
