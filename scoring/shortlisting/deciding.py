"""What the Department decides on an application after the sift, and why."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from recruitment.applications.models import Application
from recruitment.applications.tracking import is_told_a_final_outcome
from recruitment.competitions.models import Competition, Stage
from recruitment.govuk.words import strip
from recruitment.records.audit import record
from scoring.assessors.locking import locked
from scoring.assessors.permissions import runs
from scoring.moderation.progress import progress_of
from scoring.shortlisting.models import SiftDecision
from scoring.shortlisting.permissions import may_decide
from scoring.shortlisting.queries import below_the_line, unmet_essentials


class NotAnOfficial(PermissionError):
    """The person does not run the competition, or declared a conflict of interest with the application."""


class NotAgreed(ValueError):
    """Some criterion of the application has no agreed score yet."""


class ReasonMissing(ValueError):
    """A decision needs a written reason, whichever it is."""


class AlreadyTold(ValueError):
    """The candidate was told that they are shortlisted, or that they are not, and nobody is told both."""


class DecidedElsewhere(ValueError):
    """Another decision was made since the person opened the page. `decision` is what stands."""

    def __init__(self, decision: SiftDecision) -> None:
        super().__init__("Another decision was recorded in the meantime.")
        self.decision = decision


@transaction.atomic
def decide(
    *, application: Application, outcome: str, reason: str, by: Any, seen: int | None = None
) -> SiftDecision:
    """Record a decision, as a new version beside earlier ones.

    The portal advises: somebody below the line can be shortlisted, which the audit log then says. Reasons are recorded
    for selection and for non-selection (domain guide 3.3). A reserve who was told so can still be shortlisted or not,
    and is then told that. `seen` is the version that the person had before them (0:
    none yet); None leaves that unchecked. Deciding the same again returns what stands. Raises NotInCompetition,
    NotAnOfficial, ReasonMissing, NotAgreed, AlreadyTold, DecidedElsewhere.
    """
    application = locked(application)
    if not may_decide.test(by, application):
        raise NotAnOfficial("This person may not decide on this application.")
    outcome = SiftDecision.Outcome(outcome)
    reason = _reason(reason)
    competition = application.competition
    progress = progress_of(competition=competition, stage=Stage.SIFT, application_ids=[application.pk])
    if not progress[application.pk].all_agreed:
        raise NotAgreed("Some criteria have no agreed score yet.")
    standing = application.sift_decisions.order_by("-version").first()
    if standing and (standing.outcome, standing.reason, standing.decided_by_id) == (outcome, reason, by.pk):
        return standing
    if is_told_a_final_outcome(application):
        raise AlreadyTold("The candidate was told the outcome of the sift.")
    if standing and seen is not None and seen != standing.version:
        raise DecidedElsewhere(standing)
    decision = application.sift_decisions.create(
        outcome=outcome, reason=reason, version=standing.version + 1 if standing else 1, decided_by=by
    )
    _record(decision, application.reference, competition, unmet_essentials(application), by=by)
    return decision


@transaction.atomic
def pass_over(*, competition: Competition, references: Collection[str], reason: str, by: Any) -> int:
    """Record for candidates below the line, with one reason, that they are not shortlisted; return for how many.

    Only those are taken who are still below the line of every post they applied for and not decided, so that somebody
    whose scores or decision changed in this moment is left for a decision of their own. Raises NotAnOfficial and
    ReasonMissing.
    """
    if not runs(by, competition):
        raise NotAnOfficial("This person does not run the competition.")
    reason = _reason(reason)
    chosen = competition.applications.sent().filter(reference__in=references)
    held = list(chosen.select_for_update(of=("self",)).order_by("pk"))
    below = below_the_line(competition, user=by)
    decisions = SiftDecision.objects.bulk_create(
        SiftDecision(
            application=application,
            outcome=SiftDecision.Outcome.NOT_SHORTLISTED,
            reason=reason,
            decided_by=by,
        )
        for application in held
        if application.reference in below
    )
    for decision in decisions:
        reference = decision.application.reference
        _record(decision, reference, competition, below[reference].unmet, by=by)
    return len(decisions)


def _reason(typed: str) -> str:
    reason = strip(typed.replace("\x00", ""))
    if not reason:
        raise ReasonMissing("A decision needs a reason.")
    return reason


def _record(
    decision: SiftDecision, reference: str, competition: Competition, unmet: Collection[str], *, by: Any
) -> None:
    record(
        by=by,
        action="sift.decided",
        subject=reference,
        competition=competition.slug,
        capacity="official",
        details={
            "outcome": str(decision.outcome),
            "version": decision.version,
            "unmet_essentials": list(unmet),
        },
    )
