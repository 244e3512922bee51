"""Who may agree scores."""

from typing import Any

import rules

from recruitment.applications.models import Application
from scoring.moderation.queries import moderated_by


@rules.predicate
def may_agree(user: Any, application: Application) -> bool:
    """Whether this person may read and agree the scores of the application."""
    return moderated_by(user).filter(pk=application.pk).exists()
