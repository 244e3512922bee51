"""Where an application is, in the applicant's eyes: what has happened to it and what comes next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from recruitment.applications.models import Application, Milestone
from recruitment.competitions.models import Competition
from recruitment.govuk.templatetags.moments import day, moment, to_day


class Status(StrEnum):
    """Where an application is."""

    IN_PROGRESS = "in_progress"
    BEING_SENT = "being_sent"  # the person pressed Send, and the CV is being checked
    NOT_SENT = "not_sent"  # a draft when it was too late
    SENT = "sent"
    CLOSED = "closed"  # sent, and waiting for the sift
    SIFT = "sift"
    SHORTLISTED = "shortlisted"
    RESERVE = "reserve"
    NOT_SHORTLISTED = "not_shortlisted"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The status in words."""
        return _LABELS[self]

    @property
    def is_told(self) -> bool:
        """Whether the applicant was told a final outcome of the sift."""
        return self in {Status.SHORTLISTED, Status.NOT_SHORTLISTED}

    @property
    def is_concluded(self) -> bool:
        """Whether nothing more will happen to the application."""
        return self in {Status.NOT_SENT, Status.NOT_SHORTLISTED, Status.WITHDRAWN}


_LABELS = {
    Status.IN_PROGRESS: "In progress",
    Status.BEING_SENT: "Being sent",
    Status.NOT_SENT: "Not sent",
    Status.SENT: "Sent",
    Status.CLOSED: "Waiting for the sift",
    Status.SIFT: "Sift under way",
    Status.SHORTLISTED: "Shortlisted for interview",
    Status.RESERVE: "Reserve for interview",
    Status.NOT_SHORTLISTED: "Not taken forward",
    Status.WITHDRAWN: "Withdrawn",
}
_SAID = {
    Milestone.Kind.SHORTLISTED: "You were shortlisted for interview",
    Milestone.Kind.RESERVE: "You became a reserve for interview",
    Milestone.Kind.NOT_SHORTLISTED: "Your application was not taken forward",
    Milestone.Kind.INVITED_TO_INTERVIEW: "You were invited to choose a time for your interview",
}


@dataclass(frozen=True)
class Event:
    """Something that happened."""

    at: datetime
    text: str


@dataclass(frozen=True)
class Expected:
    """Something that is planned: what, and when in words."""

    what: str
    when: str


@dataclass(frozen=True)
class Track:
    """An application on its way: where it is, what happened (the earliest first), and what is planned."""

    status: Status
    happened: tuple[Event, ...]
    expected: tuple[Expected, ...]
    invited: bool  # to an interview


def track_of(application: Application, now: datetime | None = None) -> Track:
    """Return where a tracked application (`queries.tracked_applications`) is at this moment."""
    present = now or timezone.now()
    status = status_of(application, present)
    invited = Milestone.Kind.INVITED_TO_INTERVIEW in _told(application, present)
    return Track(
        status,
        tuple(_happened(application, present)),
        tuple(_expected(application.competition, status, invited=invited)),
        invited=invited,
    )


def status_of(application: Application, now: datetime) -> Status:
    """Return the status of a tracked application at this moment."""
    if application.is_being_sent:
        return Status.BEING_SENT
    if application.is_draft:
        return Status.IN_PROGRESS if application.is_open(now) else Status.NOT_SENT
    if application.state == Application.State.WITHDRAWN:
        return Status.WITHDRAWN
    kinds = _told(application, now)
    if Milestone.Kind.NOT_SHORTLISTED in kinds:
        return Status.NOT_SHORTLISTED
    if Milestone.Kind.SHORTLISTED in kinds:
        return Status.SHORTLISTED
    if Milestone.Kind.RESERVE in kinds:
        return Status.RESERVE
    started = _sift_started(application)
    if started and started <= now:
        return Status.SIFT
    return Status.CLOSED if application.competition.is_closed(now) else Status.SENT


def _told(application: Application, now: datetime) -> set[str]:
    """Return the kinds of all that has happened to the application until now."""
    return {milestone.kind for milestone in application.milestones.all() if milestone.at <= now}


def _sift_started(application: Application) -> datetime | None:
    """Return when the sift of the competition began, whichever application came first."""
    return application.sift_started_at  # type: ignore[attr-defined]  # annotated by queries.tracked_applications


def _happened(application: Application, now: datetime) -> list[Event]:
    if application.sent_at is None:
        return []
    sent, withdrew = "You sent your application", "You withdrew your application"
    if application.is_entered:  # then an official may have done both
        sent = f"An official entered your application, which we received {application.entering.received}"
        withdrew = "Your application was withdrawn"
    events = [
        Event(application.sent_at, sent),
        Event(application.competition.closes, "The competition closed"),
    ]
    started = _sift_started(application)
    if started:
        events.append(Event(started, "The assessment panel began the sift"))
    for withdrawal in application.withdrawals.all():
        events.append(Event(withdrawal.at, withdrew))
        if withdrawal.undone_at:
            events.append(Event(withdrawal.undone_at, "Your application was put back into the competition"))
    events += [
        Event(milestone.at, _SAID[Milestone.Kind(milestone.kind)])
        for milestone in application.milestones.all()
        if milestone.kind in _SAID
    ]
    return sorted((event for event in events if event.at <= now), key=lambda event: event.at)


def _expected(competition: Competition, status: Status, *, invited: bool) -> list[Expected]:
    """Return what is planned; an interview no longer is for somebody who was invited to choose a time for theirs."""
    closing = Expected("The competition closes", moment(competition.closes))
    sift = Expected("The sift", f"Planned for {day(competition.sift)}")
    between = to_day(competition.interviews_first, competition.interviews_last)
    interviews = Expected("Interviews", f"Planned for {between}")
    return {
        Status.SENT: [closing, sift, interviews],
        Status.CLOSED: [sift, interviews],
        Status.SIFT: [sift, interviews],
        Status.SHORTLISTED: [] if invited else [interviews],
        Status.RESERVE: [interviews],
    }.get(status, [])
