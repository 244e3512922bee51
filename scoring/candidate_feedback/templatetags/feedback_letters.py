"""What the applicant's status page asks of this room."""

from django import template

from recruitment.applications.models import Application
from scoring.candidate_feedback.models import FeedbackLetter

register = template.Library()


@register.simple_tag
def has_feedback(application: Application) -> bool:
    """Say whether the candidate was sent feedback."""
    return FeedbackLetter.objects.filter(application=application, sent_at__isnull=False).exists()
