"""Who records what interviews found."""

from typing import Any

import rules

from recruitment.applications.models import Application
from scoring.assessors.permissions import chairs, is_recused, runs


@rules.predicate
def leads(user: Any, application: Application) -> bool:
    """Whether this person chairs the assessment panel of the application, or runs its competition."""
    return chairs(user, application.competition) or runs(user, application.competition)


may_record = leads & ~is_recused
