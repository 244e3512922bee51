"""Times of interviews and invitations, made as the site makes them."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from recruitment.applications.models import Application, Milestone
from recruitment.competitions.models import Competition
from scoring.interviews.inviting import invite
from scoring.interviews.models import Slot
from scoring.interviews.scheduling import add_slots
from tests.factories import OfficialFactory, competition, sent_application


def at(hour: int = 10, *, days: int = 10) -> datetime:
    """Return a moment in so many days, here."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(hour)))


def add(made: Competition, *, by: Any, number: int = 2, **typed: Any) -> list[Slot]:
    """Add times of 10 minutes on a day to come."""
    typed = {"first": at(), "minutes": 10, "place": "Room 1, Leeds"} | typed
    return add_slots(competition=made, number=number, by=by, **typed)


def shortlisted(made: Competition, *, number: int = 1, **columns: Any) -> list[Application]:
    """Make applications whose applicants were told that they are shortlisted."""
    applications = [sent_application(competition=made, **columns) for _ in range(number)]
    for application in applications:
        Milestone.objects.create(application=application, kind=Milestone.Kind.SHORTLISTED)
    return applications


def invite_all(made: Competition, *, by: Any, days: int = 5) -> int:
    """Invite with so many days to answer."""
    return invite(competition=made, answer_by=at(0, days=days), by=by)


def invited_application(*, slots: int = 2, **columns: Any) -> Application:
    """Return an application to a competition of its own, invited, with so many times that are free."""
    made = competition(closed=True)
    official = OfficialFactory(competition=made).user
    [application] = shortlisted(made, **columns)
    times = add(made, by=official, number=max(slots, 1))
    invite_all(made, by=official)
    if not slots:
        times[0].delete()
    return application
