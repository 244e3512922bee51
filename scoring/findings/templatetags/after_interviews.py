"""What the page of a competition asks of this room."""

from collections import Counter
from typing import Any

from django import template

from recruitment.competitions.models import Competition
from scoring.findings.queries import SETTLED, Standing, lines_of

register = template.Library()


@register.inclusion_tag("findings/_to_do.html")
def left_after_interviews(competition: Competition, user: Any) -> dict[str, Any]:
    """Say in items of a list what is left to do after interviews that have begun; none where there is nothing."""
    lines = lines_of(competition, user=user)
    counts = Counter(line.standing for line in lines)
    to_come = [line for line in lines if line.standing == Standing.TO_INTERVIEW and line.starts]
    return {
        "competition": competition,
        "to_send": counts[Standing.TO_SEND],
        "to_agree": counts[Standing.TO_AGREE],
        "to_discuss": counts[Standing.TO_DISCUSS],
        "to_find": counts[Standing.TO_FIND],
        "to_interview": len(to_come),
        "appointable": counts[Standing.APPOINTABLE],
        "is_complete": all(line.standing in SETTLED for line in lines),
    }
