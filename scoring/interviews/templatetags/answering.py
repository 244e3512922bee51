"""What the applicant's status page asks of this room."""

from typing import Any

from django import template
from django.utils import timezone

from recruitment.applications.models import Application
from scoring.interviews import queries
from scoring.interviews.answering import can_answer

register = template.Library()


@register.inclusion_tag("interviews/_on_status.html")
def interview_of(application: Application) -> dict[str, Any]:
    """Say to an applicant who was invited when and where their interview is, or that they have to answer."""
    now = timezone.now()
    invitation, reply = queries.invitation_of(application)
    return {
        "application": application,
        "invitation": invitation,
        "reply": reply,
        "is_open": can_answer(invitation=invitation, reply=reply, capacity="applicant", now=now),
        "is_over": bool(reply and reply.slot and reply.slot.ends <= now),
    }
