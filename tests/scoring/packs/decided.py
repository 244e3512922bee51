"""Competitions whose sift is decided, made through the models."""

from typing import Any

from recruitment.applications.models import Application
from recruitment.competitions.models import Competition
from scoring.moderation.models import AgreedScore
from scoring.shortlisting.models import SiftConfirmation, SiftDecision
from tests import factories

NAMES = ("Zoë Adeyemi", "Ángel Núñez", "Bartholomew O'Neill", "علي حسن")


def decided_competition(
    *, shortlisted: int = 1, not_shortlisted: int = 1, reserves: int = 0, **columns: Any
) -> Competition:
    """Make a competition that closed, with so many people of each outcome, and one official."""
    made = factories.competition(assessors=3, closed=True, **columns)
    factories.OfficialFactory(competition=made, name="Olive Official")
    outcomes = [
        *["shortlisted"] * shortlisted,
        *["not_shortlisted"] * not_shortlisted,
        *["reserve"] * reserves,
    ]
    for number, outcome in enumerate(outcomes):
        application = factories.sent_application(
            competition=made, name=f"{NAMES[number % len(NAMES)]} {number + 1}"
        )
        give_scores(application)
        _record(application, outcome)
    confirm(made)
    return made


def confirm(competition: Competition) -> None:
    """Confirm every decision in force."""
    confirmation = SiftConfirmation.objects.create(
        competition=competition, confirmed_by=official(competition)
    )
    for decision in SiftDecision.objects.current().pending():
        confirmation.decisions.create(decision=decision)


def give_scores(application: Application) -> None:
    """Agree a level of 5 on every criterion."""
    competition = application.competition
    level = competition.scale_levels.get(value=5)
    for criterion in competition.criteria.all():
        AgreedScore.objects.create(
            application=application,
            criterion=criterion,
            stage="sift",
            level=level,
            reason=f"The panel agreed on {criterion.code} after discussion.",
            agreed_by=competition.assessors.get(chair=True).user,
        )


def decide(application: Application, *, shortlisted: bool) -> SiftDecision:
    """Record a decision, as a new version."""
    return _record(application, "shortlisted" if shortlisted else "not_shortlisted")


_REASONS = {
    "shortlisted": "Meets every essential criterion.",
    "reserve": "Next after the strongest.",
    "not_shortlisted": "Others were stronger.",
}


def _record(application: Application, outcome: str) -> SiftDecision:
    return SiftDecision.objects.create(
        application=application,
        outcome=outcome,
        reason=_REASONS[outcome],
        version=application.sift_decisions.count() + 1,
        decided_by=application.competition.officials.get().user,
    )


def official(competition: Competition) -> Any:
    """Return the person who runs the competition."""
    return competition.officials.get().user


def lose_cv(application: Application) -> None:
    """Let the clean copy of the CV be gone from the store."""
    copy = application.documents.get().clean_copy
    copy.storage.delete(copy.name)
