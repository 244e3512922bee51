"""Who may make and read the packs of a competition."""

from typing import Any

import rules

from recruitment.applications.models import Application
from recruitment.competitions.models import Competition
from scoring.assessors.blinding import is_blind
from scoring.assessors.permissions import runs
from scoring.moderation.queries import scores_readable_by
from scoring.packs.queries import is_recused_from_any


@rules.predicate
def is_not_recused(user: Any, competition: Competition) -> bool:
    """Whether this person is kept away from nobody in the competition."""
    return not is_recused_from_any(user=user, competition=competition)


@rules.predicate
def may_read_everybody(user: Any, competition: Competition) -> bool:
    """Whether names and scores are hidden from this person nowhere, as they are from an official who also assesses."""
    if not competition.assessors.serving().filter(user=user).exists():
        return True
    readable = scores_readable_by(user).filter(state=Application.State.SENT, competition=competition)
    return not is_blind(competition) and readable.count() == competition.applications.sent().count()


# Packs hold everybody on the shortlist, so a person from whom anything of one of them is hidden gets no pack at all.
may_make_packs = runs & is_not_recused & may_read_everybody
