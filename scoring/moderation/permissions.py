"""Who may agree scores."""

from typing import Any

from recruitment.applications.models import Application
from scoring.moderation.queries import moderated_by


def may_agree(user: Any, application: Application, stage: str) -> bool:
    """Whether this person may read and agree the application's scores of a stage."""
    return moderated_by(user, stage).filter(pk=application.pk).exists()
