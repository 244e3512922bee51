"""What pages of this room share."""

from django.urls import reverse

from recruitment.competitions.models import Competition, Stage


def meeting_url(competition: Competition, reference: str, stage: str) -> str:
    """Return the address at which the scores of one application are agreed at a stage."""
    name = "moderation:interview" if stage == Stage.INTERVIEW else "moderation:application"
    return reverse(name, args=[competition.slug, reference])
