"""Who holds what in a competition."""

from typing import Any

import rules

from recruitment.applications.models import Application
from recruitment.competitions.models import Assessor, Competition
from scoring.assessors.models import ConflictDeclaration


@rules.predicate
def runs(user: Any, competition: Competition) -> bool:
    """Whether this person runs the competition as an official."""
    return competition.officials.filter(user=user).exists()


@rules.predicate
def chairs(user: Any, competition: Competition) -> bool:
    """Whether this person chairs the competition's assessment panel."""
    return competition.assessors.serving().filter(user=user, chair=True).exists()


@rules.predicate
def has_yet_to_declare(user: Any, application: Application) -> bool:
    """Whether this person sits on the assessment panel and has not said whether they have a conflict of interest."""
    seats = Assessor.objects.serving().filter(user=user, competition=application.competition_id)
    return seats.exclude(conflict_declarations__application=application).exists()


@rules.predicate
def is_recused(user: Any, application: Application) -> bool:
    """Whether a conflict of interest, or a connection not ruled on, keeps this person away from the application."""
    return (
        ConflictDeclaration.objects.recusing().filter(application=application, assessor__user=user).exists()
    )
