"""What the page of a competition asks of this room."""

from typing import Any

from django import template
from django.utils import timezone

from recruitment.competitions.models import Competition
from scoring.interviews import queries

register = template.Library()


@register.inclusion_tag("interviews/_to_arrange.html")
def interviews_to_arrange(competition: Competition, user: Any) -> dict[str, Any]:
    """Say in items of a list what this official does next for the interviews; none where nothing is to be done."""
    return {"competition": competition} | queries.to_arrange(competition, timezone.now(), user=user)
