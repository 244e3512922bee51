"""Who may make and read the packs of a competition."""

from typing import Any

import rules

from recruitment.competitions.models import Competition
from scoring.assessors.permissions import runs
from scoring.packs.queries import is_recused_from_any


@rules.predicate
def is_not_recused(user: Any, competition: Competition) -> bool:
    """Whether this person is kept away from nobody in the competition."""
    return not is_recused_from_any(user=user, competition=competition)


# Packs hold everybody on the shortlist, so a person recused from one of them gets no pack at all.
may_make_packs = runs & is_not_recused
