"""Enter an application for somebody who applied on paper or by telephone."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from recruitment.accounts.models import User
from recruitment.applications.errors import (
    AppliedAlready,
    NotAnOfficial,
    NotOpen,
    ReceivedOutOfRange,
    TakesPart,
)
from recruitment.applications.extending import end_of
from recruitment.applications.models import Application, Entering, StepDraft
from recruitment.applications.sections.about_you import ABOUT_YOU
from recruitment.applications.starting import takes_part
from recruitment.competitions.models import Competition
from recruitment.govuk.templatetags.moments import day
from recruitment.records.audit import record

# Letters of the last days have to be typed, and the sift begins two weeks after closing.
TIME_TO_TYPE = timedelta(days=14)


def typed_until(competition: Competition) -> datetime:
    """Return the moment from which it is too late to enter and send what was received in time: the end of a day."""
    return end_of(timezone.localdate(competition.closes) + TIME_TO_TYPE)


def may_enter(*, competition: Competition, user: User) -> bool:
    """Say whether this person types applications for others: an official who does not assess them as well."""
    return (
        competition.officials.filter(user=user).exists()
        and not competition.assessors.filter(user=user).exists()
    )


@transaction.atomic
def enter(
    *,
    competition: Competition,
    name: str,
    email: str,
    how: str,
    received_on: date,
    by: User,
    now: datetime | None = None,
) -> Application:
    """Begin the application of a person that came on paper or by telephone, `how` being an Entering.How.

    Without an `email` the person never signs in, and gets letters that officials post.

    It can be written and sent by officials until `typed_until`. Raises NotAnOfficial, NotOpen, ReceivedOutOfRange,
    TakesPart for somebody who runs or assesses the competition, and AppliedAlready.
    """
    moment = now or timezone.now()
    if not may_enter(competition=competition, user=by):
        raise NotAnOfficial("Only an official who does not assess can enter an application.")
    until = typed_until(competition)
    if not (competition.is_published(moment) and competition.opens <= moment < until):
        raise NotOpen(f"Applications can be entered from the opening until {day(until - timedelta(days=1))}.")
    _check_received(competition, received_on, today=timezone.localdate(moment))
    person = User.objects.for_email(email) if email else User.objects.without_address()
    if takes_part(competition=competition, user=person):
        raise TakesPart("This person runs or assesses the competition and cannot apply to it")
    application, began = Application.objects.get_or_create(
        competition=competition,
        applicant=person,
        defaults={"created_at": moment, "extended_until": until},
    )
    if not began:
        raise AppliedAlready("There is already an application from this email address")
    Entering.objects.create(
        application=application, name=name, how=how, received_on=received_on, entered_by=by, at=moment
    )
    # The page of the name begins with what was typed here, to be confirmed there.
    StepDraft.objects.create(
        application=application,
        section=ABOUT_YOU.key,
        step="name",
        data={"full_name": [name]},
        accepted=False,
        automatic=True,
    )
    record(
        by=by,
        action="application.entered",
        subject=application.reference,
        competition=competition.slug,
        capacity="official",
        details={"how": how, "received_on": received_on.isoformat()},
    )
    return application


def _check_received(competition: Competition, received_on: date, *, today: date) -> None:
    opened, closes = timezone.localdate(competition.opens), timezone.localdate(competition.closes)
    if received_on > today:
        raise ReceivedOutOfRange("The day it was received must be today or in the past")
    if received_on < opened:
        raise ReceivedOutOfRange(f"The day it was received must be {day(opened)} or later")
    if received_on > closes:
        raise ReceivedOutOfRange(f"The day it was received must be {day(closes)} or earlier")
