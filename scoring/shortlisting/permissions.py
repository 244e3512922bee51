"""Who may decide on an application."""

from typing import Any

import rules

from recruitment.applications.models import Application
from scoring.assessors.permissions import is_recused, runs


@rules.predicate
def runs_its_competition(user: Any, application: Application) -> bool:
    """Whether this person runs the competition of the application as an official."""
    return runs(user, application.competition)


may_decide = runs_its_competition & ~is_recused
