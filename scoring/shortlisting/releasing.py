"""Tell applicants the outcome of the sift."""

from typing import Any

from django.db import transaction

from recruitment.applications import tracking
from recruitment.applications.models import Milestone
from recruitment.competitions.models import Competition
from recruitment.correspondence import outbox
from recruitment.records.audit import record
from scoring.assessors.permissions import runs
from scoring.shortlisting.confirming import check_confirmed
from scoring.shortlisting.deciding import NotAnOfficial
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.queries import not_told, outcomes_of

_MILESTONES = {
    SiftDecision.Outcome.SHORTLISTED: Milestone.Kind.SHORTLISTED,
    SiftDecision.Outcome.RESERVE: Milestone.Kind.RESERVE,
    SiftDecision.Outcome.NOT_SHORTLISTED: Milestone.Kind.NOT_SHORTLISTED,
}
_LETTERS = {
    SiftDecision.Outcome.SHORTLISTED: "sift-shortlisted",
    SiftDecision.Outcome.RESERVE: "sift-reserve",
    SiftDecision.Outcome.NOT_SHORTLISTED: "sift-not-shortlisted",
}


@transaction.atomic
def release(*, competition: Competition, by: Any) -> int:
    """Tell everybody in the competition who was not told yet what is decided; return how many these are.

    Each gets an e-mail, and their status page says it from now on. Who was told before is not told again; somebody who
    came later, by an extension or back from a withdrawal, is told the next time, and so is a reserve on whom something
    else was decided. Raises NotAnOfficial, NotAllDecided,
    NotAllConfirmed.
    """
    if not runs(by, competition):
        raise NotAnOfficial("This person does not run the competition.")
    # Locked, so that no decision is changed between being read and being told.
    sent = competition.applications.sent()
    applications = list(
        sent.select_related("competition", "applicant").select_for_update(of=("self",)).order_by("pk")
    )
    check_confirmed(competition)
    outcomes = outcomes_of([application.pk for application in applications])
    untold = not_told(outcomes)
    waiting = [application for application in applications if application.pk in untold]
    for application in waiting:
        outcome = SiftDecision.Outcome(outcomes[application.pk])
        tracking.note(application=application, kind=_MILESTONES[outcome], by=by)
        outbox.queue(application=application, kind=_LETTERS[outcome], context={"application": application})
    if waiting:
        record(
            by=by,
            action="sift.released",
            competition=competition.slug,
            capacity="official",
            details={"applications": len(waiting)},
        )
    return len(waiting)
