"""Give one person longer than the competition's closing time."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.errors import (
    AlreadySent,
    NotAnOfficial,
    NotOpen,
    ReasonMissing,
    TakesPart,
    UntilOutOfRange,
)
from recruitment.applications.models import Application, Extension
from recruitment.applications.starting import takes_part
from recruitment.competitions.models import Competition
from recruitment.correspondence import outbox
from recruitment.govuk.templatetags.moments import day
from recruitment.govuk.templatetags.moments import moment as words
from recruitment.govuk.words import strip
from recruitment.records.audit import record

# Everybody else's applications wait for the last one: the whole process aims at three months from closing.
LONGEST = timedelta(days=28)


def latest(competition: Competition) -> datetime:
    """Return the latest moment until which anybody can be given longer: the end of a day."""
    return end_of(last_day(competition))


def last_day(competition: Competition) -> date:
    """Return the latest day until the end of which anybody can be given longer."""
    return timezone.localdate(competition.closes) + LONGEST


def end_of(last_day: date) -> datetime:
    """Return the moment at which a day ends, here."""
    return timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time()))


@transaction.atomic
def extend(
    *,
    competition: Competition,
    email: str,
    until: datetime,
    reason: str,
    by: User,
    now: datetime | None = None,
) -> Extension:
    """Let the person with this address write and send until a moment, at most four weeks after closing.

    Somebody who has not begun gets a draft, because nobody can begin after closing. Raises NotAnOfficial,
    ReasonMissing, NotOpen before the competition has opened, TakesPart for somebody who runs or assesses it,
    AlreadySent, and UntilOutOfRange.
    """
    moment = now or timezone.now()
    if not competition.officials.filter(user=by).exists():
        raise NotAnOfficial("Only an official of the competition can give somebody longer.")
    reason = strip(reason.replace("\x00", ""))
    if not reason:
        raise ReasonMissing("Say why the person gets longer.")
    if not competition.is_published(moment) or moment < competition.opens:
        raise NotOpen("The competition has not opened yet.")
    person = User.objects.for_email(email)
    if takes_part(competition=competition, user=person):
        raise TakesPart("This person runs or assesses the competition and cannot apply to it.")
    application = _draft_of(person, competition, by=by, at=moment)
    if not application.is_draft:
        raise AlreadySent("This person has sent an application to this competition.")
    if until <= max(moment, application.closes):
        raise UntilOutOfRange(f"The person can already send until {words(application.closes)}")
    if until > latest(competition):
        raise UntilOutOfRange(f"The last day must be {day(last_day(competition))} or earlier")
    extension = Extension.objects.create(
        application=application, until=until, reason=reason, granted_by=by, at=moment
    )
    application.extended_until = until
    application.save(update_fields=["extended_until"])
    _record(application, "application.extended", by=by, until=until.isoformat())
    outbox.queue(
        application=application,
        kind="application-extended",
        context={"application": application, "is_begun": application.drafts.exists()},
        about=str(extension.pk),
    )
    return extension


def _draft_of(person: User, competition: Competition, *, by: User, at: datetime) -> Application:
    """Return the person's application, locked until the transaction ends; begin one if there is none."""
    _, began = Application.objects.get_or_create(
        competition=competition, applicant=person, defaults={"created_at": at}
    )
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("competition", "applicant")
        .get(competition=competition, applicant=person)
    )
    if began:
        _record(application, "application.started", by=by)
    return application


def _record(application: Application, action: str, *, by: User, **details: str) -> None:
    record(
        by=by,
        action=action,
        subject=application.reference,
        competition=application.competition.slug,
        capacity="official",
        details=details,
    )
