"""Decisions on a sift are pending until an official confirms all of them together."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from recruitment.competitions.models import Competition
from recruitment.records.audit import record
from scoring.assessors.permissions import runs
from scoring.assessors.queries import without_recused
from scoring.shortlisting.deciding import NotAnOfficial
from scoring.shortlisting.models import ConfirmedDecision, SiftConfirmation, SiftDecision


class NotAllDecided(ValueError):
    """Some application in the competition has no decision yet, and all are confirmed and told together."""


class NotAllConfirmed(ValueError):
    """Some decision is pending."""


class ChangedMeanwhile(ValueError):
    """A decision was recorded after the person opened the page, so that they did not see it."""


@transaction.atomic
def confirm(*, competition: Competition, by: Any, seen: int | None = None) -> int:
    """Confirm every decision that is pending; return how many these are. With none nothing is recorded.

    An official who is recused from somebody in the competition cannot answer for all of it. `seen` is the greatest
    primary key among the pending decisions that the person had before them; None leaves that unchecked. Raises
    NotAnOfficial, NotAllDecided, ChangedMeanwhile.
    """
    if not runs(by, competition):
        raise NotAnOfficial("This person does not run the competition.")
    sent = competition.applications.sent()
    # Locked, so that no decision is changed between being read and being confirmed.
    list(sent.select_for_update(of=("self",)).order_by("pk"))
    if is_recused_from_some(competition, user=by):
        raise NotAnOfficial("This person declared a conflict of interest with somebody in the competition.")
    if sent.filter(sift_decisions=None).exists():
        raise NotAllDecided("Some applications are not decided yet.")
    pending = list(pending_decisions(competition))
    if seen is not None and any(decision.pk > seen for decision in pending):
        raise ChangedMeanwhile("A decision was recorded in the meantime.")
    if pending:
        confirmation = SiftConfirmation.objects.create(competition=competition, confirmed_by=by)
        ConfirmedDecision.objects.bulk_create(
            ConfirmedDecision(confirmation=confirmation, decision=decision) for decision in pending
        )
        record(
            by=by,
            action="sift.confirmed",
            competition=competition.slug,
            capacity="official",
            details={"decisions": len(pending)},
        )
    return len(pending)


def pending_decisions(competition: Competition) -> QuerySet[SiftDecision]:
    """Return the decisions in force on sent applications that nobody confirmed."""
    sent = competition.applications.sent().order_by()
    return SiftDecision.objects.current().pending().filter(application__in=sent)


def is_recused_from_some(competition: Competition, *, user: Any) -> bool:
    """Say whether this person is recused from somebody in the competition."""
    sent = competition.applications.sent()
    return without_recused(sent, user=user).count() < sent.count()


def check_confirmed(competition: Competition) -> None:
    """Raise NotAllDecided or NotAllConfirmed unless every sent application has a confirmed decision in force."""
    if competition.applications.sent().filter(sift_decisions=None).exists():
        raise NotAllDecided("Some applications are not decided yet.")
    if pending_decisions(competition).exists():
        raise NotAllConfirmed("Some decisions are not confirmed yet.")
